//! Reading the sheets: each row to codes, with every finding on the way.

use rayon::prelude::*;

use super::layout::{Plan, Role, guess};
use super::matching::Memo;
use super::rows::{Fate, LongAnswer, SheetBallot, SheetRow, SheetRows, refuses};
use crate::appraisal::{Appraisal, BallotSource, InputFile, Layout, RaterScope, SourceFile};
use crate::ballot::{BLANK_NAMES, Bundle, WEIGHT_SCALE, Weight};
use crate::finding::{Effect, Finding, Kind, Place};
use crate::naming::fold;
use crate::scheme::{Code, Mark, RuleKind};
use crate::sheet::{self, Book, Row, Sheet};

/// The most findings of one kind that are listed for one sheet; the rest are counted.
const MAX_LISTED: usize = 10_000;

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
        read.push(SheetRows::new(input));
    }
    read[0].findings.splice(0..0, findings);
    read
}

/// What the text of a cell is, with how it is to be treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    code: Code,
    /// The rule that the cell breaks.
    rule: Option<RuleKind>,
}

/// Reads one sheet.
struct Reader<'a> {
    appraisal: &'a Appraisal,
    source: &'a BallotSource,
    place: Place,
    headings: &'a [String],
    units: Memo<Option<usize>>,
    groups: Memo<Option<usize>>,
    leaves: Memo<Option<usize>>,
    marks: Memo<Answer>,
    weights: Memo<Option<Weight>>,
    listed: std::collections::BTreeMap<Kind, usize>,
    out: SheetRows,
}

impl<'a> Reader<'a> {
    fn read(
        appraisal: &'a Appraisal,
        source: &'a BallotSource,
        sheet: &'a Sheet,
        file: InputFile,
    ) -> SheetRows {
        let (plan, findings) = guess(appraisal, sheet, &source.mapping);
        let mut out = SheetRows::new(file);
        out.sheet = sheet.place().sheet.clone();
        out.format = Some(sheet.format());
        out.findings = findings;
        out.shared_raters = source.mapping.raters == RaterScope::Period;
        let Some(plan) = plan else { return out };
        let mut reader = Reader {
            appraisal,
            source,
            place: sheet.place().clone(),
            headings: sheet.headings(),
            units: Memo::default(),
            groups: Memo::default(),
            leaves: Memo::default(),
            marks: Memo::default(),
            weights: Memo::default(),
            listed: std::collections::BTreeMap::new(),
            out,
        };
        let pass = sheet.for_each(&mut |row| reader.row(&plan, row));
        let mut out = reader.out;
        out.blank_rows = pass.blank_rows;
        out.findings.extend(pass.findings);
        out.plan = Some(plan);
        out
    }

    fn row(&mut self, plan: &Plan, row: Row<'_>) {
        self.out.rows.push(SheetRow { number: row.number(), fate: Fate::Open });
        if row.len() != self.headings.len() {
            let (value, expected) = (row.len().to_string(), self.headings.len().to_string());
            let finding = self.finding(RuleKind::RaggedRow, row.number(), None);
            let finding = finding.with("value", value).with("expected", expected);
            if self.refused(finding) {
                return;
            }
        }
        match plan.layout {
            Layout::Wide => self.wide(plan, row),
            Layout::RaterUnit => self.rater_unit(plan, row),
            Layout::Long => self.long(plan, row),
            Layout::BundlesLong => self.bundle_long(plan, row),
            Layout::BundlesWide => self.bundle_wide(plan, row),
        }
    }

    // ── findings ──

    fn finding(&self, rule: RuleKind, row: u64, column: Option<usize>) -> Finding {
        let place = self.place.at_row(row);
        let place = match column.map(|c| (c, self.headings.get(c).map_or("", String::as_str))) {
            Some((column, "")) => place.at_column(sheet::column_letter(column)),
            Some((_, heading)) => place.at_column(heading),
            None => place,
        };
        Finding::new(rule.finding(), self.appraisal.scheme.effect(rule), place)
    }

