//! Correcting an analysis: statements that are wrong, missed, or somebody else’s.

pub mod parts;
pub mod spans;
mod words;

use super::{Action, App, Effect, Message};

/// The statement that is being corrected.
#[derive(Debug, Clone, Default)]
pub struct Correcting {}

impl App {
    pub(super) fn act_on_corrections(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn answer_correction(&mut self, _message: Message) -> Vec<Effect> {
        Vec::new()
    }
}
