//! Stop 0 · the register (名册): who is appraised, under which name, in which category, and when.
//!
//! *What it is.* A table, CSV or XLSX, with one row for each identity and span of time: id, full
//! and short name, aliases, category, in force from–to, predecessor. A renamed or moved unit has
//! several rows with one id; a unit that succeeds others names them as predecessors.
//!
//! *What it promises.* In any period every name stands for one unit and every unit has one name
//! and one category. A [`Unit`]'s position is the same in every period.
//!
//! *What it does not do.* It never guesses a name: [`Register::read`] lists what does not fit.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop};
use crate::naming::{Names, fold, hidden_character};
use crate::period::{Month, Period};
use crate::scheme::{Label, Scheme};
use crate::sheet::{self, Reading, Row, Sheet};

/// One row of the register: a unit's name and category for a span of time.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    name: Label,
    short: Option<String>,
    aliases: Vec<String>,
    category: usize,
    from: Option<Month>,
    to: Option<Month>,
    predecessors: Vec<String>,
    row: u64,
}

/// All identities that were ever appraised.
#[derive(Debug, Clone)]
pub struct Register {
    ids: Vec<String>,
    spans: Vec<Vec<Span>>,
    /// The file as the appraisal names it.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What was noticed while reading; never a stop.
    pub flags: Vec<Finding>,
}

/// A unit (单位) as it stood in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Short name in files; the same in every period.
    pub id: String,
    /// Full name in the period.
    pub name: Label,
    /// Short name as the office says it.
    pub short: Option<String>,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Position of its category in the scheme.
    pub category: usize,
    /// Ids of the units it succeeded.
    pub predecessors: Vec<String>,
    /// Whether it was in force in the period; otherwise the row nearest in time stands here.
    pub in_force: bool,
}

/// The columns of a register, with the headings they are known by.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("id", &["id", "编号", "代码", "单位编号", "单位代码", "序号"]),
    ("name", &["name", "全称", "单位", "单位名称", "名称", "单位全称"]),
    ("name_en", &["name_en", "英文名", "英文名称"]),
    ("short", &["short", "简称", "short name", "单位简称"]),
    ("aliases", &["aliases", "别名", "曾用名", "其他名称"]),
    ("category", &["category", "类别", "单位类别", "序列", "分类"]),
    ("from", &["from", "启用", "起", "起始", "生效", "起始期", "in force from"]),
    ("to", &["to", "停用", "止", "截止", "失效", "终止期", "in force to"]),
    ("predecessor", &["predecessor", "predecessors", "前身", "前身编号", "原单位"]),
];

impl Register {
    /// Reads a register; `shown_as` names the file in findings.
    ///
    /// # Errors
    /// [`Error::Findings`] with everything that does not fit.
    pub fn read(path: &Path, shown_as: &str, scheme: &Scheme) -> Result<Register, Error> {
        let book = sheet::open(path, shown_as, &Reading::default());
        let mut reader = Reader::new(scheme, book.findings);
        let mut register = Register {
            ids: Vec::new(),
            spans: Vec::new(),
            file: shown_as.into(),
            sha256: book.sha256,
            flags: Vec::new(),
        };
        if let Some(sheet) = book.sheets.first() {
            reader.read(sheet, &mut register);
            register.check(sheet.place(), &mut reader.findings);
        }
        if any_stop(&reader.findings) {
            return Err(Error::Findings(reader.findings));
        }
        register.flags = reader.findings;
        Ok(register)
    }

    /// Every unit as it stood in `period`, in the order of the file.
    pub fn units(&self, period: Period) -> Vec<Unit> {
        let (first, last) = period.months();
        let pairs = self.ids.iter().zip(&self.spans);
        pairs
            .map(|(id, spans)| {
                // Where a unit was renamed within the period, its name at the end counts.
                let standing = spans.iter().rev().find(|span| span.covers(first, last));
                let past = spans.iter().rev().find(|s| s.from.is_none_or(|from| from <= last));
                let span = standing.or(past).unwrap_or(&spans[0]);
                Unit {
                    id: id.clone(),
                    name: span.name.clone(),
                    short: span.short.clone(),
                    aliases: span.aliases.clone(),
                    category: span.category,
                    predecessors: span.predecessors.clone(),
                    in_force: standing.is_some(),
                }
            })
            .collect()
    }

    /// Every name a unit ever had, so that one not in force can be told from one unknown.
    ///
    /// A name that passed from one unit to another stands for the one it belongs to in `period`.
    pub fn names(&self, period: Period) -> Names<usize> {
        let (first, last) = period.months();
        let mut names = Names::default();
        for in_force in [true, false] {
            for (index, spans) in self.spans.iter().enumerate() {
                names.add(&self.ids[index], index);
                for span in spans.iter().filter(|s| s.covers(first, last) == in_force) {
                    for name in span.names() {
                        names.add(name, index);
                    }
                }
            }
        }
        names
    }

