//! Writes out what the reader or a command asks for: read from the store a page at a time, brought
//! into a form, put where it is wanted.

mod exporter;
mod file;
mod gather;
mod program;

use std::io;

use crate::export::ExportPart;
use crate::store::StoreError;

pub(super) use exporter::Exporter;
pub use file::{FileSink, create, expanded, replace};
pub use gather::{Gathered, gather, gather_each};

/// Where parts go.
pub trait Sink {
    /// What can go wrong with it.
    type Error: From<ExportError>;

    /// Takes a part.
    ///
    /// # Errors
    /// Where it cannot be put.
    fn put(&mut self, part: ExportPart) -> Result<(), Self::Error>;

    /// Whether it takes several files, as a folder does.
    fn takes_files(&self) -> bool;
}

/// Why something was not written out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It makes no sense, and the way out.
    #[error("{0}")]
    Refused(String, String),
    /// The place cannot be written to.
    #[error("{0} cannot be written: {1}")]
    Unwritable(String, io::Error),
    /// Nobody wants it any more.
    #[error("it was stopped")]
    Stopped,
}

impl ExportError {
    /// Something that makes no sense, and the way out.
    pub fn refused(message: impl Into<String>, hint: impl Into<String>) -> ExportError {
        ExportError::Refused(message.into(), hint.into())
    }

    /// The way out, if there is one to be told.
    pub fn hint(&self) -> Option<&str> {
        match self {
            ExportError::Store(error) => error.hint(),
            ExportError::Refused(_, hint) => Some(hint),
            ExportError::Unwritable(..) => Some("check its folder, and who may write there"),
            ExportError::Stopped => None,
        }
    }
}
