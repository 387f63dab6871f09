//! Codes for ballots: unlike each other, tied to nobody, and with a character that finds slips.

use std::collections::BTreeSet;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use unicode_normalization::UnicodeNormalization as _;

/// The characters of a code: those of GB 32100-2015, which leaves out I, O, S, V and Z because they
/// look like 1, 0, 5, U and 2. There are 31, and 31 is a prime.
pub const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Characters of a code, the last of which is the check character; hyphens are not counted.
pub const CODE_LENGTH: usize = 12;

/// The most codes that are made at once: with a million, a guess hits one of them once in 25
/// thousand million times.
pub const MOST_CODES: u64 = 1_000_000;

/// How many characters stand between hyphens.
const PIECE: usize = 4;
/// A power of 3 is the weight of a character; 3 yields all 30 residues of 31.
const ROOT: usize = 3;

/// A code for a ballot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BallotCode {
    /// The group it is for; empty where codes are the same for all.
    pub group: String,
    /// As printed, such as `7K3M-PX9A-QT2F`.
    pub code: String,
}

/// Makes so many codes for each group, no two alike, in an order that says nothing.
///
/// The characters come from ChaCha20 under the key, so that the codes cannot be told without it. Who
/// has the key can make the list again: it is as secret as the list. More than [`MOST_CODES`] in all
/// are not made.
pub fn ballot_codes(key: [u8; 32], wanted: &[(String, u64)]) -> Vec<BallotCode> {
    let mut chance = ChaCha20Rng::from_seed(key);
    let mut taken = BTreeSet::new();
    let mut codes = Vec::new();
    let mut left = MOST_CODES;
    for (group, n) in wanted {
        let start = codes.len();
        for _ in 0..(*n).min(left) {
            let code = unlike(&mut taken, &mut chance);
            codes.push(BallotCode { group: group.clone(), code });
        }
        left -= (*n).min(left);
        shuffle(&mut codes[start..], &mut chance);
    }
    codes
}

/// The code that a text gives, as it is printed; `None` where it cannot be one.
///
/// White space, hyphens, the width and the case of letters do not matter. I, O, S, V and Z are in no
/// code and are read as what they were taken for. Any one wrong character, and any two neighbours
/// changed over, are noticed; of other wrong texts one in 31 is not.
pub fn read_code(text: &str) -> Option<String> {
    let mut values = Vec::with_capacity(CODE_LENGTH);
    for c in text.nfkc().flat_map(char::to_uppercase) {
        if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
            continue;
        }
        values.push(value_of(c)?);
    }
    let (check, body) = values.split_last()?;
    (values.len() == CODE_LENGTH && check_value(body) == *check).then(|| printed(&values))
}

/// Whether a text is a code that [`ballot_codes`] could have made, in any way of writing it.
///
/// It says nothing on whether the code was ever given out: that takes the list.
pub fn code_is_valid(text: &str) -> bool {
    read_code(text).is_some()
}

/// The check value of GB 32100-2015: `31 − Σ aᵢ 3^(i−1)` modulo 31, a pure system in the sense of
/// ISO/IEC 7064 with a prime modulus.
fn check_value(body: &[usize]) -> usize {
    let modulus = ALPHABET.len();
    let mut weight = 1;
    let mut sum = 0;
    for value in body {
        sum = (sum + value * weight) % modulus;
        weight = weight * ROOT % modulus;
    }
    (modulus - sum) % modulus
}

fn value_of(c: char) -> Option<usize> {
    let meant = match c {
        'I' => '1',
        'O' => '0',
        'S' => '5',
        'V' => 'U',
        'Z' => '2',
        c => c,
    };
    ALPHABET.chars().position(|known| known == meant)
}

fn printed(values: &[usize]) -> String {
    let mut text = String::with_capacity(values.len() + values.len() / PIECE);
    for (index, value) in values.iter().enumerate() {
        if index > 0 && index % PIECE == 0 {
            text.push('-');
        }
        text.extend(ALPHABET.chars().nth(*value));
    }
    text
}

