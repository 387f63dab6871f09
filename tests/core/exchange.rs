//! Tallies that go from machine to machine, and ballots as codes.

use std::path::Path;

use pingyi::appraisal::Appraisal;
use pingyi::columnar::{Column, Stored, Values, whole};
use pingyi::error::Error;
use pingyi::estimate::Estimates;
use pingyi::intake::Intake;
use pingyi::scheme::Code;
use pingyi::sheet::{Reading, open};
use pingyi::tally::{Count, Tally, TallyFile};
use proptest::prelude::*;

use crate::office::{FOUR_LEVELS, Office, Road, TWO_BY_TWO};

const HEAD: &str = "票号,评议主体,单位,权重,工作,作风\n";
const LEVELS: [&str; 6] = ["满意", "基本满意", "一般", "不满意", "不了解", ""];

fn scheme(more: &str) -> String {
    format!("{FOUR_LEVELS}{TWO_BY_TWO}{more}")
}

fn counted(road: &Road) -> TallyFile {
    let period = road.appraisal.period;
    let account = road.intake.account();
    TallyFile::of(&road.appraisal, account, road.intake.inputs(), &[(period, &road.tally)])
}

fn read_back(bytes: &[u8], name: &str) -> Result<TallyFile, Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    TallyFile::read(&path, name)
}