    fn push(&mut self, finding: Finding) {
        let listed = self.listed.entry(finding.kind).or_default();
        *listed += 1;
        // A file in which every cell is wrong must not fill the memory with one sentence.
        if *listed <= MAX_LISTED {
            self.out.findings.push(finding);
        }
    }

    /// Lists the finding; true where its row is left out.
    fn refused(&mut self, finding: Finding) -> bool {
        let refuses = refuses(finding.effect);
        self.push(finding);
        if refuses && let Some(row) = self.out.rows.last_mut() {
            row.fate = Fate::Refused;
        }
        refuses
    }

    // ── cells ──

    fn unit(&mut self, plan: &Plan, row: &Row<'_>) -> Option<usize> {
        let Some(column) = plan.roles.get(&Role::Unit).copied() else { return plan.unit };
        let text = row.get(column);
        let appraisal = self.appraisal;
        if let Some(unit) = self.units.get(text, |text| appraisal.unit_names().find(text)) {
            return self.in_force(unit, text, row.number(), Some(column));
        }
        let rule =
            if fold(text).is_empty() { RuleKind::MissingUnit } else { RuleKind::UnknownUnit };
        let finding = self.finding(rule, row.number(), Some(column)).with("value", text.trim());
        self.refused(finding.with_nearest(appraisal.unit_names().nearest(text)));
        None
    }

    fn in_force(
        &mut self,
        unit: usize,
        text: &str,
        row: u64,
        column: Option<usize>,
    ) -> Option<usize> {
        if self.appraisal.units[unit].in_force {
            return Some(unit);
        }
        let finding =
            self.finding(RuleKind::UnitNotInForce, row, column).with("value", text.trim());
        let finding = finding.with("period", self.appraisal.period.to_string());
        let effect = finding.effect;
        if !self.refused(finding)
            && effect == Effect::VoidBallot
            && let Some(row) = self.out.rows.last_mut()
        {
            row.fate = Fate::Void;
        }
        None
    }

    fn group(&mut self, plan: &Plan, row: &Row<'_>) -> Option<u16> {
        let found = match plan.roles.get(&Role::Group).copied() {
            None => plan.group,
            Some(column) => {
                let text = row.get(column);
                let names = self.appraisal.scheme.group_names();
                let found = self.groups.get(text, |text| names.find(text));
                if found.is_none() {
                    let rule = match fold(text).is_empty() {
                        true => RuleKind::MissingGroup,
                        false => RuleKind::UnknownGroup,
                    };
                    let known = self.appraisal.scheme.groups.iter();
                    let known: Vec<&str> = known.map(|group| group.label.zh.as_str()).collect();
                    let finding = self.finding(rule, row.number(), Some(column));
                    let finding = finding.with("value", text.trim());
                    let finding = finding.with_nearest(names.nearest(text));
                    self.refused(finding.with("expected", known.join(" / ")));
                }
                found
            }
        };
        found.and_then(|group| u16::try_from(group).ok())
    }

    fn leaf(&mut self, plan: &Plan, row: &Row<'_>) -> Option<u16> {
        let Some(column) = plan.roles.get(&Role::Indicator).copied() else { return Some(0) };
        let text = row.get(column);
        let indicators = &self.appraisal.scheme.indicators;
        let source = self.source;
        let found = self.leaves.get(text, |text| {
            let folded = fold(text);
            let declared = source.mapping.indicators.iter();
            let declared = declared.clone().find(|(known, _)| fold(known) == folded);
            let named = || indicators.names().find(text).filter(|i| *i < indicators.n_leaves());
            declared.map(|(_, leaf)| *leaf).or_else(named)
        });
        if found.is_none() {
            let rule = match fold(text).is_empty() {
                true => RuleKind::MissingIndicator,
                false => RuleKind::UnknownIndicator,
            };
            let known: Vec<&str> =
                indicators.leaves().iter().map(|leaf| leaf.label.zh.as_str()).collect();
            let finding = self.finding(rule, row.number(), Some(column)).with("value", text.trim());
            let finding = finding.with_nearest(indicators.names().nearest(text));
            self.refused(finding.with("expected", known.join(" / ")));
        }
        found.and_then(|leaf| u16::try_from(leaf).ok())
    }

