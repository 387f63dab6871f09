//! The numbers of a rule that judges papers, checked against its kind.

use super::chance::bounded;
use crate::exact::Ratio;
use crate::finding::{Finding, Kind, nearest};
use crate::form::{Amount, Form};
use crate::naming::fold;
use crate::period::Moment;
use crate::scheme::rule_form::RuleForm;
use crate::scheme::{Code, MILLION, Quantity, RuleKind, Scale, Test};

/// Reads the numbers of a rule; `None` where the kind has none, or where one is listed as a mistake.
pub(super) fn read_test(
    kind: RuleKind,
    keys: &RuleForm,
    path: &str,
    scale: &Scale,
    form: &mut Form,
) -> Option<Test> {
    let mut reading = Reading { keys, path, scale, form };
    reading.refuse_foreign(kind);
    reading.test(kind)
}

struct Reading<'a> {
    keys: &'a RuleForm,
    path: &'a str,
    scale: &'a Scale,
    form: &'a mut Form,
}

/// The keys that belong to a kind.
fn own_keys(kind: RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::AllMaximum | RuleKind::AllEqual => &["least_units"],
        RuleKind::MissingShare => &["share"],
        RuleKind::OutOfDates => &["from", "to"],
        RuleKind::TooFast => &["seconds", "seconds_per_answer"],
        RuleKind::OutOfRegion => &["allowed"],
        RuleKind::FailedScreener => &["values"],
        RuleKind::ForcedDistribution => {
            &["levels", "at_most", "at_most_share", "at_least", "at_least_share"]
        }
        RuleKind::NearMaximum => &["exceptions", "least_units"],
        RuleKind::Burst => &["papers", "minutes", "least_answers"],
        RuleKind::SharedDevice | RuleKind::SatisfiedBatch => &["papers"],
        RuleKind::GroupFarAbove => &["z", "min_n"],
        _ => &[],
    }
}

