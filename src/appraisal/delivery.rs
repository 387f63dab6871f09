//! What was delivered for a period: ballot files with their mapping, every name resolved.

use std::path::{Component, Path, PathBuf};

use super::form::{BallotsForm, ColumnsForm, PeriodForm};
use super::found::{Found, LeftOut};
use super::open::Opening;
use super::{
    Appraisal, BallotSource, Columns, IssuedReturned, Mapping, Particular, Population, SourceFile,
};
use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind};
use crate::naming::fold;
use crate::period::Period;
use crate::platform::Exported;
use crate::scheme::{Code, Mark, Scheme};
use crate::sheet::{Encoding, Reading};

/// The most rows that headings take.
const MAX_HEADING_ROWS: u64 = 9;

impl Opening<'_> {
    /// Takes the files and returns of one listed period.
    pub(super) fn period(
        &mut self,
        keys: &PeriodForm,
        period: Period,
        index: usize,
        appraisal: &mut Appraisal,
    ) {
        let path = format!("periods[{}]", index + 1);
        if keys.ballots.is_empty() {
            self.mistake(Kind::NoBallots, &format!("{path}.ballots"), &keys.period);
        }
        let ballots: &[BallotsForm] = if self.counted { &[] } else { &keys.ballots };
        for (number, ballots) in ballots.iter().enumerate() {
            let key = format!("{path}.ballots[{}]", number + 1);
            let source = self.source(ballots, period, &key, appraisal);
            appraisal.sources.push(source);
        }
        for (number, entry) in keys.returns.iter().enumerate() {
            let key = format!("{path}.returns[{}].group", number + 1);
            if let Some(group) = self.group(&entry.group, &key, appraisal) {
                let read = IssuedReturned { issued: entry.issued, returned: entry.returned };
                appraisal.returns[group].add(read);
            }
        }
        if let Some(file) = &keys.returns_file {
            if keys.returns.is_empty() {
                if self.is_inside(file, &format!("{path}.returns_file")) {
                    self.returns_file(file, appraisal);
                }
            } else {
                // Said twice, what went out would be counted twice.
                let finding =
                    self.form.mistake(Kind::DuplicateName, &format!("{path}.returns_file"));
                self.form.push(finding.with("value", file).with("other", "returns"));
            }
        }
        if !self.counted {
            self.totals(keys, period, &path, appraisal);
            self.comment_files(keys, period, &path, appraisal);
        }
        self.populations(keys, period, &path, appraisal);
        appraisal.accept_returns = keys.accept_returns.clone().or(appraisal.accept_returns.take());
    }

    /// Takes the sizes that were written down; one written twice could be either.
    fn populations(
        &mut self,
        keys: &PeriodForm,
        period: Period,
        path: &str,
        appraisal: &mut Appraisal,
    ) {
        for (number, entry) in keys.populations.iter().enumerate() {
            let key = format!("{path}.populations[{}]", number + 1);
            let Some(group) = self.group(&entry.group, &format!("{key}.group"), appraisal) else {
                continue;
            };
            // What is absent has been listed already.
            let Some(size) = entry.size else { continue };
            let stratum = entry.stratum.clone().filter(|name| !fold(name).is_empty());
            let folded = stratum.as_deref().map(fold);
            let known = appraisal.populations.iter().find(|known| {
                let same = (known.period, known.group) == (period, group);
                same && known.stratum.as_deref().map(fold) == folded
            });
            if let Some(known) = known {
                let name = stratum.as_deref().unwrap_or(&entry.group);
                let finding = self.form.mistake(Kind::DuplicateName, &key).with("value", name);
                self.form.push(finding.with("other", &known.key));
                continue;
            }
            appraisal.populations.push(Population { key, period, group, stratum, size });
        }
    }

    pub(super) fn group(&mut self, name: &str, key: &str, appraisal: &Appraisal) -> Option<usize> {
        let names = appraisal.scheme.group_names();
        let found = names.find(name);
        if found.is_none() {
            let finding = self.form.mistake(Kind::UnknownGroup, key).with("value", name);
            let finding = finding.with_nearest(names.nearest(name));
            self.form.push(finding.with("expected", group_list(&appraisal.scheme)));
        }
        found
    }

    pub(super) fn unit(&mut self, name: &str, key: &str, appraisal: &Appraisal) -> Option<usize> {
        let names = appraisal.unit_names();
        let found = names.find(name);
        if found.is_none() {
            let finding = self.form.mistake(Kind::UnknownUnit, key).with("value", name);
            self.form.push(finding.with_nearest(names.nearest(name)));
        }
        found
    }

    fn indicator(&mut self, name: &str, key: &str, appraisal: &Appraisal) -> Option<usize> {
        let indicators = &appraisal.scheme.indicators;
        let found = indicators.names().find(name).filter(|leaf| *leaf < indicators.n_leaves());
        if found.is_none() {
            let known: Vec<&str> =
                indicators.leaves().iter().map(|leaf| leaf.label.zh.as_str()).collect();
            let finding = self.form.mistake(Kind::UnknownIndicator, key).with("value", name);
            let finding = finding.with_nearest(indicators.names().nearest(name));
            self.form.push(finding.with("expected", known.join(" / ")));
        }
        found
    }

    fn source(
        &mut self,
        keys: &BallotsForm,
        period: Period,
        key: &str,
        appraisal: &Appraisal,
    ) -> BallotSource {
        let mapping = self.mapping(keys, key, appraisal);
        let files = self.files(&keys.files, &format!("{key}.files"));
        let reading = self.reading(keys, key);
        BallotSource { key: key.to_owned(), period, files, reading, mapping }
    }

    fn mapping(&mut self, keys: &BallotsForm, key: &str, appraisal: &Appraisal) -> Mapping {
        let mut mapping = Mapping {
            layout: keys.layout,
            exported: keys.exported,
            branches: keys.branches.unwrap_or(false),
            group_from: keys.group_from,
            unit_from: keys.unit_from,
            raters: keys.raters.unwrap_or_default(),
            columns: columns(&keys.columns),
            ignore: keys.ignore.clone(),
            attributes: keys.columns.attributes.clone(),
            ..Mapping::default()
        };
        let at = |name: &str| format!("{key}.{name}");
        mapping.group =
            keys.group.as_ref().and_then(|name| self.group(name, &at("group"), appraisal));
        mapping.unit = keys.unit.as_ref().and_then(|name| self.unit(name, &at("unit"), appraisal));
        for (heading, name) in &keys.indicators {
            let path = at(&format!("indicators.{heading}"));
            if let Some(indicator) = self.indicator(name, &path, appraisal) {
                mapping.indicators.push((heading.clone(), indicator));
            }
        }
        for (heading, cell) in &keys.cells {
            let path = at(&format!("cells.{heading}"));
            let unit = self.unit(&cell.unit, &path, appraisal);
            let indicator = match &cell.indicator {
                Some(name) => self.indicator(name, &path, appraisal),
                None if appraisal.scheme.indicators.n_leaves() == 1 => Some(0),
                None => {
                    self.mistake(Kind::MissingKey, &format!("{path}.indicator"), "indicator");
                    None
                }
            };
            if let (Some(unit), Some(indicator)) = (unit, indicator) {
                mapping.cells.push((heading.clone(), unit, indicator));
            }
        }
        for (text, level) in &keys.answers {
            match appraisal.scheme.scale.read(level) {
                Mark::On(code) => {
                    mapping.answers.push((fold(text), code));
                    if keys.exported == Some(Exported::Scores) {
                        self.compare_points(text, code, &at(&format!("answers.{text}")), appraisal);
                    }
                }
                Mark::Blank => mapping.answers.push((fold(text), Code::BLANK)),
                Mark::Several | Mark::Off => {
                    let path = at(&format!("answers.{text}"));
                    let near = appraisal.scheme.scale.nearest(level);
                    let finding = self.form.mistake(Kind::OffScale, &path).with("value", level);
                    let expected = level_list(&appraisal.scheme);
                    self.form.push(finding.with_nearest(near).with("expected", expected));
                }
            }
        }
        mapping
    }

    /// Notes a score that the questionnaire gives to a level and the scheme does not.
    fn compare_points(&mut self, text: &str, code: Code, key: &str, appraisal: &Appraisal) {
        let scale = &appraisal.scheme.scale;
        let (Ok(score), Some(points)) = (Ratio::parse(&fold(text)), scale.points(code)) else {
            return;
        };
        if score != points {
            let place = self.form.mistake(Kind::ScoreOffPoints, key).place;
            let finding = Finding::new(Kind::ScoreOffPoints, Effect::Flag, place);
            let finding = finding.with("value", text).with("level", scale.name(code));
            self.form.push(finding.with("expected", points.to_string()));
        }
    }

    /// A file that two entries name would be counted twice.
    pub(super) fn check_each_file_once(&mut self, appraisal: &Appraisal) {
        let mut seen: Vec<(PathBuf, Option<&str>, &str)> = Vec::new();
        for source in &appraisal.sources {
            let sheet = source.reading.sheet.as_deref();
            for file in &source.files {
                let path = file.path.canonicalize().unwrap_or_else(|_| file.path.clone());
                let overlaps = |other: Option<&str>| match (sheet, other) {
                    (Some(here), Some(there)) => fold(here) == fold(there),
                    _ => true,
                };
                let known =
                    seen.iter().find(|(known, other, _)| *known == path && overlaps(*other));
                if let Some((_, _, other)) = known {
                    let key = format!("{}.files", source.key);
                    let finding = self.form.mistake(Kind::DuplicateName, &key);
                    let finding = finding.with("value", &file.shown_as);
                    self.form.push(finding.with("other", *other));
                }
                seen.push((path, sheet, &source.key));
            }
        }
    }

    pub(super) fn reading(&mut self, keys: &BallotsForm, key: &str) -> Reading {
        let mut reading = Reading {
            sheet: keys.sheet.clone(),
            heading_row: keys.heading_row,
            heading_rows: keys.heading_rows,
            platform: keys.platform,
            ..Reading::default()
        };
        if let Some(rows) = keys.heading_rows.filter(|rows| !(1..=MAX_HEADING_ROWS).contains(rows))
        {
            let finding = self.form.mistake(Kind::BadNumber, &format!("{key}.heading_rows"));
            let finding = finding.with("value", rows.to_string());
            self.form.push(finding.with("expected", format!("1–{MAX_HEADING_ROWS}")));
            reading.heading_rows = None;
        }
        if let Some(name) = &keys.encoding {
            match name.parse::<Encoding>() {
                Ok(encoding) => reading.encoding = Some(encoding),
                Err(_) => {
                    let finding = self.form.mistake(Kind::BadChoice, &format!("{key}.encoding"));
                    let finding = finding.with("value", name);
                    self.form
                        .push(finding.with("expected", "utf-8 / gb18030 / utf-16le / utf-16be"));
                }
            }
        }
        if let Some(text) = &keys.delimiter {
            match text.as_str() {
                "tab" => reading.delimiter = Some(b'\t'),
                one if one.len() == 1 => reading.delimiter = one.bytes().next(),
                _ => {
                    let finding = self.form.mistake(Kind::BadChoice, &format!("{key}.delimiter"));
                    let finding = finding.with("value", text);
                    self.form.push(finding.with("expected", ", / ; / tab / |"));
                }
            }
        }
        reading
    }

    /// The files of a list of names and patterns, each once, in the order of their names.
    pub(super) fn files(&mut self, patterns: &[String], key: &str) -> Vec<SourceFile> {
        let mut files: Vec<SourceFile> = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let key = format!("{key}[{}]", index + 1);
            if !self.is_inside(pattern, &key) {
                continue;
            }
            let plain = self.folder.join(pattern);
            let found = match (plain.is_file(), plain.is_dir()) {
                (true, _) => vec![plain],
                (_, true) => self.below(&plain, &key),
                _ => self.matching(pattern, &key),
            };
            if found.is_empty() {
                self.mistake(Kind::MissingFile, &key, pattern);
            }
            for path in found {
                let shown_as = shown_as(self.folder, &path);
                if files.iter().all(|known| known.shown_as != shown_as) {
                    files.push(SourceFile { shown_as, path });
                }
            }
        }
        if patterns.is_empty() {
            let finding = self.form.mistake(Kind::EmptyList, key);
            self.form.push(finding);
        }
        files.sort();
        files
    }

    /// Whether a name stays in the folder; one that leads out of it is noted. An appraisal that was
    /// handed on must not read what else lies on the machine.
    pub(super) fn is_inside(&mut self, name: &str, key: &str) -> bool {
        let leads_out = |part| !matches!(part, Component::Normal(_) | Component::CurDir);
        let outside = Path::new(name).components().any(leads_out);
        if outside {
            let finding = self.form.mistake(Kind::MissingFile, key).with("value", name);
            self.form.push(finding.with("detail", "outside"));
        }
        !outside
    }

    /// The files in a folder, at any depth; what is left out is said.
    fn below(&mut self, folder: &Path, key: &str) -> Vec<PathBuf> {
        let found = Found::below(folder);
        for (path, why) in found.left_out {
            if !self.reserved.contains(&path) {
                self.left_out(&path, why, key);
            }
        }
        found.files.into_iter().filter(|path| !self.reserved.contains(path)).collect()
    }

    fn matching(&mut self, pattern: &str, key: &str) -> Vec<PathBuf> {
        // The folder itself may hold characters that mean something in a pattern.
        let folder = glob::Pattern::escape(&self.folder.to_string_lossy());
        let Ok(paths) = glob::glob(&format!("{folder}/{pattern}")) else { return Vec::new() };
        let mut files = Vec::new();
        for path in paths.flatten().filter(|path| path.is_file()) {
            match LeftOut::of_name(&path) {
                _ if self.reserved.contains(&path) => {}
                Some(why) => self.left_out(&path, why, key),
                None => files.push(path),
            }
        }
        files
    }

    /// Says that a file which stands where ballots are looked for is not read.
    fn left_out(&mut self, path: &Path, why: LeftOut, key: &str) {
        let place = self.form.mistake(Kind::LeftOutFile, key).place;
        let finding = Finding::new(Kind::LeftOutFile, Effect::Flag, place);
        let finding = finding.with("value", shown_as(self.folder, path));
        self.form.push(finding.with("detail", why.id()));
    }
}

