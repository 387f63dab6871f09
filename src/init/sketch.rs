//! All sheets together: where the ballots are, and every unit, group, indicator and answer in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use indexmap::IndexMap;

use super::called::{Called, called, is_default_sheet, period_of, stem};
use super::manner::{Manner, manner};
use super::names::Counted;
use super::recognise::Recognised;
use super::scale::Answers;
use super::seen::SeenSheet;
use super::words::{Word, is_unit_like, option_number, word};
use crate::appraisal::{Layout, NamedBy};
use crate::intake::Role;
use crate::naming::fold;
use crate::period::Period;
use crate::platform::{Asks, Exported, Tells};

/// What the files show, before anything is proposed.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    /// Files that are laid out alike, in the order given.
    pub(super) blocks: Vec<Block>,
    /// The units.
    pub(super) units: Counted,
    /// The rater groups; none where nothing names any.
    pub(super) groups: Counted,
    /// The indicators; none where nothing names any.
    pub(super) indicators: Counted,
    /// The answers.
    pub(super) answers: Answers,
    /// The numbers of options, where a platform exported those.
    pub(super) numbers: Answers,
    /// The scores of options, where a platform exported those.
    pub(super) scores: Answers,
    /// Columns in which the platform judges papers, with how many it calls void.
    pub(super) judged: BTreeMap<String, u64>,
    /// The titles that the names of files have.
    pub(super) titles: BTreeSet<String>,
    /// The codes under which units stand in the files, by the unit's name.
    pub(super) unit_codes: BTreeMap<String, String>,
    /// The codes under which groups stand in the files, by the group's name.
    pub(super) group_codes: BTreeMap<String, String>,
    /// Questions of which only the number is known, such as 第4题.
    pub(super) unnamed: BTreeSet<String>,
    /// The answers of tables that were counted before, once for each row.
    pub(super) counted: Answers,
    /// Units and indicators that the headings of a wide table leave out.
    pub(super) gaps: Vec<(String, String)>,
}

/// Files that are laid out alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The period, where the names tell.
    pub(super) period: Option<Period>,
    /// How they are laid out.
    pub(super) manner: Manner,
    /// Positions of the files among those given.
    pub(super) files: Vec<usize>,
}

/// A sheet with its layout.
pub(super) type Found = (SeenSheet, Recognised);

/// What the sheets show together; `Err` with the file whose unit nothing names.
pub(super) fn sketch(
    paths: &[PathBuf],
    found: &[Found],
    n_sheets: &[usize],
    period: Option<Period>,
) -> Result<Sketch, usize> {
    let stems: Vec<String> = paths.iter().map(|path| stem(path)).collect();
    let naming = Naming::of(found, &called(&stems))?;
    let mut sketch = Sketch::default();
    for (index, (seen, recognised)) in found.iter().enumerate() {
        let mut manner = manner(seen, recognised);
        let in_file = found.iter().filter(|(other, _)| other.file == seen.file);
        let alike = in_file.clone().all(|(s, r)| manner == super::manner::manner(s, r));
        if !alike || in_file.count() < n_sheets[seen.file] {
            manner.sheet.clone_from(&seen.name);
        }
        naming.apply(index, &mut manner);
        sketch.note(seen, recognised, &naming.names[index]);
        let period = period.or_else(|| period_of(&paths[seen.file]));
        sketch.place(Block { period, manner, files: vec![seen.file] });
    }
    sketch.groups.sort_numbers();
    sketch.find_gaps(found);
    Ok(sketch)
}

impl Sketch {
    fn place(&mut self, block: Block) {
        let known = self
            .blocks
            .iter_mut()
            .find(|known| known.period == block.period && known.manner == block.manner);
        match known {
            Some(known) if known.files.contains(&block.files[0]) => {}
            Some(known) => known.files.extend(block.files),
            None => self.blocks.push(block),
        }
    }

