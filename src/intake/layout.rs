//! Which column is what: declared in `appraisal.toml`, or plain from the headings.

use std::collections::BTreeMap;

use crate::appraisal::{Appraisal, Layout, Mapping, NamedBy};
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::naming::{Names, fold};
use crate::scheme::{Code, Mark};
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

/// Headings by which a column is known, in Chinese and English.
const KNOWN: [(Role, &[&str]); 7] = [
    (
        Role::Rater,
        &[
            "评议人",
            "评议人编号",
            "评议人代码",
            "评议人id",
            "票号",
            "选票编号",
            "选票号",
            "问卷编号",
            "评议票编号",
            "评议票号",
            "答卷编号",
            "填表人编号",
            "rater",
            "rater_id",
            "rater id",
            "rater no",
            "rater code",
            "ballot",
            "ballot_id",
            "respondent",
            "respondent_id",
        ],
    ),
    (
        Role::Group,
        &[
            "评议主体",
            "主体",
            "评议主体类别",
            "评议人类别",
            "评议人身份",
            "组别",
            "评议组",
            "群体",
            "评议群体",
            "group",
            "rater group",
            "rater_group",
        ],
    ),
    (
        Role::Unit,
        &[
            "单位",
            "单位名称",
            "被评单位",
            "被评议单位",
            "评议对象",
            "评议单位",
            "受评单位",
            "部门",
            "单位编号",
            "unit",
            "unit name",
        ],
    ),
    (
        Role::Indicator,
        &["指标", "评议指标", "评议项目", "评议内容", "项目", "测评项目", "测评内容", "indicator"],
    ),
    (
        Role::Answer,
        &[
            "作答",
            "评价",
            "答案",
            "档次",
            "选项",
            "评议结果",
            "评议意见",
            "等级",
            "分数",
            "得分",
            "answer",
            "level",
            "score",
        ],
    ),
    (Role::Weight, &["权重", "权数", "票权", "权重和", "weight"]),
    (Role::Count, &["票数", "数量", "张数", "人数", "计数", "count", "n", "votes"]),
];

/// Columns of our own audit table that carry nothing new, and the usual columns of survey exports.
const UNREAD: [&str; 14] = [
    "unit_name",
    "group_name",
    "indicator_name",
    "level_name",
    "points",
    "序号",
    "提交答卷时间",
    "所用时间",
    "来源",
    "来源详情",
    "来自ip",
    "备注",
    "note",
    "总分",
];

/// How the columns of one sheet are read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How the rows are laid out.
    pub layout: Layout,
    /// The column of each role.
    pub roles: BTreeMap<Role, usize>,
    /// The group of all rows.
    pub group: Option<usize>,
    /// The unit of all rows.
    pub unit: Option<usize>,
    /// Wide: column, unit and leaf. Rater × unit: column and leaf (unit unused). Wide bundles:
    /// see `levels`.
    pub cells: Vec<(usize, usize, usize)>,
    /// Wide bundles: column and level.
    pub levels: Vec<(usize, Code)>,
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

struct Guess<'a> {
    appraisal: &'a Appraisal,
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    findings: Vec<Finding>,
}

/// What a heading stands for beside the roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Leaf(usize),
    Cell(usize, usize),
    Level(Code),
    Nothing,
}

