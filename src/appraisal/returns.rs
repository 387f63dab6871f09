//! What went out to each group and came back, from a table.

use super::delivery::group_list;
use super::open::Opening;
use super::{Appraisal, InputFile, IssuedReturned};
use crate::finding::{Effect, Finding, Kind};
use crate::naming::{GROUP_HEADINGS, fold};
use crate::sheet::{self, Reading, Sheet};

impl Opening<'_> {
    /// Reads a table of group, issued and returned.
    pub(super) fn returns_file(&mut self, name: &str, appraisal: &mut Appraisal) {
        let book = sheet::open(&self.folder.join(name), name, &Reading::default());
        self.inputs.push(InputFile { file: name.to_owned(), sha256: book.sha256 });
        self.further.extend(book.findings);
        let Some(sheet) = book.sheets.first() else { return };
        let column = |names: &[&str]| {
            let known = |heading: &String| names.iter().any(|name| fold(name) == fold(heading));
            sheet.headings().iter().position(known)
        };
        let Some(group) = column(&GROUP_HEADINGS) else {
            self.missing_column(sheet, "评议主体");
            return;
        };
        let issued = column(&["issued", "发出", "发放", "发出数", "发放数"]);
        let returned = column(&["returned", "收回", "回收", "收回数", "回收数"]);
        if issued.is_none() && returned.is_none() {
            self.missing_column(sheet, "发出 / 收回");
            return;
        }
        let mut further = Vec::new();
        let read = sheet.for_each(&mut |row| {
            let place = sheet.place().at_row(row.number());
            let name = row.get(group);
            let names = appraisal.scheme.group_names();
            let Some(index) = names.find(name) else {
                let finding = Finding::new(Kind::UnknownGroup, Effect::Stop, place);
                let finding = finding.with("value", name).with_nearest(names.nearest(name));
                further.push(finding.with("expected", group_list(&appraisal.scheme)));
                return;
            };
            let mut count = |column: Option<usize>| {
                let column = column?;
                let text = fold(row.get(column));
                let number = text.parse::<u64>().ok();
                if number.is_none() && !text.is_empty() {
                    let at = place.at_column(sheet.headings()[column].as_str());
                    let finding = Finding::new(Kind::BadCount, Effect::Stop, at);
                    further.push(finding.with("value", row.get(column)));
                }
                number
            };
            let read = IssuedReturned { issued: count(issued), returned: count(returned) };
            appraisal.returns[index].add(read);
        });
        self.further.extend(read.findings);
        self.further.extend(further);
    }

    pub(super) fn missing_column(&mut self, sheet: &Sheet, heading: &str) {
        let place = sheet.place().at_row(sheet.heading_row());
        let finding = Finding::new(Kind::MissingColumn, Effect::Stop, place);
        let finding = finding.with("value", heading);
        self.further.push(finding.with("expected", sheet.headings().join(" / ")));
    }
}

impl IssuedReturned {
    /// Adds what another line says of the same group.
    pub(super) fn add(&mut self, other: IssuedReturned) {
        let sum = |a: Option<u64>, b: Option<u64>| match (a, b) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
        self.issued = sum(self.issued, other.issued);
        self.returned = sum(self.returned, other.returned);
    }
}
