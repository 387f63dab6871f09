//! Pingyi (评议): from survey ballots about public bodies to league tables that can be defended.

// The order of these lines is the architecture: a module uses only modules above it.
pub mod error;
pub mod exact;
pub mod finding;
pub mod period;
pub mod sheet;
