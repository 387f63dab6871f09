//! Each mistake in the smallest scheme that makes it, as listed in `mistakes.txt`.

use pingyi::error::Error;
use pingyi::finding::{Effect, Finding};
use pingyi::scheme::Scheme;

/// A scheme with nothing wrong; a case replaces the line of the same key.
const SOUND: &str = "\
id='m'
name='n'
indicators=[{id='a',label='作风'}]
groups=[{id='g',label='群众'}]
categories=[{id='c',label='部门'}]
scale={levels=[{label='满意',points=100},{label='一般',points=60},{label='较差',points=30},\
{label='不满意',points=0},{label='不了解',kind='unknown'}]}
";

/// What stops the scheme where `change` replaces the sound lines of the same key, or is added.
fn found(change: &str) -> Vec<(String, String)> {
    let key_of = |line: &str| line.split_once('=').map(|(key, _)| key.to_owned());
    let given: Vec<_> = change.lines().filter_map(key_of).collect();
    let is_sound = |line: &&str| key_of(line).is_some_and(|key| !given.contains(&key));
    let sound: Vec<&str> = SOUND.lines().filter(is_sound).collect();
    let findings = match Scheme::read("m.toml", &format!("{}\n{change}", sound.join("\n"))) {
        Ok(scheme) => scheme.open_questions,
        Err(Error::Findings(findings)) => findings,
        Err(other) => panic!("{other:?}"),
    };
    let key = |f: &Finding| f.place.key.as_deref().unwrap_or("(file)").to_owned();
    let stops = findings.iter().filter(|f| f.effect == Effect::Stop);
    stops.map(|f| (f.kind.id().to_owned(), key(f))).collect()
}

#[test]
fn the_scheme_that_the_mistakes_are_made_in_is_sound() {
    assert_eq!(found(""), []);
    assert!(Scheme::read("m", SOUND).unwrap().cautions.is_empty());
}

#[test]
fn each_mistake_is_found_at_its_key_and_nothing_else_is() {
    let mut n_cases = 0;
    for line in include_str!("mistakes.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (kind, rest) = line.split_once(' ').unwrap();
        let (key, change) = rest.trim_start().split_once(' ').unwrap();
        let change = change.trim_start().replace(" ⏎ ", "\n");
        let expected = match kind {
            "none" => Vec::new(),
            kind => vec![(kind.to_owned(), key.to_owned())],
        };
        assert_eq!(found(&change), expected, "in: {change}");
        n_cases += 1;
    }
    assert!(n_cases > 80, "only {n_cases} cases were read");
}

#[test]
fn nothing_is_said_about_a_scale_that_the_office_must_still_list() {
    let open = found("scale={levels=[{label='REQUIRED',points='REQUIRED'}]}");
    let asked = |key: &str| ("required-value".to_owned(), key.to_owned());
    assert_eq!(open, [asked("scale.levels[1].label"), asked("scale.levels[1].points")]);
}

#[test]
fn a_word_that_is_no_choice_does_not_hide_the_rest_of_the_file() {
    let found = found("[[rules]]\nwhen='off-scale'\neffect='ignore'\n[rounding]\ndecimals=9");
    let has = |kind: &str, key: &str| found.contains(&(kind.to_owned(), key.to_owned()));
    assert!(has("bad-choice", "rules[1].effect"), "{found:?}");
    assert!(has("bad-number", "rounding.decimals"), "{found:?}");
    assert!(!found.iter().any(|(kind, _)| kind == "not-toml"), "{found:?}");
}
