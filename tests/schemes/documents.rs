//! The documents about schemes are made from the program, or held against it.
//!
//! `PINGYI_BLESS=1 cargo test --test schemes` writes the generated ones anew.

use std::fmt::Write;
use std::path::PathBuf;

use pingyi::scheme::{Fidelity, Scheme, json_schema, key_reference, shipped_ids};

use crate::{all, text};

#[test]
fn the_defaults_that_the_reference_names_are_the_ones_that_are_used() {
    let schema = json_schema();
    let default = |form: &str, key: &str| {
        let pointer = format!("/$defs/{form}/properties/{key}/default");
        let value = schema.pointer(&pointer);
        let value = value.unwrap_or_else(|| panic!("{form}.{key} has no default"));
        format!("{key} = {value}")
    };
    let parts = [
        ("scoring", "ScoringForm", vec!["mode", "missing_group", "min_n_unit", "min_n_group"]),
        ("rounding", "RoundingForm", vec!["decimals", "rule"]),
        ("ranking", "RankingForm", vec!["tables", "compare", "ties"]),
        ("annual", "AnnualForm", vec!["missing"]),
        ("grading", "GradingForm", vec!["within", "boundary_ties"]),
        ("scale", "ScaleForm", vec!["unknown", "abstain", "blank"]),
    ];
    let mut full = String::new();
    for (table, form, keys) in parts {
        let lines: Vec<_> = keys.iter().map(|key| default(form, key)).collect();
        let _ = write!(full, "[{table}]\n{}\n", lines.join("\n"));
        if table == "grading" {
            full += "quota = [{ grade = '优', share = 30 }, { grade = '良', share = 70 }]\n";
        }
    }
    let level = default("LevelForm", "kind");
    let _ = writeln!(full, "levels = [{{ label = '是', points = 1, {level} }}]");
    let _ = writeln!(full, "range = {{ min = 2, max = 9, {} }}", default("RangeForm", "step"));
    let _ = writeln!(full, "[[categories]]\nlabel='c'\n{}", default("CategoryForm", "publication"));
    let sparse = "[grading]\nquota=[{grade='优',share=30},{grade='良',share=70}]\n\
        [scale]\nlevels=[{label='是',points=1}]\nrange={min=2,max=9}\n[[categories]]\nlabel='c'\n";
    let read = |rest: &str| {
        let text =
            format!("id='m'\nname='n'\nindicators=[{{label='a'}}]\ngroups=[{{label='g'}}]\n{rest}");
        let mut scheme = Scheme::read("m", &text).unwrap();
        // The lines of the cautions differ; nothing else may.
        scheme.cautions.clear();
        format!("{scheme:?}")
    };
    assert_eq!(read(sparse), read(&full));
}

#[test]
fn the_json_schema_in_docs_is_the_one_the_program_makes() {
    let schema = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    same_as_file("docs/scheme.schema.json", &schema);
}

#[test]
fn every_shipped_scheme_points_editors_to_the_schema() {
    for id in shipped_ids() {
        let first = text(id).lines().next();
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
    let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
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
        std::fs::write(&file, made).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "{path} is out of date: PINGYI_BLESS=1 cargo test --test schemes");
}

/// `text` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
fn with_part(text: &str, name: &str, part: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no {close}"));
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
        let cited = scheme.sources.iter().filter(|s| s.fidelity != Fidelity::Assumed);
        let cited: Vec<_> = cited
            .map(|s| {
                let fidelity = format!("{:?}", s.fidelity).to_lowercase();
                match &s.url {
                    Some(url) => format!("[{}]({url}) `{fidelity}`", s.title),
                    None => format!("{} `{fidelity}`", s.title),
                }
            })
            .collect();
        let open = counted(scheme.open_questions.iter().filter_map(|f| f.place.key.as_deref()));
        let cautions: Vec<_> =
            scheme.cautions.iter().map(|f| format!("`{}`", f.kind.id())).collect();
        let name = if chinese { &scheme.name.zh } else { &scheme.name.en };
        let cell = |parts: Vec<String>| match parts.is_empty() {
            true => "–".to_owned(),
            false => parts.join("<br>"),
        };
        let (cited, open, cautions) = (cell(cited), cell(open), cell(cautions));
        let _ = writeln!(table, "| `{}` | {name} | {cited} | {open} | {cautions} |", scheme.id);
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
