//! What rows tell about rater and paper beside the answers, and what that comes to for each rater.
//!
//! None of it leaves the intake but as marks and numbers without a name.

use std::collections::BTreeMap;

use indexmap::IndexSet;
use sha2::{Digest, Sha256};

use super::layout::Plan;
use super::read::Reader;
use super::rows::SheetRows;
use crate::appraisal::Particular;
use crate::finding::{Effect, Kind};
use crate::naming::fold;
use crate::period::{Moment, duration};
use crate::sheet::Row;

/// What one row tells. Texts are positions in [`Told::texts`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RowTells {
    started: Option<Moment>,
    submitted: Option<Moment>,
    duration: Option<u32>,
    device: Option<u128>,
    region: Option<u32>,
    own_unit: Option<u32>,
    screener: Option<u32>,
    pub(super) cluster: Option<u32>,
    pub(super) stratum: Option<u32>,
}

/// What the rows of one sheet tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Row as Excel shows it, rater within the sheet, and what is told.
    pub(super) rows: Vec<(u32, u32, RowTells)>,
    /// Folded texts.
    pub(super) texts: IndexSet<String>,
}

impl Told {
    /// The text at a position.
    pub(super) fn text(&self, position: Option<u32>) -> Option<&str> {
        self.texts.get_index(position? as usize).map(String::as_str)
    }

    /// Adds what the rows of the next block tell.
    pub(super) fn append(&mut self, other: Told, raters: &[u32]) {
        let place = |text| u32::try_from(self.texts.insert_full(text).0).unwrap_or(u32::MAX);
        let texts: Vec<u32> = other.texts.into_iter().map(place).collect();
        let moved = |text: Option<u32>| text.map(|text| texts[text as usize]);
        self.rows.extend(other.rows.into_iter().map(|(row, rater, tells)| {
            let tells = RowTells {
                region: moved(tells.region),
                own_unit: moved(tells.own_unit),
                screener: moved(tells.screener),
                cluster: moved(tells.cluster),
                stratum: moved(tells.stratum),
                ..tells
            };
            (row, raters[rater as usize], tells)
        }));
    }

    fn keep(&mut self, folded: String) -> Option<u32> {
        if folded.is_empty() {
            return None;
        }
        u32::try_from(self.texts.insert_full(folded).0).ok()
    }
}

/// What is known of a rater and the paper, over all rows.
///
/// Where rows differ, the least value stands, so that their order does not decide; times reach from
/// the first to the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// When the rater began.
    pub(super) started: Option<Moment>,
    /// When the last row was handed in.
    pub(super) submitted: Option<Moment>,
    /// How long it took, in seconds.
    pub(super) took: Took,
    /// A key of the device, which says nothing by itself.
    pub(super) device: Option<u128>,
    /// The folded region.
    pub(super) region: Option<String>,
    /// Position of the own unit in the register.
    pub(super) own_unit: Option<u32>,
    /// The folded answers to the screener, least first.
    pub(super) screener: Vec<String>,
}

/// Durations of a rater's rows: one for the whole paper repeated, or one for each row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Took {
    least: Option<u32>,
    most: u32,
    sum: u64,
}

impl Took {
    fn add(&mut self, seconds: u32) {
        self.least = Some(self.least.map_or(seconds, |least| least.min(seconds)));
        self.most = self.most.max(seconds);
        self.sum += u64::from(seconds);
    }
}

impl Person {
    /// How long the paper took in seconds: as told (the sum where rows differ), or from beginning to
    /// end.
    pub(super) fn seconds(&self) -> Option<u64> {
        if let Some(least) = self.took.least {
            let whole = least == self.took.most;
            return Some(if whole { u64::from(least) } else { self.took.sum });
        }
        let (from, to) = (self.started?.seconds()?, self.submitted?.seconds()?);
        u64::try_from(to - from).ok()
    }

    /// When the paper was handed in, or else begun.
    pub(super) fn moment(&self) -> Option<Moment> {
        self.submitted.or(self.started)
    }

