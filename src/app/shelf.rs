//! The pane of feeds: what the list can show, in groups that fold.

use super::{App, Effect, Focus};

/// The state of the pane of feeds.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Whether it is open.
    pub open: bool,
}

impl App {
    /// Opens the pane and goes there, or closes it.
    pub(super) fn toggle_shelf(&mut self) -> Vec<Effect> {
        let seen = self.layout().is_some_and(|layout| layout.feeds.is_some());
        self.shelf.open = !seen;
        let effects = match self.focus {
            _ if self.shelf.open => self.set_focus(Focus::Feeds),
            Focus::Feeds => self.set_focus(Focus::List),
            _ => Vec::new(),
        };
        self.lay_out();
        effects
    }

    /// Shows what is selected in the list.
    pub(super) fn open_shelf(&mut self) -> Vec<Effect> {
        self.set_focus(Focus::List)
    }
}
