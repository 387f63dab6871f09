//! Only what is comparable is compared, and every unit's fate is named.

use pingyi::error::{Error, Mismatch};
use pingyi::estimate::Measure;
use pingyi::trend::{Exercise, Fate, Trend, TrendKind};

use crate::office::{FOUR_LEVELS, ONE_BY_ONE, Office, Road};

fn scheme() -> String {
    format!("{FOUR_LEVELS}{ONE_BY_ONE}")
}

fn exercise(road: &Road) -> Exercise<'_> {
    Exercise { appraisal: &road.appraisal, estimates: &road.estimates, league: &road.league }
}

fn compare(office: &Office) -> Result<Trend, Error> {
    let (then, now) = (office.walk_in("2023H2"), office.walk_in("2024H1"));
    Trend::compare(exercise(&then), exercise(&now))
}

fn file(answers: &[(&str, &str)]) -> String {
    let rows = answers.iter().enumerate();
    let rows = rows.map(|(at, (unit, answer))| format!("{at},{unit},{answer}\n"));
    format!("票号,单位,工作\n{}", rows.collect::<String>())
}

fn two_halves(register: &str, then: &[(&str, &str)], now: &[(&str, &str)]) -> Office {
    let office = Office::with_register(&scheme(), register);
    office.write("then.csv", &file(then)).write("now.csv", &file(now));
    office.period("2023H2", "", &[(&["then.csv"], "")]).period("2024H1", "", &[(&["now.csv"], "")])
}

const REGISTER: &str = "编号,全称,起,止,前身\n\
    S,照旧局,,,\n\
    R,旧名局,,2023,\n\
    R,新名局,2024,,\n\
    O,原局,,2023,\n\
    P,继任局,2024,,O\n\
    A,甲局,,2023,\n\
    B,乙局,,2023,\n\
    M,甲乙局,2024,,A、B\n\
    X,分局,,2023,\n\
    Y,分一局,2024,,X\n\
    Z,分二局,2024,,X\n\
    G,撤销局,,2023,\n\
    N,新设局,2024,,\n";

#[test]
fn every_fate_is_told_apart() {
    let trend =
        compare(&two_halves(REGISTER, &[("照旧局", "满意")], &[("照旧局", "一般")])).unwrap();
    assert_eq!(trend.kind, TrendKind::Previous);
    let fate = |unit| trend.unit(unit).map(|row| row.fate.clone());
    // Positions: S 0, R 1, O 2, P 3, A 4, B 5, M 6, X 7, Y 8, Z 9, G 10, N 11.
    assert_eq!(fate(0), Some(Fate::Same));
    assert_eq!(fate(1), Some(Fate::Renamed { earlier: 1 }));
    assert_eq!(fate(2), Some(Fate::Succeeded { by: 3 }));
    assert_eq!(fate(3), Some(Fate::Renamed { earlier: 2 }));
    assert_eq!(fate(4), Some(Fate::Succeeded { by: 6 }));
    assert_eq!(fate(6), Some(Fate::Merged { from: vec![4, 5] }));
    assert_eq!(fate(7), Some(Fate::Succeeded { by: 8 }));
    assert_eq!(fate(8), Some(Fate::Merged { from: vec![7] }));
    assert_eq!(fate(10), Some(Fate::Gone));
    assert_eq!(fate(11), Some(Fate::New));
    let order: Vec<usize> = trend.units.iter().map(|row| row.unit).collect();
    assert_eq!(order, [0, 1, 3, 6, 8, 9, 11, 2, 4, 5, 7, 10]);
    let change = trend.unit(0).unwrap().score(Measure::Whole);
    assert_eq!(change.difference.unwrap().signed(), "-40.00");
}

#[test]
fn a_unit_renamed_twice_in_between_is_still_followed() {
    let register = "编号,全称,起,止,前身\n\
        A,甲局,,2022,\nB,乙局,2023H1,2023H2,A\nC,丙局,2024,,B\n";
    let office = Office::with_register(&scheme(), register);
    office
        .write("then.csv", &file(&[("甲局", "满意")]))
        .write("now.csv", &file(&[("丙局", "一般")]));
    let office = office.period("2022H1", "", &[(&["then.csv"], "")]).period(
        "2024H1",
        "",
        &[(&["now.csv"], "")],
    );
    let (then, now) = (office.walk_in("2022H1"), office.walk_in("2024H1"));
    let trend = Trend::compare(exercise(&then), exercise(&now)).unwrap();
    assert_eq!(trend.kind, TrendKind::Other);
    assert_eq!(trend.unit(2).unwrap().fate, Fate::Renamed { earlier: 0 });
    assert_eq!(trend.unit(2).unwrap().satisfied.difference.unwrap().signed(), "-100.00");
}

