//! Names of units that a reader may not know of, struck out where a comment is quoted.
//!
//! The office reads a comment with every name in it, for it passes comments on. Who reads it outside must
//! not learn from it that a unit is appraised which is for the leaders only.

use std::collections::BTreeMap;

use super::super::plain::{Piece, Plain, Scrubbed, Secret, Span};
use super::NameList;
use crate::appraisal::Appraisal;
use crate::register::Unit;
use crate::scheme::Publication;

/// The fewest characters of a short name in files that is looked for: fewer are a number in any text.
const SHORTEST_ID: usize = 3;

/// The names of units that are for the leaders only, and of those that are not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnspokenUnits {
    secret: NameList,
    open: NameList,
    /// The names of each secret unit, by its position in the register: it knows itself.
    own: BTreeMap<usize, NameList>,
}

impl UnspokenUnits {
    /// The units of an appraisal.
    pub fn of(appraisal: &Appraisal) -> UnspokenUnits {
        let mut units = UnspokenUnits::default();
        for (at, unit) in appraisal.units.iter().enumerate() {
            let is_secret = appraisal.publication(at) == Publication::Internal;
            for name in spellings(unit) {
                if is_secret {
                    units.secret.add(name);
                    units.own.entry(at).or_default().add(name);
                } else {
                    units.open.add(name);
                }
            }
        }
        units
    }

    /// The text without the names of secret units, as a unit may read it. A name that is part of a longer
    /// one which may be read stays.
    pub fn struck_from(&self, text: &Scrubbed, reader: usize) -> Scrubbed {
        if self.secret.is_empty() {
            return text.clone();
        }
        let struck = |piece: &Piece| match piece {
            Piece::Struck(secret) => vec![Piece::Struck(*secret)],
            Piece::Words(words) => self.without(&Plain::whole(words), reader),
        };
        Scrubbed { pieces: text.pieces.iter().flat_map(struck).collect() }
    }

    fn without(&self, plain: &Plain, reader: usize) -> Vec<Piece> {
        let secret = found(&self.secret, plain);
        if secret.is_empty() {
            return plain.cut(0, &[]);
        }
        let known = self.own.get(&reader).map(|own| found(own, plain)).unwrap_or_default();
        let open = [found(&self.open, plain), known].concat();
        let may_stay = |name: &(usize, usize)| {
            open.iter().any(|longer| longer.0 <= name.0 && name.1 <= longer.1)
        };
        let mut spans: Vec<Span> = Vec::new();
        for (start, end) in secret.into_iter().filter(|name| !may_stay(name)) {
            if spans.last().is_none_or(|last| last.end <= start) {
                spans.push(Span { start, end, secret: Secret::Unit });
            }
        }
        plain.cut(0, &spans)
    }
}

/// Where names begin and end; of several that begin at one place the longest.
fn found(names: &NameList, plain: &Plain) -> Vec<(usize, usize)> {
    let of = |start| names.longest_at(plain, start).map(|end| (start, end));
    (0..plain.chars.len()).filter_map(of).collect()
}

fn spellings(unit: &Unit) -> impl Iterator<Item = &str> {
    let id = &unit.id;
    let has_letter = id.chars().any(|c| !c.is_ascii_digit());
    let id = (has_letter && id.chars().count() >= SHORTEST_ID).then_some(id);
    let names = [Some(&unit.name.zh), Some(&unit.name.en), unit.short.as_ref(), id];
    names.into_iter().flatten().chain(&unit.aliases).map(String::as_str)
}
