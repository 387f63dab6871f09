//! Weights to known totals: where each rater stands, and what it then weighs.

use std::collections::BTreeMap;

use super::layout::Plan;
use super::read::Reader;
use super::rows::{SheetRows, Standing};
use super::screening::{Screened, place, shown};
use crate::account::Weighting;
use crate::appraisal::{Appraisal, Margin, Totals};
use crate::ballot::{Ballots, Margins, WEIGHT_SCALE, Weight};
use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind, nearest};
use crate::naming::fold;
use crate::sheet::Row;
use crate::statistic::raking::{Cell, NoWeights, Raked, Unevenness, rake};

/// The most levels that a message lists.
const MAX_SHOWN: usize = 12;

impl Reader<'_> {
    /// Notes where the rater of a row stands on the margins of known totals.
    ///
    /// A row that does not say it is left out: its rater cannot be given a weight. An empty cell is a
    /// level like others where the totals list it.
    pub(super) fn stand(&mut self, plan: &Plan, row: &Row<'_>, group: u16, rater: u32) {
        let appraisal = self.appraisal;
        let covers = |totals: &&Totals| totals.cover(self.source.period, usize::from(group));
        let Some(totals) = appraisal.totals.iter().find(covers) else { return };
        let text = |attribute: &String| {
            let column = plan.attributes.get(attribute);
            column.map_or("", |column| row.get(*column))
        };
        let mut key = group.to_string();
        for attribute in totals.margins.iter().flat_map(|margin| &margin.attributes) {
            key.push('\u{0}');
            key.push_str(text(attribute));
        }
        let found = self.standings.get(&key, |_| {
            let number = appraisal.totals.iter().position(|known| std::ptr::eq(known, totals));
            let folded = |margin: &Margin| -> Vec<String> {
                margin.attributes.iter().map(|attribute| fold(text(attribute))).collect()
            };
            let levels = totals.margins.iter().map(|margin| margin.level(&folded(margin)));
            Some(Standing { totals: number?, levels: levels.collect::<Option<_>>()? })
        });
        match found {
            Some(standing) => {
                let row = self.row;
                self.out.standings.entry((rater, standing)).or_insert(row);
            }
            None => {
                for margin in &totals.margins {
                    self.astray(plan, row, margin);
                }
            }
        }
    }

    /// Lists why a rater stands on no level of a margin, where it does not.
    fn astray(&mut self, plan: &Plan, row: &Row<'_>, margin: &Margin) {
        let mut texts = Vec::new();
        let mut empty = None;
        for attribute in &margin.attributes {
            let column = plan.attributes.get(attribute).copied();
            let text = column.map_or("", |column| row.get(column)).trim().to_owned();
            if fold(&text).is_empty() {
                empty = Some((attribute, column));
            }
            texts.push(text);
        }
        let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
        if margin.level(&folded).is_some() {
            return;
        }
        if let Some((attribute, column)) = empty {
            let kind = Kind::MissingAttribute;
            self.note_as(kind, Effect::RefuseRow, row.number(), column, |_, finding| {
                finding.with("value", attribute)
            });
            return;
        }
        let column = margin.attributes.first().and_then(|a| plan.attributes.get(a)).copied();
        let text = texts.join("×");
        let names = || margin.levels.iter().map(|level| level.name.as_str());
        self.note_as(Kind::UnknownLevel, Effect::Stop, row.number(), column, |reader, finding| {
            let finding = finding.with("value", &text).with("margin", &margin.name);
            let finding = reader.suggest(finding, &text, || nearest(&text, names()));
            let shown: Vec<&str> = names().take(MAX_SHOWN).collect();
            finding.with("expected", shown.join(" / "))
        });
    }
}

/// Where each rater of the period stands, by its number, and the findings about those who stand in two
/// places.
pub(super) fn standings(
    appraisal: &Appraisal,
    sheets: &[SheetRows],
    (raters, n_raters): (&[Vec<u32>], usize),
) -> (Vec<Option<Standing>>, Vec<Finding>) {
    if appraisal.totals.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut first: Vec<Option<(&Standing, u32, u32)>> = vec![None; n_raters];
    let mut findings = Vec::new();
    for ((number, sheet), raters) in (0_u32..).zip(sheets).zip(raters) {
        for ((rater, standing), row) in &sheet.rows.standings {
            let known = &mut first[raters[*rater as usize] as usize];
            match known {
                Some((other, other_sheet, other_row)) if *other != standing => {
                    let at = place(sheets, number, *row);
                    let there = shown(&place(sheets, *other_sheet, *other_row));
                    let totals = &appraisal.totals[standing.totals];
                    findings.extend(
                        changing(totals, standing, other)
                            .map(|finding| Finding { place: at, ..finding }.with("row", there)),
                    );
                }
                Some(_) => {}
                None => *known = Some((standing, number, *row)),
            }
        }
    }
    let standings = first.into_iter().map(|known| known.map(|(standing, _, _)| standing.clone()));
    (standings.collect(), findings)
}

