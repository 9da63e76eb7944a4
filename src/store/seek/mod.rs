//! Searches: from a parsed search to SQL, to ranked rows and to words around what was found.

pub(super) mod best;
mod condition;
mod facts;
mod matching;
mod names;
pub(super) mod said;
pub(super) mod snippet;

pub(super) use condition::Found;
