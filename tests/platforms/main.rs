//! Exports of survey platforms, from the file to the counts.
#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that fails")]

mod abroad;
mod cases;
mod desk;
mod forms;
mod keys;
mod limesurvey;
mod qualtrics;
mod tencent;
mod wenjuan;
mod wjx;
