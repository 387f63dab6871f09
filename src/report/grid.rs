//! Tables as data: every writer prints the same cells, so that no two files can disagree.

use crate::exact::Published;
use crate::locale::{Args, Locale};

/// A table of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Stable id: `league-overall`, `league-category-party`, `scores`, `trend-previous` …
    pub id: String,
    /// File name without extension, in the report's language.
    pub file: String,
    /// Short name, for the tab of a sheet (31 characters at most).
    pub tab: String,
    /// Title above the table.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order they are printed.
    pub rows: Vec<GridRow>,
    /// Notes below the table.
    pub notes: Vec<String>,
}

impl Grid {
    /// Leaves out those of the named columns in which nothing stands.
    pub(super) fn drop_columns(&mut self, ids: &[&str]) {
        let empty = |at: usize| {
            self.rows.iter().all(|row| matches!(row.cells.get(at), Some(Cell::Empty) | None))
        };
        let dropped: Vec<usize> = (0..self.columns.len())
            .filter(|at| ids.contains(&self.columns[*at].id.as_str()) && empty(*at))
            .collect();
        self.remove_columns(dropped);
    }

    /// Leaves out the named columns, whatever stands in them.
    pub(super) fn leave_out(&mut self, ids: &[&str]) {
        let columns = self.columns.iter().enumerate();
        let named = columns.filter(|(_, column)| ids.contains(&column.id.as_str()));
        self.remove_columns(named.map(|(at, _)| at).collect());
    }

    fn remove_columns(&mut self, places: Vec<usize>) {
        for at in places.into_iter().rev() {
            self.columns.remove(at);
            for row in self.rows.iter_mut().filter(|row| at < row.cells.len()) {
                row.cells.remove(at);
            }
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Stable id: `rank`, `unit`, `score`, `n` …
    pub id: String,
    /// Heading in the report's language.
    pub heading: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A rank.
    Rank,
    /// A score in points.
    Score,
    /// A rate in per cent.
    Rate,
    /// A whole number.
    Count,
    /// A change in points or percentage points.
    Change,
    /// Places gained or lost.
    Move,
    /// A number that is no score and no rate: a standard error, a chance.
    Number,
    /// From … to, in points.
    Interval,
    /// A set of ranks.
    Ranks,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Whether it is a unit in its place, a unit without one, or a mean.
    pub kind: RowKind,
    /// The category's position, for filters and colours.
    pub category: Option<usize>,
    /// As many cells as there are columns.
    pub cells: Vec<Cell>,
}

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A unit that is ranked, or a plain line of a table without ranks.
    Ranked,
    /// A unit listed after the table.
    Unranked,
    /// A mean or a sum over the rows above.
    Mean,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A rank among `of`.
    Rank {
        /// From 1.
        rank: usize,
        /// Whether another unit has it too.
        joint: bool,
        /// How many are ranked.
        of: usize,
    },
    /// A score; `marked` where a note below the table says more.
    Score {
        /// What is printed.
        value: Published,
        /// Whether a group's weight was shared out, or the like.
        marked: bool,
    },
    /// A rate in per cent.
    Rate(Published),
    /// A whole number.
    Count(u64),
    /// A change, printed with its sign; it may be chance.
    Change(Published),
    /// A change that is more than chance and as great as the scheme asks for, with an arrow.
    RealChange(Published),
    /// Places gained (above zero) or lost; it may be chance.
    Move(i64),
    /// Places gained or lost by more than chance, with an arrow.
    RealMove(i64),
    /// A number that is no score and no rate: a standard error, a chance.
    Number(Published),
    /// From … to, in points.
    Interval(Published, Published),
    /// The ranks that the data cannot rule out.
    Ranks {
        /// The best.
        best: usize,
        /// The worst.
        worst: usize,
        /// Whether another seed could move a bound.
        marked: bool,
    },
    /// Exact decimal text, such as a sum of weights.
    Decimal(String),
    /// No value, and why.
    Absent(String),
    /// Nothing belongs here.
    Empty,
}

impl Cell {
    /// A score, or the reason why there is none.
    pub fn score(value: Option<Published>, absent: impl FnOnce() -> String) -> Cell {
        match value {
            Some(value) => Cell::Score { value, marked: false },
            None => Cell::Absent(absent()),
        }
    }

