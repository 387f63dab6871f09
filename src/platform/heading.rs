//! Headings as platforms write them: a question number, a stem, the row of a matrix.

use unicode_normalization::UnicodeNormalization;

use super::question::{Question, Tells};
use crate::naming::fold;

/// A heading with the number in front of it taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    /// The number.
    pub(super) number: u32,
    /// What stands between number and text.
    pub(super) mark: char,
    /// What follows; not empty.
    pub(super) text: &'a str,
}

/// The number in front of a heading (`4、`, `4.`, `4：`, `Q4.`); a year or a count is none.
pub(super) fn numbered(heading: &str) -> Option<Numbered<'_>> {
    let heading = heading.trim();
    let bare = heading.strip_prefix(['Q', 'q']).unwrap_or(heading);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = bare[..digits].parse().ok()?;
    let mark = bare[digits..].chars().next()?;
    let text = bare[digits + mark.len_utf8()..].trim();
    let separates = ['、', '.', '．', ':', '：', ')', '）', '_'].contains(&mark);
    // 3.5 is a number with decimals.
    let decimal = matches!(mark, '.' | '．') && text.starts_with(|c: char| c.is_ascii_digit());
    (separates && !decimal && !text.is_empty()).then_some(Numbered { number, mark, text })
}

/// `第4题(行名)`: the number and what stands in the brackets.
pub(super) fn bracketed(heading: &str) -> Option<(u32, String)> {
    let folded: String = heading.trim().nfkc().collect();
    let (number, rest) = folded.strip_prefix('第')?.split_once('题')?;
    let inner = rest.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    let number = number.trim().parse().ok()?;
    (!inner.is_empty()).then(|| (number, inner.to_owned()))
}

/// The columns of a platform's own, by their headings, with what they tell.
pub(super) fn note(heading: &str, names: &[(&str, Tells)]) -> Option<Question> {
    let folded = fold(heading);
    let found = names.iter().find(|(name, _)| fold(name) == folded);
    found.map(|(_, tells)| Question::note(heading, *tells))
}

/// Those of the headings that are among the names, as written.
pub(super) fn met(headings: &[String], names: &[&str]) -> Vec<String> {
    let names: Vec<String> = names.iter().map(|name| fold(name)).collect();
    headings.iter().filter(|heading| names.contains(&fold(heading))).cloned().collect()
}

/// Takes matrices apart whose every heading has the stem before a separator: neighbours that agree
/// up to one are rows of one stem. `separators` are tried from the last in the heading back.
pub(super) fn by_shared_stem(questions: &mut [Question], separators: &[&str]) {
    let mut start = 0;
    while start < questions.len() {
        let (length, stem, separator) = longest_run(&questions[start..], separators);
        for question in &mut questions[start..start + length] {
            let cut = (stem.len() + separator.len()).min(question.text.len());
            let row = question.text[cut..].trim();
            let row = row.trim_end_matches([')', '）', ']', '】']);
            let row =
                if "([（【".contains(separator) { row } else { question.text[cut..].trim() };
            (question.stem, question.text) = (Some(stem.trim().to_owned()), row.to_owned());
        }
        start += length.max(1);
    }
}

/// How many columns from the first on share a stem before one of the separators, the longest such
/// stem, and the separator; 0 where not even two do.
fn longest_run<'s>(questions: &[Question], separators: &[&'s str]) -> (usize, String, &'s str) {
    let Some(first) = questions.first().filter(|first| is_plain(first)) else {
        return (0, String::new(), "");
    };
    let mut best = (0, String::new(), "");
    for separator in separators {
        for (at, _) in first.text.match_indices(separator) {
            let (stem, cut) = (&first.text[..at], at + separator.len());
            let shares = |question: &&Question| {
                is_plain(question)
                    && question.number == first.number
                    && question.text.starts_with(&first.text[..cut])
                    && !question.text[cut..].trim().is_empty()
            };
            let length = questions.iter().take_while(shares).count();
            let longer = (length, stem.len()) > (best.0, best.1.len());
            if length > 1 && !stem.trim().is_empty() && longer {
                best = (length, stem.to_owned(), *separator);
            }
        }
    }
    best
}

fn is_plain(question: &Question) -> bool {
    question.stem.is_none() && question.asks == super::Asks::Answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_before_a_mark_is_that_of_the_question_and_a_year_is_not() {
        let number = |heading| numbered(heading).map(|n| (n.number, n.text));
        assert_eq!(number("4、业务工作"), Some((4, "业务工作")));
        assert_eq!(number("12．业务工作"), Some((12, "业务工作")));
        assert_eq!(number("Q3. 业务工作"), Some((3, "业务工作")));
        for none in ["2025年工作", "3.5", "业务工作", "4、", "1e3"] {
            assert_eq!(number(none), None, "{none}");
        }
        assert_eq!(bracketed("第4题（业务工作(含窗口)）"), Some((4, "业务工作(含窗口)".into())));
        assert_eq!(bracketed("第四题(业务工作)"), None);
    }

    #[test]
    fn neighbours_that_agree_up_to_a_separator_are_rows_of_one_stem() {
        let headings = ["甲_局:业务", "甲_局:廉政", "乙局:业务", "乙局:廉政", "意见:建议"];
        let mut questions: Vec<Question> = headings.iter().map(|h| Question::plain(h)).collect();
        by_shared_stem(&mut questions, &[":", "_"]);
        let got: Vec<_> = questions.iter().map(|q| (q.stem.as_deref(), q.text.as_str())).collect();
        assert_eq!(
            got,
            [
                (Some("甲_局"), "业务"),
                (Some("甲_局"), "廉政"),
                (Some("乙局"), "业务"),
                (Some("乙局"), "廉政"),
                (None, "意见:建议"),
            ]
        );
    }
}
