//! The order of the `mod` lines in `lib.rs` is the architecture; this holds the code to it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Foreign crates and the only modules in which they may be named; `cli` stands for the program.
const DOORS: [(&str, &[&str]); 37] = [
    ("brotli_decompressor", &["sheet"]),
    ("calamine", &["sheet"]),
    ("csv", &["sheet", "elsewhere", "tally", "report", "simulate", "cli"]),
    ("encoding_rs", &["sheet", "simulate"]),
    ("flate2", &["sheet", "simulate"]),
    ("zip", &["sheet", "report"]),
    ("toml", &["form"]),
    ("glob", &["appraisal", "cli"]),
    ("strsim", &["finding", "init"]),
    ("num_bigint", &["exact"]),
    ("num_rational", &["exact"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("pulp", &["statistic"]),
    ("resvg", &["chart"]),
    ("ttf_parser", &["appraisal", "chart", "report"]),
    ("krilla", &["report"]),
    ("krilla_svg", &["report"]),
    ("fluent_bundle", &["locale"]),
    ("rust_xlsxwriter", &["report", "simulate"]),
    ("parquet", &["sheet", "columnar"]),
    ("arrow_array", &["sheet", "columnar"]),
    ("arrow_ipc", &["sheet", "columnar"]),
    ("arrow_schema", &["sheet", "columnar"]),
    ("zstd", &["sheet"]),
    ("simdutf8", &["sheet"]),
    ("foldhash", &["ballot", "intake", "tally"]),
    ("hashbrown", &["ballot", "tally"]),
    ("ndarray", &["tally"]),
    ("rand_distr", &["statistic"]),
    ("statrs", &["statistic", "simulate", "sampling"]),
    ("rand_chacha", &["statistic", "simulate", "sampling", "cli"]),
    ("clap", &["cli"]),
    ("ctrlc", &["cli"]),
    ("rustix", &["report"]),
    ("minijinja", &["report"]),
    ("indicatif", &["cli"]),
];

/// Where the disk may be touched.
const DISK: [&str; 4] = ["sheet", "appraisal", "report", "cli"];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut found = Vec::new();
    let mut tests = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap().to_path_buf();
                let text = std::fs::read_to_string(&path).unwrap();
                tests.extend(test_modules(&inside, &text));
                found.push((inside, code_of(&text)));
            }
        }
    }
    let is_test = |path: &Path| tests.iter().any(|test| path.with_extension("").starts_with(test));
    found.retain(|(path, _)| !is_test(path));
    found.sort();
    found
}

/// The modules of a file that are compiled for tests only, as paths without extension.
fn test_modules(file: &Path, text: &str) -> Vec<PathBuf> {
    let folder = match file.file_stem().unwrap().to_str() {
        Some("mod" | "lib" | "main") => file.parent().unwrap().to_path_buf(),
        _ => file.with_extension(""),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]");
    let name = |pair: &[&str]| pair[1].strip_prefix("mod ")?.strip_suffix(';').map(str::to_owned);
    pairs.filter_map(name).map(|name| folder.join(name)).collect()
}

/// The text without comments and without unit tests, which stand at the end of a file.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let line = |line: &str| match line.trim_start().starts_with("//") {
        true => String::new(),
        false => line.to_owned(),
    };
    code.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The module that a file belongs to, by the first part of its path.
fn module_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The public modules in the order of `lib.rs`.
fn order() -> BTreeMap<String, usize> {
    let lib = include_str!("../../src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    names.enumerate().map(|(at, name)| (name.trim_end_matches(';').to_owned(), at)).collect()
}

/// The modules that a text names as `crate::module`, also within `use crate::{…}`.
fn named(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or("").split(',').collect(),
            None => vec![rest],
        };
        for head in heads {
            let name: String =
                head.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(name);
        }
    }
    found
}

fn is_program(module: &str) -> bool {
    matches!(module, "cli" | "main")
}

#[test]
fn a_module_names_only_modules_above_it() {
    let order = order();
    assert!(order.len() > 15, "lib.rs is read");
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        let Some(own) = order.get(&module) else { continue };
        for other in named(&code) {
            if order.get(&other).is_some_and(|at| at > own) {
                wrong.push(format!("{} names {other}, which stands below it", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rater_is_known_below_the_tally() {
    let order = order();
    let tally = order["tally"];
    // The scale of weights is a number, not a person.
    let harmless = ["crate::ballot::WEIGHT_SCALE"];
    for (path, code) in sources() {
        let module = module_of(&path);
        // `simulate` makes raters up, `init` looks at an export before there is an appraisal, and
        // `reconcile` at papers before they are ballots: none stands on the road from ballots to
        // people who read.
        let beside = ["simulate", "init", "reconcile"].contains(&module.as_str());
        if beside || order.get(&module).is_none_or(|at| *at <= tally) {
            continue;
        }
        let code = harmless.iter().fold(code, |code, word| code.replace(word, ""));
        for people in ["ballot", "intake"] {
            assert!(!named(&code).contains(people), "{} names {people}", path.display());
        }
    }
}

#[test]
fn foreign_crates_stay_at_their_door() {
    for (path, code) in sources() {
        let module = module_of(&path);
        for (name, doors) in DOORS {
            let open =
                doors.contains(&module.as_str()) || (doors.contains(&"cli") && is_program(&module));
            let starts = |at: usize| {
                let before = code[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
            };
            let path_of = format!("{name}::");
            let used = code.match_indices(&path_of).any(|(at, _)| starts(at));
            assert!(open || !used, "{} names {name}", path.display());
        }
    }
}

#[test]
fn the_disk_the_clock_and_the_environment_are_touched_where_the_design_says() {
    let clock = ["SystemTime", "Instant::now", "std::env", "thread_rng", "rand::rng("];
    for (path, code) in sources() {
        let module = module_of(&path);
        if is_program(&module) {
            continue;
        }
        let disk = code.contains("std::fs") || code.contains("File::");
        assert!(!disk || DISK.contains(&module.as_str()), "{} touches the disk", path.display());
        for word in clock {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}