/// The findings as `id detail`.
fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result.expect_err("refused") {
        Error::Findings(found) => {
            let line = |f: &pingyi::finding::Finding| {
                format!("{} {}", f.kind.id(), f.fact("detail").unwrap_or_default())
            };
            found.iter().map(line).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn office(scheme: &str) -> Office {
    Office::with_register(scheme, "编号,全称\nU1,甲\nU2,乙\nU3,丙\n")
}

/// Ballots of distinct raters with weights: rater, group, unit, weight in thousandths, two answers.
type Ballot = (u16, u8, usize, u32, usize, usize);

fn text(ballots: &[Ballot]) -> String {
    let line = |(at, b): (usize, &Ballot)| {
        let group = ["领导", "群众"][usize::from(b.1)];
        let weight = format!("{}.{:03}", b.3 / 1000, b.3 % 1000);
        let unit = ["甲", "乙", "丙"][b.2];
        format!("{}-{at},{group},{unit},{weight},{},{}\n", b.0, LEVELS[b.4], LEVELS[b.5])
    };
    format!("{HEAD}{}", ballots.iter().enumerate().map(line).collect::<String>())
}

fn ballots() -> impl Strategy<Value = Vec<Ballot>> {
    let one = (0..900_u16, 0..2_u8, 0..3_usize, 1..99_999_u32, 0..6_usize, 0..6_usize);
    prop::collection::vec(one, 3..40)
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_counted_comes_back_whole_in_either_format(ballots in ballots(), first in any::<bool>()) {
        let mode = if first { "[scoring]\nmode = \"ballot-first\"\n" } else { "[scoring]\n" };
        let scheme = scheme("").replace("[scoring]\n", mode);
        let road = office(&scheme).ballots(&text(&ballots)).walk();
        let file = counted(&road);
        for (stored, name) in [(Stored::Parquet, "t.parquet"), (Stored::Arrow, "t.arrow")] {
            let bytes = file.write(stored).unwrap();
            prop_assert_eq!(&bytes, &file.write(stored).unwrap());
            let back = read_back(&bytes, name).unwrap();
            prop_assert_eq!(back.parts().get(&road.appraisal.period).cloned().unwrap_or_default(), road.tally.clone());
            prop_assert_eq!(&back.account().returns, &road.intake.account().returns);
            prop_assert_eq!(back.account().rows(), road.intake.account().rows());
            prop_assert_eq!(back.misfits(&road.appraisal, name), vec![]);
            prop_assert_eq!(&bytes, &back.write(stored).unwrap());
        }
    }

    #[test]
    fn three_parts_merged_in_any_order_are_the_whole(ballots in ballots(), cut in 1..39_usize) {
        let cut = cut.min(ballots.len() - 2);
        let whole = office(&scheme("")).ballots(&text(&ballots)).walk();
        let parts = [&ballots[..cut], &ballots[cut..=cut], &ballots[cut + 1..]];
        let files: Vec<(String, TallyFile)> = parts
            .iter()
            .enumerate()
            // Parts may hold the same ballots, but not the same file.
            .map(|(at, part)| {
                let text = format!("{}{}", text(part), ",".repeat(at));
                (format!("{at}"), counted(&office(&scheme("")).ballots(&text).walk()))
            })
            .collect();
        let [a, b, c] = files.clone().try_into().unwrap();
        let merged = TallyFile::merge(files).unwrap();
        let sum = merged.parts().get(&whole.appraisal.period).cloned().unwrap_or_default();
        prop_assert_eq!(&sum, &whole.tally);
        prop_assert_eq!(merged.n_tallies(), 3);
        let back = TallyFile::merge(vec![c.clone(), a.clone(), b.clone()]).unwrap();
        prop_assert_eq!(&back, &merged);
        let nested = TallyFile::merge(vec![b, c]).unwrap();
        let nested = TallyFile::merge(vec![("bc".into(), nested), a]).unwrap();
        prop_assert_eq!(nested.write(Stored::Parquet).unwrap(), merged.write(Stored::Parquet).unwrap());
        let found = merged.account().returns.groups.iter().map(|group| group.found).sum::<u64>();
        prop_assert_eq!(found, ballots.len() as u64);
    }

    #[test]
    fn coded_ballots_are_read_back_to_the_same_tally(ballots in ballots()) {
        let road = office(&scheme("")).ballots(&text(&ballots)).walk();
        for (stored, name) in [(Stored::Parquet, "b.parquet"), (Stored::Arrow, "b.arrow")] {
            let coded = road.intake.write_coded(&road.appraisal, stored, Vec::new()).unwrap();
            let office = office(&scheme(""));
            office.write_bytes(name, &coded);
            let again = office.period("2024H1", "", &[(&[name], "")]).walk();
            prop_assert_eq!(&again.tally, &road.tally);
            prop_assert_eq!(&again.estimates, &road.estimates);
            let ballots = again.intake.write_coded(&again.appraisal, stored, Vec::new()).unwrap();
            prop_assert_eq!(ballots, coded);
        }
    }
}

#[test]
fn the_sample_counted_in_three_places_is_the_sample() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let appraisal = Appraisal::open(&sample, Some("2025H2".parse().unwrap())).unwrap();
    let count = |files: &[&str]| {
        let mut part = appraisal.clone();
        for source in &mut part.sources {
            source.files.retain(|file| files.iter().any(|name| file.shown_as.contains(name)));
        }
        let intake = Intake::inspect(&part, &|_, _| {});
        let tally = Tally::count(&part, &intake);
        TallyFile::of(&part, intake.account(), intake.inputs(), &[(part.period, &tally)])
    };
    let parts = [["代表", "领导"].as_slice(), &["基层", "企业"], &["群众"]];
    let files = parts.iter().map(|files| (files.concat(), count(files))).collect();
    let merged = TallyFile::merge(files).unwrap();
    let intake = Intake::inspect(&appraisal, &|_, _| {});
    let tally = Tally::count(&appraisal, &intake);
    assert_eq!(merged.parts()[&appraisal.period], tally);
    let scores = |tally: &Tally| {
        let estimates = Estimates::score(&appraisal, tally);
        estimates.units.iter().map(|unit| unit.whole.value.clone()).collect::<Vec<_>>()
    };
    let bytes = merged.write(Stored::Parquet).unwrap();
    let back = read_back(&bytes, "whole.parquet").unwrap();
    assert_eq!(scores(&back.parts()[&appraisal.period]), scores(&tally));
    assert_eq!(merged.account().rows(), intake.account().rows());
}

#[test]
fn what_does_not_go_together_is_refused_and_both_values_are_named() {
    let counted_of = |register: &str, scheme: &str, period: &str, rater: u8| {
        let office = Office::with_register(scheme, register);
        office.write("b.csv", &format!("{HEAD}{rater},领导,甲,1,满意,一般\n"));
        counted(&office.period(period, "", &[(&["b.csv"], "")]).walk_in(period))
    };
    let (plain, other) = ("编号,全称\nU1,甲\n", "编号,全称\nU1,甲\nU2,乙\n");
    let base = || ("a".to_owned(), counted_of(plain, &scheme(""), "2024H1", 1));
    let with = |file: TallyFile| TallyFile::merge(vec![base(), ("b".to_owned(), file)]);
    let differing = [
        (counted_of(other, &scheme(""), "2024H1", 2), "register"),
        (counted_of(plain, &scheme("# x\n"), "2024H1", 2), "scheme"),
        (counted_of(plain, &scheme(""), "2024H2", 2), "period"),
    ];
    for (file, what) in differing {
        let error = with(file).unwrap_err();
        let Error::Findings(found) = &error else { panic!("{error:?}") };
        assert_eq!(found[0].fact("other"), Some("a"));
        assert_ne!(found[0].fact("value"), found[0].fact("expected"));
        assert_eq!(refused::<()>(Err(error)), [format!("tallies-differ {what}")]);
    }
    assert_eq!(refused(with(base().1)), ["repeated-tally tally"]);
    let part = with(counted_of(plain, &scheme(""), "2024H1", 3)).unwrap();
    assert_eq!(refused(with(part)), ["repeated-tally tally"]);
}

#[test]
fn a_file_counted_twice_is_refused_though_the_tallies_differ() {
    let road = |files: &[(&str, &str)]| {
        let office = office(&scheme(""));
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        files.iter().for_each(|(name, text)| {
            office.write(name, text);
        });
        counted(&office.period("2024H1", "", &[(&names, "")]).walk())
    };
    let (one, two) = (format!("{HEAD}1,领导,甲,1,满意,\n"), format!("{HEAD}2,领导,甲,1,满意,\n"));
    let (a, b) = (road(&[("x.csv", &one)]), road(&[("y.csv", &one), ("z.csv", &two)]));
    let merged = TallyFile::merge(vec![("a".into(), a), ("b".into(), b)]);
    assert_eq!(refused(merged), ["repeated-tally file"]);
}

#[test]
fn a_tally_that_was_changed_is_refused() {
    let road = office(&scheme("")).ballots(&format!("{HEAD}1,领导,甲,1,满意,一般\n")).walk();
    let file = counted(&road);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    std::fs::write(&path, file.write(Stored::Parquet).unwrap()).unwrap();
    let book = open(&path, "t.parquet", &Reading::default());
    let sheet = &book.sheets[0];
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); sheet.headings().len()];
    let _ = sheet.for_each(&mut |row| {
        cells.iter_mut().enumerate().for_each(|(at, column)| column.push(row.get(at).to_owned()));
    });
    let n = sheet.headings().iter().position(|name| name == "n").unwrap();
    let write = |cells: &[Vec<String>], note: Option<&str>| {
        let text = |values: &[String]| values.iter().map(|v| Some(v.clone())).collect();
        let column =
            |(name, values): (&String, &Vec<String>)| Column::new(name, Values::Text(text(values)));
        let columns = sheet.headings().iter().zip(cells).map(column).collect();
        read_back(&whole(columns, Stored::Arrow, note).unwrap(), "t.arrow")
    };
    assert_eq!(write(&cells, sheet.note()).unwrap(), file);
    let note = sheet.note().unwrap();
    assert_eq!(refused(write(&cells, None)), ["not-a-tally other"]);
    assert_eq!(refused(write(&cells, Some("{}"))), ["not-a-tally other"]);
    let newer = note.replace("\"schema\":1", "\"schema\":2");
    assert_eq!(refused(write(&cells, Some(&newer))), ["not-a-tally schema"]);
    let raised = note.replace("\"found\":1", "\"found\":9");
    assert_eq!(refused(write(&cells, Some(&raised))), ["not-a-tally changed"]);
    cells[n][0] = "2".to_owned();
    assert_eq!(refused(write(&cells, Some(note))), ["not-a-tally changed"]);
    cells[n][0] = "-2".to_owned();
    assert_eq!(refused(write(&cells, Some(note))), ["not-a-tally damaged"]);
}

