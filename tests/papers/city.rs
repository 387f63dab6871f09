//! The sample city, walked once for all tests, and small cities that lack one thing or another.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pingyi::account::Account;
use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::report::{Fair, Material, Past};
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

/// A folder walked to its end.
pub(crate) struct City {
    pub(crate) appraisal: Appraisal,
    pub(crate) account: Account,
    pub(crate) tally: Tally,
    pub(crate) estimates: Estimates,
    pub(crate) league: League,
    pub(crate) trends: Vec<Trend>,
    pub(crate) history: Vec<Past>,
}

impl City {
    /// A period of a folder, compared with earlier ones, the last of them first.
    pub(crate) fn walk(folder: &Path, period: &str, earlier: &[&str]) -> City {
        let (appraisal, account, tally, estimates, league) = walk(folder, period);
        let mut history: Vec<Past> = Vec::new();
        let mut trends = Vec::new();
        for period in earlier {
            let (before, _, _, old_estimates, old_league) = walk(folder, period);
            let past =
                Exercise { appraisal: &before, estimates: &old_estimates, league: &old_league };
            let now = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
            trends.push(Trend::compare(past, now).unwrap());
            let past = Past { appraisal: before, estimates: old_estimates, league: old_league };
            history.insert(0, past);
        }
        City { appraisal, account, tally, estimates, league, trends, history }
    }

    pub(crate) fn material(&self) -> Material<'_> {
        Material {
            appraisal: &self.appraisal,
            account: &self.account,
            tally: &self.tally,
            estimates: &self.estimates,
            league: &self.league,
            trends: &self.trends,
            history: &self.history,
            refused: &[],
            fair: Fair::default(),
        }
    }
}

fn walk(folder: &Path, period: &str) -> (Appraisal, Account, Tally, Estimates, League) {
    let appraisal = Appraisal::open(folder, Some(period.parse().unwrap())).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    let tally = Tally::count(&appraisal, &intake);
    let estimates = Estimates::score(&appraisal, &tally);
    let league = League::rank(&appraisal, &estimates);
    let account = intake.account().clone();
    (appraisal, account, tally, estimates, league)
}

/// The folder of the sample city.
pub(crate) fn sample_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

/// The sample city in the second half of 2025, compared with the half before.
pub(crate) fn sample() -> &'static City {
    static CITY: OnceLock<City> = OnceLock::new();
    CITY.get_or_init(|| City::walk(&sample_folder(), "2025H2", &["2025H1"]))
}