    fn rater(&mut self, plan: &Plan, row: &Row<'_>, group: u16) -> Option<u32> {
        let Some(column) = plan.roles.get(&Role::Rater).copied() else {
            return Some(self.out.raters.anonymous());
        };
        let text = row.get(column).trim();
        if !text.is_empty() {
            return Some(self.out.raters.number(group, text));
        }
        let finding = self.finding(RuleKind::MissingRater, row.number(), Some(column));
        if self.refused(finding) { None } else { Some(self.out.raters.anonymous()) }
    }

    fn weight(&mut self, plan: &Plan, row: &Row<'_>) -> Option<Weight> {
        let Some(column) = plan.roles.get(&Role::Weight).copied() else { return Some(Weight::ONE) };
        let text = row.get(column);
        let weight = self.weights.get(text, |text| Weight::parse(&fold(text)));
        if weight.is_none() {
            let finding = self.finding(RuleKind::BadWeight, row.number(), Some(column));
            self.refused(finding.with("value", text.trim()));
        }
        weight
    }

    /// The mark in a cell; `None` where the row is refused for it.
    ///
    /// The second value is the kind for which the whole ballot is void.
    fn answer(&mut self, row: &Row<'_>, column: usize, group: u16) -> Option<(Code, Option<Kind>)> {
        let text = row.get(column);
        let scale = &self.appraisal.scheme.scale;
        let source = self.source;
        let mut answer = self.marks.get(text, |text| read_mark(scale, source, text));
        let formula = row.is_formula(column) || text.starts_with('=');
        if formula {
            let finding = self.finding(RuleKind::FormulaCell, row.number(), Some(column));
            let effect = finding.effect;
            if self.refused(finding.with("value", text.trim())) {
                return None;
            }
            match effect {
                Effect::VoidBallot => return Some((Code::VOID, Some(Kind::FormulaCell))),
                Effect::VoidAnswer => {
                    self.out.void_answers.push((group, Kind::FormulaCell));
                    return Some((Code::VOID, None));
                }
                _ => {}
            }
        }
        let Some(rule) = answer.rule.take() else { return Some((answer.code, None)) };
        let finding = self.finding(rule, row.number(), Some(column)).with("value", text.trim());
        let effect = finding.effect;
        let finding = match rule {
            RuleKind::OffScale => {
                let finding = finding.with_nearest(scale.nearest(text));
                finding.with("expected", expected(scale))
            }
            _ => finding,
        };
        if self.refused(finding) {
            return None;
        }
        if effect == Effect::VoidBallot {
            return Some((Code::VOID, Some(rule.finding())));
        }
        self.out.void_answers.push((group, rule.finding()));
        Some((Code::VOID, None))
    }

    /// Whether the group rates the unit; lists it where not. `Some(kind)` voids the ballot.
    fn not_rating(&mut self, row: u64, group: u16, unit: usize) -> Result<Option<Kind>, ()> {
        if self.appraisal.rates(usize::from(group), unit) {
            return Ok(None);
        }
        let label = &self.appraisal.scheme.groups[usize::from(group)].label.zh;
        let name = &self.appraisal.units[unit].name.zh;
        let finding = self.finding(RuleKind::GroupNotRating, row, None);
        let finding = finding.with("value", label).with("unit", name);
        if self.refused(finding) { Err(()) } else { Ok(Some(Kind::GroupNotRating)) }
    }

    // ── layouts ──

    fn row_index(&self) -> u32 {
        u32::try_from(self.out.rows.len()).unwrap_or(u32::MAX) - 1
    }

