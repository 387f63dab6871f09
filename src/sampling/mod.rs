//! Planning the sample (抽样): how many raters are needed, who is drawn, and which codes they get.
//!
//! *What it is.* [`Design`] says how precise scores will be with so many raters of each group, from
//! what an earlier period showed ([`Design::observed`]) or from assumptions, and
//! [`Design::size`] turns that round. [`RaterList`] is a register of raters, from which
//! [`RaterList::draw`] takes a stratified sample. [`ballot_codes`] makes codes for ballots that
//! nobody can tie to a person, and [`read_code`] knows a mistyped one.
//!
//! *What it promises.* The same register and seed give the same sample, whatever the order of the
//! rows. A wanted precision that cannot be reached is refused with the best that can be. Degrees of
//! freedom are earned: a group with a dozen raters is not treated as a large one.
//!
//! *What it does not do.* It stands beside the road, and the road does not know it. It makes no
//! chance of its own: seeds and keys are arguments.
//!
//! The formulas are those of `docs/methods.md`, §19.
//!
//! ```
//! use pingyi::sampling::{Allocation, Design, GroupDesign, Judging, Target};
//!
//! // One group with a standard deviation of 15 points, each of whose raters judges every unit.
//! let group = GroupDesign::new("群众");
//! let design = Design::assumed(vec![group], vec![Judging::new(1.0, 15.0)]);
//! let size = design.size(Target::HalfWidth(2.0), Allocation::Optimal).expect("it can be reached");
//! assert_eq!(size.raters, [219]);
//! ```

mod basis;
mod code;
mod design;
mod draw;
mod grid;
mod list;
mod power;
mod share;
mod size;

pub use code::{
    ALPHABET, BallotCode, CODE_LENGTH, MOST_CODES, ballot_codes, code_is_valid, read_code,
};
pub use design::{CategoryDesign, Design, GroupDesign, Judging, Precision};
pub use draw::{Drawn, DrawnStratum, Refusal, Request, Reserve, Wish};
pub use grid::{basis_grid, codes_grid, drawn_grid, sample_grid, size_grid};
pub use list::{Listed, RaterList};
pub use size::{Allocation, Size, Target, Unreachable};
