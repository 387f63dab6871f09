//! One input as several files: what follows `=== name` on a line of its own is the file `name`.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The files of an input. What comes before the first mark belongs to `first`.
pub(super) fn split(data: &[u8], first: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut name = first.to_owned();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        if let Some(mark) = line.strip_prefix(b"=== ") {
            name = String::from_utf8_lossy(mark).trim().to_owned();
            files.entry(name.clone()).or_default();
        } else {
            files.entry(name.clone()).or_default().extend_from_slice(line);
        }
    }
    files
}

/// A name that stays in the folder and that every system knows, or none.
pub(super) fn is_plain(name: &str) -> bool {
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    !name.is_empty() && name.len() < 60 && name.chars().all(sound) && !name.starts_with('.')
}

/// The files as an archive, so that a fuzzer changes XML and not check sums.
pub(super) fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, bytes) in files {
        if archive.start_file(name.as_str(), options).is_ok() {
            archive.write_all(bytes).expect("memory takes it");
        }
    }
    archive.finish().expect("memory takes it").into_inner()
}