    fn check(&mut self, place: &Place, findings: &mut Vec<Finding>) {
        for spans in &mut self.spans {
            spans.sort_by_key(|span| span.from);
        }
        for (id, spans) in self.ids.iter().zip(&self.spans) {
            for pair in spans.windows(2) {
                if pair[0].overlaps(&pair[1]) {
                    let at = place.at_row(pair[1].row);
                    let finding = Finding::new(Kind::OverlappingSpans, Effect::Stop, at);
                    findings.push(finding.with("value", id).with("other", pair[0].row.to_string()));
                }
            }
            for span in spans {
                self.check_predecessors(span, place, findings);
            }
        }
        self.check_names(place, findings);
    }

    fn check_predecessors(&self, span: &Span, place: &Place, findings: &mut Vec<Finding>) {
        for predecessor in &span.predecessors {
            if !self.ids.contains(predecessor) {
                let at = place.at_row(span.row);
                let finding = Finding::new(Kind::UnknownPredecessor, Effect::Stop, at);
                let finding = finding.with("value", predecessor);
                let ids = self.ids.iter().map(String::as_str);
                findings.push(finding.with_nearest(crate::finding::nearest(predecessor, ids)));
            }
        }
    }

    /// Two units in force at one time must not share a name, nor one have the other's id.
    fn check_names(&self, place: &Place, findings: &mut Vec<Finding>) {
        let mut seen: BTreeMap<String, Vec<(usize, &Span)>> = BTreeMap::new();
        for (index, spans) in self.spans.iter().enumerate() {
            for span in spans {
                for name in span.names().chain([self.ids[index].as_str()]) {
                    let holders = seen.entry(fold(name)).or_default();
                    let clash =
                        holders.iter().find(|(other, s)| *other != index && s.overlaps(span));
                    if let Some((_, other)) = clash {
                        let at = place.at_row(span.row);
                        let finding = Finding::new(Kind::DuplicateName, Effect::Stop, at);
                        let finding = finding.with("value", name);
                        let file = place.file.as_deref().unwrap_or_default();
                        findings.push(finding.with("other", format!("{file}:{}", other.row)));
                    }
                    holders.push((index, span));
                }
            }
        }
    }
}

impl Span {
    fn covers(&self, first: Month, last: Month) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| to >= first)
    }

    fn overlaps(&self, other: &Span) -> bool {
        let before =
            |a: &Span, b: &Span| matches!((a.to, b.from), (Some(to), Some(from)) if to < from);
        !before(self, other) && !before(other, self)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        [self.name.zh.as_str(), self.name.en.as_str()]
            .into_iter()
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
            .filter(|name| !name.is_empty())
    }
}

/// Reads the rows of a register.
struct Reader<'a> {
    scheme: &'a Scheme,
    findings: Vec<Finding>,
}

