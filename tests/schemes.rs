//! The shipped schemes say what their sources say, and their documents say what the program does.
//!
//! `PINGYI_BLESS=1 cargo test --test schemes` writes the generated documents anew.

use std::fmt::Write;
use std::path::PathBuf;

use pingyi::exact::{Ratio, Rounding};
use pingyi::finding::Kind;
use pingyi::scheme::{
    BoundaryTies, Fidelity, GradingRule, Mode, Publication, Scheme, Stage, Trim, Within,
    json_schema, key_reference, shipped_ids, shipped_text,
};

fn shipped(id: &str) -> Scheme {
    let text = shipped_text(id).unwrap_or_else(|| panic!("{id} is not shipped"));
    Scheme::read(&format!("{id}.toml"), text).unwrap_or_else(|error| panic!("{id}: {error:?}"))
}

fn all() -> impl Iterator<Item = Scheme> {
    shipped_ids().map(shipped)
}

fn number(text: &str) -> Ratio {
    Ratio::parse(text).unwrap_or_else(|_| panic!("{text} is no number"))
}

// ── what the sources say ──

#[test]
fn every_shipped_scheme_bears_its_file_name_and_says_where_it_comes_from() {
    for (id, scheme) in shipped_ids().zip(all()) {
        assert_eq!(scheme.id, id);
        assert!(scheme.name.en != scheme.name.zh, "{id} has no English name");
        assert!(scheme.note.en != scheme.note.zh, "{id} has no English note");
        assert!(!scheme.note.zh.is_empty(), "{id} has no note");
        let cited = |fidelity| scheme.sources.iter().any(|s| s.fidelity == fidelity);
        assert!(
            cited(Fidelity::Exact) || cited(Fidelity::Partial),
            "{id} follows nothing"
        );
        assert!(
            cited(Fidelity::Assumed),
            "{id} does not say what is assumed"
        );
        for source in &scheme.sources {
            assert!(
                source.covers.is_some(),
                "{id}: {} covers what?",
                source.title
            );
        }
    }
}

#[test]
fn the_levels_and_points_are_those_of_the_sources() {
    let table: [(&str, &[(&str, &str)]); 6] = [
        (
            "xiaoneng-6",
            &[
                ("满意", "100"),
                ("基本满意", "80"),
                ("一般", "60"),
                ("不满意", "30"),
            ],
        ),
        (
            "hangzhou-9",
            &[
                ("满意", "100"),
                ("比较满意", "80"),
                ("基本满意", "60"),
                ("不太满意", "30"),
                ("不满意", "0"),
            ],
        ),
        (
            "xian-zuofeng",
            &[("满意", "100"), ("基本满意", "70"), ("不满意", "30")],
        ),
        (
            "zunyi-zw",
            &[
                ("优秀", "100"),
                ("满意", "90"),
                ("基本满意", "80"),
                ("不满意", "60"),
            ],
        ),
        (
            "haochaping-5",
            &[
                ("非常满意", "5"),
                ("满意", "4"),
                ("基本满意", "3"),
                ("不满意", "2"),
                ("非常不满意", "1"),
            ],
        ),
        (
            "kaixian-2010",
            &[
                ("非常满意", "100"),
                ("满意", "90"),
                ("基本满意", "70"),
                ("不满意", "50"),
            ],
        ),
    ];
    for (id, expected) in table {
        let levels = shipped(id).scale.levels;
        let answers = levels
            .iter()
            .filter_map(|l| Some((&*l.label.zh, l.points.clone()?)));
        let answers: Vec<_> = answers.collect();
        let expected: Vec<_> = expected.iter().map(|(l, p)| (*l, number(p))).collect();
        assert_eq!(answers, expected, "{id}");
    }
}

#[test]
fn the_ranges_and_bands_are_those_of_the_sources() {
    let table: [(&str, &[&str; 3], &[&str], &[(&str, &str)]); 4] = [
        (
            "wanzhong-5",
            &["0", "100", "1"],
            &[],
            &[
                ("满意", "85"),
                ("比较满意", "75"),
                ("基本满意", "60"),
                ("不满意", "0"),
            ],
        ),
        ("daxue-50-99", &["50", "99", "1"], &["50"], &[]),
        (
            "neibu-abcd",
            &["0", "100", "0.1"],
            &[],
            &[("A", "90"), ("B", "70"), ("C", "60"), ("D", "0")],
        ),
        (
            "danglian-10",
            &["1", "10", "1"],
            &[],
            &[("满意", "10"), ("基本满意", "9"), ("不满意", "1")],
        ),
    ];
    for (id, [min, max, step], void, bands) in table {
        let scale = shipped(id).scale;
        let range = scale.range.unwrap_or_else(|| panic!("{id} has no range"));
        let read = [range.min, range.max, range.step];
        assert_eq!(read, [number(min), number(max), number(step)], "{id}");
        assert_eq!(
            range.void,
            void.iter().map(|v| number(v)).collect::<Vec<_>>(),
            "{id}"
        );
        let read: Vec<_> = scale
            .bands
            .iter()
            .map(|b| (&*b.label.zh, b.from.clone()))
            .collect();
        let bands: Vec<_> = bands.iter().map(|(l, from)| (*l, number(from))).collect();
        assert_eq!(read, bands, "{id}");
    }
}