/// A code that has not been made yet.
fn unlike(taken: &mut BTreeSet<String>, chance: &mut ChaCha20Rng) -> String {
    loop {
        let mut values: Vec<usize> = (1..CODE_LENGTH).map(|_| value(chance)).collect();
        values.push(check_value(&values));
        let code = printed(&values);
        if taken.insert(code.clone()) {
            return code;
        }
    }
}

/// A value below 31, each as likely: five bits, and again where they give 31.
fn value(chance: &mut ChaCha20Rng) -> usize {
    loop {
        let value = chance.next_u32() >> 27;
        if let Some(value) = usize::try_from(value).ok().filter(|value| *value < ALPHABET.len()) {
            return value;
        }
    }
}

/// Fisher and Yates.
fn shuffle(codes: &mut [BallotCode], chance: &mut ChaCha20Rng) {
    for last in (1..codes.len()).rev() {
        // The bias of a product of 64 bits is below 10⁻¹³ for a million codes.
        let drawn = (u128::from(chance.next_u64()) * (last as u128 + 1)) >> 64;
        codes.swap(last, usize::try_from(drawn).unwrap_or(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(n: u64) -> Vec<BallotCode> {
        ballot_codes([7; 32], &[(String::new(), n)])
    }

    fn values(text: &str) -> Vec<usize> {
        text.chars().filter_map(value_of).collect()
    }

    #[test]
    fn the_check_character_is_that_of_the_unified_social_credit_code() {
        // The code of Huawei Technologies, 914403001922038216, and that of Alibaba (China).
        for known in ["914403001922038216", "91330100799655058B"] {
            let (body, last) = known.split_at(17);
            assert_eq!(check_value(&values(body)), values(last)[0], "{known}");
        }
    }

    #[test]
    fn no_single_slip_and_no_swap_of_neighbours_passes() {
        for BallotCode { code, .. } in codes(50) {
            let plain: Vec<char> = code.chars().filter(|c| *c != '-').collect();
            for at in 0..plain.len() {
                for other in ALPHABET.chars().filter(|c| *c != plain[at]) {
                    let mut wrong = plain.clone();
                    wrong[at] = other;
                    assert!(!code_is_valid(&wrong.iter().collect::<String>()));
                }
                let mut turned = plain.clone();
                if at > 0 && plain[at] != plain[at - 1] {
                    turned.swap(at, at - 1);
                    assert!(!code_is_valid(&turned.iter().collect::<String>()), "{code} at {at}");
                }
            }
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_written() {
        for BallotCode { code, .. } in codes(200) {
            let by_hand = code.replace('0', "O").replace('1', "I").replace('5', "s");
            let by_hand = by_hand.replace('2', "z").replace('U', "v").replace('-', " ");
            assert_eq!(read_code(&by_hand), Some(code.clone()), "{by_hand}");
            assert_eq!(read_code(&code.to_lowercase()), Some(code.clone()));
        }
        for wrong in ["", "-", "7K3M", "满意", "7K3M-PX9A-QT2F-7K3M", "*"] {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn codes_are_unlike_and_follow_from_the_key_alone() {
        let some = codes(5000);
        let unlike: BTreeSet<&str> = some.iter().map(|code| code.code.as_str()).collect();
        assert_eq!(unlike.len(), 5000);
        assert_eq!(some, codes(5000));
        assert_ne!(some[0], ballot_codes([8; 32], &[(String::new(), 1)])[0]);
        // Every character is as likely: 55 000 of them over 31, by chi-square with 30 degrees of
        // freedom, 59.7 at one in a thousand.
        let mut seen = [0.0; 31];
        for code in &some {
            values(&code.code[..CODE_LENGTH + 1]).iter().for_each(|value| seen[*value] += 1.0);
        }
        let expected = seen.iter().sum::<f64>() / 31.0;
        let square: f64 = seen.iter().map(|n| (n - expected) * (n - expected) / expected).sum();
        assert!(square < 59.7, "{square}");
    }

    #[test]
    fn each_group_gets_as_many_as_it_asks_for() {
        let asked = [("a".to_owned(), 3), ("b".to_owned(), 2)];
        let made = ballot_codes([1; 32], &asked);
        let groups: Vec<&str> = made.iter().map(|code| code.group.as_str()).collect();
        assert_eq!(groups, ["a", "a", "a", "b", "b"]);
    }
}
