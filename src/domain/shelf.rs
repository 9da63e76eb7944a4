//! Tags and saved queries, which the sidebar lists beside the feeds, with their counts.

use super::{Counts, QueryId};

/// A search that the user has saved under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// The query's id.
    pub id: QueryId,
    /// The user's title for it. Titles are unique.
    pub title: String,
    /// The search, in the language of [`search`](super::search).
    pub text: String,
}

/// Tags and saved queries with the number of their articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelves {
    /// The starred articles.
    pub starred: Counts,
    /// The tags, ordered by name.
    pub tags: Vec<(String, Counts)>,
    /// The saved queries, in the user's order.
    pub queries: Vec<(SavedQuery, Counts)>,
}

/// A change of the saved queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryChange {
    /// Saves a search under a title; replaces one with the same title.
    Save(String, String),
    /// Removes a query.
    Remove(QueryId),
    /// Restores a removed query.
    Restore(SavedQuery),
    /// Renames a query.
    Rename(QueryId, String),
}
