//! The ballots that count, written as codes: no name, no number of a rater, no file and no row.

use std::io::{self, Write};

use super::Intake;
use crate::appraisal::Appraisal;
use crate::columnar::{Column, Stored, Values, Writer};
use crate::scheme::Code;

/// Ballots written at a time.
const BATCH: usize = 1 << 16;

/// What stands for a void answer where blanks have points.
const VOID: &str = "void";

/// Version of the columns.
const SCHEMA: u32 = 1;

/// What stands beside the columns, as JSON.
#[derive(serde::Serialize)]
struct Note<'a> {
    holds: &'static str,
    schema: u32,
    version: &'static str,
    period: String,
    scheme: SchemeId<'a>,
    register: &'a str,
}

#[derive(serde::Serialize)]
struct SchemeId<'a> {
    id: &'a str,
    sha256: &'a str,
}

impl Intake {
    /// Writes the ballots that count, a row for each: `rater` as a number without meaning, `group` and
    /// `unit` by id, `weight`, and for each answered indicator, under its id, the id of the level. The
    /// order is that of the rows. Paper counts are no ballots and are left out.
    ///
    /// Read as a ballot file of the same appraisal it gives the same counts. Attributes, times and the
    /// sample design are not in it, so rules about papers find nothing there.
    ///
    /// # Errors
    /// What writing says.
    pub fn write_coded<W: Write + Send>(
        &self,
        appraisal: &Appraisal,
        stored: Stored,
        out: W,
    ) -> io::Result<W> {
        let note = Note {
            holds: "ballots",
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            period: appraisal.period.to_string(),
            scheme: SchemeId { id: &appraisal.scheme.id, sha256: &appraisal.fingerprints.scheme },
            register: &appraisal.fingerprints.register,
        };
        let note = serde_json::to_string(&note).map_err(io::Error::other)?;
        let mut names = Names::of(appraisal);
        let like = self.batch(&mut names, 0, 0);
        let mut writer = Writer::new(out, stored, &like, Some(&note))?;
        let n = self.ballots.len();
        for start in (0..n).step_by(BATCH) {
            writer.write(self.batch(&mut names, start, n.min(start + BATCH)))?;
        }
        writer.finish()
    }

    /// The columns of some ballots.
    fn batch(&self, names: &mut Names<'_>, start: usize, end: usize) -> Vec<Column> {
        let ballots = &self.ballots;
        let raters: Vec<_> =
            ballots.raters()[start..end].iter().map(|rater| Some(names.rater(*rater))).collect();
        let names = &*names;
        let ids =
            |of: &dyn Fn(usize) -> Option<String>| Values::Text((start..end).map(of).collect());
        let weights = (start..end).map(|ballot| Some(i128::from(ballots.weight(ballot).0)));
        let group = |ballot: usize| names.groups.get(usize::from(ballots.group(ballot)));
        let unit = |ballot: usize| names.units.get(ballots.units()[ballot] as usize);
        let mut columns = vec![
            Column::new("rater", Values::Whole(raters)),
            Column::new("group", ids(&|ballot| group(ballot).map(|id| (*id).to_owned()))),
            Column::new("unit", ids(&|ballot| unit(ballot).map(|id| (*id).to_owned()))),
            Column::new("weight", Values::Millionths(weights.collect())),
        ];
        for (leaf, id) in names.leaves.iter().enumerate() {
            let level = |ballot: usize| names.level(ballots.answers_on(ballot)[leaf]);
            columns.push(Column::new(id, ids(&level)));
        }
        columns
    }
}

/// Ids by their position, and what raters are called.
struct Names<'a> {
    groups: Vec<&'a str>,
    units: Vec<&'a str>,
    leaves: Vec<&'a str>,
    levels: Vec<String>,
    counts_blank: bool,
    /// The numbers of raters as they first appear, so that they tell nothing of those whose ballots are
    /// void; nought for one that has not appeared.
    raters: Vec<i64>,
    n_raters: i64,
}

impl Names<'_> {
    fn of(appraisal: &Appraisal) -> Names<'_> {
        let scheme = &appraisal.scheme;
        let scale = &scheme.scale;
        let level = |code| scale.level(code).map_or_else(|| scale.name(code), |l| l.id.clone());
        Names {
            groups: scheme.groups.iter().map(|group| group.id.as_str()).collect(),
            units: appraisal.units.iter().map(|unit| unit.id.as_str()).collect(),
            leaves: scheme.indicators.leaves().iter().map(|leaf| leaf.id.as_str()).collect(),
            levels: scale.codes().map(level).collect(),
            counts_blank: scale.blank.is_some(),
            raters: Vec::new(),
            n_raters: 0,
        }
    }

    /// The number of a rater, from 1.
    fn rater(&mut self, rater: u32) -> i64 {
        let at = rater as usize;
        if self.raters.len() <= at {
            self.raters.resize(at + 1, 0);
        }
        if self.raters[at] == 0 {
            self.n_raters += 1;
            self.raters[at] = self.n_raters;
        }
        self.raters[at]
    }

    /// The id of a level, and nothing for a blank. A void answer is nothing as well, unless blanks have
    /// points: then it is a word that stands on no scale.
    fn level(&self, code: Code) -> Option<String> {
        match code {
            Code::VOID if self.counts_blank => Some(VOID.to_owned()),
            code => self.levels.get(usize::from(code.0)).cloned(),
        }
    }
}
