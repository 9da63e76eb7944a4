//! Feeds are refreshed, by hand and by the clock, and what that brought is said.

use super::play::{NOW, Play, failed, tally};
use crate::app::*;
use crate::domain::{FeedId, FeedSettings, FeedState};

#[test]
fn r_refreshes_the_feed_that_is_shown_or_that_of_the_article() {
    let these = |id| Wanted::These(vec![FeedId(id)]);
    let mut play = Play::new();
    assert_eq!(play.refresh("j r").1, these(2), "the selected article's");
    let mut play = Play::new();
    assert_eq!(play.refresh("F j j enter j r").1, these(1), "the chosen one");
    let mut play = Play::new();
    assert_eq!(play.refresh("F j j j r").1, these(2), "the one selected in the screen of feeds");
    let mut play = Play::new();
    assert_eq!(play.refresh("F r").1, Wanted::All);
    let mut play = Play::new();
    play.articles.clear();
    assert_eq!(play.refresh("/ x r esc r").1, Wanted::All, "where nothing is shown, all");
    let mut play = Play::new();
    assert_eq!(play.keys("F j j j j r"), []);
    assert_eq!(play.status(), "“Cedar” is not fetched from an address.");
}

#[test]
fn a_tag_refreshes_the_feeds_that_have_it() {
    let mut play = Play::new();
    assert_eq!(play.keys("F G r"), []);
    assert_eq!(play.status(), "No feed has the tag #sea.");
    play.feeds[1].subscription.as_mut().unwrap().settings.tags = vec!["sea".into()];
    assert_eq!(play.refresh("esc F G r").1, Wanted::These(vec![FeedId(2)]));
}

#[test]
fn what_a_refresh_brought_is_said() {
    let cases = [
        (tally(9, 9, 12, 3), "12 new, 3 updated."),
        (tally(9, 9, 0, 0), "Nothing new."),
        (failed(&["A", "B"], tally(9, 9, 12, 0)), "12 new, 2 feeds failed (F shows why)."),
        (failed(&["A"], tally(9, 9, 0, 0)), "1 feed failed (F shows why)."),
        (failed(&["A"], tally(1, 1, 0, 0)), "“A” could not be refreshed: no answer"),
        (tally(0, 0, 0, 0), "There is no feed to refresh; a adds one."),
        (Tally { not_due: 3, ..Tally::default() }, "No feed is due yet; r asks one all the same."),
    ];
    for (tally, expected) in cases {
        let mut play = Play::new();
        let (request, wanted) = play.refresh("R");
        assert_eq!(wanted, Wanted::All);
        play.send(Message::Net(request, NetAnswer::Refreshing(Tally { done: 0, ..tally.clone() })));
        play.send(Message::Net(request, NetAnswer::Refreshed(tally)));
        assert_eq!(play.status(), expected);
        assert!(play.app.refresh.running.is_none());
    }
    let mut play = Play::new();
    let (request, _) = play.refresh("r");
    let skipped = vec![("Birch".into(), "it is paused".into())];
    play.send(Message::Net(request, NetAnswer::Refreshed(Tally { skipped, ..Tally::default() })));
    assert_eq!(play.status(), "“Birch” was not asked: it is paused");
}