    fn hear(&mut self, told: &Told, tells: &RowTells, own_unit: Option<u32>) {
        self.started = self.started.into_iter().chain(tells.started).min();
        self.submitted = self.submitted.into_iter().chain(tells.submitted).max();
        if let Some(seconds) = tells.duration {
            self.took.add(seconds);
        }
        self.device = self.device.into_iter().chain(tells.device).min();
        self.own_unit = self.own_unit.into_iter().chain(own_unit).min();
        if let Some(text) = told.text(tells.region)
            && self.region.as_deref().is_none_or(|known| text < known)
        {
            self.region = Some(text.to_owned());
        }
        if let Some(text) = told.text(tells.screener)
            && let Err(at) = self.screener.binary_search_by(|known| known.as_str().cmp(text))
        {
            self.screener.insert(at, text.to_owned());
        }
    }
}

/// What is known of each rater, by number; empty where no file tells anything.
pub(super) fn people(
    sheets: &[SheetRows],
    raters: &[Vec<u32>],
    n_raters: usize,
    unit_of: impl Fn(&str) -> Option<usize>,
) -> Vec<Person> {
    if sheets.iter().all(|sheet| sheet.rows.told.rows.is_empty()) {
        return Vec::new();
    }
    let mut people = vec![Person::default(); n_raters];
    for (sheet, raters) in sheets.iter().zip(raters) {
        let told = &sheet.rows.told;
        let mut units: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        for (_, rater, tells) in &told.rows {
            let own_unit = tells.own_unit.and_then(|text| {
                let find = || unit_of(told.text(Some(text))?).and_then(|u| u32::try_from(u).ok());
                *units.entry(text).or_insert_with(find)
            });
            people[raters[*rater as usize] as usize].hear(told, tells, own_unit);
        }
    }
    people
}

impl Reader<'_> {
    /// Keeps what the row at hand tells of its rater.
    pub(super) fn hear(&mut self, plan: &Plan, row: &Row<'_>, rater: u32) {
        if plan.particulars.is_empty() {
            return;
        }
        let cell = |what: Particular| plan.particulars.get(&what).map(|c| (*c, row.get(*c).trim()));
        let mut tells = RowTells {
            started: self.time(row, cell(Particular::Started), Moment::parse),
            submitted: self.time(row, cell(Particular::Submitted), Moment::parse),
            duration: self.time(row, cell(Particular::Duration), duration),
            ..RowTells::default()
        };
        let told = &mut self.out.told;
        let mut keep = |what| cell(what).and_then(|(_, text)| told.keep(fold(text)));
        tells.own_unit = keep(Particular::OwnUnit);
        tells.screener = keep(Particular::Screener);
        tells.cluster = keep(Particular::Cluster);
        tells.stratum = keep(Particular::Stratum);
        tells.region = keep(Particular::Region);
        if let Some((_, text)) = cell(Particular::Device) {
            let (device, region) = parted(&fold(text));
            tells.device = device_key(&device);
            tells.region = tells.region.or_else(|| self.out.told.keep(region));
        }
        if tells != RowTells::default() {
            self.out.told.rows.push((self.row, rater, tells));
        }
    }

    /// A time, or nothing where the cell is empty or cannot be read, which is noted.
    fn time<T>(
        &mut self,
        row: &Row<'_>,
        cell: Option<(usize, &str)>,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (column, text) = cell.filter(|(_, text)| !text.is_empty())?;
        let found = read(text);
        if found.is_none() {
            // What stands there may be anything, a name too, so it is not repeated.
            self.note_as(Kind::BadTime, Effect::Flag, row.number(), Some(column), |_, finding| {
                finding.with("expected", "2025-06-03 09:05:07 / 123秒 / 2分3秒")
            });
        }
        found
    }
}

/// An address with the place that platforms put behind it in brackets: `10.0.0.1(广西-南宁)`.
fn parted(folded: &str) -> (String, String) {
    match folded.split_once('(') {
        Some((device, region)) => (device.to_owned(), region.trim_end_matches(')').to_owned()),
        None => (folded.to_owned(), String::new()),
    }
}

/// Equal devices have equal keys; the address itself is not kept.
fn device_key(device: &str) -> Option<u128> {
    // A dash or a word for “unknown” is no device.
    let told = device.chars().any(|c| c.is_alphanumeric());
    told.then(|| first_128_bits(&Sha256::digest(device)))
}

/// The first 128 bits of a digest.
pub(super) fn first_128_bits(digest: &[u8]) -> u128 {
    digest.iter().take(16).fold(0, |bits, byte| bits << 8 | u128::from(*byte))
}
