//! Which of the five layouts a sheet has, from its headings and what stands below them.

use std::collections::BTreeMap;

use super::product::{Cell, product};
use super::question::Asked;
use super::seen::{SeenColumn, SeenSheet};
use super::words::{
    is_group_heading, is_label, is_no_answer, is_rater_heading, is_shipped_indicator, is_unit_like,
};
use crate::appraisal::Layout;
use crate::intake::{Role, is_left_unread, known_role};
use crate::naming::fold;
use crate::platform::{Asks, Exported, Tells};

/// A sheet whose layout was recognised; columns by position.
#[derive(Debug)]
pub(super) struct Recognised {
    /// How the rows are laid out.
    pub(super) layout: Layout,
    /// The column of each role.
    pub(super) roles: BTreeMap<Role, usize>,
    /// Columns of answers with what each asks (rater × unit), or levels (bundles, wide).
    pub(super) named: Vec<(usize, String)>,
    /// Columns of answers with unit and indicator (wide).
    pub(super) cells: Vec<Cell>,
    /// Columns that stay unread.
    pub(super) ignored: Vec<usize>,
    /// Whether the name of the file or sheet must say which unit it is about.
    pub(super) wants_unit: bool,
}

/// The layout of a sheet, or `None` where nothing makes it plain.
pub(super) fn recognise(sheet: &SeenSheet) -> Option<Recognised> {
    let looking = Looking {
        columns: &sheet.columns,
        asked: &sheet.asked,
        numbered: sheet.exported == Some(Exported::Numbers),
    };
    let roles = looking.roles();
    let found = looking.bundles_wide(&roles).or_else(|| {
        let answers = looking.answers(&roles);
        looking
            .long(&roles)
            .or_else(|| looking.wide(&roles, &answers))
            .or_else(|| looking.rater_unit(&roles, &answers))
            .or_else(|| looking.unit_elsewhere(&roles, answers))
    });
    found.map(|mut found| {
        looking.settle_rater(&mut found);
        found.ignored = looking.ignored(&found);
        found
    })
}

struct Looking<'a> {
    columns: &'a [SeenColumn],
    asked: &'a [Asked],
    /// Whether options are exported by their numbers.
    numbered: bool,
}

