//! Opening the folder: every name resolved, every mistake listed.

use std::path::{Component, Path};

use sha2::{Digest, Sha256};

use super::form::{AppraisalForm, BallotsForm, ColumnsForm, PeriodForm};
use super::*;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop, nearest};
use crate::form::Form;
use crate::naming::fold;
use crate::period::Part;
use crate::register::Register;
use crate::scheme::{Mark, shipped_ids, shipped_text};
use crate::sheet::{self, Encoding, Reading};

/// The name of the file that makes a folder an appraisal.
const FILE: &str = "appraisal.toml";

impl Appraisal {
    /// Opens the folder for `period`, or for its latest one.
    ///
    /// A year that is not listed itself is opened over its half-years or quarters: it then has the
    /// files of all of them.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder holds no `appraisal.toml`; [`Error::Findings`] with every
    /// mistake in it, in the scheme and in the register.
    pub fn open(folder: impl AsRef<Path>, period: Option<Period>) -> Result<Appraisal, Error> {
        let folder = folder.as_ref();
        let (text, input) = read_text(&folder.join(FILE), FILE)?;
        let (keys, form) = Form::parse::<AppraisalForm>(FILE, &text);
        let mut opening = Opening { folder, form, inputs: vec![input], further: Vec::new() };
        let listed = opening.periods(&keys);
        let period = opening.choose(period, &listed);
        let (Some(period), false) = (period, listed.is_empty()) else {
            return Err(Error::Findings(opening.into_findings()));
        };
        let parts = parts_of(period, &listed);
        let scheme = opening.scheme(&keys, parts.first().map(|(_, index)| &keys.periods[*index]));
        let register = scheme.as_ref().and_then(|scheme| opening.register(&keys, scheme));
        let (Some(scheme), Some(register)) = (scheme, register) else {
            return Err(Error::Findings(opening.into_findings()));
        };
        let units = register.units(period);
        let mut appraisal = Appraisal {
            folder: folder.to_path_buf(),
            title: label(&keys.title, &keys.title_en),
            office: label(keys.office.as_deref().unwrap_or(""), &keys.office_en),
            notice: label(keys.notice.as_deref().unwrap_or(""), &keys.notice_en),
            period,
            periods: listed.iter().map(|(period, _)| *period).collect(),
            unit_names: register.names(period),
            units,
            sources: Vec::new(),
            returns: vec![IssuedReturned::default(); scheme.groups.len()],
            accept_returns: None,
            inputs: Vec::new(),
            scheme,
        };
        appraisal.periods.sort_unstable();
        opening.check_only_units(&appraisal);
        for (_, index) in parts {
            opening.period(&keys.periods[index], index, &mut appraisal);
        }
        if any_stop(opening.form.findings()) || any_stop(&opening.further) {
            return Err(Error::Findings(opening.into_findings()));
        }
        appraisal.inputs = opening.inputs;
        Ok(appraisal)
    }

    /// The parts of a year that is appraised through its half-years or quarters; empty otherwise.
    pub fn parts(&self) -> Vec<Period> {
        if self.periods.contains(&self.period) {
            return Vec::new();
        }
        let inside = |p: &&Period| p.year() == self.period.year() && p.part() != Part::Year;
        self.periods.iter().filter(inside).copied().collect()
    }
}

fn label(zh: &str, en: &Option<String>) -> Label {
    Label { zh: zh.to_owned(), en: en.clone().unwrap_or_else(|| zh.to_owned()) }
}

/// The listed periods that make up `period`: itself, or the parts of a year.
fn parts_of(period: Period, listed: &[(Period, usize)]) -> Vec<(Period, usize)> {
    let own: Vec<_> = listed.iter().filter(|(p, _)| *p == period).copied().collect();
    if !own.is_empty() || period.part() != Part::Year {
        return own;
    }
    let mut parts: Vec<_> =
        listed.iter().filter(|(p, _)| p.year() == period.year()).copied().collect();
    parts.sort_unstable();
    parts
}

fn read_text(path: &Path, shown_as: &str) -> Result<(String, InputFile), Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let row = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
            let place = Place::file(shown_as).at_row(row);
            let finding = Finding::new(Kind::BadEncoding, Effect::Stop, place);
            return Err(Error::Findings(vec![finding.with("value", "UTF-8")]));
        }
    };
    Ok((text, InputFile { file: shown_as.to_owned(), sha256 }))
}

/// A folder on its way to an appraisal.
struct Opening<'a> {
    folder: &'a Path,
    form: Form,
    inputs: Vec<InputFile>,
    /// Findings of other files: the scheme, the register, the returns.
    further: Vec<Finding>,
}

