//! Searching: the line of a search, saved queries, the order of the list.

use super::{Action, App, Effect, Message};

impl App {
    pub(super) fn act_on_search(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Shelves => self.toggle_shelf(),
            _ => Vec::new(),
        }
    }

    pub(super) fn answer_search(&mut self, _message: Message) -> Vec<Effect> {
        Vec::new()
    }
}
