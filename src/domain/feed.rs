//! Feeds: where articles come from.

use super::{FeedId, Subscription};

/// What a feed is, from outside: enough to find it again or to make it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedInfo {
    /// Where its articles come from; a feed is known by it.
    pub origin: FeedOrigin,
    /// A title to show; kept if the feed exists and the user has renamed it.
    pub title: String,
    /// The site's address, if known.
    pub site: Option<String>,
}

/// Where a feed's articles come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeedOrigin {
    /// A folder or a file on this machine, by its absolute path.
    Path(String),
    /// An address that is fetched, or that an imported feed file names as its own.
    Address(String),
    /// What comes through standard input.
    Input,
    /// Pages that were saved one by one.
    Saved,
    /// The articles that come with the program.
    Welcome,
}

/// A feed as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// Its name in the store.
    pub id: FeedId,
    /// The title.
    pub title: String,
    /// Where its articles come from.
    pub origin: FeedOrigin,
    /// How many articles it has.
    pub total: u64,
    /// How many of them are unread.
    pub unread: u64,
    /// How it is followed; none for what is not fetched from an address.
    pub subscription: Option<Box<Subscription>>,
}
