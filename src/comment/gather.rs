//! What was said, put together to comments unit by unit.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::Comment;
use super::alike::{self, Told};
use super::plain::Scrubbed;
use super::read::Said;
use super::sense::Sense;
use super::topics::Topics;
use super::track::{Followed, Followups};
use crate::appraisal::Appraisal;

/// Names shorter than this stand in too many words.
const SHORTEST_MENTION: usize = 3;
/// Digits of an id behind its letter, which keeps a spreadsheet from taking it for a number.
const ID_DIGITS: usize = 13;

/// Wordings of one unit by their keys, each with how it was written and how often.
type Written = BTreeMap<String, BTreeMap<Scrubbed, u64>>;

/// One wording, as it was written most often.
struct Wording {
    key: String,
    text: Scrubbed,
    times: u64,
    looked_through: Vec<char>,
    sense: Sense,
}

/// Where comments are put together.
struct Gathering<'a> {
    appraisal: &'a Appraisal,
    topics: &'a Topics,
    followups: &'a mut Followups,
}

/// Comments out of what was said: the same words first, then nearly the same, unit by unit. They stand by
/// unit, and within it in an order that follows from words and seed.
pub(super) fn gather(
    said: Vec<Said>,
    topics: &Topics,
    appraisal: &Appraisal,
    followups: &mut Followups,
) -> Vec<Comment> {
    let mut units: BTreeMap<Option<usize>, Written> = BTreeMap::new();
    for Said { unit, text } in said {
        let written = units.entry(unit).or_default();
        *written.entry(text.key()).or_default().entry(text).or_default() += 1;
    }
    let mut gathering = Gathering { appraisal, topics, followups };
    let mut comments = Vec::new();
    for (unit, written) in units {
        comments.extend(gathering.of_unit(unit, written));
    }
    let seed = appraisal.scheme.error.seed;
    // Those of no unit stand last.
    comments.sort_by_cached_key(|comment: &Comment| {
        (comment.unit.unwrap_or(usize::MAX), shuffled(seed, &comment.id), comment.id.clone())
    });
    comments
}

impl Gathering<'_> {
    fn of_unit(&mut self, unit: Option<usize>, written: Written) -> Vec<Comment> {
        let wordings: Vec<Wording> = written
            .into_iter()
            .filter_map(|(key, written)| Wording::of(key, written, self.topics))
            .collect();
        let told = |wording: &'_ Wording| Told {
            key: wording.key.clone(),
            times: wording.times,
            sense: wording.sense,
        };
        let told: Vec<Told> = wordings.iter().map(told).collect();
        let groups = alike::groups(&told, self.appraisal.comments.alike);
        let mut comments = Vec::new();
        for group in groups {
            let members: Vec<&Wording> = group.iter().map(|at| &wordings[*at]).collect();
            comments.extend(self.comment(unit, &members));
        }
        comments
    }

    /// One comment out of its wordings, the leading one first.
    fn comment(&mut self, unit: Option<usize>, members: &[&Wording]) -> Option<Comment> {
        let leader = members.first()?;
        let unit_id = unit.map_or("", |unit| self.appraisal.units[unit].id.as_str());
        let ids: Vec<String> = members.iter().map(|member| id(unit_id, &member.key)).collect();
        let (id, followed) =
            self.followups.of(&ids).unwrap_or_else(|| (ids[0].clone(), Followed::default()));
        let of = |member: &&Wording| self.topics.of_text(&member.looked_through);
        let mut topics: Vec<usize> = members.iter().flat_map(of).collect();
        topics.sort_unstable();
        topics.dedup();
        Some(Comment {
            id,
            unit: followed.unit.or(unit),
            text: leader.text.clone(),
            times: members.iter().map(|member| member.times).sum(),
            wordings: members.iter().map(|member| (member.text.clone(), member.times)).collect(),
            topics,
            stance: followed.stance.unwrap_or_else(|| leader.sense.stance()),
            mentioned: match unit {
                None => mentioned(&leader.looked_through, self.appraisal),
                Some(_) => Vec::new(),
            },
            followed,
        })
    }
}

impl Wording {
    /// The words of one key, as they were written most often, of those the shortest. Of two as long the
    /// one with Chinese punctuation, which comes later among the characters.
    fn of(key: String, written: BTreeMap<Scrubbed, u64>, topics: &Topics) -> Option<Wording> {
        let times = written.values().sum();
        let length = |text: &Scrubbed| text.looked_through().len();
        let (text, _) = written
            .into_iter()
            .max_by_key(|(text, n)| (*n, Reverse(length(text)), text.clone()))?;
        let looked_through = text.looked_through();
        let sense = Sense::of(&looked_through, topics);
        Some(Wording { key, text, times, looked_through, sense })
    }
}

/// The units in force whose name stands in a text.
fn mentioned(text: &[char], appraisal: &Appraisal) -> Vec<usize> {
    let text: String = text.iter().filter(|c| **c != ' ').collect();
    let is_in = |name: &str| name.chars().count() >= SHORTEST_MENTION && text.contains(name);
    let names = appraisal.unit_names().iter().filter(|(name, _)| is_in(name));
    let mut found: Vec<usize> =
        names.map(|(_, unit)| unit).filter(|unit| appraisal.units[*unit].in_force).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// By which a comment is found again. It is made from the scrubbed words only: a short number that was
/// struck out cannot be tried out on it.
fn id(unit: &str, key: &str) -> String {
    let mut id = hash(&["pingyi comment 1", unit, key]);
    id.truncate(ID_DIGITS);
    format!("c{id}")
}

/// Where a comment stands among those of its unit.
fn shuffled(seed: u64, id: &str) -> String {
    hash(&["pingyi comment order 1", &seed.to_string(), id])
}

/// SHA-256 in hexadecimal, each part told apart by its length.
fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
