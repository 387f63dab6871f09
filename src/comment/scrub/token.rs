//! Addresses, accounts, plates, and whatever else is a long number.

use super::super::plain::{Plain, Secret, Span};
use super::Found;

/// The fewest digits of a token that is struck out whatever it is.
const LONG: usize = 7;
/// The most letters and the fewest digits of a code such as `R0007`, by which papers and raters are known.
const CODE: (usize, usize) = (8, 4);
/// What people write for the sign in an address.
const AT: [&str; 5] = ["@", "(at)", "[at]", "#at#", " at "];

/// Words behind which an account is named.
const ACCOUNTS: [&str; 22] = [
    "v:",
    "加v",
    "+v",
    "加薇",
    "我薇",
    "微信",
    "薇信",
    "威信",
    "加微",
    "v信",
    "vx",
    "wx",
    "wechat",
    "weixin",
    "weibo",
    "微博",
    "qq",
    "扣扣",
    "企鹅",
    "抖音",
    "快手",
    "支付宝",
];
/// What may stand between such a word and the account.
const FILLERS: &str = "号码账帐是为群加我的你他她同名搜请:( -_\"“=";
/// Signs behind which something else is said.
const STOPS: &str = ",。;!?、*";
/// Numerals in which an account may be spelt.
const SPELT: &str = "〇零一二三四五六七八九幺";
/// The shortest account.
const LEAST_ACCOUNT: usize = 5;

/// The one character by which a province, the army or an embassy begins its plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使军海空警";
/// What a plate may end in.
const PLATE_ENDS: &str = "学警港澳挂领使试超应急";
/// Words behind which a plate may stand without its province.
const PLATES: [&str; 3] = ["车牌", "车号", "牌照"];

/// Whether a character may stand in a token of letters and digits.
fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Addresses of e-mail: everything around an @ that could belong to one.
pub(super) fn mails(plain: &Plain, found: &mut Found) {
    let local = |c: char| is_token(c) || matches!(c, '.' | '_' | '%' | '+' | '-');
    for sign in AT {
        let sign: Vec<char> = sign.chars().collect();
        for at in (0..plain.chars.len()).filter(|at| plain.has(&sign, *at)) {
            let blank_before = usize::from(plain.before(at) == ' ');
            let left_end = at - blank_before;
            let free = |i: usize| !found.covers(i);
            let left = (0..left_end).rev().take_while(|i| local(plain.at(*i)) && free(*i)).count();
            let behind = at + sign.len();
            let right_start = behind + usize::from(plain.at(behind) == ' ');
            let right = (right_start..plain.chars.len())
                .take_while(|i| is_token(plain.at(*i)) || matches!(plain.at(*i), '.' | '-' | ':'))
                .count();
            let domain = plain.chars.get(right_start..right_start + right).unwrap_or(&[]);
            // Before a real sign that touches what follows, a name may be in any script.
            let is_whole = sign == ['@'] && right_start == behind;
            if (left > 0 || is_whole) && domain.contains(&'.') {
                let start = if left > 0 { left_end - left } else { at };
                found.add(Span { start, end: right_start + right, secret: Secret::Mail });
            }
        }
    }
}

/// Accounts behind the word that says what they are.
pub(super) fn accounts(plain: &Plain, found: &mut Found) {
    let part = |c: char| is_token(c) || matches!(c, '_' | '-' | '.' | '*') || SPELT.contains(c);
    for word in ACCOUNTS {
        let word: Vec<char> = word.chars().collect();
        let is_latin = word[0].is_ascii();
        for at in (0..plain.chars.len()).filter(|at| plain.has(&word, *at)) {
            if is_latin && is_token(plain.before(at)) {
                continue;
            }
            let mut start = at + word.len();
            if plain.has(&['i', 'd'], start) {
                start += 2;
            }
            let filler =
                |c: char| FILLERS.contains(c) || !(c.is_alphanumeric() || STOPS.contains(c));
            start += (start..).take(8).take_while(|i| filler(plain.at(*i))).count();
            let length = (start..).take_while(|i| part(plain.at(*i))).count();
            if length >= LEAST_ACCOUNT && start + length <= plain.chars.len() {
                found.add(Span { start, end: start + length, secret: Secret::Account });
            }
        }
    }
}

