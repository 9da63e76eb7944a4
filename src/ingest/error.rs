//! What can go wrong while reading articles.

/// Why nothing could be read. The text does not repeat the file's name: the caller says it.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// It does not hold articles.
    #[error("{0}")]
    Unreadable(String),
}

impl IngestError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        None
    }
}
