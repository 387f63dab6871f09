//! The shipped schemes say what their sources say, mistakes in a scheme are named, and the
//! documents about schemes say what the program does.

mod documents;
mod mistakes;
mod sources;

use pingyi::scheme::{Scheme, shipped_ids, shipped_text};

fn text(id: &str) -> &'static str {
    shipped_text(id).unwrap_or_else(|| panic!("{id} is not shipped"))
}

fn shipped(id: &str) -> Scheme {
    Scheme::read(&format!("{id}.toml"), text(id)).unwrap_or_else(|error| panic!("{id}: {error:?}"))
}

fn all() -> impl Iterator<Item = Scheme> {
    shipped_ids().map(shipped)
}
