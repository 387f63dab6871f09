//! Text to codes, once: each distinct text is resolved a single time.

use foldhash::fast::RandomState;
use indexmap::{Equivalent, IndexMap};

use crate::appraisal::BallotSource;
use crate::naming::fold;
use crate::scheme::{Code, Mark, RuleKind, Scale};

/// What the text of a cell is, with how it is to be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: Code,
    /// The rule that the cell breaks.
    pub(super) rule: Option<RuleKind>,
}

impl Answer {
    /// What a text on a ballot is: by declaration, or by the scale.
    pub(super) fn read(scale: &Scale, source: &BallotSource, text: &str) -> Answer {
        let plain = |code| Answer { code, rule: None };
        let declared = source.mapping.mark(scale, text);
        match declared.unwrap_or_else(|| scale.read(text)) {
            Mark::On(code) => plain(code),
            Mark::Blank => plain(Code::BLANK),
            Mark::Several => Answer { code: Code::VOID, rule: Some(RuleKind::MultipleMarks) },
            Mark::Off => Answer { code: Code::VOID, rule: Some(RuleKind::OffScale) },
        }
    }
}

/// Remembers what texts stand for.
///
/// Answers repeat a handful of texts millions of times, so the last text seen is tried first.
#[derive(Debug)]
pub(super) struct Memo<T> {
    seen: IndexMap<String, T, RandomState>,
    last: Option<usize>,
    most: usize,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo::up_to(MAX_REMEMBERED)
    }
}

/// More distinct texts than this are not remembered: they do not repeat.
const MAX_REMEMBERED: usize = 100_000;

impl<T> Memo<T> {
    /// A memory for so many distinct texts.
    pub(super) fn up_to(most: usize) -> Memo<T> {
        Memo { seen: IndexMap::default(), last: None, most }
    }
}

impl<T: Clone> Memo<T> {
    /// What `text` stands for, by `resolve` the first time.
    pub(super) fn get(&mut self, text: &str, resolve: impl FnOnce(&str) -> T) -> T {
        if let Some(index) = self.last
            && let Some((known, value)) = self.seen.get_index(index)
            && known == text
        {
            return value.clone();
        }
        if let Some((index, _, value)) = self.seen.get_full(text) {
            self.last = Some(index);
            return value.clone();
        }
        let value = resolve(text);
        if self.seen.len() < self.most {
            let (index, _) = self.seen.insert_full(text.to_owned(), value.clone());
            self.last = Some(index);
        }
        value
    }

    /// The same, but nothing for a text that is new once the memory is full.
    pub(super) fn get_within(&mut self, text: &str, resolve: impl FnOnce() -> T) -> Option<T> {
        let room = self.seen.len() < self.most || self.seen.contains_key(text);
        room.then(|| self.get(text, |_| resolve()))
    }
}

/// Numbers raters by their identifier, within one sheet or a block of it.
#[derive(Debug, Default)]
pub(super) struct Raters {
    /// Group and folded identifier; an anonymous rater has none.
    names: IndexMap<Name, u32, RandomState>,
    /// For each number, the position in `names`, or [`ANONYMOUS`].
    keys: Vec<u32>,
    /// For each number, the group.
    pub(super) groups: Vec<u16>,
    last: Option<(u16, String, u32)>,
}

/// Group and folded identifier.
pub(super) type Name = (u16, Box<str>);

const ANONYMOUS: u32 = u32::MAX;

/// A name that is only looked up.
#[derive(Hash)]
struct Wanted<'a>(u16, &'a str);

impl Equivalent<Name> for Wanted<'_> {
    fn equivalent(&self, name: &Name) -> bool {
        self.0 == name.0 && *self.1 == *name.1
    }
}

impl Raters {
    /// The number of the rater with this identifier in this group; `None` where the text holds
    /// nothing to tell raters apart by.
    pub(super) fn number(&mut self, group: u16, identifier: &str) -> Option<u32> {
        if let Some((last_group, text, number)) = &self.last
            && *last_group == group
            && text == identifier
        {
            return Some(*number);
        }
        let folded = fold_identifier(identifier);
        if folded.is_empty() {
            return None;
        }
        let number = self.named(group, &folded);
        match &mut self.last {
            Some((last_group, text, last)) => {
                identifier.clone_into(text);
                (*last_group, *last) = (group, number);
            }
            None => self.last = Some((group, identifier.to_owned(), number)),
        }
        Some(number)
    }

    /// The number of a folded identifier.
    pub(super) fn named(&mut self, group: u16, folded: &str) -> u32 {
        if let Some(number) = self.names.get(&Wanted(group, folded)) {
            return *number;
        }
        let number = self.next();
        let (index, _) = self.names.insert_full((group, folded.into()), number);
        self.keys.push(u32::try_from(index).unwrap_or(ANONYMOUS));
        self.groups.push(group);
        number
    }

    fn next(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// A new rater of whom nothing is known.
    pub(super) fn anonymous(&mut self, group: u16) -> u32 {
        let number = self.next();
        self.keys.push(ANONYMOUS);
        self.groups.push(group);
        number
    }

    /// Adds the raters of the next block, and gives for each number of theirs the one it has here.
    pub(super) fn take(&mut self, other: Raters) -> Vec<u32> {
        let Raters { names, keys, groups, .. } = other;
        let number = |(key, group): (u32, u16)| match names.get_index(key as usize) {
            Some(((_, folded), _)) => self.named(group, folded),
            None => self.anonymous(group),
        };
        keys.into_iter().zip(groups).map(number).collect()
    }

    /// Group and identifier of a number.
    pub(super) fn name(&self, number: u32) -> Option<&Name> {
        let index = *self.keys.get(number as usize)?;
        self.names.get_index(index as usize).map(|(name, _)| name)
    }
}

/// Identifiers are nearly always plain ASCII, where folding is only lower case. A number that
/// went through a spreadsheet as `17.0` is 17.
fn fold_identifier(text: &str) -> String {
    let plain =
        text.is_ascii() && !text.bytes().any(|b| b.is_ascii_whitespace() || b.is_ascii_control());
    let mut folded = if plain { text.to_ascii_lowercase() } else { fold(text) };
    if let Some((whole, zeros)) = folded.split_once('.')
        && !whole.is_empty()
        && whole.bytes().all(|b| b.is_ascii_digit())
        && !zeros.is_empty()
        && zeros.bytes().all(|b| b == b'0')
    {
        folded.truncate(whole.len());
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rater_is_one_however_a_spreadsheet_wrote_the_number() {
        let mut raters = Raters::default();
        let first = raters.number(0, "17");
        assert_eq!(raters.number(0, "17.0"), first);
        assert_eq!(raters.number(0, "１７"), first);
        assert_ne!(raters.number(0, "17.5"), first);
        assert_ne!(raters.number(1, "17"), first);
        assert_eq!(raters.number(0, "\u{feff}"), None);
    }

    #[test]
    fn a_full_memory_still_answers() {
        let mut memo = Memo::up_to(1);
        assert_eq!(memo.get("a", |_| 1), 1);
        assert_eq!(memo.get("b", |_| 2), 2);
        assert_eq!(memo.get("b", |_| 3), 3);
        assert_eq!(memo.get_within("b", || 4), None);
        assert_eq!(memo.get_within("a", || 4), Some(1));
    }
}
