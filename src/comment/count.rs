//! Comments counted by unit, topic, stance and what became of them.

use super::{Comment, Comments, Stance, Status};

/// How many said something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Raters, by stance in the order of [`Stance::ALL`]. Who wrote of several units counts for each.
    pub said: [u64; 4],
    /// Comments that were left when those nearly the same were put together.
    pub merged: u64,
    /// Of these, those that are to be handled: all but praise, and praise of which a status is written.
    pub to_handle: u64,
    /// Of those to handle, those that somebody is at.
    pub working: u64,
    /// Of those to handle, those that are done.
    pub closed: u64,
}

/// What was said of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitCounts {
    /// Position in the register; absent for what was said of none.
    pub unit: Option<usize>,
    /// All comments.
    pub all: Counts,
    /// By topic, in the order of [`Comments::topics`]; one of several topics counts for each.
    pub topics: Vec<Counts>,
    /// Those of no topic.
    pub without_topic: Counts,
}

impl Counts {
    /// How many said something.
    pub fn total(&self) -> u64 {
        self.said.iter().sum()
    }

    /// How many said something of this stance.
    pub fn of(&self, stance: Stance) -> u64 {
        let place = Stance::ALL.iter().position(|known| *known == stance);
        place.map_or(0, |place| self.said[place])
    }

    fn add(&mut self, comment: &Comment) {
        for (said, stance) in self.said.iter_mut().zip(Stance::ALL) {
            *said += if stance == comment.stance { comment.times } else { 0 };
        }
        self.merged += 1;
        let Some(status) = comment.status() else { return };
        self.to_handle += 1;
        self.working += u64::from(status == Status::Working);
        self.closed += u64::from(status == Status::Closed);
    }

    fn plus(&mut self, other: &Counts) {
        self.said.iter_mut().zip(other.said).for_each(|(own, other)| *own += other);
        self.merged += other.merged;
        self.to_handle += other.to_handle;
        self.working += other.working;
        self.closed += other.closed;
    }
}

impl UnitCounts {
    fn new(unit: Option<usize>, n_topics: usize) -> UnitCounts {
        let topics = vec![Counts::default(); n_topics];
        UnitCounts { unit, all: Counts::default(), topics, without_topic: Counts::default() }
    }

    /// The sum of several.
    pub fn sum<'a>(counts: impl IntoIterator<Item = &'a UnitCounts>) -> UnitCounts {
        let mut sum = UnitCounts::new(None, 0);
        for own in counts {
            sum.all.plus(&own.all);
            sum.without_topic.plus(&own.without_topic);
            sum.topics.resize(own.topics.len(), Counts::default());
            sum.topics.iter_mut().zip(&own.topics).for_each(|(sum, own)| sum.plus(own));
        }
        sum
    }
}

impl Comments {
    /// Counts by unit, in the order of the register, what was said of no unit last. Units of which
    /// nothing was said are absent.
    pub fn by_unit(&self) -> Vec<UnitCounts> {
        let mut counts: Vec<UnitCounts> = Vec::new();
        for comment in &self.comments {
            if counts.last().is_none_or(|last| last.unit != comment.unit) {
                counts.push(UnitCounts::new(comment.unit, self.topics.len()));
            }
            let Some(own) = counts.last_mut() else { continue };
            own.all.add(comment);
            comment.topics.iter().for_each(|topic| own.topics[*topic].add(comment));
            if comment.topics.is_empty() {
                own.without_topic.add(comment);
            }
        }
        counts
    }
}
