//! Reading the sheets: each row to codes, with every finding on the way.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::layout::{Plan, guess};
use super::lists::{Known, Shared};
use super::matching::{Answer, Memo};
use super::quick::Learnt;
use super::rows::{Fate, LongRow, Rows, SheetRows, Standing, refuses};
use super::shortcut::Shortcut;
use crate::appraisal::{Appraisal, BallotSource, InputFile, Layout, RaterScope, SourceFile};
use crate::ballot::Weight;
use crate::finding::{Effect, Finding, Kind};
use crate::scheme::{Code, RuleKind};
use crate::sheet::{self, Book, Row, Sheet, Visitor};

/// The most findings of one kind and effect that are listed; the rest are counted.
///
/// A file in which every cell is wrong must not fill the memory with one sentence.
pub(super) const MAX_LISTED: usize = 10_000;

/// The most distinct unknown texts for which a nearest name is looked for, because that costs as
/// much as there are names.
const MAX_SUGGESTED: usize = 100;

/// Reads every sheet of every file in the order of the appraisal: small files several at a time, and large
/// ones one by one with all threads at each.
pub(super) fn read_all(
    appraisal: &Appraisal,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Vec<SheetRows> {
    let files: Vec<(&BallotSource, &SourceFile)> = appraisal
        .sources
        .iter()
        .flat_map(|source| source.files.iter().map(move |file| (source, file)))
        .collect();
    let hashed = files_to_hash(appraisal, &files);
    let read = |(source, file): &(&BallotSource, &SourceFile)| {
        let is_hashed = !appraisal.spares_hashes || hashed.contains(&sheet::length(&file.path));
        read_file(appraisal, source, (file, is_hashed), progress)
    };
    let are_large = |files: &[(&BallotSource, &SourceFile)]| {
        let large = |(_, file): &(&BallotSource, &SourceFile)| sheet::is_large(&file.path);
        files.iter().any(large)
    };
    let mut all = Vec::new();
    for files in files.chunk_by(|a, b| !are_large(&[*a, *b])) {
        let read: Vec<Vec<SheetRows>> = files.par_iter().map(read).collect();
        all.extend(read.into_iter().flatten());
    }
    all
}

/// The lengths that several files have: these could be the same, and only hashes tell.
fn files_to_hash(appraisal: &Appraisal, files: &[(&BallotSource, &SourceFile)]) -> BTreeSet<u64> {
    let mut seen = BTreeSet::new();
    let lengths = files.iter().filter(|_| appraisal.spares_hashes);
    lengths
        .map(|(_, file)| sheet::length(&file.path))
        .filter(|length| !seen.insert(*length))
        .collect()
}

fn read_file(
    appraisal: &Appraisal,
    source: &BallotSource,
    (file, is_hashed): (&SourceFile, bool),
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Vec<SheetRows> {
    let Book { sheets, findings, sha256 } =
        sheet::open_to_stream(&file.path, &file.shown_as, &source.reading, is_hashed);
    let input = InputFile { file: file.shown_as.clone(), sha256 };
    let mut read: Vec<SheetRows> = sheets
        .iter()
        .map(|sheet| read_sheet(appraisal, source, sheet, input.clone(), progress))
        .collect();
    if read.is_empty() {
        read.push(SheetRows::new(input, source.period));
    }
    read[0].findings.splice(0..0, findings);
    read
}

fn read_sheet(
    appraisal: &Appraisal,
    source: &BallotSource,
    sheet: &Sheet,
    file: InputFile,
    heard: &(dyn Fn(u64, u64) + Sync),
) -> SheetRows {
    let (plan, findings) = guess(appraisal, sheet, &source.mapping);
    let mut out = SheetRows::new(file, source.period);
    out.sheet = sheet.place().sheet.clone();
    out.format = Some(sheet.format());
    out.findings = findings;
    out.shared_raters = source.mapping.raters != RaterScope::File;
    out.is_panel = source.mapping.raters == RaterScope::Panel;
    let Some(plan) = plan else { return out };
    let shortcut = Shortcut::new(appraisal, sheet, &plan, source.mapping.branches);
    let shared = Shared::new(appraisal.scheme.indicators.n_leaves());
    let start = || Reader::new(appraisal, source, sheet, (&plan, shortcut.as_ref(), &shared));
    let mut rows = Rows::default();
    let mut take = |reader: Reader<'_>| {
        if let (Some(shortcut), Some(learnt)) = (&shortcut, reader.learnt) {
            shortcut.give_back(learnt);
        }
        shared.give_back(reader.known);
        rows.append(reader.out);
        shared.note_listed(&rows.listed);
    };
    let read = sheet.read(&start, &mut take, heard);
    out.rows = rows;
    out.lists = shared.into_lists();
    (out.blank_rows, out.left_out) = (read.blank_rows, read.left_out);
    out.findings.extend(read.findings);
    if let Some(sha256) = read.sha256 {
        out.file.sha256 = sha256;
    }
    out.plan = Some(plan);
    out
}

impl Visitor for Reader<'_> {
    fn row(&mut self, row: Row<'_>) {
        if let Some(shortcut) = self.shortcut {
            self.learn(shortcut, &row);
        }
        self.careful_row(row);
    }

    fn line(&mut self, number: u64, bytes: &[u8]) -> bool {
        self.shortcut.is_some_and(|shortcut| self.take_line(shortcut, number, bytes))
    }
}