impl Guess<'_> {
    fn plan(&mut self) -> Option<Plan> {
        let roles = self.roles()?;
        let taken: Vec<usize> = roles.values().copied().collect();
        let stands: Vec<Stands> = (0..self.sheet.headings().len())
            .map(|column| match taken.contains(&column) {
                true => Stands::Nothing,
                false => self.stands(column, roles.contains_key(&Role::Unit)),
            })
            .collect();
        let layout = match self.mapping.layout {
            Some(layout) => layout,
            None => self.layout(&roles, &stands)?,
        };
        let plan = self.assemble(layout, roles, &stands)?;
        self.note_unmapped(&plan);
        let whole = self.findings.iter().all(|finding| finding.effect != Effect::Stop);
        whole.then_some(plan)
    }

    fn place(&self) -> Place {
        self.sheet.place().at_row(self.sheet.heading_row())
    }

    fn column_place(&self, column: usize) -> Place {
        let heading = &self.sheet.headings()[column];
        let name = if heading.is_empty() { column_letter(column) } else { heading.clone() };
        self.place().at_column(name)
    }

    /// The column of each role, declared or known.
    fn roles(&mut self) -> Option<BTreeMap<Role, usize>> {
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
            let known = |text: &String| names.iter().any(|name| fold(name) == *text);
            let free: Vec<usize> = (0..folded.len())
                .filter(|c| known(&folded[*c]) && !roles.values().any(|taken| taken == c))
                .collect();
            if let (false, Some(column)) = (roles.contains_key(&role), free.first()) {
                // A heading that is an indicator of the scheme is that, not a role.
                if self.leaf(&folded[*column]).is_none() && !self.is_mapped(*column) {
                    roles.insert(role, *column);
                }
            }
        }
        whole.then_some(roles)
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
    fn stands(&mut self, column: usize, has_unit_column: bool) -> Stands {
        let heading = self.sheet.headings()[column].clone();
        let folded = fold(&heading);
        if folded.is_empty() || self.is_unread(&folded) {
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
        if let Mark::On(code) = self.appraisal.scheme.scale.read(&heading) {
            return Stands::Level(code);
        }
        if has_unit_column {
            return Stands::Nothing;
        }
        self.split(column, &folded)
    }

    fn is_unread(&self, folded: &str) -> bool {
        UNREAD.contains(&folded) || self.mapping.ignore.iter().any(|name| fold(name) == folded)
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
            let (left, right) = (trim(&folded[..cut]), trim(&folded[cut..]));
            for (unit, indicator) in [(left, right), (right, left)] {
                let Some(leaf) = self.leaf(indicator) else { continue };
                match units.find_folded(unit) {
                    Some(unit) if !found.contains(&(unit, leaf)) => found.push((unit, leaf)),
                    Some(_) => {}
                    None if unit.chars().count() > 1 => half = Some(unit.to_owned()),
                    None => {}
                }
            }
        }
        match (found.as_slice(), half) {
            ([(unit, leaf)], _) => Stands::Cell(*unit, *leaf),
            ([], Some(unit)) => {
                let finding =
                    Finding::new(Kind::UnknownUnit, Effect::Stop, self.column_place(column));
                let finding = finding.with("value", &unit);
                self.findings.push(finding.with_nearest(units.nearest(&unit)));
                Stands::Nothing
            }
            _ => Stands::Nothing,
        }
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
        roles: BTreeMap<Role, usize>,
        stands: &[Stands],
    ) -> Option<Plan> {
        let mut plan = Plan {
            layout,
            group: self.mapping.group,
            unit: self.mapping.unit,
            cells: Vec::new(),
            levels: Vec::new(),
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
                _ => plan.unmapped.push(column),
            }
        }
        self.check_repeated(&plan);
        self.name_by_file(&mut plan);
        self.check_roles(&plan);
        Some(plan)
    }

    /// Two columns for one unit and indicator, or one level, would count twice.
    fn check_repeated(&mut self, plan: &Plan) {
        let cells = plan.cells.iter().map(|(column, unit, leaf)| (*column, (*unit, *leaf)));
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

    /// Takes group and unit from the name of the file or sheet, where no column names them.
    fn name_by_file(&mut self, plan: &mut Plan) {
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
    fn named_by_file(&self, names: &Names<usize>) -> Option<usize> {
        let sheet = self.sheet.place().sheet.as_deref();
        let file = self.sheet.place().file.as_deref().map(stem);
        sheet.and_then(|name| find_in(name, names)).or_else(|| find_in(file?, names))
    }

    fn named(&mut self, by: NamedBy, names: &Names<usize>, kind: Kind) -> Option<usize> {
        let place = self.sheet.place();
        let text = match by {
            NamedBy::FileName => place.file.as_deref().map(stem),
            NamedBy::SheetName => place.sheet.as_deref(),
        };
        let text = text.unwrap_or("");
        let found = find_in(text, names);
        if found.is_none() {
            let finding = Finding::new(kind, Effect::Stop, place.clone()).with("value", text);
            self.findings.push(finding.with_nearest(names.nearest(text)));
        }
        found
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
        ];
        for (_, heading) in needed.into_iter().filter(|(missing, _)| *missing) {
            self.missing_column(heading);
        }
        if bundles && self.appraisal.scheme.counts_ballots() && !one_leaf {
            let place = self.sheet.place().clone();
            self.findings.push(Finding::new(Kind::BundleNeedsPooled, Effect::Stop, place));
        }
        if has(Role::Weight) && self.appraisal.scheme.scoring.trim.is_some() && !bundles {
            let place = self.column_place(plan.roles[&Role::Weight]);
            self.findings.push(Finding::new(Kind::WeightWithTrim, Effect::Stop, place));
        }
    }

    fn missing_column(&mut self, heading: &str) {
        let headings = self.sheet.headings().iter().map(String::as_str);
        let near = nearest(heading, headings);
        let finding = Finding::new(Kind::MissingColumn, Effect::Stop, self.place());
        let shown: Vec<String> = self.sheet.headings().iter().take(12).cloned().collect();
        let finding = finding.with("value", heading).with_nearest(near);
        self.findings.push(finding.with("expected", shown.join(" / ")));
    }

    fn note_unmapped(&mut self, plan: &Plan) {
        for column in &plan.unmapped {
            let heading = &self.sheet.headings()[*column];
            let folded = fold(heading);
            if folded.is_empty() || self.is_unread(&folded) {
                continue;
            }
            let place = self.column_place(*column);
            let finding = Finding::new(Kind::UnmappedColumn, Effect::Flag, place);
            self.findings.push(finding.with("value", heading));
        }
    }
}

/// Without the separators that people put between a unit and an indicator.
fn trim(part: &str) -> &str {
    part.trim_matches(|c: char| "-_:/|.,;、·()~".contains(c))
}

/// The file's name without folders and extensions.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.').next().unwrap_or(name)
}

/// What a name, or exactly one of its parts, stands for.
fn find_in(name: &str, names: &Names<usize>) -> Option<usize> {
    if let Some(found) = names.find(name) {
        return Some(found);
    }
    let parts = name.split(['_', '-', '—', ' ', '·', '(', ')', '（', '）', '【', '】']);
    let mut found: Vec<usize> = parts.filter_map(|part| names.find(part)).collect();
    found.dedup();
    if let [one] = found.as_slice() { Some(*one) } else { None }
}
