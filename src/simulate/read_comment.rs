//! From the keys of remarks and of a file of comments to [`Remarks`] and [`Comments`].

use super::form::{CommentsForm, PeriodForm, RemarkForm, RemarksForm};
use super::plan::{Comments, Container, Remarks};
use super::read::Reader;
use super::read_file::{choice, container};
use crate::finding::Kind;

/// What those write who have nothing to say, where the plan does not tell.
const NOTHING: &str = "无";

/// What those write who have nothing to say.
pub(super) fn nothing_said(keys: &RemarksForm) -> Vec<String> {
    match keys.nothing.as_slice() {
        [] => vec![NOTHING.to_owned()],
        given => given.to_vec(),
    }
}

impl Reader<'_> {
    /// The remarks that comments are drawn from.
    pub(super) fn remarks(&mut self, keys: &RemarksForm) -> Vec<Remarks> {
        let mut remarks = Vec::new();
        for (index, entry) in keys.about.iter().enumerate() {
            let key = format!("remarks.about[{}]", index + 1);
            let leaf = entry.indicator.as_ref();
            let leaf = leaf.and_then(|name| self.leaf(name, &format!("{key}.indicator")));
            let RemarkForm { praise, complaint, suggestion, .. } = entry;
            if praise.is_empty() && complaint.is_empty() && suggestion.is_empty() {
                self.mistake(Kind::EmptyList, &key, "");
            }
            remarks.push(Remarks {
                leaf,
                praise: praise.clone(),
                complaint: complaint.clone(),
                suggestion: suggestion.clone(),
            });
        }
        remarks
    }

    /// The file of comments of a period, and whether there is anything to write in it.
    pub(super) fn comments(&mut self, keys: &PeriodForm, key: &str) -> Option<Comments> {
        let CommentsForm { name, n, nothing, phones } = keys.comments.as_ref()?;
        let key = format!("{key}.comments");
        match container(self, name, &format!("{key}.name")) {
            Some(Container::Text) => {}
            Some(_) => choice(self, &format!("{key}.name"), name, ".csv"),
            None => {}
        }
        if phones > n {
            let finding = self.form.mistake(Kind::BadNumber, &format!("{key}.phones"));
            let finding = finding.with("value", phones.to_string());
            self.form.push(finding.with("expected", format!("0–{n}")));
        }
        if !self.has_remarks {
            self.mistake(Kind::EmptyList, "remarks.about", "");
        }
        Some(Comments { name: name.clone(), n: *n, nothing: *nothing, phones: *phones })
    }
}
