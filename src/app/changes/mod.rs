//! Changes of the archive: those that are being stored, and those that can be undone.

pub mod history;
pub(in crate::app) mod mark;

use std::collections::HashMap;

use crate::app::changes::history::{Change, History, Moment};
use crate::app::exchange::message::RequestId;

/// The changes that the user has made.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// What can be undone and redone.
    pub(in crate::app) history: History,
    /// What is being stored.
    pub(in crate::app) stored: HashMap<RequestId, Stored>,
    /// The marking that has taken more than a moment; it may be done by now.
    pub(in crate::app) slow: Option<RequestId>,
}

/// What is to be done when a change of state has been stored.
#[derive(Debug, Clone)]
pub(in crate::app) enum Stored {
    /// Remember it for undo.
    Done(Change),
    /// The same of what came of itself, out of what was done at that moment: there may be something
    /// better to say.
    Quiet(Change, Moment),
    /// It is an undo or a redo (how it is called): the history has it already.
    Replayed(Change, &'static str),
}
