//! Laws that hold for any ballots: anonymity, neutrality, monotonicity, merging, weights, and
//! what is written being what is read.

use std::collections::BTreeMap;

use pingyi::estimate::Measure;
use pingyi::tally::Tally;
use proptest::prelude::*;

use crate::office::{FOUR_LEVELS, Office, Road, TWO_BY_TWO, unit_names};

const UNITS: usize = 4;
const LEVELS: [&str; 6] = ["满意", "基本满意", "一般", "不满意", "不了解", ""];

/// Rater, group, unit and two answers by level; repeated raters make duplicates and conflicts.
type Ballot = (u8, u8, usize, usize, usize);

fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    prop::collection::vec((0..12_u8, 0..2_u8, 0..UNITS, 0..6_usize, 0..6_usize), 1..60)
}

/// The same without any rater rating a unit twice.
fn distinct() -> impl Strategy<Value = Vec<Ballot>> {
    ballots().prop_map(|ballots| {
        let keyed = ballots.into_iter().map(|b| ((b.0, b.1, b.2), b));
        keyed.collect::<BTreeMap<_, _>>().into_values().collect()
    })
}

fn scheme() -> String {
    format!("{FOUR_LEVELS}{TWO_BY_TWO}")
}

fn row(ballot: &Ballot, names: &[String]) -> String {
    let (rater, group, unit, work, style) = ballot;
    let group = ["领导", "群众"][usize::from(*group)];
    format!("{rater},{group},{},{},{}\n", names[*unit], LEVELS[*work], LEVELS[*style])
}

const HEAD: &str = "票号,评议主体,单位,工作,作风\n";

fn file(ballots: &[Ballot]) -> String {
    let names = unit_names(UNITS);
    format!("{HEAD}{}", ballots.iter().map(|ballot| row(ballot, &names)).collect::<String>())
}

