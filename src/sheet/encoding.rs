//! Bytes into text: the byte order mark, then UTF-8, then GB18030, and never a guess in silence.

use std::fmt;
use std::str::FromStr;

use memchr::memchr;
use serde::{Deserialize, Serialize};

use super::row::row_at;
use crate::finding::{Effect, Finding, Kind, Place};

/// How text is written as bytes.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
pub enum Encoding {
    /// UTF-8 without a byte order mark. A mark that is there is found and left out all the same.
    #[serde(rename = "utf-8", alias = "utf8")]
    Utf8,
    /// UTF-8 after a byte order mark, as Excel and LimeSurvey write it.
    #[serde(rename = "utf-8-bom", alias = "utf8-bom", alias = "utf-8-sig")]
    Utf8Bom,
    /// GB 18030, of which GBK and GB 2312 are parts.
    #[serde(
        rename = "gb18030",
        alias = "gbk",
        alias = "gb2312",
        alias = "cp936",
        alias = "gb-18030"
    )]
    Gb18030,
    /// UTF-16, the low byte first: what Excel calls “Unicode text”.
    #[serde(rename = "utf-16le", alias = "utf-16", alias = "utf16le")]
    Utf16Le,
    /// UTF-16, the high byte first.
    #[serde(rename = "utf-16be", alias = "utf16be")]
    Utf16Be,
}

impl Encoding {
    /// All encodings, in the order of the documentation.
    pub const ALL: &'static [Encoding] = &[
        Encoding::Utf8,
        Encoding::Utf8Bom,
        Encoding::Gb18030,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
    ];

    /// The stable code, such as `gb18030`.
    pub fn id(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Gb18030 => "gb18030",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// The text names no encoding that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownEncoding;

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = Encoding::ALL.iter().map(|encoding| encoding.id()).collect();
        f.write_str(&ids.join(", "))
    }
}

impl std::error::Error for UnknownEncoding {}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// The encoding of that id or alias, in small or capital letters.
    fn from_str(text: &str) -> Result<Encoding, UnknownEncoding> {
        match text.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "utf-8-bom" | "utf8-bom" | "utf-8-sig" => Ok(Encoding::Utf8Bom),
            "gb18030" | "gb-18030" | "gbk" | "gb2312" | "cp936" => Ok(Encoding::Gb18030),
            "utf-16" | "utf-16le" | "utf16le" => Ok(Encoding::Utf16Le),
            "utf-16be" | "utf16be" => Ok(Encoding::Utf16Be),
            _ => Err(UnknownEncoding),
        }
    }
}

/// Text that may begin with a byte order mark, and how it was written.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
}

/// Decodes all of `bytes` strictly, in the encoding wanted or else the one detected.
pub(super) fn decode(
    bytes: Vec<u8>,
    wanted: Option<Encoding>,
    place: &Place,
) -> Result<Decoded, Box<Finding>> {
    let decoded = match wanted.or_else(|| marked(&bytes)) {
        Some(Encoding::Utf8 | Encoding::Utf8Bom) => utf8(bytes, place)?,
        Some(encoding) => foreign(&bytes, encoding, place)?,
        None => match alternating_nuls(&bytes) {
            Some(encoding) => foreign(&bytes, encoding, place)?,
            None => unmarked(bytes, place)?,
        },
    };
    match memchr(0, decoded.text.as_bytes()) {
        Some(at) => Err(stop(Kind::NulByte, place, row_at(decoded.text.as_bytes(), at))),
        None => Ok(decoded),
    }
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The encoding a byte order mark names.
fn marked(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(UTF8_MARK) {
        Some(Encoding::Utf8Bom)
    } else if bytes.starts_with(b"\xFF\xFE") {
        Some(Encoding::Utf16Le)
    } else if bytes.starts_with(b"\xFE\xFF") {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// UTF-16 without a mark shows itself by the zero half of every comma, digit and line break: there
/// are many on one side. Zeros on the other side are part of characters such as 一 (4E00), so that
/// the delimiters decide: they are never on both sides. Other text with stray NULs does not look
/// like that.
fn alternating_nuls(bytes: &[u8]) -> Option<Encoding> {
    const DELIMITERS: &[u8] = b"\n\r\t,;|\"";
    let sample = &bytes[..bytes.len().min(8192)];
    memchr(0, sample)?;
    let pairs = sample.as_chunks::<2>().0;
    let count = |test: &dyn Fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| test(pair)).count();
    let (first, second) = (count(&|pair| pair[0] == 0), count(&|pair| pair[1] == 0));
    let high = count(&|pair| pair[0] == 0 && DELIMITERS.contains(&pair[1]));
    let low = count(&|pair| pair[1] == 0 && DELIMITERS.contains(&pair[0]));
    if count(&|pair| *pair == [0, 0]) > 0 {
        return None;
    }
    // A sample of UTF-8 may end within a character; Chinese in UTF-16 goes wrong much earlier.
    let is_utf8 = match simdutf8::compat::from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.valid_up_to() + 4 > sample.len(),
    };
    let many = |zeros: usize| {
        zeros * 2 >= pairs.len() || (!is_utf8 && zeros >= 3 && zeros * 20 >= pairs.len())
    };
    match (high, low) {
        (0, low) if many(second) && (low > 0 || first == 0) => Some(Encoding::Utf16Le),
        (high, 0) if many(first) && (high > 0 || second == 0) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn utf8(bytes: Vec<u8>, place: &Place) -> Result<Decoded, Box<Finding>> {
    let encoding = if bytes.starts_with(UTF8_MARK) { Encoding::Utf8Bom } else { Encoding::Utf8 };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding }),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(bad(encoding, place, row_at(error.as_bytes(), at)))
        }
    }
}

