//! Names: none empty, none that stands for two things, none that could not be a key.

use std::collections::BTreeMap;

use crate::finding::Kind;
use crate::form::{Form, REQUIRED};
use crate::naming::fold;

/// What an id may be made of: it becomes a key, a file name and a column.
const ID_PATTERN: &str = r"[\p{L}\p{N}_-]+";

/// One entry of a list, as it names itself.
pub(super) struct Entry<'a> {
    /// Its id, where it has one beside its label.
    pub(super) id: Option<&'a String>,
    /// The key that holds its label.
    pub(super) key: &'static str,
    /// Its label.
    pub(super) label: &'a str,
    /// Its label in English.
    pub(super) label_en: Option<&'a String>,
    /// Its other spellings.
    pub(super) aliases: &'a [String],
}

impl Entry<'_> {
    /// Id, labels and aliases, as far as they are given.
    fn names(&self) -> impl Iterator<Item = &str> {
        let first = [self.id.map(String::as_str), Some(self.label)];
        let first = first.into_iter().chain([self.label_en.map(String::as_str)]);
        first.flatten().chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether the entry stands for what the office must still list.
    fn is_open(&self) -> bool {
        self.label == REQUIRED
    }
}

/// Checks the names of the entries of `list`; a label that is `REQUIRED` is an open question.
pub(super) fn check_names<'a>(
    list: &str,
    entries: impl IntoIterator<Item = Entry<'a>>,
    form: &mut Form,
) {
    let mut unique = Unique::default();
    for (index, entry) in entries.into_iter().enumerate() {
        let path = format!("{list}[{}]", index + 1);
        let label_path = format!("{path}.{}", entry.key);
        check_filled(entry.label, &label_path, entry.key, form);
        if let Some(id) = entry.id {
            check_id(id, &format!("{path}.id"), form);
        }
        if entry.is_open() {
            let finding = form.mistake(Kind::RequiredValue, &label_path);
            form.push(finding);
            continue;
        }
        for name in entry.names() {
            unique.add(form, name, index, path.clone());
        }
    }
}

/// A needed text that is there but empty is as missing as one that is not there.
pub(super) fn check_filled(text: &str, path: &str, key: &str, form: &mut Form) {
    if fold(text).is_empty() && !is_known(path, form) {
        let finding = form.mistake(Kind::MissingKey, path).with("value", key);
        form.push(finding);
    }
}

/// Whether a finding at the key has been listed already.
pub(super) fn is_known(path: &str, form: &Form) -> bool {
    let findings = form.findings().iter();
    findings.into_iter().any(|finding| finding.place.key.as_deref() == Some(path))
}

/// An id is made of letters (Chinese ones too), digits, `-` and `_`.
pub(super) fn check_id(id: &str, path: &str, form: &mut Form) {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if !id.is_empty() && id.chars().all(fits) {
        return;
    }
    let finding = form.mistake(Kind::BadChoice, path).with("value", id);
    form.push(finding.with("expected", ID_PATTERN));
}

/// Names what is listed twice in a list of choices or names.
pub(super) fn check_repeats(list: &str, names: &[String], form: &mut Form) {
    let mut unique = Unique::default();
    for (index, name) in names.iter().enumerate() {
        unique.add(form, name, index, format!("{list}[{}]", index + 1));
    }
}

/// Watches over names that must not stand for two things.
#[derive(Default)]
struct Unique {
    seen: BTreeMap<String, (usize, String)>,
}

impl Unique {
    fn add(&mut self, form: &mut Form, name: &str, entry: usize, path: String) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        match self.seen.get(&folded) {
            Some((other, first)) if *other != entry => {
                let finding = form.mistake(Kind::DuplicateName, &path);
                form.push(finding.with("value", name).with("other", first));
            }
            Some(_) => {}
            None => {
                self.seen.insert(folded, (entry, path));
            }
        }
    }
}
