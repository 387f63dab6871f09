//! A tally as a file, and the hash by which it is known.

use std::fmt::Write as _;
use std::io;

use sha2::{Digest as _, Sha256};

use super::{TallyFile, about};
use crate::columnar::{self, Column, Stored, Values};
use crate::period::Period;
use crate::tally::{Address, Count};

/// The columns, in their order. `docs/formats.md` says what they mean.
pub(super) const COLUMNS: [&str; 14] = [
    "period",
    "counted",
    "unit",
    "unit_name",
    "group",
    "group_name",
    "indicator",
    "indicator_name",
    "level",
    "level_name",
    "points",
    "value",
    "n",
    "weight",
];

/// What a row counts: answers on a level.
pub(super) const ANSWERS: &str = "answers";

/// What a row counts: whole ballots at a value.
pub(super) const BALLOTS: &str = "ballots";

/// One row of the file.
struct Row<'a> {
    period: Period,
    unit: &'a [String; 2],
    group: &'a [String; 2],
    of: Of<'a>,
    count: Count,
}

/// What the row counts.
enum Of<'a> {
    Answers { indicator: &'a [String; 2], level: [&'a str; 3] },
    Ballots { value: String },
}

impl TallyFile {
    /// The file as bytes.
    ///
    /// # Errors
    /// That a count is beyond 64 bits or a sum of weights beyond 38 digits.
    pub fn write(&self, stored: Stored) -> io::Result<Vec<u8>> {
        let mut texts: [Vec<Option<String>>; 12] = Default::default();
        let (mut n, mut weights) = (Vec::new(), Vec::new());
        for row in self.rows() {
            let [unit, unit_name] = row.unit.clone().map(Some);
            let [group, group_name] = row.group.clone().map(Some);
            let period = Some(row.period.to_string());
            let cells = match row.of {
                Of::Answers { indicator, level } => {
                    let [id, name] = indicator.clone().map(Some);
                    let [level, level_name, points] =
                        level.map(|text| (!text.is_empty()).then(|| text.to_owned()));
                    let counted = Some(ANSWERS.to_owned());
                    let of_unit = [period, counted, unit, unit_name, group, group_name];
                    concat(of_unit, [id, name, level, level_name, points, None])
                }
                Of::Ballots { value } => {
                    let counted = Some(BALLOTS.to_owned());
                    let of_unit = [period, counted, unit, unit_name, group, group_name];
                    concat(of_unit, [None, None, None, None, None, Some(value)])
                }
            };
            for (column, cell) in texts.iter_mut().zip(cells) {
                column.push(cell);
            }
            let beyond = |_| io::Error::other("a count is beyond 64 bits");
            n.push(Some(i64::try_from(row.count.n).map_err(beyond)?));
            weights.push(Some(i128::try_from(row.count.weight).map_err(beyond)?));
        }
        let mut columns: Vec<Column> = COLUMNS
            .iter()
            .zip(texts)
            .map(|(name, values)| Column::new(name, Values::Text(values)))
            .collect();
        columns.push(Column::new("n", Values::Whole(n)));
        columns.push(Column::new("weight", Values::Millionths(weights)));
        let note = serde_json::to_string(&self.about).map_err(io::Error::other)?;
        columnar::whole(columns, stored, Some(&note))
    }

    /// The rows, by period, register, group, indicator and level; behind the answers of a period its
    /// ballots.
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.parts.iter().flat_map(move |(period, tally)| {
            let about = &self.about;
            let answers = tally.iter().filter_map(move |(address, code, count)| {
                let Address { unit, group, indicator } = address;
                Some(Row {
                    period: *period,
                    unit: about.units.get(unit as usize)?,
                    group: about.groups.get(usize::from(group))?,
                    of: Of::Answers {
                        indicator: about.indicators.get(usize::from(indicator))?,
                        level: self.level(code),
                    },
                    count,
                })
            });
            let ballots = tally.ballots.iter().flat_map(move |((unit, group), values)| {
                values.iter().filter_map(move |(value, count)| {
                    Some(Row {
                        period: *period,
                        unit: about.units.get(*unit as usize)?,
                        group: about.groups.get(usize::from(*group))?,
                        of: Of::Ballots { value: value.to_string() },
                        count: *count,
                    })
                })
            });
            answers.chain(ballots)
        })
    }

    /// The same with its account and hash written down.
    #[must_use]
    pub(super) fn sealed(mut self) -> TallyFile {
        self.about.account = about::Account::of(&self.account);
        self.about.content = self.hash();
        self
    }

    /// The hash of everything that the tally says, however it is stored and by which version.
    pub(super) fn hash(&self) -> String {
        let about =
            about::About { version: String::new(), content: String::new(), ..self.about.clone() };
        let mut hash = Sha256::new();
        hash.update(serde_json::to_string(&about).unwrap_or_default());
        let mut line = String::new();
        for row in self.rows() {
            line.clear();
            // Writing to a String cannot fail.
            let _ = write!(line, "\n{}\t{}\t{}\t", row.period, row.unit[0], row.group[0]);
            let _ = match &row.of {
                Of::Answers { indicator, level } => write!(line, "{}\t{}", indicator[0], level[0]),
                Of::Ballots { value } => write!(line, "\t{value}"),
            };
            let _ = write!(line, "\t{}\t{}", row.count.n, row.count.weight);
            hash.update(&line);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn concat(of_unit: [Option<String>; 6], of_count: [Option<String>; 6]) -> Vec<Option<String>> {
    of_unit.into_iter().chain(of_count).collect()
}
