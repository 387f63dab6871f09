//! How raters were drawn: strata, clusters, populations, and persons that come back.

use pingyi::ballot::Design;
use pingyi::finding::Kind;

use crate::office::{FOUR_LEVELS, Office, TWO_BY_TWO};

const HEAD: &str = "票号,评议主体,单位,工作,作风,层,群\n";

fn office() -> Office {
    Office::new(&format!("{FOUR_LEVELS}{TWO_BY_TWO}"), 3)
}

/// The design of one file, with what each rater is by the order of the rows.
fn design(keys: &str, text: &str) -> (Design, Vec<u32>) {
    let office = office().period("2024H1", keys, &[(&["ballots.csv"], "")]);
    office.write("ballots.csv", text);
    let road = office.walk();
    (road.intake.ballots().design.clone(), road.intake.ballots().raters().to_vec())
}

#[test]
fn strata_are_numbered_by_group_and_name_in_any_order_of_rows() {
    let rows = [
        "1,群众,单位000局,满意,满意,乙,\n",
        "2,群众,单位000局,满意,一般,甲,\n",
        "3,领导,单位000局,满意,满意,,\n",
        "4,领导,单位000局,一般,满意,丙,\n",
    ];
    let sizes = "[[periods.populations]]\ngroup='群众'\nstratum='甲'\nsize=70\n\
        [[periods.populations]]\ngroup='群众'\nstratum='乙'\nsize=30\n";
    let (forth, raters) = design(sizes, &format!("{HEAD}{}", rows.concat()));
    // 丙 comes after the rest of the leaders; 乙 (U+4E59) before 甲 (U+7532).
    let of = |rater: u32| forth.strata[rater as usize];
    assert_eq!(raters.iter().map(|r| of(*r)).collect::<Vec<_>>(), [2, 3, 0, 1]);
    assert_eq!(forth.populations, [None, None, Some(30), Some(70)]);
    let back: Vec<&str> = rows.iter().rev().copied().collect();
    let (back, raters) = design(sizes, &format!("{HEAD}{}", back.concat()));
    let of = |rater: u32| back.strata[rater as usize];
    assert_eq!(raters.iter().map(|r| of(*r)).collect::<Vec<_>>(), [1, 0, 3, 2]);
    assert_eq!(back.populations, forth.populations);
}

#[test]
fn a_rater_without_a_cluster_is_one_and_a_name_in_two_groups_is_two() {
    let text = format!(
        "{HEAD}1,群众,单位000局,满意,满意,,甲村\n2,群众,单位000局,满意,满意,,甲村\n\
         3,领导,单位000局,满意,满意,,甲村\n4,领导,单位000局,满意,满意,,\n\
         5,领导,单位000局,满意,满意,,\n1,群众,单位001局,满意,满意,,\n"
    );
    let (design, raters) = design("", &text);
    let of = |ballot: usize| design.clusters[raters[ballot] as usize];
    assert_eq!(of(0), of(1));
    assert_eq!(of(0), of(5), "an empty cell says nothing against the cluster");
    let others = [of(0), of(2), of(3), of(4)];
    let distinct: std::collections::BTreeSet<u32> = others.into_iter().collect();
    assert_eq!(distinct.len(), 4);
    assert_eq!((design.strata.len(), design.populations.len()), (0, 0));
}

#[test]
fn without_strata_populations_go_by_group_and_add_up_over_a_year() {
    let keys = "[[periods.populations]]\ngroup='群众'\nsize=50\n";
    let text = "票号,评议主体,单位,工作,作风\n1,群众,单位000局,满意,满意\n";
    let mut office = office();
    for (period, file) in [("2024H1", "a.csv"), ("2024H2", "b.csv")] {
        office.write(file, &text.replace("1,群众", &format!("{period},群众")));
        office = office.period(period, keys, &[(&[file], "")]);
    }
    assert_eq!(office.walk().intake.ballots().design.populations, [None, Some(50)]);
    let year = office.walk_in("2024");
    assert_eq!(year.intake.ballots().design.populations, [None, Some(100)]);
}

#[test]
fn a_panel_number_is_the_same_person_in_every_period_and_another_is_nobody() {
    let mut office = office();
    let head = "票号,评议主体,单位,工作,作风\n";
    let rows = "A1,群众,单位000局,满意,满意\nB2,群众,单位000局,满意,满意\n";
    let others = "A1,领导,单位000局,满意,满意\nＡ１,群众,单位000局,满意,满意\n";
    for (period, name, rows) in [("2024H1", "a", rows), ("2024H2", "b", others)] {
        let (panel, plain) = (format!("{name}-panel.csv"), format!("{name}-plain.csv"));
        office.write(&panel, &format!("{head}{rows}"));
        office.write(&plain, &format!("{head}C3,群众,单位001局,满意,满意\n"));
        let files: [(&[&str], &str); 2] =
            [(&[panel.as_str()], "raters='panel'"), (&[plain.as_str()], "")];
        office = office.period(period, "", &files);
    }
    let links = |period: &str| {
        let road = office.walk_in(period);
        let ballots = road.intake.ballots();
        let of = |rater: &u32| ballots.design.links[*rater as usize];
        ballots.raters().iter().map(of).collect::<Vec<u128>>()
    };
    let (first, second) = (links("2024H1"), links("2024H2"));
    assert_eq!(first.len(), 3);
    assert_eq!(first[0], second[1], "one person of one group, however it was typed");
    assert!(!second[..1].contains(&first[0]), "another group is another person");
    let shared = first.iter().filter(|link| second.contains(link)).count();
    assert_eq!(shared, 1, "numbers that mean nothing later link nobody");
}

#[test]
fn what_is_told_beside_the_answers_is_no_indicator_and_not_unused() {
    let text = "票号,评议主体,单位,工作,作风,提交答卷时间,来自IP,所在单位\n\
        1,群众,单位000局,满意,满意,2024/6/3 9:05:07,10.0.0.1(广西-南宁),单位001局\n";
    let road = office().ballots(text).walk();
    assert_eq!(road.kinds(), []);
    let wide = "票号,评议主体,单位000局-工作,单位000局-作风,所用时间\n1,群众,满意,一般,35秒\n";
    assert_eq!(office().ballots(wide).walk().kinds(), [("missing-column", 0); 0]);
    let misnamed = office().period("2024H1", "", &[(&["b.csv"], "columns={device='手机'}")]);
    misnamed.write("b.csv", text);
    let road = misnamed.walk();
    assert!(road.intake.findings().iter().any(|finding| finding.kind == Kind::MissingColumn));
}