#[test]
fn the_weights_are_those_of_the_sources() {
    let groups: [(&str, &[u32]); 4] = [
        ("xiaoneng-6", &[20, 20, 20, 20, 20]),
        ("xingping-70-30", &[50, 25, 25]),
        ("hlj-shengzhi", &[20, 10, 10, 5, 5]),
        ("daxue-50-99", &[50, 50]),
    ];
    for (id, expected) in groups {
        let read: Vec<_> = shipped(id)
            .groups
            .iter()
            .map(|g| g.weight.clone())
            .collect();
        let expected: Vec<_> = expected.iter().map(|w| Some(Ratio::whole(*w))).collect();
        assert_eq!(read, expected, "{id}");
    }
    let indicators: [(&str, &[u32]); 5] = [
        ("xiaoneng-6", &[1; 6]),
        ("hangzhou-9", &[1; 3]),
        ("wanzhong-5", &[1; 5]),
        ("zunyi-zw", &[1; 4]),
        ("xian-gongzhong-4", &[20, 20, 20, 40]),
    ];
    for (id, expected) in indicators {
        let sum = Ratio::whole(expected.iter().sum::<u32>());
        let shares = expected
            .iter()
            .filter_map(|w| Ratio::whole(*w).divided_by(&sum));
        let shares: Vec<_> = shares.collect();
        assert_eq!(shipped(id).indicators.weights(), shares, "{id}");
    }
}

#[test]
fn the_grades_are_those_of_the_sources() {
    let grading = shipped("wanzhong-5").grading.unwrap();
    let GradingRule::Thresholds(grades) = grading.rule else {
        panic!("wanzhong-5 grades by threshold")
    };
    let read: Vec<_> = grades
        .iter()
        .map(|(l, from)| (&*l.zh, from.clone()))
        .collect();
    let at = |text| Some(number(text));
    let expected = [
        ("满意", at("85")),
        ("比较满意", at("75")),
        ("基本满意", at("60")),
        ("不满意", None),
    ];
    assert_eq!(read, expected);

    let grading = shipped("ankang-3feng").grading.unwrap();
    assert_eq!(grading.within, Within::Overall);
    let GradingRule::Quota {
        grades,
        boundary_ties,
    } = grading.rule
    else {
        panic!("ankang-3feng grades by quota")
    };
    assert_eq!(boundary_ties, BoundaryTies::Include);
    let read: Vec<_> = grades
        .iter()
        .map(|(l, share)| (&*l.zh, share.clone()))
        .collect();
    let expected = [
        ("优秀", number("0.3")),
        ("良好", number("0.6")),
        ("一般", number("0.1")),
    ];
    assert_eq!(read, expected);
}

#[test]
fn rounding_trimming_publication_and_the_year_are_those_of_the_sources() {
    assert_eq!(shipped("hangzhou-9").rounding.decimals, 4);
    let daxue = shipped("daxue-50-99");
    assert_eq!(daxue.rounding.stages, [Stage::Group]);
    assert_eq!(
        (daxue.rounding.rule, daxue.rounding.decimals),
        (Rounding::HalfUp, 2)
    );
    assert_eq!(daxue.scoring.trim, Some(Trim::Share(number("0.05"))));
    let neibu = shipped("neibu-abcd").scoring.trim;
    assert_eq!(neibu, Some(Trim::Extremes { count: 1, above: 5 }));
    assert_eq!(shipped("wanzhong-5").scoring.mode, Mode::Pooled);

    use Publication::{Internal, Ranked, ScoreOnly};
    let shuangpai = shipped("shuangpai-h2");
    let publication: Vec<_> = shuangpai.categories.iter().map(|c| c.publication).collect();
    assert_eq!(
        publication,
        [Internal, Ranked, Ranked, Ranked, Ranked, ScoreOnly]
    );
    let halves = [
        ("H1".to_owned(), number("50")),
        ("H2".to_owned(), number("50")),
    ];
    assert_eq!(shuangpai.annual.weights, halves);
    let xiaoneng = shipped("xiaoneng-6");
    assert!(xiaoneng.categories.iter().all(|c| c.publication == Ranked));
    assert!(
        xiaoneng
            .rules
            .iter()
            .all(|r| r.effect == r.when.usual_effect())
    );
}

