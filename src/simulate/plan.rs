//! What is to be made: the plan, checked against its scheme.

use super::form::{ManipulationKind, Sheets, Tells};
use crate::appraisal::Layout;
use crate::ballot::Weight;
use crate::exact::Published;
use crate::period::{Month, Period};
use crate::scheme::{Label, Scheme};
use crate::sheet::Encoding;

/// What a synthetic appraisal is to be like (`plan.toml`).
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) file: String,
    pub(super) seed: u64,
    pub(super) title: Label,
    pub(super) office: Label,
    pub(super) notice: Label,
    /// As the appraisal names it.
    pub(super) scheme_name: String,
    /// Its text, where it stands beside the plan and is written out.
    pub(super) scheme_text: Option<String>,
    pub(super) scheme: Scheme,
    /// Rows of the register.
    pub(super) spans: Vec<Span>,
    pub(super) units: Vec<PlannedUnit>,
    pub(super) truth: Truth,
    pub(super) answers: Answers,
    /// In the order of the scheme's groups.
    pub(super) groups: Vec<PlannedGroup>,
    /// As written, with their value; empty without a weight column.
    pub(super) weights: Vec<(String, Weight)>,
    /// What raters write in their own words, one of which each comment draws.
    pub(super) remarks: Vec<Remarks>,
    /// What those write who have nothing to say; never empty.
    pub(super) nothing_said: Vec<String>,
    pub(super) periods: Vec<PlannedPeriod>,
}

/// A row of the register.
#[derive(Debug, Clone)]
pub(super) struct Span {
    /// Position in `units`.
    pub(super) unit: usize,
    pub(super) name: Label,
    pub(super) short: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) category: usize,
    /// As written, with the month.
    pub(super) from: Option<(String, Month)>,
    pub(super) to: Option<(String, Month)>,
    pub(super) predecessors: Vec<String>,
}

/// A unit, whatever its names.
#[derive(Debug, Clone)]
pub(super) struct PlannedUnit {
    pub(super) id: String,
    pub(super) score: Option<f64>,
    /// By leaf.
    pub(super) scores: Vec<Option<f64>>,
}

/// True scores of what no unit states, in points.
#[derive(Debug, Clone)]
pub(super) struct Truth {
    pub(super) mean: f64,
    pub(super) spread: f64,
    pub(super) indicator_spread: f64,
    pub(super) drift: f64,
    /// By leaf.
    pub(super) indicators: Vec<f64>,
}

/// Shares from 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answers {
    pub(super) unknown: f64,
    pub(super) abstain: f64,
    pub(super) blank: f64,
    pub(super) rater_share: f64,
    pub(super) halo_share: f64,
}

/// One rater group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PlannedGroup {
    pub(super) raters: u32,
    pub(super) severity: f64,
    pub(super) coverage: f64,
    pub(super) response: f64,
}

/// One period.
#[derive(Debug, Clone)]
pub(super) struct PlannedPeriod {
    pub(super) period: Period,
    pub(super) deliveries: Vec<Delivery>,
    /// Raters by group.
    pub(super) raters: Vec<u32>,
    /// Stated true scores: unit, leaf, points.
    pub(super) scores: Vec<(usize, usize, f64)>,
    /// Share of “don't know”, by unit.
    pub(super) unknown: Vec<(usize, f64)>,
    pub(super) pins: Vec<Pin>,
    pub(super) caps: Vec<Cap>,
    pub(super) comments: Option<Comments>,
    pub(super) manipulations: Vec<Manipulation>,
}

/// Remarks on one matter.
#[derive(Debug, Clone)]
pub(super) struct Remarks {
    /// The leaf whose true score decides how likely praise is.
    pub(super) leaf: Option<usize>,
    pub(super) praise: Vec<String>,
    pub(super) complaint: Vec<String>,
    pub(super) suggestion: Vec<String>,
}

/// The file of comments of a period.
#[derive(Debug, Clone)]
pub(super) struct Comments {
    pub(super) name: String,
    /// How many comments, how many rows with nothing to say, and in how many comments a telephone
    /// number is left.
    pub(super) n: u32,
    pub(super) nothing: u32,
    pub(super) phones: u32,
}

/// Papers that were tampered with.
#[derive(Debug, Clone)]
pub(super) struct Manipulation {
    pub(super) kind: ManipulationKind,
    pub(super) n: u32,
    pub(super) group: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) minutes: u32,
    /// Its key in the plan.
    pub(super) key: String,
}

/// A published score that must come out.
#[derive(Debug, Clone)]
pub(super) struct Pin {
    pub(super) unit: usize,
    pub(super) leaf: usize,
    pub(super) score: Published,
    /// Its key in the plan.
    pub(super) key: String,
}

