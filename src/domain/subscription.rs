//! Feeds that are followed: what the reader has set for them, and what is known of their fetches.

use serde::{Deserialize, Serialize};

use super::{Draft, FeedId, FeedInfo};

/// Whether a feed is fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedState {
    /// Every refresh asks for it.
    #[default]
    Followed,
    /// The reader has paused it.
    Paused,
    /// Its server said that it is gone for good (410). Following it again asks anew.
    Gone,
    /// The reader has ended the subscription and kept the articles.
    Kept,
}

/// What the reader has set for one feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeedSettings {
    /// Minutes between automatic refreshes; none: as configured for all.
    pub interval: Option<u32>,
    /// Whether the full text of every new article is fetched from its page.
    pub full_text: bool,
    /// Whether it is fetched.
    pub state: FeedState,
    /// The feed's tags: the folders of OPML.
    pub tags: Vec<String>,
}

/// What a server gave to tell whether a feed has changed (RFC 9110, 8.8). Sent back as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validators {
    /// The entity tag.
    pub etag: Option<String>,
    /// The date of the last change.
    pub last_modified: Option<String>,
}

/// A feed to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// Its address, title and site.
    pub info: FeedInfo,
    /// The reader's own title, if another than the feed's.
    pub own_title: Option<String>,
    /// How it is to be followed.
    pub settings: FeedSettings,
}

/// A feed that has an address, with what is known of its fetches. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The feed.
    pub id: FeedId,
    /// Where it is fetched from.
    pub address: String,
    /// The title that is shown.
    pub title: String,
    /// The title that the feed gives itself; another than `title` where the reader has renamed it.
    pub feed_title: String,
    /// The site's address, if known.
    pub site: Option<String>,
    /// What the reader has set.
    pub settings: FeedSettings,
    /// What its server gave with the last answer.
    pub validators: Validators,
    /// When it last answered.
    pub fetched_at: Option<i64>,
    /// When it may be asked again: its server's wish, or the back-off after failures.
    pub not_before: Option<i64>,
    /// How often in a row it could not be fetched.
    pub failures: u32,
    /// Why the last fetch failed; none where it went well.
    pub last_error: Option<String>,
}

/// What one fetch of a feed gave, to be stored in one transaction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fetched {
    /// What the feed says of itself; none where it has not changed.
    pub info: Option<FeedInfo>,
    /// Its articles; empty where it has not changed.
    pub drafts: Vec<Draft>,
    /// What to send back next time.
    pub validators: Validators,
    /// It has moved there for good.
    pub moved_to: Option<String>,
    /// When it may be asked again, if its server says so.
    pub not_before: Option<i64>,
}

/// A fetch that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Why, for the reader.
    pub reason: String,
    /// When it may be asked again.
    pub not_before: Option<i64>,
    /// Whether its server says that it is gone for good.
    pub gone: bool,
}

/// How long articles are kept. Each rule holds where it is set; none: for ever. What is unread,
/// starred or tagged by the reader is always kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Retention {
    /// Days since an article came in, was published or was read, whichever is latest.
    pub days: Option<u32>,
    /// The newest articles of each feed.
    pub per_feed: Option<u32>,
}
