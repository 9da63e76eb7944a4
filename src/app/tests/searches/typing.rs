//! A search is typed, completed, mended, kept or left, and its hits are gone through.

use super::play::{ITEMS, NOW, Play};
use crate::app::*;
use crate::domain::{Cursor, FeedId, Order, Range, Scope};

#[test]
fn results_come_as_one_types_and_escape_brings_all_back() {
    let mut play = Play::new(ITEMS);
    play.keys("/");
    play.types("opens");
    play.keys("enter j l");
    let before = (play.app.list.query.clone(), play.selected().to_owned(), play.app.focus);
    play.keys("Q");
    play.types("har");
    assert_eq!(play.app.list.query.scope, Scope::Search("har*".into()));
    assert_eq!(play.titles(), ["Harbour opens", "Harbour closes", "Harbour bridge sinks"]);
    assert_eq!(play.app.list.query.order, Order::Best);
    assert_eq!((play.app.list.query.now, play.app.list.counts.total), (NOW, 3));
    play.keys("esc");
    let after = (play.app.list.query.clone(), play.selected().to_owned(), play.app.focus);
    assert_eq!(before, after);
    assert_eq!(play.app.article.reader.as_ref().unwrap().article.row.title, before.1);
}

#[test]
fn every_key_asks_for_one_page_and_the_counts_come_later() {
    let mut play = Play::new(ITEMS);
    play.holding = true;
    play.keys("Q");
    let asked = play.types("harb");
    let pages =
        asked.iter().filter(|effect| matches!(effect, Effect::Read(_, Read::Page(..)))).count();
    assert_eq!((pages, asked.len()), (4, 4), "{asked:?}");
    // What came too late is dropped.
    let first = play.held.remove(0);
    let message = play.answer(first).unwrap();
    play.app.update(message);
    assert_eq!(play.titles().len(), 4);
    let last = play.held.pop().unwrap();
    let message = play.answer(last).unwrap();
    play.app.update(message);
    assert_eq!(play.titles().len(), 3);
}

#[test]
fn enter_keeps_what_was_found_and_escape_then_goes_back() {
    let mut play = Play::new(ITEMS);
    play.keys("j j Q");
    play.types("harbour ");
    play.keys("enter");
    assert_eq!(play.app.scope_title(), "search: harbour");
    assert!(play.app.commands.prompt.is_none() && play.app.search.typing.is_none());
    play.keys("Q");
    play.types("bridge ");
    play.keys("enter");
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    play.keys("esc");
    assert_eq!((play.app.scope_title().as_str(), play.selected()), ("all", "Bridge opens"));
}

#[test]
fn a_fault_keeps_the_last_good_result_and_enter_waits_for_its_mending() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bridge is:odd");
    let fault = play.app.search.typing.as_ref().unwrap().fault.clone().unwrap();
    assert_eq!(fault.span.of(play.line()), "odd");
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    play.keys("enter");
    assert_eq!(play.line(), "bridge is:odd");
    play.keys("ctrl-w enter");
    assert_eq!(play.app.search_text(), Some("bridge"));
}

#[test]
fn tab_completes_fields_and_values() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("fe");
    play.keys("tab");
    assert_eq!(play.line(), "feed:");
    play.keys("tab tab");
    assert_eq!(play.line(), "feed:Courier");
    play.keys("shift-tab");
    assert_eq!(play.line(), "feed:Gazette");
    play.types(" is:u");
    play.keys("tab");
    assert_eq!(play.line(), "feed:Gazette is:unread");
}

#[test]
fn earlier_searches_come_back_with_up() {
    let mut play = Play::new(ITEMS);
    for text in ["harbour ", "bridge "] {
        play.keys("Q");
        play.types(text);
        play.keys("enter");
    }
    play.keys("esc Q up");
    assert_eq!(play.line(), "bridge");
    play.keys("up");
    assert_eq!(play.line(), "harbour");
    play.keys("up down");
    assert_eq!(play.line(), "bridge");
    let mut again = Play::new(ITEMS);
    again.app.search.recall(Some("harbour\nbridge"));
    again.keys("Q up up enter");
    assert_eq!(again.titles().len(), 3);
}

#[test]
fn a_search_by_command_is_shown_or_refused() {
    let mut play = Play::new(ITEMS);
    let outcome = play.app.search_for("bridge");
    let effects = play.app.finish(outcome);
    play.world(effects);
    assert_eq!(play.titles(), ["Bridge opens", "Harbour bridge sinks"]);
    let outcome = play.app.search_for("older:soon");
    let effects = play.app.finish(outcome);
    play.world(effects);
    assert!(play.status().starts_with("Not understood: "), "{}", play.status());
    assert_eq!(play.app.search_text(), Some("bridge"));
}

#[test]
fn hits_in_the_text_are_gone_through() {
    let mut play = Play::new(ITEMS);
    play.keys(";");
    assert_eq!(play.status(), "There is no search: Q searches.");
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter l ;");
    assert_eq!(play.status(), "Hit 1 of 2.");
    play.keys("; ;");
    assert_eq!(play.status(), "This is the last hit.");
    play.keys("alt-;");
    assert_eq!(play.status(), "Hit 1 of 2.");
    play.keys("h esc");
    assert!(play.app.article.reader.as_ref().unwrap().hits.spans.is_empty());
}

#[test]
fn a_search_refreshes_the_feeds_that_its_articles_come_from() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("bridge ");
    let asked = play.keys("enter r");
    let wanted = asked.iter().find_map(|effect| match effect {
        Effect::Net(_, Net::Refresh(wanted)) => Some(wanted.clone()),
        _ => None,
    });
    assert_eq!(wanted, Some(Wanted::These(vec![FeedId(2), FeedId(3)])));
}

#[test]
fn what_is_opened_keeps_its_place_in_the_order_and_what_was_found_in_it() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter enter j");
    assert!(play.app.list.rows.iter().all(|row| row.snippet.is_some()));
    play.keys("esc esc alt-o");
    assert_eq!(play.app.list.query.order, Order::Oldest);
    play.keys("enter");
    let asked = play.keys("]");
    let below = asked.iter().find_map(|effect| match effect {
        Effect::Write(_, Write::SetReadIn(_, Range::Below(cursor), _, true)) => Some(*cursor),
        _ => None,
    });
    let first = &play.app.list.rows[0];
    assert_eq!(below, Some(Cursor { key: -first.sort_key, id: first.id }));
}
