//! Searching: the line of a search, saved queries, the order of the list.

mod begun;
mod complete;
mod line;
mod ordering;
mod past;
mod sorting;

pub use complete::{Proposal, Proposals};
pub use line::Searching;
pub use ordering::{OrderPicker, listed as listed_order};
pub use past::SEARCHES;
pub use sorting::told as told_order;

pub(in crate::app) use line::Before;
pub(in crate::app) use sorting::{Orders, is_search};

use crate::app::action::table::SearchAction;
use crate::app::{App, Outcome};

/// The search that is typed, earlier ones, and what belongs to all of them.
#[derive(Debug, Default)]
pub struct Search {
    /// The search that is being typed.
    pub typing: Option<Searching>,
    /// Earlier searches, the newest last.
    pub past: Vec<String>,
    /// The orders that were chosen for the list.
    pub(in crate::app) orders: Orders,
    /// What was shown before the search that is shown now.
    pub(in crate::app) came_from: Option<Box<Before>>,
}

impl App {
    pub(in crate::app) fn act_on_search(&mut self, action: SearchAction) -> Outcome {
        match action {
            SearchAction::Search => self.open_search(),
            SearchAction::EditQuery => self.edit_query(),
            SearchAction::NextHit => self.step_hits(true),
            SearchAction::PreviousHit => self.step_hits(false),
            SearchAction::SaveQuery => {
                let (scope, title) = (self.list.query.scope.clone(), self.scope_title());
                let outcome = self.sidebar.ask_query_name(&mut self.env, scope, &title);
                self.run(outcome)
            }
            SearchAction::RemoveQuery => {
                let shown = self.chosen().unwrap_or_else(|| self.list.query.scope.clone());
                let outcome = self.sidebar.remove_shown_query(shown);
                self.run(outcome)
            }
            SearchAction::Sort => self.open_orders(),
            SearchAction::NextOrder => self.next_order(),
            SearchAction::Shelves => self.toggle_shelf(),
            SearchAction::Fold => self.sidebar.fold(None),
        }
    }
}
