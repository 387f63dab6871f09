//! Texts that have been understood before, found again by their bytes.

/// What a text stands for, for some hundreds of texts that repeat. A new text may push out an old one:
/// nothing depends on what is remembered but time.
#[derive(Debug)]
pub(super) struct Understood<T> {
    slots: Vec<Option<Slot<T>>>,
}

#[derive(Debug)]
struct Slot<T> {
    /// The first and the last eight bytes, which are all of most texts.
    ends: [u64; 2],
    /// All bytes.
    text: Box<[u8]>,
    value: T,
}

/// A power of two.
const SLOTS: usize = 1024;

impl<T> Default for Understood<T> {
    fn default() -> Self {
        Understood { slots: (0..SLOTS).map(|_| None).collect() }
    }
}

impl<T: Copy> Understood<T> {
    /// What the text stands for, if it was met.
    pub(super) fn get(&self, text: &[u8]) -> Option<T> {
        let ends = ends(text);
        let slot = self.slots[place(ends, text.len())].as_ref()?;
        let same = slot.ends == ends && slot.text.len() == text.len();
        (same && (text.len() <= 16 || *slot.text == *text)).then_some(slot.value)
    }

    /// Remembers a text.
    pub(super) fn learn(&mut self, text: &[u8], value: T) {
        let ends = ends(text);
        self.slots[place(ends, text.len())] = Some(Slot { ends, text: text.into(), value });
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

fn place(ends: [u64; 2], length: usize) -> usize {
    let mixed = (ends[0] ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed.rotate_left(29) ^ ends[1]).wrapping_mul(0xD1B5_4A32_D192_ED03);
    (mixed >> 48) as usize % SLOTS
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
            let found = understood.get(text.as_bytes());
            assert!(found.is_none_or(|found| found == at), "{text}");
        }
        let long = "国家税务总局示例县税务局";
        assert_eq!(understood.get(long.as_bytes()), None);
        assert_eq!(understood.get(b"\0"), None);
        let n = texts.iter().filter(|text| understood.get(text.as_bytes()).is_some()).count();
        assert!(n >= 7);
    }
}
