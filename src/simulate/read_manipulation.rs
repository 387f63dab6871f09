//! From the keys of a manipulation to a [`Manipulation`].

use super::form::ManipulationKind::{Burst, Coaching};
use super::form::PeriodForm;
use super::plan::Manipulation;
use super::read::Reader;
use crate::finding::Kind;
use crate::naming::Names;

impl Reader<'_> {
    /// The manipulations of a period, each with what its kind needs.
    pub(super) fn manipulations(
        &mut self,
        keys: &PeriodForm,
        key: &str,
        ids: &Names<usize>,
    ) -> Vec<Manipulation> {
        let mut manipulations = Vec::new();
        for (index, entry) in keys.manipulations.iter().enumerate() {
            let key = format!("{key}.manipulations[{}]", index + 1);
            // What is absent or no choice has been listed already.
            let Some(kind) = entry.kind else { continue };
            let group = entry.group.as_ref();
            let group = group.and_then(|name| self.group(name, &format!("{key}.group")));
            let unit = entry.unit.as_ref();
            let unit = unit
                .and_then(|name| self.find(ids, name, &format!("{key}.unit"), Kind::UnknownUnit));
            let needs = [
                (entry.group.is_none(), "group", matches!(kind, Burst | Coaching)),
                (entry.unit.is_none(), "unit", kind == Coaching),
            ];
            for (_, name, _) in needs.into_iter().filter(|(gone, _, needed)| *gone && *needed) {
                self.mistake(Kind::MissingKey, &format!("{key}.{name}"), name);
            }
            if entry.unit.is_some() && kind != Coaching {
                self.mistake(Kind::UnknownKey, &format!("{key}.unit"), "unit");
            }
            let minutes = entry.minutes.unwrap_or(10);
            let n = entry.n;
            manipulations.push(Manipulation { kind, n, group, unit, minutes, key });
        }
        manipulations
    }
}

#[cfg(test)]
mod tests {
    use crate::error::Error;
    use crate::simulate::{Plan, simulate};

    const PLAN: &str = "title='t'\nscheme='xiaoneng-6'\nmade_units=3\ngroups={public={raters=4}}\n\
        [[periods]]\nperiod='2025H1'\nfiles=[{name='b.csv'}]\n[[periods.manipulations]]\n";

    fn mistakes(manipulation: &str) -> Vec<(String, String)> {
        let read = Plan::read("plan.toml", &format!("{PLAN}{manipulation}"), &|_| None);
        let findings = match read.and_then(|plan| simulate(&plan)) {
            Err(Error::Findings(findings)) => findings,
            other => panic!("{:?}", other.map(|files| files.len())),
        };
        let key = |key: &str| key.trim_start_matches("periods[1].manipulations[1].").to_owned();
        let told = findings
            .iter()
            .map(|f| (f.kind.id().to_owned(), key(f.place.key.as_deref().unwrap_or_default())));
        told.collect()
    }

    #[test]
    fn a_manipulation_has_what_it_needs_and_nothing_else() {
        let told = |kind: &str, key: &str| vec![(kind.to_owned(), key.to_owned())];
        assert_eq!(mistakes("kind='burst'\nn=2"), told("missing-key", "group"));
        let coaching = "kind='coaching'\nn=2\ngroup='public'";
        assert_eq!(mistakes(coaching), told("missing-key", "unit"));
        let unknown = format!("{coaching}\nunit='nobody'");
        assert_eq!(mistakes(&unknown), told("unknown-unit", "unit"));
        let foreign = "kind='self-rating'\nn=1\nunit='u00001'";
        assert_eq!(mistakes(foreign), told("unknown-key", "unit"));
        assert_eq!(mistakes("kind='straight-lining'\nn=5"), told("bad-number", "n"));
    }
}
