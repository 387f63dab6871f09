//! What the sources state, held against the shipped schemes.

use pingyi::exact::{Ratio, Rounding};
use pingyi::finding::Kind;
use pingyi::scheme::{
    Fidelity, GradingRule, Mark, MarkKind, Mode, Publication, Rule, Stage, Trim, Within,
    shipped_ids,
};

use crate::{all, shipped, text};

fn number(text: &str) -> Ratio {
    Ratio::parse(text).unwrap_or_else(|_| panic!("{text} is no number"))
}

fn words(numbers: &[Ratio]) -> String {
    let words: Vec<_> = numbers.iter().map(Ratio::to_string).collect();
    words.join(" ")
}

/// `name=number` for each pair, `?` where there is none.
fn equations<'a>(pairs: impl Iterator<Item = (&'a str, Option<&'a Ratio>)>) -> String {
    let number = |n: Option<&Ratio>| n.map_or("?".to_owned(), Ratio::to_string);
    let equations: Vec<_> = pairs.map(|(name, n)| format!("{name}={}", number(n))).collect();
    equations.join(" ")
}

#[test]
fn every_shipped_scheme_bears_its_file_name_and_says_where_it_comes_from() {
    for (id, scheme) in shipped_ids().zip(all()) {
        assert_eq!(scheme.id, id);
        assert!(scheme.name.en != scheme.name.zh, "{id} has no English name");
        assert!(scheme.note.en != scheme.note.zh, "{id} has no English note");
        assert!(!scheme.note.zh.is_empty(), "{id} has no note");
        let cited = |fidelity| scheme.sources.iter().any(|s| s.fidelity == fidelity);
        assert!(cited(Fidelity::Exact) || cited(Fidelity::Partial), "{id} follows nothing");
        assert!(cited(Fidelity::Assumed), "{id} does not say what is assumed");
        for source in &scheme.sources {
            assert!(source.covers.is_some(), "{id}: {} covers what?", source.title);
        }
    }
}

#[test]
fn the_levels_and_points_are_those_of_the_sources() {
    for (id, expected) in [
        ("xiaoneng-6", "满意=100 基本满意=80 一般=60 不满意=30"),
        ("hangzhou-9", "满意=100 比较满意=80 基本满意=60 不太满意=30 不满意=0"),
        ("xian-zuofeng", "满意=100 基本满意=70 不满意=30"),
        ("zunyi-zw", "优秀=100 满意=90 基本满意=80 不满意=60"),
        ("haochaping-5", "非常满意=5 满意=4 基本满意=3 不满意=2 非常不满意=1"),
        ("kaixian-2010", "非常满意=100 满意=90 基本满意=70 不满意=50"),
        // What is required has no points yet.
        ("xingping-70-30", "满意=? 基本满意=? 不满意=?"),
        ("wuhan-shuangping", "满意=? 基本满意=? 不满意=?"),
    ] {
        let levels = shipped(id).scale.levels;
        let answers = levels.iter().filter(|level| level.kind == MarkKind::Answer);
        let points = answers.map(|l| (&*l.label.zh, l.points.as_ref()));
        assert_eq!(equations(points), expected, "{id}");
    }
}

#[test]
fn the_ranges_and_bands_are_those_of_the_sources() {
    for (id, range, void, bands) in [
        ("wanzhong-5", "0 100 1", "", "满意=85 比较满意=75 基本满意=60 不满意=0"),
        ("daxue-50-99", "50 99 1", "50", ""),
        ("neibu-abcd", "0 100 0.1", "", "A=90 B=70 C=60 D=0"),
        ("danglian-10", "1 10 1", "", "满意=10 基本满意=9 不满意=1"),
    ] {
        let scale = shipped(id).scale;
        let read = scale.range.unwrap_or_else(|| panic!("{id} has no range"));
        assert_eq!(format!("{} {} {}", read.min, read.max, read.step), range, "{id}");
        assert_eq!(words(&read.void), void, "{id}");
        let read = scale.bands.iter().map(|b| (&*b.label.zh, Some(&b.from)));
        assert_eq!(equations(read), bands, "{id}");
    }
}

