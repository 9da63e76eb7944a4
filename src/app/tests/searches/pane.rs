//! The pane of feeds: choosing, folding and managing in it, on screens of all widths.

use super::play::{ITEMS, Play};
use crate::app::*;
use crate::domain::{FeedId, Range, Scope};

#[test]
fn the_pane_shows_what_is_chosen_and_folds() {
    let mut play = Play::sized(ITEMS, 200, 50);
    let asked = play.keys("B");
    assert!(asked.contains(&Effect::Remember(Remember::Setting("feeds-pane", "open".into()))));
    assert_eq!(play.app.focus, Focus::Feeds);
    let shown = |play: &Play| -> String {
        let rows = play.app.sidebar.pane.rows.iter().map(|row| row.title.clone());
        rows.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(&play), "All articles Starred #sea Gazette Feeds Courier Wire");
    let asked = play.keys("j j z");
    assert_eq!(shown(&play), "All articles Starred #sea Feeds Courier Wire");
    assert!(
        asked.contains(&Effect::Remember(Remember::Setting("feeds-folded", "#sea\ntags".into()))),
        "{asked:?}"
    );
    play.keys("l j h h j");
    assert_eq!(shown(&play), "All articles Starred #sea Feeds Courier Wire");
    play.keys("j j enter");
    assert_eq!((play.app.scope_title().as_str(), play.app.focus), ("Wire", Focus::List));
    assert_eq!(play.titles(), ["Harbour bridge sinks"]);
    play.keys("B");
    assert!(play.app.layout().unwrap().feeds.is_none());
}

#[test]
fn feeds_are_managed_in_the_pane_as_in_their_screen() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.keys("B j j j j j");
    assert_eq!(play.app.sidebar.pane.row().unwrap().title, "Courier");
    let asked = play.keys("p");
    assert!(
        matches!(asked[..], [Effect::Write(_, Write::SetFeedSettings(FeedId(2), _)), ..]),
        "{asked:?}"
    );
    let asked = play.keys("J");
    assert!(
        matches!(asked[..], [Effect::Write(_, Write::MoveFeed(FeedId(2), None)), ..]),
        "{asked:?}"
    );
    let asked = play.keys("r");
    assert!(
        matches!(&asked[..], [Effect::Net(_, Net::Refresh(Wanted::These(ids))), ..] if ids.len() == 1)
    );
    let asked = play.keys("A");
    let Some(Effect::Write(_, Write::SetReadIn(query, Range::All, _, true))) = asked.first() else {
        panic!()
    };
    assert_eq!(query.scope, Scope::Feed(FeedId(2)));
    play.keys("g g p");
    assert_eq!(play.status(), "Choose a feed first.");
}

#[test]
fn on_a_narrow_screen_the_pane_takes_the_lists_place() {
    let mut play = Play::sized(ITEMS, 80, 24);
    play.keys("B");
    let layout = play.app.layout().unwrap();
    assert!(layout.feeds.is_some() && layout.list.is_none());
    play.keys("G enter");
    assert!(play.app.layout().unwrap().list.is_some());
    assert_eq!(play.app.scope_title(), "Wire");
    play.keys("h");
    assert_eq!(play.app.focus, Focus::Feeds);
    play.keys("tab");
    assert_eq!(play.app.focus, Focus::List);
}

#[test]
fn a_click_in_the_pane_shows_that_feed() {
    let mut play = Play::sized(ITEMS, 200, 50);
    play.keys("B l");
    let effects = play.app.update(Message::Input(Input::Mouse(Mouse::Click(6, 7))));
    play.world(effects);
    assert_eq!(play.app.scope_title(), "Courier");
}
