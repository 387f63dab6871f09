//! The sample data walked to the end of the road, once for all tests.

use std::path::Path;
use std::sync::LazyLock;

use pingyi::account::Account;
use pingyi::appraisal::Appraisal;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::league::League;
use pingyi::locale::Locale;
use pingyi::report::write::site;
use pingyi::report::{Audience, Fair, Material, Past, Report};
use pingyi::scheme::Language;
use pingyi::tally::Tally;
use pingyi::trend::{Exercise, Trend};

/// What a material borrows.
pub(super) struct Road {
    pub(super) appraisal: Appraisal,
    account: Account,
    tally: Tally,
    estimates: Estimates,
    league: League,
    trends: Vec<Trend>,
    history: Vec<Past>,
}

impl Road {
    pub(super) fn material(&self) -> Material<'_> {
        Material {
            appraisal: &self.appraisal,
            account: &self.account,
            tally: &self.tally,
            estimates: &self.estimates,
            parts: &[],
            league: &self.league,
            trends: &self.trends,
            history: &self.history,
            refused: &[],
            fair: Fair::default(),
            is_told: false,
        }
    }
}

static ROAD: LazyLock<Road> = LazyLock::new(|| walk(["2024H2", "2025H1", "2025H2"]));

/// The sample data with two earlier periods.
pub(super) fn road() -> &'static Road {
    &ROAD
}

fn walk(periods: [&str; 3]) -> Road {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut walked: Vec<_> = periods
        .iter()
        .enumerate()
        .map(|(at, period)| {
            let appraisal = Appraisal::open(&folder, Some(period.parse().unwrap())).unwrap();
            let intake = Intake::check(&appraisal).unwrap();
            let tally = Tally::count(&appraisal, &intake);
            let estimates = Estimates::score(&appraisal, &tally);
            // Lines over time need no confidence sets, which take most of the time.
            let league = match at + 1 == periods.len() {
                true => League::rank(&appraisal, &estimates),
                false => League::order(&appraisal, &estimates),
            };
            (appraisal, intake.account().clone(), tally, estimates, league)
        })
        .collect();
    let (appraisal, account, tally, estimates, league) = walked.pop().unwrap();
    let history: Vec<Past> = walked
        .into_iter()
        .map(|(appraisal, _, _, estimates, league)| Past { appraisal, estimates, league })
        .collect();
    let now = Exercise { appraisal: &appraisal, estimates: &estimates, league: &league };
    let then = history.iter().rev().map(|past| Exercise {
        appraisal: &past.appraisal,
        estimates: &past.estimates,
        league: &past.league,
    });
    let trends = then.map(|then| Trend::compare(then, now).unwrap()).collect();
    Road { appraisal, account, tally, estimates, league, trends, history }
}

/// The bulletin for an audience in a language.
pub(super) fn report(audience: Audience, language: Language) -> Report {
    Report::compose(&road().material(), audience, &Locale::new(language))
}

/// All files of the site of an audience, Chinese first.
pub(super) fn pages(audience: Audience) -> Vec<(String, Vec<u8>)> {
    let languages = [Language::Chinese, Language::English];
    let reports = languages.map(|language| report(audience, language));
    let locales = languages.map(Locale::new);
    let editions: Vec<(&Report, &Locale)> = reports.iter().zip(&locales).collect();
    site(&editions, &road().material()).unwrap()
}

static INTERNAL: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| pages(Audience::Internal));
static PUBLIC: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| pages(Audience::Public));

/// The site of an audience, made once.
pub(super) fn made(audience: Audience) -> &'static [(String, Vec<u8>)] {
    match audience {
        Audience::Internal => &INTERNAL,
        Audience::Public => &PUBLIC,
    }
}

/// The text of one page of it.
pub(super) fn text(audience: Audience, name: &str) -> &'static str {
    let page = made(audience).iter().find(|(known, _)| known == name);
    std::str::from_utf8(&page.unwrap_or_else(|| panic!("no {name}")).1).unwrap()
}

/// The files in a folder of their own.
pub(super) fn on_disk(files: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}
