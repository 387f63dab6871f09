//! The dictionary (意见词典): which words make a topic, and which praise, complain, wish or deny.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::plain::folded;
use crate::error::Error;
use crate::finding::{Kind, any_stop};
use crate::form::Form;
use crate::scheme::Label;

/// The dictionary that comes with the program.
const SHIPPED: &str = include_str!("topics.toml");

/// The text of the shipped dictionary, to be saved and edited.
pub fn shipped_topics() -> &'static str {
    SHIPPED
}

/// The keys of a dictionary, as people write them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["topics", "praise", "complaint"]))]
struct TopicsForm {
    /// Words that praise.
    praise: Vec<String>,
    /// Words that complain.
    complaint: Vec<String>,
    /// Words that wish or advise; what is praised behind one in its clause is wished for.
    suggestion: Vec<String>,
    /// Words that turn what follows into its opposite.
    negations: Vec<String>,
    /// Words that hold one of the others and do not mean it.
    plain: Vec<String>,
    /// Whole comments that say nothing.
    nothing: Vec<String>,
    /// The topics, in the order of the tables.
    topics: Vec<TopicForm>,
}

/// One topic.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name", "words"]))]
struct TopicForm {
    /// Short name in files.
    id: String,
    /// As printed.
    name: String,
    /// The same in English.
    name_en: Option<String>,
    /// A comment with one of these is about the topic.
    words: Vec<String>,
}

/// What a comment can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Short name in files.
    pub id: String,
    /// As printed.
    pub label: Label,
}

/// What a word does to the sense of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Praise,
    Complaint,
    Suggestion,
    Negation,
    Plain,
}

/// A dictionary, ready to be looked up.
#[derive(Debug, Clone)]
pub struct Topics {
    /// The topics, in order.
    pub topics: Vec<Topic>,
    words: Words<usize>,
    marks: Words<Mark>,
    nothing: Vec<String>,
}

/// Words by their first character, the longest first.
#[derive(Debug, Clone)]
struct Words<T> {
    by_first: BTreeMap<char, Vec<(Vec<char>, T)>>,
}

impl<T: Copy> Words<T> {
    fn new() -> Words<T> {
        Words { by_first: BTreeMap::new() }
    }

    fn add(&mut self, word: &str, meaning: T) {
        let word: Vec<char> = folded(word).filter(|c| *c != ' ').collect();
        if let Some(first) = word.first() {
            self.by_first.entry(*first).or_default().push((word, meaning));
        }
    }

    fn sort(&mut self) {
        for words in self.by_first.values_mut() {
            words.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        }
    }

    /// The words that stand at the head of a text, the longest first.
    fn heading<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = (usize, T)> + 'a {
        let words = text.first().and_then(|first| self.by_first.get(first));
        let here = words.into_iter().flatten().filter(|(word, _)| text.starts_with(word));
        here.map(|(word, meaning)| (word.len(), *meaning))
    }
}

impl Topics {
    /// The shipped dictionary. It is sound: a test reads it.
    pub fn shipped() -> Topics {
        let (keys, _) = Form::parse::<TopicsForm>("topics.toml", SHIPPED);
        Topics::of(&keys)
    }

    /// Reads a dictionary; `file` names it in findings.
    ///
    /// # Errors
    /// [`Error::Findings`] with every mistake in it.
    pub fn read(file: &str, text: &str) -> Result<Topics, Error> {
        let (keys, mut form) = Form::parse::<TopicsForm>(file, text);
        if keys.topics.is_empty() {
            let finding = form.mistake(Kind::EmptyList, "topics");
            form.push(finding);
        }
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        for (number, topic) in keys.topics.iter().enumerate() {
            let key = format!("topics[{}]", number + 1);
            if topic.words.is_empty() {
                let finding = form.mistake(Kind::EmptyList, &format!("{key}.words"));
                form.push(finding);
            }
            if let Some(other) = known.insert(&topic.id, key.clone()) {
                let finding = form.mistake(Kind::DuplicateName, &format!("{key}.id"));
                form.push(finding.with("value", &topic.id).with("other", other));
            }
        }
        check_once(&keys, &mut form);
        let topics = Topics::of(&keys);
        match form.into_findings() {
            findings if any_stop(&findings) => Err(Error::Findings(findings)),
            _ => Ok(topics),
        }
    }

