//! What the loop waits for, how the other threads tell it, and why it may end.

use std::io;
use std::sync::mpsc::Sender;

use crate::app::Message;

/// Why the reader ended before it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// The terminal failed.
    #[error("the terminal cannot be used: {0}")]
    Terminal(io::Error),
    /// The system gives no thread.
    #[error("no thread could be started: {0}")]
    Thread(io::Error),
}

/// What the loop waits for.
pub(super) enum Event {
    /// A message for the reader.
    Message(Message),
    /// The terminal gives no more keys.
    Lost(io::Error),
}

/// Sends the reader a failure that belongs to no request. Nobody listens once the reader has ended.
pub(super) fn tell_failed(events: &Sender<Event>, reason: String) {
    let _ = events.send(Event::Message(Message::Failed(None, reason)));
}
