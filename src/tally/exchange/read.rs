//! A tally out of a file, believed only where it adds up.

use std::collections::BTreeMap;
use std::path::Path;

use super::about::{About, HOLDS};
use super::write::{ANSWERS, BALLOTS, COLUMNS};
use super::{SCHEMA, TallyFile};
use crate::ballot::WEIGHT_SCALE;
use crate::error::Error;
use crate::exact::Ratio;
use crate::finding::{Effect, Finding, Kind, Place, any_stop};
use crate::period::Period;
use crate::scheme::Code;
use crate::sheet::{self, Reading, Row, Sheet};
use crate::tally::{Address, Count, Tally};

/// Decimals of a weight.
const DECIMALS: usize = 6;

/// More answers in one place than there will ever be, and few enough to be added up.
const MAX_COUNT: u64 = 1_000_000_000_000_000;

/// The most that an answer may weigh, in millionths.
const MAX_WEIGHT: u128 = 1_000_000_000_000;

impl TallyFile {
    /// Reads a file that [`TallyFile::write`] wrote; `shown_as` is the name by which findings call it.
    ///
    /// # Errors
    /// [`Error::Findings`] where it cannot be read, is no tally, is of another schema, or was changed
    /// since it was written.
    pub fn read(path: &Path, shown_as: &str) -> Result<TallyFile, Error> {
        let book = sheet::open(path, shown_as, &Reading::default());
        // A tally of nothing has headings alone.
        let hard = |finding: &Finding| finding.kind != Kind::HeaderOnly;
        let stops: Vec<Finding> = book.findings.into_iter().filter(hard).collect();
        if any_stop(&stops) {
            return Err(Error::Findings(stops));
        }
        let place = Place::file(shown_as);
        let fault = |detail: &str| Error::Findings(vec![not_a_tally(&place, detail)]);
        let [sheet] = book.sheets.as_slice() else { return Err(fault("other")) };
        let note = sheet.note().ok_or_else(|| fault("other"))?;
        let head: Head = serde_json::from_str(note).map_err(|_| fault("other"))?;
        if head.holds != HOLDS {
            return Err(fault("other"));
        }
        if head.schema != SCHEMA {
            let finding = not_a_tally(&place, "schema").with("value", head.schema.to_string());
            return Err(Error::Findings(vec![finding]));
        }
        let about: About = serde_json::from_str(note).map_err(|_| fault("damaged"))?;
        let period = about.period.parse().map_err(|_| fault("damaged"))?;
        let account = about.account.read().ok_or_else(|| fault("damaged"))?;
        let n_groups = account.returns.groups.len();
        if !about.is_countable() || (n_groups != 0 && n_groups != about.groups.len()) {
            return Err(fault("damaged"));
        }
        let parts = Reader::read(&about, sheet, &place)?;
        let file = TallyFile { about, account, period, parts };
        if file.hash() != file.about.content {
            return Err(fault("changed"));
        }
        Ok(file)
    }
}

/// What tells whether the rest can be understood.
#[derive(serde::Deserialize)]
struct Head {
    holds: String,
    schema: u32,
}

/// Reads the rows, each name through the lists beside the columns.
struct Reader<'a> {
    units: BTreeMap<&'a str, u32>,
    groups: BTreeMap<&'a str, u16>,
    indicators: BTreeMap<&'a str, u16>,
    levels: BTreeMap<&'a str, Code>,
    /// Where each of [`COLUMNS`] is.
    columns: [usize; COLUMNS.len()],
    parts: BTreeMap<Period, Tally>,
}

impl<'a> Reader<'a> {
    fn read(
        about: &'a About,
        sheet: &Sheet,
        place: &Place,
    ) -> Result<BTreeMap<Period, Tally>, Error> {
        let ids = |list: &'a [[String; 2]]| list.iter().map(|pair| pair[0].as_str());
        let levels = about.levels.iter().map(|level| level[0].as_str()).zip((0..).map(Code));
        let blank = (crate::ballot::BLANK_NAMES[0], Code::BLANK);
        let mut reader = Reader {
            units: ids(&about.units).zip(0..).collect(),
            groups: ids(&about.groups).zip(0..).collect(),
            indicators: ids(&about.indicators).zip(0..).collect(),
            levels: std::iter::once(blank).chain(levels).collect(),
            columns: [0; COLUMNS.len()],
            parts: BTreeMap::new(),
        };
        for (at, name) in reader.columns.iter_mut().zip(COLUMNS) {
            let found = sheet.headings().iter().position(|heading| heading == name);
            *at = found.ok_or_else(|| Error::Findings(vec![not_a_tally(place, "damaged")]))?;
        }
        let mut wrong: Option<u64> = None;
        let pass = sheet.for_each(&mut |row| {
            if wrong.is_none() && reader.row(row).is_none() {
                wrong = Some(row.number());
            }
        });
        if any_stop(&pass.findings) {
            return Err(Error::Findings(pass.findings));
        }
        match wrong {
            Some(row) => Err(Error::Findings(vec![not_a_tally(&place.at_row(row), "damaged")])),
            None => Ok(reader.parts),
        }
    }

    /// Takes one row; `None` where it cannot be understood.
    fn row(&mut self, row: Row<'_>) -> Option<()> {
        let [period, counted, unit, _, group, _, indicator, _, level, _, _, value, n, weight] =
            self.columns.map(|at| row.get(at));
        let period: Period = period.parse().ok()?;
        let (unit, group) = (*self.units.get(unit)?, *self.groups.get(group)?);
        let n: u64 = n.parse().ok().filter(|n| (1..=MAX_COUNT).contains(n))?;
        let most = u128::from(n) * MAX_WEIGHT;
        let weight = millionths(weight).filter(|weight| (1..=most).contains(weight))?;
        let count = Count { n, weight };
        let tally = self.parts.entry(period).or_default();
        match counted {
            ANSWERS => {
                let indicator = *self.indicators.get(indicator)?;
                let level = *self.levels.get(level)?;
                tally.add(Address { unit, group, indicator }, level, count);
            }
            BALLOTS => tally.add_ballots(unit, group, value.parse::<Ratio>().ok()?, count),
            _ => return None,
        }
        Some(())
    }
}

/// Decimal text of at most six decimals, in millionths.
fn millionths(text: &str) -> Option<u128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > DECIMALS || !digits(whole) || !digits(part) {
        return None;
    }
    let whole = whole.parse::<u128>().ok()?.checked_mul(u128::from(WEIGHT_SCALE))?;
    whole.checked_add(format!("{part:0<DECIMALS$}").parse().ok()?)
}

fn not_a_tally(place: &Place, detail: &str) -> Finding {
    Finding::new(Kind::NotATally, Effect::Stop, place.clone()).with("detail", detail)
}