/// Reads one sheet, or a block of it.
pub(super) struct Reader<'a> {
    pub(super) appraisal: &'a Appraisal,
    pub(super) source: &'a BallotSource,
    sheet: &'a Sheet,
    pub(super) plan: &'a Plan,
    shortcut: Option<&'a Shortcut>,
    pub(super) learnt: Option<Box<Learnt>>,
    pub(super) shared: &'a Shared,
    pub(super) known: Box<Known>,
    pub(super) units: Memo<Option<usize>>,
    pub(super) groups: Memo<Option<usize>>,
    pub(super) leaves: Memo<Option<usize>>,
    pub(super) marks: Memo<Answer>,
    pub(super) weights: Memo<Option<Weight>>,
    pub(super) standings: Memo<Option<Standing>>,
    suggestions: Memo<Option<String>>,
    /// The row at hand, as Excel shows it, and what becomes of it.
    pub(super) row: u32,
    fate: Fate,
    /// The answers of the ballot at hand, by leaf.
    pub(super) answers: Vec<Code>,
    /// Void answers of the row at hand, which count once the row is understood.
    pub(super) void_here: Vec<(u16, Kind)>,
    pub(super) out: Rows,
}

impl<'a> Reader<'a> {
    fn new(
        appraisal: &'a Appraisal,
        source: &'a BallotSource,
        sheet: &'a Sheet,
        (plan, shortcut, shared): (&'a Plan, Option<&'a Shortcut>, &'a Shared),
    ) -> Reader<'a> {
        let n_leaves = appraisal.scheme.indicators.n_leaves();
        Reader {
            appraisal,
            source,
            sheet,
            plan,
            shortcut,
            learnt: shortcut.map(Shortcut::borrow),
            shared,
            known: shared.borrow(),
            units: Memo::default(),
            groups: Memo::default(),
            leaves: Memo::default(),
            marks: Memo::default(),
            weights: Memo::default(),
            standings: Memo::default(),
            suggestions: Memo::up_to(MAX_SUGGESTED),
            row: 0,
            fate: Fate::Open,
            answers: vec![Code::BLANK; n_leaves],
            void_here: Vec::new(),
            out: Rows { listed: shared.full(), ..Rows::default() },
        }
    }

