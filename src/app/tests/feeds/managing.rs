//! The screen of feeds: renaming, pausing, tagging, moving, ending, and undoing all that.

use super::play::Play;
use crate::app::*;
use crate::domain::{FeedId, FeedSettings, FeedState, Scope};

/// The one effect that changes a feed.
fn only(asked: Vec<Effect>) -> Effect {
    let [effect] = &asked[..] else { panic!("{asked:?}") };
    effect.clone()
}

fn settings(effect: &Effect) -> (RequestId, FeedId, FeedSettings) {
    let Effect::Write(request, Write::SetFeedSettings(feed, settings)) = effect else {
        panic!("{effect:?}")
    };
    (*request, *feed, settings.clone())
}

#[test]
fn a_feed_is_renamed_and_that_is_undone() {
    let mut play = Play::new();
    play.keys("F j j n ctrl-u");
    let effect = only(play.types("Elm").keys("enter"));
    let Effect::Write(request, Write::RenameFeed(FeedId(1), Some(name))) = &effect else {
        panic!("{effect:?}")
    };
    assert_eq!(name, "Elm");
    assert_eq!(play.app.sidebar.feeds[0].title, "Elm", "shown at once");
    play.feeds[0].title = "Elm".into();
    play.send(Message::Write(*request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "The feed is called “Elm” now.");
    let effect = only(play.keys("U"));
    assert!(
        matches!(&effect, Effect::Write(_, Write::RenameFeed(FeedId(1), None))),
        "its own title again"
    );
    assert_eq!(play.app.sidebar.feeds[0].title, "Alder");
    assert_eq!(play.keys("n enter"), []);
    assert_eq!(play.status(), "Nothing changed.");
    play.keys("n ctrl-u");
    let _ = only(play.types("Elm").keys("enter"));
    let effect = only(play.keys("n ctrl-u enter"));
    assert!(
        matches!(effect, Effect::Write(_, Write::RenameFeed(FeedId(1), None))),
        "nothing typed: its own"
    );
}

#[test]
fn a_feed_is_paused_and_followed_again() {
    let mut play = Play::new();
    let (request, feed, set) = settings(&only(play.keys("F j j p")));
    assert_eq!((feed, set.state), (FeedId(1), FeedState::Paused));
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "“Alder” is paused.");
    play.feeds[0].subscription.as_mut().unwrap().settings.state = FeedState::Gone;
    play.send(Message::StoreChanged);
    let (request, _, set) = settings(&only(play.keys("p")));
    assert_eq!(set.state, FeedState::Followed, "what was gone is asked anew");
    assert_eq!(play.keys("U"), [], "it waits for what is being stored");
    let effects = play.app.update(Message::Write(request, WriteAnswer::FeedChanged));
    let undone =
        effects.iter().find(|it| matches!(it, Effect::Write(_, Write::SetFeedSettings(..))));
    assert_eq!(settings(undone.unwrap()).2.state, FeedState::Gone, "what was done last");
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!(set.state, FeedState::Followed, "the pause");
}

#[test]
fn tags_interval_and_full_text_are_set_and_undone() {
    let mut play = Play::new();
    play.keys("F j j t");
    let (request, _, set) = settings(&only(play.types("#sea, local news,sea ,").keys("enter")));
    assert_eq!(set.tags, ["sea", "local news"]);
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "“Alder” has the tags #sea #local news.");
    play.keys("i");
    let (request, _, set) = settings(&only(play.types("2h").keys("enter")));
    assert_eq!((set.interval, set.tags.len()), (Some(120), 2));
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "“Alder” is refreshed every 2 hours.");
    play.keys("i ctrl-u");
    assert_eq!(play.types("soon").keys("enter"), []);
    assert!(play.status().starts_with("“soon” is no interval"), "{}", play.status());
    let (request, _, set) = settings(&only(play.keys("esc f")));
    assert!(set.full_text);
    play.feeds[0].subscription.as_mut().unwrap().settings = set;
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!((set.full_text, set.interval), (false, Some(120)));
    let (.., set) = settings(&only(play.keys("U")));
    assert_eq!(set.interval, None);
}

#[test]
fn feeds_are_moved_and_moved_back() {
    let mut play = Play::new();
    let effect = only(play.keys("F j j J"));
    let Effect::Write(request, Write::MoveFeed(FeedId(1), Some(FeedId(3)))) = effect else {
        panic!("{effect:?}")
    };
    play.feeds.swap(0, 1);
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "“Alder” moved.");
    let effect = only(play.keys("J"));
    let Effect::Write(down, Write::MoveFeed(FeedId(1), None)) = effect else {
        panic!("{effect:?}")
    };
    let order: Vec<&str> = play.app.sidebar.feeds.iter().map(|feed| feed.title.as_str()).collect();
    assert_eq!(order, ["Birch", "Cedar", "Alder"], "shown at once, still selected");
    assert_eq!(play.keys("J"), []);
    assert_eq!(play.status(), "It is the last feed.");
    let effect = only(play.keys("K"));
    let Effect::Write(up, Write::MoveFeed(FeedId(1), Some(FeedId(3)))) = effect else {
        panic!("{effect:?}")
    };
    play.send(Message::Write(down, WriteAnswer::FeedChanged));
    play.send(Message::Write(up, WriteAnswer::FeedChanged));
    for before in [None, Some(FeedId(3)), Some(FeedId(2))] {
        let effect = only(play.keys("U"));
        let Effect::Write(_, Write::MoveFeed(FeedId(1), place)) = effect else {
            panic!("{effect:?}")
        };
        assert_eq!(place, before);
    }
}

