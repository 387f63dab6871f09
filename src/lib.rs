//! Pingyi (评议): from survey ballots about public bodies to league tables that can be defended.
//!
//! Once or twice a year an office asks thousands of people what they think of its public bodies
//! (万人评议机关) and publishes a table. This crate reads what came back, lists everything that is
//! wrong with it, counts, scores and ranks by a written scheme, compares with earlier periods, and
//! writes the result. Scores are exact fractions that are rounded once, nothing is left out in
//! silence, and the same input gives the same bytes.
//!
//! # The road
//!
//! Each stop takes the appraisal and the stop before, and nothing drives back:
//!
//! ```
//! use pingyi::appraisal::Appraisal;
//! use pingyi::estimate::{Estimates, Measure};
//! use pingyi::intake::Intake;
//! use pingyi::league::League;
//! use pingyi::period::Period;
//! use pingyi::tally::Tally;
//! use pingyi::trend::{Exercise, Trend};
//!
//! let walk = |period: &str| -> Result<_, pingyi::error::Error> {
//!     let appraisal = Appraisal::open("sample-data", period.parse::<Period>().ok())?;
//!     let intake = Intake::check(&appraisal)?;
//!     let tally = Tally::count(&appraisal, &intake);
//!     let estimates = Estimates::score(&appraisal, &tally);
//!     let league = League::rank(&appraisal, &estimates);
//!     Ok((appraisal, estimates, league))
//! };
//! let (appraisal, estimates, league) = walk("2025H2")?;
//! let (before, old_estimates, old_league) = walk("2025H1")?;
//! let trend = Trend::compare(
//!     Exercise { appraisal: &before, estimates: &old_estimates, league: &old_league },
//!     Exercise { appraisal: &appraisal, estimates: &estimates, league: &league },
//! )?;
//!
//! let unit = appraisal.unit_names().find("市政府办公室").expect("it is in the register");
//! let business = Measure::Indicator(0);
//! let table = league.table(None, business).expect("the scheme asks for this table");
//! let standing = table.standing(unit).expect("it is ranked");
//! assert_eq!((standing.rank, standing.joint), (1, true));
//! assert_eq!(standing.published.to_string(), "84.39");
//! assert!(trend.unit(unit).expect("it is compared").score(business).difference.is_some());
//! # Ok::<(), pingyi::error::Error>(())
//! ```
//!
//! [`Report::compose`](report::Report::compose) then says it in sentences, tables and
//! [charts](chart), and [`report::write`] writes them.
//!
//! # The ten nouns
//!
//! 1. [`scheme`] (方案): the rule book, one TOML file with every choice.
//! 2. [`register`] (名册): who is appraised, under which name, in which category, and when.
//! 3. [`appraisal`] (评议): scheme, register, period and files, fitted to each other.
//! 4. [`intake`] (核查): the ballots taken in; every row counted, void with a reason, or refused.
//! 5. [`tally`] (计票): how many answers on each level; whole numbers, and no rater inside.
//! 6. [`estimate`] (计分): scores and rates as exact fractions, or absent and why.
//! 7. [`league`] (排名): the tables, with ties and grades; who is not ranked is listed.
//! 8. [`trend`] (对比): what changed between two periods that compare.
//! 9. [`chart`] (图): figures, the same bytes on every machine.
//! 10. [`report`] (通报): everything that is said about a period.
//!
//! Below them lie the ground ([`exact`], [`period`], [`finding`], [`error`], [`naming`], [`form`],
//! [`platform`], [`sheet`], [`statistic`]), what another program estimated ([`elsewhere`]) and what passes from stop
//! to stop ([`ballot`], [`account`]); [`whatif`] shows what other weights would change, [`locale`] holds
//! the words, [`disclosure`] what may leave the office, [`simulate`] makes appraisals to practise on, [`init`] proposes a first folder from an
//! export, [`sampling`] plans whom to ask, [`reconcile`] compares papers that were typed twice, and
//! [`comment`] takes in what raters wrote in their own words. The formulas are in `docs/methods.md`, the files in
//! `docs/formats.md`, the words in
//! `docs/glossary.md`.

// The order of these lines is the architecture: a module uses only modules above it.
pub mod exact;
pub mod period;
pub mod finding;
pub mod error;
pub mod naming;
pub mod form;
pub mod columnar;
pub mod platform;
pub mod sheet;
pub mod statistic;
pub mod elsewhere;
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
pub mod whatif;
pub mod disclosure;
pub mod locale;
pub mod comment;
pub mod chart;
pub mod report;
pub mod simulate;
pub mod init;
pub mod sampling;
pub mod reconcile;
