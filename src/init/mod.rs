//! Before the road · the start (立项): a first appraisal folder, proposed from an export.
//!
//! *What it is.* [`propose`] looks at files as they came out of a survey platform and proposes
//! what an appraisal folder needs: layout, units, groups, scale, indicators and periods. No scheme
//! is needed to recognise them; a shipped one is proposed where it asks what the files answer.
//!
//! *What it promises.* Every guess is marked, in the files and in [`Proposal::said`], for a person
//! to confirm. Points and weights are never invented: they are left `REQUIRED`. Texts that are
//! likely typing mistakes are said, and not made part of a scale.
//!
//! *What it does not do.* It writes no file, and where nothing is recognised it says so and
//! proposes nothing.

mod called;
mod codes;
mod draft;
mod exported;
mod fit;
mod manner;
mod names;
mod options;
mod product;
mod question;
mod recognise;
mod same;
mod scale;
mod seen;
mod sketch;
mod spss_text;
mod stem;
mod telling;
mod words;

use std::path::{Path, PathBuf};

use self::codes::Codes;
use self::fit::{Fit, compare, fit};
use self::options::Options;
use self::recognise::recognise;
use self::scale::Scale;
use self::seen::{SeenSheet, see};
use self::sketch::{Found, Sketch, sketch};
use crate::error::Error;
use crate::finding::{Effect, Finding, Kind, Place, any_stop, nearest};
use crate::locale::{Args, Locale};
use crate::period::Period;
use crate::platform::Platform;
use crate::scheme::shipped_ids;

/// A first appraisal folder.
#[derive(Debug)]
pub struct Proposal {
    /// Name in the folder and content: `appraisal.toml`, `scheme.toml` where no shipped scheme
    /// fits as it is, `register.csv`, and a table of issued and returned papers for each period.
    pub files: Vec<(String, Vec<u8>)>,
    /// The ballot files with the name, with `/`, that each is to have in the folder.
    pub copies: Vec<(PathBuf, String)>,
    /// What was recognised and what a person must confirm.
    pub said: Vec<Said>,
    /// What was noticed while reading; never a stop.
    pub findings: Vec<Finding>,
}

/// One thing that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The message in `locales/`.
    pub id: &'static str,
    /// Its variables.
    pub args: Vec<(&'static str, String)>,
    /// Whether it is a guess that a person must confirm, or something left to fill in.
    pub confirm: bool,
}

impl Said {
    fn new(id: &'static str) -> Said {
        Said { id, args: Vec::new(), confirm: false }
    }

    fn with(mut self, name: &'static str, value: impl Into<String>) -> Said {
        self.args.push((name, value.into()));
        self
    }

    fn guessed(mut self) -> Said {
        self.confirm = true;
        self
    }

    /// The sentence.
    pub fn text(&self, locale: &Locale) -> String {
        let set = |args: Args<'static>, (name, value): &(&'static str, String)| {
            args.text(name, value.clone())
        };
        locale.text(self.id, self.args.iter().fold(Args::none(), set))
    }
}

/// How many rows below the first with content the headings may begin: titles stand above them.
const MAX_TITLE_ROWS: u64 = 3;

/// Proposes an appraisal folder from files of ballots.
///
/// `period` is that of all files; without it, names of files and folders tell. `scheme` is the id
/// of a shipped scheme to start from whether or not it fits. Comments in the files proposed are in
/// the language of `locale`.
///
/// # Errors
/// [`Error::Findings`] where a file cannot be read, where its layout is not plain
/// ([`Kind::UnknownLayout`] with its headings), or where no shipped scheme has the id.
pub fn propose(
    files: &[PathBuf],
    period: Option<Period>,
    scheme: Option<&str>,
    locale: &Locale,
) -> Result<Proposal, Error> {
    check_scheme(scheme)?;
    let mut looked = look(files)?;
    let same = same::set_aside(files, &mut looked.found);
    let sketched = sketch(files, &looked.found, &looked.n_sheets, period);
    let mut sketch = match sketched {
        Ok(sketch) => sketch,
        Err(file) => {
            let unnamed = looked.found.iter().find(|(seen, _)| seen.file == file);
            let unnamed = unnamed.map(|(seen, _)| unknown_layout(files, seen, Effect::Stop));
            return Err(Error::Findings(unnamed.into_iter().collect()));
        }
    };
    options::settle(&mut sketch);
    let mut scale = scale::scale(&sketch.answers, &sketch.counted);
    let mut said = telling::slips(&mut sketch);
    let base = match scheme {
        Some(id) => compare(id, &sketch, &scale),
        None => fit(&sketch, &scale),
    };
    let options = options::options(&sketch, &mut scale, base.as_ref());
    let plan = Plan { files, sketch: &sketch, scale: &scale, options, base: base.as_ref(), period };
    said.splice(0..0, telling::told(&plan, locale));
    said.splice(0..0, same);
    let (written, copies) = draft::draft(&plan, locale);
    looked.findings.sort();
    Ok(Proposal { files: written, copies, said, findings: looked.findings })
}