    fn rater_unit(&mut self, plan: &Plan, row: Row<'_>) {
        let (unit, group) = (self.unit(plan, &row), self.group(plan, &row));
        let weight = self.weight(plan, &row);
        let (Some(unit), Some(group), Some(weight)) = (unit, group, weight) else { return };
        let Some(rater) = self.rater(plan, &row, group) else { return };
        let Ok(mut void) = self.not_rating(row.number(), group, unit) else { return };
        let start = self.out.answers.len();
        let n_leaves = self.appraisal.scheme.indicators.n_leaves();
        self.out.answers.resize(start + n_leaves, Code::BLANK);
        let mut whole = true;
        for (column, _, leaf) in &plan.cells {
            match self.answer(&row, *column, group) {
                Some((code, kind)) => {
                    self.out.answers[start + leaf] = code;
                    void = void.or(kind);
                }
                None => whole = false,
            }
        }
        if !whole {
            self.out.answers.truncate(start);
            return;
        }
        let void = void.or_else(|| self.empty(&row, start));
        let unit = u32::try_from(unit).unwrap_or(u32::MAX);
        let row = self.row_index();
        self.out.ballots.push(SheetBallot { row, rater, unit, group, weight, void });
    }

    /// The finding for a ballot without any mark, which is listed.
    fn empty(&mut self, row: &Row<'_>, start: usize) -> Option<Kind> {
        let answers = &self.out.answers[start..];
        if answers.iter().any(|code| code.is_mark()) {
            return None;
        }
        if answers.contains(&Code::VOID) {
            // All its answers are void, each listed by itself.
            return Some(Kind::MultipleMarks);
        }
        let finding = self.finding(RuleKind::BlankBallot, row.number(), None);
        self.push(finding);
        Some(Kind::BlankBallot)
    }

    fn wide(&mut self, plan: &Plan, row: Row<'_>) {
        let (group, weight) = (self.group(plan, &row), self.weight(plan, &row));
        let (Some(group), Some(weight)) = (group, weight) else { return };
        let Some(rater) = self.rater(plan, &row, group) else { return };
        let n_leaves = self.appraisal.scheme.indicators.n_leaves();
        let (first_ballot, first_answer) = (self.out.ballots.len(), self.out.answers.len());
        let mut slots: Vec<Option<usize>> = vec![None; self.appraisal.units.len()];
        for (column, unit, leaf) in &plan.cells {
            let Some((code, kind)) = self.answer(&row, *column, group) else {
                self.forget(first_ballot, first_answer);
                return;
            };
            if code == Code::BLANK && kind.is_none() {
                continue;
            }
            let slot = match slots[*unit] {
                Some(slot) => slot,
                None => {
                    let Ok(void) = self.wide_ballot(&row, group, *unit, *column) else {
                        self.forget(first_ballot, first_answer);
                        return;
                    };
                    let slot = self.out.ballots.len();
                    let unit_number = u32::try_from(*unit).unwrap_or(u32::MAX);
                    let row = self.row_index();
                    let ballot = SheetBallot { row, rater, unit: unit_number, group, weight, void };
                    self.out.ballots.push(ballot);
                    let end = self.out.answers.len() + n_leaves;
                    self.out.answers.resize(end, Code::BLANK);
                    slots[*unit] = Some(slot);
                    slot
                }
            };
            let start = first_answer + (slot - first_ballot) * n_leaves;
            self.out.answers[start + leaf] = code;
            let ballot = &mut self.out.ballots[slot];
            ballot.void = ballot.void.or(kind);
        }
        if self.out.ballots.len() == first_ballot {
            let finding = self.finding(RuleKind::BlankBallot, row.number(), None);
            if !self.refused(finding) {
                // Kept as a void ballot on no unit, so that the paper is counted as returned.
                let row = self.row_index();
                let void = Some(Kind::BlankBallot);
                let unit = u32::MAX;
                self.out.ballots.push(SheetBallot { row, rater, unit, group, weight, void });
                let end = self.out.answers.len() + n_leaves;
                self.out.answers.resize(end, Code::BLANK);
            }
            return;
        }
        for slot in first_ballot..self.out.ballots.len() {
            let start = first_answer + (slot - first_ballot) * n_leaves;
            let answers = &self.out.answers[start..start + n_leaves];
            if !answers.iter().any(|code| code.is_mark()) {
                let ballot = &mut self.out.ballots[slot];
                ballot.void = ballot.void.or(Some(Kind::MultipleMarks));
            }
        }
    }

