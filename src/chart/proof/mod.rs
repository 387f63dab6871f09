//! What every figure must hold, checked on the picture as resvg sees it.

mod certainty;
mod samples;
mod unsure;

use std::collections::BTreeSet;

use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Group, Node, Rect, Tree};

use super::*;
use samples::Tongue::{Chinese, English};

fn tree(chart: &Chart) -> Tree {
    png::tree(chart.svg()).unwrap()
}

/// Every text of a picture with the box of its ink.
fn texts(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => texts(inner, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((words, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    let shared = |lo_a: f32, hi_a: f32, lo_b: f32, hi_b: f32| hi_a.min(hi_b) - lo_a.max(lo_b);
    shared(a.left(), a.right(), b.left(), b.right()) > 0.3
        && shared(a.top(), a.bottom(), b.top(), b.bottom()) > 0.3
}

/// No text leaves the picture and no two texts touch.
fn assert_legible(chart: &Chart) {
    let mut found = Vec::new();
    texts(tree(chart).root(), &mut found);
    assert!(found.len() > 3, "{} has words", chart.name());
    let picture = (chart.width() as f32, chart.height() as f32);
    for (index, (words, ink)) in found.iter().enumerate() {
        let inside = ink.left() >= 2.0
            && ink.top() >= 2.0
            && ink.right() <= picture.0 - 2.0
            && ink.bottom() <= picture.1 - 2.0;
        assert!(inside, "{}: “{words}” at {ink:?} leaves {picture:?}", chart.name());
        for (others, other) in found.iter().take(index) {
            assert!(!overlap(ink, other), "{}: “{words}” lies on “{others}”", chart.name());
        }
    }
}

#[test]
fn words_keep_clear_of_each_other_and_of_the_rim_with_8_units() {
    samples::all(Chinese, 8).iter().for_each(assert_legible);
    samples::all(English, 8).iter().for_each(assert_legible);
}

#[test]
fn words_keep_clear_of_each_other_with_41_long_chinese_names() {
    samples::all(Chinese, 41).iter().for_each(assert_legible);
}

#[test]
fn words_keep_clear_of_each_other_with_41_long_english_names() {
    samples::all(English, 41).iter().for_each(assert_legible);
}

#[test]
fn a_single_unit_and_a_single_period_make_a_picture() {
    for tongue in [Chinese, English] {
        samples::all(tongue, 1).iter().for_each(assert_legible);
        assert_legible(&samples::trend(tongue, 3, 1).draw());
        assert_legible(&samples::bump(tongue, 3, 1).draw());
        assert_legible(&samples::profile(tongue, 1).draw());
    }
}

#[test]
fn many_periods_skip_names_rather_than_print_them_over_each_other() {
    assert_legible(&samples::trend(Chinese, 5, 24).draw());
    assert_legible(&samples::trend(English, 5, 14).draw());
}

#[test]
fn a_trend_with_every_line_named_grows_until_all_names_have_room() {
    let mut figure = samples::trend(English, 41, 4);
    figure.lines.iter_mut().for_each(|line| line.emphasis = true);
    assert_legible(&figure.draw());
}

#[test]
fn a_heatmap_of_many_columns_grows_wider_rather_than_break_words() {
    let chart = samples::heatmap(English, 8, 16, ColourScale::Overall).draw();
    assert!(chart.width() > 760);
    assert_legible(&chart);
}

#[test]
fn a_table_of_120_rows_grows_taller() {
    let chart = samples::league(Chinese, 120).draw();
    assert!(chart.height() > 120 * 20);
    assert_legible(&chart);
}

#[test]
fn joint_ranks_written_in_words_fit_their_dots() {
    let mut figure = samples::bump(Chinese, 12, 4);
    for place in figure.lines.iter_mut().flat_map(|line| line.places.iter_mut().flatten()) {
        place.text = format!("并列{}", place.text);
    }
    assert_legible(&figure.draw());
}

#[test]
fn figures_without_rows_are_an_empty_frame_with_the_note() {
    let caption = Caption {
        name: "empty".into(),
        title: "标题".into(),
        note: "说明".into(),
        ..Caption::default()
    };
    let charts = [
        LeagueChart { caption: caption.clone(), ..LeagueChart::default() }.draw(),
        HeatmapChart { caption: caption.clone(), ..HeatmapChart::default() }.draw(),
        LevelsChart { caption: caption.clone(), ..LevelsChart::default() }.draw(),
        TrendChart { caption: caption.clone(), ..TrendChart::default() }.draw(),
        BumpChart { caption: caption.clone(), ..BumpChart::default() }.draw(),
        ProfileChart { caption: caption.clone(), ..ProfileChart::default() }.draw(),
        RankSetChart { caption: caption.clone(), ..RankSetChart::default() }.draw(),
        FunnelChart { caption: caption.clone(), ..FunnelChart::default() }.draw(),
        QuadrantChart { caption, ..QuadrantChart::default() }.draw(),
    ];
    for chart in charts {
        let mut found = Vec::new();
        texts(tree(&chart).root(), &mut found);
        let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["标题", "说明"]);
    }
}

#[test]
fn rows_without_any_value_or_with_nonsense_values_still_make_a_picture() {
    for value in [None, Some(f64::NAN), Some(f64::INFINITY)] {
        let mut league = samples::league(Chinese, 8);
        league.mean = Some((f64::NAN, "平均".into()));
        league.rows.iter_mut().for_each(|row| row.value = value);
        assert_legible(&league.draw());
        let mut profile = samples::profile(Chinese, 4);
        for row in &mut profile.rows {
            (row.value, row.mean, row.range) = (value, value, value.map(|v| (v, v)));
        }
        assert_legible(&profile.draw());
    }
    let mut trend = samples::trend(English, 4, 5);
    trend.lines.iter_mut().for_each(|line| line.points = vec![None; 5]);
    tree(&trend.draw());
    let mut bump = samples::bump(English, 4, 5);
    bump.lines.iter_mut().for_each(|line| line.places.clear());
    tree(&bump.draw());
}

#[test]
fn equal_values_and_a_range_of_0_05_are_drawn_with_ticks_that_differ() {
    for spread in [0.0, 0.05] {
        let mut league = samples::league(Chinese, 8);
        league.mean = None;
        for (index, row) in league.rows.iter_mut().enumerate() {
            row.value = Some(84.3 + spread * index as f64 / 7.0);
            row.interval = None;
        }
        let chart = league.draw();
        assert_legible(&chart);
        let ticks: Vec<String> = column(&chart, |words| words.starts_with("84."));
        let different: BTreeSet<&String> = ticks.iter().collect();
        assert!(ticks.len() > 2 && different.len() == ticks.len(), "{ticks:?}");
    }
}

/// The texts above the first row for which `keep` holds, that is, the ticks.
fn column(chart: &Chart, keep: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    texts(tree(chart).root(), &mut found);
    let top = found.iter().find(|(words, _)| words == "市政府办公室").unwrap().1.top();
    let above = found.into_iter().filter(|(words, ink)| ink.bottom() < top && keep(words));
    above.map(|(words, _)| words).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(samples::all(Chinese, 41), samples::all(Chinese, 41));
    let chart = samples::league(English, 3).draw();
    assert_eq!(chart.png(1.0).unwrap(), samples::league(English, 3).draw().png(1.0).unwrap());
}

#[test]
fn a_png_has_the_size_of_the_picture_times_the_scale_and_shows_hanzi() {
    let picture = |title: &str| {
        let mut figure = samples::league(Chinese, 1);
        figure.caption.title = title.to_owned();
        let chart = figure.draw();
        (Pixmap::decode_png(&chart.png(1.5).unwrap()).unwrap(), chart)
    };
    let (one, chart) = picture("满意");
    assert_eq!(
        (one.width(), one.height()),
        (chart.width() * 3 / 2, (chart.height() * 3).div_ceil(2))
    );
    // Without glyphs both titles would be two equal boxes.
    let (two, _) = picture("评议");
    assert!(one.data() != two.data());
    assert!(chart.missing_glyphs().is_empty());
}

#[test]
fn a_scale_that_makes_no_picture_is_refused() {
    let chart = samples::league(Chinese, 1).draw();
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e4] {
        assert!(matches!(chart.png(scale), Err(ChartError::Scale { .. })), "{scale}");
    }
}

#[test]
fn several_figures_can_share_a_page_because_their_ids_differ() {
    let charts = [samples::all(Chinese, 8), samples::all(English, 8)].concat();
    let ids: Vec<&str> = charts.iter().flat_map(|chart| after(chart.svg(), " id=\"")).collect();
    let different: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), different.len());
    for chart in &charts {
        let own: BTreeSet<&str> = after(chart.svg(), " id=\"").collect();
        assert!(after(chart.svg(), "url(#").all(|id| own.contains(id)));
    }
}

