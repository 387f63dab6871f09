//! A numeric range of answers and the bands it is divided into.

use super::label;
use super::names::{Entry, check_names};
use super::scale::usual_polarity;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::{Amount, Form};
use crate::scheme::form::{BandForm, ScaleForm};
use crate::scheme::{Band, Range};

/// The most answers a numeric range may have.
const MAX_STEPS: u16 = 10_001;

pub(super) fn read_range(scale: &ScaleForm, form: &mut Form) -> Option<Range> {
    let keys = scale.range.as_ref()?;
    let mut read = |amount: &Option<Amount>, key: &str| {
        let path = format!("scale.range.{key}");
        amount.as_ref().map(|amount| form.ratio(amount, &path))
    };
    let min = read(&keys.min, "min").flatten();
    let max = read(&keys.max, "max").flatten();
    let step = read(&keys.step, "step").unwrap_or_else(|| Some(Ratio::one()));
    let (min, max, step) = (min?, max?, step?);
    if max <= min {
        refuse("scale.range.max", &max, format!("> {min}"), form);
        return None;
    }
    let steps = (&max - &min)
        .divided_by(&step)
        .and_then(|steps| steps.to_string().parse::<u16>().ok())
        .filter(|steps| *steps < MAX_STEPS);
    let Some(steps) = steps else {
        let expected = format!("({max} − {min}) ÷ step = 1–{}", MAX_STEPS - 1);
        refuse("scale.range.step", &step, expected, form);
        return None;
    };
    let mut range = Range { min, max, step, void: Vec::new(), n_steps: steps + 1 };
    range.void = read_void(&keys.void, &range, form);
    Some(range)
}

/// Void values must be answers of the range, and leave some answer that counts.
fn read_void(void: &[Amount], range: &Range, form: &mut Form) -> Vec<Ratio> {
    let mut read = Vec::new();
    for (index, amount) in void.iter().enumerate() {
        let path = format!("scale.range.void[{}]", index + 1);
        let Some(value) = form.ratio(amount, &path) else {
            continue;
        };
        if range.index(&value).is_none() {
            refuse(&path, &value, format!("{}–{}", range.min, range.max), form);
        } else if read.contains(&value) {
            let finding = form.mistake(Kind::DuplicateName, &path);
            let finding = finding.with("value", value.to_string());
            form.push(finding.with("other", "scale.range.void"));
        } else {
            read.push(value);
        }
    }
    if read.len() >= usize::from(range.n_steps) {
        let finding = form.mistake(Kind::EmptyList, "scale.range.void");
        form.push(finding);
    }
    read
}

fn refuse(path: &str, value: &Ratio, expected: String, form: &mut Form) {
    let finding = form.mistake(Kind::BadNumber, path);
    let finding = finding.with("value", value.to_string());
    form.push(finding.with("expected", expected));
}

pub(super) fn read_bands(scale: &ScaleForm, range: Option<&Range>, form: &mut Form) -> Vec<Band> {
    check_names("scale.bands", scale.bands.iter().map(entry), form);
    if !scale.bands.is_empty() && scale.range.is_none() {
        let finding = form.mistake(Kind::MissingKey, "scale.range");
        form.push(finding.with("value", "range"));
    }
    let n = scale.bands.len();
    let mut bands: Vec<Band> = Vec::new();
    let mut last_points: Option<Ratio> = None;
    for (index, band) in scale.bands.iter().enumerate() {
        let path = format!("scale.bands[{}]", index + 1);
        let from_path = format!("{path}.from");
        let Some(from) = band.from.as_ref().and_then(|a| form.ratio(a, &from_path)) else {
            continue;
        };
        if bands.last().is_some_and(|last| from >= last.from) {
            let finding = form.mistake(Kind::PointsNotFalling, &from_path);
            form.push(finding.with("value", from.to_string()));
        }
        if let Some(range) = range
            && from > range.max
        {
            refuse(&from_path, &from, format!("≤ {}", range.max), form);
        }
        let points_path = format!("{path}.points");
        let points = band.points.as_ref();
        let points = points.and_then(|points| form.ratio(points, &points_path));
        if let (Some(last), Some(points)) = (&last_points, &points)
            && points >= last
        {
            let finding = form.mistake(Kind::PointsNotFalling, &points_path);
            form.push(finding.with("value", points.to_string()));
        }
        last_points = points.clone().or(last_points);
        bands.push(Band {
            id: band.id.clone().unwrap_or_else(|| band.label.clone()),
            label: label(&band.label, band.label_en.as_deref()),
            from,
            points,
            polarity: band.polarity.unwrap_or_else(|| usual_polarity(index, n)),
        });
    }
    // Only where every band was read: the one that could not be read may be the lowest.
    if bands.len() == n
        && let Some(range) = range
    {
        check_covered(&bands, range, form);
    }
    bands
}

fn entry(band: &BandForm) -> Entry<'_> {
    Entry {
        id: band.id.as_ref(),
        key: "label",
        label: &band.label,
        label_en: band.label_en.as_ref(),
        aliases: &[],
    }
}

/// The lowest band must hold the least answer that counts, or that answer would be in none.
fn check_covered(bands: &[Band], range: &Range, form: &mut Form) {
    let answers = (0..range.n_steps).map(|i| &range.min + &(&range.step * &Ratio::whole(i)));
    let least = answers.into_iter().find(|v| !range.void.contains(v));
    if let (Some(band), Some(least)) = (bands.last(), least)
        && band.from > least
    {
        let path = format!("scale.bands[{}].from", bands.len());
        refuse(&path, &band.from, format!("≤ {least}"), form);
    }
}
