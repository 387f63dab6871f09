//! Room to write in beside the place that is meant, so that the place is only ever touched whole.
//!
//! The room belongs to the run that made it, and shows so by a lock that the system lets go when
//! the run ends, however it ends. What a run that died left behind is thus known from what another
//! run is busy with, and the next run to the same place clears it away.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// What every name of ours contains beside the name that is meant.
const OURS: &str = ".pingyi-";

/// The file that is locked. It holds the name that is meant.
const LOCK: &str = "lock";

/// The longest part of the name that is meant, in characters.
const LONGEST: usize = 40;

/// A folder beside a place, for what is to go there and what goes away.
#[derive(Debug)]
pub(super) struct Beside {
    folder: PathBuf,
    lock: Option<File>,
}

impl Beside {
    /// Makes room in `parent` for what is to be called `name`.
    pub(super) fn make(parent: &Path, name: &str) -> io::Result<Beside> {
        let folder = tempfile::Builder::new().prefix(&prefix(name)).tempdir_in(parent)?.keep();
        let mut beside = Beside { folder, lock: None };
        let mut lock = File::create_new(beside.folder.join(LOCK))?;
        // Where the file system has no locks, what a dead run leaves is left to a person.
        let _ = lock.try_lock();
        lock.write_all(name.as_bytes())?;
        beside.lock = Some(lock);
        Ok(beside)
    }

    /// Where the new folder is put together. The room itself is private to the user; what is made
    /// inside has the usual permissions.
    pub(super) fn fresh(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where what stood there before is put aside.
    pub(super) fn old(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Leaves the room as it is, because what lies in it must not go, and gives its folder.
    pub(super) fn keep(mut self) -> PathBuf {
        self.lock = None;
        let _ = fs::remove_file(self.folder.join(LOCK));
        std::mem::take(&mut self.folder)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.folder.as_os_str().is_empty() {
            self.lock = None;
            remove(&self.folder);
        }
    }
}

/// How the names of our rooms and files begin.
pub(super) fn prefix(name: &str) -> String {
    format!(".{}{OURS}", name.chars().take(LONGEST).collect::<String>())
}

/// Clears away what runs that died left beside `out`, and puts back a folder that one of them had
/// put aside and not replaced yet. What cannot be cleared stays: it harms nobody.
pub(super) fn clear(parent: &Path, name: &str, out: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    let prefix = prefix(name);
    for entry in entries.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(&prefix) {
            continue;
        }
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && is_dead_room(&path, name) => {
                let old = path.join("old");
                let stands = fs::symlink_metadata(out).is_ok();
                if !stands && old.is_dir() && fs::rename(&old, out).is_err() {
                    continue;
                }
                remove(&path);
            }
            Ok(kind) if kind.is_file() && is_let_go(&path) => {
                let _ = fs::remove_file(&path);
            }
            _ => {}
        }
    }
}

/// Whether a room was made for `name` by a run that has ended.
fn is_dead_room(folder: &Path, name: &str) -> bool {
    let lock = folder.join(LOCK);
    let mut meant = String::new();
    let read = File::open(&lock).and_then(|file| file.take(4096).read_to_string(&mut meant));
    match read {
        Ok(_) => (meant == name || meant.is_empty()) && is_let_go(&lock),
        // It died before or after everything else.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
        }
        Err(_) => false,
    }
}

/// Whether nobody holds the lock of a file any more.
fn is_let_go(path: &Path) -> bool {
    File::options().write(true).open(path).is_ok_and(|file| file.try_lock().is_ok())
}

/// Removes a room, its lock last, so that what is left after a death in between is known as ours.
fn remove(folder: &Path) {
    for inside in ["new", "old"] {
        let path = folder.join(inside);
        if path.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            let _ = fs::remove_dir_all(path);
        }
    }
    let _ = fs::remove_file(folder.join(LOCK));
    let _ = fs::remove_dir(folder);
}
