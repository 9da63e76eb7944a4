//! Articles in three forms: as imported, as a row of a list, and complete.

use serde::{Deserialize, Serialize};

use super::{ArticleId, Body, FeedId, Profile, When};

/// An article as an importer read it, before it is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The identifier that the feed gives the article, if any.
    pub guid: Option<String>,
    /// The canonical address, if any. Always http or https.
    pub url: Option<String>,
    /// The title as written; empty if the article has none.
    pub title: String,
    /// The authors' names as written.
    pub authors: Vec<String>,
    /// The outlet that the article names ("Source:"), if any.
    pub outlet: Option<String>,
    /// The date of publication, if the article states one that can be read.
    pub published: Option<When>,
    /// The date of the last change, if the article states one.
    pub updated: Option<When>,
    /// Categories and tags.
    pub tags: Vec<String>,
    /// Tags that the user gave the article in an archive that it was exported from.
    #[serde(default)]
    pub own_tags: Vec<String>,
    /// The declared language (BCP 47), if any.
    pub language: Option<String>,
    /// The text with its structure.
    pub body: Body,
    /// Files attached to the article: recordings, pictures, documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
}

/// A file attached to an article: a recording, a picture, a document. Fetched only when the user
/// asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Enclosure {
    /// The file's address. Always http or https.
    pub url: String,
    /// The MIME type that the feed states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The length in bytes that the feed states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// A description of the content (an image's alternative text, a file's title).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Which of its two texts an article shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSource {
    /// The text that came with the feed or the file.
    #[default]
    Feed,
    /// The full text from the article's web page.
    Page,
}

/// The outcome of importing one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// The article was new.
    Imported,
    /// The article was known and has changed. Its read state, star and tags are kept.
    Updated,
    /// The article was known and is unchanged.
    Unchanged,
}

/// An article as a list shows it, without its text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleRow {
    /// The article's id.
    pub id: ArticleId,
    /// The feed that the article belongs to.
    pub feed: FeedId,
    /// The title of that feed.
    pub feed_title: String,
    /// The title as written; empty if the article has none.
    pub title: String,
    /// The date of publication, if known.
    pub published: Option<When>,
    /// The time by which the article is ordered, in seconds since 1970 UTC: its publication, or
    /// else when it was first seen.
    pub sort_key: i64,
    /// Whether the article counts as unread.
    pub unread: bool,
    /// Whether the article is starred.
    pub starred: bool,
    /// The number of attributions. `None` until the article is analysed, and in languages in which
    /// no sources are extracted.
    pub attributions: Option<u32>,
    /// Whether the article has been analysed, whatever was found.
    pub analysed: bool,
    /// Length of the text in words.
    pub words: u32,
    /// How well the article is sourced. `None` until the article is analysed, and in languages in
    /// which no sources are extracted.
    pub sourcing: Option<Sourcing>,
    /// The value by which the list that contains this row is ordered; see
    /// [`Cursor`](super::Cursor).
    pub order_key: i64,
    /// An excerpt around the first match, if the row was read for a search.
    pub snippet: Option<String>,
}

/// How well an article is sourced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sourcing {
    /// The number of its sources, by kind.
    pub profile: Profile,
    /// The percentage of the bytes of its text that are ascribed to a source.
    pub share: u8,
}

/// A complete article.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The fields that lists show.
    pub row: ArticleRow,
    /// The address, if any.
    pub url: Option<String>,
    /// The identifier that the feed gave the article, if any.
    pub guid: Option<String>,
    /// The authors' names as written.
    pub authors: Vec<String>,
    /// The outlet that the article names, if any.
    pub outlet: Option<String>,
    /// The date of the last change, if the article states one.
    pub updated: Option<When>,
    /// The declared language (BCP 47), if any.
    pub language: Option<String>,
    /// Tags from the user and from the feed.
    pub tags: Vec<String>,
    /// Those of the user.
    pub own_tags: Vec<String>,
    /// The text with its structure.
    pub body: Body,
    /// Hash of title and text. An analysis is valid for one such hash.
    pub text_hash: String,
    /// Files attached to the article.
    pub enclosures: Vec<Enclosure>,
    /// Which of the two texts `body` is.
    pub text_source: TextSource,
    /// Whether the other text is stored too and can be shown instead.
    pub has_other_text: bool,
    /// The byte of the text at which the user stopped reading; `None` for the beginning.
    pub place: Option<usize>,
}

/// Facts about an article beyond its row and its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The address, if any.
    pub url: Option<String>,
    /// The identifier that the feed gave the article, if any.
    pub guid: Option<String>,
    /// The authors' names as written.
    pub authors: Vec<String>,
    /// Tags from the user and from the feed.
    pub tags: Vec<String>,
    /// Those of the user.
    pub own_tags: Vec<String>,
    /// The date of the last change, if the article states one.
    pub updated: Option<When>,
    /// When the article was first imported, in seconds since 1970 UTC.
    pub first_seen: i64,
}
