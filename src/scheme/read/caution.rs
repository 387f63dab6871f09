//! What a careful reader would ask about a scheme that is complete.

use crate::exact::Ratio;
use crate::finding::{Effect, Kind};
use crate::form::Form;
use crate::scheme::{MarkKind, Polarity, Scale};

/// What a careful reader would ask about the scale (DOMAIN: 开县 2010; instruments without a “no”).
pub(super) fn caution(scale: &Scale, form: &mut Form) {
    if let Some((least, most)) = scale.ends() {
        let floor = least.divided_by(&most).filter(|_| !most.is_negative());
        if floor.is_some_and(|floor| floor > Ratio::fraction(2, 5)) {
            let finding = form.at(Kind::FloorScore, Effect::Flag, "scale.levels");
            let finding = finding.with("value", least.to_string());
            form.push(finding.with("most", most.to_string()));
        }
    }
    let bins = scale.bins();
    if !bins.is_empty() && bins.iter().all(|bin| bin.polarity == Polarity::Positive) {
        let finding = form.at(Kind::NoNegativeLevel, Effect::Flag, "scale.levels");
        form.push(finding);
    }
    if !scale
        .codes()
        .any(|code| scale.kind(code) == MarkKind::Unknown)
    {
        let finding = form.at(Kind::NoUnknownLevel, Effect::Flag, "scale.levels");
        form.push(finding);
    }
}