impl<'a> Reader<'a> {
    fn new(scheme: &'a Scheme, findings: Vec<Finding>) -> Reader<'a> {
        Reader { scheme, findings }
    }

    fn read(&mut self, sheet: &Sheet, register: &mut Register) {
        let Some(columns) = self.columns(sheet) else { return };
        let place = sheet.place().clone();
        let mut positions: BTreeMap<String, usize> = BTreeMap::new();
        let read = sheet.for_each(&mut |row| {
            let cell = |name: &str| columns.get(name).map_or("", |i| row.get(*i).trim());
            let name = cell("name");
            let n_headings = sheet.headings().len();
            if row.len() > n_headings {
                // A comma inside a name has pushed every cell after it to the right.
                let at = place.at_row(row.number());
                let finding = Finding::new(Kind::RaggedRow, Effect::Stop, at);
                let finding = finding.with("value", row.len().to_string());
                self.findings.push(finding.with("expected", n_headings.to_string()));
                return;
            }
            if name.is_empty() {
                let finding =
                    Finding::new(Kind::MissingUnit, Effect::Stop, place.at_row(row.number()));
                self.findings.push(finding);
                return;
            }
            if self.hides(&row, &columns, sheet) {
                return;
            }
            let id = if cell("id").is_empty() { name } else { cell("id") };
            let Some(span) = self.span(&row, &cell, &place) else { return };
            let next = register.ids.len();
            let position = *positions.entry(fold(id)).or_insert(next);
            if position == next {
                register.ids.push(id.to_owned());
                register.spans.push(Vec::new());
            }
            register.spans[position].push(span);
        });
        self.findings.extend(read.findings);
    }

    /// Whether a name of a row holds what nobody sees; each that does is a mistake.
    fn hides(&mut self, row: &Row<'_>, columns: &BTreeMap<&str, usize>, sheet: &Sheet) -> bool {
        const NAMED: [&str; 5] = ["id", "name", "name_en", "short", "aliases"];
        let place = sheet.place().at_row(row.number());
        let found = NAMED.iter().filter_map(|column| {
            let at = *columns.get(column)?;
            let place = place.at_column(sheet.headings()[at].as_str());
            hidden_character(row.get(at).trim(), place)
        });
        let n_before = self.findings.len();
        self.findings.extend(found);
        self.findings.len() > n_before
    }

    /// The position of each known column.
    fn columns(&mut self, sheet: &Sheet) -> Option<BTreeMap<&'static str, usize>> {
        let mut found = BTreeMap::new();
        let folded: Vec<String> = sheet.headings().iter().map(|heading| fold(heading)).collect();
        for (column, names) in COLUMNS {
            // The names are in order of preference: 编号 is an id before 序号 is.
            let position = |name: &&str| folded.iter().position(|heading| *heading == fold(name));
            found.extend(names.iter().find_map(position).map(|index| (column, index)));
        }
        for (index, heading) in sheet.headings().iter().enumerate() {
            if !heading.is_empty() && !found.values().any(|taken| *taken == index) {
                let place = sheet.place().at_row(sheet.heading_row()).at_column(heading.as_str());
                let finding = Finding::new(Kind::UnmappedColumn, Effect::Flag, place);
                self.findings.push(finding.with("value", heading));
            }
        }
        if found.contains_key("name") {
            return Some(found);
        }
        let place = sheet.place().at_row(sheet.heading_row());
        let finding = Finding::new(Kind::MissingColumn, Effect::Stop, place).with("value", "全称");
        self.findings.push(finding.with("expected", sheet.headings().join(" / ")));
        None
    }

    fn span<'c>(
        &mut self,
        row: &Row<'_>,
        cell: &dyn Fn(&str) -> &'c str,
        place: &Place,
    ) -> Option<Span> {
        let at = place.at_row(row.number());
        let category = self.category(cell("category"), &at)?;
        let from = self.month(cell("from"), &at, Edge::First)?;
        let to = self.month(cell("to"), &at, Edge::Last)?;
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            let finding = Finding::new(Kind::BadPeriod, Effect::Stop, at);
            self.findings.push(finding.with("value", format!("{} – {}", cell("from"), cell("to"))));
            return None;
        }
        let list = |text: &str| -> Vec<String> {
            let parts = text.split(['、', ';', '；', '|', '/']);
            parts.map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
        };
        let name = cell("name").to_owned();
        let en = cell("name_en");
        Some(Span {
            name: Label { en: if en.is_empty() { name.clone() } else { en.to_owned() }, zh: name },
            short: Some(cell("short")).filter(|short| !short.is_empty()).map(str::to_owned),
            aliases: list(cell("aliases")),
            category,
            from,
            to,
            predecessors: list(cell("predecessor")),
            row: row.number(),
        })
    }

    fn category(&mut self, text: &str, at: &Place) -> Option<usize> {
        if text.is_empty() && self.scheme.categories.len() == 1 {
            return Some(0);
        }
        let names = self.scheme.category_names();
        let found = names.find(text);
        if found.is_none() {
            let known: Vec<&str> =
                self.scheme.categories.iter().map(|c| c.label.zh.as_str()).collect();
            let finding = Finding::new(Kind::UnknownCategory, Effect::Stop, at.clone());
            let finding = finding.with("value", text).with_nearest(names.nearest(text));
            self.findings.push(finding.with("expected", known.join(" / ")));
        }
        found
    }

    /// The first or last month that a text names; the outer `None` is a mistake.
    fn month(&mut self, text: &str, at: &Place, edge: Edge) -> Option<Option<Month>> {
        if text.is_empty() {
            return Some(None);
        }
        if let Ok(period) = text.parse::<Period>() {
            let (first, last) = period.months();
            return Some(Some(if edge == Edge::First { first } else { last }));
        }
        let mut numbers = text.split(['-', '/', '.', '年', '月']).map(str::parse::<i32>);
        let month = match (numbers.next(), numbers.next()) {
            (Some(Ok(year)), Some(Ok(month))) => {
                u8::try_from(month).ok().and_then(|month| Month::new(year, month))
            }
            _ => None,
        };
        if month.is_none() {
            let finding = Finding::new(Kind::BadPeriod, Effect::Stop, at.clone());
            self.findings.push(finding.with("value", text));
        }
        month.map(Some)
    }
}

/// Which end of a span a text gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    First,
    Last,
}
