//! Links between the documents lead somewhere, and the code cites sections that exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::{path, text};

const DOCUMENTS: [&str; 12] = [
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/decisions.md",
    "docs/formats.md",
    "docs/glossary.md",
    "docs/message-style.md",
    "docs/methods.md",
    "fonts/README.md",
    "indicators/README.md",
    "sample-data/README.md",
    "LICENSE-MIT",
];

#[test]
fn every_link_to_a_file_or_heading_leads_there() {
    for document in DOCUMENTS {
        let content = text(document);
        for target in links(&content).filter(|target| !target.contains("://")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let beside = Path::new(document).parent().unwrap();
            let file = if file.is_empty() { PathBuf::from(document) } else { beside.join(file) };
            let name = file.to_string_lossy();
            assert!(path(&name).exists(), "{document} links to {target}");
            if !anchor.is_empty() {
                assert!(anchors(&text(&name)).contains(anchor), "{document} links to {target}");
            }
        }
    }
}

#[test]
fn every_section_of_methods_that_the_code_cites_exists() {
    let methods = text("docs/methods.md");
    let sections: BTreeSet<&str> =
        methods.lines().filter_map(|line| line.strip_prefix("## §")?.split(' ').next()).collect();
    let mut n_cited = 0;
    for file in sources(&path("src")) {
        let source = std::fs::read_to_string(&file).unwrap();
        for citation in source.split("docs/methods.md`").skip(1) {
            let clause = citation.split([')', '.', ':']).next().unwrap_or_default();
            for cited in clause.split('§').skip(1) {
                let digits: String = cited.chars().take_while(char::is_ascii_digit).collect();
                assert!(sections.contains(digits.as_str()), "{} cites §{digits}", file.display());
                n_cited += 1;
            }
        }
    }
    assert!(n_cited >= 8, "the code cites only {n_cited} sections");
}

#[test]
fn every_test_that_methods_names_exists() {
    let methods = text("docs/methods.md");
    let names = methods.lines().filter_map(|line| line.strip_prefix("Held by: "));
    let mut n_named = 0;
    for name in names.flat_map(|line| line.split('`').skip(1).step_by(2)) {
        let (file, test) = name.split_once("::").unwrap_or_else(|| panic!("{name} names no file"));
        assert!(text(file).contains(&format!("fn {test}(")), "{name} does not exist");
        n_named += 1;
    }
    assert!(n_named >= 10, "methods.md names only {n_named} tests");
}

/// The targets of `[text](target)`, outside code blocks.
fn links(content: &str) -> impl Iterator<Item = &str> {
    let prose = content.split("```").step_by(2);
    let targets = prose.flat_map(|part| part.split("](").skip(1));
    targets.filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
}

/// The anchors of the headings, as GitHub makes them.
fn anchors(content: &str) -> BTreeSet<String> {
    let marked = content.lines().filter(|line| line.starts_with('#'));
    let headings = marked.filter_map(|line| line.trim_start_matches('#').strip_prefix(' '));
    headings
        .map(|heading| {
            let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            let plain = heading.trim().to_lowercase();
            plain.chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let entry = entry.expect("src can be read").path();
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found
}
