//! Searches are saved under names, replaced, renamed, edited and removed.

use super::play::{ITEMS, Play};
use crate::app::*;
use crate::domain::{QueryId, SavedQuery, Scope};

#[test]
fn a_search_is_saved_under_a_name_and_stands_among_the_feeds() {
    let mut play = Play::new(ITEMS);
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter W");
    play.types("Port");
    play.keys("enter");
    assert_eq!(play.status(), "Search saved as “Port”.");
    assert_eq!(play.app.list.query.scope, Scope::Saved(QueryId(1)));
    play.keys("F k k k");
    let Some(Overlay::Feeds(picker)) = play.app.overlays.top() else { panic!("no feeds") };
    assert!(picker.choices.iter().any(|choice| choice.scope == Scope::Saved(QueryId(1))));
    play.keys("esc U");
    assert_eq!(play.status(), "Undo: “Port” is not saved any more.");
    assert!(play.saved.is_empty());
    play.keys("ctrl-r");
    assert_eq!(play.saved.len(), 1);
}

#[test]
fn the_same_name_replaces_and_that_is_undone() {
    let mut play = Play::new(ITEMS);
    play.saved = vec![SavedQuery { id: QueryId(4), title: "Port".into(), text: "old".into() }];
    play.keys("Q");
    play.types("harbour ");
    play.keys("enter W");
    play.types("Port");
    play.keys("enter");
    assert_eq!((play.saved.len(), play.saved[0].text.as_str()), (1, "harbour"));
    play.keys("U");
    assert_eq!(play.saved[0].text, "old");
}

#[test]
fn saved_queries_are_renamed_edited_and_removed_in_the_pane() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.saved = vec![SavedQuery { id: QueryId(4), title: "Port".into(), text: "harbour".into() }];
    play.keys("B j j j n ctrl-u");
    play.types("Docks");
    play.keys("enter");
    assert_eq!(play.saved[0].title, "Docks");
    play.keys("e");
    assert_eq!(play.line(), "harbour");
    play.types(" bridge ");
    play.keys("enter");
    assert_eq!(play.saved[0].text, "harbour bridge");
    assert_eq!(play.app.scope_title(), "Docks");
    play.keys("h x");
    assert!(play.saved.is_empty(), "{}", play.status());
    assert_eq!(play.app.search_text(), Some("harbour bridge"), "what is shown stays");
    play.keys("U");
    assert_eq!(play.saved.len(), 1);
}
