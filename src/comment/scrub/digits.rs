//! Numbers of people: telephones, identity cards, bank cards.

use super::super::plain::{Plain, Secret, Span};
use super::Found;

/// Digits that are looked at together: a bank card has 19, a prefix of a country four.
const LONGEST: usize = 24;
/// Signs between two digits of one number.
const MOST_BETWEEN: usize = 3;
/// The fewest digits of a number behind a word such as 电话: short ones are public hotlines.
const LEAST_CALLED: usize = 7;

/// Words behind which a number is a telephone's.
const CALLED: [&str; 11] =
    ["电话", "手机", "座机", "联系方式", "号码", "拨打", "致电", "tel", "phone", "mobile", "call"];

/// Chinese numerals in the order of their digits; 幺 is a one that is spoken.
const NUMERALS: [&str; 10] =
    ["〇零○", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];

/// One digit of a number, and where it stands.
#[derive(Clone, Copy)]
struct Digit {
    /// `None` for a star that stands for a digit.
    value: Option<u32>,
    at: usize,
}

/// Finds the numbers of people.
pub(super) fn numbers(plain: &Plain, found: &mut Found) {
    let mut at = 0;
    while at < plain.chars.len() {
        if !is_digit(plain.at(at)) || found.covers(at) {
            at += 1;
            continue;
        }
        match number_at(plain, at) {
            Some(span) => {
                at = span.end;
                found.add(span);
            }
            // On to the next digits.
            None => at += (at..).take_while(|index| is_digit(plain.at(*index))).count(),
        }
    }
    called(plain, found);
    spelt(plain, found);
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == '*'
}

/// The number that begins here.
fn number_at(plain: &Plain, at: usize) -> Option<Span> {
    let run = run(plain, at);
    let n_known = run.iter().filter(|digit| digit.value.is_some()).count();
    if n_known < LEAST_CALLED {
        return None;
    }
    let whole = |n: usize| ends_at(plain, &run, n);
    let span = |n: usize, secret| {
        let start = if plain.before(at) == '+' { at - 1 } else { at };
        run.get(n - 1).map(|last| Span { start, end: last.at + 1, secret })
    };
    if let Some(end) = identity_18(plain, &run) {
        return Some(Span { start: at, end, secret: Secret::Identity });
    }
    for n in (16..=19).rev().filter(|n| whole(*n)) {
        if luhn(&run[..n]) {
            return span(n, Secret::Card);
        }
    }
    if whole(15) && identity_15(&run[..15]) {
        return span(15, Secret::Identity);
    }
    let lengths = [17, 16, 15, 14, 13, 12, 11, 10];
    lengths
        .into_iter()
        .find(|n| whole(*n) && is_phone(&run[..*n]))
        .and_then(|n| span(n, Secret::Phone))
}

/// The digits from here on, with at most a few signs between two of them.
fn run(plain: &Plain, at: usize) -> Vec<Digit> {
    let mut run = Vec::new();
    let mut index = at;
    let mut between = 0;
    while run.len() < LONGEST {
        let c = plain.at(index);
        if is_digit(c) {
            run.push(Digit { value: c.to_digit(10), at: index });
            between = 0;
        } else if index >= plain.chars.len() || between == MOST_BETWEEN || !is_between(c) {
            break;
        } else {
            between += 1;
        }
        index += 1;
    }
    run
}

fn is_between(c: char) -> bool {
    matches!(c, ' ' | '-' | '.' | '·' | '•' | '_' | '—' | '–' | '−' | '~' | '(' | ')' | '/')
}

/// Whether a number of `n` digits ends where no further digit follows at once.
fn ends_at(plain: &Plain, run: &[Digit], n: usize) -> bool {
    run.get(n.wrapping_sub(1)).is_some_and(|last| !is_digit(plain.at(last.at + 1)))
}

/// Whether a digit is the one given, or a star.
fn is(digit: &Digit, wanted: std::ops::RangeInclusive<u32>) -> bool {
    digit.value.is_none_or(|value| wanted.contains(&value))
}

fn number_of(digits: &[Digit]) -> Option<u32> {
    digits.iter().try_fold(0, |sum, digit| Some(sum * 10 + digit.value?))
}

/// Where an identity number of 18 characters ends: its check character is right (GB 11643-1999), or
/// its place and birthday could be, for who mistypes a digit means the same person.
fn identity_18(plain: &Plain, run: &[Digit]) -> Option<usize> {
    let body = run.get(..17)?;
    let after = |last: usize| {
        let skipped = (last + 1..).take(MOST_BETWEEN).take_while(|i| is_between(plain.at(*i)));
        last + 1 + skipped.count()
    };
    let behind = after(body.last()?.at);
    let (check, end) = match run.get(17) {
        Some(digit) if ends_at(plain, run, 18) => (digit.value, digit.at + 1),
        _ if plain.at(behind) == 'x' && !plain.at(behind + 1).is_ascii_alphanumeric() => {
            (Some(10), behind + 1)
        }
        _ => return None,
    };
    let born = is_day(&body[6..14], 4);
    let place = is(&body[0], 1..=9);
    ((place && born) || (check.is_some() && checked(body) == check)).then_some(end)
}

