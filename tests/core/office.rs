//! An office with a folder: a scheme, a register and files, and the road walked over them.

use std::collections::BTreeMap;

use pingyi::account::RowCounts;
use pingyi::appraisal::Appraisal;
use pingyi::error::Error;
use pingyi::estimate::{Estimates, Measure};
use pingyi::finding::{Effect, Finding, Kind};
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::tally::Tally;

/// Points of the usual four levels; no least n, everything else at its default.
pub(crate) const FOUR_LEVELS: &str = r#"
id = "test"
name = "测试"
[scale]
levels = [
  { id = "a", label = "满意", points = 100 },
  { id = "b", label = "基本满意", points = 80 },
  { id = "c", label = "一般", points = 60 },
  { id = "d", label = "不满意", points = 30 },
  { id = "u", label = "不了解", kind = "unknown" },
]
[rates]
satisfied = ["满意", "基本满意"]
dissatisfied = ["不满意"]
[scoring]
min_n_unit = 1
min_n_group = 1
[ranking]
tables = ["overall", "category", "indicator"]
[reliability]
below = "mark"
"#;

/// Two indicators and two groups of equal weight.
pub(crate) const TWO_BY_TWO: &str = r#"
[[indicators]]
id = "work"
label = "工作"
[[indicators]]
id = "style"
label = "作风"
[[groups]]
id = "g1"
label = "领导"
weight = 50
[[groups]]
id = "g2"
label = "群众"
weight = 50
"#;

/// One indicator and one group.
pub(crate) const ONE_BY_ONE: &str = r#"
[[indicators]]
id = "work"
label = "工作"
[[groups]]
id = "g1"
label = "群众"
"#;

pub(crate) struct Office {
    folder: tempfile::TempDir,
    head: String,
    periods: Vec<String>,
}

/// Everything on the road of one period.
pub(crate) struct Road {
    pub(crate) appraisal: Appraisal,
    pub(crate) intake: Intake,
    pub(crate) tally: Tally,
    pub(crate) estimates: Estimates,
    pub(crate) league: League,
}

impl Office {
    /// With this scheme and units `甲`, `乙`, … of one category.
    pub(crate) fn new(scheme: &str, n_units: usize) -> Office {
        let mut register = String::from("编号,全称\n");
        for (index, name) in unit_names(n_units).iter().enumerate() {
            register.push_str(&format!("U{:03},{name}\n", index + 1));
        }
        Office::with_register(scheme, &register)
    }

    pub(crate) fn with_register(scheme: &str, register: &str) -> Office {
        let folder = tempfile::tempdir().unwrap();
        let head = "title = \"t\"\nscheme = \"scheme.toml\"\nregister = \"register.csv\"\n";
        let office = Office { folder, head: head.into(), periods: Vec::new() };
        office.write("scheme.toml", scheme);
        office.write("register.csv", register);
        office
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> &Office {
        self.write_bytes(name, text.as_bytes())
    }

    pub(crate) fn write_bytes(&self, name: &str, bytes: &[u8]) -> &Office {
        std::fs::write(self.folder.path().join(name), bytes).unwrap();
        self
    }

    /// A period with files, and further keys of its `[[periods]]` and `[[periods.ballots]]`.
    pub(crate) fn period(
        mut self,
        period: &str,
        keys: &str,
        ballots: &[(&[&str], &str)],
    ) -> Office {
        let mut text = format!("[[periods]]\nperiod = \"{period}\"\n{keys}\n");
        for (files, keys) in ballots {
            text.push_str(&format!("[[periods.ballots]]\nfiles = {files:?}\n{keys}\n"));
        }
        self.periods.push(text);
        self
    }

    /// A period with one file of ballots.
    pub(crate) fn ballots(self, text: &str) -> Office {
        self.write("ballots.csv", text);
        self.period("2024H1", "", &[(&["ballots.csv"], "")])
    }

    pub(crate) fn open(&self, period: &str) -> Result<Appraisal, Error> {
        self.write("appraisal.toml", &format!("{}{}", self.head, self.periods.concat()));
        Appraisal::open(self.folder.path(), Some(period.parse().unwrap()))
    }

    /// What keeps the folder from being opened.
    pub(crate) fn refusal(&self, period: &str) -> Vec<Finding> {
        match self.open(period) {
            Err(Error::Findings(findings)) => findings,
            other => panic!("{:?}", other.map(|_| "opened")),
        }
    }

    pub(crate) fn walk_in(&self, period: &str) -> Road {
        let appraisal = self.open(period).unwrap_or_else(|error| panic!("{error:?}"));
        let intake = Intake::inspect(&appraisal, &|_, _| {});
        let rows = intake.account().rows();
        assert_eq!(rows.accepted + rows.void + rows.refused, rows.rows, "rows add up");
        for group in &intake.account().returns.groups {
            let void: u64 = group.void_papers.values().sum();
            assert_eq!(group.valid + void, group.found, "papers add up");
        }
        let tally = Tally::count(&appraisal, &intake);
        let estimates = Estimates::score(&appraisal, &tally);
        let league = League::order(&appraisal, &estimates);
        Road { appraisal, intake, tally, estimates, league }
    }

    pub(crate) fn walk(&self) -> Road {
        self.walk_in("2024H1")
    }
}

impl Road {
    /// The printed score of a unit on the whole, or why there is none.
    pub(crate) fn score(&self, unit: usize) -> String {
        self.measure(unit, Measure::Whole)
    }

    pub(crate) fn measure(&self, unit: usize, measure: Measure) -> String {
        match &self.estimates.units[unit].score(measure).value {
            Ok(value) => value.published.to_string(),
            Err(why) => format!("{why:?}"),
        }
    }

    /// Rank and whether joint, by unit, in the table over all.
    pub(crate) fn ranks(&self) -> Vec<Option<(usize, bool)>> {
        let table = self.league.table(None, Measure::Whole).unwrap();
        let of = |unit| table.standing(unit).map(|standing| (standing.rank, standing.joint));
        (0..self.appraisal.units.len()).map(of).collect()
    }

    pub(crate) fn rows(&self) -> (u64, u64, u64) {
        let RowCounts { accepted, void, refused, .. } = self.intake.account().rows();
        (accepted, void, refused)
    }

    /// How many findings there are of each kind and effect.
    pub(crate) fn found(&self) -> BTreeMap<(Kind, Effect), u64> {
        self.intake.account().findings.clone()
    }

    pub(crate) fn kinds(&self) -> Vec<(&'static str, u64)> {
        self.found().into_iter().map(|((kind, _), n)| (kind.id(), n)).collect()
    }
}

pub(crate) fn unit_names(n: usize) -> Vec<String> {
    (0..n).map(|index| format!("单位{index:03}局")).collect()
}

/// `n` rows of one answer.
pub(crate) fn times(n: usize, answer: &str) -> Vec<String> {
    vec![answer.to_owned(); n]
}

/// One row for each answer on one unit with one indicator and one group.
pub(crate) fn answers_file(answers_by_unit: &[Vec<String>]) -> String {
    let names = unit_names(answers_by_unit.len());
    let mut text = String::from("票号,单位,工作\n");
    let mut ballot = 0;
    for (name, answers) in names.iter().zip(answers_by_unit) {
        for answer in answers {
            ballot += 1;
            text.push_str(&format!("{ballot},{name},{answer}\n"));
        }
    }
    text
}
