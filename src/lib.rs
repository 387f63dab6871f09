//! Pingyi (评议): from survey ballots about public bodies to league tables that can be defended.

// The order of these lines is the architecture: a module uses only modules above it.
pub mod exact;
pub mod period;
pub mod finding;
pub mod error;
pub mod naming;
pub mod form;
pub mod sheet;
pub mod scheme;
pub mod register;
pub mod appraisal;
pub mod ballot;
pub mod account;
pub mod intake;
pub mod tally;
pub mod estimate;
pub mod league;
pub mod trend;
pub mod locale;
pub mod chart;
pub mod report;
pub mod init;
