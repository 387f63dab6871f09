//! Numbers of Pingyi against numbers of other programs: `README.md` says how they were made.

// Marked as tests, so that helpers may unwrap like the tests they serve.
#[cfg(test)]
mod intervals;
#[cfg(test)]
mod severity;
#[cfg(test)]
mod spread;
#[cfg(test)]
mod weights;
