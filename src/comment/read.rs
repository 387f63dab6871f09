//! The tables of comments: which rows say something, and of whom.

use std::collections::BTreeMap;

use super::plain::{Scrubbed, Secret};
use super::scrub::{NameList, scrub};
use super::topics::Topics;
use crate::appraisal::{Appraisal, CommentSource, InputFile, SourceFile};
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::naming::{GROUP_HEADINGS, UNIT_HEADINGS, fold};
use crate::sheet::{self, Reading, Row, Sheet};

/// Headings by which the unit is known, beside those of any table.
const UNIT: [&str; 3] = ["部门名称", "涉及单位", "意见对象"];
/// Headings by which the comment is known.
const TEXT: [&str; 20] = [
    "意见",
    "建议",
    "意见建议",
    "意见和建议",
    "意见与建议",
    "意见或建议",
    "意见、建议",
    "意见内容",
    "内容",
    "评语",
    "留言",
    "留言内容",
    "反馈",
    "反馈意见",
    "您的意见和建议",
    "具体意见",
    "comment",
    "comments",
    "text",
    "remark",
];
/// Headings by which the rater group is known, beside those of any table.
const GROUP: [&str; 1] = ["来源"];
/// Headings by which a name to be struck out is known.
const NAME: [&str; 5] = ["姓名", "名字", "名单", "人员姓名", "name"];
/// What a missing column is called in findings.
const DETAIL: &str = "comments";
/// Signs between several units of one comment.
const BETWEEN: [char; 8] = ['、', ',', '，', ';', '；', '/', '\n', '|'];

/// A comment about one unit, or about none that it names.
#[derive(Debug, Clone)]
pub(super) struct Said {
    /// Position in the register.
    pub(super) unit: Option<usize>,
    pub(super) text: Scrubbed,
}

/// What became of the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Cells in which a comment could stand, in rows that have content.
    pub cells: u64,
    /// Of these, empty ones and those that say there is nothing to say.
    pub nothing: u64,
    /// Of these, those that were left out, and listed as findings.
    pub refused: u64,
    /// Of these, comments.
    pub comments: u64,
    /// Comments that name several units; they count for each.
    pub of_several: u64,
    /// What was struck out, and how often.
    pub struck: BTreeMap<Secret, u64>,
    /// Comments by rater group, over all units, in the order of the scheme; empty where no file tells.
    /// No comment knows its group.
    pub by_group: Vec<u64>,
}

/// The rows on their way to comments.
pub(super) struct Reader<'a> {
    appraisal: &'a Appraisal,
    topics: &'a Topics,
    names: NameList,
    pub(super) said: Vec<Said>,
    pub(super) received: Received,
    pub(super) findings: Vec<Finding>,
    pub(super) inputs: Vec<InputFile>,
}