impl Opening<'_> {
    fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.form.into_findings();
        findings.extend(self.further);
        findings
    }

    fn mistake(&mut self, kind: Kind, path: &str, value: &str) {
        let finding = self.form.mistake(kind, path).with("value", value);
        self.form.push(finding);
    }

    /// The periods that are listed, with their position.
    fn periods(&mut self, keys: &AppraisalForm) -> Vec<(Period, usize)> {
        let mut listed: Vec<(Period, usize)> = Vec::new();
        for (index, entry) in keys.periods.iter().enumerate() {
            let path = format!("periods[{}].period", index + 1);
            match entry.period.parse::<Period>() {
                Ok(period) if listed.iter().any(|(known, _)| *known == period) => {
                    self.mistake(Kind::DuplicatePeriod, &path, &entry.period);
                }
                Ok(period) => listed.push((period, index)),
                Err(_) => self.mistake(Kind::BadPeriod, &path, &entry.period),
            }
        }
        if keys.periods.is_empty() {
            let finding = self.form.mistake(Kind::EmptyList, "periods");
            self.form.push(finding);
        }
        listed
    }

    fn choose(&mut self, wanted: Option<Period>, listed: &[(Period, usize)]) -> Option<Period> {
        let latest = listed.iter().map(|(period, _)| *period).max_by_key(|p| p.months().1);
        let Some(wanted) = wanted else { return latest };
        if !parts_of(wanted, listed).is_empty() {
            return Some(wanted);
        }
        let mut known: Vec<Period> = listed.iter().map(|(period, _)| *period).collect();
        known.sort_unstable();
        let known: Vec<String> = known.iter().map(Period::to_string).collect();
        let finding = self.form.mistake(Kind::UnknownPeriod, "periods");
        let finding = finding.with("value", wanted.to_string());
        self.form.push(finding.with("expected", known.join(" / ")));
        None
    }

    fn scheme(&mut self, keys: &AppraisalForm, period: Option<&PeriodForm>) -> Option<Scheme> {
        let name = period.and_then(|p| p.scheme.as_ref()).unwrap_or(&keys.scheme);
        if name.is_empty() {
            return None;
        }
        let path = self.folder.join(name);
        let read = if path.is_file() {
            read_text(&path, name)
        } else if let Some(text) = shipped_text(name) {
            let sha256 = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
            Ok((text.to_owned(), InputFile { file: name.clone(), sha256 }))
        } else {
            let shipped: Vec<&str> = shipped_ids().collect();
            let near = nearest(name, shipped.iter().copied());
            let finding = self.form.mistake(Kind::UnknownScheme, "scheme").with("value", name);
            let finding = finding.with_nearest(near);
            self.form.push(finding.with("expected", shipped.join(" / ")));
            return None;
        };
        let scheme = read.and_then(|(text, input)| {
            self.inputs.push(input);
            Scheme::read(name, &text)
        });
        match self.taken(scheme) {
            Some(scheme) if scheme.open_questions.is_empty() => Some(scheme),
            Some(scheme) => {
                self.further.extend(scheme.open_questions);
                None
            }
            None => None,
        }
    }

    /// The value, or its findings among ours.
    fn taken<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(Error::Findings(findings)) => {
                self.further.extend(findings);
                None
            }
            Err(error) => {
                let finding = self.form.mistake(Kind::UnreadableFile, "scheme");
                self.form.push(finding.with("detail", error.to_string()));
                None
            }
        }
    }

    fn register(&mut self, keys: &AppraisalForm, scheme: &Scheme) -> Option<Register> {
        let name = &keys.register;
        if name.is_empty() {
            return None;
        }
        let read = Register::read(&self.folder.join(name), name, scheme);
        let register = self.taken(read)?;
        self.inputs.push(InputFile { file: name.clone(), sha256: register.sha256.clone() });
        Some(register)
    }

    /// Units that only some groups rate must be in the register.
    fn check_only_units(&mut self, appraisal: &Appraisal) {
        let scheme = &appraisal.scheme;
        for (index, group) in scheme.groups.iter().enumerate() {
            for id in group.only_units.iter().flatten() {
                if appraisal.units.iter().all(|unit| unit.id != *id) {
                    let near = nearest(id, appraisal.units.iter().map(|unit| unit.id.as_str()));
                    let key = format!("groups[{}].only_units", index + 1);
                    let place = Place::key(scheme.id.as_str(), key.as_str());
                    let finding = Finding::new(Kind::UnknownUnit, Effect::Stop, place);
                    self.further.push(finding.with("value", id).with_nearest(near));
                }
            }
        }
    }

    fn period(&mut self, keys: &PeriodForm, index: usize, appraisal: &mut Appraisal) {
        let path = format!("periods[{}]", index + 1);
        if keys.ballots.is_empty() {
            self.mistake(Kind::NoBallots, &format!("{path}.ballots"), &keys.period);
        }
        for (number, ballots) in keys.ballots.iter().enumerate() {
            let key = format!("{path}.ballots[{}]", number + 1);
            let source = self.source(ballots, &key, appraisal);
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
            self.returns_file(file, appraisal);
        }
        appraisal.accept_returns = keys.accept_returns.clone().or(appraisal.accept_returns.take());
    }

    fn group(&mut self, name: &str, key: &str, appraisal: &Appraisal) -> Option<usize> {
        let names = appraisal.scheme.group_names();
        let found = names.find(name);
        if found.is_none() {
            let finding = self.form.mistake(Kind::UnknownGroup, key).with("value", name);
            let finding = finding.with_nearest(names.nearest(name));
            self.form.push(finding.with("expected", group_list(&appraisal.scheme)));
        }
        found
    }

    fn unit(&mut self, name: &str, key: &str, appraisal: &Appraisal) -> Option<usize> {
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

    fn source(&mut self, keys: &BallotsForm, key: &str, appraisal: &Appraisal) -> BallotSource {
        let mut mapping = Mapping {
            layout: keys.layout,
            group_from: keys.group_from,
            unit_from: keys.unit_from,
            raters: keys.raters.unwrap_or_default(),
            columns: columns(&keys.columns),
            ignore: keys.ignore.clone(),
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
                Mark::On(code) => mapping.answers.push((fold(text), code)),
                Mark::Blank => mapping.answers.push((fold(text), crate::scheme::Code::BLANK)),
                Mark::Several | Mark::Off => {
                    let path = at(&format!("answers.{text}"));
                    let near = appraisal.scheme.scale.nearest(level);
                    let finding = self.form.mistake(Kind::OffScale, &path).with("value", level);
                    let expected = level_list(&appraisal.scheme);
                    self.form.push(finding.with_nearest(near).with("expected", expected));
                }
            }
        }
        let files = self.files(&keys.files, &at("files"));
        BallotSource { key: key.to_owned(), files, reading: self.reading(keys, key), mapping }
    }

    fn reading(&mut self, keys: &BallotsForm, key: &str) -> Reading {
        let mut reading = Reading {
            sheet: keys.sheet.clone(),
            heading_row: keys.heading_row,
            ..Reading::default()
        };
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
    fn files(&mut self, patterns: &[String], key: &str) -> Vec<SourceFile> {
        let mut files: Vec<SourceFile> = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let key = format!("{key}[{}]", index + 1);
            let plain = self.folder.join(pattern);
            let found = if plain.is_file() { vec![plain] } else { self.matching(pattern) };
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

    fn matching(&self, pattern: &str) -> Vec<PathBuf> {
        // The folder itself may hold characters that mean something in a pattern.
        let folder = glob::Pattern::escape(&self.folder.to_string_lossy());
        let Ok(paths) = glob::glob(&format!("{folder}/{pattern}")) else { return Vec::new() };
        let hidden = |path: &Path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // `~$` is Excel's lock beside a workbook that is open.
            name.starts_with('.') || name.starts_with("~$")
        };
        paths.flatten().filter(|path| path.is_file() && !hidden(path)).collect()
    }

    fn returns_file(&mut self, name: &str, appraisal: &mut Appraisal) {
        let book = sheet::open(&self.folder.join(name), name, &Reading::default());
        self.inputs.push(InputFile { file: name.to_owned(), sha256: book.sha256 });
        self.further.extend(book.findings);
        let Some(sheet) = book.sheets.first() else { return };
        let column = |names: &[&str]| {
            let known = |heading: &String| names.iter().any(|name| fold(name) == fold(heading));
            sheet.headings().iter().position(known)
        };
        let Some(group) = column(&["group", "评议主体", "主体", "组别", "rater group"])
        else {
            let place = sheet.place().at_row(sheet.heading_row());
            let finding = Finding::new(Kind::MissingColumn, Effect::Stop, place);
            let finding = finding.with("value", "评议主体");
            self.further.push(finding.with("expected", sheet.headings().join(" / ")));
            return;
        };
        let issued = column(&["issued", "发出", "发放", "发出数", "发放数"]);
        let returned = column(&["returned", "收回", "回收", "收回数", "回收数"]);
        let mut further = Vec::new();
        let read = sheet.for_each(&mut |row| {
            let place = sheet.place().at_row(row.number());
            let name = row.get(group);
            let names = appraisal.scheme.group_names();
            let Some(index) = names.find(name) else {
                let finding = Finding::new(Kind::UnknownGroup, Effect::Stop, place);
                let finding = finding.with("value", name).with_nearest(names.nearest(name));
                further.push(finding.with("expected", group_list(&appraisal.scheme)));
                return;
            };
            let mut count = |column: Option<usize>| {
                let column = column?;
                let text = fold(row.get(column));
                let number = text.parse::<u64>().ok();
                if number.is_none() && !text.is_empty() {
                    let at = place.at_column(sheet.headings()[column].as_str());
                    let finding = Finding::new(Kind::BadCount, Effect::Stop, at);
                    further.push(finding.with("value", row.get(column)));
                }
                number
            };
            let read = IssuedReturned { issued: count(issued), returned: count(returned) };
            appraisal.returns[index].add(read);
        });
        self.further.extend(read.findings);
        self.further.extend(further);
    }
}

impl IssuedReturned {
    /// Adds what another line says of the same group.
    fn add(&mut self, other: IssuedReturned) {
        let sum = |a: Option<u64>, b: Option<u64>| match (a, b) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (a, b) => a.or(b),
        };
        self.issued = sum(self.issued, other.issued);
        self.returned = sum(self.returned, other.returned);
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
    }
}

/// The groups of a scheme, as a message lists them.
fn group_list(scheme: &Scheme) -> String {
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
