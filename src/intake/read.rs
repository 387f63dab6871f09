//! Reading the sheets: each row to codes, with every finding on the way.

use rayon::prelude::*;

use super::layout::{Plan, guess};
use super::matching::{Answer, Memo};
use super::rows::{Fate, SheetRow, SheetRows, Standing, refuses};
use crate::appraisal::{Appraisal, BallotSource, InputFile, Layout, RaterScope, SourceFile};
use crate::ballot::Weight;
use crate::finding::{Effect, Finding, Kind};
use crate::scheme::RuleKind;
use crate::sheet::{self, Book, Row, Sheet};

/// The most findings of one kind and effect that are listed; the rest are counted.
///
/// A file in which every cell is wrong must not fill the memory with one sentence.
pub(super) const MAX_LISTED: usize = 10_000;

/// The most distinct unknown texts for which a nearest name is looked for, because that costs as
/// much as there are names.
const MAX_SUGGESTED: usize = 100;

/// Reads every sheet of every file, several files at a time, in the order of the appraisal.
pub(super) fn read_all(appraisal: &Appraisal, progress: &(dyn Fn(u64) + Sync)) -> Vec<SheetRows> {
    let files: Vec<(&BallotSource, &SourceFile)> = appraisal
        .sources
        .iter()
        .flat_map(|source| source.files.iter().map(move |file| (source, file)))
        .collect();
    let read: Vec<Vec<SheetRows>> = files
        .par_iter()
        .map(|(source, file)| read_file(appraisal, source, file, progress))
        .collect();
    read.into_iter().flatten().collect()
}

fn read_file(
    appraisal: &Appraisal,
    source: &BallotSource,
    file: &SourceFile,
    progress: &(dyn Fn(u64) + Sync),
) -> Vec<SheetRows> {
    let Book { sheets, findings, sha256 } =
        sheet::open(&file.path, &file.shown_as, &source.reading);
    let input = InputFile { file: file.shown_as.clone(), sha256 };
    let mut read: Vec<SheetRows> = sheets
        .iter()
        .map(|sheet| {
            let rows = Reader::read(appraisal, source, sheet, input.clone());
            progress(rows.rows.len() as u64);
            rows
        })
        .collect();
    if read.is_empty() {
        read.push(SheetRows::new(input, source.period));
    }
    read[0].findings.splice(0..0, findings);
    read
}

/// Reads one sheet.
pub(super) struct Reader<'a> {
    pub(super) appraisal: &'a Appraisal,
    pub(super) source: &'a BallotSource,
    sheet: &'a Sheet,
    pub(super) units: Memo<Option<usize>>,
    pub(super) groups: Memo<Option<usize>>,
    pub(super) leaves: Memo<Option<usize>>,
    pub(super) marks: Memo<Answer>,
    pub(super) weights: Memo<Option<Weight>>,
    pub(super) standings: Memo<Option<Standing>>,
    suggestions: Memo<Option<String>>,
    listed: std::collections::BTreeMap<(Kind, Effect), usize>,
    /// Void answers of the row at hand, which count once the row is understood.
    pub(super) void_here: Vec<(u16, Kind)>,
    pub(super) out: SheetRows,
}

impl<'a> Reader<'a> {
    fn read(
        appraisal: &'a Appraisal,
        source: &'a BallotSource,
        sheet: &'a Sheet,
        file: InputFile,
    ) -> SheetRows {
        let (plan, findings) = guess(appraisal, sheet, &source.mapping);
        let mut out = SheetRows::new(file, source.period);
        out.sheet = sheet.place().sheet.clone();
        out.format = Some(sheet.format());
        out.findings = findings;
        out.shared_raters = source.mapping.raters != RaterScope::File;
        out.is_panel = source.mapping.raters == RaterScope::Panel;
        let Some(plan) = plan else { return out };
        let mut reader = Reader {
            appraisal,
            source,
            sheet,
            units: Memo::default(),
            groups: Memo::default(),
            leaves: Memo::default(),
            marks: Memo::default(),
            weights: Memo::default(),
            standings: Memo::default(),
            suggestions: Memo::up_to(MAX_SUGGESTED),
            listed: std::collections::BTreeMap::new(),
            void_here: Vec::new(),
            out,
        };
        let pass = sheet.for_each(&mut |row| reader.row(&plan, row));
        let mut out = reader.out;
        (out.blank_rows, out.left_out) = (pass.blank_rows, pass.left_out);
        out.findings.extend(pass.findings);
        out.plan = Some(plan);
        out
    }

    fn row(&mut self, plan: &Plan, row: Row<'_>) {
        self.out.rows.push(SheetRow { number: row.number(), fate: Fate::Open });
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
        let listed = self.listed.entry((kind, effect)).or_default();
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
        if let Some(row) = self.out.rows.last_mut() {
            row.fate = fate;
        }
    }

    /// Whether the row at hand is left out.
    pub(super) fn is_refused(&self) -> bool {
        self.out.rows.last().is_some_and(|row| row.fate == Fate::Refused)
    }

    /// The position of the row at hand among the sheet's rows.
    pub(super) fn row_index(&self) -> u32 {
        u32::try_from(self.out.rows.len()).unwrap_or(u32::MAX) - 1
    }
}
