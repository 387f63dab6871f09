//! Bands in words: which ranks of a table cannot be told apart.

use super::material::View;
use crate::league::{Certainty, Standing, Table};
use crate::locale::Args;
use crate::scheme::Language;

/// The most runs that a sentence names; where more are needed to hold every rank, it names the widest.
const NAMED: usize = 4;

/// Ranks that follow each other, of which no two units can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first row among the standings.
    pub(super) first: usize,
    /// Its last row, after the first.
    pub(super) last: usize,
    /// The rank of its first row.
    pub(super) best: usize,
    /// The rank of its last row.
    pub(super) worst: usize,
}

impl Run {
    fn len(&self) -> usize {
        self.last - self.first + 1
    }

    fn holds(&self, other: &Run) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// The runs of at least two units of a table, from the top.
///
/// A rank is in a run only with all units that share it: otherwise a sentence on ranks would say more
/// than is known.
pub(super) fn runs(table: &Table) -> Vec<Run> {
    let Some(certainty) = &table.certainty else { return Vec::new() };
    let rows = &table.standings;
    let mut runs: Vec<Run> = Vec::new();
    for band in &certainty.bands {
        let (mut first, mut last) = (band.first, band.last.min(rows.len().saturating_sub(1)));
        let splits = |above: usize| shares_rank(rows, above);
        while first <= last && first > 0 && splits(first - 1) {
            first += 1;
        }
        while last > first && splits(last) {
            last -= 1;
        }
        if first < last {
            runs.push(Run { first, last, best: rows[first].rank, worst: rows[last].rank });
        }
    }
    let all = runs.clone();
    let inside = |run: &Run| all.iter().any(|other| other != run && other.holds(run));
    runs.retain(|run| !inside(run));
    runs.dedup();
    runs
}

/// The fewest of the runs that hold every row that any of them holds, from the top.
fn cover(runs: &[Run]) -> Vec<Run> {
    let mut cover: Vec<Run> = Vec::new();
    let mut rest = runs;
    while let Some(next) = rest.first() {
        // Of the runs that hold the next row, the one that reaches furthest down.
        let reach = rest.iter().take_while(|run| run.first <= next.first.max(held(&cover)));
        let Some(furthest) = reach.max_by_key(|run| run.last).copied() else { break };
        cover.push(furthest);
        let after = rest.iter().position(|run| run.last > furthest.last);
        rest = after.map_or(&[], |after| &rest[after..]);
    }
    cover
}

/// The first row below a cover.
fn held(cover: &[Run]) -> usize {
    cover.last().map_or(0, |run| run.last + 1)
}

/// Whether a row has the rank of the row below it.
fn shares_rank(rows: &[Standing], above: usize) -> bool {
    rows.get(above).zip(rows.get(above + 1)).is_some_and(|(a, b)| a.rank == b.rank)
}

impl View<'_> {
    /// What can be told apart in a table, in one sentence; absent where there is nothing to tell apart.
    pub(super) fn bands(&self, table: &Table) -> Option<String> {
        self.bands_said(table, "yes")
    }

    /// The same for a paper, which has no figure to point to.
    pub(super) fn bands_on_paper(&self, table: &Table) -> Option<String> {
        self.bands_said(table, "no")
    }

    fn bands_said(&self, table: &Table, figure: &str) -> Option<String> {
        if table.standings.len() < 2 {
            return None;
        }
        let Some(certainty) = &table.certainty else {
            return self.has_errors().then(|| self.locale.word("note-bands-unknown"));
        };
        let args = || Args::none().text("confidence", self.confidence());
        let (told, all) = certainty.told_apart;
        let runs = runs(table);
        Some(match (told, runs.as_slice()) {
            (0, _) => {
                let args = args().count("n", table.standings.len());
                self.locale.text("note-bands-all", args)
            }
            (told, _) if told == all => self.locale.text("note-bands-none", args()),
            (_, []) => self.locale.text("note-bands-few", args()),
            (_, [run]) => {
                self.locale.text("note-bands-one", args().text("runs", self.run_text(run)))
            }
            (_, runs) => self.several(runs, args().text("figure", figure.to_owned())),
        })
    }

