//! Values as they are typed: numbers, shares, and values for one group or for all.

use clap::ArgMatches;
use pingyi::exact::Ratio;
use pingyi::locale::Args;
use pingyi::naming::{Names, fold};

use super::super::Trouble;
use super::super::terminal::{Terminal, harmless};

/// A value for one group, or for all where no name stands before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    /// The group as typed; absent for all.
    pub(super) name: Option<String>,
    /// The value.
    pub(super) value: f64,
}

/// What a number must be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    /// The message that says so.
    pub(super) expected: &'static str,
    /// Whether a number is one.
    pub(super) holds: fn(f64) -> bool,
}

pub(super) const POINTS: Range = Range { expected: "expected-points", holds: |value| value > 0.0 };
pub(super) const OPEN_SHARE: Range =
    Range { expected: "expected-open-share", holds: |value| value > 0.0 && value < 1.0 };
pub(super) const SHARE: Range =
    Range { expected: "expected-share", holds: |value| value > 0.0 && value <= 1.0 };
pub(super) const CORRELATION: Range =
    Range { expected: "expected-correlation", holds: |value| (0.0..1.0).contains(&value) };
pub(super) const WHOLE_CORRELATION: Range =
    Range { expected: "expected-whole-correlation", holds: |value| (0.0..=1.0).contains(&value) };
pub(super) const EFFECT: Range = Range { expected: "expected-effect", holds: |value| value >= 1.0 };
pub(super) const UNITS: Range = Range { expected: "expected-units", holds: |value| value >= 1.0 };

/// The text of an option.
pub(super) fn text(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

/// All texts of an option that may stand several times.
pub(super) fn texts(matches: &ArgMatches, id: &str) -> Vec<String> {
    let found = matches.try_get_many::<String>(id).ok().flatten();
    found.map(|texts| texts.cloned().collect()).unwrap_or_default()
}

/// The number of an option.
pub(super) fn number(
    matches: &ArgMatches,
    id: &str,
    range: Range,
    terminal: &Terminal,
) -> Result<Option<f64>, Trouble> {
    let Some(text) = text(matches, id) else { return Ok(None) };
    match parsed(&text).filter(|value| (range.holds)(*value)) {
        Some(value) => Ok(Some(value)),
        None => Err(bad(id, &text, range.expected, terminal)),
    }
}

/// The numbers of an option that may stand several times, perhaps with a group each.
pub(super) fn numbers(
    matches: &ArgMatches,
    id: &str,
    range: Range,
    terminal: &Terminal,
) -> Result<Vec<Given>, Trouble> {
    let one = |text: String| {
        let (name, value) = named(&text);
        match parsed(value).filter(|value| (range.holds)(*value)) {
            Some(value) => Ok(Given { name: name.map(str::to_owned), value }),
            None => Err(bad(id, &text, range.expected, terminal)),
        }
    };
    texts(matches, id).into_iter().map(one).collect()
}

/// The whole numbers of an option that may stand several times, perhaps with a name each.
pub(super) fn counts(
    matches: &ArgMatches,
    id: &str,
    terminal: &Terminal,
) -> Result<Vec<(Option<String>, u64)>, Trouble> {
    let one = |text: String| {
        let (name, value) = named(&text);
        match whole(value).filter(|value| *value > 0) {
            Some(value) => Ok((name.map(str::to_owned), value)),
            None => Err(bad(id, &text, "expected-count", terminal)),
        }
    };
    texts(matches, id).into_iter().map(one).collect()
}

/// A whole number, in whichever width its digits are typed.
pub(super) fn whole(text: &str) -> Option<u64> {
    fold(text).parse().ok()
}

/// Puts each value where its group stands; a value without a group stands everywhere that has none
/// of its own.
pub(super) fn spread_over(
    given: &[Given],
    names: &Names<usize>,
    labels: &[String],
    terminal: &Terminal,
) -> Result<Vec<Option<f64>>, Trouble> {
    let for_all = given.iter().rfind(|given| given.name.is_none()).map(|given| given.value);
    let mut values = vec![for_all; labels.len()];
    for one in given {
        let Some(name) = &one.name else { continue };
        let Some(place) = names.find(name).and_then(|index| values.get_mut(index)) else {
            let known: Vec<&str> = labels.iter().map(String::as_str).collect();
            return Err(unknown(name, names.nearest(name), &known, terminal));
        };
        *place = Some(one.value);
    }
    Ok(values)
}

/// A value that an option cannot have.
pub(super) fn bad(id: &str, value: &str, expected: &str, terminal: &Terminal) -> Trouble {
    let locale = terminal.locale();
    let args = Args::none()
        .text("argument", format!("--{id}"))
        .text("value", harmless(value))
        .text("nearest", "")
        .text("has-nearest", "no");
    let expected = locale.text("usage-expected", Args::none().text("what", locale.word(expected)));
    Trouble::Usage(locale.text("usage-bad-value", args.text("expected", expected)))
}

/// A group that is not there.
pub(super) fn unknown(
    name: &str,
    nearest: Option<&str>,
    known: &[&str],
    terminal: &Terminal,
) -> Trouble {
    if known.iter().all(|known| known.is_empty()) {
        let args = Args::none().text("value", harmless(name));
        return Trouble::Usage(terminal.locale().text("usage-plan-no-groups", args));
    }
    let args = Args::none()
        .text("value", harmless(name))
        .text("expected", harmless(&terminal.locale().list(known)))
        .text("nearest", harmless(nearest.unwrap_or_default()))
        .text("has-nearest", if nearest.is_some() { "yes" } else { "no" });
    Trouble::Usage(terminal.locale().text("usage-plan-group", args))
}

/// Name and value of `name=value`; the last sign counts, for a name may have one.
fn named(text: &str) -> (Option<&str>, &str) {
    match text.rsplit_once(['=', '＝']) {
        Some((name, value)) => (Some(name.trim()), value),
        None => (None, text),
    }
}

/// A decimal number, also in per cent.
fn parsed(text: &str) -> Option<f64> {
    let folded = fold(text);
    let (digits, unit) = match folded.strip_suffix('%') {
        Some(digits) => (digits, 100.0),
        None => (folded.as_str(), 1.0),
    };
    let value = Ratio::parse(digits).ok()?.to_f64() / unit;
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(parsed("95%"), Some(0.95));
        assert_eq!(parsed("０．９５"), Some(0.95));
        assert_eq!(parsed("80％"), Some(0.8));
        assert_eq!(parsed("abc"), None);
        assert_eq!(named("企业=30"), (Some("企业"), "30"));
        assert_eq!(named("a=b＝3"), (Some("a=b"), "3"));
        assert_eq!(named("30"), (None, "30"));
    }
}
