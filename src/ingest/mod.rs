//! From bytes to articles: files, folders, plain text, Markdown, HTML, JSON, feeds.

mod error;

use std::path::{Path, PathBuf};

use crate::domain::{Draft, FeedInfo};

pub use error::IngestError;

/// What one file or stream held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The feed, where the file is one (RSS, Atom, JSON Feed).
    pub feed: Option<FeedInfo>,
    /// Its articles, in file order.
    pub drafts: Vec<Draft>,
    /// What could not be read although the rest could: a line each ("line 7: not JSON").
    pub problems: Vec<String>,
}

/// Reads articles from bytes of any kind. `name` is the file's name, if it has one: a hint only,
/// the kind is told from the content.
pub fn parse(_bytes: &[u8], _name: Option<&str>) -> Result<Parsed, IngestError> {
    todo!()
}

/// Reads and parses one file.
pub fn read_file(_path: &Path) -> Result<Parsed, IngestError> {
    todo!()
}

/// The files to read under `path`: itself if it is a file; else what lies in that folder,
/// recursively, in order of name, hidden ones left out. A folder that cannot be read is an error
/// in its place in the list; the rest goes on.
pub fn walk(_path: &Path) -> Vec<Result<PathBuf, IngestError>> {
    todo!()
}