/// Plates: the province, a letter and five or six letters and digits; behind 车牌 without a province.
pub(super) fn plates(plain: &Plain, found: &mut Found) {
    for at in 0..plain.chars.len() {
        if PROVINCES.contains(plain.at(at)) {
            let letter = past_sign(plain, at + 1);
            if plain.at(letter).is_ascii_lowercase() {
                let rest = past_sign(plain, letter + 1);
                let end = plate_end(plain, rest, 5);
                found.extend_plate(at, end);
            }
        }
    }
    for word in PLATES {
        let word: Vec<char> = word.chars().collect();
        for at in (0..plain.chars.len()).filter(|at| plain.has(&word, *at)) {
            let behind = at + word.len();
            let filler = |c: char| matches!(c, '号' | '码' | '是' | '为' | ':' | ' ' | '尾');
            let start = behind + (behind..).take(5).take_while(|i| filler(plain.at(*i))).count();
            found.extend_plate(start, plate_end(plain, start, 4));
        }
    }
}

impl Found {
    fn extend_plate(&mut self, start: usize, end: Option<usize>) {
        if let Some(end) = end {
            self.add(Span { start, end, secret: Secret::Plate });
        }
    }
}

/// Behind a sign or blank that may part a plate.
fn past_sign(plain: &Plain, at: usize) -> usize {
    at + usize::from(
        matches!(plain.at(at), '·' | '.' | '-' | ' ' | '•' | '・') && at < plain.chars.len(),
    )
}

/// Where the letters and digits of a plate end, at least `least` and at most seven of them with a digit.
fn plate_end(plain: &Plain, start: usize, least: usize) -> Option<usize> {
    let length = (start..).take_while(|i| is_token(plain.at(*i))).count();
    let ending = usize::from(PLATE_ENDS.contains(plain.at(start + length)));
    let has_digit = (start..start + length).any(|i| plain.at(i).is_ascii_digit());
    ((least..=7).contains(&(length + ending)) && has_digit).then_some(start + length + ending)
}

/// Whatever else has seven digits or more in one piece; a token with letters goes as a whole.
pub(super) fn long_tokens(plain: &Plain, found: &mut Found) {
    // What was found already is no part of it, but what is left beside that is.
    let part = |i: &usize| (is_token(plain.at(*i)) || plain.at(*i) == '*') && !found.covers(*i);
    let mut at = 0;
    let mut tokens = Vec::new();
    while at < plain.chars.len() {
        let length = (at..plain.chars.len()).take_while(part).count();
        let token = &plain.chars[at..at + length];
        let digits = token.iter().filter(|c| c.is_ascii_digit()).count();
        let stars = token.iter().filter(|c| **c == '*').count();
        if digits >= LONG || (stars >= 2 && digits >= 4) {
            tokens.push(Span { start: at, end: at + length, secret: Secret::Number });
        }
        at += length.max(1);
    }
    tokens.into_iter().for_each(|span| found.add(span));
}

/// Codes of a few letters and then digits, with a dash between them or not.
pub(super) fn codes(plain: &Plain, found: &mut Found) {
    let run = |at: usize, is: &dyn Fn(char) -> bool| {
        (at..plain.chars.len()).take_while(|index| is(plain.at(*index))).count()
    };
    for start in (0..plain.chars.len()).filter(|at| !is_token(plain.before(*at))) {
        let letters = run(start, &|c| c.is_ascii_alphabetic());
        let dash = usize::from(matches!(plain.at(start + letters), '-' | '_'));
        let behind = start + letters + dash;
        let digits = run(behind, &|c| c.is_ascii_digit());
        let end = behind + digits;
        if (1..=CODE.0).contains(&letters) && digits >= CODE.1 && !is_token(plain.at(end)) {
            found.add(Span { start, end, secret: Secret::Number });
        }
    }
}
