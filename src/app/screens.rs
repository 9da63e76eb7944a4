//! The screens of the archive: lists of subjects, and dossiers.

use super::{Action, App, Effect, Message};

/// A screen of the archive.
#[derive(Debug, Clone, Default)]
pub struct Screen {}

impl App {
    pub(super) fn act_on_screens(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }

    pub(super) fn answer_screens(&mut self, _message: Message) -> Vec<Effect> {
        Vec::new()
    }
}