    fn note(&mut self, seen: &SeenSheet, recognised: &Recognised, names: &SheetNames) {
        let column = |role: Role, counted: &mut Counted| {
            if let Some(index) = recognised.roles.get(&role) {
                seen.columns[*index].texts.iter().for_each(|(text, n)| counted.note(text, *n));
            }
        };
        self.note_coded(seen, recognised);
        column(Role::Indicator, &mut self.indicators);
        for cell in &recognised.cells {
            self.units.note(&cell.unit, 1);
            cell.indicator.iter().for_each(|indicator| self.indicators.note(indicator, 1));
        }
        names.unit.iter().for_each(|called| self.units.note(&called.name, 1));
        names.group.iter().for_each(|called| self.groups.note(&called.name, 1));
        if recognised.layout == Layout::RaterUnit {
            recognised.named.iter().for_each(|(_, text)| self.indicators.note(text, 1));
        }
        if recognised.layout == Layout::BundlesWide {
            let labels = recognised.named.iter().map(|(_, label)| label.clone());
            labels.for_each(|label| *self.counted.entry(label).or_default() += 1);
        }
        for (column, asked) in seen.columns.iter().zip(&seen.asked) {
            if asked.asks == Asks::Note(Tells::Judged) {
                let n = column.texts.get("无效").copied().unwrap_or(0);
                *self.judged.entry(column.heading.clone()).or_default() += n;
            }
        }
        let made_by = seen.made_by.iter();
        self.titles.extend(made_by.filter_map(|made_by| made_by.title.clone()));
        for index in recognised.answer_columns() {
            let asked = &seen.asked[index];
            self.unnamed.extend(asked.unnamed.clone());
            for (text, n) in &seen.columns[index].texts {
                if let Some(option) = asked.options.get(text) {
                    *self.answers.entry(option.clone()).or_default() += n;
                    continue;
                }
                let answers = match (recognised.layout, seen.exported) {
                    (Layout::BundlesLong, _) => &mut self.counted,
                    (_, Some(Exported::Numbers)) if option_number(text).is_some() => {
                        &mut self.numbers
                    }
                    (_, Some(Exported::Scores)) if word(text) == Word::Number => &mut self.scores,
                    _ => &mut self.answers,
                };
                *answers.entry(text.clone()).or_default() += n;
            }
        }
    }

    /// Notes units and groups, which may stand in the file as codes.
    fn note_coded(&mut self, seen: &SeenSheet, recognised: &Recognised) {
        let lists = [
            (Role::Unit, &mut self.units, &mut self.unit_codes),
            (Role::Group, &mut self.groups, &mut self.group_codes),
        ];
        for (role, names, codes) in lists {
            let Some(index) = recognised.roles.get(&role) else { continue };
            let options = &seen.asked[*index].options;
            for (text, n) in &seen.columns[*index].texts {
                match options.get(text) {
                    Some(name) => names.note(name, *n),
                    None if role == Role::Unit || word(text) != Word::Skipped => {
                        names.note(text, *n);
                    }
                    None => {}
                }
            }
            codes.extend(options.iter().map(|(code, name)| (name.clone(), code.clone())));
        }
    }

    fn find_gaps(&mut self, found: &[Found]) {
        let cells = found.iter().flat_map(|(_, recognised)| &recognised.cells);
        let there: BTreeSet<(String, Option<String>)> =
            cells.map(|cell| (fold(&cell.unit), cell.indicator.as_deref().map(fold))).collect();
        if there.is_empty() {
            return;
        }
        let indicators = self.indicators.names();
        for unit in self.units.names() {
            let folded = fold(&unit);
            for indicator in &indicators {
                if !there.contains(&(folded.clone(), Some(fold(indicator)))) {
                    self.gaps.push((unit.clone(), indicator.clone()));
                }
            }
        }
    }
}

/// Where groups and units are named that no column names.
struct Naming {
    names: Vec<SheetNames>,
}

