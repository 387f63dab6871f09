//! What is in a file stays text: it runs nowhere, steers nothing and hides nothing.

use std::collections::BTreeMap;

use crate::harness::{Folder, files, files_in};

/// Names that a spreadsheet would run.
const FORMULAS: [&str; 3] = ["=HYPERLINK(\"http://x\")", "@SUM(A1)", "＝1+1"];

/// The sound folder with units that are called like formulas, and ballots on them.
fn with_formulas() -> Folder {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut all = files::sound();
    let mut register = "编号,全称,简称,类别\n".to_owned();
    let mut ballots = "评议人编号,评议主体,单位,业务工作,办事效率\n".to_owned();
    for (index, name) in FORMULAS.iter().enumerate() {
        register += &format!("+{index},{},,政府部门\n", quoted(name));
        for rater in 0..80 {
            let answer = ["满意", "基本满意", "一般"][(index + rater) % 3];
            let group = ["企业", "群众"][rater % 2];
            ballots += &format!("{rater},{group},{},{answer},满意\n", quoted(name));
        }
    }
    all.insert("register.csv".to_owned(), register.into_bytes());
    all.insert("ballots.csv".to_owned(), ballots.into_bytes());
    Folder::with(&all)
}

/// Cells that a spreadsheet would run; a number with a sign is none.
fn running(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut found = Vec::new();
    for record in reader.records() {
        for cell in record.expect("a row").iter() {
            let begins =
                cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            if begins && cell.parse::<f64>().is_err() {
                found.push(cell.to_owned());
            }
        }
    }
    found
}

#[test]
fn no_table_that_is_written_holds_a_formula() {
    let folder = with_formulas();
    for command in ["count", "score", "rank", "check"] {
        let run = folder.run(&[command, "--format", "csv", "--lang", "en"]);
        assert!(run.status < 2, "{command}: {}", run.err);
        assert_eq!(running(run.out.as_bytes()), Vec::<String>::new(), "{command}");
    }
    let run = folder.run(&["score", "--covariance", "covariance.csv", "--lang", "en"]);
    assert!(run.status < 2, "{}", run.err);
    let run = folder.run(&["report", "--out", "out", "--lang", "en"]);
    assert!(run.status < 2, "{}", run.err);
    let mut written = files_in(&folder.path().join("out"));
    written.retain(|path, _| path.extension().is_some_and(|extension| extension == "csv"));
    assert!(written.keys().any(|path| path.ends_with("audit.csv")));
    let covariance = std::fs::read(folder.path().join("covariance.csv")).expect("a table");
    written.insert("covariance.csv".into(), covariance);
    for (path, bytes) in written {
        assert_eq!(running(&bytes), Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn what_was_made_safe_is_read_back_as_the_same_names() {
    let folder = with_formulas();
    let counted = folder.run(&["count", "--format", "csv"]);
    assert!(counted.status < 2, "{}", counted.err);
    let scores = folder.run(&["rank", "--format", "csv"]);
    // The audit table is a table of paper counts: it gives the same ranks.
    let again = with_formulas();
    std::fs::write(again.path().join("ballots.csv"), &counted.out).expect("ballots");
    let ranks = again.run(&["rank", "--format", "csv"]);
    assert!(ranks.status < 2, "{}", ranks.err);
    let columns = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split(',').take(5).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(columns(&ranks.out), columns(&scores.out));
}

#[test]
fn what_init_takes_out_of_an_export_runs_nowhere_and_hides_nothing() {
    let export = "序号,评议主体,单位,业务工作,办事效率\n\
        1,企业,\"=cmd|' /C calc'!A0\",满意,一般\n2,群众,\"=cmd|' /C calc'!A0\",满意,不满意\n\
        3,群众,市\u{202e}教\u{200b}育局,一般,满意\n4,企业,市\u{202e}教\u{200b}育局,满意,满意\n";
    let all = BTreeMap::from([("2024H1.csv".to_owned(), export.as_bytes().to_vec())]);
    let folder = Folder::with(&all);
    let run = folder.run(&["init", "--from", "2024H1.csv", "--out", "new", "--lang", "en"]);
    assert!(run.status < 2, "{}{}", run.out, run.err);
    let register = std::fs::read(folder.path().join("new/register.csv")).expect("a register");
    assert_eq!(running(&register), Vec::<String>::new());
    for name in ["register.csv", "appraisal.toml"] {
        let text = std::fs::read_to_string(folder.path().join("new").join(name)).expect("text");
        assert!(!text.contains(['\u{202e}', '\u{200b}']), "{text}");
    }
    let run = folder.run(&["check", "new", "--lang", "en"]);
    assert!(!run.err.contains("hidden-character"), "{}", run.err);
}

#[test]
fn nothing_of_a_file_steers_the_terminal() {
    let evil = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{200b}\u{9b}31m";
    let mut all = files::sound();
    let ballots = format!(
        "评议人编号,评议主体,单位,业务工作,办事效率,{evil}列\n\
         1,企业{evil},市教育局{evil},满意,一般{evil},x\n2,群众,甲{evil}乙丙丁,{evil},{evil}好,y\n"
    );
    all.insert("ballots.csv".to_owned(), ballots.into_bytes());
    let folder = Folder::with(&all);
    let runs = [
        folder.run(&["check", "--lang", "en"]),
        folder.run(&["check", "--lang", "zh"]),
        folder.run(&["check", "--format", "csv", "--lang", "en"]),
        folder.run(&["check", "--format", "json", "--lang", "en"]),
        folder.run(&["rank", evil, "--lang", "en"]),
        folder.run(&["check", "--period", evil, "--lang", "en"]),
        folder.run(&["rank", "--from-estimates", evil, "--lang", "en"]),
        folder.run(&["report", "--out", &format!("ballots.csv/{evil}"), "--lang", "en"]),
    ];
    for run in runs {
        let harmful = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        let text = format!("{}{}", run.out, run.err);
        let found: Vec<char> = text.chars().filter(harmful).collect();
        assert_eq!(found, Vec::<char>::new(), "{text:?}");
        assert!(!text.contains(['\u{202e}', '\u{200b}']), "{text:?}");
    }
}