#[test]
fn ranks_move_among_the_units_common_to_both() {
    let register = "编号,全称,起\nA,甲局,\nB,乙局,\nC,丙局,\nN,新局,2024\n";
    let then = [("甲局", "满意"), ("乙局", "基本满意"), ("丙局", "一般")];
    let now = [("甲局", "一般"), ("乙局", "基本满意"), ("丙局", "基本满意"), ("新局", "满意")];
    let trend = compare(&two_halves(register, &then, &now)).unwrap();
    let moved = |unit| {
        let rank = trend.rank_move(None, Measure::Whole, unit).unwrap();
        (rank.earlier, rank.later, rank.gained())
    };
    assert_eq!([moved(0), moved(1), moved(2)], [(1, 3, -2), (2, 1, 1), (3, 1, 2)]);
    assert_eq!(trend.rank_move(None, Measure::Whole, 3), None);
}

#[test]
fn a_unit_that_changed_category_moves_only_in_the_table_over_all() {
    let categories = "[[categories]]\nid = \"a\"\nlabel = \"一类\"\n[[categories]]\nid = \"b\"\nlabel = \"二类\"\n";
    let register = "编号,全称,类别,起,止\nA,甲局,一类,,2023\nA,甲局,二类,2024,\nB,乙局,二类,,\n";
    let office = Office::with_register(&format!("{}{categories}", scheme()), register);
    office.write("b.csv", &file(&[("甲局", "满意"), ("乙局", "一般")]));
    let office =
        office.period("2023H2", "", &[(&["b.csv"], "")]).period("2024H1", "", &[(&["b.csv"], "")]);
    let trend = compare(&office).unwrap();
    assert!(trend.rank_move(None, Measure::Whole, 0).is_some());
    assert_eq!(trend.rank_move(Some(1), Measure::Whole, 0), None);
    assert_eq!(trend.rank_move(Some(1), Measure::Whole, 1).unwrap().later, 1);
}

/// The reasons for which two schemes do not compare.
fn refused(change: &dyn Fn(&str) -> String) -> Vec<Mismatch> {
    let office = two_halves("编号,全称\nA,甲局\n", &[("甲局", "满意")], &[("甲局", "满意")]);
    office.write("other.toml", &change(&scheme()));
    let office = office.period("2024H2", "scheme = \"other.toml\"", &[(&["now.csv"], "")]);
    let (then, now) = (office.walk_in("2024H1"), office.walk_in("2024H2"));
    match Trend::compare(exercise(&then), exercise(&now)) {
        Err(Error::Incomparable(why)) => why,
        other => panic!("compared: {:?}", other.is_ok()),
    }
}

#[test]
fn what_is_not_comparable_is_refused_with_every_reason() {
    assert_eq!(refused(&|s| s.replace("points = 80", "points = 75")), [Mismatch::Scale]);
    assert_eq!(refused(&|s| s.replace("一般", "尚可")), [Mismatch::Scale]);
    let both = |s: &str| {
        let s = s.replace("points = 80", "points = 75").replace("id = \"work\"", "id = \"labour\"");
        format!("{s}[rounding]\ndecimals = 3\n")
    };
    assert_eq!(
        refused(&both),
        [
            Mismatch::Scale,
            Mismatch::Indicators(vec!["labour".into(), "work".into()]),
            Mismatch::Rules("rounding"),
        ]
    );
    for (from, to, key) in [
        ("id = \"g1\"", "id = \"g2\"", "groups"),
        ("min_n_group = 1", "min_n_group = 2", "scoring.min_n_group"),
        ("[scoring]", "[scoring]\nmissing_group = \"zero\"", "scoring.missing_group"),
        ("[scoring]", "[scoring]\nmode = \"ballot-first\"", "scoring.mode"),
        ("[\"满意\", \"基本满意\"]", "[\"满意\"]", "rates"),
    ] {
        assert_eq!(refused(&|s| s.replace(from, to)), [Mismatch::Rules(key)], "{key}");
    }
}

#[test]
fn indicators_in_another_order_are_matched_by_id() {
    let leaf = |id: &str| format!("[[indicators]]\nid = \"{id}\"\nlabel = \"{id}\"\n");
    let group = "[[groups]]\nid = \"g1\"\nlabel = \"群众\"\n";
    let with =
        |first: &str, second: &str| format!("{FOUR_LEVELS}{}{}{group}", leaf(first), leaf(second));
    let office = Office::new(&with("work", "style"), 1);
    office.write("other.toml", &with("style", "work"));
    office.write("b.csv", "票号,单位,work,style\n1,单位000局,满意,一般\n");
    let office = office.period("2023H2", "", &[(&["b.csv"], "")]).period(
        "2024H1",
        "scheme = \"other.toml\"",
        &[(&["b.csv"], "")],
    );
    let trend = compare(&office).unwrap();
    let changes = trend.unit(0).unwrap();
    for measure in [Measure::Indicator(0), Measure::Indicator(1)] {
        assert_eq!(changes.score(measure).difference.unwrap().signed(), "0.00");
    }
    assert_eq!(changes.score(Measure::Indicator(0)).later.unwrap().to_string(), "60.00");
}