#[test]
fn a_year_is_carried_by_its_parts() {
    let office = office(&scheme(""));
    office.write("a.csv", &format!("{HEAD}1,领导,甲,1,满意,一般\n"));
    office.write("b.csv", &format!("{HEAD}1,领导,甲,1,一般,一般\n"));
    let office =
        office.period("2024H1", "", &[(&["a.csv"], "")]).period("2024H2", "", &[(&["b.csv"], "")]);
    let year = office.open("2024").unwrap();
    let halves = ["2024H1", "2024H2"].map(|half| office.walk_in(half));
    let parts: Vec<_> = halves.iter().map(|road| (road.appraisal.period, &road.tally)).collect();
    let file = TallyFile::of(&year, halves[0].intake.account(), &[], &parts);
    let back = read_back(&file.write(Stored::Parquet).unwrap(), "y.parquet").unwrap();
    assert_eq!(back, file);
    assert_eq!(back.parts().len(), 2);
    assert_eq!(back.parts()[&halves[1].appraisal.period], halves[1].tally);
}

#[test]
fn a_tally_with_the_right_hashes_and_other_lists_is_refused() {
    let road = |register: &str, rater: u8| {
        let office = Office::with_register(&scheme(""), register);
        office.ballots(&format!("{HEAD}{rater},领导,甲,1,满意,一般\n")).walk()
    };
    let sound = road("编号,全称\nU1,甲\n", 1);
    let mut forged = road("编号,全称\nU0,乙\nU1,甲\n", 2);
    forged.appraisal.fingerprints = sound.appraisal.fingerprints.clone();
    let (sound_file, forged_file) = (counted(&sound), counted(&forged));
    assert_eq!(sound_file.misfits(&sound.appraisal, "a"), []);
    let misfits = forged_file.misfits(&sound.appraisal, "b");
    assert_eq!(refused::<()>(Err(Error::Findings(misfits))), ["not-a-tally damaged"]);
    let merged = TallyFile::merge(vec![("a".into(), sound_file), ("b".into(), forged_file)]);
    assert_eq!(refused(merged), ["not-a-tally damaged"]);
}

#[test]
fn counts_and_papers_beyond_measure_are_refused_or_added_up_to_the_end() {
    let mut road = office(&scheme("")).ballots(&format!("{HEAD}1,领导,甲,1,满意,一般\n")).walk();
    let at = road.tally.iter().next().expect("an answer").0;
    let huge = Count { n: u64::MAX / 4, weight: u128::from(u64::MAX) };
    road.tally.add(at, Code(0), huge);
    let file = counted(&road).write(Stored::Parquet).expect("within 64 bits");
    assert_eq!(refused(read_back(&file, "t.parquet")), ["not-a-tally damaged"]);
    let mut account = road.intake.account().clone();
    for group in &mut account.returns.groups {
        (group.found, group.valid) = (u64::MAX, u64::MAX);
    }
    account.files[0].rows.rows = u64::MAX;
    let twice = account.clone().plus(&account);
    assert_eq!((twice.returns.total().valid, twice.rows().rows), (u64::MAX, u64::MAX));
}
