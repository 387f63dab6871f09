//! A stratified sample without replacement, from a register of raters.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::list::{Listed, RaterList};
use super::share;
use crate::finding::nearest;
use crate::naming::fold;

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How many, and of whom.
    pub wish: Wish,
    /// How many more are drawn for the case that some cannot be reached.
    pub reserve: Reserve,
}

/// How many are drawn, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// So many of each group, or of a stratum as `group/stratum`. A group is shared out over its
    /// strata by their size. Groups that are not named are left out.
    Given(Vec<(String, u64)>),
    /// So many in all, by the size of groups and strata.
    Proportional(u64),
    /// So many in all, as many from each group; within a group by the size of its strata.
    Equal(u64),
}

/// How many more are drawn, beside the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reserve {
    /// None.
    #[default]
    None,
    /// So many in each stratum, as far as there are any.
    Count(u64),
    /// So many per cent of the sample in each stratum, rounded up.
    PerCent(u64),
}

/// A sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Every stratum of the register, by group and stratum, those of which nobody was drawn too.
    pub strata: Vec<DrawnStratum>,
}

/// What was drawn from one stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStratum {
    /// The group.
    pub group: String,
    /// The stratum; empty where the register has none.
    pub stratum: String,
    /// How many raters it has.
    pub population: u64,
    /// The sample, by position in the list, in the order drawn.
    pub sample: Vec<usize>,
    /// The reserve, in the order in which it is to be used.
    pub reserve: Vec<usize>,
}

/// Why nothing was drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The register has no such group or stratum.
    Unknown {
        /// What was asked for.
        value: String,
        /// The nearest there is.
        nearest: Option<String>,
        /// All there are.
        expected: Vec<String>,
    },
    /// A group or stratum is named twice.
    Repeated(String),
    /// There are fewer raters than are to be drawn.
    TooFew {
        /// The group or stratum; absent where the whole register is too small.
        name: Option<String>,
        /// How many were asked for.
        asked: u64,
        /// How many there are.
        there: u64,
    },
}

impl DrawnStratum {
    /// How many raters of the register each one drawn stands for; absent where nobody was drawn.
    pub fn weight(&self) -> Option<f64> {
        let n = self.sample.len();
        (n > 0).then(|| self.population as f64 / n as f64)
    }
}

impl RaterList {
    /// Draws a simple random sample without replacement from each stratum.
    ///
    /// Each rater gets a number from seed and identity (permanent random numbers; Ohlsson 1995), and
    /// the lowest are drawn. So neither the order of rows and columns nor the other raters matter.
    ///
    /// # Errors
    /// [`Refusal`] where the register has not what is asked for.
    pub fn draw(&self, request: &Request, seed: &str) -> Result<Drawn, Refusal> {
        let strata = self.strata(seed);
        let sizes = sizes(&strata, &request.wish)?;
        let draw = |((key, members), size): ((&StratumKey, &Vec<usize>), u64)| {
            let size = usize::try_from(size).unwrap_or(usize::MAX).min(members.len());
            let (sample, rest) = members.split_at(size);
            let wanted = match request.reserve {
                _ if sample.is_empty() => 0,
                Reserve::None => 0,
                Reserve::Count(n) => n,
                Reserve::PerCent(share) => (size as u64).saturating_mul(share).div_ceil(100),
            };
            let reserve = usize::try_from(wanted).unwrap_or(usize::MAX).min(rest.len());
            DrawnStratum {
                group: key.0.clone(),
                stratum: key.1.clone(),
                population: members.len() as u64,
                sample: sample.to_vec(),
                reserve: rest[..reserve].to_vec(),
            }
        };
        Ok(Drawn { strata: strata.iter().zip(sizes).map(draw).collect() })
    }

    /// The members of each stratum, in the order in which they are drawn.
    fn strata(&self, seed: &str) -> Strata {
        let mut strata = Strata::new();
        for (index, rater) in self.raters.iter().enumerate() {
            let key = (rater.group.clone(), rater.stratum.clone());
            strata.entry(key).or_default().push(index);
        }
        for members in strata.values_mut() {
            members.sort_by_cached_key(|index| number(&self.raters[*index], seed));
        }
        strata
    }
}

type StratumKey = (String, String);
type Strata = BTreeMap<StratumKey, Vec<usize>>;

/// The number by which a rater is drawn.
fn number(rater: &Listed, seed: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    // Each part is told apart by its length: “ab”, “c” is not “a”, “bc”.
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    part("pingyi draw 1");
    part(seed);
    rater.identity.iter().for_each(|text| part(text));
    hash.finalize().into()
}

/// How many are drawn from each stratum.
fn sizes(strata: &Strata, wish: &Wish) -> Result<Vec<u64>, Refusal> {
    let populations: Vec<u64> = strata.values().map(|members| members.len() as u64).collect();
    let there: u64 = populations.iter().sum();
    let (total, is_equal) = match wish {
        Wish::Given(given) => return given_sizes(strata, &populations, given),
        Wish::Proportional(total) => (*total, false),
        Wish::Equal(total) => (*total, true),
    };
    if total > there {
        return Err(Refusal::TooFew { name: None, asked: total, there });
    }
    if !is_equal {
        return Ok(share::proportional(total, &populations));
    }
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, (group, _)) in strata.keys().enumerate() {
        groups.entry(group).or_default().push(index);
    }
    let of_group = |members: &Vec<usize>| members.iter().map(|i| populations[*i]).sum();
    let group_sizes: Vec<u64> = groups.values().map(of_group).collect();
    let mut sizes = vec![0; populations.len()];
    for (members, n) in groups.values().zip(share::equal(total, &group_sizes)) {
        over(members, n, &populations, &mut sizes);
    }
    Ok(sizes)
}

