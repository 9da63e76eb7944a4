//! The order of the list: one for searches, one for all else.

use crate::domain::{Order, Scope};

/// The orders that the reader has chosen, until the program ends.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Orders {
    /// Of what searches find.
    pub(in crate::app) searches: Order,
    /// Of all else.
    pub(in crate::app) lists: Order,
}

impl Default for Orders {
    fn default() -> Orders {
        Orders { searches: Order::Best, lists: Order::Newest }
    }
}

impl Orders {
    /// The order for a scope.
    pub(in crate::app) fn of(self, scope: &Scope) -> Order {
        if is_search(scope) { self.searches } else { self.lists }
    }
}

pub(in crate::app) fn is_search(scope: &Scope) -> bool {
    matches!(scope, Scope::Search(_) | Scope::Saved(_))
}

/// An order in words.
pub fn told(order: Order) -> &'static str {
    match order {
        Order::Newest => "newest first",
        Order::Oldest => "oldest first",
        Order::Named => "most named sources first",
        Order::Unnamed => "most unnamed sources first",
        Order::Statements => "most statements first",
        Order::Share => "most attributed first",
        Order::Best => "best match first",
    }
}
