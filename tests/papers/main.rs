//! The papers that an office signs and sends: made from the sample data, taken apart and read.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod bulletin;
mod city;
mod parts;
