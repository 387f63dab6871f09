//! Exports of survey platforms, from the file to the counts.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod cases;
mod desk;
mod keys;
mod tencent;
mod wenjuan;
mod wjx;