impl Reading<'_> {
    /// The keys that are given.
    fn given(&self) -> Vec<&'static str> {
        let RuleForm { share, from, to, seconds, papers, minutes, z, min_n, .. } = self.keys;
        let keys = self.keys;
        let given = [
            ("least_units", keys.least_units.is_some()),
            ("share", share.is_some()),
            ("from", from.is_some()),
            ("to", to.is_some()),
            ("seconds", seconds.is_some()),
            ("seconds_per_answer", keys.seconds_per_answer.is_some()),
            ("allowed", !keys.allowed.is_empty()),
            ("values", !keys.values.is_empty()),
            ("levels", !keys.levels.is_empty()),
            ("at_most", keys.at_most.is_some()),
            ("at_most_share", keys.at_most_share.is_some()),
            ("at_least", keys.at_least.is_some()),
            ("at_least_share", keys.at_least_share.is_some()),
            ("exceptions", keys.exceptions.is_some()),
            ("papers", papers.is_some()),
            ("minutes", minutes.is_some()),
            ("least_answers", keys.least_answers.is_some()),
            ("z", z.is_some()),
            ("min_n", min_n.is_some()),
        ];
        given.into_iter().filter(|(_, is_given)| *is_given).map(|(key, _)| key).collect()
    }

    fn refuse_foreign(&mut self, kind: RuleKind) {
        let own = own_keys(kind);
        for key in self.given().into_iter().filter(|key| !own.contains(key)) {
            let finding = self.mistake(Kind::UnknownKey, key).with("value", key);
            let finding = finding.with_nearest(nearest(key, own.iter().copied()));
            self.form.push(finding);
        }
    }

    fn test(&mut self, kind: RuleKind) -> Option<Test> {
        let keys = self.keys;
        let least_units = keys.least_units.unwrap_or(1);
        Some(match kind {
            RuleKind::AllMaximum => Test::AllMaximum { least_units },
            RuleKind::AllEqual => Test::AllEqual { least_units },
            RuleKind::Incomplete => Test::Incomplete,
            RuleKind::MissingShare => {
                let share = self.share(keys.share.as_ref(), "share");
                let share = share.filter(|share| *share > 0);
                Test::MissingShare { share: self.needed(share, "share", keys.share.is_some())? }
            }
            RuleKind::OutOfDates => {
                let (from, to) = (self.moment(&keys.from, "from"), self.moment(&keys.to, "to"));
                self.needed(from.or(to), "from", keys.from.is_some() || keys.to.is_some())?;
                self.check_order(from, to)?;
                Test::OutOfDates { from, to }
            }
            RuleKind::TooFast => self.too_fast(),
            RuleKind::OutOfRegion => {
                Test::OutOfRegion { allowed: self.texts(&keys.allowed, "allowed")? }
            }
            RuleKind::FailedScreener => {
                Test::FailedScreener { values: self.texts(&keys.values, "values")? }
            }
            RuleKind::ForcedDistribution => self.forced_distribution()?,
            RuleKind::SelfRating => Test::SelfRating,
            RuleKind::NearMaximum => {
                Test::NearMaximum { exceptions: keys.exceptions.unwrap_or(1), least_units }
            }
            RuleKind::Burst => Test::Burst {
                papers: keys.papers.unwrap_or(3).max(2),
                minutes: keys.minutes,
                least_answers: keys.least_answers.unwrap_or(20),
            },
            RuleKind::SharedDevice => Test::SharedDevice { papers: keys.papers.unwrap_or(20) },
            RuleKind::VotesAbovePopulation => Test::VotesAbovePopulation,
            RuleKind::SatisfiedBatch => Test::SatisfiedBatch { papers: keys.papers.unwrap_or(20) },
            RuleKind::GroupFarAbove => {
                let within = |z: &Ratio| *z >= Ratio::one() && *z <= Ratio::whole(1000);
                let at = format!("{}.z", self.path);
                let z = bounded(keys.z.as_ref(), &at, "1 – 1000", within, self.form);
                let z = z.map_or(5000, |z| parts_of(&z, 1000));
                Test::GroupFarAbove { z, min_n: keys.min_n.unwrap_or(10) }
            }
            _ => return None,
        })
    }

    fn too_fast(&mut self) -> Test {
        let keys = self.keys;
        let within = |seconds: &Ratio| !seconds.is_negative() && *seconds <= Ratio::whole(1000);
        let at = format!("{}.seconds_per_answer", self.path);
        let per = keys.seconds_per_answer.as_ref();
        let per_answer = bounded(per, &at, "0 – 1000", within, self.form);
        let per_answer = per_answer.map(|seconds| parts_of(&seconds, 1000));
        let neither = keys.seconds.is_none() && per.is_none();
        Test::TooFast {
            seconds: keys.seconds.unwrap_or(if neither { 20 } else { 0 }),
            millis_per_answer: per_answer.unwrap_or(if neither { 1000 } else { 0 }),
        }
    }

    fn forced_distribution(&mut self) -> Option<Test> {
        let keys = self.keys;
        let names = self.texts(&keys.levels, "levels").map(|_| keys.levels.clone())?;
        let mut codes = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match codes_named(self.scale, name) {
                found if found.is_empty() => {
                    let expected = level_names(self.scale);
                    let at = format!("levels[{}]", index + 1);
                    let finding = self.mistake(Kind::UnknownReference, &at).with("value", name);
                    let near = nearest(name, expected.iter().map(String::as_str));
                    let finding = finding.with_nearest(near);
                    self.form.push(finding.with("expected", expected.join(" / ")));
                }
                found => codes.extend(found),
            }
        }
        codes.sort_unstable();
        codes.dedup();
        let at_most = self.quantity(keys.at_most, keys.at_most_share.as_ref(), "at_most");
        let at_least = self.quantity(keys.at_least, keys.at_least_share.as_ref(), "at_least");
        let given = [&keys.at_most_share, &keys.at_least_share].iter().any(|key| key.is_some());
        self.needed(at_most.or(at_least), "at_most", given)?;
        Some(Test::ForcedDistribution { names, codes, at_most, at_least })
    }

    /// A number of answers or a share of them, not both.
    fn quantity(&mut self, n: Option<u64>, share: Option<&Amount>, key: &str) -> Option<Quantity> {
        let share_key = format!("{key}_share");
        let part = self.share(share, &share_key);
        if let (Some(n), Some(_)) = (n, share) {
            let finding = self.mistake(Kind::DuplicateName, &share_key);
            self.form.push(finding.with("value", n.to_string()).with("other", key));
        }
        n.map(Quantity::Answers).or(part.map(Quantity::Share))
    }

    fn share(&mut self, amount: Option<&Amount>, key: &str) -> Option<u64> {
        let within = |share: &Ratio| !share.is_negative() && *share <= Ratio::one();
        let at = format!("{}.{key}", self.path);
        let share = bounded(amount, &at, "0 – 1", within, self.form)?;
        Some(parts_of(&share, MILLION))
    }

    fn moment(&mut self, text: &Option<String>, key: &str) -> Option<Moment> {
        let text = text.as_ref()?;
        let moment = Moment::parse(text);
        if moment.is_none() {
            let finding = self.mistake(Kind::BadTime, key);
            self.form.push(finding.with("expected", "2025-06-01 / 2025-06-01 08:00"));
        }
        moment
    }

    fn check_order(&mut self, from: Option<Moment>, to: Option<Moment>) -> Option<()> {
        if let (Some(first), Some(last)) = (from, to)
            && last.end() < first.start()
        {
            let finding = self.mistake(Kind::BadNumber, "to").with("value", last.to_string());
            self.form.push(finding.with("expected", format!("≥ {first}")));
            return None;
        }
        Some(())
    }

    /// Texts that must be given, folded.
    fn texts(&mut self, texts: &[String], key: &str) -> Option<Vec<String>> {
        let folded: Vec<String> =
            texts.iter().map(|text| fold(text)).filter(|text| !text.is_empty()).collect();
        self.needed((!folded.is_empty()).then_some(folded), key, false)
    }

    /// A value that the rule cannot do without; what was `given` and is wrong is listed already.
    fn needed<T>(&mut self, value: Option<T>, key: &str, given: bool) -> Option<T> {
        if value.is_none() && !given {
            let finding = self.mistake(Kind::MissingKey, key).with("value", key);
            self.form.push(finding);
        }
        value
    }

    fn mistake(&self, kind: Kind, key: &str) -> Finding {
        self.form.mistake(kind, &format!("{}.{key}", self.path))
    }
}

