//! What a typed cell means, so that two ways of writing it are no difference.

use crate::exact::Ratio;
use crate::naming::fold;

/// What stands in a list for a cell that is blank, so that “left blank” and “not settled yet” differ.
pub(super) const BLANKS: [&str; 2] = ["(空)", "(blank)"];

/// The text by which two cells are the same: folded, and a number by its value.
///
/// `85`, `85.0` and `０８５` are one number, so that a form number keeps its meaning when a spreadsheet
/// drops the zeros before it.
pub(super) fn meaning(cell: &str) -> String {
    let folded = fold(cell);
    // What a spreadsheet is to take for text begins with an apostrophe, which no typist typed.
    let folded = folded.strip_prefix('\'').unwrap_or(&folded);
    if BLANKS.contains(&folded) {
        return String::new();
    }
    Ratio::parse(folded).map_or_else(|_| folded.to_owned(), |number| number.to_string())
}

/// Whether a cell is blank: nothing visible, or `(空)` or `(blank)`, which say so.
pub fn is_blank(cell: &str) -> bool {
    meaning(cell).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ways_to_write_one_answer_mean_the_same() {
        for (a, b) in [
            ("基本满意", "基本 满意"),
            ("８５", "85.0"),
            ("007", "7"),
            ("A（1）", "a(1)"),
            ("'=1", "=1"),
            ("（空）", ""),
            ("(blank)", " \u{3000}"),
        ] {
            assert_eq!(meaning(a), meaning(b), "{a} {b}");
        }
        for (a, b) in [("满意", "不满意"), ("8", "80"), ("-3", "3"), ("", "0")] {
            assert_ne!(meaning(a), meaning(b), "{a} {b}");
        }
    }
}
