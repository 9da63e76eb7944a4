//! OPML 1.0 and 2.0: lists of feeds for exchange between feed readers.

mod attributes;
mod read;
mod write;

use crate::domain::{Following, Subscription};

use super::{IngestError, address, references};

/// The prefix of our own attributes, for which OPML has no equivalent.
const PREFIX: &str = "onrecord";

/// The namespace of that prefix.
const NAMESPACE: &str = "urn:onrecord:opml";

/// A list of feeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The list's own title; empty if it has none.
    pub title: String,
    /// The feeds, each once, in the order of the list. Folders and categories become tags.
    pub feeds: Vec<Following>,
    /// Entries that are listed as feeds but are not, each with its line number.
    pub problems: Vec<String>,
}

/// Reads a list of feeds, even if it is malformed.
///
/// # Errors
///
/// Returns an error if the input is not OPML, or has no feed.
pub fn read(bytes: &[u8]) -> Result<Outline, IngestError> {
    let text = super::text_of(bytes, None)?;
    read::read_outline(&text)
}

/// Writes a list of feeds, which `read` reads back unchanged: titles, tags, order and settings. A
/// feed with several tags is in several folders, which other programs understand. `now` (seconds
/// since 1970 UTC) is the date of the list.
pub fn write(title: &str, feeds: &[Subscription], now: i64) -> String {
    write::write_outline(title, feeds, now)
}
