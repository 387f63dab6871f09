//! Which column is what: declared in `appraisal.toml`, or plain from the headings.

use std::collections::BTreeMap;

use super::headings::Stands;
use crate::appraisal::{Appraisal, Layout, Mapping, NamedBy, Particular};
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::naming::fold;
use crate::platform::Exported;
use crate::scheme::Code;
use crate::sheet::{Sheet, column_letter};

/// What one column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who answered.
    Rater,
    /// The rater group.
    Group,
    /// The unit.
    Unit,
    /// The indicator.
    Indicator,
    /// The answer, or the level of a bundle.
    Answer,
    /// The weight of the ballot.
    Weight,
    /// How many answers a bundle holds.
    Count,
}

/// How the columns of one sheet are read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How the rows are laid out.
    pub layout: Layout,
    /// The column of each role.
    pub roles: BTreeMap<Role, usize>,
    /// The column of each particular of rater and paper; none for bundles.
    pub particulars: BTreeMap<Particular, usize>,
    /// Whether several columns may stand for one unit and indicator, of which each rater answers one.
    pub branches: bool,
    /// The column of the total that a platform added up, where it can be checked.
    pub total: Option<usize>,
    /// The group of all rows.
    pub group: Option<usize>,
    /// The unit of all rows.
    pub unit: Option<usize>,
    /// Wide: column, unit and leaf, in the order of the units. Rater × unit: column and leaf
    /// (unit unused). Wide bundles: see `levels`.
    pub cells: Vec<(usize, usize, usize)>,
    /// Wide bundles: column and level.
    pub levels: Vec<(usize, Code)>,
    /// The column of each attribute of raters, by its folded heading.
    pub attributes: BTreeMap<String, usize>,
    /// Columns that were not used, by heading.
    pub unmapped: Vec<usize>,
}

/// The plan of a sheet, or what stands in its way. Flags may come with a plan.
pub fn guess(
    appraisal: &Appraisal,
    sheet: &Sheet,
    mapping: &Mapping,
) -> (Option<Plan>, Vec<Finding>) {
    let mut guess = Guess { appraisal, sheet, mapping, findings: Vec::new() };
    let plan = guess.plan();
    (plan, guess.findings)
}

/// A plan in the making.
pub(super) struct Guess<'a> {
    pub(super) appraisal: &'a Appraisal,
    pub(super) sheet: &'a Sheet,
    pub(super) mapping: &'a Mapping,
    pub(super) findings: Vec<Finding>,
}

