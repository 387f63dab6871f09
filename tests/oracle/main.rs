//! Numbers against other programs: each file here has a script beside it that made its values.

// Marked as a test, so that helpers may unwrap like the tests they serve.
#[cfg(test)]
mod intervals;
