//! The list of comments with what became of them (意见清单), filled in by the office and read back.

use std::collections::BTreeMap;

use super::read::{missing, position};
use super::sense::Stance;
use crate::appraisal::{Appraisal, InputFile, SourceFile};
use crate::finding::{Effect, Finding, Kind, Place, nearest};
use crate::locale::Locale;
use crate::naming::fold;
use crate::scheme::Language;
use crate::sheet::{self, Reading, Row, Sheet};

/// What became of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// Nobody has begun (待办).
    #[default]
    Open,
    /// Somebody is at it (办理中).
    Working,
    /// It is done (办结).
    Closed,
}

impl Status {
    /// All of them, in the order of the work.
    pub const ALL: [Status; 3] = [Status::Open, Status::Working, Status::Closed];

    /// Its stable id, such as `open`.
    pub fn id(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Working => "working",
            Status::Closed => "closed",
        }
    }
}

/// What the office wrote to one comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// How far it is; absent where nothing is written.
    pub status: Option<Status>,
    /// What it is by the judgement of the office (改判性质); absent where the words decide.
    pub stance: Option<Stance>,
    /// The unit to which the office passed it on (转办单位), by position in the register.
    pub unit: Option<usize>,
    /// What was replied or done.
    pub reply: String,
    /// When, as written.
    pub date: String,
}

/// The columns that the office fills in, by the ids of their words.
const FILLED: [&str; 5] = ["status", "judged", "passed-to", "reply", "date"];

/// The lists of a period, by the id of the comment.
#[derive(Debug, Default)]
pub(super) struct Followups {
    lines: BTreeMap<String, (Followed, Place)>,
    pub(super) findings: Vec<Finding>,
    pub(super) inputs: Vec<InputFile>,
}

/// Where the columns of a list stand.
struct Columns {
    id: usize,
    filled: [Option<usize>; 5],
}

impl Followups {
    /// Reads the lists of an appraisal.
    pub(super) fn read(appraisal: &Appraisal) -> Followups {
        let mut followups = Followups::default();
        for file in &appraisal.comments.tracking {
            followups.file(file, appraisal);
        }
        followups
    }

    /// What was written to any of these ids, which are those of one comment now: the least advanced, for
    /// what is open is not closed by being put together with what is done. With the id it goes by.
    pub(super) fn of(&mut self, ids: &[String]) -> Option<(String, Followed)> {
        let mut found: Vec<(String, Followed)> = Vec::new();
        for id in ids {
            found.extend(self.lines.remove(id).map(|(followed, _)| (id.clone(), followed)));
        }
        found.into_iter().min_by(|(a, first), (b, second)| {
            let status = |followed: &Followed| followed.status.unwrap_or_default();
            status(first).cmp(&status(second)).then_with(|| a.cmp(b))
        })
    }

    /// The findings, with those lines that belong to no comment.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.findings;
        for (id, (_, place)) in self.lines {
            let finding = Finding::new(Kind::UnknownComment, Effect::Flag, place);
            findings.push(finding.with("value", id.chars().take(40).collect::<String>()));
        }
        findings
    }

    fn file(&mut self, file: &SourceFile, appraisal: &Appraisal) {
        let book = sheet::open(&file.path, &file.shown_as, &Reading::default());
        self.inputs.push(InputFile { file: file.shown_as.clone(), sha256: book.sha256 });
        self.findings.extend(book.findings);
        let Some(sheet) = book.sheets.first() else { return };
        let locales = [Language::Chinese, Language::English].map(Locale::new);
        let column = |id: &str| {
            let words = locales.each_ref().map(|locale| locale.word(&format!("comment-col-{id}")));
            position(sheet, &words).ok_or_else(|| missing(sheet, &words[0], "tracking"))
        };
        let id = match column("id") {
            Ok(id) => id,
            Err(finding) => return self.findings.push(finding),
        };
        // A list without any of these would lose what the office wrote without a word.
        if let Err(finding) = column(FILLED[0]) {
            return self.findings.push(finding);
        }
        let columns = Columns { id, filled: FILLED.map(|id| column(id).ok()) };
        let mut lines = Vec::new();
        let read = sheet.for_each(&mut |row| {
            let line = Line { appraisal, sheet, locales: &locales, columns: &columns, row: &row };
            lines.push((
                row.get(id).trim().to_owned(),
                line.read(&mut self.findings),
                row.number(),
            ));
        });
        self.findings.extend(read.findings);
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        for (id, followed, row) in lines.into_iter().filter(|(id, ..)| !id.is_empty()) {
            let place = sheet.place().at_row(row);
            if let Some(other) = seen.insert(id.clone(), row) {
                let other = format!("{}:{other}", file.shown_as);
                let finding = Finding::new(Kind::DuplicateName, Effect::Stop, place);
                self.findings.push(finding.with("value", id).with("other", other));
                continue;
            }
            // The lists of both halves of a year may have it: the less advanced counts.
            let known = self.lines.get(&id).map(|(known, _)| known.status.unwrap_or_default());
            if known.is_none_or(|known| followed.status.unwrap_or_default() < known) {
                self.lines.insert(id, (followed, place));
            }
        }
    }
}