    /// A rate, or nothing.
    pub fn rate(value: Option<Published>) -> Cell {
        value.map_or(Cell::Empty, Cell::Rate)
    }

    /// A change, or nothing.
    pub fn change(value: Option<Published>) -> Cell {
        value.map_or(Cell::Empty, Cell::Change)
    }

    /// A float with so many decimals, or nothing where it is no number.
    pub fn near(value: f64, decimals: u8) -> Cell {
        Published::near(value, decimals).map_or(Cell::Empty, Cell::Number)
    }

    /// A change, with an arrow where it is real; or nothing.
    pub fn tested(value: Option<Published>, is_real: bool) -> Cell {
        match value {
            Some(value) if is_real => Cell::RealChange(value),
            value => Cell::change(value),
        }
    }

    /// As a person reads it in a page or a CSV.
    pub fn shown(&self, locale: &Locale) -> String {
        match self {
            Cell::Text(text) | Cell::Decimal(text) => text.clone(),
            Cell::Rank { rank, joint, .. } => {
                let id = if *joint { "rank-joint" } else { "rank-alone" };
                locale.text(id, Args::none().text("rank", rank.to_string()))
            }
            Cell::Score { value, marked } => {
                if *marked {
                    format!("{value}*")
                } else {
                    value.to_string()
                }
            }
            Cell::Rate(value) | Cell::Number(value) => value.to_string(),
            Cell::Count(n) => n.to_string(),
            Cell::Change(value) => value.signed(),
            Cell::RealChange(value) => format!("{}{}", arrow(value.steps()), value.signed()),
            Cell::Interval(low, high) => format!("{low}–{high}"),
            Cell::Ranks { best, worst, marked } => {
                let star = if *marked { "*" } else { "" };
                if best == worst {
                    format!("{best}{star}")
                } else {
                    format!("{best}–{worst}{star}")
                }
            }
            Cell::Move(0) | Cell::RealMove(0) => locale.word("move-none"),
            Cell::Move(places) => format!("{places:+}"),
            Cell::RealMove(places) => {
                let id = if *places > 0 { "move-up" } else { "move-down" };
                locale.text(id, Args::none().text("places", places.unsigned_abs().to_string()))
            }
            Cell::Absent(why) => why.clone(),
            Cell::Empty => String::new(),
        }
    }

    /// The number in it, for spreadsheets and sorting; `None` for words and what is absent.
    pub fn number(&self) -> Option<f64> {
        match self {
            Cell::Rank { rank, .. } => u32::try_from(*rank).ok().map(f64::from),
            Cell::Score { value, .. }
            | Cell::Rate(value)
            | Cell::Change(value)
            | Cell::RealChange(value)
            | Cell::Number(value) => Some(value.to_f64()),
            Cell::Count(n) => n.to_string().parse().ok(),
            Cell::Move(places) | Cell::RealMove(places) => places.to_string().parse().ok(),
            Cell::Decimal(text) => text.parse().ok(),
            Cell::Text(_)
            | Cell::Interval(..)
            | Cell::Ranks { .. }
            | Cell::Absent(_)
            | Cell::Empty => None,
        }
    }

    /// How many decimals the number is printed with.
    pub fn decimals(&self) -> u8 {
        match self {
            Cell::Score { value, .. }
            | Cell::Rate(value)
            | Cell::Change(value)
            | Cell::RealChange(value)
            | Cell::Number(value) => value.decimals(),
            _ => 0,
        }
    }
}

/// The sign of a real change, so that colour is not its only one.
fn arrow(steps: i64) -> &'static str {
    match steps {
        0 => "",
        steps if steps > 0 => "▲",
        _ => "▼",
    }
}
