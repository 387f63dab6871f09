//! What base R and its packages make of the same ballots. The scripts stand beside the values that
//! they wrote; here the values are read and compared with what the program makes.

// Marked as tests, so that helpers may unwrap like the tests they serve.
#[cfg(test)]
mod severity;
