//! The choice of an order for the list.

use crate::domain::Order;

use super::{is_search, told_order};
use crate::app::List;

/// The choice of an order.
#[derive(Debug, Clone)]
pub struct OrderPicker {
    /// The orders that fit what the list shows.
    pub orders: Vec<Order>,
    /// The order that the list has: an index in them, where it has one of them.
    pub present: Option<usize>,
    /// The selected one: an index in them.
    pub selected: usize,
}

impl List {
    /// The orders that what the list shows can have.
    pub(in crate::app) fn orders(&self) -> Vec<Order> {
        let searches = is_search(&self.query.scope);
        let fits = |order: &Order| searches || *order != Order::Best;
        Order::ALL.iter().map(|(order, _)| *order).filter(fits).collect()
    }
}

/// An order as the choice of one shows it.
pub fn listed(order: Order) -> String {
    crate::app::changes::mark::capital(told_order(order))
}

#[cfg(test)]
mod tests {
    use crate::app::tests::Play;
    use crate::app::{Effect, Overlay, Read};
    use crate::domain::{Order, Scope};

    fn selected(play: &Play) -> Order {
        let Some(Overlay::Orders(picker)) = play.app.overlays.top() else {
            panic!("none is chosen")
        };
        picker.orders[picker.selected]
    }

    #[test]
    fn an_order_is_chosen_from_all_that_there_are() {
        let mut play = Play::new(3);
        let asked = play.keys("O j j");
        assert_eq!((asked, selected(&play)), (vec![], Order::Named));
        play.keys("enter");
        assert_eq!(
            (play.app.list.query.order, play.status()),
            (Order::Named, "Order: most named sources first.")
        );
        assert!(play.app.overlays.top().is_none());
        play.keys("O");
        assert_eq!(selected(&play), Order::Named, "the present one");
        play.keys("G");
        assert_eq!(selected(&play), Order::Share, "the best match is for searches");
        play.keys("O");
        assert_eq!(selected(&play), Order::Newest);
        play.keys("esc");
        assert_eq!(play.app.list.query.order, Order::Named);
        let outcome = play.app.set_scope(Scope::Search("sea".into()));
        let effects = play.app.finish(outcome);
        play.world(effects);
        play.keys("O");
        assert_eq!(selected(&play), Order::Best);
        play.keys("g g enter");
        assert_eq!(play.app.list.query.order, Order::Newest);
    }

    #[test]
    fn the_orders_still_take_turns_by_a_key_of_their_own() {
        let mut play = Play::new(3);
        let asked = play.keys("alt-o");
        assert!(asked.iter().any(|effect| matches!(effect, Effect::Read(_, Read::Page(..)))));
        assert_eq!(play.app.list.query.order, Order::Oldest);
        assert!(play.app.overlays.top().is_none());
    }
}