    fn several(&self, runs: &[Run], args: Args<'_>) -> String {
        let mut widest = cover(runs);
        widest.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.first));
        widest.truncate(NAMED);
        widest.sort_by_key(|run| run.first);
        let named: Vec<String> = widest.iter().map(|run| self.run_text(run)).collect();
        let between = match self.locale.language() {
            Language::Chinese => "；",
            Language::English => "; ",
        };
        let more = runs.len() - named.len();
        let args = args.text("runs", named.join(between)).count("more", more);
        self.locale.text("note-bands-several", args)
    }

    /// `第5–12名`, `ranks 5–12`.
    pub(super) fn run_text(&self, run: &Run) -> String {
        let args = Args::none()
            .text("best", run.best.to_string())
            .text("worst", run.worst.to_string())
            .count("n", run.len());
        let id = if run.best == run.worst { "run-of-joint" } else { "run-of-ranks" };
        self.locale.text(id, args)
    }

    /// Whether the scores have errors at all, so that a table without them stands out.
    fn has_errors(&self) -> bool {
        self.material.estimates.spread().is_some()
    }

    /// How many of all pairs can be told apart, in numbers.
    pub(super) fn pairs(&self, certainty: &Certainty) -> Args<'static> {
        let (told, all) = certainty.told_apart;
        Args::none().count("told", told).count("all", all).text("confidence", self.confidence())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Measure;
    use crate::exact::Published;
    use crate::scheme::{Family, RankedBy};
    use crate::statistic::Band;

    fn table(ranks: &[usize], bands: &[(usize, usize)]) -> Table {
        let standing = |(unit, rank): (usize, &usize)| {
            let joint = ranks.iter().filter(|other| *other == rank).count() > 1;
            Standing::new(unit, *rank, joint, Published::from_steps(9000, 2))
        };
        Table {
            by: RankedBy::Overall,
            category: None,
            measure: Measure::Whole,
            standings: ranks.iter().enumerate().map(standing).collect(),
            unranked: Vec::new(),
            certainty: Some(Certainty {
                confidence: 0.95,
                draws: 200,
                seed: 1,
                n_compared: ranks.len(),
                critical: 2.0,
                bands: bands
                    .iter()
                    .map(|(first, last)| Band { first: *first, last: *last })
                    .collect(),
                told_apart: (1, 10),
                family: Family::MaxT,
                mean: 90.0,
            }),
            reliability: None,
        }
    }

    fn ranks(table: &Table) -> Vec<(usize, usize)> {
        runs(table).iter().map(|run| (run.best, run.worst)).collect()
    }

    #[test]
    fn a_run_of_one_is_no_run_and_overlapping_runs_stay_apart() {
        let table = table(&[1, 2, 3, 4, 5, 6], &[(0, 2), (1, 3), (4, 4), (5, 5)]);
        assert_eq!(ranks(&table), [(1, 3), (2, 4)]);
    }

    #[test]
    fn a_sentence_names_the_fewest_runs_that_hold_every_rank() {
        let bands = [(0, 4), (1, 5), (2, 6), (4, 9), (8, 11), (13, 15)];
        let table = table(&(1..=16).collect::<Vec<_>>(), &bands);
        let named: Vec<_> = cover(&runs(&table)).iter().map(|run| (run.best, run.worst)).collect();
        assert_eq!(named, [(1, 5), (5, 10), (9, 12), (14, 16)]);
    }

    #[test]
    fn a_rank_is_in_a_run_only_with_all_units_that_share_it() {
        // Rows 2 and 3 share rank 3; the first run holds one of them, the second both.
        let table = table(&[1, 2, 3, 3, 5], &[(0, 2), (2, 4)]);
        assert_eq!(ranks(&table), [(1, 2), (3, 5)]);
        let table = self::table(&[1, 2, 2, 4], &[(0, 1), (2, 3)]);
        assert_eq!(ranks(&table), []);
    }
}
