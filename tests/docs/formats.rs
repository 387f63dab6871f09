//! `docs/formats.md` against the kinds of finding, their effects and the limits.

use pingyi::finding::{Effect, Kind};
use pingyi::scheme::RuleKind;
use pingyi::sheet::{Encoding, Limits};

use crate::{section, text};

fn id(effect: &Effect) -> String {
    let value = serde_json::to_value(effect).expect("an effect has a name");
    format!("`{}`", value.as_str().expect("an effect is text"))
}

#[test]
fn every_kind_of_finding_has_an_entry_in_the_order_of_the_program() {
    let formats = text("docs/formats.md");
    let entries: Vec<&str> = section(&formats, "## Findings")
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    for kind in &kinds {
        assert!(entries.contains(kind), "docs/formats.md has no “### {kind}”");
    }
    assert_eq!(entries, kinds);
}

#[test]
fn every_entry_says_what_follows_and_what_to_do() {
    let formats = text("docs/formats.md");
    for kind in Kind::ALL {
        let entry = section(&formats, &format!("### {}", kind.id()));
        assert!(entry.contains("To do: "), "{}: what is to be done?", kind.id());
        let rule = RuleKind::ALL.iter().find(|rule| rule.finding() == *kind);
        let expected = match rule {
            Some(rule) => {
                let possible: Vec<String> = rule.possible_effects().iter().map(id).collect();
                let usual = id(&rule.usual_effect());
                format!("Effect: {usual}; the scheme may choose {}.", possible.join(", "))
            }
            None => "The scheme cannot change it.".to_owned(),
        };
        assert!(entry.contains(&expected), "{} should say: {expected}", kind.id());
    }
}

#[test]
fn the_encodings_and_limits_are_those_of_the_program() {
    let formats = text("docs/formats.md");
    let reading = section(&formats, "## How files are read");
    for encoding in Encoding::ALL {
        assert!(reading.contains(&format!("`{}`", encoding.id())), "{}", encoding.id());
    }
    let limits = Limits::default();
    let gib = limits.file_bytes >> 30;
    let kib = limits.field_bytes >> 10;
    for said in [
        format!("{gib} GiB"),
        format!("{kib} KiB"),
        format!("{} cells", limits.columns),
        format!("{} times", limits.ratio),
        format!("{} parts", limits.entries),
    ] {
        assert!(reading.contains(&said), "the limits should say “{said}”");
    }
}
