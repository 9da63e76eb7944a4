//! Articles: as read from outside, as a list shows them, and whole.

use serde::{Deserialize, Serialize};

use super::{ArticleId, Body, FeedId, Profile, When};

/// An article as an importer read it, before it is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The identity that its feed gives it, if any.
    pub guid: Option<String>,
    /// The canonical address, if any; only http and https.
    pub url: Option<String>,
    /// As written; empty where there is none.
    pub title: String,
    /// As written.
    pub authors: Vec<String>,
    /// The outlet that it names ("Source:"), if any.
    pub outlet: Option<String>,
    /// When it was published; none where it does not say so readably.
    pub published: Option<When>,
    /// When it was last changed, if it says so.
    pub updated: Option<When>,
    /// Categories and tags.
    pub tags: Vec<String>,
    /// The language that it declares (BCP 47), if any.
    pub language: Option<String>,
    /// Text and structure.
    pub body: Body,
    /// Files that belong to it: recordings, pictures, documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
}

/// A file that belongs to an article: a recording, a picture, a document. Never fetched unasked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Enclosure {
    /// Where it is; only http and https.
    pub url: String,
    /// Its MIME type, as the feed says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its length in bytes, as the feed says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// What it shows, in words (an image's alternative text, a file's title).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Which of its texts an article shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextSource {
    /// What came with the feed or the file.
    #[default]
    Feed,
    /// What stands on its page.
    Page,
}

/// What became of one draft in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStatus {
    /// It was new.
    Imported,
    /// It was known and has changed; its read state, star and tags are kept.
    Updated,
    /// It was known and is the same.
    Unchanged,
}

/// What a list shows of an article; never its body.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleRow {
    /// Its name in the store.
    pub id: ArticleId,
    /// The feed that it belongs to.
    pub feed: FeedId,
    /// That feed's title.
    pub feed_title: String,
    /// As written; empty where there is none.
    pub title: String,
    /// When it was published, if known.
    pub published: Option<When>,
    /// What it is ordered by (seconds since 1970 UTC): when published, else when first seen.
    pub sort_key: i64,
    /// Whether it still counts as unread.
    pub unread: bool,
    /// Whether it carries a star.
    pub starred: bool,
    /// Attributions found in it; none while it has not been analysed, and where it is in a language
    /// in which none are looked for.
    pub attributions: Option<u32>,
    /// Whether it has been analysed, whatever was found.
    pub analysed: bool,
    /// Length in words.
    pub words: u32,
    /// How well it is sourced; none while it has not been analysed, and in a language in which no
    /// sources are looked for.
    pub sourcing: Option<Sourcing>,
    /// What the list that it was read for is ordered by; see `Cursor`.
    pub order_key: i64,
    /// Words around what a search found, if it was read for a search.
    pub snippet: Option<String>,
}

/// How well an article is sourced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sourcing {
    /// Its sources by kind.
    pub profile: Profile,
    /// How much of its text is attributed to somebody: percent of its bytes.
    pub share: u8,
}

/// An article, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// What lists show.
    pub row: ArticleRow,
    /// The address, if any.
    pub url: Option<String>,
    /// The identity that its feed gave it, if any.
    pub guid: Option<String>,
    /// As written.
    pub authors: Vec<String>,
    /// The outlet that it names, if any.
    pub outlet: Option<String>,
    /// When it was last changed, if it says so.
    pub updated: Option<When>,
    /// The language that it declares, if any.
    pub language: Option<String>,
    /// The reader's and the feed's tags.
    pub tags: Vec<String>,
    /// Text and structure.
    pub body: Body,
    /// Identifies title and text: an analysis belongs to one such hash.
    pub text_hash: String,
    /// Files that belong to it.
    pub enclosures: Vec<Enclosure>,
    /// Which text `body` is.
    pub text_source: TextSource,
    /// Whether the other text is there too, to be switched to.
    pub has_other_text: bool,
    /// Where the reader left it: a byte of the text. None: at its beginning.
    pub place: Option<usize>,
}

/// What is known of an article beside its row and its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The address, if any.
    pub url: Option<String>,
    /// The identity that its feed gave it, if any.
    pub guid: Option<String>,
    /// As written.
    pub authors: Vec<String>,
    /// The reader's and the feed's tags.
    pub tags: Vec<String>,
    /// When it was last changed, if it says so.
    pub updated: Option<When>,
    /// When it came in: seconds since 1970 UTC.
    pub first_seen: i64,
}
