//! Errors of reading articles.

use std::io;
use std::path::PathBuf;

use super::MOST_BYTES;

/// The reason why nothing could be read. The message does not repeat the file's name, which the
/// caller knows. Only a folder inside the requested one (`Folder`) is named.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The path does not exist.
    #[error("no such file or folder")]
    Missing,
    /// The system denies access.
    #[error("permission denied")]
    Denied,
    /// The path is a folder, and a file was expected.
    #[error("it is a folder, not a file")]
    IsFolder,
    /// A folder inside the requested one cannot be listed.
    #[error("cannot list the folder {}: {reason}", path.display())]
    Folder {
        /// The path of the folder.
        path: PathBuf,
        /// The system's reason.
        reason: String,
    },
    /// Reading failed after it had begun.
    #[error("reading failed: {0}")]
    Io(io::Error),
    /// The input is larger than [`MOST_BYTES`](super::MOST_BYTES).
    #[error("too large: {} MB, and at most {} MB are read", bytes / 1_000_000, MOST_BYTES / 1_000_000)]
    TooLarge {
        /// The size in bytes, as far as it is known.
        bytes: u64,
    },
    /// The input is empty, or only white space.
    #[error("it is empty")]
    Empty,
    /// The input is not text, but a picture, an archive, a program or the like.
    #[error("it is {0}, not text")]
    Binary(&'static str),
    /// The input is meant as JSON but not well-formed.
    #[error("it is not valid JSON: {0}")]
    BadJson(String),
    /// The input is text of a known format without an article.
    #[error("no article in it: {0}")]
    NoArticle(String),
    /// The input is a list of feeds instead of articles.
    #[error("it is a list of feeds (OPML), not an article")]
    Opml,
    /// The input is not a list of feeds, or has no feed.
    #[error("it is no list of feeds (OPML): {0}")]
    NotOpml(String),
}

impl IngestError {
    /// Returns what the user can do about the error, if anything.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            IngestError::Missing => Some("check the spelling of the path"),
            IngestError::Denied | IngestError::Folder { .. } => {
                Some("check who may read it (ls -l shows it)")
            }
            IngestError::IsFolder => Some("name a folder to import all that lies in it"),
            IngestError::Io(_) => Some("check the disk or the connection, then try again"),
            IngestError::TooLarge { .. } => Some("split it into smaller files"),
            IngestError::Empty => None,
            IngestError::Binary(_) => {
                Some("text, Markdown, HTML, JSON, RSS and Atom are read; convert it first")
            }
            IngestError::BadJson(_) => Some(
                "articles as JSON look like {\"id\": \"a1\", \"title\": \"…\", \"text\": \"…\"}",
            ),
            IngestError::NoArticle(_) => {
                Some("text, Markdown, HTML pages, JSON articles, RSS and Atom feeds are read")
            }
            IngestError::Opml => Some("to follow its feeds: onrecord opml import FILE"),
            IngestError::NotOpml(_) => {
                Some("OPML lists feeds like this: <outline text=\"…\" xmlUrl=\"https://…\"/>")
            }
        }
    }
}

impl From<io::Error> for IngestError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => IngestError::Missing,
            io::ErrorKind::PermissionDenied => IngestError::Denied,
            io::ErrorKind::IsADirectory => IngestError::IsFolder,
            _ => IngestError::Io(error),
        }
    }
}