/// Shares a group's raters out over its strata.
fn over(members: &[usize], n: u64, populations: &[u64], sizes: &mut [u64]) {
    let own: Vec<u64> = members.iter().map(|index| populations[*index]).collect();
    for (index, part) in members.iter().zip(share::proportional(n, &own)) {
        sizes[*index] = part;
    }
}

fn given_sizes(
    strata: &Strata,
    populations: &[u64],
    given: &[(String, u64)],
) -> Result<Vec<u64>, Refusal> {
    let mut names: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    for (index, (group, stratum)) in strata.keys().enumerate() {
        let mut add = |name: String| {
            let entry = names.entry(fold(&name)).or_insert_with(|| (name, Vec::new()));
            entry.1.push(index);
        };
        add(group.clone());
        if !stratum.is_empty() {
            add(format!("{group}/{stratum}"));
        }
    }
    let mut sizes = vec![0; populations.len()];
    let mut taken = vec![false; populations.len()];
    for (name, asked) in given {
        let Some((shown, members)) = names.get(&fold(name)) else {
            let known: Vec<&str> = names.values().map(|(name, _)| name.as_str()).collect();
            return Err(Refusal::Unknown {
                value: name.clone(),
                nearest: nearest(name, known.iter().copied()).map(str::to_owned),
                expected: known.into_iter().map(str::to_owned).collect(),
            });
        };
        if members.iter().any(|index| std::mem::replace(&mut taken[*index], true)) {
            return Err(Refusal::Repeated(shown.clone()));
        }
        let there = members.iter().map(|index| populations[*index]).sum();
        if *asked > there {
            return Err(Refusal::TooFew { name: Some(shown.clone()), asked: *asked, there });
        }
        over(members, *asked, populations, &mut sizes);
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(n: usize) -> RaterList {
        let rater = |i: usize| Listed {
            group: if i.is_multiple_of(3) { "企业".into() } else { "群众".into() },
            stratum: String::new(),
            cells: vec![i.to_string()],
            identity: vec![i.to_string()],
        };
        RaterList {
            file: "raters.csv".into(),
            headings: vec!["编号".into()],
            raters: (0..n).map(rater).collect(),
            findings: Vec::new(),
            sha256: String::new(),
        }
    }

    fn ask(wish: Wish) -> Request {
        Request { wish, reserve: Reserve::None }
    }

    fn names(list: &RaterList, drawn: &Drawn) -> Vec<String> {
        let sample = drawn.strata.iter().flat_map(|stratum| &stratum.sample);
        sample.map(|index| list.raters[*index].cells[0].clone()).collect()
    }

    #[test]
    fn the_order_of_rows_does_not_matter_and_the_seed_does() {
        let list = list(60);
        let mut turned = list.clone();
        turned.raters.reverse();
        let request = ask(Wish::Proportional(12));
        let (one, other) = (list.draw(&request, "7").unwrap(), turned.draw(&request, "7").unwrap());
        assert_eq!(names(&list, &one), names(&turned, &other));
        assert_ne!(names(&list, &one), names(&list, &list.draw(&request, "8").unwrap()));
        let sizes: Vec<usize> = one.strata.iter().map(|stratum| stratum.sample.len()).collect();
        assert_eq!(sizes, [4, 8]);
    }

    #[test]
    fn every_rater_is_as_likely_as_any_other() {
        // 2000 draws of 5 of 20: each is expected 500 times; the statistic has 19 degrees of freedom
        // and is above 43.8 in one of a thousand such tests, times 19/20·(1 − 5/20).
        let list = list(60);
        let mut hits = vec![0.0; 60];
        for seed in 0..2000 {
            let request = ask(Wish::Given(vec![("企业".into(), 5)]));
            let drawn = list.draw(&request, &seed.to_string()).unwrap();
            drawn.strata.iter().flat_map(|s| &s.sample).for_each(|index| hits[*index] += 1.0);
        }
        let of_group: Vec<f64> = hits.iter().step_by(3).copied().collect();
        let square: f64 = of_group.iter().map(|hit| (hit - 500.0) * (hit - 500.0) / 500.0).sum();
        assert!(square < 43.8, "{square}");
        assert!((hits.iter().sum::<f64>() - 10_000.0).abs() < 0.5);
    }

    #[test]
    fn what_the_register_has_not_is_refused_with_what_it_has() {
        let list = list(60);
        let refused = |given: &[(&str, u64)]| {
            let given = given.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
            list.draw(&ask(Wish::Given(given)), "1").unwrap_err()
        };
        let there = Refusal::TooFew { name: Some("企业".into()), asked: 21, there: 20 };
        assert_eq!(refused(&[("企业", 21)]), there);
        assert_eq!(refused(&[("企业", 1), ("企 业", 1)]), Refusal::Repeated("企业".into()));
        let Refusal::Unknown { nearest, expected, .. } = refused(&[("企业家", 1)]) else {
            panic!("there is no such group")
        };
        assert_eq!((nearest.as_deref(), expected.len()), (Some("企业"), 2));
    }
}
