//! The order of the list: one for searches, one for all else.

use crate::app::list::Arrival;
use crate::app::{App, Outcome};
use crate::domain::{Order, Scope};

/// The orders that the reader has chosen, until the program ends.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Orders {
    /// Of what searches find.
    searches: Order,
    /// Of all else.
    lists: Order,
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

impl App {
    /// Orders the list so, and what is listed after it of the same kind.
    pub fn sort_by(&mut self, order: Order) -> Outcome {
        let searches = is_search(&self.list.query.scope);
        if order == Order::Best && !searches {
            return Outcome::fail("Only searches can be ordered by how well they match.");
        }
        let chosen =
            if searches { &mut self.search.orders.searches } else { &mut self.search.orders.lists };
        *chosen = order;
        self.list.query.order = order;
        let mut effects = self.list.reload(&mut self.env, Arrival::First);
        effects.extend(Outcome::say(format!("Order: {}.", told(order))));
        effects
    }

    /// The next order.
    pub(super) fn next_order(&mut self) -> Outcome {
        let orders = self.list.orders();
        let here = orders.iter().position(|order| *order == self.list.query.order);
        self.sort_by(orders[here.map_or(0, |here| (here + 1) % orders.len())])
    }
}
