//! The kinds of servers that an account may have: one file a kind, each over the same few calls.

mod answer;
mod feedbin;
mod fever;
mod greader;
mod miniflux;
mod newsblur;
mod nextcloud;
mod problem;
mod request;
mod ttrss;

pub use feedbin::Feedbin;
pub use fever::Fever;
pub use greader::GoogleReader;
pub use miniflux::Miniflux;
pub use newsblur::NewsBlur;
pub use nextcloud::Nextcloud;
pub use problem::Problem;
pub(in crate::ingest) use request::encoded_form;
pub use request::{Content, Login, Received, Request, Verb, Wire};
pub use ttrss::TinyTiny;

use crate::domain::Draft;

/// A feed that the server follows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServerFeed {
    /// Its name on the server.
    pub id: String,
    /// Its title; its address where it has none.
    pub title: String,
    /// Where the server fetches it; only http and https.
    pub address: Option<String>,
    /// Its site, if known.
    pub site: Option<String>,
    /// The folders that it is in, by their titles.
    pub folders: Vec<String>,
}

/// An article as the server has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerItem {
    /// Its name on the server.
    pub id: String,
    /// The name of its feed.
    pub feed: String,
    /// What it says.
    pub draft: Draft,
    /// Whether it is read; none where the answer does not tell.
    pub read: Option<bool>,
    /// Whether it is starred; none where the answer does not tell.
    pub starred: Option<bool>,
}

/// A state of an article that is kept on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read, or not.
    Read,
    /// Starred, or not.
    Starred,
}

/// A change of what the server follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedChange {
    /// Follow that address, in that folder if one is named.
    Add {
        /// Where the feed is.
        address: String,
        /// The title of a folder.
        folder: Option<String>,
    },
    /// Another title.
    Rename {
        /// The name of the feed.
        id: String,
        /// The new title.
        title: String,
    },
    /// Into that folder; out of all folders where none is named.
    Move {
        /// The name of the feed.
        id: String,
        /// The title of a folder.
        folder: Option<String>,
    },
    /// No longer follow it.
    Remove {
        /// The name of the feed.
        id: String,
    },
}

/// What a kind of server can do beyond reading, and marking articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Whether feeds can be added and removed.
    pub add: bool,
    /// Whether feeds can be renamed and moved to another folder.
    pub arrange: bool,
    /// Whether a whole feed is marked read by one call that leaves alone what came in later.
    pub feed_read: bool,
}

/// What can be asked of a server, whatever its kind. Every list is bounded by what `Wire` takes.
pub trait Kind {
    /// What it can do.
    fn abilities(&self) -> Abilities;

    /// Signs in, and says what the server calls itself, with its version where it tells one.
    fn sign_in(&mut self, wire: &mut dyn Wire) -> Result<String, Problem>;

    /// All feeds with their folders.
    fn feeds(&mut self, wire: &mut dyn Wire) -> Result<Vec<ServerFeed>, Problem>;

    /// The names of all articles that are unread.
    fn unread(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem>;

    /// The names of all articles that are starred.
    fn starred(&mut self, wire: &mut dyn Wire) -> Result<Vec<String>, Problem>;

    /// The articles of those names; those that the server no longer has are left out.
    fn items(&mut self, wire: &mut dyn Wire, ids: &[String]) -> Result<Vec<ServerItem>, Problem>;

    /// Marks those articles. Doing it again changes nothing.
    fn mark(
        &mut self,
        wire: &mut dyn Wire,
        ids: &[String],
        mark: Mark,
        on: bool,
    ) -> Result<(), Problem>;

    /// Marks a feed read up to that article and no further. Only where the abilities say so.
    fn mark_feed_read(
        &mut self,
        _wire: &mut dyn Wire,
        _feed: &str,
        _newest: &str,
    ) -> Result<(), Problem> {
        Err(Problem::Cannot("mark a feed read up to an article"))
    }

    /// Changes what the server follows. Only where the abilities say so.
    fn change(&mut self, _wire: &mut dyn Wire, _change: &FeedChange) -> Result<(), Problem> {
        Err(Problem::Cannot("add, rename, move or remove feeds"))
    }
}

#[cfg(test)]
mod tests;
