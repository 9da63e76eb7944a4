//! Searching: the line of a search, saved queries, the order of the list.

mod begun;
mod complete;
mod line;
mod ordering;
mod past;
mod saved;
mod shelves;
mod sorting;

pub use complete::{Proposal, Proposals};
pub use line::Searching;
pub use ordering::{OrderPicker, listed as listed_order};
pub use past::SEARCHES;
pub use sorting::told as told_order;

pub(super) use line::Before;
pub(super) use sorting::{Orders, is_search};

use super::{Action, App, Effect};

impl App {
    pub(super) fn act_on_search(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Search => self.open_search(),
            Action::EditQuery => self.edit_query(),
            Action::NextHit | Action::PreviousHit => self.act_on_hits(action),
            Action::SaveQuery => self.ask_query_name(),
            Action::RemoveQuery => self.remove_shown_query(),
            Action::Sort => self.open_orders(),
            Action::NextOrder => self.next_order(),
            Action::Shelves => self.toggle_shelf(),
            Action::Fold => self.fold(None),
            _ => Vec::new(),
        }
    }
}
