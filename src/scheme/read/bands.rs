//! A numeric range of answers and the bands it is divided into.

use super::label;
use super::names::Unique;
use super::scale::usual_polarity;
use crate::exact::Ratio;
use crate::finding::Kind;
use crate::form::Form;
use crate::scheme::form::SchemeForm;
use crate::scheme::{Band, Range};

/// The most answers a numeric range may have.
const MAX_STEPS: u16 = 10_001;
pub(super) fn read_range(keys: &SchemeForm, form: &mut Form) -> Option<Range> {
    let range = keys.scale.range.as_ref()?;
    let min = form.ratio(range.min.as_ref()?, "scale.range.min")?;
    let max = form.ratio(range.max.as_ref()?, "scale.range.max")?;
    let step = match &range.step {
        Some(step) => form.ratio(step, "scale.range.step")?,
        None => Ratio::one(),
    };
    let void = range
        .void
        .iter()
        .enumerate()
        .filter_map(|(i, v)| form.ratio(v, &format!("scale.range.void[{}]", i + 1)))
        .collect();
    let n_steps = (&max - &min)
        .divided_by(&step)
        .filter(|_| !step.is_negative() && max > min)
        .and_then(|steps| steps.to_string().parse::<u16>().ok())
        .filter(|steps| *steps < MAX_STEPS);
    let Some(steps) = n_steps else {
        let finding = form.mistake(Kind::BadNumber, "scale.range.step");
        let finding = finding.with("value", step.to_string());
        form.push(finding.with(
            "expected",
            format!("(max − min) ÷ step = 1–{}", MAX_STEPS - 1),
        ));
        return None;
    };
    Some(Range {
        min,
        max,
        step,
        void,
        n_steps: steps + 1,
    })
}

pub(super) fn read_bands(keys: &SchemeForm, form: &mut Form) -> Vec<Band> {
    let n = keys.scale.bands.len();
    let mut unique = Unique::default();
    let mut last: Option<Ratio> = None;
    let mut bands = Vec::new();
    for (index, band) in keys.scale.bands.iter().enumerate() {
        let path = format!("scale.bands[{}]", index + 1);
        unique.add(form, &band.label, index, path.clone());
        let Some(from) = band
            .from
            .as_ref()
            .and_then(|a| form.ratio(a, &format!("{path}.from")))
        else {
            continue;
        };
        if last.as_ref().is_some_and(|last| from >= *last) {
            let finding = form.mistake(Kind::PointsNotFalling, &format!("{path}.from"));
            form.push(finding.with("value", from.to_string()));
        }
        last = Some(from.clone());
        bands.push(Band {
            id: band.id.clone().unwrap_or_else(|| band.label.clone()),
            label: label(&band.label, band.label_en.as_deref()),
            from,
            points: band
                .points
                .as_ref()
                .and_then(|p| form.ratio(p, &format!("{path}.points"))),
            polarity: band.polarity.unwrap_or_else(|| usual_polarity(index, n)),
        });
    }
    bands
}
