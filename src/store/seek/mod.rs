//! Searches in SQL: translation of a parsed search, ranking of its matches, and excerpts.

pub(super) mod best;
mod condition;
mod facts;
mod matching;
mod names;
pub(super) mod said;
pub(super) mod snippet;

pub(super) use condition::FoundArticles;
