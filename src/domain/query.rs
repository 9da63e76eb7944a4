//! What a list shows, as data, and the pages in which it is read.

use super::{ArticleId, ArticleRow, FeedId, QueryId};

/// Which articles a list shows: all conditions hold at once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Which part of the archive.
    pub scope: Scope,
    /// Only unread ones. Those marked read at or after `unread_since` stay, so that nothing
    /// vanishes under the reader's eyes.
    pub unread_only: bool,
    /// Seconds since 1970 UTC at which the list was opened; see `unread_only`.
    pub unread_since: i64,
    /// Words that title, feed title or authors contain, each of them, in any case and without
    /// regard to accents. Empty: no condition.
    pub filter: String,
    /// The order of the rows.
    pub order: Order,
    /// Seconds since 1970 UTC from which a search counts ages (`older:2w`). A list keeps it while
    /// it is shown, so that its rows stay the same from page to page.
    pub now: i64,
}

/// The order of a list. Rows that are equal in it stand newest first.
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
    /// What fits a search best first, dates taken into account. Without a search: newest first.
    Best,
}

impl Order {
    /// All orders with their names, as commands and settings write them.
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
    /// Everything.
    #[default]
    All,
    /// What carries a star.
    Starred,
    /// One feed.
    Feed(FeedId),
    /// What carries a tag.
    Tag(String),
    /// What a search finds, in the words of `domain::search`. One that is wrong finds nothing.
    Search(String),
    /// What a saved query finds.
    Saved(QueryId),
}

/// A place in a list: lists are ordered by `key`, then `id`, both descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The row's `order_key`: its `sort_key` in lists that are ordered newest first.
    pub key: i64,
    /// The row's id.
    pub id: ArticleId,
}

impl Cursor {
    /// The place of `row`.
    pub fn of(row: &ArticleRow) -> Cursor {
        Cursor { key: row.order_key, id: row.id }
    }
}

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first rows.
    Start,
    /// The last rows.
    End,
    /// The rows after a place.
    After(Cursor),
    /// The rows before a place.
    Before(Cursor),
    /// A page that has the row of that place in its middle, if it is in the list.
    Around(Cursor),
}

/// A page of a list, always in list order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<ArticleRow>,
    /// How many rows of the list come before the first of these.
    pub offset: u64,
    /// The article that had come in last when they were read, whatever the list; none in an empty store.
    pub newest: Option<ArticleId>,
}

/// Which articles a list had shown, or would have by scrolling, when it was acted upon.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// All that had come in up to this one; none: whatever there is.
    pub up_to: Option<ArticleId>,
    /// Later ones that stand on the screen or below it.
    pub later: Vec<ArticleId>,
}

impl Shown {
    /// Whether an article of the list is one of them.
    pub fn has(&self, id: ArticleId) -> bool {
        self.up_to.is_none_or(|last| id <= last) || self.later.contains(&id)
    }
}

/// How much a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows.
    pub total: u64,
    /// Rows that are unread.
    pub unread: u64,
}

/// Which rows of a list an action covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Range {
    /// Every row.
    All,
    /// The rows above a place, without it.
    Above(Cursor),
    /// The rows below a place, without it.
    Below(Cursor),
}
