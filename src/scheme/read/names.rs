//! Names that must not stand for two things.

use std::collections::BTreeMap;

use crate::finding::Kind;
use crate::form::Form;
use crate::naming::fold;

/// Watches over names that must not stand for two things.
#[derive(Default)]
pub(super) struct Unique {
    seen: BTreeMap<String, (usize, String)>,
}

impl Unique {
    pub(super) fn add(&mut self, form: &mut Form, name: &str, entry: usize, path: String) {
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
