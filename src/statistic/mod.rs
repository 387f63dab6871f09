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

// From the ground up: a file uses only files above it.
mod distribution;
pub mod raking;
mod lanes;
mod symmetric;
mod draw;
mod pair;
mod maximum;
mod extreme;
mod band;
mod sampled;
mod rank_set;
mod adjust;
mod multinomial;
mod interval;
mod family;
mod reliability;
mod funnel;
mod posterior;
mod concordance;

pub use adjust::{Method, adjust};
pub use band::{Apart, Band};
pub use concordance::kendall;
pub use distribution::{
    beta_quantile, chi_squared_quantile, chi_squared_upper, coin_upper, normal_of_t,
    normal_quantile_upper, normal_upper, quantile, t_quantile_upper, t_upper,
};
pub use draw::{Purpose, normals};
pub use family::{Difference, Reference};
pub use funnel::{Funnel, FunnelUnit, funnel};
pub use interval::{Interval, Share, ShareMethod, mean_interval, share_interval};
pub use multinomial::{count_rank_set, count_rank_sets};
pub use posterior::{Grading, Measured, Posterior, posterior};
pub use rank_set::{Bounds, RankSets, rank_sets, usual_draws};
pub use reliability::{Agreement, Reliability, agreement, ballots_needed, reliability, with_more};
pub use sampled::{Ranking, Sampled};
pub use symmetric::{Factor, Symmetric};
