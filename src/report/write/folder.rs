//! A folder that is written whole or not at all.
//!
//! Everything is composed first, then written into a folder beside the one asked for,
//! and swapped in by renaming. A folder that stands there already is replaced only where all that
//! it holds is as Pingyi wrote it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::beside::{self, Beside};
use super::held::{Held, Store};
use super::manifest::{self, MANIFEST, Manifest, Written};
use super::place::{self, Halt, Stands, Unplaced};
use crate::error::Error;

/// What file managers leave behind without being asked.
const DROPPINGS: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Files on their way to a folder.
#[derive(Debug, Clone)]
pub struct Folder {
    manifest: Manifest,
    files: BTreeMap<String, (Held, Written)>,
    store: Store,
}

/// A folder that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands.
    pub place: PathBuf,
    /// Its files by name, and the manifest last.
    pub written: Vec<Written>,
}

impl Folder {
    /// An empty folder; its manifest is written with it.
    pub fn new(manifest: Manifest) -> Folder {
        Folder { manifest, files: BTreeMap::new(), store: Store::default() }
    }

    /// Adds a file; `name` is relative to the folder, with `/`. A second file of one name takes
    /// the place of the first.
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        let name = name.into();
        let written = Written::of(&name, &bytes);
        self.files.insert(name, (self.store.take(bytes), written));
    }

    /// What the files are made from.
    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The files by name, each with its length and hash; without the manifest.
    pub fn files(&self) -> impl Iterator<Item = &Written> {
        self.files.values().map(|(_, written)| written)
    }

    /// The bytes of a file; `None` where there is none of that name.
    ///
    /// # Errors
    /// [`Error::Io`] where there were too many bytes for the memory and they cannot be read back.
    pub fn bytes(&self, name: &str) -> Result<Option<Cow<'_, [u8]>>, Error> {
        let Some((held, _)) = self.files.get(name) else { return Ok(None) };
        self.store.bytes(held).map(Some).map_err(Error::io(name))
    }

    /// Writes the folder `out` and gives the place and what was written, by name; the manifest comes
    /// last. Where `out` is a link to a folder, that folder is the place.
    ///
    /// Folders above `out` are made where they are missing. What stands beside it is left alone, but
    /// for what a run to the same place left behind when it died.
    ///
    /// # Errors
    /// [`Unplaced`] with the path in question, and what stands at the place:
    /// - [`ErrorKind::AlreadyExists`]: `out` holds this file, which Pingyi did not write or which
    ///   somebody has changed since;
    /// - [`ErrorKind::NotADirectory`]: `out` is a file, or a link to none but a folder;
    /// - [`ErrorKind::InvalidFilename`]: a name leads out of the folder;
    /// - [`ErrorKind::Interrupted`]: `halt` asked for it;
    /// - anything else: what the system said.
    pub fn write(mut self, out: &Path, halt: &Halt) -> Result<Placed, Unplaced> {
        let out = place::followed(out)
            .map_err(|source| Unplaced::untouched(Error::io(out)(source), out))?;
        let untouched = |error| Unplaced::untouched(error, &out);
        self.check_names().map_err(untouched)?;
        let name = out.file_name().ok_or_else(|| refusal(&out, ErrorKind::InvalidFilename));
        let name = name.map_err(untouched)?.to_string_lossy().into_owned();
        let parent = place::parent_of(&out);
        beside::clear(parent, &name, &out);
        check_replaceable(&out, &out).map_err(untouched)?;
        let mut written: Vec<Written> = self.files().cloned().collect();
        let text = self.manifest.text(&written).into_bytes();
        written.push(Written::of(MANIFEST, &text));
        self.add(MANIFEST, text);

        let made = make_folders(parent).map_err(untouched)?;
        let result = halt.while_busy(|| self.swap_in(parent, &name, &out, halt));
        if result.is_err() {
            // Only folders that are empty go; one that somebody used meanwhile stays.
            for folder in made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
        result.map(|()| Placed { place: out.clone(), written })
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

    fn swap_in(&self, parent: &Path, name: &str, out: &Path, halt: &Halt) -> Result<(), Unplaced> {
        let untouched = |error| Unplaced::untouched(error, out);
        let system = |source| Unplaced::untouched(Error::io(out)(source), out);
        let beside = Beside::make(parent, name).map_err(Error::io(parent)).map_err(untouched)?;
        let fresh = beside.fresh();
        for (name, (held, _)) in &self.files {
            halt.check().map_err(system)?;
            let bytes = self.store.bytes(held).map_err(system)?;
            let written = place::write_file(&fresh.join(name), &bytes);
            written.map_err(Error::io(out.join(name))).map_err(untouched)?;
        }
        place::sync_folder(&fresh);
        halt.check().map_err(system)?;
        let old = match place::swap(&fresh, &beside.old(), out) {
            Ok(old) => old,
            Err(source) if beside.old().exists() => {
                // It could not be put back: it must not go with the room.
                let kept = beside.keep().join("old");
                let error = Error::io(out)(source);
                return Err(Unplaced {
                    error,
                    place: out.to_path_buf(),
                    stands: Stands::Aside(kept),
                });
            }
            Err(source) => return Err(system(source)),
        };
        place::sync_folder(parent);
        // Somebody may have put a file there since it was looked at, which must not go.
        if let Err(error) = check_replaceable(&old, out) {
            return Err(match place::swap(&old, &beside.fresh().with_extension("late"), out) {
                Ok(_) => untouched(error),
                Err(_) => {
                    let kept = beside.keep().join(old.file_name().unwrap_or_default());
                    Unplaced { error, place: out.to_path_buf(), stands: Stands::Aside(kept) }
                }
            });
        }
        Ok(())
    }
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

/// Refuses a folder that holds anything but what Pingyi wrote, as it wrote it; `shown_as` is the
/// path by which an error calls it.
fn check_replaceable(out: &Path, shown_as: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::io(shown_as)(error)),
        Ok(found) if !found.is_dir() => return Err(refusal(shown_as, ErrorKind::NotADirectory)),
        Ok(_) => {}
    }
    let mut present = Vec::new();
    list(out, "", &mut present).map_err(Error::io(shown_as))?;
    let text = match fs::read(out.join(MANIFEST)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(Error::io(shown_as.join(MANIFEST))(error)),
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
                let bytes = fs::read(&path).map_err(Error::io(shown_as.join(&name)))?;
                Written::of(&name, &bytes) == *written
            }
            _ => false,
        };
        if !as_written {
            return Err(refusal(shown_as.join(&name), ErrorKind::AlreadyExists));
        }
    }
    Ok(())
}

/// The names of all that is in a folder but folders and droppings, in order.
pub(super) fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
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
