use std::io::ErrorKind;
use std::path::Path;

use super::*;

fn folder(texts: &[(&str, &str)]) -> Folder {
    let mut folder = Folder::new(Manifest::sample());
    for (name, text) in texts {
        folder.add(*name, text.as_bytes().to_vec());
    }
    folder
}

fn refused(folder: Folder, out: &Path) -> (PathBuf, ErrorKind) {
    match folder.write(out) {
        Err(Error::Io { path, source }) => (path, source.kind()),
        other => panic!("not refused: {other:?}"),
    }
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
    let written = folder(&[("b/c.csv", "1"), ("a.html", "2")]).write(&out).unwrap();
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
    folder(&[("old.csv", "1"), ("both.csv", "1")]).write(&out).unwrap();
    fs::write(out.join(".DS_Store"), "dropping").unwrap();
    folder(&[("new.csv", "2"), ("both.csv", "2")]).write(&out).unwrap();
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
    folder(&[("a.csv", "1")]).write(&out).unwrap();
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
    folder(&[("a.csv", "1")]).write(&out).unwrap();
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
    folder(&[("a.csv", "1")]).write(&empty).unwrap();
    assert!(empty.join("a.csv").exists());

    let file = home.path().join("file");
    fs::write(&file, "text").unwrap();
    assert_eq!(refused(folder(&[]), &file), (file.clone(), ErrorKind::NotADirectory));
    assert_eq!(fs::read(&file).unwrap(), b"text");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_refused_and_so_is_a_link_inside() {
    let home = tempfile::tempdir().unwrap();
    let real = home.path().join("real");
    folder(&[("a.csv", "1")]).write(&real).unwrap();
    let link = home.path().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert_eq!(refused(folder(&[]), &link), (link.clone(), ErrorKind::NotADirectory));

    fs::rename(real.join("a.csv"), home.path().join("a.csv")).unwrap();
    std::os::unix::fs::symlink(home.path().join("a.csv"), real.join("a.csv")).unwrap();
    let refusal = refused(folder(&[]), &real);
    assert_eq!(refusal, (real.join("a.csv"), ErrorKind::AlreadyExists));
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

    folder(&[("a.csv", "1")]).write(&out).unwrap();
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
    assert!(swap(&fresh, &old, &out).is_err());
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
    folder(&[("a.csv", "1")]).write(&out).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}
