//! Files and folders put in their places whole, or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::beside::{self, Beside};
use crate::error::Error;

/// How a person or the system asks a run to end while it may be writing.
///
/// The program keeps one for its whole life and its handler of signals calls [`Halt::ask`].
#[derive(Debug, Default)]
pub struct Halt {
    asked: AtomicBool,
    busy: AtomicBool,
}

impl Halt {
    /// Nobody has asked yet.
    pub const fn new() -> Halt {
        Halt { asked: AtomicBool::new(false), busy: AtomicBool::new(false) }
    }

    /// Asks. Gives whether something is being written: it then clears up and ends by itself, with
    /// [`ErrorKind::Interrupted`] or, where it was too late to turn back, whole. Otherwise nothing
    /// of ours lies about and the process may end at once.
    pub fn ask(&self) -> bool {
        self.asked.store(true, Ordering::SeqCst);
        self.busy.load(Ordering::SeqCst)
    }

    /// An error where somebody has asked.
    pub(super) fn check(&self) -> io::Result<()> {
        match self.asked.load(Ordering::SeqCst) {
            true => Err(ErrorKind::Interrupted.into()),
            false => Ok(()),
        }
    }

    /// Runs what leaves things about until it is done.
    pub(super) fn while_busy<T>(&self, write: impl FnOnce() -> T) -> T {
        self.busy.store(true, Ordering::SeqCst);
        let done = write();
        self.busy.store(false, Ordering::SeqCst);
        done
    }
}

/// What stands at a place after it could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stands {
    /// What stood there before, unchanged.
    Before,
    /// Nothing, as before.
    Nothing,
    /// Nothing; what stood there could not be put back and lies here.
    Aside(PathBuf),
    /// A part, in a place such as a pipe or a device that cannot be written whole.
    Part,
}

/// Why a place was not written, and what stands there.
#[derive(Debug)]
pub struct Unplaced {
    /// What went wrong.
    pub error: Error,
    /// The place.
    pub place: PathBuf,
    /// What stands there.
    pub stands: Stands,
}

impl From<Unplaced> for Error {
    fn from(unplaced: Unplaced) -> Error {
        unplaced.error
    }
}

impl Unplaced {
    /// That `error` left `place` as it was.
    pub(super) fn untouched(error: Error, place: &Path) -> Unplaced {
        let stands = match fs::symlink_metadata(place) {
            Ok(_) => Stands::Before,
            Err(_) => Stands::Nothing,
        };
        Unplaced { error, place: place.to_path_buf(), stands }
    }
}

/// Writes one file: beside its place first, and then there at once.
///
/// A link is followed to the file it names. A place that is no file, such as `/dev/null` or a pipe,
/// is written to as it is. Gives the place that was written.
///
/// # Errors
/// [`Unplaced`] with what the system said; a file that stood there stands there still.
pub fn place_file(path: &Path, bytes: &[u8], halt: &Halt) -> Result<PathBuf, Unplaced> {
    let untouched = |source| Unplaced::untouched(Error::io(path)(source), path);
    let place = followed(path).map_err(untouched)?;
    let found = fs::metadata(&place);
    match &found {
        Ok(found) if found.is_dir() => return Err(untouched(ErrorKind::IsADirectory.into())),
        Ok(found) if !found.is_file() => {
            let written = File::options()
                .write(true)
                .open(&place)
                .and_then(|mut file| file.write_all(bytes).and_then(|()| file.flush()));
            return written.map(|()| place.clone()).map_err(|source| Unplaced {
                error: Error::io(path)(source),
                place,
                stands: Stands::Part,
            });
        }
        _ => {}
    }
    let permissions = found.ok().map(|found| found.permissions());
    halt.while_busy(|| swap_file(&place, bytes, permissions, halt)).map_err(untouched)?;
    Ok(place)
}

fn swap_file(
    place: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
    halt: &Halt,
) -> io::Result<()> {
    halt.check()?;
    let name = place.file_name().ok_or(ErrorKind::InvalidFilename)?.to_string_lossy();
    let parent = parent_of(place);
    beside::clear(parent, &name, place);
    let prefix = beside::prefix(&name);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut fresh = builder.tempfile_in(parent)?;
    // By its lock another run knows that this one lives.
    let _ = fresh.as_file().try_lock();
    fresh.write_all(bytes)?;
    if let Some(permissions) = permissions {
        fresh.as_file().set_permissions(permissions)?;
    }
    fresh.as_file().sync_all()?;
    halt.check()?;
    fresh.persist(place).map_err(|refused| refused.error)?;
    sync_folder(parent);
    Ok(())
}

/// Writes files under `out`: the folder at once where none stands there, and otherwise each file by
/// itself. The names are relative, with `/`, and lead nowhere else.
///
/// # Errors
/// [`Unplaced`]; of several files in a folder that stood there some may have been written.
pub fn place_files(out: &Path, files: &[(&str, &[u8])], halt: &Halt) -> Result<(), Unplaced> {
    if fs::symlink_metadata(out).is_ok() {
        for (name, bytes) in files {
            let path = out.join(name);
            let made = fs::create_dir_all(parent_of(&path)).map_err(Error::io(&path));
            made.map_err(|error| Unplaced::untouched(error, &path))?;
            place_file(&path, bytes, halt)?;
        }
        return Ok(());
    }
    let place = || -> Result<(), Error> {
        let name = out.file_name().ok_or(ErrorKind::InvalidFilename.into());
        let name = name.map_err(Error::io(out))?.to_string_lossy();
        let parent = parent_of(out);
        fs::create_dir_all(parent).map_err(Error::io(parent))?;
        beside::clear(parent, &name, out);
        let beside = Beside::make(parent, &name).map_err(Error::io(parent))?;
        let fresh = beside.fresh();
        for (name, bytes) in files {
            halt.check().map_err(Error::io(out))?;
            write_file(&fresh.join(name), bytes).map_err(Error::io(out.join(name)))?;
        }
        halt.check().and_then(|()| fs::rename(&fresh, out)).map_err(Error::io(out))?;
        sync_folder(parent);
        Ok(())
    };
    halt.while_busy(place).map_err(|error| Unplaced::untouched(error, out))
}

/// The place that a path names, through any links; a link that leads nowhere is an error.
pub(super) fn followed(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => match fs::canonicalize(path) {
            Ok(real) => Ok(real),
            // Such as a link to a pipe, which has no path and can be written all the same.
            Err(_) if fs::metadata(path).is_ok() => Ok(path.to_path_buf()),
            Err(error) => Err(error),
        },
        _ => Ok(path.to_path_buf()),
    }
}

/// The folder in which a place lies.
pub(super) fn parent_of(place: &Path) -> &Path {
    match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes a file and waits until the disk has it, so that no swap precedes the content.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the disk has the names in a folder, where the system can do that.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Puts the folder `fresh` in the place of the folder `out`; what stood there comes to lie at the
/// path that is given back.
///
/// Linux and macOS exchange the two at once, so that at no moment nothing stands there. Elsewhere
/// the old one is put aside first; whoever dies in between leaves it where the next run finds it.
pub(super) fn swap(fresh: &Path, old: &Path, out: &Path) -> io::Result<PathBuf> {
    if exchange(fresh, out)? {
        return Ok(fresh.to_path_buf());
    }
    match fs::rename(out, old) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    fs::rename(fresh, out).inspect_err(|_| {
        let _ = fs::rename(old, out);
    })?;
    Ok(old.to_path_buf())
}

/// Exchanges two folders; false where one is missing or the file system cannot do it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOENT | Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Exchanges two folders; false, for the system cannot do it.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}