#[test]
fn a_star_of_wuhan_is_read_as_the_level_it_stands_for_and_a_bare_number_is_not() {
    let scale = shipped("wuhan-shuangping").scale;
    for (mark, level) in [("5星", "满意"), ("3星", "基本满意"), ("★★", "不满意")] {
        let Mark::On(code) = scale.read(mark) else { panic!("{mark} is on the scale") };
        assert_eq!(scale.name(code), level);
    }
    assert_eq!(scale.read("1"), Mark::Off);
}

#[test]
fn the_weights_are_those_of_the_sources() {
    for (id, expected) in [
        ("xiaoneng-6", "20 20 20 20 20"),
        ("xingping-70-30", "50 25 25"),
        ("hlj-shengzhi", "20 10 10 5 5"),
        ("daxue-50-99", "50 50"),
    ] {
        let groups = shipped(id).groups;
        let weights: Vec<_> = groups.into_iter().filter_map(|g| g.weight).collect();
        assert_eq!(words(&weights), expected, "{id}");
    }
    for (id, expected) in [
        ("xiaoneng-6", "1/6 1/6 1/6 1/6 1/6 1/6"),
        ("hangzhou-9", "1/3 1/3 1/3"),
        ("wanzhong-5", "0.2 0.2 0.2 0.2 0.2"),
        ("zunyi-zw", "0.25 0.25 0.25 0.25"),
        ("xian-gongzhong-4", "0.2 0.2 0.2 0.4"),
    ] {
        assert_eq!(words(shipped(id).indicators.weights()), expected, "{id}");
    }
}

#[test]
fn the_grades_are_those_of_the_sources() {
    let grading = shipped("wanzhong-5").grading.unwrap();
    let GradingRule::Thresholds(grades) = grading.rule else {
        panic!("wanzhong-5 grades by threshold")
    };
    let read = grades.iter().map(|(l, from)| (&*l.zh, from.as_ref()));
    assert_eq!(equations(read), "满意=85 比较满意=75 基本满意=60 不满意=?");

    let grading = shipped("ankang-3feng").grading.unwrap();
    assert_eq!(grading.within, Within::Overall);
    let GradingRule::Quota { grades, .. } = grading.rule else {
        panic!("ankang-3feng grades by quota")
    };
    let read = grades.iter().map(|(l, share)| (&*l.zh, Some(share)));
    assert_eq!(equations(read), "优秀=0.3 良好=0.6 一般=0.1");
}

#[test]
fn rounding_trimming_publication_and_the_year_are_those_of_the_sources() {
    assert_eq!(shipped("hangzhou-9").rounding.decimals, 4);
    let daxue = shipped("daxue-50-99");
    assert_eq!(daxue.rounding.stages, [Stage::Group]);
    assert_eq!((daxue.rounding.rule, daxue.rounding.decimals), (Rounding::HalfUp, 2));
    assert_eq!(daxue.scoring.trim, Some(Trim::Share(number("0.05"))));
    let neibu = shipped("neibu-abcd").scoring.trim;
    assert_eq!(neibu, Some(Trim::Extremes { count: 1, above: 5 }));
    assert_eq!(shipped("wanzhong-5").scoring.mode, Mode::Pooled);

    use Publication::{Internal, Ranked, ScoreOnly};
    let shuangpai = shipped("shuangpai-h2");
    let publication: Vec<_> = shuangpai.categories.iter().map(|c| c.publication).collect();
    assert_eq!(publication, [Internal, Ranked, Ranked, Ranked, Ranked, ScoreOnly]);
    let halves = [("H1".to_owned(), number("50")), ("H2".to_owned(), number("50"))];
    assert_eq!(shuangpai.annual.weights, halves);
    let voiding = |id: &str| -> Vec<String> {
        let own = shipped(id).rules.into_iter().filter(|rule| rule.reason.is_some());
        let numbers = |rule: Rule| {
            let keys = rule.test.map(|test| test.keys()).unwrap_or_default();
            let keys = keys.iter().map(|(key, value)| format!(" {key}={value}"));
            format!("{}{}", rule.when.finding().id(), keys.collect::<String>())
        };
        own.map(numbers).collect()
    };
    let quotas =
        ["forced-distribution levels=A at_most=3", "forced-distribution levels=C / D at_least=2"];
    let full = ["all-maximum least_units=1", "all-equal least_units=1"];
    assert_eq!(voiding("neibu-abcd"), [quotas, full].concat());
    let unknown = "forced-distribution levels=不了解 at_most=0";
    assert_eq!(voiding("danglian-10"), [unknown, full[0], "incomplete"]);
    let xiaoneng = shipped("xiaoneng-6");
    assert!(xiaoneng.categories.iter().all(|c| c.publication == Ranked));
    assert!(xiaoneng.rules.iter().all(|r| r.effect == r.when.usual_effect()));
}

