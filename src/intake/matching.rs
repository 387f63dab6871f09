//! Text to codes, once: each distinct text is resolved a single time.

use indexmap::IndexMap;

use crate::naming::fold;

/// Remembers what texts stand for.
///
/// Answers repeat a handful of texts millions of times, so the last text seen is tried first.
#[derive(Debug)]
pub(super) struct Memo<T> {
    seen: IndexMap<String, T>,
    last: Option<usize>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Memo { seen: IndexMap::new(), last: None }
    }
}

/// More distinct texts than this are not remembered: they do not repeat.
const MAX_REMEMBERED: usize = 100_000;

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
        if self.seen.len() < MAX_REMEMBERED {
            let (index, _) = self.seen.insert_full(text.to_owned(), value.clone());
            self.last = Some(index);
        }
        value
    }
}

/// Numbers raters by their identifier, within one sheet.
#[derive(Debug, Default)]
pub(super) struct Raters {
    /// Group and folded identifier; an anonymous rater has none.
    names: IndexMap<(u16, String), u32>,
    /// For each number, the position in `names`, or `None` for an anonymous rater.
    pub(super) keys: Vec<Option<usize>>,
    last: Option<(u16, String, u32)>,
}

impl Raters {
    /// The number of the rater with this identifier in this group.
    pub(super) fn number(&mut self, group: u16, identifier: &str) -> u32 {
        if let Some((last_group, text, number)) = &self.last
            && *last_group == group
            && text == identifier
        {
            return *number;
        }
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let entry = self.names.entry((group, fold_identifier(identifier)));
        let index = entry.index();
        let number = *entry.or_insert(next);
        if number == next {
            self.keys.push(Some(index));
        }
        self.last = Some((group, identifier.to_owned(), number));
        number
    }

    /// A new rater of whom nothing is known.
    pub(super) fn anonymous(&mut self) -> u32 {
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.keys.push(None);
        number
    }

    /// Group and identifier of a number.
    pub(super) fn name(&self, number: u32) -> Option<&(u16, String)> {
        let index = self.keys.get(number as usize).copied().flatten()?;
        self.names.get_index(index).map(|(name, _)| name)
    }
}

/// Identifiers are nearly always plain ASCII, where folding is only lower case.
fn fold_identifier(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|b| b.is_ascii_whitespace() || b.is_ascii_control()) {
        text.to_ascii_lowercase()
    } else {
        fold(text)
    }
}
