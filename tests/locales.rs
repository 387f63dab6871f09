//! The words of both languages: the same ids, the same variables, and a message for every kind.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use pingyi::finding::Kind;
use pingyi::locale::sources;
use pingyi::scheme::Language;

/// The variables of each message.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// The messages of a text by a reading of lines, so that what the parser drops is still seen.
fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| id.chars().all(is_name)) {
            found.push((id.to_owned(), BTreeSet::new()));
        }
        if let Some((_, variables)) = found.last_mut() {
            let names = line.split('$').skip(1);
            variables.extend(names.map(|rest| rest.chars().take_while(|c| is_name(*c)).collect()));
        }
    }
    found
}

fn of(language: Language) -> Messages {
    let (_, texts) = sources().into_iter().find(|(known, _)| *known == language).expect("both");
    texts.iter().flat_map(|text| messages(text)).collect()
}

#[test]
fn every_text_parses_and_gives_each_id_once() {
    for (language, texts) in sources() {
        let mut seen = BTreeSet::new();
        for text in texts {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{language:?}: {errors:?}");
            }
            for (id, _) in messages(text) {
                assert!(seen.insert(id.clone()), "{language:?} has {id} twice");
            }
        }
    }
}

#[test]
fn both_languages_have_the_same_ids_and_variables() {
    let (chinese, english) = (of(Language::Chinese), of(Language::English));
    let ids = |messages: &Messages| messages.keys().cloned().collect::<BTreeSet<_>>();
    let only: Vec<String> = ids(&chinese).symmetric_difference(&ids(&english)).cloned().collect();
    assert!(only.is_empty(), "in one language only: {only:?}");
    for (id, variables) in &chinese {
        assert_eq!(variables, &english[id], "{id}");
    }
}

/// The facts of each kind, as `src/finding.rs` documents them.
fn documented() -> Messages {
    let source = include_str!("../src/finding.rs");
    let quoted = |line: &str, mark: char| -> Vec<String> {
        line.split(mark).skip(1).step_by(2).map(str::to_owned).collect()
    };
    let mut facts = Messages::new();
    for line in source.lines().map(str::trim) {
        let strings = quoted(line, '"');
        let [id, doc] = strings.as_slice() else { continue };
        let named = doc.split_once("Facts:").map_or("", |(_, facts)| facts);
        facts.insert(id.clone(), quoted(named, '`').into_iter().collect());
    }
    facts
}

#[test]
fn every_kind_has_a_name_and_a_message_that_uses_all_its_facts() {
    let documented = documented();
    for (language, _) in sources() {
        let messages = of(language);
        for kind in Kind::ALL {
            let id = kind.id();
            assert!(messages.contains_key(&format!("kind-{id}")), "{language:?} kind-{id}");
            let used = &messages[&format!("finding-{id}")];
            let mut facts = documented[id].clone();
            if facts.contains("nearest") {
                facts.insert("has-nearest".to_owned());
            }
            assert_eq!(used, &facts, "{language:?} finding-{id}");
        }
        let known: BTreeSet<String> = Kind::ALL
            .iter()
            .flat_map(|kind| [format!("kind-{}", kind.id()), format!("finding-{}", kind.id())])
            .collect();
        for id in messages.keys().filter(|id| id.starts_with("kind-") || id.starts_with("finding-"))
        {
            assert!(known.contains(id), "{language:?} has {id}, and there is no such kind");
        }
    }
}

#[test]
fn chinese_sentences_use_full_width_punctuation() {
    let (_, texts) = sources().into_iter().find(|(l, _)| *l == Language::Chinese).unwrap();
    let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let lines = texts.iter().flat_map(|text| text.lines());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let characters: Vec<char> = line.chars().collect();
        for pair in characters.windows(2) {
            let half = is_chinese(pair[0]) && matches!(pair[1], ',' | ';' | ':' | '?' | '!' | '(');
            assert!(!half, "half-width punctuation in: {line}");
        }
    }
}
