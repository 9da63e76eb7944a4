//! The command line and the palette: every action by name, with arguments.

use super::{Action, App, Effect};

/// The choice of a command by a few letters.
#[derive(Debug, Clone, Default)]
pub struct Palette {}

impl App {
    pub(super) fn act_on_commands(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