/// The first margin on which two standings of one rater differ.
fn changing(totals: &Totals, here: &Standing, there: &Standing) -> Option<Finding> {
    let mut pairs = totals.margins.iter().zip(here.levels.iter().zip(&there.levels));
    let (margin, (a, b)) = pairs.find(|(_, (a, b))| a != b)?;
    let finding =
        Finding::new(Kind::ChangingAttribute, Effect::Stop, crate::finding::Place::default());
    let finding = finding.with("margin", &margin.name).with("value", &margin.levels[*a].name);
    Some(finding.with("other", &margin.levels[*b].name))
}

/// Weights the raters of each group of which totals are known.
///
/// The weights multiply those by which raters were drawn, and are rounded to millionths so that all that
/// follows is exact. The sum of the weights of those who are weighted together stays what it was: totals
/// say how raters stand to each other, not how many answers there are.
pub(super) fn weigh(
    appraisal: &Appraisal,
    standings: &[Option<Standing>],
    screened: &mut Screened,
) -> Vec<Weighting> {
    let mut weightings = Vec::new();
    if appraisal.totals.is_empty() {
        return weightings;
    }
    note_bundles(appraisal, screened);
    let drawn = drawn(&screened.ballots, standings.len());
    let mut margins = Margins {
        n_levels: 0,
        levels: vec![Vec::new(); standings.len()],
        before: drawn
            .iter()
            .map(|weights| weights.map_or(Weight::ONE, |(least, _)| least))
            .collect(),
    };
    let mut after = margins.before.clone();
    for (number, totals) in appraisal.totals.iter().enumerate() {
        let here: Vec<(usize, &Standing)> = standings
            .iter()
            .enumerate()
            .filter(|(rater, _)| drawn[*rater].is_some())
            .filter_map(|(rater, standing)| Some((rater, standing.as_ref()?)))
            .filter(|(_, standing)| standing.totals == number)
            .collect();
        if here.is_empty() {
            continue;
        }
        match weigh_one(totals, &here, &drawn, &mut after) {
            Ok(weighting) => weightings.push(weighting),
            Err(findings) => {
                screened.findings.extend(findings);
                continue;
            }
        }
        for (rater, standing) in here {
            let mut start = margins.n_levels;
            for (margin, level) in totals.margins.iter().zip(&standing.levels) {
                margins.levels[rater].push(u32::try_from(start + level).unwrap_or(u32::MAX));
                start += margin.levels.len();
            }
        }
        margins.n_levels += totals.margins.iter().map(|margin| margin.levels.len()).sum::<usize>();
    }
    let ballots = &mut screened.ballots;
    ballots.weigh(|rater| {
        let is_weighted = !margins.levels[rater as usize].is_empty();
        is_weighted.then(|| after[rater as usize])
    });
    ballots.design.margins = margins;
    weightings
}

/// Paper counts know no attributes and keep their weight, which must not pass unseen.
fn note_bundles(appraisal: &Appraisal, screened: &mut Screened) {
    for totals in &appraisal.totals {
        let covered = |group: &u16| totals.group.is_none_or(|own| own == usize::from(*group));
        let mut groups: Vec<u16> = screened.bundles.iter().map(|bundle| bundle.group).collect();
        groups.sort_unstable();
        groups.dedup();
        for group in groups.into_iter().filter(covered) {
            let label = &appraisal.scheme.groups[usize::from(group)].label.zh;
            let place = totals.place.clone();
            let finding = Finding::new(Kind::UnweightedCounts, Effect::Flag, place);
            screened.findings.push(finding.with("value", label));
        }
    }
}

/// By rater, the least and the greatest weight of its ballots; `None` without a ballot that counts.
fn drawn(ballots: &Ballots, n_raters: usize) -> Vec<Option<(Weight, Weight)>> {
    let mut drawn: Vec<Option<(Weight, Weight)>> = vec![None; n_raters];
    for (ballot, rater) in ballots.raters().iter().enumerate() {
        let weight = ballots.weight(ballot);
        let known = &mut drawn[*rater as usize];
        let (least, most) = known.unwrap_or((weight, weight));
        *known = Some((least.min(weight), most.max(weight)));
    }
    drawn
}