    /// Whether a ballot on this unit counts; `Err` where the row is refused.
    fn wide_ballot(
        &mut self,
        row: &Row<'_>,
        group: u16,
        unit: usize,
        column: usize,
    ) -> Result<Option<Kind>, ()> {
        if !self.appraisal.units[unit].in_force {
            let name = self.appraisal.units[unit].name.zh.clone();
            let finding = self.finding(RuleKind::UnitNotInForce, row.number(), Some(column));
            let finding = finding.with("value", name);
            let finding = finding.with("period", self.appraisal.period.to_string());
            return if self.refused(finding) { Err(()) } else { Ok(Some(Kind::UnitNotInForce)) };
        }
        self.not_rating(row.number(), group, unit)
    }

    /// Drops what a row that is refused half-way has left.
    fn forget(&mut self, first_ballot: usize, first_answer: usize) {
        self.out.ballots.truncate(first_ballot);
        self.out.answers.truncate(first_answer);
    }

    fn long(&mut self, plan: &Plan, row: Row<'_>) {
        let (unit, group) = (self.unit(plan, &row), self.group(plan, &row));
        let (leaf, weight) = (self.leaf(plan, &row), self.weight(plan, &row));
        let (Some(unit), Some(group), Some(indicator), Some(weight)) = (unit, group, leaf, weight)
        else {
            return;
        };
        let Some(rater) = self.rater(plan, &row, group) else { return };
        let Ok(mut void) = self.not_rating(row.number(), group, unit) else { return };
        let column = plan.roles[&Role::Answer];
        let Some((code, kind)) = self.answer(&row, column, group) else { return };
        void = void.or(kind);
        let unit = u32::try_from(unit).unwrap_or(u32::MAX);
        let row = self.row_index();
        self.out.long.push(LongAnswer { row, rater, unit, group, indicator, code, weight, void });
    }

    fn bundle_long(&mut self, plan: &Plan, row: Row<'_>) {
        let Some((unit, group, indicator)) = self.bundle_address(plan, &row) else { return };
        let (level, count) = (plan.roles[&Role::Answer], plan.roles[&Role::Count]);
        let text = row.get(level);
        let scale = &self.appraisal.scheme.scale;
        let source = self.source;
        let mut answer = self.marks.get(text, |text| read_mark(scale, source, text));
        // A paper count may say outright how many were left blank; our own audit table does.
        if answer.code == Code::VOID && BLANK_NAMES.contains(&fold(text).as_str()) {
            answer = Answer { code: Code::BLANK, rule: None };
        }
        if answer.rule.is_some() || fold(text).is_empty() {
            let finding = self.finding(RuleKind::OffScale, row.number(), Some(level));
            let finding = finding.with("value", text.trim()).with_nearest(scale.nearest(text));
            let refused = self.refused(finding.with("expected", expected(scale)));
            if !refused && let Some(row) = self.out.rows.last_mut() {
                row.fate = Fate::Void;
            }
            return;
        }
        let Some(n) = self.count(&row, count) else { return };
        let Some(weight) = self.bundle_weight(plan, &row, n) else { return };
        let blank = answer.code == Code::BLANK && scale.blank.is_none();
        if n > 0 && !blank {
            let code = answer.code;
            self.out.bundles.push(Bundle { unit, group, indicator, code, n, weight });
        }
        self.accept();
    }

