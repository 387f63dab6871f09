//! The few things that end a run.

use std::fmt;
use std::path::PathBuf;

use crate::finding::Finding;

/// Why a stop of the road could not be reached.
///
/// The variants carry facts, not sentences: `locale` turns them into a message.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The input was read to its end and these findings stop the run. Never empty.
    Findings(Vec<Finding>),
    /// A file could not be read or written.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The two periods cannot be compared.
    Incomparable(Vec<Mismatch>),
    /// A document could not be composed; a fault of ours, with what the writer said.
    Document {
        /// The file that was being made.
        name: String,
        /// What the writer said.
        detail: String,
    },
    /// A file for the public or a unit says what it must not; a fault of ours, and nothing was written.
    Leak {
        /// The file.
        name: String,
        /// What it says: the name of a unit that is not published, or the kind of a personal detail.
        what: String,
    },
}

/// Why two periods do not compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// The scales differ.
    Scale,
    /// The indicators or their weights differ; the ids that are not in both, or differ.
    Indicators(Vec<String>),
    /// The scoring mode, groups, weights or rounding differ; the key of the scheme.
    Rules(&'static str),
}

impl fmt::Display for Error {
    /// Plain facts for logs and `?`; users see the sentence that `locale` makes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Findings(findings) => {
                write!(f, "{} findings", findings.len())?;
                for finding in findings.iter().take(5) {
                    write!(f, "; {}", finding.kind.id())?;
                    if let Some(file) = &finding.place.file {
                        write!(f, " in {file}")?;
                    }
                }
                Ok(())
            }
            Error::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Error::Incomparable(why) => write!(f, "periods do not compare: {why:?}"),
            Error::Document { name, detail } => write!(f, "{name}: {detail}"),
            Error::Leak { name, what } => write!(f, "{name} says {what}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl Error {
    /// An [`Error::Io`] at `path`.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { path, source }
    }
}