#[test]
fn a_second_refresh_says_that_one_goes_on_and_another_feed_comes_next() {
    let mut play = Play::new();
    let (first, _) = play.refresh("R");
    play.send(Message::Net(first, NetAnswer::Refreshing(tally(3, 9, 1, 0))));
    assert_eq!(play.keys("R"), []);
    assert_eq!(play.status(), "A refresh is going on, 3 of 9; ctrl-c stops it.");
    assert_eq!(play.keys("r j r"), []);
    assert_eq!(play.status(), "A refresh is going on, 3 of 9; ctrl-c stops it. This comes next.");
    let asked = play.send(Message::Net(first, NetAnswer::Refreshed(tally(9, 9, 1, 0))));
    let [Effect::Net(_, Net::Refresh(Wanted::These(feeds)))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(feeds[..], [FeedId(1), FeedId(2)]);
}

#[test]
fn control_c_stops_a_refresh_and_only_then_quits() {
    let mut play = Play::new();
    let (request, _) = play.refresh("R");
    assert_eq!(play.keys("ctrl-c"), [Effect::Cancel(request)]);
    assert_eq!(play.keys("ctrl-c esc"), [], "it is stopping");
    play.send(Message::Net(request, NetAnswer::Refreshed(tally(4, 9, 2, 0))));
    assert_eq!(play.status(), "Stopped after 4 of 9: 2 new.");
    assert_eq!(play.keys("ctrl-c").last(), Some(&Effect::Screen(OnScreen::Quit)));
}

#[test]
fn a_refresh_that_fails_altogether_is_said_and_the_next_can_begin() {
    let mut play = Play::new();
    let (request, _) = play.refresh("R");
    play.send(Message::Failed(Some(request), "the disk is full".into()));
    assert_eq!(play.status(), "the disk is full");
    play.refresh("R");
}

#[test]
fn nothing_is_refreshed_unless_somebody_asks_or_it_is_configured() {
    let mut play = Play::new();
    assert!(play.asked.is_empty(), "{:?}", play.asked);
    assert_eq!(play.keys("F esc j enter"), [Effect::Wake(play.app.article.wake, 1000)]);
    let on_start = Settings { refresh_on_start: true, ..Settings::default() };
    assert!(matches!(&Play::with(on_start).asked[..], [Effect::Net(_, Net::Refresh(Wanted::All))]));
}

#[test]
fn what_is_due_is_refreshed_by_itself_and_says_only_what_is_new() {
    let mut play = Play::with(Settings { refresh_every: Some(7200), ..Settings::default() });
    let wake = |play: &mut Play, asked: &[Effect]| {
        let Some(Effect::Wake(request, 60_000)) = asked.last() else { panic!("{asked:?}") };
        play.send(Message::Woke(*request))
    };
    let begun = std::mem::take(&mut play.asked);
    let later = wake(&mut play, &begun);
    assert!(matches!(&later[..], [Effect::Wake(..)]), "not due yet: {later:?}");
    play.send(Message::Clock(NOW + 3600));
    let due = wake(&mut play, &later);
    let [Effect::Wake(..), Effect::Net(request, Net::Refresh(Wanted::Due))] = due[..] else {
        panic!("{due:?}")
    };
    play.send(Message::Net(request, NetAnswer::Refreshed(failed(&["A"], tally(2, 2, 0, 0)))));
    assert_eq!(play.status(), "", "nobody asked");
    let again = wake(&mut play, &due[..1]);
    let [Effect::Wake(..), Effect::Net(request, Net::Refresh(Wanted::Due))] = again[..] else {
        panic!("{again:?}")
    };
    play.send(Message::Net(request, NetAnswer::Refreshed(tally(2, 2, 4, 0))));
    assert_eq!(play.status(), "4 new.");
}

#[test]
fn a_feeds_own_interval_counts_and_paused_feeds_are_left_alone() {
    let mut play = Play::new();
    let set = |play: &mut Play, interval, state, not_before| {
        let subscription = play.feeds[0].subscription.as_mut().unwrap();
        subscription.settings = FeedSettings { interval, state, ..FeedSettings::default() };
        subscription.not_before = not_before;
        let asked = play.send(Message::StoreChanged);
        let wake = asked.iter().find_map(|effect| match effect {
            Effect::Wake(request, _) => Some(*request),
            _ => None,
        });
        let woken = wake.map(|wake| play.send(Message::Woke(wake))).unwrap_or_default();
        woken.iter().any(|effect| matches!(effect, Effect::Net(_, Net::Refresh(Wanted::Due))))
    };
    assert!(!set(&mut play, None, FeedState::Followed, None));
    assert!(!set(&mut play, Some(30), FeedState::Paused, None));
    assert!(set(&mut play, Some(30), FeedState::Followed, None));
    let mut play = Play::new();
    assert!(!set(&mut play, Some(90), FeedState::Followed, None));
    let mut play = Play::new();
    assert!(!set(&mut play, Some(30), FeedState::Followed, Some(NOW + 60)), "after a failure");
    let mut play = Play::new();
    assert!(set(&mut play, Some(30), FeedState::Followed, Some(i64::MAX)), "a wrong clock");
}
