//! The command line and the palette: every action by name, with arguments.

mod entry;
pub(in crate::app) mod held;
mod history;
pub mod line;
pub(in crate::app) mod nearest;
pub(in crate::app) mod offer;
pub(in crate::app) mod palette;
pub(in crate::app) mod parse;
pub(in crate::app) mod paths;
pub mod prompt;
mod steps;
pub(in crate::app) mod table;
pub(in crate::app) mod words;
mod write_out;

use crate::app::command::held::Held;
use crate::app::keys::macros::Step;
use crate::app::{Key, Prompt, RequestId};
use std::collections::VecDeque;

pub use history::{COMMAND_HISTORY, Typed};
pub use offer::{Completion, Offer};
pub use palette::{Entry, Palette};
pub use table::{COMMANDS, Command, Takes};

/// Which line is asked for: all of them end as a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Any command.
    Command,
    /// The words behind `pipe`.
    Pipe,
    /// The words behind `export`.
    Export,
}

impl Verb {
    /// What stands before the line when it is done.
    pub(in crate::app) fn prefix(self) -> &'static str {
        match self {
            Verb::Command => "",
            Verb::Pipe => "pipe ",
            Verb::Export => "export ",
        }
    }
}

/// What is typed: keys, the prompt, lines typed before, what completes the present one, and what is
/// still to be done.
#[derive(Debug, Clone, Default)]
pub struct Commands {
    /// Lines typed before.
    pub typed: Typed,
    /// What the present line can go on with.
    pub completion: Completion,
    /// Steps that wait for what the one before them has asked for.
    steps: VecDeque<Step>,
    /// The folder whose names are offered.
    pub(in crate::app) folder: Option<paths::Folder>,
    /// The request of the last line for something to be written out.
    pub(in crate::app) sent: Option<RequestId>,
    /// The row that the list is on its way to.
    far: Option<steps::Far>,
    /// What is being typed into the status line.
    pub prompt: Option<Prompt>,
    /// The keys typed so far of a longer sequence.
    pub keys: Vec<Key>,
    /// The number typed before a key.
    pub count: Option<u32>,
    /// What was typed for an article that is on its way.
    pub(in crate::app) held: VecDeque<Held>,
}

/// Whether a line can be understood, as far as that is known without the archive.
///
/// # Errors
/// Says what is wrong with it.
pub(in crate::app) fn check(line: &str) -> Result<(), String> {
    parse::parse(line).map(|_| ())
}

/// What the command at the beginning of a line takes, and what it does.
pub fn help_for(line: &str) -> Option<(&'static str, &'static str)> {
    let words = words::words(line);
    let named = table::named(&words.first()?.text)?;
    match (named.command, named.action) {
        (Some(command), _) => Some((command.usage, command.help)),
        (None, Some(action)) => Some(("", action.help())),
        (None, None) => None,
    }
}

#[cfg(test)]
mod failing_tests;
#[cfg(test)]
mod tests;
