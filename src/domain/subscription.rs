//! Subscriptions: followed feeds with their settings and the state of their fetches.

use serde::{Deserialize, Serialize};

use super::{Draft, FeedId, FeedInfo};

/// Whether a feed is fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedState {
    /// The feed is fetched at every refresh.
    #[default]
    Followed,
    /// The user has paused the feed.
    Paused,
    /// The server has declared the feed gone (410). Following it again tries anew.
    Gone,
    /// The user has ended the subscription and kept the articles.
    Kept,
}

/// The user's settings for one feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeedSettings {
    /// Minutes between automatic refreshes; `None` for the configured default.
    pub interval: Option<u32>,
    /// Whether the full text of every new article is fetched from its web page.
    pub full_text: bool,
    /// Whether the feed is fetched.
    pub state: FeedState,
    /// The feed's tags, which are folders in OPML.
    pub tags: Vec<String>,
}

/// Validators of a server's last answer, sent back unchanged to make a fetch conditional (RFC 9110,
/// 8.8).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Validators {
    /// The entity tag.
    pub etag: Option<String>,
    /// The date of the last change, as the server wrote it.
    pub last_modified: Option<String>,
}

/// A feed to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The feed's address, title and site.
    pub info: FeedInfo,
    /// The user's own title, if it differs from the feed's.
    pub own_title: Option<String>,
    /// The settings to start with.
    pub settings: FeedSettings,
}

/// A feed with an address, and the state of its fetches. Times are in seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The feed's id.
    pub id: FeedId,
    /// The address that is fetched.
    pub address: String,
    /// The title that is shown.
    pub title: String,
    /// The feed's own title; it differs from `title` if the user has renamed the feed.
    pub feed_title: String,
    /// The address of the feed's web site, if known.
    pub site: Option<String>,
    /// The user's settings.
    pub settings: FeedSettings,
    /// The validators of the server's last answer.
    pub validators: Validators,
    /// When the server last answered.
    pub fetched_at: Option<i64>,
    /// When the feed may be fetched again, as requested by the server or after failures.
    pub not_before: Option<i64>,
    /// The number of consecutive failed fetches.
    pub failures: u32,
    /// The reason why the last fetch failed; `None` if it succeeded.
    pub last_error: Option<String>,
}

/// The result of one successful fetch of a feed, stored in one transaction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fetched {
    /// The feed's description of itself; `None` if the feed has not changed.
    pub info: Option<FeedInfo>,
    /// The feed's articles; empty if the feed has not changed.
    pub drafts: Vec<Draft>,
    /// The validators for the next fetch.
    pub validators: Validators,
    /// The feed's new address, if it has moved permanently.
    pub moved_to: Option<String>,
    /// When the feed may be fetched again, if the server says so.
    pub not_before: Option<i64>,
}

/// A failed fetch of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchFailure {
    /// The reason, in words for the user.
    pub reason: String,
    /// When the feed may be fetched again.
    pub not_before: Option<i64>,
    /// Whether the server has declared the feed gone.
    pub gone: bool,
}

/// How long articles are kept. Each rule applies if it is set; `None` keeps articles for ever.
/// Unread, starred and tagged articles are always kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Retention {
    /// Days since an article was imported, published or read, whichever is latest.
    pub days: Option<u32>,
    /// The number of newest articles that each feed keeps.
    pub per_feed: Option<u32>,
}
