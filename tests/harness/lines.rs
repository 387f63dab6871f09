//! What people type: help, wrong usage, formats and files.

use super::{Folder, Run};

/// What a line gives in a sound folder.
fn run(line: &str) -> Run {
    Folder::sound().run(&line.split(' ').collect::<Vec<_>>())
}

#[test]
fn every_command_has_help_in_both_languages_and_by_its_chinese_name() {
    let commands = [
        ("check", "核查"),
        ("count", "计票"),
        ("score", "计分"),
        ("rank", "排名"),
        ("compare", "对比"),
        ("report", "通报"),
        ("verify", "核验"),
        ("explain", "解释"),
        ("appeal", "复核"),
        ("whatif", "如果"),
        ("scheme", "方案"),
        ("init", "初始化"),
        ("simulate", "模拟"),
        ("completions", "补全"),
        ("schema", "格式"),
    ];
    for (name, chinese) in commands {
        let help = run(&format!("{name} --help --lang zh"));
        assert_eq!((help.status, help.err.as_str()), (0, ""), "{name}");
        assert!(help.out.starts_with(chinese), "{}", help.out);
        assert!(help.out.contains("示例：\n  pingyi "), "{}", help.out);
        assert!(!help.out.contains("Usage") && !help.out.contains("Print"), "{}", help.out);
        assert_eq!(run(&format!("帮助 {chinese} --lang zh")), help);
        let english = run(&format!("help {name} --lang en"));
        assert!(english.out.contains(&format!("Usage: pingyi {name}")), "{}", english.out);
        assert!(!english.out.contains("选项"), "{}", english.out);
        // Every sentence is there: an id in place of one has hyphens and no spaces.
        let told = format!("{}{}", help.out, english.out);
        for id in ["about-", "option-", "usage-", "examples-", "heading-", "value-"] {
            assert!(!told.contains(id), "{id} in {told}");
        }
    }
}

#[test]
fn wrong_usage_is_told_with_the_nearest_right_word_and_ends_with_64() {
    for (line, zh, en) in [
        ("chek", "没有“chek”这个命令。是不是“check”？", "no command “chek”. Is “check” meant?"),
        ("check --perod 2024H1", "“--perod”", "“--perod”. Is “--period” meant?"),
        ("check --format cvs", "table / csv / json", "table / csv / json"),
        ("check --period 2024H3", "“2024H3”看不出是哪一期", "“2024H3” names no period"),
        ("check a b", "没有“b”这个选项或参数。", "no option or argument “b”."),
        ("explain", "缺少 <单位>。", "<UNIT> is missing."),
    ] {
        for (language, expected) in [("zh", zh), ("en", en)] {
            let run = run(&format!("{line} --lang {language}"));
            assert_eq!((run.status, run.out.as_str()), (64, ""), "{line}");
            assert!(run.err.contains(expected), "{line}: {}", run.err);
            assert!(run.written.is_empty());
        }
    }
    let bare = Folder::sound().run(&[]);
    assert_eq!((bare.status, bare.out.as_str()), (64, ""));
    assert!(bare.err.contains("示例："), "{}", bare.err);
}

#[test]
fn the_language_is_asked_for_or_that_of_the_system_or_chinese() {
    let folder = Folder::sound();
    let begins = |environment: &[(&str, &str)], arguments: &[&str], text: &str| {
        let run = folder.run_with(arguments, environment);
        assert!(run.out.starts_with(text), "{}", run.out);
    };
    begins(&[], &["check"], "某市机关效能评议（2024年上半年）\n方案：小方案\n");
    begins(&[("LANG", "en_GB.UTF-8")], &["check"], "Appraisal of a city, first half of 2024\n");
    begins(&[("LANG", "en_GB.UTF-8"), ("PINGYI_LANG", "zh")], &["check"], "某市");
    begins(&[("PINGYI_LANG", "en")], &["--lang", "zh", "check"], "某市");
}