/// A line of a list, being read.
struct Line<'a> {
    appraisal: &'a Appraisal,
    sheet: &'a Sheet,
    locales: &'a [Locale; 2],
    columns: &'a Columns,
    row: &'a Row<'a>,
}

impl Line<'_> {
    fn read(&self, findings: &mut Vec<Finding>) -> Followed {
        let status = |status: &Status| format!("comment-status-{}", status.id());
        let stance = |stance: &Stance| format!("comment-stance-{}", stance.id());
        let followed = Followed {
            status: self.choice(0, &Status::ALL, status, findings),
            stance: self.choice(1, &Stance::ALL, stance, findings),
            unit: self.unit(findings),
            reply: self.text(3).to_owned(),
            date: self.text(4).to_owned(),
        };
        if followed.status == Some(Status::Closed) && followed.reply.is_empty() {
            findings.push(Finding::new(Kind::UnansweredComment, Effect::Flag, self.place(3)));
        }
        followed
    }

    /// What stands in a column, without the apostrophe that kept it from being a formula.
    fn text(&self, which: usize) -> &str {
        let text = self.columns.filled[which].map_or("", |column| self.row.get(column)).trim();
        let formula = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        text.strip_prefix('\'').filter(formula).unwrap_or(text)
    }

    fn place(&self, which: usize) -> Place {
        let place = self.sheet.place().at_row(self.row.number());
        let column = self.columns.filled[which].unwrap_or(self.columns.id);
        place.at_column(self.sheet.headings()[column].as_str())
    }

    /// One of several, by its word in either language.
    fn choice<T: Copy>(
        &self,
        which: usize,
        all: &[T],
        id: impl Fn(&T) -> String,
        findings: &mut Vec<Finding>,
    ) -> Option<T> {
        let text = self.text(which);
        let folded = fold(text);
        if folded.is_empty() {
            return None;
        }
        let is = |choice: &&T| {
            self.locales.iter().any(|locale| fold(&locale.word(&id(choice))) == folded)
        };
        let found = all.iter().find(is).copied();
        if found.is_none() {
            let words: Vec<String> = all.iter().map(|one| self.locales[0].word(&id(one))).collect();
            let finding = Finding::new(Kind::BadChoice, Effect::Stop, self.place(which));
            let finding = finding.with("value", text.chars().take(40).collect::<String>());
            let near = nearest(text, words.iter().map(String::as_str));
            findings.push(finding.with_nearest(near).with("expected", words.join(" / ")));
        }
        found
    }

    fn unit(&self, findings: &mut Vec<Finding>) -> Option<usize> {
        let text = self.text(2);
        if fold(text).is_empty() {
            return None;
        }
        let names = self.appraisal.unit_names();
        let found = names.find(text);
        if found.is_none() {
            let finding = Finding::new(Kind::UnknownUnit, Effect::Stop, self.place(2));
            let finding = finding.with("value", text.chars().take(40).collect::<String>());
            findings.push(finding.with_nearest(names.nearest(text)));
        }
        found
    }
}