/// How many of `1 / whole` a value holds; what is finer is dropped.
fn parts_of(value: &Ratio, whole: u64) -> u64 {
    let (numerator, denominator) = (value * &Ratio::whole(whole)).parts();
    let (numerator, denominator) = (numerator.parse::<u128>(), denominator.parse::<u128>());
    match (numerator, denominator) {
        (Ok(n), Ok(d)) if d > 0 => u64::try_from(n / d).unwrap_or(u64::MAX),
        _ => 0,
    }
}

/// The codes that a name stands for: a level, a band with all its numbers, or a number.
fn codes_named(scale: &Scale, name: &str) -> Vec<Code> {
    let folded = fold(name);
    let band = scale.bands.iter().position(|band| {
        [&band.id, &band.label.zh, &band.label.en].iter().any(|known| fold(known) == folded)
    });
    match band {
        Some(band) if scale.range.is_some() => {
            scale.codes().filter(|code| scale.bin(*code) == Some(band)).collect()
        }
        _ => scale.find(&folded).into_iter().collect(),
    }
}

fn level_names(scale: &Scale) -> Vec<String> {
    let levels = scale.levels.iter().map(|level| level.label.zh.clone());
    levels.chain(scale.bands.iter().map(|band| band.label.zh.clone())).collect()
}