impl Looking<'_> {
    /// The column of each role, by its heading or else by what stands in it.
    fn roles(&self) -> BTreeMap<Role, usize> {
        let mut roles = BTreeMap::new();
        for (index, column) in self.columns.iter().enumerate() {
            let known = known_role(&column.heading).or_else(|| known_role(&self.asked[index].text));
            if let Some(role) = known
                && self.asked[index].asks == Asks::Answer
                && !is_shipped_indicator(&self.asked[index].text)
                && column.filled > 0
            {
                roles.entry(role).or_insert(index);
            }
        }
        let free = |roles: &BTreeMap<Role, usize>, index: usize| {
            !roles.values().any(|taken| *taken == index)
        };
        for index in 0..self.columns.len() {
            if !roles.contains_key(&Role::Group) && free(&roles, index) && self.is_group(index) {
                roles.insert(Role::Group, index);
            } else if !roles.contains_key(&Role::Unit) && free(&roles, index) && self.is_unit(index)
            {
                roles.insert(Role::Unit, index);
            }
        }
        if !roles.contains_key(&Role::Group)
            && let Some(index) = self.sole_coded()
        {
            roles.entry(Role::Group).or_insert(index);
        }
        roles
    }

    /// The only question of a coded export that is no row of a matrix and whose heading is a code, too:
    /// nothing but who the rater is goes with all the rows.
    fn sole_coded(&self) -> Option<usize> {
        let is_coded = |index: &usize| {
            let (column, asked) = (&self.columns[*index], &self.asked[*index]);
            let is_code = asked.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let few = (2..=12).contains(&column.texts.len());
            let is_answer = asked.asks == Asks::Answer && asked.stem.is_none();
            is_answer && is_code && few && column.repeats() && column.kinds().is_numbers()
        };
        let has_matrix = self.asked.iter().any(|asked| asked.stem.is_some());
        let mut coded = (0..self.columns.len()).filter(is_coded);
        coded.next().filter(|_| self.numbered && has_matrix && coded.next().is_none())
    }

    /// A column of an unknown heading in which mostly public bodies stand.
    fn is_unit(&self, index: usize) -> bool {
        let column = &self.columns[index];
        let unit_like = column.texts.iter().filter(|(text, _)| is_unit_like(text));
        let n: u64 = unit_like.map(|(_, n)| n).sum();
        column.texts.len() > 1 && 10 * n >= 7 * column.filled && column.repeats()
    }

    fn is_group(&self, index: usize) -> bool {
        let column = &self.columns[index];
        let few = (1..=40).contains(&column.texts.len());
        let kinds = column.kinds();
        let words = kinds.texts > 0 && !kinds.is_labels() && !kinds.is_numbers();
        let numbers = self.numbered && kinds.is_numbers() && self.asked[index].stem.is_none();
        few && (words || numbers)
            && is_group_heading(&self.asked[index].text)
            && !self.is_unit(index)
    }

    fn heading_is_free(&self, index: usize) -> bool {
        let heading = &self.columns[index].heading;
        let text = &self.asked[index].text;
        let answers = self.asked[index].asks == Asks::Answer;
        answers && !heading.is_empty() && !is_left_unread(heading) && !is_left_unread(text)
    }

    /// Columns that hold answers: labels of a scale, or numbers where no column holds labels.
    fn answers(&self, roles: &BTreeMap<Role, usize>) -> Vec<usize> {
        let taken = |index: &usize| roles.values().any(|taken| taken == index);
        let free: Vec<usize> = (0..self.columns.len())
            .filter(|index| !taken(index) && self.heading_is_free(*index))
            .collect();
        let labels: Vec<usize> =
            free.iter().copied().filter(|i| self.columns[*i].kinds().is_labels()).collect();
        if !labels.is_empty() {
            return labels;
        }
        let numbers = |index: &usize| {
            self.columns[*index].kinds().is_numbers() && !is_no_answer(&self.asked[*index].text)
        };
        let found: Vec<usize> = free.into_iter().filter(numbers).collect();
        // Every question is a number then: those of a matrix are what was asked.
        let is_row = |index: &usize| self.asked[*index].stem.is_some();
        match self.numbered && found.iter().any(is_row) {
            true => found.into_iter().filter(is_row).collect(),
            false => found,
        }
    }

    fn bundles_wide(&self, roles: &BTreeMap<Role, usize>) -> Option<Recognised> {
        let is_level = |index: &usize| {
            is_label(&self.columns[*index].heading) && self.columns[*index].is_counts()
        };
        let levels: Vec<usize> = (0..self.columns.len()).filter(is_level).collect();
        let roles: BTreeMap<Role, usize> = roles
            .iter()
            .filter(|(role, index)| {
                matches!(role, Role::Group | Role::Unit | Role::Indicator)
                    && !levels.contains(index)
            })
            .map(|(role, index)| (*role, *index))
            .collect();
        let named = levels.iter().map(|i| (*i, self.columns[*i].heading.clone())).collect();
        (levels.len() > 1).then(|| Recognised::new(Layout::BundlesWide, roles, named))
    }

    /// One answer in each row, alone or counted.
    fn long(&self, roles: &BTreeMap<Role, usize>) -> Option<Recognised> {
        let answer = self.columns.get(*roles.get(&Role::Answer)?)?;
        let counted = roles.get(&Role::Count).is_some_and(|i| self.columns[*i].is_counts());
        let kinds = answer.kinds();
        let answered =
            kinds.is_labels() || kinds.is_numbers() || roles.contains_key(&Role::Indicator);
        if !answered {
            return None;
        }
        let mut roles = roles.clone();
        if !counted {
            roles.remove(&Role::Count);
        }
        // 得分 beside several indicators is their sum, not an answer of its own.
        let others = self.answers(&roles).len();
        if !roles.contains_key(&Role::Indicator) && others > 0 {
            return None;
        }
        let layout = if counted { Layout::BundlesLong } else { Layout::Long };
        Some(Recognised::new(layout, roles, Vec::new()))
    }

    fn rater_unit(&self, roles: &BTreeMap<Role, usize>, answers: &[usize]) -> Option<Recognised> {
        if !roles.contains_key(&Role::Unit) || answers.is_empty() {
            return None;
        }
        let named = answers.iter().map(|i| (*i, self.asked[*i].text.clone())).collect();
        let mut roles = roles.clone();
        roles.retain(|role, _| {
            matches!(role, Role::Rater | Role::Group | Role::Unit | Role::Weight)
        });
        Some(Recognised::new(Layout::RaterUnit, roles, named))
    }

    fn wide(&self, roles: &BTreeMap<Role, usize>, answers: &[usize]) -> Option<Recognised> {
        if answers.len() < 2 {
            return None;
        }
        // A cell that nobody filled in is a cell all the same.
        let taken = |index: &usize| roles.values().any(|taken| taken == index);
        let is_empty = |index: &usize| {
            self.columns[*index].kinds().is_empty() && self.heading_is_free(*index) && !taken(index)
        };
        let columns: Vec<(usize, &Asked)> = (0..self.columns.len())
            .filter(|index| answers.contains(index) || is_empty(index))
            .map(|index| (index, &self.asked[index]))
            .collect();
        let mut cells = product(&columns)?;
        if !self.are_branches(&cells) {
            return None;
        }
        // 单位 beside such columns is where the rater works, not what is rated.
        if roles.contains_key(&Role::Unit) {
            if cells.iter().any(|cell| cell.indicator.is_none()) {
                return None;
            }
            cells.iter_mut().for_each(|cell| cell.plain = false);
        }
        let mut roles = roles.clone();
        roles.retain(|role, _| matches!(role, Role::Rater | Role::Group | Role::Weight));
        let mut found = Recognised::new(Layout::Wide, roles, Vec::new());
        found.wants_unit = false;
        found.cells = cells;
        Some(found)
    }

    /// Whether columns that ask the same belong to branches of a form, so that a rater answers one:
    /// together they have no more answers than there are rows.
    fn are_branches(&self, cells: &[Cell]) -> bool {
        let rows = self.columns.iter().map(|column| column.filled).max().unwrap_or(0);
        let mut answered: BTreeMap<(String, Option<String>), (usize, u64)> = BTreeMap::new();
        for cell in cells {
            let key = (fold(&cell.unit), cell.indicator.as_deref().map(fold));
            let (columns, n) = answered.entry(key).or_default();
            *columns += 1;
            *n += self.columns[cell.column].kinds().n_answered();
        }
        answered.values().all(|(columns, n)| *columns == 1 || *n <= rows)
    }

    /// Columns of answers that name no unit: the file or sheet must.
    fn unit_elsewhere(
        &self,
        roles: &BTreeMap<Role, usize>,
        answers: Vec<usize>,
    ) -> Option<Recognised> {
        if answers.is_empty() {
            return None;
        }
        let named = answers.into_iter().map(|i| (i, self.asked[i].text.clone())).collect();
        let mut roles = roles.clone();
        roles.retain(|role, _| matches!(role, Role::Rater | Role::Group | Role::Weight));
        Some(Recognised::new(Layout::RaterUnit, roles, named))
    }

    /// A rater's number by another heading, where one rater has several rows.
    fn settle_rater(&self, found: &mut Recognised) {
        if found.layout == Layout::Wide && !found.roles.contains_key(&Role::Rater) {
            found.roles.extend(self.person().map(|index| (Role::Rater, index)));
        }
        let many_rows = matches!(found.layout, Layout::RaterUnit | Layout::Long);
        if !many_rows || found.roles.contains_key(&Role::Rater) {
            return;
        }
        let candidate = (0..self.columns.len()).find(|index| {
            is_rater_heading(&self.asked[*index].text)
                && (self.columns[*index].repeats() || found.wants_unit)
                && !found.uses(*index)
        });
        if let Some(index) = candidate {
            found.roles.insert(Role::Rater, index);
        }
    }

    /// The column in which the platform has a code for each rater: none is blank, masked or repeated.
    fn person(&self) -> Option<usize> {
        let rows = self.columns.iter().map(|column| column.filled).max()?;
        let tells_apart = |column: &SeenColumn| {
            let masked = |text: &String| text.contains('*');
            column.filled == rows && !column.repeats() && !column.texts.keys().any(masked)
        };
        (0..self.columns.len()).find(|index| {
            self.asked[*index].asks == Asks::Note(Tells::Person)
                && tells_apart(&self.columns[*index])
        })
    }

    fn ignored(&self, found: &Recognised) -> Vec<usize> {
        let unread = |index: &usize| match self.asked[*index].asks {
            Asks::Answer => self.heading_is_free(*index),
            Asks::Beside => true,
            Asks::Note(Tells::Other | Tells::Person | Tells::Judged) => {
                !is_left_unread(&self.columns[*index].heading)
            }
            Asks::Note(_) | Asks::Total => false,
        };
        (0..self.columns.len()).filter(|index| !found.uses(*index) && unread(index)).collect()
    }
}

impl Recognised {
    fn new(
        layout: Layout,
        roles: BTreeMap<Role, usize>,
        named: Vec<(usize, String)>,
    ) -> Recognised {
        let wants_unit = !roles.contains_key(&Role::Unit);
        Recognised { layout, roles, named, cells: Vec::new(), ignored: Vec::new(), wants_unit }
    }

    fn uses(&self, index: usize) -> bool {
        self.roles.values().any(|taken| *taken == index)
            || self.named.iter().any(|(column, _)| *column == index)
            || self.cells.iter().any(|cell| cell.column == index)
    }

    /// The positions of the columns in which answers stand.
    pub(super) fn answer_columns(&self) -> Vec<usize> {
        let cells = self.cells.iter().map(|cell| cell.column);
        let named = self.named.iter().map(|(column, _)| *column);
        match self.layout {
            Layout::Wide => cells.collect(),
            Layout::RaterUnit => named.collect(),
            Layout::Long | Layout::BundlesLong => {
                self.roles.get(&Role::Answer).copied().into_iter().collect()
            }
            Layout::BundlesWide => Vec::new(),
        }
    }
}
