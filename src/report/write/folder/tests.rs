use super::*;

fn folder(texts: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new(Manifest::sample());
    for (name, text) in texts {
        folder.add(*name, text.as_bytes().to_vec());
    }
    folder
}

fn write(folder: Folder, out: &Path) -> Vec<Written> {
    folder.write(out, &Halt::new()).unwrap().written
}

fn refused(folder: Folder, out: &Path) -> (PathBuf, ErrorKind) {
    let stood = out.symlink_metadata().is_ok();
    match folder.write(out, &Halt::new()) {
        Err(Unplaced { error: Error::Io { path, source }, stands, .. }) => {
            let expected = if stood { Stands::Before } else { Stands::Nothing };
            assert_eq!(stands, expected);
            (path, source.kind())
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// What lies beside the places that were written.
fn beside(home: &Path) -> Vec<String> {
    let ours = |name: &String| name.contains(".pingyi-");
    let mut names: Vec<String> = fs::read_dir(home)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(ours)
        .collect();
    names.sort();
    names
}

/// Everything in a folder, with what it holds.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut names = Vec::new();
    list(folder, "", &mut names).unwrap();
    names.into_iter().map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

#[test]
fn a_folder_is_made_with_those_above_it_and_leaves_nothing_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("reports/2025H2");
    let written = write(folder(&[("b/c.csv", "1"), ("a.html", "2")]), &out);
    let names: Vec<&str> = written.iter().map(|written| written.file.as_str()).collect();
    assert_eq!(names, ["a.html", "b/c.csv", MANIFEST]);
    assert_eq!(fs::read(out.join("b/c.csv")).unwrap(), b"1");
    let beside: Vec<_> = fs::read_dir(home.path().join("reports")).unwrap().collect();
    assert_eq!(beside.len(), 1);
}

#[test]
fn a_second_report_takes_the_place_of_the_first_and_spares_what_stands_beside() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("mine.txt"), "mine").unwrap();
    let out = home.path().join("out");
    write(folder(&[("old.csv", "1"), ("both.csv", "1")]), &out);
    fs::write(out.join(".DS_Store"), "dropping").unwrap();
    write(folder(&[("new.csv", "2"), ("both.csv", "2")]), &out);
    let names: Vec<String> = all(&out).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["both.csv", MANIFEST, "new.csv"]);
    assert_eq!(fs::read(out.join("both.csv")).unwrap(), b"2");
    assert_eq!(all(home.path()).last().unwrap().0, "out/new.csv");
    assert_eq!(fs::read(home.path().join("mine.txt")).unwrap(), b"mine");
}

#[test]
fn a_folder_with_a_file_of_somebody_else_is_not_touched() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.docx"), "years of work").unwrap();
    let before = all(home.path());
    let refusal = refused(folder(&[("a.csv", "1")]), &out);
    assert_eq!(refusal, (out.join("thesis.docx"), ErrorKind::AlreadyExists));
    assert_eq!(all(home.path()), before);

    let out = home.path().join("ours");
    write(folder(&[("a.csv", "1")]), &out);
    fs::create_dir(out.join("notes")).unwrap();
    fs::write(out.join("notes/n.txt"), "a note").unwrap();
    let before = all(home.path());
    let refusal = refused(folder(&[("a.csv", "2")]), &out);
    assert_eq!(refusal, (out.join("notes/n.txt"), ErrorKind::AlreadyExists));
    assert_eq!(all(home.path()), before);
}

#[test]
fn a_file_that_somebody_has_worked_on_is_not_overwritten() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    write(folder(&[("a.csv", "1")]), &out);
    fs::write(out.join("a.csv"), "1, corrected by hand").unwrap();
    let refusal = refused(folder(&[("a.csv", "2")]), &out);
    assert_eq!(refusal, (out.join("a.csv"), ErrorKind::AlreadyExists));
    assert_eq!(fs::read(out.join("a.csv")).unwrap(), b"1, corrected by hand");
}

#[test]
fn a_manifest_of_another_program_is_a_foreign_file() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join(MANIFEST), "{\"format\": \"webapp\", \"outputs\": []}").unwrap();
    let refusal = refused(folder(&[]), &out);
    assert_eq!(refusal, (out.join(MANIFEST), ErrorKind::AlreadyExists));
}

