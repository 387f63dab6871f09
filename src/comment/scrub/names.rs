//! Names of people: those that the office lists, and those that a form asks for.

use std::collections::BTreeMap;

use super::super::plain::{Plain, Secret, Span, folded};
use super::Found;

/// Words behind which, with a colon, a name stands.
const ASKED: [&str; 9] =
    ["姓名", "联系人", "署名", "签名", "签字", "反映人", "投诉人", "举报人", "评议人"];
/// The longest name that is taken from behind such a word.
const LONGEST_ASKED: usize = 4;

/// The names that are struck out wherever they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameList {
    /// By first character, the longest first.
    names: BTreeMap<char, Vec<Vec<char>>>,
}

impl NameList {
    /// Adds a name; false where it has only one character, and would strike out ordinary words.
    pub fn add(&mut self, name: &str) -> bool {
        let name: Vec<char> = folded(name).filter(|c| !is_part(*c)).collect();
        let Some(first) = name.first().copied().filter(|_| name.len() > 1) else { return false };
        let names = self.names.entry(first).or_default();
        if !names.contains(&name) {
            names.push(name);
            names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
        true
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.values().map(Vec::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Where the longest listed name that begins here ends.
    pub(super) fn longest_at(&self, plain: &Plain, at: usize) -> Option<usize> {
        let listed = self.names.get(&plain.at(at)).into_iter().flatten();
        listed.filter_map(|name| end_of(plain, name, at)).next()
    }

    /// Finds listed names, also with blanks between their characters, and those that were asked for.
    pub(super) fn find(&self, plain: &Plain, found: &mut Found) {
        let mut at = 0;
        while at < plain.chars.len() {
            let end = self.longest_at(plain, at);
            if let Some(end) = end {
                found.add(Span { start: at, end, secret: Secret::Name });
            }
            at = end.unwrap_or(at + 1);
        }
        for word in ASKED {
            asked(plain, word, found);
        }
    }
}

fn is_part(c: char) -> bool {
    matches!(c, ' ' | '·' | '•' | '・' | '.' | '-' | '_')
}

/// Where a name that begins here ends.
fn end_of(plain: &Plain, name: &[char], at: usize) -> Option<usize> {
    let mut index = at;
    for (number, c) in name.iter().enumerate() {
        if number > 0 {
            index += (index..)
                .take(2)
                .take_while(|i| *i < plain.chars.len() && is_part(plain.at(*i)))
                .count();
        }
        if plain.at(index) != *c {
            return None;
        }
        index += 1;
    }
    // A Latin name is not found within a longer word.
    let latin = |c: char| c.is_ascii_alphabetic();
    let within = latin(name[0]) && (latin(plain.before(at)) || latin(plain.at(index)));
    (!within).then_some(index)
}

/// Names of a few Chinese characters behind a word that asks for one.
fn asked(plain: &Plain, word: &str, found: &mut Found) {
    let word: Vec<char> = word.chars().collect();
    for at in (0..plain.chars.len()).filter(|at| plain.has(&word, *at)) {
        let colon = at + word.len();
        if plain.at(colon) != ':' {
            continue;
        }
        let start = colon + 1 + usize::from(plain.at(colon + 1) == ' ');
        let is_han = |i: &usize| ('\u{4e00}'..='\u{9fff}').contains(&plain.at(*i));
        let length = (start..).take_while(is_han).take(LONGEST_ASKED + 1).count();
        if (2..=LONGEST_ASKED).contains(&length) {
            found.add(Span { start, end: start + length, secret: Secret::Name });
        }
    }
}
