//! The model on ratings of which the truth is known, and on those that tempt it.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::fit::Fit;
use super::rater::Ends;
use super::rating::{Rating, Ratings};
use super::{Severity, UnitSeverity};

/// Ratings of equal weight within their unit, by rater, unit and points.
fn ratings(all: &[(u32, u32, f64)], n_units: usize) -> Ratings {
    let mut heard: BTreeMap<u32, u32> = BTreeMap::new();
    all.iter().for_each(|(_, unit, _)| *heard.entry(*unit).or_default() += 1);
    let rating = |(rater, unit, response): &(u32, u32, f64)| {
        let weight = 16.0 / f64::from(heard[unit]);
        Rating { rater: *rater, unit: *unit, group: 0, response: *response, weight }
    };
    Ratings::new(all.iter().map(rating).collect(), n_units)
}

fn tell(ratings: &Ratings) -> Severity {
    Fit::of(ratings, &[], &[]).tell()
}

fn adjusted(severity: &Severity) -> Vec<f64> {
    severity.units.iter().map(|unit| unit.adjusted.unwrap()).collect()
}

#[track_caller]
fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found} is not {wanted}");
}

/// Every rater is off by as much everywhere, and nothing else is by chance.
fn without_chance() -> (Vec<f64>, Vec<(u32, u32, f64)>) {
    let truth = vec![60.0, 70.0, 75.0, 80.0];
    let severities = [-12.0, 0.0, 3.0, 5.0, 0.5];
    // The severe rater 0 rates only the two bad units, the lenient 3 only the two good ones.
    let on: [&[u32]; 5] = [&[0, 1], &[0, 1, 2, 3], &[1, 2], &[2, 3], &[0, 3]];
    let mut all = Vec::new();
    for (rater, units) in (0..).zip(on) {
        let rating =
            |unit: &u32| (rater, *unit, truth[*unit as usize] + severities[rater as usize]);
        all.extend(units.iter().map(rating));
    }
    (truth, all)
}

#[test]
fn a_severe_rater_who_rates_only_bad_units_does_not_make_them_worse() {
    let (truth, all) = without_chance();
    let severity = tell(&ratings(&all, 4));
    let found = adjusted(&severity);
    for unit in 1..4 {
        close(found[unit] - found[0], truth[unit] - truth[0]);
    }
    let raw = |unit: usize| severity.units[unit].raw.unwrap();
    assert!(raw(3) - raw(0) > truth[3] - truth[0] + 5.0, "the raw scores are far off");
    // The mean of the part is not moved, and nothing is left to chance.
    close(found.iter().sum::<f64>() / 4.0, severity.parts[0].mean);
    close(severity.units[0].error.unwrap(), 0.0);
    let fit = ratings(&all, 4);
    let groups = Fit::of(&fit, &[], &[]).groups(Ends { lowest: 0.0, highest: 100.0 }, 1);
    assert_eq!(groups[0].n_raters, 5);
}

#[test]
fn raters_of_one_unit_carry_nothing_to_the_adjusted_scores() {
    let (_, mut all) = without_chance();
    let before = tell(&ratings(&all, 4));
    // Their ballots move the raw score of the unit and the mean of the part, never the distances.
    all.push((9, 2, 20.0));
    let weights = ratings(&all, 4);
    let after = tell(&weights);
    let (old, new) = (adjusted(&before), adjusted(&after));
    for unit in 1..4 {
        close(new[unit] - new[0], old[unit] - old[0]);
    }
    assert!(after.units[2].raw < before.units[2].raw);
    assert_eq!((after.units[2].n, after.units[2].n_linking), (4, 3));
    assert_eq!(after.parts[0].n_draws, 5);
}

#[test]
fn a_unit_that_nobody_links_has_a_raw_score_and_no_adjusted_one() {
    let all = [(0, 0, 80.0), (0, 1, 60.0), (1, 0, 70.0), (1, 1, 70.0), (2, 2, 90.0), (3, 2, 80.0)];
    let severity = tell(&ratings(&all, 4));
    let alone = &severity.units[2];
    assert_eq!((alone.part, alone.adjusted, alone.error), (Some(1), None, None));
    close(alone.raw.unwrap(), 85.0);
    assert_eq!((severity.parts[1].n_raters, severity.parts[1].n_linking), (2, 0));
    assert!(!severity.comparable(0, 2) && !severity.comparable(0, 3) && !severity.comparable(3, 3));
    assert_eq!(severity.units[3], UnitSeverity { firm: 3, ..UnitSeverity::default() });
    assert!(!severity.comparable(0, 99), "a unit beyond the register is no unit");
}

