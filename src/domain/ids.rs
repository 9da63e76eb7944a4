//! Numbers that name stored things and parts of one analysis, each with a type of its own.

use serde::{Deserialize, Serialize};

/// Names an article in one store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// Names a feed in one store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeedId(pub i64);

/// Names an entity inside one analysis: its index in `Analysis::entities`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub u32);

/// Names a source inside one analysis: its index in `Analysis::sources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// Names, in one store, a person, body or the like across all articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubjectId(pub i64);

/// Names a correction in one store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorrectionId(pub i64);

/// Names a saved query in one store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueryId(pub i64);

impl EntityId {
    /// The position in `Analysis::entities`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl SourceId {
    /// The position in `Analysis::sources`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
