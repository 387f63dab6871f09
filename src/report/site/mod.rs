//! What a site shows beside the sections of the bulletin: a table in which a reader chooses indicator,
//! category and period, and a page for each unit.
//!
//! *What it promises.* Every figure is the cell of a table of the report, or of an earlier period by the
//! same functions; nothing is computed here. What the audience may not see is not in it: neither
//! units, ranks and means of categories that are for the leaders only, nor what such a category was
//! in an earlier period, nor, for the public, errors and sets of ranks.
//!
//! *What it does not do.* It knows neither files nor HTML.

mod boards;
mod finder;
mod past;
mod strip;
mod unit;

use super::material::View;
use super::{Audience, Cell, Grid, Material, Seen};
use crate::locale::Locale;
use crate::scheme::Polarity;

/// What a site shows beside the sections of the bulletin.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The table to choose from.
    pub finder: Finder,
    /// A page for each unit that the audience may see, in the order of the report's
    /// [`profiles`](super::Report::profiles).
    pub units: Vec<UnitPage>,
}

/// Scores and ranks by period and measure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finder {
    /// What all units together are called.
    pub scope: String,
    /// The categories that have units.
    pub categories: Vec<String>,
    /// The grades that were given, best first; none where the scheme gives none.
    pub grades: Vec<String>,
    /// The whole, then each indicator.
    pub measures: Vec<String>,
    /// The present period, then earlier ones, newest first.
    pub periods: Vec<String>,
    /// One for each period and measure, in that order; where an earlier period lacks a measure there is
    /// none.
    pub boards: Vec<Board>,
}

/// The units on one measure in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Position in [`Finder::periods`].
    pub period: usize,
    /// Position in [`Finder::measures`].
    pub measure: usize,
    /// The units that have anything to show, in the order of [`Site::units`].
    pub entries: Vec<Entry>,
    /// The mean of all units, then of each category.
    pub means: Vec<Option<BoardMean>>,
    /// What is said below the table of all units, then below that of each category.
    pub notes: Vec<Vec<String>>,
}

/// A mean of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardMean {
    /// Of how many units it is, in words.
    pub name: String,
    /// The mean.
    pub score: Cell,
    /// Its change; empty where there is none.
    pub change: Cell,
}

/// A unit on one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position in [`Site::units`].
    pub unit: usize,
    /// The score, or why there is none.
    pub score: Cell,
    /// The answers behind it.
    pub n: Cell,
    /// The interval of the score; empty for the public.
    pub interval: Cell,
    /// The change since the period before; empty for earlier periods.
    pub change: Cell,
    /// The place among all units.
    pub overall: Place,
    /// The place within the category.
    pub within: Place,
}

/// The place of a unit in one league table; all empty where there is no such table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The rank, or why there is none.
    pub rank: Cell,
    /// The ranks that the data cannot rule out; empty for the public.
    pub set: Cell,
    /// The grade.
    pub grade: Cell,
    /// Places gained or lost.
    pub moved: Cell,
}

impl Default for Place {
    fn default() -> Place {
        Place { rank: Cell::Empty, set: Cell::Empty, grade: Cell::Empty, moved: Cell::Empty }
    }
}

/// What is said of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitPage {
    /// Its name.
    pub name: String,
    /// Position in [`Finder::categories`].
    pub category: usize,
    /// The key figures: label and value.
    pub facts: Vec<(String, String)>,
    /// Why it has no rank, where it has none.
    pub remarks: Vec<String>,
    /// Each indicator and the whole against the category.
    pub indicators: Grid,
    /// Where the scores lie, one for each row of the indicators.
    pub strips: Vec<Option<Strip>>,
    /// The shares of the levels; empty where there are no answers, or the scale has no levels.
    pub levels: Vec<LevelShare>,
    /// Further tables: rates, changes, the periods.
    pub tables: Vec<Grid>,
    /// What has to be known of the figures.
    pub notes: Vec<String>,
}

/// Where a score lies, in per cent of an axis that all rows share. For drawing, not for printing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    /// The score.
    pub value: f64,
    /// Its interval; absent for the public.
    pub interval: Option<(f64, f64)>,
    /// The mean of the category.
    pub mean: Option<f64>,
    /// The least and the greatest score of the category.
    pub range: (f64, f64),
}

/// The share of a level in all answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelShare {
    /// The level.
    pub label: String,
    /// In per cent.
    pub share: Cell,
    /// Whether it speaks for the unit.
    pub polarity: Polarity,
}

impl Site {
    /// Composes what is shown to an audience in a language.
    pub fn compose(material: &Material<'_>, audience: Audience, locale: &Locale) -> Site {
        let seen = Seen::by(audience, material);
        let material = &seen.material();
        let view = View::new(material, audience, locale);
        let order = view.in_order();
        let boards = boards::Boards::of(&view);
        let earlier = past::earlier(&view);
        let categories = boards::categories(&view, &order);
        let finder = finder::finder(&view, &order, &boards, &earlier);
        let pages = unit::Pages::new(&view, &order, &boards, &earlier);
        let units = order.iter().enumerate().map(|(at, unit)| {
            let category = view.category_of(*unit);
            let category = categories.iter().position(|other| *other == category).unwrap_or(0);
            pages.page(at, *unit, category)
        });
        Site { units: units.collect(), finder }
    }
}