    fn bundle_wide(&mut self, plan: &Plan, row: Row<'_>) {
        let Some((unit, group, indicator)) = self.bundle_address(plan, &row) else { return };
        let start = self.out.bundles.len();
        for (column, code) in &plan.levels {
            let Some(n) = self.count(&row, *column) else {
                self.out.bundles.truncate(start);
                return;
            };
            if n > 0 {
                let weight = u128::from(n) * u128::from(WEIGHT_SCALE);
                let code = *code;
                self.out.bundles.push(Bundle { unit, group, indicator, code, n, weight });
            }
        }
        self.accept();
    }

    fn accept(&mut self) {
        if let Some(row) = self.out.rows.last_mut() {
            row.fate = Fate::Accepted;
        }
    }

    fn bundle_address(&mut self, plan: &Plan, row: &Row<'_>) -> Option<(u32, u16, u16)> {
        let (unit, group) = (self.unit(plan, row), self.group(plan, row));
        let leaf = self.leaf(plan, row);
        let (unit, group, leaf) = (unit?, group?, leaf?);
        match self.not_rating(row.number(), group, unit) {
            Ok(None) => Some((u32::try_from(unit).ok()?, group, leaf)),
            Ok(Some(_)) => {
                if let Some(row) = self.out.rows.last_mut() {
                    row.fate = Fate::Void;
                }
                None
            }
            Err(()) => None,
        }
    }

    /// A whole number of answers; an empty cell is none.
    fn count(&mut self, row: &Row<'_>, column: usize) -> Option<u64> {
        let folded = fold(row.get(column));
        if folded.is_empty() {
            return Some(0);
        }
        match folded.parse::<u64>() {
            Ok(n) if n < 1_000_000_000_000 => Some(n),
            _ => {
                let finding = self.finding(RuleKind::BadCount, row.number(), Some(column));
                self.refused(finding.with("value", row.get(column).trim()));
                None
            }
        }
    }

    /// The sum of weights of a bundle: its weight column, or its count.
    fn bundle_weight(&mut self, plan: &Plan, row: &Row<'_>, n: u64) -> Option<u128> {
        let plain = u128::from(n) * u128::from(WEIGHT_SCALE);
        let Some(column) = plan.roles.get(&Role::Weight).copied() else { return Some(plain) };
        let text = fold(row.get(column));
        let ratio = crate::exact::Ratio::parse(&text).ok();
        let scaled = ratio.map(|ratio| &ratio * &crate::exact::Ratio::whole(WEIGHT_SCALE));
        let weight = scaled.and_then(|scaled| scaled.to_string().parse::<u128>().ok());
        match weight.filter(|weight| (*weight > 0) == (n > 0)) {
            Some(weight) => Some(weight),
            None => {
                let finding = self.finding(RuleKind::BadWeight, row.number(), Some(column));
                self.refused(finding.with("value", row.get(column).trim()));
                None
            }
        }
    }
}

fn read_mark(scale: &crate::scheme::Scale, source: &BallotSource, text: &str) -> Answer {
    let plain = |code| Answer { code, rule: None };
    if !source.mapping.answers.is_empty() {
        let folded = fold(text);
        let declared = source.mapping.answers.iter().find(|(known, _)| *known == folded);
        if let Some((_, code)) = declared {
            return plain(*code);
        }
    }
    match scale.read(text) {
        Mark::On(code) => plain(code),
        Mark::Blank => plain(Code::BLANK),
        Mark::Several => Answer { code: Code::VOID, rule: Some(RuleKind::MultipleMarks) },
        Mark::Off => Answer { code: Code::VOID, rule: Some(RuleKind::OffScale) },
    }
}

/// The scale as a message lists it.
fn expected(scale: &crate::scheme::Scale) -> String {
    let levels = scale.levels.iter().map(|level| level.label.zh.clone());
    let range = scale.range.iter().map(|range| format!("{}–{}", range.min, range.max));
    levels.chain(range).collect::<Vec<_>>().join(" / ")
}
