//! Selecting text, to copy or to correct; marks and jumps.

use super::{Action, App, Effect};

impl App {
    pub(super) fn act_on_selection(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
