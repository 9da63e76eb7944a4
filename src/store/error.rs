//! What can go wrong with a store.

use std::path::PathBuf;

/// What went wrong with a store. The text says what and where; `hint` says the way out.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Anything else that SQLite reports.
    #[error("{}: {reason}", path.display())]
    Other {
        /// The store.
        path: PathBuf,
        /// SQLite's words.
        reason: String,
    },
}

impl StoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        None
    }
}
