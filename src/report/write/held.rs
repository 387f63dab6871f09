//! The bytes of files on their way to a folder: a few in memory, more than that beside it on the disk.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

/// So many bytes are kept in memory; what comes after goes to a file without a name, which is gone with
/// the program. The letters to three thousand units take most of a gigabyte.
const ROOM: usize = 256 << 20;

/// Where the bytes of a file are.
#[derive(Debug, Clone)]
pub(super) enum Held {
    Kept(Vec<u8>),
    Laid { from: u64, len: usize },
}

/// The room for the bytes of many files. Copies share what lies on the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    kept: usize,
    laid: Option<Arc<Mutex<File>>>,
}

impl Store {
    /// Takes the bytes of a file. Where the disk takes no more, they stay in memory.
    pub(super) fn take(&mut self, bytes: Vec<u8>) -> Held {
        if self.kept.saturating_add(bytes.len()) <= ROOM {
            self.kept += bytes.len();
            return Held::Kept(bytes);
        }
        match self.lay(&bytes) {
            Ok(from) => Held::Laid { from, len: bytes.len() },
            Err(_) => Held::Kept(bytes),
        }
    }

    fn lay(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let file = match &self.laid {
            Some(file) => file,
            None => self.laid.insert(Arc::new(Mutex::new(tempfile::tempfile()?))),
        };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let from = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(from)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// What the system says, where they lie on the disk and cannot be read back.
    pub(super) fn bytes<'a>(&self, held: &'a Held) -> io::Result<Cow<'a, [u8]>> {
        let (from, len) = match held {
            Held::Kept(bytes) => return Ok(Cow::Borrowed(bytes)),
            Held::Laid { from, len } => (*from, *len),
        };
        let Some(file) = &self.laid else { return Err(io::ErrorKind::NotFound.into()) };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = vec![0; len];
        file.read_exact(&mut bytes)?;
        Ok(Cow::Owned(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_no_room_in_memory_is_read_back_from_the_disk() {
        let mut store = Store { kept: ROOM, ..Store::default() };
        let held: Vec<Held> = [&b"one"[..], b"", b"three"].map(|b| store.take(b.to_vec())).into();
        assert!(held.iter().filter(|held| matches!(held, Held::Laid { .. })).count() >= 2);
        let copy = store.clone();
        let read = |held| copy.bytes(held).unwrap().into_owned();
        assert_eq!(held.iter().map(read).collect::<Vec<_>>(), [&b"one"[..], b"", b"three"]);
    }

    #[test]
    fn what_finds_room_stays_in_memory() {
        let mut store = Store::default();
        let held = store.take(b"few".to_vec());
        assert!(matches!(&held, Held::Kept(bytes) if bytes == b"few"));
        assert_eq!(*store.bytes(&held).unwrap(), *b"few");
    }
}