/// Where the columns of a sheet stand.
struct Columns {
    /// Each column of comments, with the unit it is about where it is about one.
    texts: Vec<(usize, Option<usize>)>,
    unit: Option<usize>,
    group: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(appraisal: &'a Appraisal, topics: &'a Topics) -> Reader<'a> {
        let mut reader = Reader {
            appraisal,
            topics,
            names: NameList::default(),
            said: Vec::new(),
            received: Received::default(),
            findings: Vec::new(),
            inputs: Vec::new(),
        };
        if let Some(file) = &appraisal.comments.names {
            reader.name_list(file);
        }
        reader
    }

    /// Reads all files of a source.
    pub(super) fn source(&mut self, source: &CommentSource) {
        for file in &source.files {
            let book = sheet::open(&file.path, &file.shown_as, &source.reading);
            self.note_input(file, book.sha256);
            self.findings.extend(book.findings);
            for sheet in &book.sheets {
                if let Some(columns) = self.columns(sheet, source) {
                    self.sheet(sheet, source, &columns);
                }
            }
        }
    }

    fn note_input(&mut self, file: &SourceFile, sha256: String) {
        self.inputs.push(InputFile { file: file.shown_as.clone(), sha256 });
    }

    /// The names that are struck out: the column of that heading, or the first.
    fn name_list(&mut self, file: &SourceFile) {
        let book = sheet::open(&file.path, &file.shown_as, &Reading::default());
        self.note_input(file, book.sha256);
        self.findings.extend(book.findings);
        for sheet in &book.sheets {
            let known = position(sheet, &NAME);
            let column = known.unwrap_or(0);
            let mut short = Vec::new();
            let mut take = |name: &str, row: u64| {
                if !name.trim().is_empty() && !self.names.add(name) {
                    short.push(row);
                }
            };
            // A list without a heading begins with a name.
            if let (None, Some(first)) = (known, sheet.headings().first()) {
                take(first, sheet.heading_row());
            }
            let read = sheet.for_each(&mut |row| take(row.get(column), row.number()));
            self.findings.extend(read.findings);
            let of = |row| Finding::new(Kind::ShortName, Effect::Stop, sheet.place().at_row(row));
            self.findings.extend(short.into_iter().map(of));
        }
    }

    fn columns(&mut self, sheet: &Sheet, source: &CommentSource) -> Option<Columns> {
        let of = |named: &Option<String>, known: &[&str]| match named {
            None => Ok(position(sheet, known)),
            Some(heading) => {
                let found = position(sheet, &[heading]);
                found.map(Some).ok_or_else(|| missing(sheet, heading, DETAIL))
            }
        };
        let mut columns = Columns { texts: Vec::new(), unit: None, group: None };
        let mut findings = Vec::new();
        match of(&source.unit_column, &[&UNIT_HEADINGS[..], &UNIT].concat()) {
            Ok(found) => columns.unit = found,
            Err(finding) => findings.push(finding),
        }
        match of(&source.group_column, &[&GROUP_HEADINGS[..], &GROUP].concat()) {
            Ok(found) => columns.group = found,
            Err(finding) => findings.push(finding),
        }
        for (heading, unit) in &source.units {
            match position(sheet, &[heading]) {
                Some(found) => columns.texts.push((found, Some(*unit))),
                None => findings.push(missing(sheet, heading, DETAIL)),
            }
        }
        match of(&source.text_column, &TEXT) {
            Ok(Some(found)) => columns.texts.push((found, None)),
            Ok(None) if columns.texts.is_empty() => findings.push(missing(sheet, TEXT[2], DETAIL)),
            Ok(None) => {}
            Err(finding) => findings.push(finding),
        }
        columns.texts.dedup_by_key(|(column, _)| *column);
        let is_whole = findings.is_empty();
        self.findings.extend(findings);
        is_whole.then_some(columns)
    }

    fn sheet(&mut self, sheet: &Sheet, source: &CommentSource, columns: &Columns) {
        let read = sheet.for_each(&mut |row| {
            let place = sheet.place().at_row(row.number());
            for (column, unit) in &columns.texts {
                self.received.cells += 1;
                let text = row.get(*column);
                if self.topics.is_nothing(text) {
                    self.received.nothing += 1;
                    continue;
                }
                let unit = unit.or(source.unit);
                let units = match (unit, columns.unit) {
                    (Some(unit), _) => self.in_force(unit, &place).map(|unit| vec![Some(unit)]),
                    (None, Some(column)) => {
                        let place = place.at_column(sheet.headings()[column].as_str());
                        self.units(row.get(column), &place)
                    }
                    (None, None) => Some(vec![None]),
                };
                match units {
                    None => self.received.refused += 1,
                    Some(units) => self.take(text, &units, columns.group, &row),
                }
            }
        });
        self.findings.extend(read.findings);
    }

    /// Takes a comment: scrubbed at once, and without its row.
    fn take(&mut self, text: &str, units: &[Option<usize>], group: Option<usize>, row: &Row<'_>) {
        let text = scrub(text, &self.names);
        self.received.comments += 1;
        self.received.of_several += u64::from(units.len() > 1);
        for secret in text.struck() {
            *self.received.struck.entry(secret).or_default() += 1;
        }
        let groups = self.appraisal.scheme.group_names();
        if let Some(group) = group.and_then(|column| groups.find(row.get(column))) {
            self.received.by_group.resize(self.appraisal.scheme.groups.len(), 0);
            self.received.by_group[group] += 1;
        }
        self.said.extend(units.iter().map(|unit| Said { unit: *unit, text: text.clone() }));
    }

    /// The units that a cell names; nothing where one of them is not to be understood.
    fn units(&mut self, cell: &str, place: &Place) -> Option<Vec<Option<usize>>> {
        if fold(cell).is_empty() {
            return Some(vec![None]);
        }
        let names = self.appraisal.unit_names();
        if let Some(unit) = names.find(cell) {
            return self.in_force(unit, place).map(|unit| vec![Some(unit)]);
        }
        let mut units = Vec::new();
        for name in cell.split(BETWEEN).filter(|name| !fold(name).is_empty()) {
            match names.find(name) {
                Some(unit) => units.push(Some(self.in_force(unit, place)?)),
                None => {
                    let finding = Finding::new(Kind::UnknownUnit, Effect::RefuseRow, place.clone());
                    // Whatever stands there by mistake is scrubbed like a comment.
                    let shown = in_finding(&scrub(name, &self.names));
                    let finding = finding.with("value", shown);
                    self.findings.push(finding.with_nearest(names.nearest(name)));
                    return None;
                }
            }
        }
        units.sort_unstable();
        units.dedup();
        (!units.is_empty()).then_some(units)
    }

    fn in_force(&mut self, unit: usize, place: &Place) -> Option<usize> {
        let found = &self.appraisal.units[unit];
        if found.in_force {
            return Some(unit);
        }
        let finding = Finding::new(Kind::UnitNotInForce, Effect::RefuseRow, place.clone());
        let finding = finding.with("value", &found.name.zh);
        let finding = finding.with_nearest(self.appraisal.successor(unit));
        self.findings.push(finding.with("period", self.appraisal.period.to_string()));
        None
    }
}

/// The most characters of a cell that a finding shows.
const MOST_SHOWN: usize = 40;

/// A scrubbed text in a finding, which knows no language.
fn in_finding(text: &Scrubbed) -> String {
    use super::plain::Piece;
    let of = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Struck(_) => "〔…〕".to_owned(),
    };
    text.pieces.iter().map(of).collect::<String>().chars().take(MOST_SHOWN).collect()
}

/// The first column with one of these headings, in the order of the headings.
pub(super) fn position<T: AsRef<str>>(sheet: &Sheet, known: &[T]) -> Option<usize> {
    let of = |name: &T| {
        let folded = fold(name.as_ref());
        sheet.headings().iter().position(|heading| fold(heading) == folded)
    };
    known.iter().find_map(of)
}

/// The finding that a column is not there.
pub(super) fn missing(sheet: &Sheet, heading: &str, detail: &str) -> Finding {
    let place = sheet.place().at_row(sheet.heading_row());
    let near = nearest(heading, sheet.headings().iter().map(String::as_str));
    let finding = Finding::new(Kind::MissingColumn, Effect::Stop, place).with("value", heading);
    let finding = finding.with("detail", detail).with_nearest(near);
    finding.with("expected", sheet.headings().join(" / "))
}
