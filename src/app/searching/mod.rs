//! Searching: the line of a search, saved queries, the order of the list.

mod begun;
mod complete;
mod line;
pub(in crate::app) mod ordering;
mod past;
pub(in crate::app) mod sorting;

pub use complete::{Proposal, Proposals};
pub use line::Searching;
pub use ordering::{OrderPicker, listed as listed_order};
pub use past::SEARCHES;
pub use sorting::told as told_order;

pub(in crate::app) use line::Before;
pub(in crate::app) use sorting::{Orders, is_search};

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
