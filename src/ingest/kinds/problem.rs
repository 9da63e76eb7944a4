//! Why a server did not do what was asked, and what the reader can do about it.

use crate::ingest::FetchError;

/// Why a server did not do what was asked. The text does not repeat its address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// User and password are refused, or the session has ended and cannot be renewed.
    #[error("it refuses the user or the password")]
    SignIn,
    /// Signed in, and not allowed to use the interface.
    #[error("its interface is switched off for this user")]
    SwitchedOff,
    /// Something answers that is no server of this kind.
    #[error("it does not answer like a server of this kind: {0}")]
    NotThisKind(String),
    /// The server knows nothing by that name.
    #[error("it does not know {0}")]
    Unknown(String),
    /// The server says why it refuses.
    #[error("it refuses: {0}")]
    Refused(String),
    /// Servers of this kind cannot do it.
    #[error("servers of this kind cannot {0}")]
    Cannot(&'static str),
    /// It cannot be reached, is busy, or has broken down.
    #[error("{0}")]
    Fetch(#[from] FetchError),
}

impl Problem {
    /// What the reader can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Problem::SignIn => Some("check the user and the password of the account"),
            Problem::SwitchedOff => {
                Some("switch on the interface for other programs in the server's settings")
            }
            Problem::NotThisKind(_) => Some("check the address and the kind of the account"),
            Problem::Unknown(_) | Problem::Refused(_) | Problem::Cannot(_) => None,
            Problem::Fetch(error) => error.hint(),
        }
    }

    /// Whether the same may work later.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Problem::Fetch(error) if error.is_temporary())
    }
}