fn walk(ballots: &[Ballot]) -> Road {
    Office::new(&scheme(), UNITS).ballots(&file(ballots)).walk()
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn neither_the_order_of_rows_nor_the_split_into_files_matters(
        (ballots, shuffled) in ballots().prop_flat_map(|b| (Just(b.clone()), Just(b).prop_shuffle())),
        cuts in (0..60_usize, 0..60_usize),
    ) {
        let one = walk(&ballots);
        let office = Office::new(&scheme(), UNITS);
        let (a, b) = (cuts.0.min(cuts.1).min(shuffled.len()), cuts.0.max(cuts.1).min(shuffled.len()));
        let names = ["p1.csv", "p2.csv", "p3.csv"];
        let mut kept = Vec::new();
        for (name, part) in names.iter().zip([&shuffled[..a], &shuffled[a..b], &shuffled[b..]]) {
            if !part.is_empty() {
                office.write(name, &file(part));
                kept.push(*name);
            }
        }
        let three = office.period("2024H1", "", &[(&kept, "")]).walk();
        prop_assert_eq!(&three.tally, &one.tally);
        // To the last bit, and with nothing that is not a number.
        let bits = |road: &Road| format!("{:?}", road.tally.spread());
        prop_assert_eq!(bits(&three), bits(&one));
        prop_assert!(!bits(&one).contains("NaN"));
        prop_assert_eq!(&three.estimates, &one.estimates);
        prop_assert_eq!(&three.league, &one.league);
        prop_assert_eq!(three.rows(), one.rows());
        prop_assert_eq!(&three.intake.account().returns, &one.intake.account().returns);
        // Two parts may be the same byte by byte, which is told besides.
        let mut found = three.found();
        found.retain(|(kind, _), _| kind.id() != "duplicate-name");
        prop_assert_eq!(found, one.found());
    }

    #[test]
    fn the_order_of_answers_in_parts_does_not_matter(
        (rows, shuffled) in prop::collection::vec(
            (0..4_u8, 0..2_u8, 0..2_usize, 0..2_usize, 0..6_usize), 1..40,
        ).prop_flat_map(|b| (Just(b.clone()), Just(b).prop_shuffle())),
    ) {
        let text = |rows: &[(u8, u8, usize, usize, usize)]| {
            let names = unit_names(UNITS);
            let line = |r: &(u8, u8, usize, usize, usize)| {
                let group = ["领导", "群众"][usize::from(r.1)];
                let leaf = ["工作", "作风"][r.3];
                format!("{},{group},{},{leaf},{}\n", r.0, names[r.2], LEVELS[r.4])
            };
            format!("票号,评议主体,单位,指标,作答\n{}", rows.iter().map(line).collect::<String>())
        };
        let walk = |rows: &[_]| Office::new(&scheme(), UNITS).ballots(&text(rows)).walk();
        let (one, other) = (walk(&rows), walk(&shuffled));
        prop_assert_eq!(&one.tally, &other.tally);
        prop_assert_eq!(one.rows(), other.rows());
        prop_assert_eq!(one.found(), other.found());
        prop_assert_eq!(&one.intake.account().returns, &other.intake.account().returns);
    }

    #[test]
    fn renaming_units_renames_only(ballots in distinct()) {
        let plain = walk(&ballots);
        let names: Vec<String> = (0..UNITS).map(|index| format!("新名{}委", 9 - index)).collect();
        let register = names.iter().enumerate().map(|(i, name)| format!("U{:03},{name}\n", i + 1));
        let register = format!("编号,全称\n{}", register.collect::<String>());
        let text: String = ballots.iter().map(|ballot| row(ballot, &names)).collect();
        let renamed = Office::with_register(&scheme(), &register).ballots(&format!("{HEAD}{text}")).walk();
        prop_assert_eq!(&renamed.estimates, &plain.estimates);
        prop_assert_eq!(&renamed.league, &plain.league);
    }

    #[test]
    fn raising_one_answer_never_lowers_the_unit(ballots in distinct(), which in 0..60_usize) {
        let at = which % ballots.len();
        // From one of four levels to a better one; blanks and don't knows are no lower answers.
        prop_assume!((1..4).contains(&ballots[at].3));
        let mut raised = ballots.clone();
        raised[at].3 -= 1;
        let unit = ballots[at].2;
        let (before, after) = (walk(&ballots), walk(&raised));
        for measure in [Measure::Whole, Measure::Indicator(0)] {
            let score = |road: &Road| {
                road.estimates.units[unit].score(measure).value.as_ref().ok().map(|v| v.exact.clone())
            };
            prop_assert!(score(&after) >= score(&before));
        }
        if let (Some((was, _)), Some((is, _))) = (before.ranks()[unit], after.ranks()[unit]) {
            prop_assert!(is <= was);
        }
    }

    #[test]
    fn tallies_merge_in_any_order_and_nothing_changes_none(
        a in distinct(), b in distinct(), c in distinct(),
    ) {
        let [a, b, c] = [a, b, c].map(|ballots| walk(&ballots).tally);
        prop_assert_eq!(a.clone().merge(Tally::default()), a.clone());
        prop_assert_eq!(Tally::default().merge(a.clone()), a.clone());
        prop_assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
        prop_assert_eq!(a.clone().merge(b.clone()).merge(c.clone()), a.merge(b.merge(c)));
    }

    #[test]
    fn the_tally_of_two_halves_of_the_raters_is_the_tally_of_all(ballots in distinct()) {
        let (some, rest): (Vec<Ballot>, Vec<Ballot>) = ballots.iter().partition(|b| b.0 < 6);
        prop_assume!(!some.is_empty() && !rest.is_empty());
        let both = walk(&some).tally.merge(walk(&rest).tally);
        prop_assert_eq!(both, walk(&ballots).tally);
    }

    #[test]
    fn weights_times_a_constant_change_nothing(
        ballots in distinct(),
        weights in prop::collection::vec(1..50_u32, 60),
        factor in 1..9_u32,
    ) {
        let walk = |factor: u32| {
            let names = unit_names(UNITS);
            let line = |(ballot, weight): (&Ballot, &u32)| {
                let weight = weight * factor;
                format!("{}.{:02},{}", weight / 100, weight % 100, row(ballot, &names))
            };
            let rows: String = ballots.iter().zip(&weights).map(line).collect();
            Office::new(&scheme(), UNITS).ballots(&format!("权重,{HEAD}{rows}")).walk()
        };
        let (plain, scaled) = (walk(1), walk(factor));
        prop_assert_eq!(&plain.league, &scaled.league);
        for (a, b) in plain.estimates.units.iter().zip(&scaled.estimates.units) {
            prop_assert_eq!(&a.whole, &b.whole);
            prop_assert_eq!(&a.indicators, &b.indicators);
            prop_assert_eq!(&a.whole_rates.satisfied, &b.whole_rates.satisfied);
        }
    }

    #[test]
    fn the_audit_table_read_back_is_the_same_tally(ballots in distinct(), blank in any::<bool>()) {
        let scheme = if blank { scheme().replace("[scale]", "[scale]\nblank = 50") } else { scheme() };
        let road = Office::new(&scheme, UNITS).ballots(&file(&ballots)).walk();
        prop_assume!(!road.tally.is_empty());
        let mut table = Vec::new();
        road.tally.write(&road.appraisal, &mut table).unwrap();
        let office = Office::new(&scheme, UNITS);
        office.write_bytes("audit.csv", &table);
        let again = office.period("2024H1", "", &[(&["audit.csv"], "")]).walk();
        prop_assert_eq!(&again.tally, &road.tally);
        prop_assert_eq!(&again.estimates.units, &road.estimates.units);
        prop_assert_eq!(again.kinds(), []);
    }

    #[test]
    fn ranks_are_a_competition_ranking_of_the_printed_scores(ballots in distinct()) {
        let road = walk(&ballots);
        for table in &road.league.tables {
            let places = table.standings.len() + table.unranked.len();
            prop_assert_eq!(places, UNITS);
            for standing in &table.standings {
                let better = table.standings.iter().filter(|s| s.published > standing.published);
                let equal = table.standings.iter().filter(|s| s.published == standing.published);
                prop_assert_eq!(standing.rank, better.count() + 1);
                prop_assert_eq!(standing.joint, equal.count() > 1);
            }
            let sorted = table.standings.windows(2).all(|pair| pair[0].rank <= pair[1].rank);
            prop_assert!(sorted);
        }
    }

    #[test]
    fn any_text_is_findings_and_never_a_panic(text in "[票号单位工作作风,;\"\n0-9a-z=满意一般\u{0}\u{feff}]{0,200}") {
        let office = Office::new(&scheme(), UNITS).ballots(&text);
        office.walk();
        office.write("ballots.csv", &format!("{HEAD}{text}"));
        office.walk();
    }
}

#[test]
fn one_thread_and_many_give_the_same() {
    let ballots: Vec<Ballot> = (0..240_u8)
        .map(|i| (i, i % 2, usize::from(i) % UNITS, usize::from(i / 3) % 6, usize::from(i / 5) % 6))
        .collect();
    let many = walk(&ballots);
    let pool = rayon_pool();
    let one = pool.install(|| walk(&ballots));
    assert_eq!(one.tally, many.tally);
    assert_eq!(one.estimates, many.estimates);
    assert_eq!(one.intake.ballots(), many.intake.ballots());
    assert_eq!(one.intake.findings(), many.intake.findings());
}

fn rayon_pool() -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap()
}