/// A published score that units but some stay below.
#[derive(Debug, Clone)]
pub(super) struct Cap {
    pub(super) leaf: usize,
    pub(super) below: Published,
    pub(super) except: Vec<usize>,
    pub(super) key: String,
}

/// Files that are laid out alike.
#[derive(Debug, Clone)]
pub(super) struct Delivery {
    /// May hold `{group}` or `{unit}`.
    pub(super) name: String,
    /// Positions in the scheme.
    pub(super) groups: Vec<usize>,
    pub(super) layout: Layout,
    pub(super) container: Container,
    pub(super) encoding: Encoding,
    pub(super) delimiter: u8,
    pub(super) sheets: Sheets,
    /// How many of each kind.
    pub(super) slips: Vec<(SlipKind, u32)>,
    pub(super) off_scale_texts: Vec<String>,
    pub(super) empty_rows: u32,
    /// Columns beside the answers.
    pub(super) tells: Vec<Tells>,
    /// Its key in the plan.
    pub(super) key: String,
}

/// What a file is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Text,
    Gzip,
    Workbook,
}

/// A mistake as people make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlipKind {
    BlankBallot,
    DuplicateBallot,
    ConflictingBallots,
    MultipleMarks,
    OffScale,
    UnknownUnit,
    SpacedAnswer,
    FullWidthRater,
    ShortName,
    Alias,
    SpacedUnit,
}

impl SlipKind {
    /// Whether the slip is in the way a unit is written, which the wide layout has in its heading.
    pub(super) fn spells_a_unit(self) -> bool {
        use SlipKind::{Alias, ShortName, SpacedUnit, UnknownUnit};
        matches!(self, UnknownUnit | ShortName | Alias | SpacedUnit)
    }
}

impl Delivery {
    /// Whether the file holds counts instead of ballots.
    pub(super) fn is_counted(&self) -> bool {
        matches!(self.layout, Layout::BundlesLong | Layout::BundlesWide)
    }

    /// Whether each group has a file of its own.
    pub(super) fn splits_groups(&self) -> bool {
        self.name.contains("{group}")
    }

    /// Whether each unit has a file of its own.
    pub(super) fn splits_units(&self) -> bool {
        self.name.contains("{unit}")
    }
}

impl Plan {
    /// As many ballots as the plan can make at most: each rater on each unit in each period. It
    /// tells beforehand how much memory and time a plan needs.
    pub fn most_ballots(&self) -> u64 {
        let raters: u64 =
            self.periods.iter().flat_map(|period| &period.raters).map(|n| u64::from(*n)).sum();
        raters.saturating_mul(self.units.len() as u64)
    }

    /// The same plan with every paper as it was drawn.
    #[must_use]
    pub fn without_manipulations(mut self) -> Plan {
        for period in &mut self.periods {
            period.manipulations.clear();
        }
        self
    }

    /// The row of the register in force for each unit in a period; with several, the latest.
    pub(super) fn spans_in_force(&self, period: Period) -> Vec<Option<&Span>> {
        let (first, last) = period.months();
        let start = |span: &Span| span.from.as_ref().map(|(_, month)| *month);
        let mut in_force: Vec<Option<&Span>> = vec![None; self.units.len()];
        for span in self.spans.iter().filter(|span| span.covers(first, last)) {
            let known = &mut in_force[span.unit];
            if known.is_none_or(|known| start(known) <= start(span)) {
                *known = Some(span);
            }
        }
        in_force
    }

    /// Whether a group rates a unit of this category by the scheme.
    pub(super) fn rates(&self, group: usize, unit: usize, category: usize) -> bool {
        let only = &self.scheme.groups[group].only_units;
        !self.scheme.categories[category].weights[group].is_zero()
            && only.as_ref().is_none_or(|only| only.contains(&self.units[unit].id))
    }

    /// The number of a rater on paper.
    pub(super) fn rater_name(&self, group: usize, rater: u32) -> String {
        const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let number = rater.saturating_add(1);
        match LETTERS.get(group) {
            Some(letter) => format!("{}{number:04}", char::from(*letter)),
            None => format!("G{}-{number:04}", group + 1),
        }
    }
}

impl Span {
    fn covers(&self, first: Month, last: Month) -> bool {
        self.from.as_ref().is_none_or(|(_, from)| *from <= last)
            && self.to.as_ref().is_none_or(|(_, to)| *to >= first)
    }

    /// Every spelling of the unit.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [self.name.zh.as_str(), self.name.en.as_str()]
            .into_iter()
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
    }
}
