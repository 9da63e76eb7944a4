//! What a component asks of the others. It comes as a value; the app lets it happen.

use crate::app::changes::history::Change;
use crate::app::command::prompt::Purpose;

/// What a component asks of the others, which it does not know.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Makes a change that can be undone.
    Change(Change),
    /// Asks the user for a line, which holds the text at first.
    Ask(Purpose, String),
    /// Asks the user for a line; what is typed first takes the place of the text.
    AskProposed(Purpose, String),
}
