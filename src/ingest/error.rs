//! What can go wrong while reading articles.

use std::io;
use std::path::PathBuf;

use super::MOST_BYTES;

/// Why nothing could be read. The text does not repeat the file's name: the caller says it. Only
/// a folder met on the way down (`Folder`) is named, for the caller knows nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is nothing at that path.
    #[error("no such file or folder")]
    Missing,
    /// It is there, and the system refuses it.
    #[error("permission denied")]
    Denied,
    /// A folder where a file was to be read.
    #[error("it is a folder, not a file")]
    IsFolder,
    /// A folder inside the one that was asked for cannot be listed.
    #[error("cannot list the folder {}: {reason}", path.display())]
    Folder {
        /// That folder.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Reading failed half way.
    #[error("reading failed: {0}")]
    Io(io::Error),
    /// More bytes than `MOST_BYTES`.
    #[error("too large: {} MB, and at most {} MB are read", bytes / 1_000_000, MOST_BYTES / 1_000_000)]
    TooLarge {
        /// Its size in bytes, as far as it is known.
        bytes: u64,
    },
    /// Not a byte, or only white space.
    #[error("it is empty")]
    Empty,
    /// Not text: a picture, an archive, a program.
    #[error("it is {0}, not text")]
    Binary(&'static str),
    /// Meant as JSON, but it is not well-formed.
    #[error("it is not valid JSON: {0}")]
    BadJson(String),
    /// Text of a known kind that holds no article.
    #[error("no article in it: {0}")]
    NoArticle(String),
    /// A list of feeds where articles were to be read.
    #[error("it is a list of feeds (OPML), not an article")]
    Opml,
    /// No list of feeds where one was to be read, or one without a feed.
    #[error("it is no list of feeds (OPML): {0}")]
    NotOpml(String),
}

impl IngestError {
    /// What the user can do about it.
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
