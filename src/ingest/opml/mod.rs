//! OPML 1.0 and 2.0: lists of feeds, as readers exchange them.

mod attributes;
mod read;
mod write;

use crate::domain::{Following, Subscription};

use super::{IngestError, address, references};

/// Our own attributes keep under this prefix what OPML has no words for.
const PREFIX: &str = "onrecord";

/// The name of that prefix's namespace.
const NAMESPACE: &str = "urn:onrecord:opml";

/// A list of feeds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The list's own title; empty where it has none.
    pub title: String,
    /// Its feeds, each once, in the list's order. Folders and categories are their tags.
    pub feeds: Vec<Following>,
    /// What is no feed although it is listed as one: a line each, with its line in the file.
    pub problems: Vec<String>,
}

/// Reads a list of feeds, well-formed or not. An error where it is no OPML at all; a list without
/// feeds is none.
pub fn read(bytes: &[u8]) -> Result<Outline, IngestError> {
    let text = super::text_of(bytes, None)?;
    read::read(&text)
}

/// Writes a list of feeds that `read` gives back the same: with their titles, tags, order, and how
/// they are followed. A feed with several tags stands in several folders, which other readers
/// understand. `now` (seconds since 1970 UTC) is the date of the list.
pub fn write(title: &str, feeds: &[Subscription], now: i64) -> String {
    write::write(title, feeds, now)
}