#[test]
fn with_one_rater_there_is_an_adjusted_score_and_no_error() {
    let severity = tell(&ratings(&[(0, 0, 80.0), (0, 1, 60.0)], 2));
    close(severity.units[0].adjusted.unwrap(), 80.0);
    assert_eq!(severity.units[0].error, None);
    assert_eq!((severity.parts[0].n_bridging, severity.shrinkage), (1, None));
    assert!(severity.comparable(0, 1) && !severity.firmly_comparable(0, 1));
    assert_eq!(tell(&Ratings::default()).parts.len(), 0);
}

#[test]
fn points_beyond_all_measure_are_not_adjusted() {
    let all = [(0, 0, 1e30), (0, 1, -1e30), (1, 0, 1e30), (1, 1, 0.0)];
    let severity = tell(&ratings(&all, 2));
    assert_eq!((severity.units[0].adjusted, severity.shrinkage), (None, None));
}

/// A normal deviate, near enough: the sum of twelve uniform ones.
fn normal(chance: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| chance.random::<f64>()).sum::<f64>() - 6.0
}

/// Raters with a severity of their own (7 points) rate a few of 20 units with chance (5 points).
fn drawn(seed: u64, truth: &[f64]) -> Vec<(u32, u32, f64)> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut all = Vec::new();
    for rater in 0..60 {
        let severity = 7.0 * normal(&mut chance);
        let first = chance.random_range(0..20_u32);
        for step in 0..chance.random_range(1..7_u32) {
            let unit = (first + step * step) % 20;
            let response = truth[unit as usize] + severity + 5.0 * normal(&mut chance);
            all.push((rater, unit, response));
        }
    }
    all.sort_by_key(|(rater, unit, _)| (*rater, *unit));
    all.dedup_by_key(|(rater, unit, _)| (*rater, *unit));
    all
}

/// The mean square of the distances between two lists, apart from their levels.
fn off(scores: &[f64], truth: &[f64]) -> f64 {
    let n = truth.len() as f64;
    let level = scores.iter().zip(truth).map(|(score, truth)| score - truth).sum::<f64>() / n;
    let square = |(score, truth): (&f64, &f64)| (score - truth - level).powi(2);
    scores.iter().zip(truth).map(square).sum::<f64>() / n
}

#[test]
fn true_scores_are_found_better_than_by_raw_means_and_errors_are_honest() {
    let truth: Vec<f64> = (0..20).map(|unit| 70.0 + f64::from(unit)).collect();
    let (mut raw, mut fixed, mut shrunken) = (0.0, 0.0, 0.0);
    let (mut covered, mut n) = (0.0, 0.0);
    let mut sd = 0.0;
    for seed in 0..200 {
        let severity = tell(&ratings(&drawn(seed, &truth), 20));
        if severity.parts.len() > 1 {
            continue;
        }
        let of = |value: fn(&UnitSeverity) -> Option<f64>| -> Vec<f64> {
            severity.units.iter().map(|unit| value(unit).unwrap()).collect()
        };
        raw += off(&of(|unit| unit.raw), &truth);
        fixed += off(&of(|unit| unit.adjusted), &truth);
        shrunken += off(&of(|unit| unit.shrunken), &truth);
        sd += severity.shrinkage.unwrap().raters;
        for unit in 1..20 {
            let difference = severity.difference(unit, 0).unwrap();
            let wrong = difference.points - (truth[unit] - truth[0]);
            covered += if wrong.abs() < 2.0 * difference.error.unwrap() { 1.0 } else { 0.0 };
            n += 1.0;
        }
    }
    assert!(n > 19.0 * 150.0, "most draws hang together");
    assert!(fixed < 0.75 * raw, "{fixed} against {raw}");
    assert!(shrunken < fixed, "{shrunken} against {fixed}");
    // Two standard errors of a sandwich over some fifty raters hold a little less than 95 %.
    assert!((0.90..0.97).contains(&(covered / n)), "{}", covered / n);
    assert!((sd / (n / 19.0) - 7.0).abs() < 0.5, "{}", sd / (n / 19.0));
}

