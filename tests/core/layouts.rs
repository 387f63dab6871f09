//! The same ballots in every layout come to the same counts.

use crate::office::{FOUR_LEVELS, Office, Road, TWO_BY_TWO};

fn scheme() -> String {
    format!("{FOUR_LEVELS}{TWO_BY_TWO}")
}

fn walk(text: &str) -> Road {
    Office::new(&scheme(), 2).ballots(text).walk()
}

const WIDE: &str = "票号,评议主体,单位000局-工作,单位000局-作风,单位001局-工作,单位001局-作风\n\
    1,领导,满意,一般,不满意,不了解\n\
    2,领导,满意,,,\n\
    1,群众,基本满意,基本满意,一般,一般\n";

const RATER_UNIT: &str = "票号,评议主体,单位,工作,作风\n\
    1,领导,单位000局,满意,一般\n\
    1,领导,单位001局,不满意,不了解\n\
    2,领导,单位000局,满意,\n\
    1,群众,单位000局,基本满意,基本满意\n\
    1,群众,单位001局,一般,一般\n";

const LONG: &str = "票号,评议主体,单位,指标,作答\n\
    1,领导,单位000局,工作,满意\n1,领导,单位000局,作风,一般\n\
    1,领导,单位001局,工作,不满意\n1,领导,单位001局,作风,不了解\n\
    2,领导,单位000局,工作,满意\n2,领导,单位000局,作风,\n\
    1,群众,单位000局,工作,基本满意\n1,群众,单位000局,作风,基本满意\n\
    1,群众,单位001局,工作,一般\n1,群众,单位001局,作风,一般\n";

const BUNDLES_LONG: &str = "单位,评议主体,指标,档次,票数\n\
    单位000局,领导,工作,满意,2\n单位000局,领导,作风,一般,1\n\
    单位001局,领导,工作,不满意,1\n单位001局,领导,作风,不了解,1\n\
    单位000局,群众,工作,基本满意,1\n单位000局,群众,作风,基本满意,1\n\
    单位001局,群众,工作,一般,1\n单位001局,群众,作风,一般,1\n";

const BUNDLES_WIDE: &str = "单位,评议主体,指标,满意,基本满意,一般,不满意,不了解\n\
    单位000局,领导,工作,2,0,0,0,0\n单位000局,领导,作风,,,1,,\n\
    单位001局,领导,工作,0,0,0,1,0\n单位001局,领导,作风,0,0,0,0,1\n\
    单位000局,群众,工作,0,1,0,0,0\n单位000局,群众,作风,0,1,0,0,0\n\
    单位001局,群众,工作,0,0,1,0,0\n单位001局,群众,作风,0,0,1,0,0\n";

#[test]
fn one_set_of_ballots_counts_alike_in_all_five_layouts() {
    let wide = walk(WIDE);
    assert_eq!(wide.rows(), (3, 0, 0));
    // A blank answer is a row of which nothing counts.
    for (text, rows) in [
        (RATER_UNIT, (5, 0, 0)),
        (LONG, (9, 1, 0)),
        (BUNDLES_LONG, (8, 0, 0)),
        (BUNDLES_WIDE, (8, 0, 0)),
    ] {
        let road = walk(text);
        assert_eq!(road.tally, wide.tally, "{text}");
        assert_eq!(road.estimates.units, wide.estimates.units);
        assert_eq!(road.rows(), rows, "{text}");
    }
    // Papers are raters, not ballots.
    for text in [WIDE, RATER_UNIT, LONG] {
        let groups = walk(text).intake.account().returns.groups.clone();
        assert_eq!((groups[0].found, groups[1].found), (2, 1));
        assert_eq!((groups[0].ballots, groups[1].ballots), (3, 2));
    }
}

#[test]
fn papers_without_raters_are_counted_by_the_fullest_unit() {
    let text = "评议主体,单位,工作,作风\n领导,单位000局,满意,满意\n领导,单位000局,一般,\n\
                领导,单位001局,满意,满意\n领导,单位000局,,\n";
    let road = walk(text);
    let group = &road.intake.account().returns.groups[0];
    assert_eq!((group.found, group.valid, group.ballots), (3, 2, 3));
    let long = "评议主体,单位,指标,作答\n领导,单位000局,工作,满意\n领导,单位000局,作风,满意\n";
    let road = walk(long);
    assert_eq!(road.intake.account().returns.groups[0].found, 1);
    assert_eq!(road.rows(), (2, 0, 0));
}

