//! From bytes to articles: files, folders, plain text, Markdown, HTML, JSON, feeds, lists of feeds;
//! and from addresses to bytes.

mod address;
mod binary;
mod dates;
mod decode;
mod discover;
mod error;
mod feed;
mod fields;
mod files;
mod html;
mod http;
mod json;
pub mod kinds;
mod link_header;
mod markdown;
pub mod newsboat;
pub mod opml;
mod page;
mod paragraphs;
mod plain;
mod references;
mod sniff;
mod title;
mod writer;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::domain::{Draft, FeedInfo};

pub use discover::{FeedKind, Found, common_paths, discover};
pub use error::IngestError;
pub use http::{
    Answer, Ask, Caller, FetchError, Fetcher, NetSettings, Refusal, Reply, Wanted, normal_address,
};

/// The most bytes that one file or stream may have.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What one file or stream held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The feed, where the file is one (RSS, Atom, JSON Feed).
    pub feed: Option<FeedInfo>,
    /// Its articles, in file order.
    pub drafts: Vec<Draft>,
    /// What could not be read although the rest could: a line each ("line 7: not JSON").
    pub problems: Vec<String>,
    /// Whether it is data (JSON), whose fields say all that is known of an article.
    pub is_data: bool,
    /// Whether the lone article has its title from the file's name.
    pub titled_by_file: bool,
}

/// What is known about bytes beside themselves. All of it is a hint: the content decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The file's name.
    pub name: Option<&'a str>,
    /// The character set that a server named.
    pub charset: Option<&'a str>,
    /// Where it was fetched from: relative addresses are resolved against it.
    pub address: Option<&'a str>,
}

/// Reads articles from bytes of any kind. `name` is the file's name, if it has one: a hint only,
/// the kind is told from the content.
pub fn parse(bytes: &[u8], name: Option<&str>) -> Result<Parsed, IngestError> {
    parse_with(bytes, &Hints { name, ..Hints::default() })
}

/// Reads articles from bytes of any kind, with all that is known about them.
pub fn parse_with(bytes: &[u8], hints: &Hints) -> Result<Parsed, IngestError> {
    let text = text_of(bytes, hints.charset)?;
    let mut parsed = sniff::sniff(&text, hints.name)?.read(&text, hints)?;
    // The text of data stays as it is, whatever its title.
    let keep = !parsed.is_data;
    parsed.drafts.iter_mut().for_each(|draft| title::limit(draft, keep));
    Ok(parsed)
}

/// Reads the article of a web page, as it was fetched: its main text with its structure, and what
/// the page says about itself. A page of plain text or Markdown is read too; what holds no article,
/// or many, is an error.
pub fn page(bytes: &[u8], hints: &Hints) -> Result<Draft, IngestError> {
    let text = text_of(bytes, hints.charset)?;
    let mut draft = page::read(&text, hints)?;
    title::limit(&mut draft, true);
    Ok(draft)
}

/// The bytes as text, if they are any.
fn text_of<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Cow<'a, str>, IngestError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty);
    }
    if let Some(kind) = binary::kind(bytes) {
        return Err(IngestError::Binary(kind));
    }
    let text = decode::decode(bytes, charset);
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(text)
}

/// Reads and parses one file. An article that is alone in its file and has no identity of its own
/// gets one from the file's absolute path, so that an edited file updates its article.
pub fn read_file(path: &Path) -> Result<Parsed, IngestError> {
    files::read(path)
}

/// The files to read under `path`: itself if it is a file; else what lies in that folder,
/// recursively, in order of name, hidden ones left out, and those whose names say that they hold
/// no text (pictures, archives, style sheets, programs). A folder that cannot be read is an error
/// in its place in the list; the rest goes on.
pub fn walk(path: &Path) -> Vec<Result<PathBuf, IngestError>> {
    files::walk(path)
}
