//! What the figures must hold that show how sure a number is.

use super::samples::Tongue::{Chinese, English};
use super::*;

#[test]
fn words_keep_clear_of_each_other_with_2_and_with_300_units() {
    unsure::all(English, 2).iter().for_each(assert_legible);
    unsure::all(Chinese, 2).iter().for_each(assert_legible);
    assert_legible(&unsure::funnel(English, 300).draw());
    assert_legible(&unsure::rank_set(Chinese, 300).draw());
    assert_legible(&unsure::caterpillar(Chinese, 300).draw());
}

#[test]
fn figures_of_certainty_without_numbers_are_still_pictures() {
    for value in [f64::NAN, f64::INFINITY, 1e300, -1e300] {
        let mut funnel = unsure::funnel(Chinese, 8);
        funnel.points.iter_mut().for_each(|point| point.score = value);
        funnel.limits.iter_mut().for_each(|limit| limit.upper.push((value, value)));
        funnel.mean = Some((value, "平均".into()));
        tree(&funnel.draw());
        let mut quadrant = unsure::quadrant(Chinese, 8);
        quadrant
            .points
            .iter_mut()
            .for_each(|point| point.importance_interval = Some((value, value)));
        quadrant.points.iter_mut().for_each(|point| point.score = value);
        tree(&quadrant.draw());
        let mut league = unsure::caterpillar(Chinese, 8);
        league.rows.iter_mut().for_each(|row| row.interval = Some((value, value)));
        tree(&league.draw());
    }
    let mut ranks = unsure::rank_set(Chinese, 8);
    for row in &mut ranks.rows {
        (row.rank, row.simultaneous, row.marginal) = (None, None, None);
    }
    assert_legible(&ranks.draw());
}

/// Left and right end of the first bar of every group that shows `hover`.
fn bars_of(svg: &str, hover: &str) -> Vec<(f64, f64)> {
    bars(svg, hover).into_iter().map(|(left, width)| (left, left + width)).collect()
}

#[test]
fn the_set_of_one_unit_lies_inside_that_of_all_and_holds_the_rank() {
    let row = |rank, all, alone, hover: &str| RankSetRow {
        label: "市教育局".into(),
        rank: Some(rank),
        simultaneous: Some(all),
        marginal: alone,
        hover: hover.into(),
        ..RankSetRow::default()
    };
    let figure = RankSetChart {
        rows: vec![
            row(1, (1, 1), None, "甲"),
            row(2, (2, 4), Some((2, 3)), "乙"),
            row(4, (4, 2), None, "丙"),
        ],
        ..RankSetChart::default()
    };
    let svg = figure.draw().svg().to_owned();
    let centres: Vec<f64> = after(&svg, "<circle cx=\"").map(|x| x.parse().unwrap()).collect();
    // The dots are drawn after all bars, in groups of their own with the same hover.
    let (bars, _) = svg.split_once("<circle").unwrap().0.rsplit_once("<g>").unwrap();
    let [one, two, three] = ["甲", "乙", "丙"].map(|hover| bars_of(bars, hover));
    let cell = (centres[2] - centres[0]) / 3.0;
    assert!((one[0].1 - one[0].0 - cell).abs() < 1.6, "a set of one rank is one cell: {one:?}");
    assert!((two[0].0 - three[0].0).abs() < 0.2, "ends may be given either way round");
    assert!(one[0].0 < centres[0] && centres[0] < one[0].1);
    assert!(two[0].0 < centres[1] && centres[1] < two[0].1 && centres[2] < three[0].1);
}

#[test]
fn a_borderline_set_has_a_dashed_rim_and_equal_ranks_are_joined() {
    let mut figure = unsure::rank_set(Chinese, 8);
    figure.keys = RankSetKeys::default();
    let rims = |figure: &RankSetChart| figure.draw().svg().matches("\"2.4 2.6\"").count();
    assert_eq!(rims(&figure), 1);
    figure.rows.iter_mut().for_each(|row| row.borderline = false);
    assert_eq!(rims(&figure), 0);
    let joints =
        |figure: &RankSetChart| figure.draw().svg().matches("stroke-width=\"1.8\"").count();
    assert_eq!(joints(&figure), 1);
    figure.rows[3].rank = Some(3);
    assert_eq!(joints(&figure), 1, "joined with the other neighbour");
    figure.rows[3].rank = Some(7);
    assert_eq!(joints(&figure), 0);
}

#[test]
fn a_caterpillar_says_what_line_and_bracket_mean() {
    let figure = unsure::caterpillar(Chinese, 8);
    let mut found = Vec::new();
    texts(tree(&figure.draw()).root(), &mut found);
    for words in [&figure.interval_key, &figure.band_key] {
        assert!(found.iter().any(|(text, _)| text == words), "{words}");
    }
    let band = |hover: &str| figure.draw().svg().contains(&format!("<title>{hover}</title>"));
    assert!(!figure.bands.is_empty() && figure.bands.iter().all(|run| band(&run.hover)));
}

#[test]
fn only_units_beyond_the_limits_are_named_and_all_have_a_hover() {
    let figure = unsure::funnel(English, 41);
    let chart = figure.draw();
    let mut found = Vec::new();
    texts(tree(&chart).root(), &mut found);
    let words: String = found.iter().map(|(text, _)| text.replace(' ', "")).collect();
    for point in &figure.points {
        let named = words.contains(&point.label.replace(' ', "").replace('’', "'"));
        assert_eq!(named, point.zone > FunnelZone::Inside, "{}", point.label);
    }
    assert_eq!(chart.svg().matches("<g><title>").count(), 41);
}

#[test]
fn limits_are_cut_at_the_plot() {
    let mut figure = unsure::funnel(Chinese, 8);
    let limit =
        |y: f64| FunnelLimit { lower: vec![(1.0, y), (5000.0, y)], ..FunnelLimit::default() };
    let curves = |figure: &FunnelChart| figure.draw().svg().matches("fill=\"none\"").count();
    figure.limits = vec![limit(86.0)];
    assert_eq!(curves(&figure), 1);
    figure.limits = vec![limit(8600.0)];
    assert_eq!(curves(&figure), 0);
}

#[test]
fn every_indicator_of_a_quadrant_is_named() {
    for tongue in [Chinese, English] {
        let figure = unsure::quadrant(tongue, 16);
        let mut found = Vec::new();
        texts(tree(&figure.draw()).root(), &mut found);
        let words: String = found.iter().map(|(text, _)| text.replace(' ', "")).collect();
        for point in &figure.points {
            assert!(words.contains(&point.label.replace(' ', "")), "{}", point.label);
        }
        assert!(words.contains(&figure.names.improve.replace(' ', "")));
    }
}