#[test]
fn a_feed_is_ended_with_or_without_its_articles_and_comes_back() {
    let mut play = Play::new();
    let effect = only(play.keys("F j j x"));
    let Effect::Write(request, Write::EndFeed(FeedId(1))) = effect else { panic!("{effect:?}") };
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "“Alder” is followed no more; its articles stay.");
    let (_, feed, set) = settings(&only(play.keys("U")));
    assert_eq!((feed, set.state), (FeedId(1), FeedState::Followed));
    let effect = only(play.keys("D"));
    let Effect::Write(request, Write::RemoveFeed(FeedId(1))) = effect else { panic!("{effect:?}") };
    play.feeds.remove(0);
    play.send(Message::Write(request, WriteAnswer::FeedChanged));
    assert_eq!(play.status(), "Feed “Alder” removed.");
    let effect = only(play.keys("U"));
    assert!(matches!(effect, Effect::Write(_, Write::RestoreFeed(FeedId(1)))), "{effect:?}");
}

#[test]
fn what_is_not_fetched_can_be_renamed_and_removed_only() {
    let mut play = Play::new();
    assert_eq!(play.keys("F j j j j p"), []);
    assert_eq!(play.status(), "“Cedar” is not fetched from an address.");
    assert_eq!(play.keys("g g p"), []);
    assert_eq!(play.status(), "Choose a feed first.");
    play.keys("j j j j n");
    assert!(matches!(
        only(play.types("!").keys("enter")),
        Effect::Write(_, Write::RenameFeed(FeedId(3), _))
    ));
}

#[test]
fn a_change_that_the_store_refuses_is_taken_back() {
    let mut play = Play::new();
    let (request, ..) = settings(&only(play.keys("F j j p")));
    play.send(Message::Failed(Some(request), "the disk is full".into()));
    let state = play.app.sidebar.feeds[0].subscription.as_ref().unwrap().settings.state;
    assert_eq!((state, play.status()), (FeedState::Followed, "the disk is full"));
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
}

#[test]
fn feeds_are_filtered_as_one_types() {
    let mut play = Play::new();
    play.keys("F /");
    play.types("ir");
    let shown = |play: &Play| match play.app.overlays.top() {
        Some(Overlay::Feeds(picker)) => {
            picker.choices.iter().map(|choice| choice.title.clone()).collect::<Vec<_>>()
        }
        _ => panic!("no feeds"),
    };
    assert_eq!(shown(&play), ["Birch"]);
    play.keys("enter enter");
    assert_eq!(play.app.list.query.scope, Scope::Feed(FeedId(2)));
    play.keys("F / z z enter");
    assert!(shown(&play).is_empty());
    assert_eq!(play.keys("p j enter"), [], "nothing is chosen");
    play.keys("F / x esc");
    assert_eq!(shown(&play).len(), 6, "all again");
}

#[test]
fn a_wrong_interval_is_named_and_stays_to_be_mended() {
    let mut play = Play::new();
    play.keys("F");
    play.keys("j");
    while !matches!(play.app.overlays.top(), Some(Overlay::Feeds(picker)) if matches!(picker.scope(), Some(Scope::Feed(_))))
    {
        play.keys("j");
    }
    play.keys("i ctrl-u");
    assert_eq!(play.types("1x").keys("enter"), []);
    assert!(play.status().starts_with("“1x” is no interval"), "{}", play.status());
    assert_eq!(play.app.commands.prompt.as_ref().unwrap().line.text, "1x");
    let asked = play.keys("backspace h enter");
    assert!(matches!(asked[..], [Effect::Write(_, Write::SetFeedSettings(..))]), "{asked:?}");
    assert!(play.app.commands.prompt.is_none());
    // As the command line takes it: weeks, and at most a year.
    play.keys("i ctrl-u");
    assert_eq!(play.types("9999d").keys("enter"), []);
    assert!(play.status().starts_with("“9999d” is no interval"), "{}", play.status());
    play.keys("ctrl-u");
    let asked = play.types("1w").keys("enter");
    let [Effect::Write(_, Write::SetFeedSettings(_, settings))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(settings.interval, Some(7 * 24 * 60));
}
