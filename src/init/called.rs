//! What the names of files, folders and sheets say: the period, a group, a unit.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::words::is_unit_like;
use crate::naming::fold;
use crate::period::{Part, Period};

/// The file's name without its extensions.
pub(super) fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let lower = name.to_ascii_lowercase();
    let ends = [
        ".gz", ".zst", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".parquet", ".pq",
        ".arrow", ".feather",
    ];
    let mut length = name.len();
    while let Some(end) = ends.iter().find(|end| lower[..length].ends_with(*end)) {
        length -= end.len();
        if !name.is_char_boundary(length) {
            return name;
        }
    }
    name[..length].to_owned()
}

/// The period named by a file, or else by the folder it is in or the one above.
pub(super) fn period_of(path: &Path) -> Option<Period> {
    let folders = path.ancestors().skip(1).take(2).filter_map(Path::file_name);
    let folders = folders.map(|name| name.to_string_lossy().into_owned());
    std::iter::once(stem(path)).chain(folders).find_map(|name| period_in(&name).map(|(p, _)| p))
}

/// The one period that a text names, with the text that names it.
///
/// A day such as `2025-06-30` is when a file was made, and names no period.
fn period_in(text: &str) -> Option<(Period, String)> {
    let text: String = text.nfkc().collect();
    let mut found: Vec<(Period, String)> = Vec::new();
    let mut before: Option<char> = None;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        let begins = c.is_ascii_digit() && !before.is_some_and(|b| b.is_ascii_digit());
        before = Some(c);
        if at < skip_to || !begins {
            continue;
        }
        if let Some((period, length)) = longest(&text[at..]) {
            skip_to = at + length;
            found.push((period, text[at..skip_to].to_owned()));
        }
    }
    let part = |(period, _): &&(Period, String)| period.part() != Part::Year;
    let parts: Vec<_> = found.iter().filter(part).collect();
    match (parts.as_slice(), found.as_slice()) {
        ([one], _) => Some((*one).clone()),
        ([], [one]) => Some(one.clone()),
        _ => None,
    }
}

/// The longest period that a text begins with, and its length.
fn longest(text: &str) -> Option<(Period, usize)> {
    let ends: Vec<usize> =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(3).take(8).collect();
    let (period, end) =
        ends.into_iter().rev().find_map(|end| Some((text[..end].parse::<Period>().ok()?, end)))?;
    let rest = text[end..].trim_start_matches(['-', '.', '_', '年', ' ']);
    let goes_on = rest.starts_with(|c: char| c.is_ascii_digit());
    (period.part() != Part::Year || !goes_on).then_some((period, end))
}

/// What tells the files apart: for each the part of its name that the others do not share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    /// The name as it stands there.
    pub(super) name: String,
    /// Whether it stands there between separators, so that it can be read from the name.
    pub(super) exact: bool,
}

/// The telling part of each name; `None` where names tell nothing apart.
pub(super) fn called(stems: &[String]) -> Vec<Option<Called>> {
    let split: Vec<Vec<Called>> = stems.iter().map(|stem| tokens(stem)).collect();
    let shared = |name: &str| {
        let has = |tokens: &Vec<Called>| tokens.iter().any(|t| fold(&t.name) == fold(name));
        split.len() > 1 && split.iter().all(has)
    };
    let telling = |tokens: &Vec<Called>| {
        let left: Vec<&Called> = tokens.iter().filter(|token| !shared(&token.name)).collect();
        match left.as_slice() {
            [] => None,
            [one] => Some((*one).clone()),
            several => {
                let units: Vec<_> = several.iter().filter(|t| is_unit_like(&t.name)).collect();
                if let [unit] = units.as_slice() {
                    return Some((**unit).clone());
                }
                let names: Vec<&str> = several.iter().map(|t| t.name.as_str()).collect();
                Some(Called { name: names.join(""), exact: false })
            }
        }
    };
    split.iter().map(telling).collect()
}

/// The parts of a name between the separators at which the intake looks, without the period,
/// numbers and what every export is called.
fn tokens(stem: &str) -> Vec<Called> {
    let period = period_in(stem).map(|(_, text)| text);
    let parts = stem.split(['_', '-', '—', ' ', '·', '(', ')', '（', '）', '【', '】']);
    let mut tokens = Vec::new();
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let plain: String = part.nfkc().collect();
        let rest = match &period {
            Some(period) => plain.replacen(period.as_str(), "", 1),
            None => plain.clone(),
        };
        let named =
            ["", "年", "年度", "H1", "H2", "上半年", "下半年", "按序号", "按文本", "按分数"];
        let is_part = rest.parse::<Period>().is_ok() || named.contains(&rest.as_str());
        if !is_part && !rest.chars().all(|c| c.is_numeric() || c.is_ascii_punctuation()) {
            tokens.push(Called { exact: rest == plain, name: rest });
        }
    }
    tokens
}

/// Whether the name of a sheet is the one that a spreadsheet gives of itself.
pub(super) fn is_default_sheet(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    ["sheet", "工作表", "表", "数据", "data"].contains(&bare) || bare.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_found_in_the_names_of_files_and_folders() {
        for (path, shown) in [
            ("评议/2025H1.csv", Some("2025H1")),
            ("评议/2025年上半年领导.xlsx", Some("2025H1")),
            ("评议/289538440_按序号_2025上半年万人评议_5_5.xlsx", Some("2025H1")),
            ("2024年第三季度/领导.csv", Some("2024Q3")),
            ("２０２５年下半年/领导.csv", Some("2025H2")),
            ("2024/领导.csv", Some("2024")),
            ("导出2025-06-30.csv", None),
            ("导出20250630.csv", None),
            ("2024H2和2025H1.csv", None),
            ("领导.csv", None),
        ] {
            let found = period_of(Path::new(path)).map(|period| period.to_string());
            assert_eq!(found.as_deref(), shown, "{path}");
        }
    }

    #[test]
    fn the_part_that_tells_files_apart_is_their_name() {
        let names = |stems: &[&str]| -> Vec<Option<(String, bool)>> {
            let stems: Vec<String> = stems.iter().map(|s| (*s).to_owned()).collect();
            called(&stems).into_iter().map(|c| c.map(|c| (c.name, c.exact))).collect()
        };
        let some = |name: &str, exact| Some((name.to_owned(), exact));
        assert_eq!(
            names(&["2025H1_领导_评议票", "2025H1_群众_评议票"]),
            [some("领导", true), some("群众", true)]
        );
        assert_eq!(
            names(&["2025H1领导", "2025H1群众"]),
            [some("领导", false), some("群众", false)]
        );
        assert_eq!(names(&["2024H2", "2025H1"]), [None, None]);
        assert_eq!(names(&["评议票1", "评议票2"]).len(), 2);
    }
}
