//! Numbers in the parts of a workbook that its reader takes at their word.
//!
//! The reader of XLSX makes room for as many shared texts as `uniqueCount` promises, and for as many
//! shared formulas as the greatest `si` needs. A few bytes could so ask for more memory than there
//! is, which ends the process without a word. What the parts hold is therefore watched while their
//! lengths are checked.

use std::io::{self, Write};

/// The greatest number of a shared formula. Excel counts them from 0, sheet by sheet.
const MOST_FORMULAS: u64 = 1_000_000;

/// Texts that may be promised whatever the length of the part.
const FREE_TEXTS: u64 = 10_000;

/// Bytes of the shortest text, `<si/>`.
const SHORTEST_TEXT: u64 = 5;

/// How far a value is looked for.
const LONGEST: usize = 80;

/// What is looked for: the name of an attribute.
const NAMES: [&[u8]; 2] = [b"uniqueCount", b"si"];

/// Looks at the bytes of a part as they are unpacked.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// How much of each name has been seen.
    seen: [usize; 2],
    /// What follows a name, until its value ends.
    value: Option<(usize, Vec<u8>)>,
    before: u8,
    n_bytes: u64,
    most_texts: u64,
    is_harmful: bool,
}

impl Watch {
    /// Whether what was seen promises more than it can hold.
    pub(super) fn is_harmful(&self) -> bool {
        self.is_harmful || self.most_texts > FREE_TEXTS.max(self.n_bytes / SHORTEST_TEXT)
    }

    fn step(&mut self, byte: u8) {
        // In UTF-16 every other byte is zero.
        if byte == 0 {
            return;
        }
        if let Some((which, mut value)) = self.value.take() {
            value.push(byte);
            match Found::of(&value) {
                Found::More if value.len() < LONGEST => self.value = Some((which, value)),
                Found::More | Found::Unclear => self.is_harmful = true,
                Found::Number(number) if which == 0 => {
                    self.most_texts = self.most_texts.max(number);
                }
                Found::Number(number) => self.is_harmful |= number > MOST_FORMULAS,
                Found::Nothing => {}
            }
        }
        for (which, name) in NAMES.iter().enumerate() {
            let seen = self.seen[which];
            let fits = byte == name[seen] && (seen > 0 || self.before.is_ascii_whitespace());
            self.seen[which] = if fits { seen + 1 } else { 0 };
            if self.seen[which] == name.len() {
                self.seen[which] = 0;
                self.value = Some((which, Vec::new()));
            }
        }
        self.before = byte;
    }
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.n_bytes += bytes.len() as u64;
        bytes.iter().for_each(|byte| self.step(*byte));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What stands after the name of an attribute.
enum Found {
    /// So far it may be a number.
    More,
    Number(u64),
    /// Not the value of an attribute, or not of digits alone.
    Nothing,
    /// Digits written in another way.
    Unclear,
}

impl Found {
    /// Of `= "12"`, with white space anywhere and either kind of quotation mark.
    fn of(bytes: &[u8]) -> Found {
        let rest = bytes.trim_ascii_start();
        let Some((b'=', rest)) = rest.split_first() else {
            return if rest.is_empty() { Found::More } else { Found::Nothing };
        };
        let rest = rest.trim_ascii_start();
        let Some((&quote @ (b'"' | b'\''), rest)) = rest.split_first() else {
            return if rest.is_empty() { Found::More } else { Found::Nothing };
        };
        if rest.contains(&b'&') {
            return Found::Unclear;
        }
        let Some((&last, digits)) = rest.split_last() else { return Found::More };
        if last != quote {
            return Found::More;
        }
        let digits = digits.trim_ascii();
        let digits = digits.strip_prefix(b"+").unwrap_or(digits);
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Found::Nothing;
        }
        let text = std::str::from_utf8(digits).unwrap_or_default();
        Found::Number(text.parse().unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_harmful(text: &[u8]) -> bool {
        // In pieces of every size, for that is how they come.
        let answers: Vec<bool> = [1, 3, 7, 4096]
            .into_iter()
            .map(|size| {
                let mut watch = Watch::default();
                text.chunks(size).for_each(|piece| watch.write_all(piece).unwrap());
                watch.is_harmful()
            })
            .collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        answers[0]
    }

    #[test]
    fn what_promises_more_than_it_holds_is_harmful() {
        for (text, expected) in [
            ("<sst uniqueCount=\"4294967295\">", true),
            ("<sst\nuniqueCount = '99999999'>", true),
            ("<sst count=\"9\" uniqueCount=\"2\"><si/><si/></sst>", false),
            ("<sst uniqueCount=\"&#57;99999999\">", true),
            ("<sst uniqueCount=\"\">", false),
            ("<f t=\"shared\" si=\"99999999999\">", true),
            ("<f t=\"shared\" si=\"999999999999999999999999\">", true),
            (
                "<f si=\"00000000000000000000000000000000000000000000000000000000000000000000000000000009\">",
                true,
            ),
            ("<f t=\"shared\" si=\"0\" ref=\"A1:B9\">", false),
            ("<t>a si is no attribute</t><xsi si=\"12\"/>", false),
            ("<basi=\"99999999999\"/>", false),
        ] {
            assert_eq!(is_harmful(text.as_bytes()), expected, "{text}");
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(is_harmful(&wide), expected, "{text} in UTF-16");
        }
    }
}
