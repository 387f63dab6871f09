//! Names with how often each occurs: spellings folded, likely slips told apart.

use indexmap::IndexMap;

use crate::naming::fold;

/// Names in the order in which they were first met.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    names: IndexMap<String, Spellings>,
}

#[derive(Debug, Clone, Default)]
struct Spellings {
    /// Each as written, with how often.
    written: IndexMap<String, u64>,
}

impl Spellings {
    fn n(&self) -> u64 {
        self.written.values().sum()
    }

    /// The spelling met most often, the first of several.
    fn name(&self) -> &str {
        let most = self.written.values().max();
        let first = self.written.iter().find(|(_, n)| Some(*n) == most);
        first.map_or("", |(text, _)| text)
    }
}

/// A name that is likely a slip for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// As written.
    pub(super) name: String,
    /// How often.
    pub(super) n: u64,
    /// What is likely meant.
    pub(super) meant: String,
    /// How often that occurs.
    pub(super) n_meant: u64,
}

impl Counted {
    /// Notes a name met `n` times; one without content is none.
    pub(super) fn note(&mut self, text: &str, n: u64) {
        let folded = fold(text);
        if !folded.is_empty() {
            let spellings = self.names.entry(folded).or_default();
            *spellings.written.entry(text.trim().to_owned()).or_default() += n;
        }
    }

    /// The names, each as most often written.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.values().map(|spellings| spellings.name().to_owned()).collect()
    }

    /// Sorts names that are all numbers, because the order of the file says nothing then.
    pub(super) fn sort_numbers(&mut self) {
        let number = |name: &String| name.parse::<u64>().ok();
        if self.names.keys().all(|name| number(name).is_some()) {
            self.names.sort_by_key(|name, _| number(name));
        }
    }

    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Names of which another occurs at least `times` as often and differs in a character or two.
    pub(super) fn slips(&self, times: u64) -> Vec<Slip> {
        let slip = |(folded, spellings): (&String, &Spellings)| {
            let n = spellings.n();
            let mut others = self.names.iter().filter(|(other, meant)| {
                *other != folded && n.saturating_mul(times) <= meant.n() && is_near(folded, other)
            });
            others.next().map(|(_, meant)| Slip {
                name: spellings.name().to_owned(),
                n,
                meant: meant.name().to_owned(),
                n_meant: meant.n(),
            })
        };
        self.names.iter().filter_map(slip).collect()
    }

    /// Takes a name out.
    pub(super) fn remove(&mut self, name: &str) {
        self.names.shift_remove(&fold(name));
    }
}

/// One character apart, or two where the names are long.
fn is_near(a: &str, b: &str) -> bool {
    let longer = a.chars().count().max(b.chars().count());
    let most = if longer >= 8 { 2 } else { 1 };
    longer >= 3 && strsim::damerau_levenshtein(a, b) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_one_name_and_a_rare_neighbour_is_a_slip() {
        let mut counted = Counted::default();
        for (name, n) in [("市教育局", 40), ("市 教育局", 2), ("市教育居", 3), ("市体育局", 39)]
        {
            counted.note(name, n);
        }
        assert_eq!(counted.names(), ["市教育局", "市教育居", "市体育局"]);
        let slips = counted.slips(2);
        assert_eq!(slips.len(), 1);
        assert_eq!((slips[0].name.as_str(), slips[0].n_meant), ("市教育居", 42));
    }
}
