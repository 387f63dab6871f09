//! What headings stand for: a role, an indicator, a unit with an indicator, or a level.

use std::collections::BTreeMap;

use super::known::{KNOWN, PARTICULARS, TOTAL, UNREAD};
use super::layout::{Guess, Role};
use crate::appraisal::Particular;
use crate::finding::{Effect, Finding, Kind};
use crate::naming::fold;
use crate::scheme::{Code, Mark};

/// What a heading stands for beside the roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Leaf(usize),
    Cell(usize, usize),
    Level(Code),
    Nothing,
}

impl Guess<'_> {
    /// The column of each role, declared or known.
    pub(super) fn roles(&mut self) -> Option<BTreeMap<Role, usize>> {
        let columns = &self.mapping.columns;
        let declared = [
            (Role::Rater, &columns.rater),
            (Role::Group, &columns.group),
            (Role::Unit, &columns.unit),
            (Role::Indicator, &columns.indicator),
            (Role::Answer, &columns.answer),
            (Role::Weight, &columns.weight),
            (Role::Count, &columns.count),
        ];
        let folded: Vec<String> = self.sheet.headings().iter().map(|h| fold(h)).collect();
        let mut roles = BTreeMap::new();
        let mut whole = true;
        for (role, heading) in declared {
            let Some(heading) = heading else { continue };
            match folded.iter().position(|known| *known == fold(heading)) {
                Some(column) => {
                    roles.insert(role, column);
                }
                None => {
                    self.missing_column(heading);
                    whole = false;
                }
            }
        }
        for (role, names) in KNOWN {
            // What appraisal.toml says of all rows is not for a column to change.
            if roles.contains_key(&role) || self.is_said(role) {
                continue;
            }
            // A heading that is an indicator of the scheme, or is mapped or ignored, is no role.
            let known = (0..folded.len()).find(|column| {
                let text = &folded[*column];
                names.iter().any(|name| fold(name) == *text)
                    && !roles.values().any(|taken| taken == column)
                    && self.leaf(text).is_none()
                    && !self.is_mapped(*column)
                    && !self.is_ignored(text)
            });
            roles.extend(known.map(|column| (role, column)));
        }
        whole.then_some(roles)
    }

    /// The columns that tell attributes of raters, as declared.
    pub(super) fn attributes(&mut self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for heading in &self.mapping.attributes {
            let folded = fold(heading);
            let column = self.sheet.headings().iter().position(|known| fold(known) == folded);
            match column {
                Some(column) => {
                    found.insert(folded, column);
                }
                None => self.missing_column(heading),
            }
        }
        found
    }

    /// The column of the total that a platform added up, declared or by its usual name.
    pub(super) fn total(&mut self) -> Option<usize> {
        let wanted = self.mapping.columns.total.as_deref();
        let folded = fold(wanted.unwrap_or(TOTAL));
        let found = self.sheet.headings().iter().position(|heading| fold(heading) == folded);
        match (found, wanted) {
            (None, Some(heading)) => self.missing_column(heading),
            (Some(_), None) if self.leaf(&folded).is_some() || self.is_ignored(&folded) => {
                return None;
            }
            _ => {}
        }
        found
    }

    /// The column of each particular, declared or known, beside those that have a role.
    pub(super) fn particulars(
        &mut self,
        roles: &BTreeMap<Role, usize>,
    ) -> BTreeMap<Particular, usize> {
        let folded: Vec<String> = self.sheet.headings().iter().map(|h| fold(h)).collect();
        let mut found = BTreeMap::new();
        for (what, heading) in &self.mapping.columns.particulars {
            match folded.iter().position(|known| *known == fold(heading)) {
                Some(column) => {
                    found.insert(*what, column);
                }
                None => self.missing_column(heading),
            }
        }
        for (what, names) in PARTICULARS {
            if found.contains_key(&what) {
                continue;
            }
            let known = (0..folded.len()).find(|column| {
                let text = &folded[*column];
                names.iter().any(|name| fold(name) == *text)
                    && !roles.values().chain(found.values()).any(|taken| taken == column)
                    && self.leaf(text).is_none()
                    && !self.is_mapped(*column)
                    && !self.is_ignored(text)
            });
            found.extend(known.map(|column| (what, column)));
        }
        found
    }

    /// Whether `appraisal.toml` names the group or unit of all rows, or says where it is named.
    fn is_said(&self, role: Role) -> bool {
        let mapping = self.mapping;
        match role {
            Role::Group => mapping.group.is_some() || mapping.group_from.is_some(),
            Role::Unit => mapping.unit.is_some() || mapping.unit_from.is_some(),
            _ => false,
        }
    }

    fn is_mapped(&self, column: usize) -> bool {
        let heading = fold(&self.sheet.headings()[column]);
        let indicators = self.mapping.indicators.iter().map(|(heading, _)| heading);
        let cells = self.mapping.cells.iter().map(|(heading, _, _)| heading);
        indicators.chain(cells).any(|known| fold(known) == heading)
    }

    fn leaf(&self, folded: &str) -> Option<usize> {
        let indicators = &self.appraisal.scheme.indicators;
        indicators.names().find_folded(folded).filter(|leaf| *leaf < indicators.n_leaves())
    }

    /// What a heading stands for by declaration or by name.
    pub(super) fn stands(&mut self, column: usize, splits: bool) -> Stands {
        let heading = self.sheet.headings()[column].clone();
        let folded = fold(&heading);
        if folded.is_empty() || self.is_ignored(&folded) {
            return Stands::Nothing;
        }
        let same = |known: &String| fold(known) == folded;
        if let Some((_, unit, leaf)) = self.mapping.cells.iter().find(|(known, _, _)| same(known)) {
            return Stands::Cell(*unit, *leaf);
        }
        if let Some((_, leaf)) = self.mapping.indicators.iter().find(|(known, _)| same(known)) {
            return Stands::Leaf(*leaf);
        }
        if let Some(leaf) = self.leaf(&folded) {
            return Stands::Leaf(leaf);
        }
        if self.is_unread(&folded) {
            return Stands::Nothing;
        }
        if let Mark::On(code) = self.appraisal.scheme.scale.read(&heading) {
            return Stands::Level(code);
        }
        if splits { self.split(column, &folded) } else { Stands::Nothing }
    }

    /// Whether a heading is left unread on purpose, or is one of the usual ones that say nothing.
    pub(super) fn is_unread(&self, folded: &str) -> bool {
        UNREAD.contains(&folded) || self.is_ignored(folded)
    }

    fn is_ignored(&self, folded: &str) -> bool {
        self.mapping.ignore.iter().any(|name| fold(name) == folded)
    }

    /// Whether a heading is known to hold weights.
    pub(super) fn is_weight(&self, column: usize) -> bool {
        let folded = fold(&self.sheet.headings()[column]);
        let declared = self.mapping.columns.weight.as_ref();
        let known = KNOWN.iter().find(|(role, _)| *role == Role::Weight);
        let known = known.is_some_and(|(_, names)| names.iter().any(|name| fold(name) == folded));
        known || declared.is_some_and(|name| fold(name) == folded)
    }

    /// A heading of the wide layout, cut into unit and indicator wherever both are known.
    ///
    /// An indicator with an unknown unit beside it is a mistake, not an unread column.
    fn split(&mut self, column: usize, folded: &str) -> Stands {
        let units = self.appraisal.unit_names();
        if self.appraisal.scheme.indicators.n_leaves() == 1
            && let Some(unit) = units.find_folded(folded)
        {
            return Stands::Cell(unit, 0);
        }
        let mut found = Vec::new();
        let mut half = None;
        let cuts = folded.char_indices().map(|(at, _)| at).skip(1);
        for cut in cuts {
            let (left, right) = (bare(&folded[..cut]), bare(&folded[cut..]));
            for (unit, indicator) in [(left, right), (right, left)] {
                let Some(leaf) = indicator.iter().find_map(|part| self.leaf(part)) else {
                    continue;
                };
                match unit.iter().find_map(|part| units.find_folded(part)) {
                    Some(unit) if !found.contains(&(unit, leaf)) => found.push((unit, leaf)),
                    None if unit[1].chars().count() > 1 => half = Some(unit[1].to_owned()),
                    _ => {}
                }
            }
        }
        match (found.as_slice(), half) {
            ([(unit, leaf)], _) => Stands::Cell(*unit, *leaf),
            ([], Some(value)) => {
                let finding =
                    Finding::new(Kind::UnknownUnit, Effect::Stop, self.column_place(column));
                let finding = finding.with("value", &value);
                self.findings.push(finding.with_nearest(units.nearest(&value)));
                Stands::Nothing
            }
            // Two readings of one heading: nobody may choose but the office.
            ([_, _, ..], _) => {
                let place = self.column_place(column);
                let finding = Finding::new(Kind::UnmappedColumn, Effect::Stop, place);
                let heading = &self.sheet.headings()[column];
                self.findings.push(finding.with("value", heading));
                Stands::Nothing
            }
            // A question about a unit that is no indicator, such as for comments, is listed.
            ([], _) => Stands::Nothing,
        }
    }
}

/// The part without the separators that people put between a unit and an indicator; without a pair
/// of brackets around it too; and without any bracket at its ends.
///
/// A name may end in a bracket of its own, so that what is around it comes off step by step.
fn bare(part: &str) -> [&str; 3] {
    let is_separator = |c: char| !c.is_alphanumeric();
    let open = part.trim_matches(|c: char| is_separator(c) && !"()".contains(c));
    let within = open.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let within = within.filter(|text| is_balanced(text)).unwrap_or(open);
    [
        open,
        within.trim_matches(|c: char| is_separator(c) && !"()".contains(c)),
        part.trim_matches(is_separator),
    ]
}

/// Whether every bracket has its other half.
fn is_balanced(text: &str) -> bool {
    let depth = text.chars().try_fold(0_usize, |depth, c| match c {
        '(' => Some(depth + 1),
        ')' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}
