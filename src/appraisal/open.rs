//! Opening the folder: every name resolved, every mistake listed.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::form::{AppraisalForm, PeriodForm};
use super::*;
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop, nearest};
use crate::form::Form;
use crate::period::Part;
use crate::register::{Register, Unit};
use crate::scheme::{Publication, shipped_ids, shipped_text};

/// The most bytes of a file of TOML: the mapping of thousands of columns has a few megabytes.
const MOST_BYTES: u64 = 16 << 20;

/// The name of the file that makes a folder an appraisal.
const FILE: &str = "appraisal.toml";

impl Appraisal {
    /// Opens the folder for `period`, or for its latest one.
    ///
    /// A year that is not listed itself is opened over its half-years or quarters: it then has the
    /// files of all of them. A quarter within a half-year that is listed too is left out.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder holds no `appraisal.toml`; [`Error::Findings`] with every
    /// mistake in it, in the scheme and in the register.
    pub fn open(folder: impl AsRef<Path>, period: Option<Period>) -> Result<Appraisal, Error> {
        Appraisal::open_as(folder.as_ref(), period, None, false)
    }

    /// Opens the folder for ballots that were counted elsewhere: scheme, register and periods, but no
    /// ballot files, which need not be there. It has no sources and no totals.
    ///
    /// # Errors
    /// As [`Appraisal::open`].
    pub fn open_counted(
        folder: impl AsRef<Path>,
        period: Option<Period>,
    ) -> Result<Appraisal, Error> {
        Appraisal::open_as(folder.as_ref(), period, None, true)
    }

    /// Opens the folder under another scheme than the one it names, for what-if questions; `name` calls
    /// it in findings.
    ///
    /// # Errors
    /// As [`Appraisal::open`].
    pub fn open_under(
        folder: impl AsRef<Path>,
        period: Option<Period>,
        name: &str,
        text: &str,
    ) -> Result<Appraisal, Error> {
        Appraisal::open_as(folder.as_ref(), period, Some((name, text)), false)
    }

    fn open_as(
        folder: &Path,
        period: Option<Period>,
        instead: Option<(&str, &str)>,
        counted: bool,
    ) -> Result<Appraisal, Error> {
        let (text, input) = read_text(&folder.join(FILE), FILE)?;
        let (keys, form) = Form::parse::<AppraisalForm>(FILE, &text);
        let mut opening = Opening {
            folder,
            form,
            instead,
            inputs: vec![input],
            further: Vec::new(),
            reserved: Vec::new(),
            fingerprints: Fingerprints::default(),
            counted,
        };
        opening.reserve(&keys);
        let listed = opening.periods(&keys);
        let period = opening.choose(period, &listed);
        let (Some(period), false) = (period, listed.is_empty()) else {
            return Err(Error::Findings(opening.into_findings()));
        };
        let parts = parts_of(period, &listed);
        opening.check_one_scheme(&keys, &parts);
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
            periods: in_time(&listed),
            unit_names: register.names(period),
            units,
            sources: Vec::new(),
            returns: vec![IssuedReturned::default(); scheme.groups.len()],
            accept_returns: None,
            populations: Vec::new(),
            totals: Vec::new(),
            comments: CommentFiles::default(),
            faces: Faces::default(),
            inputs: Vec::new(),
            spares_hashes: false,
            flags: Vec::new(),
            fingerprints: std::mem::take(&mut opening.fingerprints),
            internal_in_part: internal_in_part(&scheme, &register, period, &parts),
            rating: Vec::new(),
            scheme,
        };
        opening.check_only_units(&appraisal);
        appraisal.rating = appraisal.all_ratings();
        opening.take_parts(&keys, &parts, &mut appraisal);
        opening.check_each_file_once(&appraisal);
        if any_stop(opening.form.findings()) || any_stop(&opening.further) {
            return Err(Error::Findings(opening.into_findings()));
        }
        appraisal.inputs = std::mem::take(&mut opening.inputs);
        appraisal.flags = opening.into_findings();
        Ok(appraisal)
    }

    /// The parts of a year that is appraised through its half-years or quarters; empty otherwise.
    pub fn parts(&self) -> Vec<Period> {
        if self.periods.contains(&self.period) {
            return Vec::new();
        }
        let listed: Vec<_> = self.periods.iter().map(|period| (*period, 0)).collect();
        parts_of(self.period, &listed).into_iter().map(|(period, _)| period).collect()
    }
}