#[test]
fn shrunken_scores_lie_between_raw_and_adjusted_at_the_ends_of_lambda() {
    let truth = vec![70.0; 20];
    let all = ratings(&drawn(3, &truth), 20);
    let graph = super::graph::Graph::of(&all);
    let places: Vec<usize> = (0..20).collect();
    let system = super::model::System::new(&all, &graph.parts[0], &places);
    let severity = tell(&all);
    let (much, little) = (system.shrunken(1e12).unwrap(), system.shrunken(1e-7).unwrap());
    let endless = system.shrunken(f64::INFINITY).unwrap();
    let level = little[0] - severity.units[0].adjusted.unwrap();
    for (place, unit) in severity.units.iter().enumerate() {
        assert!((much[place] - unit.raw.unwrap()).abs() < 1e-6);
        assert!((endless[place] - unit.raw.unwrap()).abs() < 1e-9);
        assert!((little[place] - unit.adjusted.unwrap() - level).abs() < 1e-4);
    }
}

#[test]
fn other_numbers_for_the_same_raters_give_the_same_bits() {
    let truth: Vec<f64> = (0..20).map(f64::from).collect();
    let all = drawn(11, &truth);
    let own: Vec<Option<u32>> =
        (0..60).map(|rater| (rater % 3 > 0).then_some(rater % 20)).collect();
    let clusters: Vec<u32> = (0..60).map(|rater| rater / 2).collect();
    let turned = |rater: u32| (rater * 7 + 13) % 60;
    let mut other_own = vec![None; 60];
    let mut other_clusters = vec![0; 60];
    for rater in 0..60 {
        let other = turned(rater) as usize;
        other_own[other] = own[rater as usize];
        other_clusters[other] = 29 - clusters[rater as usize];
    }
    let other: Vec<_> = all.iter().rev().map(|(r, u, y)| (turned(*r), *u, *y)).collect();
    let ends = Ends { lowest: 0.0, highest: 100.0 };
    let told = |all: &[(u32, u32, f64)], own: &[Option<u32>], clusters: &[u32]| {
        let ratings = ratings(all, 20);
        let fit = Fit::of(&ratings, clusters, own);
        format!("{:?} {:?}", fit.tell(), fit.groups(ends, 1))
    };
    assert_eq!(told(&all, &own, &clusters), told(&other, &other_own, &other_clusters));
    assert_ne!(told(&all, &own, &clusters), told(&all, &own, &[]), "clusters make another error");
}

#[test]
fn a_unit_that_praises_itself_and_two_that_praise_each_other_are_found() {
    let truth: Vec<f64> = (0..20).map(|unit| 60.0 + f64::from(unit)).collect();
    let mut chance = ChaCha8Rng::seed_from_u64(5);
    // Three raters of each unit rate ten others and the own; 4 points for the own unit, and
    // units 2 and 3 give each other 9 points.
    let mut all = Vec::new();
    let own: Vec<Option<u32>> = (0..60).map(|rater| Some(rater / 3)).collect();
    for rater in 0..60_u32 {
        let home = rater / 3;
        let severity = 5.0 * normal(&mut chance);
        for unit in (0..20_u32).filter(|unit| *unit == home || (unit + home) % 2 == 1) {
            let praise = match (home.min(unit), home.max(unit)) {
                (2, 3) => 9.0,
                (a, b) if a == b => 4.0,
                _ => 0.0,
            };
            let response = truth[unit as usize] + severity + praise + normal(&mut chance);
            all.push((rater, unit, response));
        }
    }
    let ratings = ratings(&all, 20);
    let severity = Fit::of(&ratings, &[], &own).tell();
    let found = severity.own_unit.clone().unwrap();
    let (points, error) = (found.points.unwrap(), found.error.unwrap());
    assert!((points - 4.0).abs() < 3.0 * error && error < 0.5, "{points} ± {error}");
    assert!(found.all.points > 2.0 && found.all.points < points);
    assert_eq!((found.units.len(), found.all.n), (20, 60));
    assert_eq!(severity.reciprocal.len(), 100);
    let together = |pair: &&super::Reciprocal| pair.a_on_b.points.min(pair.b_on_a.points);
    let most = severity.reciprocal.iter().max_by(|x, y| together(x).total_cmp(&together(y)));
    assert_eq!(most.map(|pair| (pair.a, pair.b)), Some((2, 3)));
    assert!(severity.reciprocity.unwrap() > 0.2, "{:?}", severity.reciprocity);
    assert_eq!(Fit::of(&ratings, &[], &[]).tell().own_unit, None);
}

