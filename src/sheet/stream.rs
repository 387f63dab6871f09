//! A text too large to be kept: its first part tells how it is written, and the rest goes by in blocks.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use sha2::{Digest as _, Sha256};

use super::block::Lettering;
use super::bytes::{hexadecimal, too_large, unreadable};
use super::cut::{Cutter, start_of_row};
use super::packing::{broken, packing, unpacker};
use super::pipeline::{Hands, in_turn, run};
use super::text;
use super::visit::{Passes, Read, Visitor};
use super::{Book, Encoding, Format, Limits, Packing, Reading, Sheet, Source, workbook};
use crate::finding::{Effect, Finding, Kind, Place};

/// Bytes from which a text is not kept, and which are looked at to find out how it is written.
const HEAD: usize = 8 << 20;

/// Bytes that are looked at where these settle the encoding.
const LOOKED_AT: usize = 1 << 20;

/// Bytes beyond ASCII that settle it where all are UTF-8.
const MANY_WIDE: usize = 1 << 10;

/// Bytes from which a file is worth all threads at once, packed or not.
const LARGE: u64 = 4 << 20;

/// Whether a file is worth all threads at once.
pub(super) fn is_large(path: &Path) -> bool {
    length(path) > LARGE
}

/// The length of a file in bytes; zero where there is none.
pub(super) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// Where a text lies, and how it is written.
#[derive(Debug)]
pub(super) struct Stream {
    path: PathBuf,
    lettering: Lettering,
    is_hashed: bool,
    /// Where the rows below the heading begin, in bytes, and the row that is.
    skip: usize,
    first_row: u64,
}

/// Opens a text whose rows go by in blocks; `None` where the file is small enough to be kept, or of a kind
/// that must be.
pub(super) fn open(path: &Path, place: &Place, reading: &Reading, is_hashed: bool) -> Option<Book> {
    let head = head(path, reading)?;
    let end = memchr::memrchr(b'\n', &head.bytes)? + 1;
    let (mut sheets, mut findings) =
        text::open(head.bytes[..end].to_vec(), head.packed, place, reading);
    // What is below the first part nobody has seen yet.
    findings.retain(|finding| finding.kind != Kind::HeaderOnly);
    let Some(sheet) = sheets.pop() else {
        return Some(Book { sheets, findings, sha256: String::new() });
    };
    let Format::Text { encoding, delimiter, .. } = sheet.format else { return None };
    // A delimiter that may be half a character is found only in decoded text.
    let is_half = delimiter >= 0x40 && encoding == Encoding::Gb18030;
    if is_half || matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return None;
    }
    let Source::Text(text) = &sheet.source else { return None };
    let first_row = text.first_row();
    let stream = Stream {
        path: path.to_owned(),
        lettering: Lettering { encoding, delimiter },
        is_hashed,
        skip: start_of_row(&head.bytes, delimiter, first_row)?,
        first_row,
    };
    let sheet = Sheet { source: Source::Stream(stream), ..sheet };
    Some(Book { sheets: vec![sheet], findings, sha256: String::new() })
}

/// Whether the first lines tell how a text is written: they are UTF-8 with many characters that are not ASCII,
/// which no text in another encoding is by chance.
fn is_settled(bytes: &[u8]) -> bool {
    let end = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let lines = &bytes[..end];
    let n_wide = lines.iter().filter(|byte| !byte.is_ascii()).count();
    n_wide >= MANY_WIDE && simdutf8::basic::from_utf8(lines).is_ok()
}

/// The first part of a file that goes on beyond it.
struct Head {
    bytes: Vec<u8>,
    packed: Option<Packing>,
}

fn head(path: &Path, reading: &Reading) -> Option<Head> {
    let mut source = Unpacking::open(path, &reading.limits, false).ok()?;
    let mut bytes = Vec::with_capacity(LOOKED_AT);
    source.by_ref().take(LOOKED_AT as u64).read_to_end(&mut bytes).ok()?;
    // A packed file does not say how long it is.
    let is_longer = source.packed.is_none() && length(path) > HEAD as u64;
    let is_settled = is_longer && is_settled(&bytes);
    if !is_settled {
        let more = HEAD - LOOKED_AT;
        source.by_ref().take(more as u64).read_to_end(&mut bytes).ok()?;
    }
    let is_long = is_settled || bytes.len() == HEAD;
    let is_text = workbook::kind(&bytes).is_none() && packing(&bytes).is_none();
    (is_long && is_text).then_some(Head { bytes, packed: source.packed })
}

