//! Queries: which articles a list shows, in which order, and the pages in which it is read.

use super::{ArticleId, ArticleRow, FeedId, QueryId};

/// The conditions of a list of articles. All of them must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// The part of the archive.
    pub scope: Scope,
    /// Whether only unread articles are listed. Articles that were marked read at or after
    /// `unread_since` stay in the list, so that nothing disappears while the user looks at it.
    pub unread_only: bool,
    /// When the list was opened, in seconds since 1970 UTC; see `unread_only`.
    pub unread_since: i64,
    /// Words that title, feed title or authors must contain, each of them, ignoring case and
    /// accents. Empty for no condition.
    pub filter: String,
    /// The order of the rows.
    pub order: Order,
    /// The time from which a search counts ages (`older:2w`), in seconds since 1970 UTC. It stays
    /// the same while a list is shown, so that its rows do not change from page to page.
    pub now: i64,
}

/// The order of a list. Rows that compare equal are ordered newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Most named sources first.
    Named,
    /// Most unnamed sources first.
    Unnamed,
    /// Most statements first.
    Statements,
    /// Largest attributed share of the text first.
    Share,
    /// Best match of a search first, taking dates into account. Without a search: newest first.
    Best,
}

impl Order {
    /// All orders with their names in commands and settings.
    pub const ALL: [(Order, &'static str); 7] = [
        (Order::Newest, "newest"),
        (Order::Oldest, "oldest"),
        (Order::Named, "named"),
        (Order::Unnamed, "unnamed"),
        (Order::Statements, "statements"),
        (Order::Share, "share"),
        (Order::Best, "best"),
    ];
}

/// A part of the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All articles.
    #[default]
    All,
    /// Starred articles.
    Starred,
    /// The articles of one feed.
    Feed(FeedId),
    /// The articles with this tag.
    Tag(String),
    /// The matches of a search in the language of [`search`](super::search). An invalid search has
    /// no matches.
    Search(String),
    /// The matches of a saved query.
    Saved(QueryId),
}

/// A position in a list. Lists are ordered by `key` and then `id`, both descending (keyset
/// pagination).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The row's `order_key`, which is its `sort_key` in lists that are ordered newest first.
    pub key: i64,
    /// The row's id.
    pub id: ArticleId,
}

impl Cursor {
    /// Returns the position of `row`.
    pub fn of(row: &ArticleRow) -> Cursor {
        Cursor { key: row.order_key, id: row.id }
    }
}

/// Which page of a list is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first rows.
    Start,
    /// The last rows.
    End,
    /// The rows after a position.
    After(Cursor),
    /// The rows before a position.
    Before(Cursor),
    /// The rows around a position, with the row of that position in the middle if it is in the
    /// list.
    Around(Cursor),
}

/// A page of a list, always in list order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<ArticleRow>,
    /// The number of rows of the list before the first of these.
    pub offset: u64,
    /// The most recently imported article of the whole store at the time of reading; `None` for an
    /// empty store.
    pub newest: Option<ArticleId>,
}

/// The articles that the user had seen, or could have seen by scrolling, when acting on a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// All articles imported up to and including this one are covered; `None` covers every article.
    pub up_to: Option<ArticleId>,
    /// Articles imported later that are on the screen or below it.
    pub later: Vec<ArticleId>,
}

impl Shown {
    /// Returns whether the article `id` is covered.
    pub fn has(&self, id: ArticleId) -> bool {
        self.up_to.is_none_or(|last| id <= last) || self.later.contains(&id)
    }
}

/// The size of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of rows.
    pub total: u64,
    /// The number of unread rows.
    pub unread: u64,
}

/// Which rows of a list an action covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Range {
    /// Every row.
    All,
    /// The rows above a position, without the row there.
    Above(Cursor),
    /// The rows below a position, without the row there.
    Below(Cursor),
}
