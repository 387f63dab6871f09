//! Whatever happens while a report is written, the old one or the new one stands, whole, and the
//! message says which.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Folder, files_in};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// How often the program is killed.
const KILLS: u32 = 30;

/// A folder with a report, and ballots changed since, so that the next report is another one.
fn with_old_report() -> (Folder, BTreeMap<String, String>) {
    let folder = Folder::sound();
    let run = folder.run(&["report", "--out", "out", "--lang", "en"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let old = whole(&folder.path().join("out"));
    let ballots = folder.path().join("ballots.csv");
    let mut text = std::fs::read_to_string(&ballots).expect("ballots");
    text += "3,群众,市教育局,基本满意,一般\n";
    std::fs::write(&ballots, text).expect("ballots");
    (folder, old)
}

/// The names and hashes of a report, held against its manifest: every file is there as it was
/// written, and none beside.
fn whole(out: &Path) -> BTreeMap<String, String> {
    let manifest = std::fs::read(out.join("manifest.json")).expect("a manifest");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let listed = manifest["outputs"].as_array().expect("the files").iter().map(|entry| {
        let text = |key: &str| entry[key].as_str().expect("text").to_owned();
        (text("file"), text("sha256"))
    });
    let listed: BTreeMap<String, String> = listed.collect();
    let mut present = hashes(out);
    assert!(present.remove("manifest.json").is_some());
    assert_eq!(present, listed);
    listed
}

fn hashes(root: &Path) -> BTreeMap<String, String> {
    let hash = |bytes| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    let named = |(path, bytes): (PathBuf, Vec<u8>)| {
        (path.to_string_lossy().replace('\\', "/"), hash(bytes))
    };
    files_in(root).into_iter().map(named).collect()
}

/// What lies beside the report and is not of the appraisal.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.to_string_lossy().contains(".pingyi-")).collect()
}

fn start(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_pingyi"))
        .args(["report", "--out", "out", "--lang", "en"])
        .current_dir(folder)
        .env_clear()
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs")
}

/// Waits until the run begins to write; false where it ended before.
fn writes(child: &mut Child, folder: &Path) -> bool {
    while child.try_wait().expect("a child").is_none() {
        if !leftovers(folder).is_empty() {
            return true;
        }
        std::thread::yield_now();
    }
    false
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_one_report_whole() {
    let (folder, old) = with_old_report();
    let mut seen_new = false;
    let started = Instant::now();
    // The whole run once, to know how long it takes and what the new report is.
    let probe = with_old_report().0;
    assert!(start(probe.path()).wait().expect("a child").success());
    let took = started.elapsed();
    let new = whole(&probe.path().join("out"));
    assert_ne!(old, new);
    for kill in 0..KILLS {
        let mut child = start(folder.path());
        if kill % 3 == 0 {
            std::thread::sleep(took * (kill + 1) / (2 * KILLS));
        } else if writes(&mut child, folder.path()) {
            // Within the writing, which takes some hundredths of a second.
            std::thread::sleep(Duration::from_micros(u64::from(kill * kill) * 150));
        }
        child.kill().expect("killed");
        child.wait().expect("a child");
        let stands = whole(&folder.path().join("out"));
        assert!(stands == old || stands == new, "kill {kill}");
        seen_new |= stands == new;
        assert!(leftovers(folder.path()).len() <= 1, "the next run clears what the last one left");
    }
    assert!(start(folder.path()).wait().expect("a child").success());
    assert_eq!(whole(&folder.path().join("out")), new);
    assert_eq!(leftovers(folder.path()), Vec::<PathBuf>::new(), "new seen before: {seen_new}");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_leaves_nothing_beside_and_says_what_stands() {
    let (folder, old) = with_old_report();
    for signal in ["-INT", "-TERM"] {
        let mut child = start(folder.path());
        assert!(writes(&mut child, folder.path()));
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
        let output = child.wait_with_output().expect("a child");
        assert_eq!(leftovers(folder.path()), Vec::<PathBuf>::new());
        let stands = whole(&folder.path().join("out"));
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        match output.status.code() {
            Some(130) => {
                assert_eq!(stands, old);
                assert!(said.contains("the run was interrupted"), "{said}");
                assert!(said.contains("stands there still, whole and unchanged"), "{said}");
            }
            // It was too late to turn back.
            Some(0) => assert_ne!(stands, old),
            other => panic!("{other:?}: {said}"),
        }
    }
}

#[expect(clippy::print_stdout, reason = "who reads the log of the tests should know")]
fn say_skipped() {
    println!("skipped: only root can mount a small disk here");
}

/// A small disk of its own, which only root can make.
struct Disk(PathBuf);

impl Disk {
    fn mount(at: &Path, bytes: u64) -> Option<Disk> {
        std::fs::create_dir_all(at).expect("a folder");
        let size = format!("size={bytes}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "none"]).arg(at).stderr(Stdio::null());
        if mount.status().is_ok_and(|status| status.success()) {
            return Some(Disk(at.to_path_buf()));
        }
        say_skipped();
        None
    }

    fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,ro"]).arg(&self.0).status().expect("mount").success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

fn bytes_in(folder: &Path) -> u64 {
    let files = hashes(folder);
    files.keys().map(|name| folder.join(name).metadata().expect("a file").len()).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_the_old_report_stands_and_both_languages_say_so() {
    let (folder, old) = with_old_report();
    let size = bytes_in(&folder.path().join("out"));
    let at = folder.path().join("disk");
    let Some(_disk) = Disk::mount(&at, size * 3 / 2 + (1 << 20)) else { return };
    let copied = Command::new("cp").arg("-a").arg(folder.path().join("out")).arg(&at).status();
    assert!(copied.expect("cp").success());
    let filler = at.join("filler");
    std::fs::write(&filler, vec![0_u8; 1 << 20]).expect("it fits");
    for (language, stands) in
        [("en", "stands there still, whole and unchanged"), ("zh", "原有的内容完好")]
    {
        let run = folder.run(&["report", "--out", "disk/out", "--lang", language]);
        assert_eq!(run.status, 2, "{}", run.err);
        assert!(run.err.contains(stands), "{}", run.err);
        assert!(run.err.contains(["the disk is full", "磁盘已满"][usize::from(language == "zh")]));
        assert_eq!(whole(&at.join("out")), old);
        assert_eq!(leftovers(&at), Vec::<PathBuf>::new());
    }
    // Where none stood before, none stands, not even a folder.
    let run = folder.run(&["report", "--out", "disk/2024/new", "--lang", "en"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("Nothing was written: nothing stands at disk/2024/new"),
        "{}",
        run.err
    );
    assert!(!at.join("2024").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_disk_that_cannot_be_written_the_old_report_stands() {
    let (folder, old) = with_old_report();
    let at = folder.path().join("disk");
    let Some(disk) = Disk::mount(&at, 64 << 20) else { return };
    let copied = Command::new("cp").arg("-a").arg(folder.path().join("out")).arg(&at).status();
    assert!(copied.expect("cp").success());
    disk.make_read_only();
    let run = folder.run(&["report", "--out", "disk/out", "--lang", "en"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("access is denied"), "{}", run.err);
    assert!(run.err.contains("stands there still, whole and unchanged"), "{}", run.err);
    assert_eq!(whole(&at.join("out")), old);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_nothing_is_said_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = Folder::sound();
    let run = folder.run(&["count", "--out", "/dev/full", "--format", "csv", "--lang", "en"]);
    assert_eq!(run.status, 2, "{}", run.err);
    assert!(run.err.contains("the disk is full"), "{}", run.err);
    assert!(run.err.contains("may have received a part"), "{}", run.err);
    let run = folder.run(&["count", "--out", "/dev/null", "--format", "csv"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    for device in ["/dev/full", "/dev/null"] {
        let kind = std::fs::metadata(device).expect("a device").file_type();
        assert!(kind.is_char_device(), "{device}");
    }
    let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
    let run = Command::new(env!("CARGO_BIN_EXE_pingyi"))
        .args(["count", "--lang", "en"])
        .current_dir(folder.path())
        .env_clear()
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8(run.stderr).expect("UTF-8");
    assert!(said.contains("could not be written out in full: the disk is full"), "{said}");
}

#[test]
fn a_file_where_a_folder_should_be_and_a_folder_where_a_file_should_be_are_left_alone() {
    let folder = Folder::sound();
    std::fs::write(folder.path().join("taken"), "mine").expect("a file");
    std::fs::create_dir(folder.path().join("folder")).expect("a folder");
    for (arguments, said) in [
        (["report", "--out", "taken"], "this is no folder"),
        (["report", "--out", "taken/2024"], "taken"),
        (["count", "--out", "folder"], "this is a folder, and a file is wanted"),
        (["count", "--out", "none/table.csv"], "there is no such file or folder"),
    ] {
        let run = folder.run(&[&arguments[..], &["--lang", "en"]].concat());
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
        assert_eq!(run.written, Vec::<String>::new());
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_the_message_names_what_was_written() {
    use std::os::unix::fs::symlink;
    let folder = Folder::sound();
    std::fs::create_dir(folder.path().join("real")).expect("a folder");
    symlink("real", folder.path().join("link")).expect("a link");
    let run = folder.run(&["report", "--out", "link", "--lang", "en"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("/real was written"), "{}", run.out);
    whole(&folder.path().join("real"));
    assert!(folder.path().join("link").is_symlink());

    symlink("real/table.csv", folder.path().join("table.csv")).expect("a link");
    std::fs::write(folder.path().join("real/table.csv"), "old").expect("a file");
    let run = folder.run(&["count", "--format", "csv", "--out", "table.csv"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    assert!(folder.path().join("table.csv").is_symlink());
    assert_ne!(std::fs::read(folder.path().join("real/table.csv")).expect("a file"), b"old");
}