#[test]
fn an_empty_folder_may_be_replaced_but_a_file_or_link_may_not() {
    let home = tempfile::tempdir().unwrap();
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    write(folder(&[("a.csv", "1")]), &empty);
    assert!(empty.join("a.csv").exists());

    let file = home.path().join("file");
    fs::write(&file, "text").unwrap();
    assert_eq!(refused(folder(&[]), &file), (file.clone(), ErrorKind::NotADirectory));
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_followed_and_stays_and_a_link_inside_is_refused() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    let real = home.path().join("real");
    write(folder(&[("a.csv", "1")]), &real);
    let link = home.path().join("link");
    symlink(&real, &link).unwrap();
    let placed = folder(&[("a.csv", "2")]).write(&link, &Halt::new()).unwrap();
    assert_eq!(placed.place, real.canonicalize().unwrap());
    assert_eq!(fs::read(real.join("a.csv")).unwrap(), b"2");
    assert!(link.symlink_metadata().unwrap().is_symlink());

    // A link that leads nowhere could be a slip; where it leads to a file, that is no folder.
    let nowhere = home.path().join("nowhere");
    symlink(home.path().join("gone"), &nowhere).unwrap();
    assert_eq!(refused(folder(&[]), &nowhere), (nowhere.clone(), ErrorKind::NotFound));
    let text = home.path().join("text");
    fs::write(&text, "mine").unwrap();
    let to_file = home.path().join("to-file");
    symlink(&text, &to_file).unwrap();
    assert_eq!(refused(folder(&[]), &to_file).1, ErrorKind::NotADirectory);
    assert_eq!(fs::read(&text).unwrap(), b"mine");

    fs::rename(real.join("a.csv"), home.path().join("a.csv")).unwrap();
    symlink(home.path().join("a.csv"), real.join("a.csv")).unwrap();
    let refusal = refused(folder(&[]), &real);
    assert_eq!(refusal, (real.join("a.csv"), ErrorKind::AlreadyExists));
    assert_eq!(fs::read(home.path().join("a.csv")).unwrap(), b"2");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_elsewhere_inside_the_report_is_refused_and_not_entered() {
    let home = tempfile::tempdir().unwrap();
    let (out, elsewhere) = (home.path().join("out"), home.path().join("elsewhere"));
    write(folder(&[("charts/a.svg", "1")]), &out);
    fs::rename(out.join("charts"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("charts")).unwrap();
    let refusal = refused(folder(&[("charts/a.svg", "2")]), &out);
    assert_eq!(refusal, (out.join("charts"), ErrorKind::AlreadyExists));
    assert_eq!(fs::read(elsewhere.join("a.svg")).unwrap(), b"1");
}

#[test]
fn what_a_dead_run_left_is_cleared_and_what_a_living_one_uses_is_not() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    // Two rooms of runs that died: one while writing, one before it had a lock.
    let dead = Beside::make(home.path(), "out").unwrap();
    place::write_file(&dead.fresh().join("a.csv"), b"half").unwrap();
    let dead = left(dead);
    fs::create_dir(home.path().join(".out.pingyi-empty0")).unwrap();
    let living = Beside::make(home.path(), "out").unwrap();
    let other = Beside::make(home.path(), "output").unwrap();
    // Names that are like ours and are not.
    fs::create_dir(home.path().join(".out.pingyi-mine00")).unwrap();
    fs::write(home.path().join(".out.pingyi-mine00/thesis"), "years of work").unwrap();

    write(folder(&[("a.csv", "1")]), &out);
    assert!(!dead.exists());
    assert!(living.fresh().parent().unwrap().exists() && other.old().parent().unwrap().exists());
    drop((living, other));
    assert_eq!(beside(home.path()), [".out.pingyi-mine00"]);
}

#[test]
fn a_report_that_a_dead_run_had_put_aside_is_put_back() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    write(folder(&[("a.csv", "1")]), &out);
    let dead = Beside::make(home.path(), "out").unwrap();
    fs::rename(&out, dead.old()).unwrap();
    left(dead);
    // The next run fails for a reason of its own, and still the old report stands again.
    let (_, kind) = refused_after_clearing(folder(&[("../x", "2"), ("a.csv", "2")]), &out);
    assert_eq!(kind, ErrorKind::InvalidFilename);
    write(folder(&[("b.csv", "2")]), &out);
    assert_eq!(beside(home.path()), Vec::<String>::new());
}

