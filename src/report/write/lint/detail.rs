//! Personal details in a text: what a rater could be known by.

/// What a kind of detail is called, and whether a word has its shape.
type Shape = (&'static str, fn(&str) -> bool);

/// Details made of digits and the signs between them.
const SHAPES: [Shape; 4] = [
    ("identity card", is_identity),
    ("mobile number", is_mobile),
    ("network address", is_address),
    ("time of day", is_time),
];

/// The details in a text, in order.
pub(super) fn details(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || "@._-:/+%".contains(c)));
    words
        .flat_map(|word| {
            // A fraction of a score is no number of a person.
            let parts = word.split(['/', '_', '+', '%']).filter(move |_| !word.contains('/'));
            parts.map(|part| part.trim_matches(['.', '-', ':']))
        })
        .filter(|word| !kind(word).is_empty())
}

/// What a word is; empty where it is none of these.
pub(super) fn kind(word: &str) -> &'static str {
    if is_mail(word) {
        return "mail address";
    }
    SHAPES.iter().find(|(_, is)| is(word)).map_or("", |(name, _)| name)
}

fn digits(word: &str) -> Option<Vec<u32>> {
    word.chars().map(|c| c.to_digit(10)).collect()
}

fn is_mobile(word: &str) -> bool {
    let plain = word.strip_prefix("86-").unwrap_or(word).replace('-', "");
    let second = plain.as_bytes().get(1).copied().unwrap_or_default();
    plain.len() == 11 && plain.starts_with('1') && second >= b'3' && digits(&plain).is_some()
}

/// Eighteen characters with the check character of GB 11643-1999.
fn is_identity(word: &str) -> bool {
    let (Some(head), Some(last)) = (word.get(..17), word.get(17..)) else { return false };
    let Some(head) = digits(head) else { return false };
    let weighted = head.iter().zip(1..).map(|(digit, place): (_, u32)| {
        // The weight of the i-th of eighteen is 2^(18 − i) modulo 11.
        digit * (2_u32.pow(18 - place) % 11)
    });
    let check = (12 - weighted.sum::<u32>() % 11) % 11;
    match check {
        10 => last.eq_ignore_ascii_case("x"),
        digit => last == digit.to_string(),
    }
}

fn is_address(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').next().unwrap_or_default().split('.').collect();
    let is_byte = |part: &&str| part.len() <= 3 && part.parse::<u8>().is_ok();
    parts.len() == 4 && parts.iter().all(is_byte)
}

fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let is_part = |part: &&str| part.len() == 2 && digits(part).is_some();
    parts.len() == 3 && parts.iter().all(is_part)
}

fn is_mail(word: &str) -> bool {
    let Some((name, place)) = word.split_once('@') else { return false };
    !name.is_empty() && place.contains('.') && !place.ends_with('.')
}
