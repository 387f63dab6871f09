//! Groups and units that no column names: from the name of the file or the sheet.

use super::layout::{Guess, Plan, Role};
use crate::appraisal::{Layout, NamedBy};
use crate::finding::{Effect, Finding, Kind};
use crate::naming::Names;

impl Guess<'_> {
    /// Takes group and unit from the name of the file or sheet, where no column names them.
    pub(super) fn name_by_file(&mut self, plan: &mut Plan) {
        let scheme = &self.appraisal.scheme;
        let wants_group = plan.group.is_none() && !plan.roles.contains_key(&Role::Group);
        if wants_group {
            plan.group = match self.mapping.group_from {
                Some(by) => self.named(by, scheme.group_names(), Kind::UnknownGroup),
                None => self.named_by_file(scheme.group_names()),
            };
        }
        let wants_unit = plan.unit.is_none()
            && !plan.roles.contains_key(&Role::Unit)
            && plan.layout != Layout::Wide;
        if wants_unit {
            plan.unit = match self.mapping.unit_from {
                Some(by) => self.named(by, self.appraisal.unit_names(), Kind::UnknownUnit),
                None => self.named_by_file(self.appraisal.unit_names()),
            };
        }
        if plan.group.is_none() && scheme.groups.len() == 1 && wants_group {
            plan.group = Some(0);
        }
    }

    /// What the sheet's name, the file's name or one of its parts stands for.
    ///
    /// Nobody asked for this, so a bare number is not taken for an id: `ballots_3.csv` is a third
    /// file, not unit 3.
    pub(super) fn named_by_file(&self, names: &Names<usize>) -> Option<usize> {
        let sheet = self.sheet.place().sheet.as_deref();
        let file = self.sheet.place().file.as_deref().map(stem);
        let is_name = |part: &str| !part.bytes().all(|b| b.is_ascii_digit());
        let named = |text| find_in(text, names, &is_name);
        sheet.and_then(named).or_else(|| named(file?))
    }

    fn named(&mut self, by: NamedBy, names: &Names<usize>, kind: Kind) -> Option<usize> {
        let place = self.sheet.place();
        let text = match by {
            NamedBy::FileName => place.file.as_deref().map(stem),
            NamedBy::SheetName => place.sheet.as_deref(),
        };
        let text = text.unwrap_or("");
        let found = find_in(text, names, &|_| true);
        if found.is_none() {
            let finding = Finding::new(kind, Effect::Stop, place.clone()).with("value", text);
            let finding = finding.with_nearest(names.nearest(text));
            let groups = self.appraisal.scheme.groups.iter();
            let known: Vec<&str> = groups.map(|group| group.label.zh.as_str()).collect();
            self.findings.push(match kind {
                Kind::UnknownGroup => finding.with("expected", known.join(" / ")),
                _ => finding,
            });
        }
        found
    }
}

/// The file's name without folders and extensions. Other dots belong to the name.
fn stem(file: &str) -> &str {
    const EXTENSIONS: [&str; 14] = [
        ".gz", ".zst", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".ett", ".parquet",
        ".pq", ".arrow", ".feather",
    ];
    let mut name = file.rsplit('/').next().unwrap_or(file);
    let ending = |name: &str| {
        let ends = |e: &&&str| {
            name.len() >= e.len()
                && name.is_char_boundary(name.len() - e.len())
                && name[name.len() - e.len()..].eq_ignore_ascii_case(e)
        };
        EXTENSIONS.iter().find(ends).map(|extension| extension.len())
    };
    while let Some(length) = ending(name) {
        name = &name[..name.len() - length];
    }
    name
}

/// What a name, or exactly one of its parts, stands for.
fn find_in(name: &str, names: &Names<usize>, is_name: &dyn Fn(&str) -> bool) -> Option<usize> {
    if let Some(found) = names.find(name).filter(|_| is_name(name)) {
        return Some(found);
    }
    let parts = name.split(['_', '-', '—', ' ', '·', '.', '(', ')', '（', '）', '【', '】']);
    let mut found: Vec<usize> =
        parts.filter(|part| is_name(part)).filter_map(|part| names.find(part)).collect();
    found.sort_unstable();
    found.dedup();
    if let [one] = found.as_slice() { Some(*one) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_inside_a_file_name_are_part_of_it() {
        assert_eq!(stem("2024H1/2024.06_企业.csv"), "2024.06_企业");
        assert_eq!(stem("企业.CSV.GZ"), "企业");
        assert_eq!(stem("企业"), "企业");
    }

    #[test]
    fn two_names_in_one_file_name_decide_nothing() {
        let mut names = Names::default();
        names.add("企业", 0);
        names.add("群众", 1);
        assert_eq!(find_in("2024_企业_1", &names, &|_| true), Some(0));
        assert_eq!(find_in("企业_群众_企业", &names, &|_| true), None);
    }
}
