//! Reads articles from bytes (files, folders, plain text, Markdown, HTML, JSON, feeds, lists of
//! feeds), and fetches bytes from addresses.

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

pub use discover::{FeedKind, FoundFeed, common_paths, discover};
pub use error::IngestError;
pub use http::{
    Caller, FetchAnswer, FetchError, FetchRequest, Fetcher, NetSettings, Refusal, Reply,
    WantedContent, normal_address,
};

/// The largest file or stream that is read (bytes).
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The content of one file or stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parsed {
    /// The feed, if the file is one (RSS, Atom, JSON Feed).
    pub feed: Option<FeedInfo>,
    /// The articles in the order of the file.
    pub drafts: Vec<Draft>,
    /// Parts that could not be read, one line each ("line 7: not JSON").
    pub problems: Vec<String>,
    /// Whether the input is data (JSON), whose fields are complete.
    pub is_data: bool,
    /// Whether the title of the only article comes from the file's name.
    pub titled_by_file: bool,
}

/// Facts about the input besides its bytes. They are hints: the content decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The file's name.
    pub name: Option<&'a str>,
    /// The character set that a server declared.
    pub charset: Option<&'a str>,
    /// The address that the input was fetched from. Relative addresses are resolved against it.
    pub address: Option<&'a str>,
}

/// Reads articles from bytes of any format. `name` is the file's name, if there is one: it is a
/// hint, and the content decides.
pub fn parse(bytes: &[u8], name: Option<&str>) -> Result<Parsed, IngestError> {
    parse_with(bytes, &Hints { name, ..Hints::default() })
}

/// Reads articles from bytes of any format, with hints.
pub fn parse_with(bytes: &[u8], hints: &Hints) -> Result<Parsed, IngestError> {
    let text = text_of(bytes, hints.charset)?;
    let mut parsed = sniff::detect_format(&text, hints.name)?.read_articles(&text, hints)?;
    // The text of data stays unchanged, whatever its title.
    let keep = !parsed.is_data;
    parsed.drafts.iter_mut().for_each(|draft| title::limit_title(draft, keep));
    Ok(parsed)
}

/// Reads the article of a web page: its main text with structure, and its metadata. Also reads
/// pages of plain text or Markdown.
///
/// # Errors
///
/// Returns an error if the page has no article, or many.
pub fn page(bytes: &[u8], hints: &Hints) -> Result<Draft, IngestError> {
    let text = text_of(bytes, hints.charset)?;
    let mut draft = page::read_page(&text, hints)?;
    title::limit_title(&mut draft, true);
    Ok(draft)
}

/// Decodes the bytes, if they are text.
fn text_of<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Cow<'a, str>, IngestError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64 });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IngestError::Empty);
    }
    if let Some(kind) = binary::binary_kind(bytes) {
        return Err(IngestError::Binary(kind));
    }
    let text = decode::decode(bytes, charset);
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(text)
}

/// Reads and parses one file. A single article without an identifier gets one from the file's
/// absolute path, so that an edited file updates its article.
pub fn read_file(path: &Path) -> Result<Parsed, IngestError> {
    files::read_file(path)
}

/// Returns the files to read under `path`: the path itself if it is a file, or the files in the
/// folder, recursively and ordered by name. Hidden files are left out, and those whose names show
/// that they contain no text (pictures, archives, style sheets, programs). A folder that cannot be
/// read is an error at its position in the list.
pub fn walk(path: &Path) -> Vec<Result<PathBuf, IngestError>> {
    files::list_files(path)
}