/// The check character over 17 digits, ISO 7064 MOD 11-2, 10 for X.
fn checked(body: &[Digit]) -> Option<u32> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let pairs = body.iter().zip(WEIGHTS);
    let sum = pairs.map(|(digit, weight)| Some(digit.value? * weight)).sum::<Option<u32>>()?;
    Some((12 - sum % 11) % 11)
}

/// An identity number of 15 digits has no check, but a birthday.
fn identity_15(digits: &[Digit]) -> bool {
    is(&digits[0], 1..=8) && is_day(&digits[6..12], 2)
}

/// Whether year, month and day could be a birthday; stars could be anything.
fn is_day(digits: &[Digit], of_year: usize) -> bool {
    let (year, rest) = digits.split_at(of_year);
    let within = |number: Option<u32>, low, high| number.is_none_or(|n| (low..=high).contains(&n));
    let a_year = of_year < 4 || within(number_of(year), 1900, 2099);
    a_year && within(number_of(&rest[..2]), 1, 12) && within(number_of(&rest[2..]), 1, 31)
}

/// The check of bank cards (Luhn 1954, ISO/IEC 7812-1).
fn luhn(digits: &[Digit]) -> bool {
    let mut sum = 0;
    for (from_end, digit) in digits.iter().rev().enumerate() {
        let Some(value) = digit.value else { return false };
        sum += match (from_end % 2, value * 2) {
            (0, _) => value,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        };
    }
    // Only zeros are no card.
    sum > 0 && sum % 10 == 0
}

/// A mobile number, with the country or not, a number with its area, or one of 400 and 800.
fn is_phone(digits: &[Digit]) -> bool {
    let mobile = |digits: &[Digit]| {
        digits.len() == 11 && digits[0].value == Some(1) && is(&digits[1], 3..=9)
    };
    let begins = |wanted: &[u32]| {
        digits.iter().zip(wanted).all(|(digit, wanted)| digit.value == Some(*wanted))
    };
    let area = |digits: &[Digit]| {
        (10..=12).contains(&digits.len())
            && digits[0].value == Some(0)
            && digits[1].value.is_some_and(|value| value > 0)
    };
    let n = digits.len();
    mobile(digits)
        || area(digits)
        || (n == 10 && (begins(&[4, 0, 0]) || begins(&[8, 0, 0])))
        || (n >= 13 && begins(&[8, 6]) && (mobile(&digits[2..]) || area(&digits[2..])))
        || (n >= 15 && begins(&[0, 0, 8, 6]) && (mobile(&digits[4..]) || area(&digits[4..])))
}

/// Numbers that are too short to be told by themselves, behind a word that says what they are.
fn called(plain: &Plain, found: &mut Found) {
    for word in CALLED {
        let word: Vec<char> = word.chars().collect();
        for at in (0..plain.chars.len()).filter(|at| plain.has(&word, *at)) {
            let behind = at + word.len();
            let filler =
                |c: char| matches!(c, ':' | ' ' | '是' | '为' | '号' | '码' | '(' | '打' | '了');
            let skipped = (behind..).take(6).take_while(|i| filler(plain.at(*i))).count();
            let run = run(plain, behind + skipped);
            let Some(last) = run.last().filter(|_| run.len() >= LEAST_CALLED) else { continue };
            let (start, end) = (behind + skipped, last.at + 1);
            found.add(Span { start, end, secret: Secret::Phone });
        }
    }
}

/// Numbers that are spelt in Chinese numerals, digit by digit, with signs or plain digits between them.
fn spelt(plain: &Plain, found: &mut Found) {
    let numeral = |c: char| NUMERALS.iter().position(|forms| forms.contains(c));
    let value = |c: char| numeral(c).or_else(|| c.to_digit(10).map(|digit| digit as usize));
    let mut at = 0;
    while at < plain.chars.len() {
        let mut digits = Vec::new();
        let mut end = at;
        let mut index = at;
        while index < plain.chars.len() && !found.covers(index) && index - end <= MOST_BETWEEN {
            match value(plain.at(index)) {
                Some(digit) => {
                    digits.push(digit);
                    end = index + 1;
                }
                None if digits.is_empty() || !is_between(plain.at(index)) => break,
                None => {}
            }
            index += 1;
        }
        let is_spelt = (at..end).any(|index| numeral(plain.at(index)).is_some());
        if is_spelt && digits.len() >= LEAST_CALLED {
            let is_mobile = digits.len() == 11 && digits[0] == 1;
            let secret = if is_mobile { Secret::Phone } else { Secret::Number };
            found.add(Span { start: at, end, secret });
        }
        at = end.max(at + 1);
    }
}
