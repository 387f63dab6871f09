//! Where and when: addresses of pages and machines, and times to the second.

use super::super::plain::{Plain, Secret, Span};
use super::Found;

/// How addresses of pages begin.
const PAGES: [&str; 3] = ["http://", "https://", "www."];
/// The fewest colons of an address of a machine in hexadecimal.
const LEAST_COLONS: usize = 3;

/// Addresses of pages, which often name an account.
pub(super) fn pages(plain: &Plain, found: &mut Found) {
    let part = |c: char| c.is_ascii_graphic() && !"\"'<>()[]{},;!".contains(c);
    for word in PAGES {
        let word: Vec<char> = word.chars().collect();
        for start in (0..plain.chars.len()).filter(|at| plain.has(&word, *at)) {
            let end = start + ahead(plain, start, part);
            found.add(Span { start, end, secret: Secret::Address });
        }
    }
}

/// Addresses of machines: four numbers of a byte, or hexadecimal with colons.
pub(super) fn machines(plain: &Plain, found: &mut Found) {
    for start in 0..plain.chars.len() {
        if let Some(end) = four_bytes(plain, start).or_else(|| hexadecimal(plain, start)) {
            found.add(Span { start, end, secret: Secret::Address });
        }
    }
}

/// Times to the second: `9:41:33`, `9时41分33秒`.
pub(super) fn moments(plain: &Plain, found: &mut Found) {
    let forms: [[&str; 3]; 2] = [[":", ":", ""], ["时点", "分", "秒"]];
    for start in (0..plain.chars.len()).filter(|at| begins_number(plain, *at)) {
        for form in forms {
            if let Some(end) = moment(plain, start, form) {
                found.add(Span { start, end, secret: Secret::Time });
            }
        }
    }
}

/// Three numbers of one or two digits, each followed by one of its signs.
fn moment(plain: &Plain, start: usize, signs: [&str; 3]) -> Option<usize> {
    let mut at = start;
    for sign in signs {
        let n = digits(plain, at);
        if !(1..=2).contains(&n) {
            return None;
        }
        at += n;
        if !sign.is_empty() {
            sign.contains(plain.at(at)).then_some(())?;
            at += 1;
        }
    }
    Some(at)
}

fn four_bytes(plain: &Plain, start: usize) -> Option<usize> {
    let joined = plain.before(start) == '.' && start > 1 && plain.at(start - 2).is_ascii_digit();
    if joined || !begins_number(plain, start) {
        return None;
    }
    let mut at = start;
    for part in 0..4 {
        if part > 0 {
            (plain.at(at) == '.').then_some(())?;
            at += 1;
        }
        let n = digits(plain, at);
        let text: String = plain.chars.get(at..at + n)?.iter().collect();
        (n <= 3 && text.parse::<u8>().is_ok()).then_some(())?;
        at += n;
    }
    let goes_on = plain.at(at) == '.' && plain.at(at + 1).is_ascii_digit();
    (!goes_on).then_some(at)
}

fn hexadecimal(plain: &Plain, start: usize) -> Option<usize> {
    let part = |c: char| c.is_ascii_hexdigit() || c == ':';
    if part(plain.before(start)) || plain.before(start).is_ascii_alphanumeric() {
        return None;
    }
    let length = ahead(plain, start, part);
    let text = &plain.chars[start..start + length];
    let colons = text.iter().filter(|c| **c == ':').count();
    let doubled = text.windows(2).any(|pair| pair == [':', ':']);
    let known = text.iter().filter(|c| **c != ':').count();
    (known > 2 && (doubled || colons >= LEAST_COLONS)).then_some(start + length)
}

fn begins_number(plain: &Plain, at: usize) -> bool {
    plain.at(at).is_ascii_digit() && !plain.before(at).is_ascii_digit()
}

fn digits(plain: &Plain, at: usize) -> usize {
    ahead(plain, at, |c| c.is_ascii_digit())
}

/// How many characters from here on are of a kind.
fn ahead(plain: &Plain, at: usize, is: impl Fn(char) -> bool) -> usize {
    (at..plain.chars.len()).take_while(|index| is(plain.at(*index))).count()
}
