//! Identifiers of stored things and of parts of an analysis, each a type of its own.

use serde::{Deserialize, Serialize};

/// Identifier of an article, unique within a store.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// Identifier of a feed, unique within a store.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct FeedId(pub i64);

/// Identifier of an entity within one analysis: its index in `Analysis::entities`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct EntityId(pub u32);

/// Identifier of a source within one analysis: its index in `Analysis::sources`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// Identifier, unique within a store, of a person, organization or other subject across all
/// articles.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct SubjectId(pub i64);

/// Identifier of a correction, unique within a store.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct CorrectionId(pub i64);

/// Identifier of a saved query, unique within a store.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct QueryId(pub i64);

impl EntityId {
    /// Returns the index in `Analysis::entities`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl SourceId {
    /// Returns the index in `Analysis::sources`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