fn columns(keys: &ColumnsForm) -> Columns {
    Columns {
        rater: keys.rater.clone(),
        group: keys.group.clone(),
        unit: keys.unit.clone(),
        indicator: keys.indicator.clone(),
        answer: keys.answer.clone(),
        weight: keys.weight.clone(),
        count: keys.count.clone(),
        total: keys.total.clone(),
        particulars: particulars(keys),
    }
}

fn particulars(keys: &ColumnsForm) -> Vec<(Particular, String)> {
    let named = [
        (Particular::Started, &keys.started),
        (Particular::Submitted, &keys.submitted),
        (Particular::Duration, &keys.duration),
        (Particular::Device, &keys.device),
        (Particular::Region, &keys.region),
        (Particular::OwnUnit, &keys.own_unit),
        (Particular::Screener, &keys.screener),
        (Particular::Cluster, &keys.cluster),
        (Particular::Stratum, &keys.stratum),
    ];
    named.into_iter().filter_map(|(what, heading)| Some((what, heading.clone()?))).collect()
}

/// The groups of a scheme, as a message lists them.
pub(super) fn group_list(scheme: &Scheme) -> String {
    let names: Vec<&str> = scheme.groups.iter().map(|group| group.label.zh.as_str()).collect();
    names.join(" / ")
}

/// The levels of a scheme, as a message lists them.
fn level_list(scheme: &Scheme) -> String {
    let names = scheme.scale.levels.iter().map(|level| level.label.zh.clone());
    let range = scheme.scale.range.iter().map(|range| format!("{}–{}", range.min, range.max));
    names.chain(range).collect::<Vec<_>>().join(" / ")
}

/// The path as the appraisal names it: relative to the folder, with `/` on every system.
fn shown_as(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::ParentDir => Some("..".into()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}
