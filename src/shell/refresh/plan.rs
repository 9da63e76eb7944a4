//! What a refresh is to do, what it tells while it does it, and what came of it.

use crate::domain::{FeedId, Fetched, Retention};
use crate::ingest::NetSettings;

use super::due::Asked;

/// What a refresh is to do.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The feeds that somebody has named: their intervals and pauses do not count. None: all that
    /// are due.
    pub feeds: Option<Vec<FeedId>>,
    /// What has been fetched of feeds already: these are not asked again.
    pub given: Vec<(FeedId, Fetched)>,
    /// Who asks.
    pub asked: Asked,
    /// Whether intervals and pauses do not count for any feed. What a server has asked for always
    /// does.
    pub force: bool,
    /// The most fetches at once.
    pub jobs: usize,
    /// The most fetches at once from one host.
    pub per_host: usize,
    /// How the network is used.
    pub net: NetSettings,
    /// Which articles go afterwards.
    pub retention: Retention,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            feeds: None,
            given: Vec::new(),
            asked: Asked::ByHand,
            force: false,
            jobs: 8,
            per_host: 2,
            net: NetSettings::default(),
            retention: Retention::default(),
        }
    }
}

/// Told while it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// So many feeds are going to be asked.
    Begun(usize),
    /// One feed is done; what came is stored.
    Feed(Report),
    /// So many full texts are done, of so many that are known to be wanted.
    Pages(usize, usize),
    /// The full text of one article could not be fetched.
    PageFailed(PageFailure),
}

/// A full text that could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFailure {
    /// The address of the article's feed; none: it came from a file.
    pub feed: Option<String>,
    /// The page's address.
    pub address: String,
    /// Why.
    pub reason: String,
}

/// What came of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The feed.
    pub feed: FeedId,
    /// Its title as it was before.
    pub title: String,
    /// The address that was asked.
    pub address: String,
    /// What came of it.
    pub status: Status,
    /// How many articles it lists; none where its server says that it has not changed.
    pub articles: Option<usize>,
    /// How many of them are new.
    pub new: usize,
    /// How many of them have changed.
    pub updated: usize,
    /// Why it failed or was left out; or what else is to be known (it has moved).
    pub reason: Option<String>,
    /// The way out.
    pub hint: Option<String>,
}

/// What came of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has new articles.
    New,
    /// Articles have changed, none is new.
    Updated,
    /// Nothing is new.
    Unchanged,
    /// It could not be fetched or read.
    Failed,
    /// It was named, but is not to be asked (now).
    Skipped,
}

/// What a refresh came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Feeds that were asked.
    pub feeds: usize,
    /// Feeds that have nothing new.
    pub unchanged: usize,
    /// Feeds that failed.
    pub failed: usize,
    /// Feeds that are followed, but were not due.
    pub not_due: usize,
    /// New articles.
    pub new_articles: usize,
    /// Articles that have changed.
    pub updated_articles: usize,
    /// Full texts that were fetched.
    pub pages: usize,
    /// Full texts that could not be.
    pub pages_failed: usize,
    /// Articles that went because they were old.
    pub expired: usize,
    /// Feeds that were to be asked, and were not: it was cancelled before.
    pub not_asked: usize,
    /// Whether it was cancelled before it was done.
    pub cancelled: bool,
}
