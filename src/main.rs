//! The `pingyi` program.

fn main() {}