/// The room as a run leaves it that dies: nobody holds its lock.
fn left(room: Beside) -> PathBuf {
    let name = fs::read(room.fresh().with_file_name("lock")).unwrap();
    let folder = room.keep();
    fs::write(folder.join("lock"), name).unwrap();
    folder
}

fn refused_after_clearing(folder: Folder, out: &Path) -> (PathBuf, ErrorKind) {
    beside::clear(out.parent().unwrap(), "out", out);
    assert!(out.join("a.csv").exists(), "the old report stands again");
    refused(folder, out)
}

#[test]
fn who_is_asked_to_end_leaves_the_old_report_and_nothing_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    write(folder(&[("a.csv", "1")]), &out);
    let before = all(home.path());
    let halt = Halt::new();
    assert!(!halt.ask(), "nothing is being written");
    let unplaced = folder(&[("a.csv", "2")]).write(&out, &halt).unwrap_err();
    assert_eq!(unplaced.stands, Stands::Before);
    assert!(
        matches!(unplaced.error, Error::Io { source, .. } if source.kind() == ErrorKind::Interrupted)
    );
    assert_eq!(all(home.path()), before);
    assert_eq!(beside(home.path()), Vec::<String>::new());
}

#[test]
fn names_that_lead_elsewhere_are_refused_before_anything_is_written() {
    let home = tempfile::tempdir().unwrap();
    let names =
        ["../x", "/x", "a//x", "a/./x", "C:x", "a\\x", "", "a/", "x\0", "a/../../x", MANIFEST];
    for name in names {
        let out = home.path().join("new/out");
        let (path, kind) = refused(folder(&[(name, "1")]), &out);
        assert_eq!((path, kind), (PathBuf::from(name), ErrorKind::InvalidFilename), "{name:?}");
        assert!(!home.path().join("new").exists());
    }
    let root = refused(folder(&[]), Path::new("/"));
    assert_eq!(root.1, ErrorKind::InvalidFilename);
}

#[test]
fn what_fails_half_way_leaves_the_old_report_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("deep/out");
    // The second name is longer than any file system takes: the first is on disk by then.
    let long = "z".repeat(400);
    let broken = || folder(&[("a.csv", "2"), (&long, "2")]);
    let (path, kind) = refused(broken(), &out);
    assert_eq!(path, out.join(&long));
    assert_ne!(kind, ErrorKind::AlreadyExists);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);

    write(folder(&[("a.csv", "1")]), &out);
    let before = all(home.path());
    refused(broken(), &out);
    assert_eq!(all(home.path()), before);
    assert_eq!(fs::read_dir(home.path().join("deep")).unwrap().count(), 1);
}

#[test]
fn a_swap_that_fails_puts_the_old_folder_back() {
    let home = tempfile::tempdir().unwrap();
    let (fresh, old) = (home.path().join("never made"), home.path().join("old"));
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("a.csv"), "1").unwrap();
    assert!(place::swap(&fresh, &old, &out).is_err());
    assert_eq!(fs::read(out.join("a.csv")).unwrap(), b"1");
    assert!(!old.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_cannot_be_written_is_an_error_of_the_system() {
    let (path, kind) = refused(folder(&[("a.csv", "1")]), Path::new("/proc/pingyi-report"));
    assert_eq!(path, Path::new("/proc"));
    assert!(matches!(kind, ErrorKind::NotFound | ErrorKind::PermissionDenied), "{kind:?}");
}

#[cfg(unix)]
#[test]
fn others_may_read_the_folder_as_any_other() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let plain = home.path().join("plain");
    fs::create_dir(&plain).unwrap();
    let out = home.path().join("out");
    write(folder(&[("a.csv", "1")]), &out);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}
