//! Runs of answer cells that have been understood before, found again by their bytes as a whole.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

/// What the answer cells of one unit say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail {
    /// The number of the answers.
    pub(super) pattern: u32,
    /// Whether anything is answered that counts as a mark.
    pub(super) is_marked: bool,
    /// Whether every cell is blank.
    pub(super) is_blank: bool,
    /// Whether something is answered that is no mark: it was void.
    pub(super) is_doubtful: bool,
}

/// Texts of such cells with what they say.
///
/// All texts lie in one piece of memory and places in another, because what is looked up a hundred million
/// times must stay in the cache.
#[derive(Debug)]
pub(super) struct Tails {
    /// At most half of them taken, their number a power of two: a part of the hash, and the entry from 1.
    slots: Vec<(u32, u32)>,
    entries: Vec<Entry>,
    texts: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    tail: Tail,
}

const SLOTS: usize = 256;

/// The most texts that are remembered; nothing depends on it but time.
const MOST: usize = 1 << 16;

/// Nobody can choose texts so that more than [`MOST`] collide.
const KEY: FixedState = FixedState::with_seed(1);

impl Default for Tails {
    fn default() -> Self {
        Tails { slots: vec![(0, 0); SLOTS], entries: Vec::new(), texts: Vec::new() }
    }
}

impl Tails {
    /// What the text says, if it was met.
    pub(super) fn get(&self, text: &[u8]) -> Option<Tail> {
        let (mut at, part) = self.place(text);
        loop {
            let (known, entry) = self.slots[at];
            let entry = self.entries.get((entry as usize).checked_sub(1)?)?;
            if known == part && self.texts[entry.start as usize..entry.end as usize] == *text {
                return Some(entry.tail);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Remembers a text that is not known yet.
    pub(super) fn learn(&mut self, text: &[u8], tail: Tail) {
        let start = self.texts.len();
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(start + text.len())) else {
            return;
        };
        if self.entries.len() >= MOST {
            return;
        }
        self.texts.extend_from_slice(text);
        self.entries.push(Entry { start: from, end: to, tail });
        if 2 * self.entries.len() > self.slots.len() {
            self.slots = vec![(0, 0); 2 * self.slots.len()];
            (0..self.entries.len()).for_each(|entry| self.put(entry));
        } else {
            self.put(self.entries.len() - 1);
        }
    }

    fn put(&mut self, entry: usize) {
        let Entry { start, end, .. } = self.entries[entry];
        let (mut at, part) = self.place(&self.texts[start as usize..end as usize]);
        while self.slots[at].1 != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (part, u32::try_from(entry + 1).unwrap_or(0));
    }

    #[expect(clippy::cast_possible_truncation, reason = "parts of a hash")]
    fn place(&self, text: &[u8]) -> (usize, u32) {
        let hash = KEY.hash_one(text);
        (hash as usize & (self.slots.len() - 1), (hash >> 32) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_cells_is_found_again_and_no_other_is_taken_for_it() {
        let mut tails = Tails::default();
        let tail =
            |n: u32| Tail { pattern: n, is_marked: true, is_blank: n == 0, is_doubtful: false };
        let text = |n: u32| format!("满意,{n},{}", "x".repeat(n as usize % 40)).into_bytes();
        for n in 0..3000 {
            assert_eq!(tails.get(&text(n)), None);
            tails.learn(&text(n), tail(n));
        }
        assert!((0..3000).all(|n| tails.get(&text(n)) == Some(tail(n))));
        assert_eq!(tails.get(b""), None);
        tails.learn(b"", tail(1));
        assert_eq!(tails.get(b""), Some(tail(1)));
    }
}
