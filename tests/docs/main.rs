//! The documents say what the program does: every kind of finding, every key, every worked
//! example and every link in them is held against the code.

mod examples;
mod formats;
mod links;
mod planning;
mod schemas;
mod worked;

use std::path::PathBuf;

/// The file in the repository.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of a file in the repository.
fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Compares what was made with the file that is kept, or writes the file where blessed.
fn same_as_file(name: &str, made: &str) {
    if std::env::var_os("PINGYI_BLESS").is_some() {
        std::fs::write(path(name), made).expect("the file can be written");
    }
    let kept = std::fs::read_to_string(path(name)).unwrap_or_default();
    assert!(kept == made, "{name} is out of date: PINGYI_BLESS=1 cargo test --test docs");
}

/// `text` with what stands between `<!-- name -->` and `<!-- /name -->` replaced.
fn with_part(text: &str, name: &str, part: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let (before, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no {open}"));
    let (_, after) = rest.split_once(&close).unwrap_or_else(|| panic!("no {close}"));
    format!("{before}{open}\n\n{}\n\n{close}{after}", part.trim())
}

/// What stands under a heading, up to the next heading that is as high.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let level = heading.chars().take_while(|c| *c == '#').count();
    let begins = |line: &str| {
        let marks = line.chars().take_while(|c| *c == '#').count();
        (1..=level).contains(&marks) && line.chars().nth(marks) == Some(' ')
    };
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        if start.is_some() && begins(line) {
            break;
        }
        at += line.len();
        if start.is_none() && line.trim_end() == heading {
            start = Some(at);
        }
    }
    let start = start.unwrap_or_else(|| panic!("there is no heading “{heading}”"));
    &text[start..at]
}