    fn careful_row(&mut self, row: Row<'_>) {
        self.row = u32::try_from(row.number()).unwrap_or(u32::MAX);
        self.fate = Fate::Open;
        self.out.counts.rows += 1;
        let is_long = self.plan.layout == Layout::Long;
        if is_long {
            self.out.long_rows.push(LongRow { number: self.row, fate: Fate::Open });
        }
        self.cells(row);
        match self.fate {
            _ if is_long => {
                if let Some(row) = self.out.long_rows.last_mut() {
                    row.fate = self.fate;
                }
            }
            Fate::Open | Fate::Void => {}
            Fate::Accepted => self.out.counts.accepted += 1,
            Fate::Refused => self.out.counts.refused += 1,
        }
    }

    fn cells(&mut self, row: Row<'_>) {
        let plan = self.plan;
        let n_headings = self.sheet.headings().len();
        // A row that is too short is as doubtful as one too long: whether the cell that is gone
        // was the last or one in the middle, nobody can see.
        if row.len() != n_headings {
            let refused = self.note(RuleKind::RaggedRow, row.number(), None, |_, finding| {
                let finding = finding.with("value", row.len().to_string());
                finding.with("expected", n_headings.to_string())
            });
            if refused {
                return;
            }
        }
        self.check_total(plan, &row);
        match plan.layout {
            Layout::Wide => self.wide(plan, row),
            Layout::RaterUnit => self.rater_unit(plan, row),
            Layout::Long => self.long(plan, row),
            Layout::BundlesLong => self.bundle_long(plan, row),
            Layout::BundlesWide => self.bundle_wide(plan, row),
        }
        let understood = !self.is_refused();
        for key in self.void_here.drain(..).filter(|_| understood) {
            *self.out.void_answers.entry(key).or_default() += 1;
        }
    }

    /// Lists what is found by a rule, or counts it where enough are listed; true where the row is
    /// left out for it. `facts` adds the values that the message names.
    pub(super) fn note(
        &mut self,
        rule: RuleKind,
        row: u64,
        column: Option<usize>,
        facts: impl FnOnce(&mut Reader<'a>, Finding) -> Finding,
    ) -> bool {
        let effect = self.appraisal.scheme.effect(rule);
        self.note_as(rule.finding(), effect, row, column, facts)
    }

    /// The same with an effect that no rule of the scheme can change.
    pub(super) fn note_as(
        &mut self,
        kind: Kind,
        effect: Effect,
        row: u64,
        column: Option<usize>,
        facts: impl FnOnce(&mut Reader<'a>, Finding) -> Finding,
    ) -> bool {
        let listed = self.out.listed.entry((kind, effect)).or_default();
        if *listed < MAX_LISTED {
            *listed += 1;
            let place = self.sheet.place().at_row(row);
            let headings = self.sheet.headings();
            let place = match column.map(|c| (c, headings.get(c).map_or("", String::as_str))) {
                Some((column, "")) => place.at_column(sheet::column_letter(column)),
                Some((_, heading)) => place.at_column(heading),
                None => place,
            };
            let finding = facts(self, Finding::new(kind, effect, place));
            self.out.findings.push(finding);
        } else {
            *self.out.unlisted.entry((kind, effect)).or_default() += 1;
        }
        if refuses(effect) {
            self.decide(Fate::Refused);
        }
        refuses(effect)
    }

    /// The nearest right value, looked for once for each text and for some texts only.
    pub(super) fn suggest<'n>(
        &mut self,
        finding: Finding,
        text: &str,
        nearest: impl FnOnce() -> Option<&'n str>,
    ) -> Finding {
        let key = format!("{}\u{0}{text}", finding.kind.id());
        let found = self.suggestions.get_within(&key, || nearest().map(str::to_owned));
        finding.with_nearest(found.flatten().as_deref())
    }

    /// Decides what becomes of the row at hand.
    pub(super) fn decide(&mut self, fate: Fate) {
        self.fate = fate;
    }

    /// Whether the row at hand is left out.
    pub(super) fn is_refused(&self) -> bool {
        self.fate == Fate::Refused
    }

    /// The position of the row at hand among the long rows.
    pub(super) fn long_row(&self) -> u32 {
        u32::try_from(self.out.long_rows.len()).unwrap_or(u32::MAX) - 1
    }
}
