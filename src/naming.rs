//! Names as people type them: folded for matching, never guessed.
//!
//! *What it is.* [`fold`] brings a name to the form in which two spellings of it are equal;
//! [`Names`] finds what a name stands for and, where it stands for nothing, the nearest one.
//!
//! *What it promises.* A name matches only if its folded form is equal to a folded name or alias.
//! Originals are kept for printing.

mod headings;

pub use headings::{GROUP_HEADINGS, UNIT_HEADINGS};

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind, Place, nearest};

/// The form in which two spellings of one name are equal.
///
/// NFKC (full-width digits, letters and brackets become plain), no white space or invisible
/// characters, all brackets round, all dashes `-`, Latin letters lower-case. The apostrophe is left
/// off that keeps spreadsheets from taking a text for a formula ([`neutral`]).
pub fn fold(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return name.to_owned();
    }
    let folded: String =
        name.nfkc().filter_map(fold_character).flat_map(char::to_lowercase).collect();
    match folded.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => folded,
    }
}

fn fold_character(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() || c.is_control() => None,
        // Zero-width and bidirectional marks, and the byte order mark.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        // Variation selectors, which choose a drawing of the same character.
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => None,
        '\u{feff}' | '\u{ad}' => None,
        '[' | '{' | '〔' | '【' | '〖' | '〈' | '《' => Some('('),
        ']' | '}' | '〕' | '】' | '〗' | '〉' | '》' => Some(')'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Some('-'),
        '、' | '﹑' => Some('、'),
        '·' | '•' | '・' => Some('·'),
        c => Some(c),
    }
}

/// The text with every hidden character ([`is_hidden`]) written as its code: `<U+202E>`. A line feed
/// stays; a tab becomes a blank and a carriage return disappears.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            '\t' => out.push(' '),
            '\r' => {}
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Whether a reader cannot see a character, or it moves what follows it: controls, terminal escapes,
/// direction marks and characters without width.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
}

/// The text as a spreadsheet takes it for a text: what would start a formula gets an apostrophe.
pub fn neutral(text: &str) -> String {
    let starts_formula =
        text.chars().find(|c| *c == '\t' || *c == '\r' || !c.is_whitespace()).is_some_and(|c| {
            matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
        });
    let shown = visible(text);
    if starts_formula { format!("'{shown}") } else { shown }
}

/// The same for a cell that may hold a number, which is none the worse for a sign.
pub fn neutral_cell(text: &str) -> String {
    if Ratio::parse(text).is_ok() { text.to_owned() } else { neutral(text) }
}

/// The codes of the hidden characters in a name, such as `U+200B, U+202E`; nothing where it has none.
pub fn hidden_codes(name: &str) -> Option<String> {
    let mut codes: Vec<String> =
        name.chars().filter(|c| is_hidden(*c)).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    codes.dedup();
    (!codes.is_empty()).then(|| codes.join(", "))
}

/// The finding that a name holds what nobody sees, so that two could look alike and differ.
pub fn hidden_character(name: &str, place: Place) -> Option<Finding> {
    let codes = hidden_codes(name)?;
    // Line breaks too, for a finding is told on one line.
    let shown = visible(name).replace('\n', "<U+000A>");
    let shown: String = shown.chars().take(200).collect();
    let finding = Finding::new(Kind::HiddenCharacter, Effect::Stop, place);
    Some(finding.with("value", shown).with("detail", codes))
}

/// What a set of names stands for.
#[derive(Debug, Clone)]
pub struct Names<T> {
    by_folded: BTreeMap<String, T>,
    /// The names as written, for suggestions.
    written: BTreeMap<String, String>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Names { by_folded: BTreeMap::new(), written: BTreeMap::new() }
    }
}

impl<T: Copy + PartialEq> Names<T> {
    /// Adds a name; gives what it already stands for if that is something else.
    pub fn add(&mut self, name: &str, target: T) -> Option<T> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        match self.by_folded.get(&folded) {
            Some(&known) if known != target => Some(known),
            Some(_) => None,
            None => {
                self.written.insert(folded.clone(), name.trim().to_owned());
                self.by_folded.insert(folded, target);
                None
            }
        }
    }

    /// What `name` stands for.
    pub fn find(&self, name: &str) -> Option<T> {
        self.find_folded(&fold(name))
    }

    /// What a name that is already folded stands for.
    pub fn find_folded(&self, folded: &str) -> Option<T> {
        self.by_folded.get(folded).copied()
    }

    /// The name as written that is nearest to `name`, to be suggested.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let folded = fold(name);
        let candidates = self.by_folded.keys().map(String::as_str);
        let found = nearest(&folded, candidates)?;
        self.written.get(found).map(String::as_str)
    }

    /// The folded names in order, with what they stand for.
    pub fn iter(&self) -> impl Iterator<Item = (&str, T)> {
        self.by_folded.iter().map(|(name, target)| (name.as_str(), *target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_equal() {
        for (a, b) in [
            ("市政府办公室（机关）", "市政府办公室(机关)"),
            (" 市 教育局\u{3000}", "市教育局"),
            ("１００", "100"),
            ("Ａ００１", "a001"),
            ("【满意】", "〔满意〕"),
            ("市\u{200b}公安局\u{feff}", "市公安局"),
            ("H1—H2", "h1-h2"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("满意"), fold("不满意"));
    }

    #[test]
    fn what_would_start_a_formula_gets_an_apostrophe() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("＝cmd|' /C calc'!A0", "'＝cmd|' /C calc'!A0"),
            ("－1", "'－1"),
            ("+86", "'+86"),
            ("\t=1", "' =1"),
            ("\u{3000}=1", "'\u{3000}=1"),
            ("市教育局", "市教育局"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(neutral(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_shown_by_its_code() {
        assert_eq!(
            visible("\u{1b}[31m满意\u{202e}x\u{200b}\0"),
            "<U+001B>[31m满意<U+202E>x<U+200B><U+0000>"
        );
        assert_eq!(visible("甲\r\n乙\t丙"), "甲\n乙 丙");
    }

    #[test]
    fn a_name_that_was_made_safe_is_still_the_same_name() {
        for name in ["=1+1", "＝1+1", "-1", "@甲", "+86", "市教育局", "'甲"] {
            assert_eq!(fold(&neutral(name)), fold(name), "{name}");
        }
        assert_eq!(neutral_cell("-0.30"), "-0.30");
        assert_eq!(neutral_cell("-0.30-"), "'-0.30-");
    }

    #[test]
    fn hidden_characters_of_a_name_are_told_by_their_codes() {
        let codes = |name| hidden_codes(name);
        assert_eq!(codes("市教育局"), None);
        assert_eq!(codes("市\u{200b}\u{200b}教\u{202e}").as_deref(), Some("U+200B, U+202E"));
        let finding = hidden_character("市\n局\u{ad}", Place::default()).unwrap();
        assert_eq!(finding.fact("value"), Some("市<U+000A>局<U+00AD>"));
    }

    #[test]
    fn a_name_is_found_or_the_nearest_is_named_as_written() {
        let mut names = Names::default();
        assert_eq!(names.add("市教育局", 1), None);
        assert_eq!(names.add("市公安局", 2), None);
        assert_eq!(names.add("市 教育局", 2), Some(1));
        assert_eq!(names.find("市教育局 "), Some(1));
        assert_eq!(names.find("市教育居"), None);
        assert_eq!(names.nearest("市教育居"), Some("市教育局"));
    }
}
