//! The archive: every part with one date, in one order.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;

/// A file in the archive.
pub(super) struct Part {
    name: String,
    bytes: Vec<u8>,
    /// Whether it is packed already, as a PNG is.
    is_packed: bool,
}

impl Part {
    pub(super) fn text(name: impl Into<String>, text: String) -> Part {
        Part { name: name.into(), bytes: text.into_bytes(), is_packed: false }
    }

    pub(super) fn packed(name: impl Into<String>, bytes: Vec<u8>) -> Part {
        Part { name: name.into(), bytes, is_packed: true }
    }
}

/// The archive; its first part is the list of types, as some readers expect.
pub(super) fn pack(parts: Vec<Part>) -> Result<Vec<u8>, Error> {
    let fault = |detail: String| Error::Document { name: "docx".into(), detail };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method =
            if part.is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        archive.start_file(part.name, options).map_err(|cause| fault(cause.to_string()))?;
        archive.write_all(&part.bytes).map_err(|cause| fault(cause.to_string()))?;
    }
    let out = archive.finish().map_err(|cause| fault(cause.to_string()))?;
    Ok(out.into_inner())
}