fn label(zh: &str, en: &Option<String>) -> Label {
    Label { zh: zh.to_owned(), en: en.clone().unwrap_or_else(|| zh.to_owned()) }
}

/// The listed periods, the earliest first.
fn in_time(listed: &[(Period, usize)]) -> Vec<Period> {
    let mut periods: Vec<Period> = listed.iter().map(|(period, _)| *period).collect();
    periods.sort_unstable();
    periods
}

/// Whether each unit was in a category for the leaders only in a part of a year.
fn internal_in_part(
    scheme: &Scheme,
    register: &Register,
    period: Period,
    parts: &[(Period, usize)],
) -> Vec<bool> {
    let is_internal = |unit: &Unit| {
        let category = scheme.categories.get(unit.category);
        unit.in_force && category.is_some_and(|c| c.publication == Publication::Internal)
    };
    let mut found: Vec<bool> = Vec::new();
    for (part, _) in parts.iter().filter(|(part, _)| *part != period) {
        let units = register.units(*part);
        found.resize(units.len(), false);
        for (was, unit) in found.iter_mut().zip(&units) {
            *was |= is_internal(unit);
        }
    }
    found
}

/// The listed periods that make up `period`: itself, or the parts of a year.
fn parts_of(period: Period, listed: &[(Period, usize)]) -> Vec<(Period, usize)> {
    let own: Vec<_> = listed.iter().filter(|(p, _)| *p == period).copied().collect();
    if !own.is_empty() || period.part() != Part::Year {
        return own;
    }
    let of_year = || listed.iter().filter(|(p, _)| p.year() == period.year());
    // A month must not count twice.
    let within_a_half = |quarter: Period| {
        let inside = |half: Period| {
            let ((first, last), (from, to)) = (quarter.months(), half.months());
            matches!(half.part(), Part::Half(_)) && from <= first && last <= to
        };
        matches!(quarter.part(), Part::Quarter(_)) && of_year().any(|(half, _)| inside(*half))
    };
    let mut parts: Vec<_> = of_year().filter(|(p, _)| !within_a_half(*p)).copied().collect();
    parts.sort_unstable_by_key(|(period, _)| period.months());
    parts
}

