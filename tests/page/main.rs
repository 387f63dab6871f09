//! The bulletin as a page: what its text must hold, and what its script does in a browser.

// The condition always holds here; it tells the lints that helpers may unwrap as tests may.
#[cfg(test)]
mod browser;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod names;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod script;
#[cfg(test)]
mod text;
