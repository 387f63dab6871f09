//! Words on their way into an SVG: what is dropped, what is drawn differently, what is escaped.

use std::fmt::{Display, Write as _};

/// The text with the characters that mean something in XML written out.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                _ => out.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The text without what cannot be seen: control characters would make the SVG ill-formed, and marks
/// of direction could turn a name around. White space becomes a plain space.
pub(crate) fn visible(text: &str) -> String {
    let dropped = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
            || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
    };
    let spaced = text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c });
    spaced.filter(|c| !dropped(*c)).collect()
}

/// The text as it is drawn. In a Chinese face curly quotes are as wide as a hanzi, which tears English
/// words apart; where no hanzi is near, straight ones are drawn instead.
pub(super) fn typeset(text: &str) -> String {
    let text = visible(text);
    let latin = !text.chars().any(is_wide);
    let mut before = ' ';
    let straight = text.chars().map(|c| {
        let in_word = before.is_ascii_alphanumeric();
        before = c;
        match c {
            '’' | '‘' if latin || in_word => '\'',
            '“' | '”' if latin => '"',
            _ => c,
        }
    });
    straight.collect()
}

/// Hanzi, Chinese punctuation and full-width forms.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
        || matches!(c, '\u{20000}'..='\u{3FFFF}')
}

/// An XML id that differs whenever the name does: other characters are written as their number.
pub(super) fn identifier(name: &str) -> String {
    let mut id = String::from("chart-");
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            id.push(c);
        } else {
            id.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn text_is_escaped_and_loses_what_cannot_be_seen() {
        assert_eq!(visible("甲\u{0}乙\u{202e}丙\n丁\u{2068}"), "甲乙丙 丁");
        assert_eq!(Escaped("<a & \"b\">").to_string(), "&lt;a &amp; &quot;b&quot;&gt;");
    }

    #[test]
    fn an_apostrophe_in_an_english_word_is_narrow_and_a_chinese_quote_stays() {
        assert_eq!(typeset("Persons’ “A” Bureau’s"), "Persons' \"A\" Bureau's");
        assert_eq!(typeset("“放管服”改革"), "“放管服”改革");
    }

    #[test]
    fn different_names_have_different_ids() {
        let ids: BTreeSet<String> = ["排名", "趋势", "a b", "a_b", "a-b", "a_20_b", ""]
            .iter()
            .map(|n| identifier(n))
            .collect();
        assert_eq!(ids.len(), 7);
        assert!(
            ids.iter()
                .all(|id| { id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)) })
        );
    }
}
