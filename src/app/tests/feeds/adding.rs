//! A feed is added: an address is typed, looked at, chosen from, followed, or cannot be had.

use super::play::{Play, fetched, offer};
use crate::app::*;
use crate::domain::{FeedId, Scope};

#[test]
fn a_feeds_address_is_followed_at_once_shown_and_fetched() {
    let mut play = Play::new();
    let request = play.look_at("example.org/feed1");
    let asked = play.send(Message::Net(request, NetAnswer::Offered(vec![offer(1)])));
    let [Effect::Write(follow, Write::Follow(feed))] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(feed.info.title, "Feed 1");
    play.feeds.push(fetched(7, "Feed 1"));
    let asked =
        play.send(Message::Write(*follow, WriteAnswer::Added(FeedId(7), "Feed 1".into(), true)));
    assert!(
        matches!(&asked[..], [Effect::Net(_, Net::Refresh(Wanted::These(ids)))] if ids[..] == [FeedId(7)])
    );
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(7)));
    assert_eq!(play.app.scope_title(), "Feed 1");
    assert_eq!(play.status(), "Following “Feed 1”.");
    let asked = play.keys("U");
    assert!(
        matches!(&asked[..], [Effect::Write(_, Write::RemoveFeed(FeedId(7)))]),
        "adding is undone: {asked:?}"
    );
}

#[test]
fn of_several_feeds_those_that_are_chosen_are_followed() {
    let mut play = Play::new();
    let request = play.look_at("example.org");
    play.send(Message::Net(request, NetAnswer::Offered((1..=3).map(offer).collect())));
    assert!(matches!(play.app.overlays.top(), Some(Overlay::Offers(_))));
    let asked = play.keys("space space space enter");
    let titles: Vec<&str> = asked
        .iter()
        .map(|effect| match effect {
            Effect::Write(_, Write::Follow(feed)) => feed.info.title.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(titles, ["Feed 1", "Feed 2", "Feed 3"]);
    for (place, effect) in asked.iter().enumerate() {
        let Effect::Write(follow, Write::Follow(feed)) = effect else { panic!() };
        let id = FeedId(10 + place as i64);
        let asked = play.send(Message::Write(
            *follow,
            WriteAnswer::Added(id, feed.info.title.clone(), place > 0),
        ));
        let refreshed = asked.iter().any(|effect| {
            matches!(effect, Effect::Net(_, Net::Refresh(Wanted::These(ids))) if ids[..] == [FeedId(11), FeedId(12)])
        });
        assert_eq!(refreshed, place == 2, "only when all are followed: {asked:?}");
    }
    assert_eq!(play.status(), "Following 2 more feeds.");
    assert_eq!(play.app.list.query.scope, Scope::All, "of several, none is gone to");
}

#[test]
fn without_a_choice_the_selected_feed_is_followed_and_escape_follows_none() {
    let mut play = Play::new();
    let request = play.look_at("example.org");
    play.send(Message::Net(request, NetAnswer::Offered((1..=3).map(offer).collect())));
    let asked = play.keys("j enter");
    assert!(
        matches!(&asked[..], [Effect::Write(_, Write::Follow(feed))] if feed.info.title == "Feed 2")
    );
    let request = play.look_at("example.org");
    play.send(Message::Net(request, NetAnswer::Offered((1..=3).map(offer).collect())));
    assert_eq!(play.keys("esc"), []);
    assert!(play.app.overlays.top().is_none());
}

#[test]
fn a_feed_that_is_followed_already_is_gone_to() {
    let mut play = Play::new();
    let request = play.look_at("1.example.org/feed");
    let asked =
        play.send(Message::Write(request, WriteAnswer::Added(FeedId(1), "Alder".into(), false)));
    assert_eq!(asked, []);
    assert_eq!(play.status(), "“Alder” is followed already.");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(1)));
}

#[test]
fn where_no_feed_is_found_it_is_said_and_the_address_can_be_corrected() {
    let mut play = Play::new();
    let request = play.look_at("example.org/nothing");
    play.send(Message::Net(request, NetAnswer::Offered(Vec::new())));
    assert!(play.status().starts_with("No feed was found at example.org/nothing."));
    assert!(play.app.overlays.top().is_none());
    play.keys("a");
    assert_eq!(play.app.commands.prompt.as_ref().unwrap().line.text, "example.org/nothing");
    let asked = play.keys("ctrl-w x enter");
    let [Effect::Net(request, Net::AddFeed(typed))] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(typed, "x");
    let told = "x: no such host; check the spelling";
    play.send(Message::Failed(Some(*request), told.into()));
    assert_eq!(play.status(), told);
    assert!(play.app.overlays.top().is_none());
}

#[test]
fn looking_is_stopped_by_escape_and_what_comes_later_is_dropped() {
    for key in ["esc", "ctrl-c"] {
        let mut play = Play::new();
        let request = play.look_at("example.org");
        assert_eq!(play.keys("j G u D"), [], "nothing else happens meanwhile");
        assert_eq!(play.keys(key), [Effect::Cancel(request)]);
        assert_eq!(play.status(), "Stopped; nothing was added.");
        assert_eq!(play.send(Message::Net(request, NetAnswer::Offered(vec![offer(1)]))), []);
        assert!(play.app.overlays.top().is_none());
    }
}

#[test]
fn an_address_can_be_pasted_and_nothing_typed_asks_nothing() {
    let mut play = Play::new();
    play.keys("a");
    play.send(Message::Input(Input::Paste(" https://example.org/feed\n".into())));
    let asked = play.keys("enter");
    assert!(
        matches!(&asked[..], [Effect::Net(_, Net::AddFeed(typed))] if typed == "https://example.org/feed")
    );
    let mut play = Play::new();
    assert_eq!(play.keys("a enter"), []);
    assert_eq!(play.keys("a x esc"), []);
    assert!(play.app.commands.prompt.is_none() && play.app.overlays.top().is_none());
}

#[test]
fn an_address_that_failed_is_replaced_by_what_is_typed_or_pasted() {
    let mut play = Play::new();
    let request = play.look_at("example.org/nothing");
    play.send(Message::Failed(Some(request), "not found".into()));
    let asked = play.keys("a e x enter");
    let [Effect::Net(request, Net::AddFeed(typed))] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(typed, "ex");
    play.send(Message::Failed(Some(*request), "not found".into()));
    play.keys("a");
    play.send(Message::Input(Input::Paste("https://example.org/feed".into())));
    assert_eq!(play.app.commands.prompt.as_ref().unwrap().line.text, "https://example.org/feed");
}

#[test]
fn the_reason_of_a_failure_comes_before_the_address_which_is_cut_in_its_middle() {
    let mut play = Play::new();
    let long = format!("https://example.org/{}/feed.xml", "a".repeat(80));
    play.send(Message::Failed(None, format!("{long}: not found (404); check the address")));
    assert!(play.status().starts_with("not found (404); check the address · https://example.org"));
    assert!(play.status().ends_with("feed.xml") && play.status().contains('…'));
    play.send(Message::Failed(None, "the disk is full: make room".into()));
    assert_eq!(play.status(), "the disk is full: make room");
    play.send(Message::Failed(None, "/home/ann/news.db: locked".into()));
    assert_eq!(play.status(), "/home/ann/news.db: locked");
}
