//! A search that is done is what was typed: its last word is a beginning only while one types.

use super::play::{ITEMS, Play};
use crate::app::searching::SEARCHES;
use crate::app::*;
use crate::domain::{Order, QueryId, SavedQuery, Scope};

/// What lists the world was asked for.
fn pages(asked: &[Effect]) -> Vec<&Scope> {
    let scopes = asked.iter().filter_map(|effect| match effect {
        Effect::Read(_, Read::Page(query, ..)) => Some(&query.scope),
        _ => None,
    });
    scopes.collect()
}

#[test]
fn enter_searches_the_words_as_they_were_typed() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bridge");
    assert_eq!(play.app.scope_title(), "search: bridge*");
    let asked = play.keys("enter");
    assert_eq!(play.app.scope_title(), "search: bridge");
    assert_eq!(pages(&asked), [&Scope::Search("bridge".into())]);
    assert!(asked.iter().any(|effect| matches!(effect, Effect::Read(_, Read::Counts(..)))));
    assert!(asked.contains(&Effect::Remember(Remember::Setting(SEARCHES, "bridge".into()))));
    play.keys("W");
    assert_eq!(play.line(), "bridge");
    play.keys("enter");
    assert_eq!(play.saved[0].text, "bridge");
    play.keys("esc");
    assert_eq!(play.app.scope_title(), "all");
}

#[test]
fn a_star_that_was_typed_stays() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bri*");
    let asked = play.keys("enter");
    assert_eq!(pages(&asked), Vec::<&Scope>::new(), "it stands in the list already");
    assert_eq!(play.app.search_text(), Some("bri*"));
    assert_eq!(play.app.search.past, ["bri*"]);
    play.keys("W enter");
    assert_eq!(play.saved[0].text, "bri*");
}

#[test]
fn what_is_selected_stays_selected_where_it_is_still_found() {
    for (order, sorted) in [("home", Order::Best), ("alt-o", Order::Newest)] {
        let mut play = Play::new(ITEMS);
        play.keys("Q");
        play.types("harbour ");
        play.keys("enter");
        play.keys(order);
        play.keys("Q ctrl-u");
        play.types("harb");
        play.keys("down");
        assert_eq!((play.selected(), play.app.list.query.order), ("Harbour closes", sorted));
        play.keys("enter");
        assert_eq!(play.app.search_text(), Some("harb"));
        assert_eq!(play.selected(), "Harbour closes");
    }
}

#[test]
fn a_page_that_comes_after_enter_is_that_of_what_was_typed() {
    let mut play = Play::new(ITEMS);
    play.holding = true;
    play.keys("Q");
    play.types("bridge");
    play.keys("enter");
    for effect in std::mem::take(&mut play.held) {
        let message = play.answer(effect).unwrap();
        let effects = play.app.update(message);
        play.world(effects);
    }
    assert_eq!(play.app.search_text(), Some("bridge"));
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    assert_eq!(play.app.list.counts.total, 2);
}

/// A reader with a saved search, which is chosen among the feeds.
fn with_a_saved_search() -> Play {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.saved = vec![SavedQuery { id: QueryId(4), title: "Port".into(), text: "harbour".into() }];
    play.keys("B j j j");
    play
}

#[test]
fn a_saved_search_stays_itself_until_other_words_are_typed() {
    let mut play = with_a_saved_search();
    play.keys("enter Q enter");
    assert_eq!(play.app.list.query.scope, Scope::Saved(QueryId(4)));
    play.keys("Q end x backspace enter");
    assert_eq!(play.app.list.query.scope, Scope::Saved(QueryId(4)));
    play.keys("Q end backspace enter");
    assert_eq!(play.app.list.query.scope, Scope::Search("harbou".into()));
}

#[test]
fn a_saved_search_is_edited_without_a_star() {
    let mut play = with_a_saved_search();
    play.keys("e enter");
    assert_eq!(play.saved[0].text, "harbour");
    assert_eq!(play.app.scope_title(), "Port");
    let mut play = with_a_saved_search();
    play.keys("e");
    play.types(" bridge");
    play.keys("enter");
    assert_eq!(play.saved[0].text, "harbour bridge");
    assert_eq!(play.app.scope_title(), "Port");
}