impl Stream {
    pub(super) fn read<V: Visitor + Send>(&self, sheet: &Sheet, hands: Hands<'_, V>) -> Read {
        self.read_by(sheet, |cutter| run(sheet, self.lettering, cutter, hands))
    }

    pub(super) fn read_in_turn(&self, sheet: &Sheet, visitor: &mut dyn Visitor) -> Read {
        self.read_by(sheet, |cutter| in_turn(sheet, self.lettering, cutter, visitor))
    }

    fn read_by(&self, sheet: &Sheet, pass: impl FnOnce(Cutter<Unpacking>) -> Passed) -> Read {
        let place = &sheet.place;
        let source = match Unpacking::open(&self.path, &sheet.limits, self.is_hashed) {
            Ok(source) => source,
            Err(error) => {
                return Read { findings: vec![*unreadable(place, &error)], ..Read::default() };
            }
        };
        let cutter = Cutter::new(source, self.lettering.delimiter, self.skip, self.first_row);
        let (passes, source, outcome) = pass(cutter);
        let mut read = passes.close();
        let packed = source.as_ref().and_then(|source| source.packed);
        let over = source.as_ref().and_then(Unpacking::over);
        match outcome.and_then(|()| source.map_or(Ok(None), Unpacking::finish)) {
            Ok(sha256) => read.sha256 = sha256,
            Err(error) => read.findings.push(match (over, packed) {
                (Some((length, limit)), _) => *too_large(place, length, limit),
                (None, Some(packing)) => *broken(packing, place),
                (None, None) => *unreadable(place, &error),
            }),
        }
        if read.rows == 0 && read.findings.iter().all(|finding| finding.effect != Effect::Stop) {
            let place = place.at_row(sheet.heading.row);
            read.findings.push(Finding::new(Kind::HeaderOnly, Effect::Stop, place));
        }
        read
    }
}

/// What a pass over a stream comes to.
type Passed = (Passes, Option<Unpacking>, io::Result<()>);

/// The bytes of a file, hashed as they lie on the disk and then unpacked, up to a limit.
struct Unpacking {
    bytes: Box<dyn io::Read + Send>,
    packed: Option<Packing>,
    hashed: Hashed,
    n: u64,
    limit: u64,
}

/// A file whose bytes are hashed on their way. Whoever unpacks has it too, and may leave some of it unread.
#[derive(Clone)]
struct Hashed(Arc<Mutex<(File, Option<Sha256>)>>);

impl Unpacking {
    fn open(path: &Path, limits: &Limits, is_hashed: bool) -> io::Result<Unpacking> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut first = [0; 4];
        let n = file.read(&mut first)?;
        let packed = packing(&first[..n]);
        let hashed = Hashed(Arc::new(Mutex::new((File::open(path)?, is_hashed.then(Sha256::new)))));
        let (bytes, limit) = match packed {
            Some(packed) => (unpacker(packed, hashed.clone())?, limits.streamed(length)),
            None => (Box::new(hashed.clone()) as Box<dyn io::Read + Send>, limits.stream_bytes),
        };
        Ok(Unpacking { bytes, packed, hashed, n: 0, limit })
    }

    /// How many bytes there were and may be, where they are too many.
    fn over(&self) -> Option<(u64, u64)> {
        (self.n > self.limit).then_some((self.n, self.limit))
    }

    /// The hash of the file where it is wanted, of which what is left is read first.
    fn finish(mut self) -> io::Result<Option<String>> {
        io::copy(&mut self.hashed, &mut io::sink())?;
        let state = self.hashed.0.lock().map_err(|_| io::Error::other("the reader gave up"))?;
        Ok(state.1.clone().map(|hash| hexadecimal(&hash.finalize())))
    }
}

impl io::Read for Unpacking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.n += read as u64;
        if self.n > self.limit {
            return Err(io::Error::other("too large"));
        }
        Ok(read)
    }
}

impl io::Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut state = self.0.lock().map_err(|_| io::Error::other("the reader gave up"))?;
        let (file, hash) = &mut *state;
        let n = file.read(buffer)?;
        if let Some(hash) = hash {
            hash.update(&buffer[..n]);
        }
        Ok(n)
    }
}
