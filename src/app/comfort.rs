//! The look: widths, measure, spacing, zen, themes; where the reader was.

use super::{Action, App, Effect};

/// The choice of a theme.
#[derive(Debug, Clone, Default)]
pub struct ThemePicker {}

impl App {
    pub(super) fn act_on_look(&mut self, _action: Action) -> Vec<Effect> {
        Vec::new()
    }
}