impl Guess<'_> {
    fn plan(&mut self) -> Option<Plan> {
        let roles = self.roles()?;
        let particulars = self.particulars(&roles);
        let attributes = self.attributes();
        let total = self.total();
        let taken = roles.values().chain(particulars.values()).chain(attributes.values());
        let taken: Vec<usize> = taken.copied().chain(total).collect();
        let stands: Vec<Stands> = (0..self.sheet.headings().len())
            .map(|column| match taken.contains(&column) {
                true => Stands::Nothing,
                false => self.stands(column, self.splits_headings(&roles)),
            })
            .collect();
        let layout = match self.mapping.layout {
            Some(layout) => layout,
            None => self.layout(&roles, &stands)?,
        };
        let mut plan = self.assemble(layout, roles, (particulars, attributes), &stands)?;
        plan.unmapped.retain(|column| Some(*column) != total);
        let scores = self.mapping.exported == Some(Exported::Scores);
        plan.total = total.filter(|_| scores);
        self.note_unmapped(&plan);
        let whole = self.findings.iter().all(|finding| finding.effect != Effect::Stop);
        whole.then_some(plan)
    }

    /// Whether headings may name a unit and an indicator: not where a column names the unit.
    fn splits_headings(&self, roles: &BTreeMap<Role, usize>) -> bool {
        match self.mapping.layout {
            Some(layout) => layout == Layout::Wide,
            None => !roles.contains_key(&Role::Unit),
        }
    }

    fn place(&self) -> Place {
        self.sheet.place().at_row(self.sheet.heading_row())
    }

    pub(super) fn column_place(&self, column: usize) -> Place {
        let heading = &self.sheet.headings()[column];
        let name = if heading.is_empty() { column_letter(column) } else { heading.clone() };
        self.place().at_column(name)
    }

    fn layout(&mut self, roles: &BTreeMap<Role, usize>, stands: &[Stands]) -> Option<Layout> {
        let has = |role| roles.contains_key(&role);
        let any = |test: fn(&Stands) -> bool| stands.iter().any(test);
        let one_leaf = self.appraisal.scheme.indicators.n_leaves() == 1;
        let named = |by: Option<usize>, from: Option<NamedBy>| by.is_some() || from.is_some();
        let unit = has(Role::Unit) || named(self.mapping.unit, self.mapping.unit_from);
        let unit = unit || self.named_by_file(self.appraisal.unit_names()).is_some();
        let indicator = has(Role::Indicator) || one_leaf;
        if has(Role::Answer) && has(Role::Count) && indicator {
            Some(Layout::BundlesLong)
        } else if any(|s| matches!(s, Stands::Level(_))) && unit && indicator {
            Some(Layout::BundlesWide)
        } else if has(Role::Indicator) && has(Role::Answer) && unit {
            Some(Layout::Long)
        } else if any(|s| matches!(s, Stands::Leaf(_))) && unit {
            Some(Layout::RaterUnit)
        } else if any(|s| matches!(s, Stands::Cell(_, _))) {
            Some(Layout::Wide)
        } else if has(Role::Answer) && one_leaf && unit {
            Some(Layout::Long)
        } else {
            let stopped = self.findings.iter().any(|finding| finding.effect == Effect::Stop);
            if !stopped {
                let finding = Finding::new(Kind::UnknownLayout, Effect::Stop, self.place());
                let shown = self.sheet.headings().iter().take(12).cloned().collect::<Vec<_>>();
                self.findings.push(finding.with("value", shown.join(" / ")));
            }
            None
        }
    }

    fn assemble(
        &mut self,
        layout: Layout,
        mut roles: BTreeMap<Role, usize>,
        (mut particulars, attributes): (BTreeMap<Particular, usize>, BTreeMap<String, usize>),
        stands: &[Stands],
    ) -> Option<Plan> {
        roles.retain(|role, _| uses(layout, *role));
        if matches!(layout, Layout::BundlesLong | Layout::BundlesWide) {
            particulars.clear();
        }
        let mut plan = Plan {
            layout,
            branches: self.mapping.branches,
            total: None,
            group: self.mapping.group,
            unit: self.mapping.unit,
            cells: Vec::new(),
            levels: Vec::new(),
            particulars,
            attributes,
            unmapped: Vec::new(),
            roles,
        };
        for (column, stands) in stands.iter().enumerate() {
            match (layout, stands) {
                (Layout::Wide, Stands::Cell(unit, leaf)) => {
                    plan.cells.push((column, *unit, *leaf));
                }
                (Layout::RaterUnit, Stands::Leaf(leaf)) => plan.cells.push((column, 0, *leaf)),
                (Layout::BundlesWide, Stands::Level(code)) => plan.levels.push((column, *code)),
                _ if plan.roles.values().any(|taken| *taken == column) => {}
                _ if plan.particulars.values().any(|taken| *taken == column) => {}
                _ if plan.attributes.values().any(|taken| *taken == column) => {}
                _ => plan.unmapped.push(column),
            }
        }
        if layout == Layout::Wide {
            plan.cells.sort_by_key(|(column, unit, _)| (*unit, *column));
        }
        self.check_repeated(&plan);
        self.check_complete(&plan);
        self.name_by_file(&mut plan);
        self.check_roles(&plan);
        Some(plan)
    }

    /// Two columns for one unit and indicator, or one level, would count twice.
    fn check_repeated(&mut self, plan: &Plan) {
        let cells = plan.cells.iter().map(|(column, unit, leaf)| (*column, (*unit, *leaf)));
        let cells = cells.filter(|_| !self.mapping.branches);
        let levels =
            plan.levels.iter().map(|(column, code)| (*column, (usize::MAX, usize::from(code.0))));
        let mut seen: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (column, key) in cells.chain(levels) {
            // Two headings that are the same letter by letter were told with the sheet.
            if let Some(first) = seen.insert(key, column)
                && self.sheet.headings()[first] != self.sheet.headings()[column]
            {
                let place = self.column_place(column);
                let finding = Finding::new(Kind::DuplicateHeading, Effect::Stop, place);
                let finding = finding.with("value", &self.sheet.headings()[column]);
                self.findings.push(finding.with("other", column_letter(first)));
            }
        }
    }

    fn check_roles(&mut self, plan: &Plan) {
        let has = |role: Role| plan.roles.contains_key(&role);
        let one_leaf = self.appraisal.scheme.indicators.n_leaves() == 1;
        let bundles = matches!(plan.layout, Layout::BundlesLong | Layout::BundlesWide);
        let long = matches!(plan.layout, Layout::Long | Layout::BundlesLong | Layout::BundlesWide);
        let answer = matches!(plan.layout, Layout::Long | Layout::BundlesLong);
        let unit = plan.layout != Layout::Wide && plan.unit.is_none();
        let needed = [
            (!has(Role::Group) && plan.group.is_none(), "评议主体"),
            (!has(Role::Unit) && unit, "单位"),
            (!has(Role::Indicator) && long && !one_leaf, "指标"),
            (!has(Role::Answer) && answer, "作答"),
            (!has(Role::Count) && plan.layout == Layout::BundlesLong, "票数"),
            (plan.cells.is_empty() && !long, "指标"),
            (plan.levels.is_empty() && plan.layout == Layout::BundlesWide, "档次"),
            // Without it every row is a ballot of its own, and no ballot has a mean.
            (!has(Role::Rater) && self.parts_ballots(plan.layout), "评议人"),
        ];
        for (_, heading) in needed.into_iter().filter(|(missing, _)| *missing) {
            self.missing_column(heading);
        }
        if bundles && self.appraisal.scheme.counts_ballots() && !one_leaf {
            let place = self.sheet.place().clone();
            self.findings.push(Finding::new(Kind::BundleNeedsPooled, Effect::Stop, place));
        }
        if let (Some(column), true) =
            (plan.roles.get(&Role::Weight), self.appraisal.scheme.scoring.trim.is_some())
            && !bundles
        {
            let place = self.column_place(*column);
            self.findings.push(Finding::new(Kind::WeightWithTrim, Effect::Stop, place));
        }
    }

    /// Whether the answers of one ballot lie on several rows.
    fn parts_ballots(&self, layout: Layout) -> bool {
        let scheme = &self.appraisal.scheme;
        layout == Layout::Long && scheme.counts_ballots() && scheme.indicators.n_leaves() > 1
    }

    /// Lists indicators that nobody was asked, be it by design or for a misspelt heading.
    fn check_complete(&mut self, plan: &Plan) {
        if !matches!(plan.layout, Layout::Wide | Layout::RaterUnit) {
            return;
        }
        let leaves = self.appraisal.scheme.indicators.leaves();
        for cells in plan.cells.chunk_by(|a, b| a.1 == b.1) {
            let asked = |leaf: usize| cells.iter().any(|cell| cell.2 == leaf);
            for (_, leaf) in leaves.iter().enumerate().filter(|(leaf, _)| !asked(*leaf)) {
                let wide = plan.layout == Layout::Wide;
                let unit = wide.then(|| self.appraisal.units[cells[0].1].name.zh.as_str());
                let heading =
                    unit.map_or(leaf.label.zh.clone(), |u| format!("{u}-{}", leaf.label.zh));
                let finding = Finding::new(Kind::MissingColumn, Effect::Flag, self.place());
                let finding = finding.with("detail", "indicator");
                let unused = plan.unmapped.iter().map(|column| &self.sheet.headings()[*column]);
                let near = nearest(&heading, unused.map(String::as_str));
                let finding = finding.with("value", &heading).with_nearest(near);
                self.findings.push(finding.with("expected", self.shown_headings()));
            }
        }
    }

    /// The headings as a message lists them: a wide sheet has hundreds.
    fn shown_headings(&self) -> String {
        let shown: Vec<&str> = self.sheet.headings().iter().take(12).map(String::as_str).collect();
        shown.join(" / ")
    }

    pub(super) fn missing_column(&mut self, heading: &str) {
        let headings = self.sheet.headings().iter().map(String::as_str);
        let near = nearest(heading, headings);
        let finding = Finding::new(Kind::MissingColumn, Effect::Stop, self.place());
        let finding = finding.with("value", heading).with_nearest(near);
        self.findings.push(finding.with("expected", self.shown_headings()));
    }

    fn note_unmapped(&mut self, plan: &Plan) {
        for column in &plan.unmapped {
            let weighs = plan.layout == Layout::BundlesWide && self.is_weight(*column);
            let heading = &self.sheet.headings()[*column];
            let folded = fold(heading);
            if folded.is_empty() || self.is_unread(&folded) {
                continue;
            }
            let place = self.column_place(*column);
            // A heading that was told to be wrong is not told to be unused as well.
            if self.findings.iter().any(|told| told.place == place && told.effect == Effect::Stop) {
                continue;
            }
            // Counts in columns have no place for weights, and weights are not to be lost.
            let effect = if weighs { Effect::Stop } else { Effect::Flag };
            let finding = Finding::new(Kind::UnmappedColumn, effect, place);
            self.findings.push(finding.with("value", heading));
        }
    }
}

/// Whether a layout has a use for a column of this role.
fn uses(layout: Layout, role: Role) -> bool {
    use Role::{Count, Group, Indicator, Rater, Unit, Weight};
    match layout {
        Layout::Wide => matches!(role, Rater | Group | Weight),
        Layout::RaterUnit => matches!(role, Rater | Group | Unit | Weight),
        Layout::Long => role != Count,
        Layout::BundlesLong => role != Rater,
        Layout::BundlesWide => matches!(role, Group | Unit | Indicator),
    }
}
