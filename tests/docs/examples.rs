//! The example files of `docs/formats.md` are read as it says.

use pingyi::appraisal::{Appraisal, Layout};
use pingyi::intake::Intake;
use pingyi::period::Period;
use tempfile::TempDir;

use crate::{section, text};

const REGISTER: &str = "编号,全称,类别\ne,市教育局,政府部门\np,市公安局,政府部门\n";

const SCHEME: &str = "id='t'
name='t'
indicators=[{label='工作作风'},{label='办事效率'}]
groups=[{label='企业'},{label='市领导'}]
categories=[{label='政府部门'}]
[scale]
levels=[
  {label='满意',points=100},{label='基本满意',points=80},{label='一般',points=60},
  {label='不满意',points=30},{label='不了解',kind='unknown'},
]
";

/// A folder with these files beside the scheme and the register.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let both = [("scheme.toml", SCHEME), ("register.csv", REGISTER)];
    for (name, text) in both.iter().chain(files) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("a file has a folder");
        std::fs::write(path, text).expect("the file can be written");
    }
    folder
}

/// The code blocks of one language in a section.
fn blocks<'a>(section: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    let parts = section.split(open.as_str()).skip(1);
    parts.filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn each_example_of_a_layout_is_read_in_that_layout() {
    let formats = text("docs/formats.md");
    let examples = blocks(section(&formats, "## Ballot files"), "csv");
    let layouts = [
        (Layout::Wide, 1),
        (Layout::RaterUnit, 2),
        (Layout::Long, 2),
        (Layout::BundlesLong, 2),
        (Layout::BundlesWide, 1),
    ];
    assert_eq!(examples.len(), layouts.len());
    for (example, (layout, n_rows)) in examples.into_iter().zip(layouts) {
        // The wide example has no column for the group; the name of its file says it.
        let appraisal = "title='t'\nscheme='scheme.toml'\nregister='register.csv'\n\
            [[periods]]\nperiod='2025H1'\nballots=[{files=['企业.csv']}]\n";
        let folder = folder(&[("appraisal.toml", appraisal), ("企业.csv", example)]);
        let appraisal = Appraisal::open(folder.path(), None).unwrap();
        let intake = Intake::check(&appraisal).unwrap();
        assert_eq!(intake.findings(), [], "{example}");
        let file = &intake.account().files[0];
        assert_eq!((file.layout, file.rows.accepted), (Some(layout), n_rows), "{example}");
    }
}

#[test]
fn headings_of_several_rows_are_read_as_unit_and_indicator() {
    let formats = text("docs/formats.md");
    let example = blocks(section(&formats, "## Exports of international platforms"), "csv")[0];
    let appraisal = "title='t'\nscheme='scheme.toml'\nregister='register.csv'\n\
        [[periods]]\nperiod='2025H1'\nballots=[{files=['企业.csv'],heading_rows=2}]\n";
    let folder = folder(&[("appraisal.toml", appraisal), ("企业.csv", example)]);
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    assert_eq!(intake.findings(), []);
    assert_eq!(intake.ballots().len(), 2);
}

#[test]
fn the_heading_that_cells_explains_is_read() {
    let formats = text("docs/formats.md");
    let cells = blocks(section(&formats, "## Ballot files"), "toml")[0];
    let appraisal = format!(
        "title='t'\nscheme='scheme.toml'\nregister='register.csv'\n\
         [[periods]]\nperiod='2025H1'\n[[periods.ballots]]\nfiles=['企业.csv']\n{cells}"
    );
    let ballots = "票号,Q3_2,办事效率（市公安局）\n1,满意,不了解\n";
    let folder = folder(&[("appraisal.toml", &appraisal), ("企业.csv", ballots)]);
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    let intake = Intake::check(&appraisal).unwrap();
    assert!(!intake.stops());
    assert_eq!(intake.ballots().len(), 2);
}

#[test]
fn the_example_of_appraisal_toml_opens_and_reads() {
    let formats = text("docs/formats.md");
    let appraisal = blocks(section(&formats, "## appraisal.toml"), "toml")[0];
    let ballots = "票号,单位,业务工作,备注2\n1,市教育局,满意,无\n";
    // What a file is, is told by its content: these are texts under the names of workbooks.
    let folder = folder(&[
        ("appraisal.toml", appraisal),
        ("名册.xlsx", REGISTER),
        ("2025H1/企业.csv", ballots),
        ("2025H1/领导.xlsx", ballots),
        ("发放回收2025H1.csv", "评议主体,发出,收回\n企业,2,1\n"),
    ]);
    let appraisal = Appraisal::open(folder.path(), None).unwrap();
    assert_eq!(appraisal.period, "2025H1".parse::<Period>().unwrap());
    let intake = Intake::check(&appraisal).unwrap();
    let groups = &intake.account().returns.groups;
    let valid: Vec<u64> = groups.iter().map(|group| group.valid).collect();
    assert_eq!(valid.iter().sum::<u64>(), 2);
    assert_eq!(valid.iter().filter(|n| **n == 1).count(), 2);
}

#[test]
fn every_example_of_returns_is_read() {
    let formats = text("docs/formats.md");
    let returns = section(&formats, "## Returns");
    let (table, inline) = (blocks(returns, "csv")[0], blocks(returns, "toml")[0]);
    for key in ["returns_file='returns.csv'", inline] {
        let appraisal = format!(
            "title='t'\nscheme='scheme.toml'\nregister='register.csv'\n\
             [[periods]]\nperiod='2025H1'\nballots=[{{files=['企业.csv']}}]\n{key}\n"
        );
        let ballots = "单位,工作作风,办事效率\n市教育局,满意,满意\n";
        let files =
            [("appraisal.toml", &*appraisal), ("returns.csv", table), ("企业.csv", ballots)];
        let appraisal = Appraisal::open(folder(&files).path(), None).unwrap();
        let firms = appraisal.returns[0];
        assert_eq!((firms.issued, firms.returned), (Some(373), Some(306)));
    }
}

#[test]
fn the_example_of_a_rule_takes_effect() {
    let formats = text("docs/formats.md");
    let rule = blocks(section(&formats, "## Findings"), "toml")[0];
    let scheme = pingyi::scheme::Scheme::read("t", &format!("{SCHEME}{rule}")).unwrap();
    let effect = scheme.effect(pingyi::scheme::RuleKind::OffScale);
    assert_eq!(effect, pingyi::finding::Effect::VoidAnswer);
}
