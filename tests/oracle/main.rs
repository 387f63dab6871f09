//! Numbers of Pingyi against numbers of other programs: `README.md` says how they were made.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod spread;
