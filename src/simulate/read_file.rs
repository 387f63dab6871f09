//! From the keys of one file of ballots to a [`Delivery`].

use super::form::{FileForm, SlipsForm};
use super::plan::{Container, Delivery, PlannedPeriod, SlipKind};
use super::read::Reader;
use crate::appraisal::Layout;
use crate::finding::Kind;
use crate::scheme::Mark;
use crate::sheet::Encoding;

/// What an answer off the scale says where the plan does not tell.
const OFF_SCALE: &str = "较满意";

/// The files of one entry; `None` where its name or groups are wrong.
pub(super) fn delivery(
    reader: &mut Reader<'_>,
    keys: &FileForm,
    key: &str,
    weighted: bool,
) -> Option<Delivery> {
    let layout = keys.layout.unwrap_or(Layout::RaterUnit);
    let groups = groups(reader, keys, key);
    let container = container(reader, &keys.name, &format!("{key}.name"));
    let delimiter = delimiter(reader, keys.delimiter.as_deref(), &format!("{key}.delimiter"));
    if weighted && layout == Layout::BundlesWide {
        // Counts side by side have no place for the sum of weights.
        choice(reader, &format!("{key}.layout"), "bundles-wide", "bundles-long");
    }
    let scale = &reader.scheme.scale;
    let counted = matches!(layout, Layout::BundlesLong | Layout::BundlesWide);
    let unnamed_blank = layout == Layout::BundlesWide || scale.skipped.is_empty();
    if counted && scale.blank.is_some() && unnamed_blank {
        // Blank answers that carry points are counted, and a count needs a name for them.
        choice(reader, &format!("{key}.layout"), "scale.blank", "rater-unit / long");
    }
    if layout == Layout::Wide && keys.name.contains("{unit}") {
        choice(reader, &format!("{key}.name"), "{unit}", "{group}");
    }
    if counted && !keys.tells.is_empty() {
        choice(reader, &format!("{key}.tells"), "tells", "rater-unit / wide / long");
    }
    let slips = slips(reader, &keys.slips, layout, &format!("{key}.slips"));
    Some(Delivery {
        name: keys.name.clone(),
        groups,
        layout,
        container: container?,
        encoding: keys.encoding.unwrap_or(Encoding::Utf8),
        delimiter,
        sheets: keys.sheets.unwrap_or_default(),
        slips,
        off_scale_texts: off_scale_texts(reader, &keys.slips, key),
        empty_rows: keys.slips.empty_rows,
        tells: keys.tells.clone(),
        key: key.to_owned(),
    })
}

/// One group's ballots must not stand in two files.
pub(super) fn check_groups(reader: &mut Reader<'_>, period: &PlannedPeriod, key: &str) {
    for (group, entry) in reader.scheme.groups.iter().enumerate() {
        let n = period.deliveries.iter().filter(|d| d.groups.contains(&group)).count();
        if n > 1 {
            reader.mistake(Kind::DuplicateName, &format!("{key}.files"), &entry.id);
        }
        if n == 0 && period.raters[group] > 0 {
            reader.mistake(Kind::MissingGroup, &format!("{key}.files"), &entry.id);
        }
    }
}

pub(super) fn choice(reader: &mut Reader<'_>, key: &str, value: &str, expected: &str) {
    let finding = reader.form.mistake(Kind::BadChoice, key).with("value", value);
    reader.form.push(finding.with("expected", expected));
}

fn groups(reader: &mut Reader<'_>, keys: &FileForm, key: &str) -> Vec<usize> {
    let Some(names) = &keys.groups else { return (0..reader.scheme.groups.len()).collect() };
    let mut groups = Vec::new();
    for name in names {
        groups.extend(reader.group(name, &format!("{key}.groups")));
    }
    groups.sort_unstable();
    groups
}

/// What the name's ending says; a name must stay inside the folder.
pub(super) fn container(reader: &mut Reader<'_>, name: &str, key: &str) -> Option<Container> {
    let inside = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    let ends = [
        (".csv.gz", Container::Gzip),
        (".csv", Container::Text),
        (".txt", Container::Text),
        (".xlsx", Container::Workbook),
    ];
    let found = ends.iter().find(|(end, _)| name.to_ascii_lowercase().ends_with(end));
    if name.split('/').all(inside)
        && let Some((_, container)) = found
    {
        return Some(*container);
    }
    choice(reader, key, name, ".csv / .csv.gz / .txt / .xlsx");
    None
}

fn delimiter(reader: &mut Reader<'_>, text: Option<&str>, key: &str) -> u8 {
    match (text, text.map(str::as_bytes)) {
        (None, _) => b',',
        (Some("tab"), _) => b'\t',
        (_, Some([one])) if one.is_ascii_punctuation() && *one != b'"' => *one,
        (Some(text), _) => {
            choice(reader, key, text, ", / ; / tab / |");
            b','
        }
    }
}

fn slips(
    reader: &mut Reader<'_>,
    keys: &SlipsForm,
    layout: Layout,
    key: &str,
) -> Vec<(SlipKind, u32)> {
    let named = [
        (SlipKind::BlankBallot, "blank_ballots", keys.blank_ballots),
        (SlipKind::DuplicateBallot, "duplicate_ballots", keys.duplicate_ballots),
        (SlipKind::ConflictingBallots, "conflicting_ballots", keys.conflicting_ballots),
        (SlipKind::MultipleMarks, "multiple_marks", keys.multiple_marks),
        (SlipKind::OffScale, "off_scale", keys.off_scale),
        (SlipKind::UnknownUnit, "unknown_units", keys.unknown_units),
        (SlipKind::SpacedAnswer, "spaced_answers", keys.spaced_answers),
        (SlipKind::FullWidthRater, "full_width_raters", keys.full_width_raters),
        (SlipKind::ShortName, "short_names", keys.short_names),
        (SlipKind::Alias, "aliases", keys.aliases),
        (SlipKind::SpacedUnit, "spaced_units", keys.spaced_units),
    ];
    let counted = matches!(layout, Layout::BundlesLong | Layout::BundlesWide);
    let wanted = named.into_iter().filter(|(_, _, n)| *n > 0);
    let mut slips = Vec::new();
    for (kind, name, n) in wanted {
        if counted || (layout == Layout::Wide && kind.spells_a_unit()) {
            choice(reader, &format!("{key}.{name}"), name, "rater-unit / long");
            continue;
        }
        slips.push((kind, n));
    }
    slips
}

/// Texts that are indeed not on the scale.
fn off_scale_texts(reader: &mut Reader<'_>, keys: &SlipsForm, key: &str) -> Vec<String> {
    let texts = match keys.off_scale_texts.as_slice() {
        [] => vec![OFF_SCALE.to_owned()],
        given => given.to_vec(),
    };
    if keys.off_scale > 0 {
        for text in &texts {
            if reader.scheme.scale.read(text) != Mark::Off {
                reader.mistake(Kind::BadChoice, &format!("{key}.slips.off_scale_texts"), text);
            }
        }
    }
    texts
}