/// Text without a mark: UTF-8 if all of it is, else GB18030 if all of it is.
fn unmarked(bytes: Vec<u8>, place: &Place) -> Result<Decoded, Box<Finding>> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded { text, encoding: Encoding::Utf8 });
        }
        Err(error) => error,
    };
    let cut_short = error.utf8_error().error_len().is_none();
    let at = error.utf8_error().valid_up_to();
    let bytes = error.into_bytes();
    let lines = survey(&bytes);
    match lines.utf8 {
        Some(_) if cut_short => Err(bad(Encoding::Utf8, place, row_at(&bytes, at))),
        Some(utf8) => match lines.gb18030 {
            Some(gb18030) => Err(mixed(&bytes, utf8, gb18030, place)),
            None => Err(bad(Encoding::Utf8, place, row_at(&bytes, at))),
        },
        None => foreign(&bytes, Encoding::Gb18030, place),
    }
}

/// Where the first line lies that is Chinese in UTF-8, and the first in GB18030 but not UTF-8.
#[derive(Default)]
struct Lines {
    utf8: Option<usize>,
    gb18030: Option<usize>,
}

fn survey(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    let mut start = 0;
    while start < bytes.len() && (lines.utf8.is_none() || lines.gb18030.is_none()) {
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        let line = &bytes[start..end];
        match std::str::from_utf8(line) {
            Ok(text) if lines.utf8.is_none() && is_chinese(text) => lines.utf8 = Some(start),
            Err(error) if lines.gb18030.is_none() && is_gb18030(line) => {
                lines.gb18030 = Some(start + error.valid_up_to());
            }
            _ => {}
        }
        start = end + 1;
    }
    lines
}

/// Two Chinese characters in valid UTF-8 are no accident. One may be: three bytes of GB18030 can
/// look like it, but then the line must be GB18030 too.
fn is_chinese(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c));
    characters.next().is_some() && (characters.next().is_some() || !is_gb18030(text.as_bytes()))
}

fn is_gb18030(bytes: &[u8]) -> bool {
    encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

fn mixed(bytes: &[u8], utf8: usize, gb18030: usize, place: &Place) -> Box<Finding> {
    let (later, at) =
        if utf8 < gb18030 { (Encoding::Gb18030, gb18030) } else { (Encoding::Utf8, utf8) };
    let finding = stop(Kind::MixedEncoding, place, row_at(bytes, at))
        .with("value", later.id())
        .with("utf8", row_at(bytes, utf8).to_string())
        .with("gb18030", row_at(bytes, gb18030).to_string());
    Box::new(finding)
}

/// Text in an encoding other than UTF-8.
fn foreign(bytes: &[u8], encoding: Encoding, place: &Place) -> Result<Decoded, Box<Finding>> {
    /// Large enough to be fast, small enough not to hold the text twice.
    const CHUNK: usize = 1 << 20;
    let mut decoder = match encoding {
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 | Encoding::Utf8 | Encoding::Utf8Bom => encoding_rs::GB18030,
    }
    .new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut chunks = bytes.chunks(CHUNK).peekable();
    while let Some(chunk) = chunks.next() {
        let last = chunks.peek().is_none();
        let mut rest = chunk;
        loop {
            let needed = decoder.max_utf8_buffer_length_without_replacement(rest.len());
            text.reserve(needed.unwrap_or(CHUNK * 3));
            let (outcome, n_read) =
                decoder.decode_to_string_without_replacement(rest, &mut text, last);
            match outcome {
                encoding_rs::DecoderResult::InputEmpty => break,
                encoding_rs::DecoderResult::OutputFull => rest = &rest[n_read..],
                encoding_rs::DecoderResult::Malformed(..) => {
                    return Err(bad(encoding, place, row_at(text.as_bytes(), text.len())));
                }
            }
        }
    }
    Ok(Decoded { text, encoding })
}

/// The first byte from which a text is not in its encoding, which is UTF-8 or GB18030.
pub(super) fn first_fault(bytes: &[u8], encoding: Encoding) -> Option<usize> {
    match encoding {
        Encoding::Gb18030 => gb18030_fault(bytes),
        _ if simdutf8::basic::from_utf8(bytes).is_ok() => None,
        _ => std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()),
    }
}

/// Two bytes, or four with digits second and last, begin with one above 80; of those of four not all are
/// characters.
fn gb18030_fault(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at += 1;
            continue;
        }
        let rest = &bytes[at..];
        at += match rest {
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => 2,
            [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9', ..] if is_gb18030(&rest[..4]) => 4,
            _ => return Some(at),
        };
    }
    None
}

fn bad(encoding: Encoding, place: &Place, row: u64) -> Box<Finding> {
    Box::new(stop(Kind::BadEncoding, place, row).with("value", encoding.id()))
}

fn stop(kind: Kind, place: &Place, row: u64) -> Box<Finding> {
    Box::new(Finding::new(kind, Effect::Stop, place.at_row(row)))
}
