//! All that the reader asks of the world.

use crate::domain::{ArticleId, Edge, FeedId, Query, Range};

use super::RequestId;

/// Something to do. Answers come as messages that carry the request's id.
#[must_use]
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Draw everything anew.
    Redraw,
    /// Send `Woke` after so many milliseconds.
    Wake(RequestId, u64),
    /// Read a page of a list of at most so many rows. Only the newest waiting one matters.
    LoadPage(RequestId, Query, Edge, usize),
    /// Count a list. Only the newest waiting one matters.
    LoadCounts(RequestId, Query),
    /// Read an article with its analysis. Only the newest waiting one matters.
    LoadArticle(RequestId, ArticleId),
    /// Read feeds and tags.
    LoadFeeds(RequestId),
    /// Analyse this article before all others.
    Analyse(ArticleId),
    /// Mark articles read or unread.
    SetRead(RequestId, Vec<ArticleId>, bool),
    /// Mark a range of a list read or unread.
    SetReadIn(RequestId, Query, Range, bool),
    /// Give articles a star, or take it.
    SetStarred(RequestId, Vec<ArticleId>, bool),
    /// Remove a feed.
    RemoveFeed(RequestId, FeedId),
    /// Bring a removed feed back.
    RestoreFeed(RequestId, FeedId),
    /// Remember a setting: name and value.
    Remember(&'static str, String),
    /// Open an address with the program that is there for it; only http, https and mailto.
    Open(String),
    /// Put a text on the clipboard.
    Copy(String),
}