/// The quoted words that follow `mark`.
fn after<'a>(svg: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    svg.split(mark).skip(1).filter_map(|rest| rest.split(['"', ')']).next())
}

#[test]
fn hostile_words_are_shown_as_words() {
    let nasty = "</text><script>alert(1)</script>&amp;\u{0}\u{202e}\"'\u{FFFE}]]>";
    let mut figure = samples::league(Chinese, 3);
    figure.caption = Caption {
        name: nasty.into(),
        title: nasty.into(),
        subtitle: nasty.into(),
        note: nasty.into(),
        description: nasty.into(),
    };
    figure.rows.iter_mut().for_each(|row| {
        row.label = nasty.into();
        row.hover = nasty.into();
    });
    let chart = figure.draw();
    assert!(!chart.svg().contains("<script"));
    let mut found = Vec::new();
    texts(tree(&chart).root(), &mut found);
    assert!(found.iter().any(|(words, _)| words.contains("<script>")), "{found:?}");
}

#[test]
fn every_mark_says_on_hover_what_the_caller_wrote() {
    let mut figure = samples::league(Chinese, 8);
    figure.rows.iter_mut().enumerate().for_each(|(i, row)| row.hover = format!("悬停{i}"));
    let svg = figure.draw().svg().to_owned();
    let absent = figure.rows.iter().filter(|row| row.value.is_none()).count();
    assert_eq!(svg.matches("<title>悬停").count(), 8 - absent);
    let heat = samples::heatmap(Chinese, 8, 5, ColourScale::Overall);
    let cells = heat.rows.iter().flat_map(|row| row.cells.iter().flatten()).count();
    let drawn = heat.draw();
    assert_eq!(drawn.svg().matches("<g><title>").count(), cells);
    assert_eq!(drawn.svg().matches("-hatch)").count(), 8 * 5 - cells, "absent cells are hatched");
}