#[test]
fn all_findings_are_saved_where_asked_for_and_nothing_else_is_written() {
    let folder = Folder::sound();
    let saved = folder.run(&["check", "--out", "findings.csv"]);
    assert_eq!((saved.status, saved.written), (0, vec!["findings.csv".to_owned()]));
    let bytes = std::fs::read(folder.path().join("findings.csv")).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
}

#[test]
fn what_count_writes_can_be_read_back_as_paper_counts() {
    let folder = Folder::sound();
    let first = folder.run(&["count", "--format", "csv"]);
    assert_eq!((first.status, first.err.as_str()), (0, ""));
    std::fs::write(folder.path().join("ballots.csv"), &first.out).unwrap();
    let again = folder.run(&["count", "--format", "csv"]);
    assert_eq!((again.status, again.out), (0, first.out));
}

#[test]
fn programs_get_json_and_csv_of_the_same_scores() {
    let json = run("score --format json --lang en");
    let rows: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(rows.as_array().map(Vec::len), Some(2), "{}", json.out);
    let csv = run("score --format csv --lang en");
    assert_eq!(csv.out.lines().count(), 3, "{}", csv.out);
    assert_eq!((json.status, csv.status), (0, 0));
}

#[test]
fn parquet_needs_a_file_and_then_holds_the_table() {
    let folder = Folder::sound();
    let refused = folder.run(&["score", "--format", "parquet"]);
    assert_eq!((refused.status, refused.out.as_str()), (64, ""));
    let written = folder.run(&["score", "--format", "parquet", "--out", "scores.parquet"]);
    assert_eq!((written.status, written.written), (0, vec!["scores.parquet".to_owned()]));
    let bytes = std::fs::read(folder.path().join("scores.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
}

#[test]
fn a_period_without_an_earlier_one_has_nothing_to_compare() {
    let run = run("compare --lang en");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert_eq!(run.err, "error: There is no earlier period that 2024H1 compares with.\n");
}

#[test]
fn quiet_keeps_to_what_must_be_put_right() {
    let folder = Folder::sound();
    let rows = "评议人编号,评议主体,单位,业务工作,办事效率\n1,企业,市教育局,,\n";
    std::fs::write(folder.path().join("ballots.csv"), rows).unwrap();
    let run = folder.run(&["check", "--quiet"]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
}

#[test]
fn a_folder_without_an_appraisal_is_told_as_such() {
    let run = run("check nowhere --lang zh");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("错误：无法读写 nowhere"), "{}", run.err);
    assert!(run.err.contains("没有这个文件或文件夹"), "{}", run.err);
}

#[test]
fn every_shipped_scheme_is_explained_in_both_languages() {
    for id in pingyi::scheme::shipped_ids() {
        for (language, heading) in [("zh", "【计分步骤】"), ("en", "HOW A SCORE IS MADE")] {
            let run = run(&format!("scheme {id} --lang {language}"));
            assert_eq!((run.status, run.err.as_str()), (0, ""), "{id}");
            assert!(run.out.contains(heading), "{}", run.out);
            for left_out in ["scheme-", "step-", "ranked-by-", "missing-group-", "fidelity-"] {
                let told = run.out.replace("scheme-excluded", "");
                assert!(!told.contains(left_out), "{left_out} in {}", run.out);
            }
        }
    }
    let listed = run("scheme --lang zh").out;
    assert!(pingyi::scheme::shipped_ids().all(|id| listed.contains(id)), "{listed}");
    let toml = run("scheme xiaoneng-6 --toml").out;
    assert_eq!(Some(toml.as_str()), pingyi::scheme::shipped_text("xiaoneng-6"));
}

#[test]
fn schemas_and_completions_are_printed() {
    for kind in ["scheme", "appraisal"] {
        let schema: serde_json::Value =
            serde_json::from_str(&run(&format!("schema {kind}")).out).unwrap();
        assert!(schema.get("properties").is_some());
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(run(&format!("completions {shell}")).out.contains("pingyi"));
    }
}

#[test]
#[cfg(unix)]
fn a_reader_that_closes_early_ends_the_program_quietly() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_pingyi"))
        .args(["schema", "scheme"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