/// SHA-256 in hexadecimal.
pub(super) fn hash(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn read_text(path: &Path, shown_as: &str) -> Result<(String, InputFile), Error> {
    let file = File::open(path).map_err(Error::io(path))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(Error::io(path))?;
    if bytes.len() as u64 > MOST_BYTES {
        let length = path.metadata().map_or(bytes.len() as u64, |found| found.len());
        let finding = Finding::new(Kind::TooLarge, Effect::Stop, Place::file(shown_as));
        let finding = finding.with("value", length.to_string());
        return Err(Error::Findings(vec![finding.with("limit", MOST_BYTES.to_string())]));
    }
    let sha256 = hash(&bytes);
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
pub(super) struct Opening<'a> {
    pub(super) folder: &'a Path,
    pub(super) form: Form,
    /// Name and text of a scheme that stands in for the one the folder names.
    instead: Option<(&'a str, &'a str)>,
    pub(super) inputs: Vec<InputFile>,
    /// Findings of other files: the scheme, the register, the returns.
    pub(super) further: Vec<Finding>,
    /// Files that are something else than ballots, so that no pattern takes them for ballots.
    pub(super) reserved: Vec<PathBuf>,
    fingerprints: Fingerprints,
    /// Whether the ballots have been counted already, so that their files are not looked for.
    pub(super) counted: bool,
}

impl Opening<'_> {
    /// Takes what was delivered for the period, or for each part of it.
    fn take_parts(
        &mut self,
        keys: &AppraisalForm,
        parts: &[(Period, usize)],
        appraisal: &mut Appraisal,
    ) {
        self.comment_rules(&keys.comments, appraisal);
        self.faces(&keys.faces, appraisal);
        for (part, index) in parts {
            self.period(&keys.periods[*index], *part, *index, appraisal);
        }
    }

    fn into_findings(self) -> Vec<Finding> {
        let mut findings = self.form.into_findings();
        findings.extend(self.further);
        findings
    }

    pub(super) fn mistake(&mut self, kind: Kind, path: &str, value: &str) {
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
        // Of two that end together the shorter: the half-year rather than the year.
        let end = |p: &Period| (p.months().1, p.months().0);
        let latest = listed.iter().map(|(period, _)| *period).max_by_key(end);
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
        if let Some((name, text)) = self.instead {
            self.fingerprints.scheme = hash(text);
            return self.filled(Scheme::read(name, text));
        }
        let name = period.and_then(|p| p.scheme.as_ref()).unwrap_or(&keys.scheme);
        if name.is_empty() {
            self.empty_key("scheme");
            return None;
        }
        if !self.is_inside(name, "scheme") {
            return None;
        }
        let path = self.folder.join(name);
        let read = if path.is_file() {
            read_text(&path, name)
        } else if let Some(text) = shipped_text(name) {
            Ok((text.to_owned(), InputFile { file: name.clone(), sha256: hash(text) }))
        } else {
            let shipped: Vec<&str> = shipped_ids().collect();
            let near = nearest(name, shipped.iter().copied());
            let finding = self.form.mistake(Kind::UnknownScheme, "scheme").with("value", name);
            let finding = finding.with_nearest(near);
            self.form.push(finding.with("expected", shipped.join(" / ")));
            return None;
        };
        let scheme = read.and_then(|(text, input)| {
            self.fingerprints.scheme = input.sha256.clone();
            self.inputs.push(input);
            Scheme::read(name, &text)
        });
        self.filled(scheme)
    }

    /// The scheme, where it was read and leaves nothing to be decided.
    fn filled(&mut self, scheme: Result<Scheme, Error>) -> Option<Scheme> {
        match self.taken(scheme) {
            Some(scheme) if scheme.open_questions.is_empty() => Some(scheme),
            Some(scheme) => {
                self.further.extend(scheme.open_questions);
                None
            }
            None => None,
        }
    }

    /// Notes the register, the returns and the files of TOML.
    fn reserve(&mut self, keys: &AppraisalForm) {
        let returns = keys.periods.iter().filter_map(|period| period.returns_file.as_ref());
        let schemes = keys.periods.iter().filter_map(|period| period.scheme.as_ref());
        let totals = keys.periods.iter().filter_map(|period| period.totals_file.as_ref());
        let tracking = keys.periods.iter().filter_map(|period| period.tracking_file.as_ref());
        let of_comments = [&keys.comments.names, &keys.comments.topics].into_iter().flatten();
        let names = returns.chain(schemes).chain(totals).chain([&keys.register, &keys.scheme]);
        let names = names.chain(tracking).chain(of_comments);
        self.reserved = names.map(|name| self.folder.join(name)).collect();
        self.reserved.push(self.folder.join(FILE));
    }

    /// A key that is given and says nothing; one that is missing is listed already.
    fn empty_key(&mut self, key: &str) {
        if self.form.findings().is_empty() {
            self.mistake(Kind::MissingKey, key, key);
        }
    }

    /// A year is made of parts that were appraised by one scheme.
    fn check_one_scheme(&mut self, keys: &AppraisalForm, parts: &[(Period, usize)]) {
        if self.instead.is_some() {
            return;
        }
        let name = |index: usize| keys.periods[index].scheme.as_ref().unwrap_or(&keys.scheme);
        let Some(((_, first), others)) = parts.split_first() else { return };
        for (_, index) in others.iter().filter(|(_, index)| name(*index) != name(*first)) {
            let key = format!("periods[{}].scheme", index + 1);
            let finding = self.form.mistake(Kind::BadChoice, &key).with("value", name(*index));
            self.form.push(finding.with("expected", name(*first)));
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
            self.empty_key("register");
            return None;
        }
        if !self.is_inside(name, "register") {
            return None;
        }
        let read = Register::read(&self.folder.join(name), name, scheme);
        let register = self.taken(read)?;
        self.fingerprints.register = register.sha256.clone();
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
}