/// Weights raters to one set of totals.
fn weigh_one(
    totals: &Totals,
    here: &[(usize, &Standing)],
    drawn: &[Option<(Weight, Weight)>],
    after: &mut [Weight],
) -> Result<Weighting, Vec<Finding>> {
    let unequal = here.iter().filter(|(rater, _)| drawn[*rater].is_some_and(|(a, b)| a != b));
    let n_unequal = unequal.count();
    if n_unequal > 0 {
        let finding = Finding::new(Kind::UnequalWeights, Effect::Stop, totals.place.clone());
        return Err(vec![finding.with("value", n_unequal.to_string())]);
    }
    let empty = empty_cells(totals, here);
    if !empty.is_empty() {
        return Err(empty);
    }
    // By cell, in an order that the rows do not decide.
    let mut by_cell: BTreeMap<(&[usize], Weight), Vec<usize>> = BTreeMap::new();
    for (rater, standing) in here {
        by_cell.entry((&standing.levels, after[*rater])).or_default().push(*rater);
    }
    let cells: Vec<Cell> = by_cell
        .iter()
        .map(|((levels, weight), raters)| Cell {
            levels: levels.to_vec(),
            weight: weight.0 as f64,
            n: raters.len() as u64,
        })
        .collect();
    let known: Vec<Vec<f64>> = totals
        .margins
        .iter()
        .map(|margin| margin.levels.iter().map(|level| level.total.to_f64()).collect())
        .collect();
    let raked = rake(&cells, &known, totals.bounds).map_err(|why| refused(totals, why))?;
    let sum = |weights: &mut dyn Iterator<Item = f64>| -> f64 {
        weights.zip(&cells).map(|(weight, cell)| weight * cell.n as f64).sum()
    };
    let before = sum(&mut cells.iter().map(|cell| cell.weight));
    let scale = before / sum(&mut raked.weights.iter().copied());
    for (raters, weight) in by_cell.values().zip(&raked.weights) {
        let rounded = millionths(weight * scale);
        raters.iter().for_each(|rater| after[*rater] = rounded);
    }
    let each: Vec<(f64, u64)> =
        raked.weights.iter().zip(&cells).map(|(weight, cell)| (*weight, cell.n)).collect();
    let Raked { rounds, error, n_held, moved, .. } = raked;
    Ok(Weighting {
        period: totals.period,
        group: totals.group,
        margins: totals.margins.iter().map(|margin| margin.name.clone()).collect(),
        rounds,
        error,
        unevenness: Unevenness::of(&each),
        bounds: totals.bounds,
        n_held,
        moved,
    })
}

/// A weight that is already in millionths, to the nearest of them and above zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "weights lie far below 2^53"
)]
fn millionths(weight: f64) -> Weight {
    Weight(((weight + 0.5).floor() as u64).max(1))
}

/// Levels that have a total and no rater, and those that have raters and no total.
fn empty_cells(totals: &Totals, here: &[(usize, &Standing)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (position, margin) in totals.margins.iter().enumerate() {
        let mut n = vec![0_u64; margin.levels.len()];
        for (_, standing) in here {
            n[standing.levels[position]] += 1;
        }
        for (level, n) in margin.levels.iter().zip(n) {
            let detail = match (n, level.total.is_zero()) {
                (0, false) => "no-rater",
                (1.., true) => "no-total",
                _ => continue,
            };
            let finding = Finding::new(Kind::EmptyCell, Effect::Stop, level.place.clone());
            let finding = finding.with("detail", detail).with("value", &level.name);
            let finding = finding.with("margin", &margin.name);
            let finding = finding.with("total", level.total.to_string());
            findings.push(finding.with("n", n.to_string()));
        }
    }
    findings
}

/// Why no weights meet the totals, as a finding.
fn refused(totals: &Totals, why: NoWeights) -> Vec<Finding> {
    let at = |kind: Kind, margin: usize, level: usize| {
        let margin = &totals.margins[margin];
        let level = &margin.levels[level];
        let finding = Finding::new(kind, Effect::Stop, level.place.clone());
        finding.with("margin", &margin.name).with("value", &level.name)
    };
    let finding = match why {
        NoWeights::NotConverging { margin, level, error } => {
            let percent = Ratio::fraction(millionths(error * 1e6).0, WEIGHT_SCALE / 100);
            let percent = percent.publish(crate::exact::Rounding::HalfUp, 2);
            at(Kind::NotConverging, margin, level).with("percent", percent.to_string())
        }
        NoWeights::TooTight { margin, level } => at(Kind::BoundsTooTight, margin, level),
        // These two were looked for before, level by level.
        NoWeights::NoRater { margin, level } | NoWeights::NoTotal { margin, level } => {
            at(Kind::EmptyCell, margin, level).with("detail", "no-rater")
        }
        NoWeights::TotalsDiffer { margin, .. } => at(Kind::TotalsDiffer, margin, 0),
    };
    vec![finding]
}
