//! What a what-if question supposes, checked against the scheme.

use pingyi::exact::Ratio;
use pingyi::finding::nearest;
use pingyi::locale::{Args, Locale};
use pingyi::scheme::{Reweighting, Scheme, Unweighable};

use super::super::Trouble;
use super::super::road::Recount;
use super::super::terminal::harmless;
use super::super::wanted::Supposed;

/// What a name before `=` is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Group,
    Indicator,
}

/// The weights of `NAME=PERCENT`, by position in the scheme.
pub(super) fn weights(
    scheme: &Scheme,
    asked: &[String],
    locale: &Locale,
) -> Result<Reweighting, Trouble> {
    let mut wanted = Reweighting::default();
    for text in asked {
        let refuse =
            |id: &str| Trouble::Usage(locale.text(id, Args::none().text("value", harmless(text))));
        let (name, share) = parted(text).ok_or_else(|| refuse("usage-weight-form"))?;
        let (said, name) = said(name);
        let group = scheme.group_names().find(name).filter(|_| said != Said::Indicator);
        let indicator = scheme.indicators.names().find(name).filter(|_| said != Said::Group);
        let known = match (group, indicator) {
            (Some(_), Some(_)) => return Err(refuse("usage-weight-both")),
            (Some(group), None) => wanted.groups.insert(group, share),
            (None, Some(indicator)) => wanted.indicators.insert(indicator, share),
            (None, None) => return Err(unknown(scheme, name, said, locale)),
        };
        if known.is_some() {
            return Err(refuse("usage-weight-twice"));
        }
    }
    Ok(wanted)
}

/// Name and share of `NAME=PERCENT`.
fn parted(text: &str) -> Option<(&str, Ratio)> {
    let (name, percent) = text.rsplit_once(['=', '＝'])?;
    let percent = Ratio::parse(percent.trim().trim_end_matches(['%', '％'])).ok()?;
    let share = percent.divided_by(&Ratio::whole(100))?;
    let above = (&Ratio::one() - &share).is_negative();
    (!share.is_negative() && !above && !name.trim().is_empty()).then_some((name.trim(), share))
}

fn said(name: &str) -> (Said, &str) {
    let Some((kind, rest)) = name.split_once([':', '：']) else { return (Said::Nothing, name) };
    match kind.trim() {
        "group" | "主体" => (Said::Group, rest.trim()),
        "indicator" | "指标" => (Said::Indicator, rest.trim()),
        _ => (Said::Nothing, name),
    }
}

fn unknown(scheme: &Scheme, name: &str, said: Said, locale: &Locale) -> Trouble {
    let groups = scheme.group_names().nearest(name).filter(|_| said != Said::Indicator);
    let indicators = scheme.indicators.names().nearest(name).filter(|_| said != Said::Group);
    let near = nearest(name, groups.into_iter().chain(indicators));
    let args = with_nearest(Args::none().text("value", harmless(name)), near);
    Trouble::Usage(locale.text("usage-weight-unknown", args))
}

fn with_nearest<'a>(args: Args<'a>, near: Option<&'a str>) -> Args<'a> {
    let has = if near.is_some() { "yes" } else { "no" };
    args.text("nearest", near.unwrap_or_default()).text("has-nearest", has)
}

/// Which rule is supposed to be away, or to void what it meets.
pub(super) fn recount(
    scheme: &Scheme,
    supposed: &Supposed,
    locale: &Locale,
) -> Result<Recount, Trouble> {
    let rule = |name: &str| rule(scheme, name, locale);
    match (&supposed.without, &supposed.with) {
        (Some(name), _) => Ok(Recount::Without(rule(name)?)),
        (None, Some(name)) => Ok(Recount::With(rule(name)?)),
        (None, None) => Ok(Recount::Same),
    }
}

/// The position of a rule that judges whole papers, by its id or its name.
fn rule(scheme: &Scheme, name: &str, locale: &Locale) -> Result<usize, Trouble> {
    let judging = || scheme.rules.iter().enumerate().filter(|(_, rule)| rule.test.is_some());
    let is_named = |id: &str, shown: &str| id == name || shown == name;
    let found = judging().find(|(_, rule)| {
        let kind = rule.when.finding();
        is_named(kind.id(), &locale.kind(kind))
    });
    if let Some((at, _)) = found {
        return Ok(at);
    }
    let ids: Vec<&str> = judging().map(|(_, rule)| rule.when.finding().id()).collect();
    let args = Args::none().text("value", harmless(name)).text("expected", ids.join(" / "));
    let args = with_nearest(args, nearest(name, ids.iter().copied()));
    let id = if ids.is_empty() { "usage-rule-none" } else { "usage-rule-unknown" };
    Err(Trouble::Usage(locale.text(id, args)))
}

/// Weights that leave no sum of 100.
pub(super) fn unweighable(why: Unweighable, locale: &Locale) -> Trouble {
    Trouble::Usage(locale.word(match why {
        Unweighable::TooMuch => "usage-weight-too-much",
        Unweighable::NothingLeft => "usage-weight-nothing-left",
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_name_and_per_cent() {
        let share = |text: &str| Ratio::parse(text).unwrap();
        assert!(parted("企业=30") == Some(("企业", share("0.3"))));
        assert!(parted("主体:企业 ＝ 12.5％") == Some(("主体:企业", share("0.125"))));
        for wrong in ["企业", "=30", "企业=", "企业=-1", "企业=101", "企业=1/2"] {
            assert!(parted(wrong).is_none(), "{wrong}");
        }
        assert!(said("指标：廉政") == (Said::Indicator, "廉政"));
        assert!(said("甲:乙") == (Said::Nothing, "甲:乙"));
    }
}
