//! Ground · statistics: the formulas that know no unit, no ballot and no scheme.
//!
//! *What it is.* Matrices, draws, intervals, tests and rank sets over plain numbers. Each formula has
//! its section in `docs/methods.md` with its source and a worked example.
//!
//! *What it promises.* The same bits on every machine, at any number of threads: sums run in a fixed
//! order, and chance comes from a generator that is keyed by seed and draw. What cannot be computed is
//! absent or not a number, never zero.
//!
//! *What it does not do.* It makes no choice: confidence, policies and thresholds are arguments.

pub mod raking;
mod symmetric;

pub use symmetric::{Factor, Symmetric};