#[test]
fn the_satisfied_are_those_of_the_sources() {
    let table: [(&str, &[&str], &[&str]); 4] = [
        (
            "hangzhou-9",
            &["满意", "比较满意", "基本满意"],
            &["不太满意", "不满意"],
        ),
        ("ankang-3feng", &["满意", "基本满意"], &[]),
        (
            "haochaping-5",
            &["非常满意", "满意", "基本满意"],
            &["不满意", "非常不满意"],
        ),
        (
            "kaixian-2010",
            &["非常满意", "满意", "基本满意"],
            &["不满意"],
        ),
    ];
    for (id, satisfied, dissatisfied) in table {
        let scheme = shipped(id);
        let bins = scheme.scale.bins();
        let names = |set: &[usize]| {
            set.iter()
                .map(|bin| &*bins[*bin].label.zh)
                .collect::<Vec<_>>()
        };
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
        let lines: Vec<_> = shipped_text(id).unwrap().lines().collect();
        for question in &open {
            let row = usize::try_from(question.place.row.unwrap()).unwrap();
            assert!(
                lines[row - 1].contains("REQUIRED"),
                "{id}, line {row}: {question:?}"
            );
            let key = question.place.key.as_deref().unwrap();
            assert!(key.contains('.'), "{id}: {key}");
        }
        // Every REQUIRED in the file is one of them: none is swallowed.
        let text = shipped_text(id).unwrap();
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
    let floor = kaixian
        .cautions
        .iter()
        .find(|c| c.kind == Kind::FloorScore)
        .unwrap();
    assert_eq!(
        (floor.fact("value"), floor.fact("most")),
        (Some("50"), Some("100"))
    );
    assert_eq!(floor.place.key.as_deref(), Some("scale.levels[4]"));
}

#[test]
fn the_defaults_that_the_reference_names_are_the_ones_that_are_used() {
    let least = "id='m'\nname='n'\nindicators=[{label='a'}]\n\
        groups=[{label='g'}]\ncategories=[{label='c'}]\n";
    let scale =
        "levels=[{label='是',points=1},{label='否',points=0},{label='谁知',kind='unknown'}]";
    let sparse = format!("{least}[scale]\n{scale}\n");
    let schema = json_schema();
    let default = |form: &str, key: &str| {
        let pointer = format!("/$defs/{form}/properties/{key}/default");
        let value = schema.pointer(&pointer);
        value
            .unwrap_or_else(|| panic!("{form}.{key} has no default"))
            .to_string()
    };
    let mut full = format!(
        "language={}\n{least}[scale]\n",
        schema.pointer("/properties/language/default").unwrap()
    );
    let levels = scale.replace(
        "points",
        &format!("kind={},points", default("LevelForm", "kind")),
    );
    let _ = writeln!(full, "{levels}");
    full = full.replace(
        "label='c'",
        &format!(
            "label='c',publication={}",
            default("CategoryForm", "publication")
        ),
    );
    let parts: [(&str, &str, &[&str]); 5] = [
        ("", "ScaleForm", &["unknown", "abstain", "blank"]),
        (
            "scoring",
            "ScoringForm",
            &[
                "mode",
                "missing_group",
                "min_n_unit",
                "min_n_group",
                "normalise_weights",
            ],
        ),
        ("rounding", "RoundingForm", &["decimals", "rule"]),
        ("ranking", "RankingForm", &["tables", "compare", "ties"]),
        ("annual", "AnnualForm", &["missing"]),
    ];
    for (table, form, keys) in parts {
        if !table.is_empty() {
            let _ = writeln!(full, "[{table}]");
        }
        for key in keys {
            let _ = writeln!(full, "{key} = {}", default(form, key));
        }
    }
    let [sparse, full] = [sparse, full].map(|text| Scheme::read("m", &text).unwrap());
    // The lines of the cautions differ; nothing else may.
    let show = |mut scheme: Scheme| {
        scheme.cautions.clear();
        format!("{scheme:?}")
    };
    assert_eq!(show(sparse), show(full));

    let graded = |extra: &str| {
        let quota = "quota=[{grade='优',share=30},{grade='良',share=70}]";
        let text = format!("{least}[scale]\n{scale}\n[grading]\n{quota}\n{extra}");
        Scheme::read("m", &text).unwrap().grading
    };
    let extra = format!(
        "within = {}\nboundary_ties = {}\n",
        default("GradingForm", "within"),
        default("GradingForm", "boundary_ties")
    );
    assert_eq!(graded(""), graded(&extra));
}

// ── generated documents ──

#[test]
fn the_json_schema_in_docs_is_the_one_the_program_makes() {
    let schema = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    same_as_file("docs/scheme.schema.json", &schema);
}

#[test]
fn every_shipped_scheme_points_editors_to_the_schema() {
    for id in shipped_ids() {
        let first = shipped_text(id).unwrap().lines().next();
        assert_eq!(first, Some("#:schema ../docs/scheme.schema.json"), "{id}");
    }
}

#[test]
fn the_readme_lists_every_scheme_and_every_key_as_the_program_has_them() {
    let path = "indicators/README.md";
    let mut text = std::fs::read_to_string(root().join(path)).unwrap();
    text = with_part(&text, "schemes zh", &scheme_table(true));
    text = with_part(&text, "schemes en", &scheme_table(false));
    text = with_part(&text, "keys", &key_reference());
    same_as_file(path, &text);
}

#[test]
fn the_smallest_scheme_of_the_readme_reads() {
    let text = std::fs::read_to_string(root().join("indicators/README.md")).unwrap();
    let example = text
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let scheme = Scheme::read("README.md", example.unwrap()).unwrap();
    assert_eq!((scheme.open_questions.len(), scheme.cautions.len()), (0, 0));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a document with the file that is kept, or writes the file where blessed.
fn same_as_file(path: &str, made: &str) {
    let file = root().join(path);
    if std::env::var_os("PINGYI_BLESS").is_some() {
        std::fs::write(&file, made).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == made,
        "{path} is out of date: PINGYI_BLESS=1 cargo test --test schemes"
    );
}

/// `text` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
fn with_part(text: &str, name: &str, part: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text
        .split_once(&open)
        .unwrap_or_else(|| panic!("no {open}"));
    let (_, after) = rest
        .split_once(&close)
        .unwrap_or_else(|| panic!("no {close}"));
    format!("{before}{open}\n\n{}\n\n{close}{after}", part.trim())
}

/// The shipped schemes as a Markdown table.
fn scheme_table(chinese: bool) -> String {
    let mut table = String::from(match chinese {
        true => "| 编号 | 名称 | 依据 | 须填写（REQUIRED） | 提醒 |\n|---|---|---|---|---|\n",
        false => {
            "| id | name | follows | left open (REQUIRED) | cautions |\n|---|---|---|---|---|\n"
        }
    });
    for scheme in all() {
        let cited = scheme
            .sources
            .iter()
            .filter(|s| s.fidelity != Fidelity::Assumed);
        let cited: Vec<_> = cited
            .map(|s| {
                let fidelity = format!("{:?}", s.fidelity).to_lowercase();
                match &s.url {
                    Some(url) => format!("[{}]({url}) `{fidelity}`", s.title),
                    None => format!("{} `{fidelity}`", s.title),
                }
            })
            .collect();
        let open = counted(
            scheme
                .open_questions
                .iter()
                .filter_map(|f| f.place.key.as_deref()),
        );
        let cautions: Vec<_> = scheme
            .cautions
            .iter()
            .map(|f| format!("`{}`", f.kind.id()))
            .collect();
        let name = if chinese {
            &scheme.name.zh
        } else {
            &scheme.name.en
        };
        let cell = |parts: Vec<String>| match parts.is_empty() {
            true => "–".to_owned(),
            false => parts.join("<br>"),
        };
        let (cited, open, cautions) = (cell(cited), cell(open), cell(cautions));
        let _ = writeln!(
            table,
            "| `{}` | {name} | {cited} | {open} | {cautions} |",
            scheme.id
        );
    }
    table
}

/// Keys without their positions, with how often each occurs.
fn counted<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts: indexmap::IndexMap<String, usize> = indexmap::IndexMap::new();
    for key in keys {
        let pattern = match key.strip_prefix("weights.") {
            Some(rest) => format!("weights.{}.*", rest.split('.').next().unwrap_or("")),
            None => key.chars().filter(|c| !c.is_ascii_digit()).collect(),
        };
        *counts.entry(pattern).or_default() += 1;
    }
    let shown = counts.iter().map(|(key, n)| match n {
        1 => format!("`{key}`"),
        n => format!("`{key}` ×{n}"),
    });
    shown.collect()
}
