//! Texts that have been understood before, found again by their bytes.

/// What texts stand for that repeat.
#[derive(Debug)]
pub(super) struct Understood<T> {
    /// At most half of them taken, their number a power of two.
    slots: Vec<Option<Slot<T>>>,
    n: usize,
}

#[derive(Debug)]
struct Slot<T> {
    /// The first and the last eight bytes, which are all of most texts.
    ends: [u64; 2],
    /// All bytes.
    text: Box<[u8]>,
    value: T,
}

/// Slots at first.
const SLOTS: usize = 256;

/// The most texts that are remembered; nothing depends on it but time.
const MOST: usize = 1 << 15;

impl<T> Default for Understood<T> {
    fn default() -> Self {
        Understood { slots: (0..SLOTS).map(|_| None).collect(), n: 0 }
    }
}

impl<T: Copy> Understood<T> {
    /// What the text stands for, if it was met.
    pub(super) fn get(&self, text: &[u8]) -> Option<T> {
        let ends = ends(text);
        let mut at = self.place(ends, text.len());
        loop {
            let slot = self.slots[at].as_ref()?;
            let same = slot.ends == ends && slot.text.len() == text.len();
            if same && (text.len() <= 16 || *slot.text == *text) {
                return Some(slot.value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Remembers a text.
    pub(super) fn learn(&mut self, text: &[u8], value: T) {
        if self.n >= MOST || self.get(text).is_some() {
            return;
        }
        if 2 * (self.n + 1) > self.slots.len() {
            let more = (0..2 * self.slots.len()).map(|_| None).collect();
            let slots = std::mem::replace(&mut self.slots, more);
            slots.into_iter().flatten().for_each(|slot| self.put(slot));
        }
        self.n += 1;
        self.put(Slot { ends: ends(text), text: text.into(), value });
    }

    fn put(&mut self, slot: Slot<T>) {
        let mut at = self.place(slot.ends, slot.text.len());
        while self.slots[at].is_some() {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = Some(slot);
    }

    fn place(&self, ends: [u64; 2], length: usize) -> usize {
        let mixed = (ends[0] ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed.rotate_left(29) ^ ends[1]).wrapping_mul(0xD1B5_4A32_D192_ED03);
        (mixed >> 40) as usize & (self.slots.len() - 1)
    }
}

/// The first and the last eight bytes; of a shorter text what there is.
fn ends(text: &[u8]) -> [u64; 2] {
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        (Some(first), Some(last)) => [u64::from_le_bytes(*first), u64::from_le_bytes(*last)],
        _ => match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                [u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last))]
            }
            _ => [text.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)), 0],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_again_and_no_other_is_taken_for_it() {
        let mut understood = Understood::default();
        let texts = [
            "",
            "a",
            "b",
            "满意",
            "基本满意",
            "国家税务总局示例市税务局",
            "0000000012",
            "12345678",
        ];
        for (at, text) in texts.iter().enumerate() {
            understood.learn(text.as_bytes(), at);
        }
        for (at, text) in texts.iter().enumerate() {
            assert_eq!(understood.get(text.as_bytes()), Some(at), "{text}");
        }
        assert_eq!(understood.get("国家税务总局示例县税务局".as_bytes()), None);
        assert_eq!(understood.get(b"\0"), None);
        for n in 0..2000 {
            understood.learn(format!("单位{n}").as_bytes(), n);
        }
        assert!((0..2000).all(|n| understood.get(format!("单位{n}").as_bytes()) == Some(n)));
    }
}
