//! Changes of the archive: those that are being stored, and those that can be undone.

use std::collections::HashMap;

use super::history::{Change, History, Moment};
use super::message::RequestId;

/// The changes that the user has made.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    /// What can be undone and redone.
    pub(super) history: History,
    /// What is being stored.
    pub(super) stored: HashMap<RequestId, Stored>,
    /// The marking that has taken more than a moment; it may be done by now.
    pub(super) slow: Option<RequestId>,
}

/// What is to be done when a change of state has been stored.
#[derive(Debug, Clone)]
pub(super) enum Stored {
    /// Remember it for undo.
    Done(Change),
    /// The same of what came of itself, out of what was done at that moment: there may be something
    /// better to say.
    Quiet(Change, Moment),
    /// It is an undo or a redo (how it is called): the history has it already.
    Replayed(Change, &'static str),
}