/// Everything that is to be written down.
struct Plan<'a> {
    files: &'a [PathBuf],
    sketch: &'a Sketch,
    scale: &'a Scale,
    /// What numbers and scores stand for.
    options: Options,
    /// The shipped scheme to start from.
    base: Option<&'a Fit>,
    /// The period that was given.
    period: Option<Period>,
}

fn check_scheme(scheme: Option<&str>) -> Result<(), Error> {
    let Some(id) = scheme.filter(|id| !shipped_ids().any(|known| known == *id)) else {
        return Ok(());
    };
    let finding = Finding::new(Kind::UnknownScheme, Effect::Stop, Place::default());
    let finding = finding.with("value", id).with_nearest(nearest(id, shipped_ids()));
    let expected: Vec<&str> = shipped_ids().collect();
    Err(Error::Findings(vec![finding.with("expected", expected.join(" / "))]))
}

/// The sheets whose layout is plain.
struct Looked {
    found: Vec<Found>,
    /// How many sheets each file has.
    n_sheets: Vec<usize>,
    findings: Vec<Finding>,
}

fn look(files: &[PathBuf]) -> Result<Looked, Error> {
    let mut looked = Looked { found: Vec::new(), n_sheets: Vec::new(), findings: Vec::new() };
    let tables: Vec<Option<Codes>> =
        files.iter().map(|path| codes::read(path, &shown_as(path))).collect();
    for (file, path) in files.iter().enumerate() {
        if tables[file].is_some() {
            looked.n_sheets.push(0);
            continue;
        }
        let shown_as = shown_as(path);
        let (mut sheets, findings) = see_below_titles(file, path, &shown_as);
        let coded = |sheet: &&mut SeenSheet| {
            let made_by = sheet.made_by.as_ref().map(|made| made.platform);
            matches!(made_by, Some(Platform::Wenjuan | Platform::Tencent))
        };
        for sheet in sheets.iter_mut().filter(coded) {
            tables.iter().flatten().for_each(|codes| sheet.decode(codes));
        }
        looked.findings.extend(findings);
        looked.n_sheets.push(sheets.len());
        let mut unknown = Vec::new();
        let before = looked.found.len();
        for sheet in sheets {
            match recognise(&sheet) {
                Some(recognised) => looked.found.push((sheet, recognised)),
                None => unknown.push(sheet),
            }
        }
        // A cover sheet beside the ballots is no fault; a file without any ballots is.
        let none = looked.found.len() == before;
        let effect = if none { Effect::Stop } else { Effect::Flag };
        let unknown = unknown.iter().map(|sheet| unknown_layout(files, sheet, effect));
        looked.findings.extend(unknown);
    }
    if files.is_empty() {
        let finding = Finding::new(Kind::NoBallots, Effect::Stop, Place::default());
        looked.findings.push(finding.with("value", ""));
    }
    if any_stop(&looked.findings) {
        looked.findings.retain(|finding| finding.effect == Effect::Stop);
        return Err(Error::Findings(looked.findings));
    }
    Ok(looked)
}

/// The sheets of a file, each with the headings where they make its layout plain.
fn see_below_titles(file: usize, path: &Path, shown_as: &str) -> (Vec<SeenSheet>, Vec<Finding>) {
    let (mut sheets, mut findings) = see(file, path, shown_as, None);
    for row in 2..=MAX_TITLE_ROWS + 1 {
        if sheets.iter().all(is_plain) {
            break;
        }
        let (below, noticed) = see(file, path, shown_as, Some(row));
        for plain in below.into_iter().filter(is_plain) {
            let above = sheets.iter_mut().find(|sheet| sheet.name == plain.name);
            let Some(above) = above.filter(|sheet| !is_plain(sheet)) else { continue };
            // What was noticed while a title was taken for the headings says nothing.
            let of_sheet =
                |finding: &Finding| finding.place.sheet.as_deref() == plain.name.as_deref();
            findings.retain(|finding| !of_sheet(finding));
            findings.extend(noticed.iter().filter(|finding| of_sheet(finding)).cloned());
            *above = plain;
        }
    }
    (sheets, findings)
}

fn is_plain(sheet: &SeenSheet) -> bool {
    recognise(sheet).is_some()
}

fn shown_as(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn unknown_layout(files: &[PathBuf], sheet: &SeenSheet, effect: Effect) -> Finding {
    let place = Place::file(shown_as(&files[sheet.file]));
    let place = Place { sheet: sheet.name.as_deref().map(Into::into), ..place };
    let headings: Vec<&str> = sheet.columns.iter().map(|c| c.heading.as_str()).take(12).collect();
    Finding::new(Kind::UnknownLayout, effect, place).with("value", headings.join(" / "))
}