#[test]
fn a_ballot_in_parts_needs_a_rater_where_ballots_are_scored() {
    let scheme = scheme().replace("[scoring]", "[scoring]\nmode = \"ballot-first\"");
    let text = "评议主体,单位,指标,作答\n领导,单位000局,工作,满意\n";
    let road = Office::new(&scheme, 1).ballots(text).walk();
    assert!(road.intake.stops());
    assert_eq!(road.kinds(), [("missing-column", 1)]);
}

#[test]
fn a_wide_heading_with_an_unknown_unit_stops_and_names_the_nearest() {
    let road = walk("票号,评议主体,单位000局-工作,单位O01局-作风\n1,领导,满意,满意\n");
    let mut findings = road.intake.findings().iter();
    let finding = findings.find(|finding| finding.kind.id() == "unknown-unit").unwrap();
    assert!(road.intake.stops());
    assert!(finding.fact("nearest").is_some_and(|near| near.ends_with("局")));
}

#[test]
fn a_column_of_totals_is_no_indicator() {
    let road = walk("票号,评议主体,单位,工作,作风,总分\n1,领导,单位000局,满意,满意,200\n");
    assert!(!road.intake.stops());
    assert_eq!(road.score(0), "100.00");
    assert_eq!(road.kinds(), []);
}

#[test]
fn a_misspelt_indicator_is_told_as_missing_and_as_unused() {
    let road = walk("票号,评议主体,单位,工作,作凤\n1,领导,单位000局,满意,满意\n");
    assert_eq!(road.kinds(), [("missing-column", 1), ("unmapped-column", 1)]);
    let missing = road.intake.findings().iter().find(|f| f.kind.id() == "missing-column").unwrap();
    assert_eq!((missing.fact("value"), missing.fact("nearest")), (Some("作风"), Some("作凤")));
}

#[test]
fn weights_beside_counts_in_columns_stop() {
    let text = BUNDLES_WIDE.replace("不了解\n", "不了解,权重\n").replace("0\n", "0,1\n");
    let road = walk(
        &text.replace("1,,\n", "1,,,1\n").replace("0,1\n单位000局,群众", "1,1\n单位000局,群众"),
    );
    assert!(road.intake.stops());
}

#[test]
fn what_the_appraisal_says_of_all_rows_no_column_changes() {
    let office = Office::new(&scheme(), 1);
    office.write("a.csv", "票号,群体,单位,工作,作风\n1,领导,单位000局,满意,满意\n");
    let office = office.period("2024H1", "", &[(&["a.csv"], "group = \"群众\"")]);
    let road = office.walk();
    assert_eq!(road.intake.account().returns.groups[1].found, 1);
    assert_eq!(road.kinds(), [("unmapped-column", 1)]);
}

#[test]
fn group_and_unit_may_be_named_by_the_file() {
    let office = Office::new(&scheme(), 1);
    office.write("2024.06_领导_单位000局.csv", "票号,工作,作风\n1,满意,满意\n");
    let road = office.period("2024H1", "", &[(&["2024*.csv"], "")]).walk();
    assert_eq!(road.score(0), "100.00");
    assert_eq!(road.intake.account().returns.groups[0].found, 1);
}

#[test]
fn a_unit_that_ends_in_brackets_is_known_in_every_kind_of_heading() {
    for heading in [
        "{u}-{k}",
        "{u}（{k}）",
        "{k}（{u}）",
        "{k}({u})",
        "【{u}】{k}",
        "{u}{k}",
        "{k}@{u}",
        "[{u}][{k}]",
    ] {
        let head = |k: &str| heading.replace("{u}", "人社局(社保局)").replace("{k}", k);
        let (first, second) = (head("工作"), head("作风"));
        let text = format!("票号,评议主体,{first},{second}\n1,领导,满意,基本满意\n");
        let register = "编号,全称\n0,人社局（社保局）\n";
        let road = Office::with_register(&scheme(), register).ballots(&text).walk();
        assert_eq!(road.kinds(), [], "{heading}");
        assert_eq!(road.rows(), (1, 0, 0), "{heading}");
    }
}