    fn of(keys: &TopicsForm) -> Topics {
        let mut topics = Topics {
            topics: Vec::new(),
            words: Words::new(),
            marks: Words::new(),
            nothing: Vec::new(),
        };
        for (number, topic) in keys.topics.iter().enumerate() {
            let en = topic.name_en.clone().unwrap_or_else(|| topic.name.clone());
            topics
                .topics
                .push(Topic { id: topic.id.clone(), label: Label { zh: topic.name.clone(), en } });
            topic.words.iter().for_each(|word| topics.words.add(word, number));
        }
        for (_, words, mark) in marked(keys) {
            words.iter().for_each(|word| topics.marks.add(word, mark));
        }
        topics.words.sort();
        topics.marks.sort();
        topics.nothing = keys.nothing.iter().map(|text| bare(text)).collect();
        topics
    }

    /// Whether a comment says nothing: it is empty, or one of the phrases for that.
    pub fn is_nothing(&self, text: &str) -> bool {
        let bare = bare(text);
        bare.is_empty() || self.nothing.contains(&bare)
    }

    /// The topics that a text is about, in order.
    pub(super) fn of_text(&self, text: &[char]) -> Vec<usize> {
        let here = |at: usize| self.words.heading(&text[at..]).map(|(_, topic)| topic);
        let mut found: Vec<usize> = (0..text.len()).flat_map(here).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The longest word at the head of a text that bears on its sense, with its length.
    pub(super) fn mark(&self, text: &[char]) -> Option<(usize, Mark)> {
        self.marks.heading(text).next()
    }
}

/// Letters and digits alone, folded.
fn bare(text: &str) -> String {
    folded(text).filter(|c| c.is_alphanumeric()).collect()
}

/// The lists of words that bear on sense, by their keys.
fn marked(keys: &TopicsForm) -> [(&'static str, &Vec<String>, Mark); 5] {
    [
        ("praise", &keys.praise, Mark::Praise),
        ("complaint", &keys.complaint, Mark::Complaint),
        ("suggestion", &keys.suggestion, Mark::Suggestion),
        ("negations", &keys.negations, Mark::Negation),
        ("plain", &keys.plain, Mark::Plain),
    ]
}

/// A word that stands in two lists could mean either.
fn check_once(keys: &TopicsForm, form: &mut Form) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (list, words, _) in marked(keys) {
        for (number, word) in words.iter().enumerate() {
            let other = known.insert(bare(word), list);
            if let Some(other) = other.filter(|other| *other != list) {
                let key = format!("{list}[{}]", number + 1);
                let finding = form.mistake(Kind::DuplicateName, &key).with("value", word);
                form.push(finding.with("other", other));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_dictionary_is_sound() {
        let topics = Topics::read("topics.toml", SHIPPED).expect("no mistakes");
        assert!(topics.topics.len() >= 10);
        assert_eq!(topics.topics.len(), Topics::shipped().topics.len());
    }

    #[test]
    fn a_word_in_two_lists_and_a_topic_without_words_are_told() {
        let text = "praise = ['好']\ncomplaint = ['好', '差']\n[[topics]]\nid = 'a'\nname = '甲'\nwords = []\n";
        let Err(Error::Findings(found)) = Topics::read("t.toml", text) else { panic!("accepted") };
        let told: Vec<_> =
            found.iter().map(|f| (f.kind, f.place.key.as_deref().unwrap_or(""))).collect();
        assert_eq!(
            told,
            [(Kind::DuplicateName, "complaint[1]"), (Kind::EmptyList, "topics[1].words")]
        );
    }

    #[test]
    fn who_writes_that_there_is_nothing_has_written_no_comment() {
        let topics = Topics::shipped();
        for text in ["", " 。", "无", "无。", "没有意见！", "N/A", "（无）"] {
            assert!(topics.is_nothing(text), "{text}");
        }
        assert!(!topics.is_nothing("没有人管"));
    }
}
