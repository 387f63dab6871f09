//! Lists of units, changes and the ends of a table, in words.

use super::Draft;
use crate::exact::Published;
use crate::league::{Standing, Table};
use crate::locale::Args;
use crate::period::Period;
use crate::report::chance::Said;
use crate::report::compose::{direction, magnitude};
use crate::scheme::{Language, Publication};
use crate::trend::Change;

/// The most names that a sentence lists.
pub(super) const NAMES: usize = 8;

impl Draft<'_> {
    /// A list as a sentence names it; of a long one the first, and how many there are.
    pub(super) fn capped(&self, items: &[String]) -> String {
        if items.len() <= NAMES {
            return self.view.locale.series(items);
        }
        let names = self.view.locale.list(items.get(..NAMES).unwrap_or_default());
        self.say("bulletin-names-more", Args::none().text("names", names).count("n", items.len()))
    }

    /// Clauses behind one another.
    pub(super) fn clauses(&self, clauses: &[String]) -> String {
        clauses.join(match self.view.locale.language() {
            Language::Chinese => "；",
            Language::English => "; ",
        })
    }

    /// `市教育局（82.96分）`.
    pub(super) fn scored(&self, unit: usize, score: Published) -> String {
        let args = Args::none().text("unit", self.view.unit(unit)).text("score", score.to_string());
        self.say("bulletin-unit-score", args)
    }

    /// `市教育局（+1.20分）`.
    pub(super) fn changed(&self, name: &str, change: Published) -> String {
        let args = Args::none().text("unit", name).text("change", change.signed());
        self.say("bulletin-unit-change", args)
    }

    /// The name of a category; one for the leaders only says so.
    pub(super) fn category(&self, category: usize) -> String {
        let name = self.view.category(category);
        match self.view.scheme().categories[category].publication {
            Publication::Internal => {
                self.say("bulletin-internal", Args::none().text("category", name))
            }
            Publication::Ranked | Publication::ScoreOnly => name,
        }
    }

    /// A change as a clause: `比2025年上半年上升1.20分`; nothing where there is none.
    pub(super) fn change(&self, change: &Change, earlier: Period) -> Option<String> {
        let difference = change.difference?;
        let args = Args::none()
            .text("earlier", self.view.locale.period(earlier))
            .text("direction", direction(difference))
            .text("change", magnitude(difference))
            .text("said", self.view.said(change).id());
        Some(self.say("bulletin-change", args))
    }

    /// Whether a change is one by the rules of the scheme.
    pub(super) fn is_real(&self, change: &Change) -> bool {
        self.view.said(change) == Said::Real
    }

    /// The range of a table and who stands at its ends, as far as the data tell its rows apart.
    pub(super) fn ends(&self, table: &Table) -> Option<String> {
        let rows = &table.standings;
        let (best, worst) = (rows.first()?, rows.last()?);
        let args = Args::none()
            .count("n", rows.len())
            .text("few", if at_each_end(rows.len()) == 1 { "yes" } else { "no" })
            .text("high", best.published.to_string())
            .text("low", worst.published.to_string());
        if rows.len() == 1 {
            return Some(self.say("bulletin-only", args.text("unit", self.view.unit(best.unit))));
        }
        if best.published == worst.published {
            return Some(self.say("bulletin-all-equal", args));
        }
        if table.certainty.as_ref().is_some_and(|certainty| certainty.told_apart.0 == 0) {
            return Some(self.say("bulletin-not-apart", args));
        }
        let named = |rows: Vec<&Standing>| {
            let names: Vec<String> =
                rows.iter().map(|row| self.scored(row.unit, row.published)).collect();
            self.capped(&names)
        };
        let args = args.text("first", named(first(rows))).text("last", named(last(rows)));
        let mut sentences = vec![self.say("bulletin-ends", args)];
        sentences.extend(self.possible_ends(table));
        Some(self.run_on(&sentences))
    }

    /// How many units may truly be first and last, for those who see errors.
    fn possible_ends(&self, table: &Table) -> Option<String> {
        let certainty = table.certainty.as_ref().filter(|_| self.view.shows_errors())?;
        let sets = || table.standings.iter().filter_map(|row| Some((row.unit, row.set?.together)));
        let lowest = sets().map(|(_, set)| set.worst).max()?;
        let at_top: Vec<usize> =
            sets().filter(|(_, set)| set.best == 1).map(|(unit, _)| unit).collect();
        let at_foot: Vec<usize> =
            sets().filter(|(_, set)| set.worst == lowest).map(|(unit, _)| unit).collect();
        let name =
            |units: &[usize]| units.first().map(|unit| self.view.unit(*unit)).unwrap_or_default();
        let args = Args::none()
            .text("confidence", self.view.confidence())
            .count("compared", certainty.n_compared)
            .count("first", at_top.len())
            .text("first-unit", name(&at_top))
            .count("last", at_foot.len())
            .text("last-unit", name(&at_foot));
        Some(self.say("bulletin-possible-ends", args))
    }
}

/// How many are named at each end of a table of so many rows.
pub(super) fn at_each_end(n: usize) -> usize {
    if n < 9 { 1 } else { 3 }
}

/// The first rows of a table; with the last of them all that share its score.
pub(super) fn first(rows: &[Standing]) -> Vec<&Standing> {
    let edge = rows.get(at_each_end(rows.len()) - 1).map(|row| row.published);
    rows.iter().take_while(|row| edge.is_some_and(|edge| row.published >= edge)).collect()
}

/// The last rows of a table; with the first of them all that share its score.
pub(super) fn last(rows: &[Standing]) -> Vec<&Standing> {
    let edge = rows.iter().rev().nth(at_each_end(rows.len()) - 1).map(|row| row.published);
    rows.iter().skip_while(|row| edge.is_some_and(|edge| row.published > edge)).collect()
}