/// What the names of a sheet and its file say.
#[derive(Debug, Clone, Default)]
struct SheetNames {
    unit: Option<Called>,
    unit_by: Option<NamedBy>,
    group: Option<Called>,
    group_by: Option<NamedBy>,
}

impl Naming {
    fn of(found: &[Found], files: &[Option<Called>]) -> Result<Naming, usize> {
        let sheet = |seen: &SeenSheet| {
            let name = seen.name.as_ref().filter(|name| !is_default_sheet(name))?;
            Some(Called { name: name.clone(), exact: true })
        };
        let mut names = vec![SheetNames::default(); found.len()];
        for ((seen, recognised), names) in found.iter().zip(&mut names) {
            if !recognised.wants_unit {
                continue;
            }
            let by_sheet = sheet(seen).filter(|called| is_unit_like(&called.name));
            let by_file = || files[seen.file].clone().filter(|called| is_unit_like(&called.name));
            names.unit_by =
                Some(if by_sheet.is_some() { NamedBy::SheetName } else { NamedBy::FileName });
            names.unit = by_sheet.or_else(by_file);
            if names.unit.is_none() {
                return Err(seen.file);
            }
        }
        let sheets: Vec<Option<Called>> = found.iter().map(|(seen, _)| sheet(seen)).collect();
        let by_file: Vec<Option<Called>> =
            found.iter().map(|(seen, _)| files[seen.file].clone()).collect();
        for (by, called) in [(NamedBy::SheetName, sheets), (NamedBy::FileName, by_file)] {
            name_groups(found, &mut names, by, &called);
        }
        Ok(Naming { names })
    }

    fn apply(&self, index: usize, manner: &mut Manner) {
        let names = &self.names[index];
        let set = |called: &Option<Called>, by: Option<NamedBy>| match called {
            Some(called) if called.exact => (None, by),
            Some(called) => (Some(called.name.clone()), None),
            None => (None, None),
        };
        (manner.unit, manner.unit_from) = set(&names.unit, names.unit_by);
        (manner.group, manner.group_from) = set(&names.group, names.group_by);
    }
}

/// Takes groups from names that differ from sheet to sheet and are no units.
fn name_groups(found: &[Found], names: &mut [SheetNames], by: NamedBy, called: &[Option<Called>]) {
    let wants: Vec<usize> = (0..found.len())
        .filter(|index| {
            let (_, recognised) = &found[*index];
            !recognised.roles.contains_key(&Role::Group)
                && names[*index].group.is_none()
                && names[*index].unit_by != Some(by)
        })
        .collect();
    let usable = |index: &usize| {
        called[*index].as_ref().is_some_and(|called| {
            let letters = called.name.chars().filter(|c| c.is_alphabetic()).count();
            letters > 1 && !is_unit_like_of(found, &called.name)
        })
    };
    let mut told: IndexMap<String, ()> = IndexMap::new();
    for index in wants.iter().filter(|index| usable(index)) {
        let name = called[*index].as_ref().map_or("", |called| called.name.as_str());
        let bare = fold(name);
        told.insert(bare.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(), ());
    }
    // Where another sheet has a column of groups, one name tells a group apart from those.
    let elsewhere = found.iter().any(|(_, r)| r.roles.contains_key(&Role::Group));
    if told.len() + usize::from(elsewhere) > 1 && wants.iter().all(usable) {
        for index in wants {
            names[index].group.clone_from(&called[index]);
            names[index].group_by = Some(by);
        }
    }
}

/// Whether a name is one of the units that the sheets name in columns or headings.
fn is_unit_like_of(found: &[Found], name: &str) -> bool {
    let folded = fold(name);
    found.iter().any(|(seen, recognised)| {
        let column = recognised.roles.get(&Role::Unit).map(|index| &seen.columns[*index]);
        let in_column = column.is_some_and(|c| c.texts.keys().any(|text| fold(text) == folded));
        in_column || recognised.cells.iter().any(|cell| fold(&cell.unit) == folded)
    })
}
