//! The audit table: the tally as the paper counts it could have come from.

use std::io::Write;

use super::{Count, Tally};
use crate::appraisal::Appraisal;
use crate::ballot::{BLANK_NAMES, WEIGHT_SCALE};
use crate::exact::Ratio;
use crate::naming::neutral_cell;
use crate::scheme::Code;

/// The columns of the audit table. `docs/formats.md` says what they mean.
pub(super) const COLUMNS: [&str; 11] = [
    "unit",
    "unit_name",
    "group",
    "group_name",
    "indicator",
    "indicator_name",
    "level",
    "level_name",
    "points",
    "n",
    "weight",
];

/// One line of the audit table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The cells, in the order of [`COLUMNS`].
    pub cells: [String; 11],
}

impl Tally {
    /// The lines of the audit table: by register, scheme, leaf and level.
    pub fn lines<'a>(&'a self, appraisal: &'a Appraisal) -> impl Iterator<Item = Line> + 'a {
        let scheme = &appraisal.scheme;
        self.iter().map(move |(address, code, count)| {
            let unit = &appraisal.units[address.unit as usize];
            let group = &scheme.groups[usize::from(address.group)];
            let leaf = &scheme.indicators.leaves()[usize::from(address.indicator)];
            let (level, level_name, points) = level_cells(appraisal, code);
            Line {
                cells: [
                    unit.id.clone(),
                    unit.name.zh.clone(),
                    group.id.clone(),
                    group.label.zh.clone(),
                    leaf.id.clone(),
                    leaf.label.zh.clone(),
                    level,
                    level_name,
                    points,
                    count.n.to_string(),
                    weight_text(count),
                ],
            }
        })
    }

    /// Writes the audit table as UTF-8 CSV without a mark, for machines and for reading back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, appraisal: &Appraisal, out: &mut dyn Write) -> std::io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(COLUMNS)?;
        for line in self.lines(appraisal) {
            writer.write_record(line.cells.iter().map(|cell| neutral_cell(cell)))?;
        }
        writer.flush()
    }
}

pub(super) fn level_cells(appraisal: &Appraisal, code: Code) -> (String, String, String) {
    let scale = &appraisal.scheme.scale;
    if code == Code::BLANK {
        let points = scale.blank.as_ref().map(Ratio::to_string).unwrap_or_default();
        let [id, name] = BLANK_NAMES.map(str::to_owned);
        return (id, name, points);
    }
    let name = scale.name(code);
    let id = scale.level(code).map_or_else(|| name.clone(), |level| level.id.clone());
    (id, name, scale.points(code).map(|points| points.to_string()).unwrap_or_default())
}

/// The sum of weights as decimal text.
fn weight_text(count: Count) -> String {
    Ratio::fraction(count.weight, WEIGHT_SCALE).to_string()
}
