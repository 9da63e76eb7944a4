//! Moving in the list, filtering it, choosing what it shows, with keys and with the mouse.

use super::play::Play;
use crate::app::list::PAGE;
use crate::app::*;
use crate::domain::{FeedId, Scope};

#[test]
fn the_first_article_is_shown_beside_the_list() {
    let play = Play::new(3);
    assert_eq!(play.app.focus, Focus::List);
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn moving_in_the_list_shows_the_next_article() {
    let mut play = Play::new(3);
    play.keys("j j");
    assert_eq!(play.title(), "Article 3");
    play.keys("j");
    assert_eq!(play.status(), "This is the last article.");
    play.keys("g g");
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn a_stale_article_is_dropped() {
    let mut play = Play::new(3);
    let late = play.app.update(Message::Input(Input::Key(Key::parse("j").unwrap())));
    let soon = play.app.update(Message::Input(Input::Key(Key::parse("j").unwrap())));
    play.world(soon);
    play.world(late);
    assert_eq!(play.title(), "Article 3");
}

#[test]
fn a_long_list_is_loaded_a_page_at_a_time_in_both_directions() {
    let mut play = Play::new(5_000);
    assert_eq!(play.app.list.rows.len(), PAGE);
    for _ in 0..600 {
        play.keys("j");
    }
    assert_eq!(play.title(), "Article 601");
    assert_eq!(play.app.list.position(), 601);
    play.keys("G");
    assert_eq!(play.title(), "Article 5000");
    for _ in 0..600 {
        play.keys("k");
    }
    assert_eq!(play.title(), "Article 4400");
    assert_eq!(play.app.list.position(), 4400);
    assert!(play.app.list.rows.len() <= 1_200);
    play.keys("home");
    assert_eq!((play.title(), play.app.list.position()), ("Article 1", 1));
}

#[test]
fn the_filter_is_typed_live_and_escape_gives_the_list_back() {
    let mut play = Play::new(3);
    play.keys("j");
    let asked = play.keys("/ n o t h i n g");
    let filters: Vec<&str> = asked
        .iter()
        .filter_map(|effect| match effect {
            Effect::Read(_, Read::Page(query, ..)) => Some(query.filter.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(filters, ["n", "no", "not", "noth", "nothi", "nothin", "nothing"]);
    assert!(play.app.list.rows.is_empty());
    assert_eq!(play.title(), "");
    play.keys("esc");
    assert_eq!(play.app.list.rows.len(), 3);
    assert_eq!(play.app.commands.prompt, None);
}

#[test]
fn a_feed_is_chosen_removed_and_brought_back() {
    let mut play = Play::new(3);
    play.keys("F j j enter");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(1)));
    assert_eq!(play.app.scope_title(), "Gazette");
    let asked = play.keys("D");
    assert!(
        asked.iter().any(|effect| matches!(effect, Effect::Write(_, Write::RemoveFeed(FeedId(1)))))
    );
    assert_eq!(play.app.list.query.scope, Scope::All);
    assert_eq!(play.status(), "Feed “Gazette” removed.");
    let asked = play.keys("U");
    assert!(
        asked
            .iter()
            .any(|effect| matches!(effect, Effect::Write(_, Write::RestoreFeed(FeedId(1)))))
    );
}

#[test]
fn news_from_outside_keeps_the_selected_article_where_it_is() {
    let mut play = Play::new(50);
    play.keys("j j j j j");
    play.send(Message::StoreChanged);
    assert_eq!(play.title(), "Article 6");
    assert_eq!(play.app.list.position(), 6);
}

#[test]
fn an_unknown_key_says_so_and_a_sequence_waits() {
    let mut play = Play::new(3);
    play.keys("Z");
    assert_eq!(play.status(), "Z does nothing here; ? shows the keys");
    play.keys("j j g");
    assert_eq!(play.title(), "Article 3");
    play.keys("g");
    assert_eq!(play.title(), "Article 1");
}

#[test]
fn mouse_clicks_select_and_the_wheel_scrolls() {
    let mut play = Play::new(30);
    play.send(Message::Input(Input::Mouse(Mouse::Click(5, 7))));
    assert_eq!((play.title(), play.app.focus), ("Article 3", Focus::List));
    play.send(Message::Input(Input::Mouse(Mouse::Click(36, 3))));
    assert_eq!((play.current(), play.app.focus), ("\"We left,\"", Focus::Body));
    play.send(Message::Input(Input::Mouse(Mouse::Click(90, 5))));
    assert_eq!(play.app.focus, Focus::Sources);
    play.send(Message::Input(Input::Mouse(Mouse::WheelDown(5, 5))));
    assert!(play.app.list.selected >= 2);
    play.keys("g g j j");
    let top = play.app.list.top;
    for _ in 0..3 {
        play.send(Message::Input(Input::Mouse(Mouse::WheelDown(5, 5))));
    }
    assert!(play.app.list.top > top, "down");
    for _ in 0..3 {
        play.send(Message::Input(Input::Mouse(Mouse::WheelUp(5, 5))));
    }
    assert_eq!(play.app.list.top, top, "and up again");
}

#[test]
fn a_second_filter_begins_afresh_and_keeps_the_first_until_then() {
    let mut play = Play::new(3);
    play.keys("/ a enter /");
    assert_eq!(play.app.list.query.filter, "a");
    play.keys("b");
    assert_eq!(play.app.list.query.filter, "b");
}

#[test]
fn an_empty_list_opens_nothing_and_says_so() {
    let mut play = Play::sized(3, 80, 24);
    play.keys("/ n o t h i n g enter enter");
    assert_eq!((play.app.focus, play.status()), (Focus::List, "There is no article to open."));
}

#[test]
fn the_mouse_takes_an_old_message_away() {
    let mut play = Play::new(3);
    play.keys("Z");
    assert_ne!(play.status(), "");
    play.send(Message::Input(Input::Mouse(Mouse::Click(36, 3))));
    assert_eq!(play.status(), "");
}
