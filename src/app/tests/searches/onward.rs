//! The way to what is unread, beyond the window and in the next feed; the orders of the list.

use super::play::{ITEMS, Play};
use crate::app::*;
use crate::domain::{Counts, FeedId, Order, Scope};

#[test]
fn the_next_unread_article_is_found_in_the_next_feed() {
    let mut play = Play::new(ITEMS);
    let outcome = play.app.set_scope(Scope::Feed(FeedId(1)));
    let effects = play.app.finish(outcome);
    play.world(effects);
    play.keys(">");
    assert_eq!(
        (play.app.scope_title().as_str(), play.selected()),
        ("Wire", "Harbour bridge sinks")
    );
    assert_eq!(play.status(), "On to “Wire”.");
    play.keys("<");
    assert_eq!((play.app.scope_title().as_str(), play.selected()), ("Gazette", "Harbour opens"));
    play.keys("u g g");
    let outcome = play.app.set_scope(Scope::Feed(FeedId(3)));
    let effects = play.app.finish(outcome);
    play.world(effects);
    play.keys("u >");
    assert_eq!(play.status(), "No unread article below.");
}

#[test]
fn the_next_unread_article_is_found_beyond_the_window() {
    let mut items = vec![(1, "Old news", false); 500];
    items[0].2 = true;
    items[430] = (1, "Far away", true);
    let mut play = Play::new(&items);
    let asked = play.keys(">");
    assert_eq!((play.selected(), play.app.list.position()), ("Far away", 431));
    let sought = asked.iter().any(|effect| matches!(effect, Effect::Read(_, Read::Page(_, _, 1))));
    assert!(sought, "one row is asked for, not all that lies between");
    play.keys("<");
    assert_eq!(play.app.list.position(), 1);
}

#[test]
fn reading_on_goes_on_in_the_next_feed() {
    let mut play = Play::new(ITEMS);
    let outcome = play.app.set_scope(Scope::Feed(FeedId(1)));
    let effects = play.app.finish(outcome);
    play.world(effects);
    let asked = play.keys("l space");
    assert_eq!((play.app.scope_title().as_str(), play.app.focus), ("Wire", Focus::Body));
    assert!(matches!(asked.last(), Some(Effect::Wake(_, 1000))), "it counts as opened: {asked:?}");
}

#[test]
fn orders_take_turns_and_the_best_match_is_for_searches() {
    let mut play = Play::new(ITEMS);
    play.keys("alt-o");
    assert_eq!((play.selected(), play.status()), ("Harbour bridge sinks", "Order: oldest first."));
    play.keys("alt-o alt-o alt-o alt-o alt-o");
    assert_eq!(play.app.list.query.order, Order::Newest);
    let outcome = play.app.sort_by(Order::Best);
    let effects = play.app.finish(outcome);
    assert!(effects.is_empty());
    let outcome = play.app.sort_by(Order::Oldest);
    let effects = play.app.finish(outcome);
    play.world(effects);
    play.keys("Q");
    play.types("harbour ");
    assert_eq!(play.app.list.query.order, Order::Best);
    play.keys("enter esc");
    assert_eq!(play.app.list.query.order, Order::Oldest);
}

#[test]
fn a_list_that_was_counted_too_long_is_not_asked_for_without_end() {
    let mut play = Play::new(ITEMS);
    play.app.list.counts = Counts { total: 9, unread: 9 };
    let asked = play.keys("j");
    let pages =
        asked.iter().filter(|effect| matches!(effect, Effect::Read(_, Read::Page(..)))).count();
    assert_eq!((pages, play.app.list.counts.total), (1, 4));
}