#[test]
fn a_unit_that_only_its_own_raters_rate_has_no_effect_of_its_own() {
    // Raters 0 and 1 belong to unit 0, and nobody else rates it: quality and favour are one.
    let all = [(0, 0, 90.0), (0, 1, 60.0), (1, 0, 95.0), (1, 1, 70.0), (2, 1, 65.0), (2, 2, 70.0)];
    let ratings = ratings(&all, 3);
    let own = [Some(0), Some(0), None];
    let found = Fit::of(&ratings, &[], &own).tell().own_unit.unwrap();
    assert_eq!((found.points, found.error, found.all.n), (None, None, 2));
}

/// Clusters against base R: the weights and the ballots are those of `tests/oracle/severity.R`.
#[test]
fn errors_clustered_above_the_rater_are_those_of_r() {
    let rows = include_str!("../../../tests/oracle/severity-ballots.csv").lines().skip(1);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split(',').collect()).collect();
    let number = |column: usize, row: &[&str]| row[column].parse::<f64>().unwrap();
    let mut names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    names.sort_unstable();
    names.dedup();
    let of = |row: &[&str]| (row[2].to_owned(), row[1].to_owned());
    let mut cells: BTreeMap<(String, String), (u32, f64)> = BTreeMap::new();
    for row in &rows {
        let cell = cells.entry(of(row)).or_default();
        *cell = (cell.0 + 1, cell.1 + number(5, row));
    }
    cells.retain(|_, (n, _)| *n >= 2);
    let share = |group: &str| if group == "A" { 30.0 } else { 70.0 };
    let mut clusters = vec![0; names.len()];
    let mut all = Vec::new();
    for row in &rows {
        let Some((_, sum)) = cells.get(&of(row)) else { continue };
        let heard = cells.keys().filter(|(unit, _)| unit == row[2]);
        let total: f64 = heard.map(|(_, group)| share(group)).sum();
        let rater = names.binary_search(&row[0]).unwrap();
        let first = rows.iter().position(|other| other[6] == row[6]).unwrap();
        clusters[rater] = u32::try_from(first).unwrap();
        all.push(Rating {
            rater: u32::try_from(rater).unwrap(),
            unit: row[2][1..].parse::<u32>().unwrap() - 1,
            group: 0,
            response: 0.6 * number(3, row) + 0.4 * number(4, row),
            weight: 8.0 * share(row[1]) / total * number(5, row) / sum,
        });
    }
    let severity = Fit::of(&Ratings::new(all, 9), &clusters, &[]).tell();
    let mut n = 0;
    for line in include_str!("../../../tests/oracle/severity.csv").lines() {
        let cells: Vec<&str> = line.split(',').collect();
        let unit = |at: usize| cells[at][1..].parse::<usize>().unwrap() - 1;
        if cells[0] == "covariance-by-cluster" {
            let part = &severity.parts[severity.units[unit(1)].part.unwrap()];
            let place = |unit| part.units.binary_search(&unit).unwrap();
            let v = part.covariance.as_ref().unwrap();
            let (found, wanted) = (v.get(place(unit(1)), place(unit(2))), number(3, &cells));
            let size = v.diagonal(place(unit(1)));
            assert!((found - wanted).abs() < 1e-9 * size, "{found} is not {wanted}");
            n += 1;
        } else if cells[0] == "draws-by-cluster" {
            let part = &severity.parts[severity.units[unit(1)].part.unwrap()];
            close(part.n_draws as f64, number(3, &cells));
        }
    }
    assert_eq!(n, 7 * 8 / 2 + 3);
}
