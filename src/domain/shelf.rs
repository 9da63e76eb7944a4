//! What stands beside the feeds to choose from: tags and saved queries, with their counts.

use super::{Counts, QueryId};

/// A search that the reader has saved, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its name in the store.
    pub id: QueryId,
    /// How the reader calls it; no two are called the same.
    pub title: String,
    /// The search, in the words of `domain::search`.
    pub text: String,
}

/// Tags and saved queries with how much they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelves {
    /// What carries a star.
    pub starred: Counts,
    /// The tags, by name.
    pub tags: Vec<(String, Counts)>,
    /// The saved queries, in the reader's order.
    pub queries: Vec<(SavedQuery, Counts)>,
}

/// What the reader does with saved queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryChange {
    /// Saves one: title and text. One of that title is replaced.
    Save(String, String),
    /// Removes one.
    Remove(QueryId),
    /// Brings a removed one back.
    Restore(SavedQuery),
    /// Gives one another title.
    Rename(QueryId, String),
}
