//! A text as it is looked through, and a text from which secrets have been struck out.

use unicode_normalization::UnicodeNormalization;

use crate::locale::Locale;
use crate::naming::is_hidden;

/// Signs by which a spreadsheet knows a formula, in every width; none is left at the head of a comment.
const FORMULA_SIGNS: [char; 12] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// What is struck out of comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// A telephone number, mobile or not.
    Phone,
    /// The number of an identity card (身份证).
    Identity,
    /// The number of a bank card.
    Card,
    /// The plate of a vehicle.
    Plate,
    /// An e-mail address.
    Mail,
    /// An account by which somebody is reached: WeChat, QQ and the like.
    Account,
    /// An address in a network: of a machine or of a page.
    Address,
    /// A time to the second, by which one visit among many is known.
    Time,
    /// Any other number of seven digits or more, or a code of letters and digits: of a passport, a case, a
    /// rater.
    Number,
    /// A name that is listed, or that stands where a form asks for one.
    Name,
    /// A unit that the reader may not know of; struck out where a comment is quoted, not while it is read.
    Unit,
}

impl Secret {
    /// All of them, in the order in which they are told.
    pub const ALL: [Secret; 11] = [
        Secret::Phone,
        Secret::Identity,
        Secret::Card,
        Secret::Plate,
        Secret::Mail,
        Secret::Account,
        Secret::Address,
        Secret::Time,
        Secret::Number,
        Secret::Name,
        Secret::Unit,
    ];

    /// Its stable id, such as `phone`.
    pub fn id(self) -> &'static str {
        match self {
            Secret::Phone => "phone",
            Secret::Identity => "identity",
            Secret::Card => "card",
            Secret::Plate => "plate",
            Secret::Mail => "mail",
            Secret::Account => "account",
            Secret::Address => "address",
            Secret::Time => "time",
            Secret::Number => "number",
            Secret::Name => "name",
            Secret::Unit => "unit",
        }
    }
}

/// A part of a scrubbed text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Words that stand as they were written, on one line and without hidden characters.
    Words(String),
    /// Something that was struck out.
    Struck(Secret),
}

/// A comment from which secrets have been struck out. What they were is nowhere any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scrubbed {
    /// Its parts, in order.
    pub pieces: Vec<Piece>,
}

impl Scrubbed {
    /// The text, with a word such as 〔电话〕 for what was struck out.
    pub fn shown(&self, locale: &Locale) -> String {
        let of = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Struck(secret) => locale.word(&format!("comment-struck-{}", secret.id())),
        };
        self.pieces.iter().map(of).collect()
    }

    /// The text as it is compared: folded letters and digits alone, and one sign for what was struck
    /// out. The same in every language.
    pub fn key(&self) -> String {
        let mut key = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => key.extend(folded(words).filter(|c| c.is_alphanumeric())),
                Piece::Struck(secret) => key.push_str(&format!("<{}>", secret.id())),
            }
        }
        key
    }

    /// What was struck out, in order.
    pub fn struck(&self) -> impl Iterator<Item = Secret> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(_) => None,
            Piece::Struck(secret) => Some(*secret),
        })
    }

    /// The words as topics are looked for in them: folded, with a gap for what was struck out.
    pub(super) fn looked_through(&self) -> Vec<char> {
        let mut text = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => text.extend(folded(words)),
                Piece::Struck(_) => text.push(' '),
            }
        }
        text
    }
}

/// Each character in its plain form: NFKC and lower case; white space is a blank.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(plain_form)
}

fn plain_form(c: char) -> Vec<char> {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    std::iter::once(c).nfkc().flat_map(char::to_lowercase).map(plain).collect()
}

/// A text character by character in its plain form, each knowing from where in the text it comes.
#[derive(Debug)]
pub(super) struct Plain {
    /// The text, on one line and without what nobody sees.
    text: Vec<char>,
    /// The plain characters.
    pub(super) chars: Vec<char>,
    /// For each plain character its place in the text.
    from: Vec<usize>,
}

/// Plain characters that are struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The first.
    pub(super) start: usize,
    /// Behind the last.
    pub(super) end: usize,
    pub(super) secret: Secret,
}

impl Plain {
    /// The text in its plain form.
    pub(super) fn new(text: &str) -> Plain {
        let seen = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c));
        let mut line: Vec<char> = Vec::new();
        for c in seen.map(|c| if c.is_whitespace() { ' ' } else { c }) {
            if c != ' ' || line.last().is_some_and(|last| *last != ' ') {
                line.push(c);
            }
        }
        while line.last() == Some(&' ') {
            line.pop();
        }
        Plain::of(line)
    }

    /// A text that is on one line already, to the last blank.
    pub(super) fn whole(text: &str) -> Plain {
        Plain::of(text.chars().collect())
    }

    fn of(text: Vec<char>) -> Plain {
        let mut plain = Plain { text, chars: Vec::new(), from: Vec::new() };
        for (at, c) in plain.text.iter().enumerate() {
            for form in plain_form(*c) {
                plain.chars.push(form);
                plain.from.push(at);
            }
        }
        plain
    }

    /// A plain character; a blank where there is none.
    pub(super) fn at(&self, index: usize) -> char {
        self.chars.get(index).copied().unwrap_or(' ')
    }

    /// The plain character before a place; one that is nowhere looked for where there is none.
    pub(super) fn before(&self, index: usize) -> char {
        index.checked_sub(1).map_or('\0', |index| self.at(index))
    }

    /// Whether a word stands here.
    pub(super) fn has(&self, word: &[char], index: usize) -> bool {
        self.chars.get(index..).is_some_and(|rest| rest.starts_with(word))
    }

    /// The text with the spans struck out; they are in order and do not overlap.
    pub(super) fn without(&self, spans: &[Span]) -> Scrubbed {
        // What a spreadsheet would take for a formula is none in any of the files that quote it.
        let is_sign = |c: &char| FORMULA_SIGNS.contains(c);
        let may_lead = |c: &&char| is_sign(c) || " '\"“”‘’`".contains(**c);
        let head = &self.text[..self.text.iter().take_while(may_lead).count()];
        let is_kept = |c: &char| !is_sign(c) && *c != ' ';
        let signs = match head.iter().rposition(is_sign) {
            Some(last) => last + 1 + head[last + 1..].iter().take_while(|c| **c == ' ').count(),
            None => head.iter().take_while(|c| !is_kept(c)).count(),
        };
        Scrubbed { pieces: self.cut(signs, spans) }
    }

    /// The text from a place on, cut into words and what is struck out.
    pub(super) fn cut(&self, from: usize, spans: &[Span]) -> Vec<Piece> {
        let words = |range: &[char]| -> Option<Piece> {
            (!range.is_empty()).then(|| Piece::Words(range.iter().collect()))
        };
        let mut pieces = Vec::new();
        let mut next = from;
        for span in spans {
            // Where one written character has several plain ones, it goes as a whole.
            let start = self.from.get(span.start).copied().unwrap_or(self.text.len()).max(next);
            let last = span.end.checked_sub(1).and_then(|last| self.from.get(last));
            let end = last.map_or(start, |last| last + 1).max(start);
            pieces.extend(words(&self.text[next..start]));
            pieces.push(Piece::Struck(span.secret));
            next = end;
        }
        pieces.extend(words(&self.text[next..]));
        pieces
    }
}

/// Characters without a shape of their own, which could stand between the digits of a number.
fn is_invisible(c: char) -> bool {
    is_hidden(c)
        || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}'
            | '\u{ffa0}' | '\u{180b}'..='\u{180d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
