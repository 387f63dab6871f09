//! `pingyi verify` on small folders: what was changed is named, and what was not is the same again.

#[expect(dead_code, reason = "only folders are needed here")]
mod harness;

use harness::Folder;

/// A folder with a report that was just made.
fn reported(arguments: &[&str]) -> Folder {
    let folder = Folder::sound();
    let run = folder.run(&[&["report", "--quiet"], arguments].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    folder
}

const REPORT: &str = "reports/2024H1";

fn verify(folder: &Folder) -> (i32, String) {
    let run = folder.run(&["verify", REPORT, "--lang", "en"]);
    assert!(run.written.is_empty(), "{:?}", run.written);
    (run.status, run.out + &run.err)
}

#[test]
fn a_report_that_nobody_touched_is_the_same_again() {
    for arguments in
        [&[][..], &["--lang", "en"], &["--audience", "public"], &["--audience", "内部"]]
    {
        let (status, told) = verify(&reported(arguments));
        assert_eq!(status, 0, "{told}");
        assert!(told.contains("same byte by byte"), "{told}");
    }
}

#[test]
fn a_changed_a_missing_and_an_added_file_are_named() {
    let folder = reported(&[]);
    let path = |name: &str| folder.path().join(REPORT).join(name);
    std::fs::write(path("internal/findings.csv"), "better\n").expect("written");
    std::fs::remove_file(path("internal/audit.csv")).expect("removed");
    std::fs::write(path("note.txt"), "mine").expect("written");
    let (status, told) = verify(&folder);
    assert_eq!(status, 1, "{told}");
    for sentence in [
        "A file of the report was changed after it was written:\n  internal/findings.csv\n",
        "A file of the report is missing:\n  internal/audit.csv\n",
        "A file in the folder was not written by Pingyi:\n  note.txt\n",
        "differs from its manifest in 3 things",
    ] {
        assert!(told.contains(sentence), "{sentence} in {told}");
    }
}

#[test]
fn another_input_is_named_with_all_that_comes_out_otherwise() {
    let folder = reported(&[]);
    let ballots = folder.path().join("ballots.csv");
    let text = std::fs::read_to_string(&ballots).expect("ballots");
    assert!(text.contains("一般"), "{text}");
    std::fs::write(&ballots, text.replacen("一般", "满意", 1)).expect("written");
    let (status, told) = verify(&folder);
    assert_eq!(status, 1, "{told}");
    let input = "An input is other than it was then, or gone:\n  ballots.csv\n";
    assert!(told.contains(input), "{told}");
    assert!(
        told.contains("  internal/audit.csv\n") && told.contains("  internal/report.json\n"),
        "{told}"
    );
    assert!(!told.contains("was changed after"), "{told}");
}

#[test]
fn what_is_no_report_is_told_with_the_file_that_is_missing_or_wrong() {
    let folder = Folder::sound();
    let run = folder.run(&["verify", "nowhere", "--lang", "en"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("manifest.json"), "{}", run.err);
    std::fs::create_dir(folder.path().join("other")).expect("a folder");
    std::fs::write(folder.path().join("other/manifest.json"), "{}").expect("written");
    let run = folder.run(&["核验", "other"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("内容不是本程序所写"), "{}", run.err);
}

#[test]
fn an_appeal_pack_is_the_same_again_and_names_no_rater() {
    let folder = Folder::sound();
    for audience in ["internal", "public"] {
        let out = format!("appeals/{audience}");
        let arguments =
            ["appeal", "市教育局", "--audience", audience, "--out", &out, "--lang", "en"];
        let run = folder.run(&arguments);
        assert_eq!(run.status, 0, "{}", run.err);
        let mut names: Vec<&str> =
            run.written.iter().map(|name| name.rsplit('/').next().unwrap()).collect();
        names.sort_unstable();
        let expected = [
            "Counts.csv",
            "How the score was reached.docx",
            "How the score was reached.html",
            "How the score was reached.pdf",
            "manifest.json",
        ];
        assert_eq!(names, expected);
        let counts =
            std::fs::read_to_string(folder.path().join(&out).join("Counts.csv")).expect("counts");
        // One firm answered: the office sees it, the unit does not.
        assert_eq!(counts.lines().count(), if audience == "internal" { 3 } else { 1 }, "{counts}");
        let run = folder.run(&["verify", &out, "--lang", "en"]);
        assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    }
}

#[test]
fn a_report_has_the_same_bytes_with_any_number_of_threads_in_any_zone() {
    let folder = Folder::sound();
    for (out, threads, zone) in [("a", "1", "Asia/Shanghai"), ("b", "2", "America/New_York")] {
        let arguments = ["report", "--out", out, "--threads", threads, "--quiet"];
        let run = folder.run_with(&arguments, &[("TZ", zone), ("LANG", "C")]);
        assert_eq!(run.status, 0, "{}", run.err);
    }
    let files = |out| harness::files_in(&folder.path().join(out));
    let (once, again) = (files("a"), files("b"));
    assert!(once.len() > 40);
    for (path, bytes) in &once {
        assert!(again.get(path) == Some(bytes), "{}", path.display());
    }
    assert_eq!(once.len(), again.len());
}

#[test]
fn the_folder_of_the_appraisal_is_found_by_its_hash_and_no_other_is_taken() {
    let outer = Folder::with(&std::collections::BTreeMap::new());
    for (name, title) in [("a", "别的评议"), ("b", "这次评议")] {
        let place = outer.path().join(name);
        std::fs::create_dir(&place).expect("a folder");
        for (file, bytes) in harness::files::sound() {
            let text = String::from_utf8(bytes.clone()).unwrap_or_default();
            let bytes = match file.as_str() {
                "appraisal.toml" => format!("# {title}\n{text}").into_bytes(),
                _ => bytes,
            };
            std::fs::write(place.join(file), bytes).expect("written");
        }
    }
    let run = outer.run(&["report", "b", "--out", "out/b", "--quiet"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let run = outer.run(&["verify", "out/b", "--lang", "en"]);
    assert_eq!(run.status, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("Folder of the appraisal: b (found"), "{}", run.err);
    std::fs::remove_dir_all(outer.path().join("b")).expect("removed");
    let run = outer.run(&["verify", "out/b", "--lang", "en"]);
    assert_eq!(run.status, 64, "{}{}", run.out, run.err);
    assert!(run.err.contains("pingyi verify out/b FOLDER"), "{}", run.err);
}