#[test]
fn the_satisfied_are_those_of_the_sources() {
    let table: [(&str, &[&str], &[&str]); 4] = [
        ("hangzhou-9", &["满意", "比较满意", "基本满意"], &["不太满意", "不满意"]),
        ("ankang-3feng", &["满意", "基本满意"], &[]),
        ("haochaping-5", &["非常满意", "满意", "基本满意"], &["不满意", "非常不满意"]),
        ("kaixian-2010", &["非常满意", "满意", "基本满意"], &["不满意"]),
    ];
    for (id, satisfied, dissatisfied) in table {
        let scheme = shipped(id);
        let bins = scheme.scale.bins();
        let names = |set: &[usize]| set.iter().map(|bin| &*bins[*bin].label.zh).collect::<Vec<_>>();
        assert_eq!(names(&scheme.rates.satisfied), satisfied, "{id}");
        assert_eq!(names(&scheme.rates.dissatisfied), dissatisfied, "{id}");
    }
}

#[test]
fn what_the_sources_leave_open_is_asked_for_with_key_and_line() {
    let table = [
        ("xiaoneng-6", 0),
        ("hangzhou-9", 27),
        ("wanzhong-5", 0),
        ("xian-zuofeng", 0),
        ("zunyi-zw", 0),
        ("xingping-70-30", 3),
        ("hlj-shengzhi", 3),
        ("shuangpai-h2", 4),
        ("ankang-3feng", 4),
        ("daxue-50-99", 0),
        ("neibu-abcd", 0),
        ("haochaping-5", 0),
        ("wuhan-shuangping", 3),
        ("danglian-10", 1),
        ("xian-gongzhong-4", 2),
        ("kaixian-2010", 0),
    ];
    let ids: Vec<_> = table.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, shipped_ids().collect::<Vec<_>>());
    for (id, n) in table {
        let open = shipped(id).open_questions;
        assert_eq!(open.len(), n, "{id}: {open:?}");
        let lines: Vec<_> = text(id).lines().collect();
        for question in &open {
            let row = usize::try_from(question.place.row.unwrap()).unwrap();
            assert!(lines[row - 1].contains("REQUIRED"), "{id}, line {row}: {question:?}");
            let key = question.place.key.as_deref().unwrap();
            assert!(key.contains('.'), "{id}: {key}");
        }
        // Every REQUIRED in the file is one of them: none is swallowed.
        let text = text(id);
        assert_eq!(text.matches("\"REQUIRED\"").count(), n, "{id}");
    }
}

#[test]
fn the_cautions_are_those_a_careful_reader_would_raise() {
    let floor = [Kind::FloorScore, Kind::NoUnknownLevel].as_slice();
    let table: [(&str, &[Kind]); 16] = [
        ("xiaoneng-6", &[]),
        ("hangzhou-9", &[Kind::NoUnknownLevel]),
        ("wanzhong-5", &[Kind::NoUnknownLevel]),
        ("xian-zuofeng", &[]),
        ("zunyi-zw", floor),
        ("xingping-70-30", &[]),
        ("hlj-shengzhi", &[]),
        ("shuangpai-h2", &[]),
        ("ankang-3feng", &[]),
        ("daxue-50-99", &[Kind::FloorScore]),
        ("neibu-abcd", &[Kind::NoUnknownLevel]),
        ("haochaping-5", &[Kind::NoUnknownLevel]),
        ("wuhan-shuangping", &[Kind::NoUnknownLevel]),
        ("danglian-10", &[]),
        ("xian-gongzhong-4", &[]),
        ("kaixian-2010", floor),
    ];
    for (id, expected) in table {
        let mut kinds: Vec<_> = shipped(id).cautions.iter().map(|c| c.kind).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, expected, "{id}");
    }
    let kaixian = shipped("kaixian-2010");
    let floor = kaixian.cautions.iter().find(|c| c.kind == Kind::FloorScore).unwrap();
    assert_eq!((floor.fact("value"), floor.fact("most")), (Some("50"), Some("100")));
    assert_eq!(floor.place.key.as_deref(), Some("scale.levels[4]"));
}
