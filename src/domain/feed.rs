//! Feeds: the origins of articles.

use super::{FeedId, Subscription};

/// The description of a feed that is needed to find or create it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedInfo {
    /// The origin of its articles. It identifies the feed.
    pub origin: FeedOrigin,
    /// The title to show. An existing feed that the user has renamed keeps its title.
    pub title: String,
    /// The address of the feed's web site, if known.
    pub site: Option<String>,
}

impl FeedInfo {
    /// Describes the feed of pages that the user has saved one by one.
    pub fn saved() -> FeedInfo {
        FeedInfo { origin: FeedOrigin::Saved, title: "Saved".into(), site: None }
    }
}

/// The origin of a feed's articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FeedOrigin {
    /// A folder or file on this machine, by its absolute path.
    Path(String),
    /// An address that is fetched, or that an imported feed file names as its own.
    Address(String),
    /// Standard input.
    Input,
    /// Pages that were saved one by one.
    Saved,
    /// The articles that come with the program.
    Welcome,
}

/// A feed as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// The feed's id.
    pub id: FeedId,
    /// The title.
    pub title: String,
    /// The origin of its articles.
    pub origin: FeedOrigin,
    /// The number of articles.
    pub total: u64,
    /// The number of unread articles.
    pub unread: u64,
    /// The subscription; `None` if the feed is not fetched from an address.
    pub subscription: Option<Box<Subscription>>,
}
