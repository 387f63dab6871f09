//! Striking out what tells who wrote, or whom it concerns.
//!
//! *What it promises.* Where a pattern might mean a person's number it is struck out: a number too many
//! struck out costs a word, one too few a person. What is left has no run of seven digits.
//!
//! *What it does not do.* It knows no names but those that are listed or stand behind 姓名： and the
//! like, and no addresses: a person still reads what is published.

mod digits;
mod names;
mod place;
mod token;
mod units;

pub use names::NameList;
pub use units::UnspokenUnits;

use super::plain::{Plain, Scrubbed, Span};

/// Strikes secrets out of a text.
pub fn scrub(text: &str, names: &NameList) -> Scrubbed {
    let plain = Plain::new(text);
    let mut found = Found::default();
    place::pages(&plain, &mut found);
    token::mails(&plain, &mut found);
    place::machines(&plain, &mut found);
    place::moments(&plain, &mut found);
    digits::numbers(&plain, &mut found);
    token::accounts(&plain, &mut found);
    token::plates(&plain, &mut found);
    token::codes(&plain, &mut found);
    token::long_tokens(&plain, &mut found);
    names.find(&plain, &mut found);
    found.spans.sort_by_key(|span| span.start);
    plain.without(&found.spans)
}

/// What has been found so far, without overlaps: what is found first stands.
#[derive(Debug, Default)]
struct Found {
    spans: Vec<Span>,
}

impl Found {
    fn add(&mut self, span: Span) {
        let overlaps = |known: &Span| known.start < span.end && span.start < known.end;
        if span.start < span.end && !self.spans.iter().any(overlaps) {
            self.spans.push(span);
        }
    }

    /// Whether a place belongs to something that was found.
    fn covers(&self, index: usize) -> bool {
        self.spans.iter().any(|span| (span.start..span.end).contains(&index))
    }
}

#[cfg(test)]
mod tests;