/// Position and width of the first filled rectangle of every group that has `hover`.
fn bars(svg: &str, hover: &str) -> Vec<(f64, f64)> {
    let number =
        |rest: &str, name: &str| -> f64 { after(rest, name).next().unwrap().parse().unwrap() };
    let mark = format!("<title>{hover}</title>");
    let groups = svg.split(mark.as_str()).skip(1);
    groups.map(|rest| (number(rest, "<rect x=\""), number(rest, " width=\""))).collect()
}

#[test]
fn bars_of_levels_part_at_the_neutral_level_and_are_as_long_as_their_shares() {
    let level = |name: &str, polarity| Level { name: name.into(), polarity };
    let segment =
        |share: f64, hover: &str| Segment { share, hover: hover.into(), text: String::new() };
    let row = |good: f64, neutral: f64, bad: f64| LevelRow {
        label: "市教育局".into(),
        segments: vec![
            segment(good, "好"),
            segment(neutral, "中"),
            segment(bad, "差"),
            segment(0.05, "离"),
        ],
        ..LevelRow::default()
    };
    let figure = LevelsChart {
        levels: vec![
            level("满意", Polarity::Positive),
            level("一般", Polarity::Neutral),
            level("不满意", Polarity::Negative),
            level("不了解", Polarity::Apart),
        ],
        rows: vec![row(0.6, 0.2, 0.15), row(0.3, 0.1, 0.55)],
        ..LevelsChart::default()
    };
    let svg = figure.draw().svg().to_owned();
    let (good, neutral, bad) = (bars(&svg, "好"), bars(&svg, "中"), bars(&svg, "差"));
    let middle = |bar: (f64, f64)| bar.0 + bar.1 / 2.0;
    assert!((middle(neutral[0]) - middle(neutral[1])).abs() < 0.2, "{neutral:?}");
    assert!(bad.iter().all(|bar| bar.0 + bar.1 < middle(neutral[0])), "{bad:?}");
    assert!(good.iter().all(|bar| bar.0 > middle(neutral[0])), "{good:?}");
    // A hair of white between segments is taken from their length.
    let unit = (good[0].1 + 0.8) / 0.6;
    assert!(
        (bad[1].1 + 0.8 - 0.55 * unit).abs() < 0.2 && (good[1].1 + 0.8 - 0.3 * unit).abs() < 0.2
    );
    let apart = bars(&svg, "离");
    assert!((apart[0].0 - apart[1].0).abs() < 0.1 && apart[0].0 > good[0].0 + good[0].1 + 10.0);
}

#[test]
fn a_line_is_broken_where_a_period_is_absent() {
    let mut figure = samples::trend(Chinese, 1, 6);
    let line = &mut figure.lines[0];
    line.emphasis = true;
    let strokes = |figure: &TrendChart| figure.draw().svg().matches("stroke-width=\"2.4\"").count();
    assert_eq!(strokes(&figure), 1);
    figure.lines[0].points[2] = None;
    assert_eq!(strokes(&figure), 2);
    figure.lines[0].points[4] = None;
    assert_eq!(strokes(&figure), 1, "a lone point has a mark and no line");
}

#[test]
fn a_higher_value_lies_further_to_the_right_and_later_periods_too() {
    let svg = samples::league(Chinese, 8).draw().svg().to_owned();
    let places: Vec<f64> = after(&svg, "<circle cx=\"").map(|x| x.parse().unwrap()).collect();
    assert_eq!(places.len(), 7);
    assert!(places.windows(2).all(|pair| pair[0] >= pair[1]), "{places:?}");
}

#[test]
fn a_unit_without_a_value_is_listed_without_a_dot() {
    let figure = samples::league(Chinese, 8);
    let chart = figure.draw();
    let mut found = Vec::new();
    texts(tree(&chart).root(), &mut found);
    for words in ["市民政局", "无有效票"] {
        assert!(found.iter().any(|(text, _)| text == words), "{words}");
    }
    assert_eq!(chart.svg().matches("<circle").count(), 7);
}

#[test]
fn characters_that_the_face_lacks_are_named_once() {
    let mut figure = samples::league(Chinese, 3);
    figure.rows[0].label = "𠮷林𠮷祥办".into();
    figure.caption.note = "㐀".into();
    assert_eq!(figure.draw().missing_glyphs(), ['㐀', '𠮷']);
}
