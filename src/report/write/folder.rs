//! A folder that is written whole or not at all.
//!
//! Everything is composed in memory first, then written into a folder beside the one asked for,
//! and swapped in by renaming. A folder that stands there already is replaced only where all that
//! it holds is as Pingyi wrote it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::manifest::{self, MANIFEST, Manifest, Written};
use crate::error::Error;

/// What file managers leave behind without being asked.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Files on their way to a folder.
#[derive(Debug, Clone)]
pub struct Folder {
    manifest: Manifest,
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// An empty folder; its manifest is written with it.
    pub fn new(manifest: Manifest) -> Folder {
        Folder { manifest, files: BTreeMap::new() }
    }

    /// Adds a file; `name` is relative to the folder, with `/`. A second file of one name takes
    /// the place of the first.
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(name.into(), bytes);
    }

    /// The names and bytes of the files, by name; without the manifest.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Writes the folder `out` and gives what was written, by name; the manifest comes last.
    ///
    /// Folders above `out` are made where they are missing. What stands beside it is left alone.
    ///
    /// # Errors
    /// [`Error::Io`] with the path in question, and nothing has changed:
    /// - [`ErrorKind::AlreadyExists`]: `out` holds this file, which Pingyi did not write or which
    ///   somebody has changed since;
    /// - [`ErrorKind::NotADirectory`]: `out` is a file or a symbolic link;
    /// - [`ErrorKind::InvalidFilename`]: a name leads out of the folder;
    /// - anything else: what the system said.
    pub fn write(mut self, out: &Path) -> Result<Vec<Written>, Error> {
        self.check_names()?;
        let name = out.file_name().ok_or_else(|| refusal(out, ErrorKind::InvalidFilename))?;
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        check_replaceable(out)?;
        let mut written: Vec<Written> =
            self.files.iter().map(|(name, bytes)| Written::of(name, bytes)).collect();
        let text = self.manifest.text(&written).into_bytes();
        written.push(Written::of(MANIFEST, &text));
        self.add(MANIFEST, text);

        let made = make_folders(parent)?;
        let result = self.swap_in(parent, &name.to_string_lossy(), out);
        if result.is_err() {
            // Only folders that are empty go; one that somebody used meanwhile stays.
            for folder in made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
        result.map(|()| written)
    }

    fn check_names(&self) -> Result<(), Error> {
        let sound = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && !part.contains(['\\', ':'])
                && !part.chars().any(char::is_control)
        };
        match self.files.keys().find(|name| !name.split('/').all(sound) || *name == MANIFEST) {
            Some(name) => Err(refusal(name, ErrorKind::InvalidFilename)),
            None => Ok(()),
        }
    }

    fn swap_in(&self, parent: &Path, name: &str, out: &Path) -> Result<(), Error> {
        let beside = tempfile::Builder::new()
            .prefix(&format!(".{}-", name.chars().take(40).collect::<String>()))
            .tempdir_in(parent)
            .map_err(Error::io(parent))?;
        // The folder itself is private to us; the one inside it has the usual permissions.
        let fresh = beside.path().join("new");
        for (name, bytes) in &self.files {
            let path = fresh.join(name);
            write_file(&path, bytes).map_err(Error::io(out.join(name)))?;
        }
        let old = beside.path().join("old");
        match swap(&fresh, &old, out) {
            Ok(()) => Ok(()),
            Err(source) => {
                if old.exists() {
                    // It could not be put back: it must not go with the temporary folder.
                    let kept = beside.keep().join("old");
                    return Err(Error::Io { path: kept, source });
                }
                Err(Error::Io { path: out.to_path_buf(), source })
            }
        }
    }
}

/// Writes a file and waits until the disk has it, so that the swap never precedes the content.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Puts `fresh` in the place of `out`, and what stood there at `old`; on failure as it was.
fn swap(fresh: &Path, old: &Path, out: &Path) -> io::Result<()> {
    match fs::rename(out, old) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    fs::rename(fresh, out).inspect_err(|_| {
        let _ = fs::rename(old, out);
    })
}

/// Makes the folders that are missing and gives those it made, outermost first.
fn make_folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
    missing.reverse();
    for (made, path) in missing.iter().enumerate() {
        if let Err(source) = fs::create_dir(path) {
            for path in missing[..made].iter().rev() {
                let _ = fs::remove_dir(path);
            }
            return Err(Error::Io { path: path.clone(), source });
        }
    }
    Ok(missing)
}

/// Refuses a folder that holds anything but what Pingyi wrote, as it wrote it.
fn check_replaceable(out: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(out)(error)),
        Ok(found) if !found.is_dir() => return Err(refusal(out, ErrorKind::NotADirectory)),
        Ok(_) => {}
    }
    let mut present = Vec::new();
    list(out, "", &mut present).map_err(Error::io(out))?;
    let text = match fs::read(out.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Error::io(out.join(MANIFEST))(error)),
    };
    let known: BTreeMap<String, Written> = manifest::outputs(&text)
        .into_iter()
        .flatten()
        .map(|written| (written.file.clone(), written))
        .collect();
    let ours = manifest::outputs(&text).is_some();
    for name in present {
        let path = out.join(&name);
        if name == MANIFEST && ours {
            continue;
        }
        let as_written = match known.get(&name) {
            Some(written) if path.symlink_metadata().is_ok_and(|found| found.is_file()) => {
                let bytes = fs::read(&path).map_err(Error::io(&path))?;
                Written::of(&name, &bytes) == *written
            }
            _ => false,
        };
        if !as_written {
            return Err(refusal(path, ErrorKind::AlreadyExists));
        }
    }
    Ok(())
}

/// The names of all that is in a folder but folders and droppings, in order.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let shown = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &format!("{shown}/"), names)?;
        } else if !DROPPINGS.contains(&&*name) {
            names.push(shown);
        }
    }
    Ok(())
}

fn refusal(path: impl Into<PathBuf>, kind: ErrorKind) -> Error {
    Error::Io { path: path.into(), source: kind.into() }
}

#[cfg(test)]
mod tests;
