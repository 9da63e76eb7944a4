//! Tests of followed feeds: beginning, settings, order, end, and the results of fetches.

use onrecord::domain::ImportStatus::{Imported, Unchanged};
use onrecord::domain::{
    Enclosure, FeedSettings, FeedState, FetchFailure, Fetched, Following, Subscription, Validators,
};
use onrecord::store::StoreError;

use crate::*;

pub(crate) fn following(name: &str, tags: &[&str]) -> Following {
    let origin = FeedOrigin::Address(format!("https://{name}.example/feed"));
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Following {
        info: FeedInfo { origin, title: name.into(), site: None },
        own_title: None,
        settings: FeedSettings { tags, ..FeedSettings::default() },
    }
}

pub(crate) fn follow(store: &mut Store, name: &str) -> FeedId {
    store.subscribe(&following(name, &[])).expect("the feed is followed").0
}

pub(crate) fn fetched(drafts: &[Draft]) -> Fetched {
    Fetched { drafts: drafts.to_vec(), ..Fetched::default() }
}

fn one(store: &Store) -> Subscription {
    let mut all = store.subscriptions().expect("subscriptions");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn titles(store: &Store) -> Vec<String> {
    let feeds = store.feeds().expect("feeds").into_iter().map(|feed| feed.title);
    let titles: Vec<String> = feeds.collect();
    let followed = store.subscriptions().expect("subscriptions");
    let followed: Vec<String> = followed.into_iter().map(|feed| feed.title).collect();
    assert_eq!(titles, followed, "both come in the same order");
    titles
}

fn missed(reason: &str, gone: bool) -> FetchFailure {
    FetchFailure { reason: reason.into(), not_before: Some(NOW + 60), gone }
}

#[test]
fn a_followed_feed_comes_back_as_it_was_set() {
    let mut store = store();
    let settings = FeedSettings {
        interval: Some(30),
        full_text: true,
        state: FeedState::Paused,
        tags: vec!["Sea".into(), "sea ".into(), " ".into(), "Ärzte".into()],
    };
    let asked = Following {
        own_title: Some("My Gazette".into()),
        settings: settings.clone(),
        ..following("gazette", &[])
    };
    let (id, new) = store.subscribe(&asked).unwrap();
    assert!(new);
    let tags = vec!["Sea".to_owned(), "Ärzte".to_owned()];
    let expected = Subscription {
        id,
        address: "https://gazette.example/feed".into(),
        title: "My Gazette".into(),
        feed_title: "gazette".into(),
        site: None,
        settings: FeedSettings { tags, ..settings },
        validators: Validators::default(),
        fetched_at: None,
        not_before: None,
        failures: 0,
        last_error: None,
    };
    assert_eq!(one(&store), expected);
    assert_eq!(store.feeds().unwrap()[0].subscription.as_deref(), Some(&expected));
    sound(&store);
}

#[test]
fn imported_feeds_without_address_are_not_followed() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let folder =
        FeedInfo { origin: FeedOrigin::Path("/news".into()), title: "Folder".into(), site: None };
    store.subscribe(&Following { info: folder, ..following("x", &[]) }).unwrap();
    assert_eq!(store.subscriptions().unwrap(), []);
    assert!(store.feeds().unwrap().iter().all(|feed| feed.subscription.is_none()));
    // Until it is asked for: then it is the same feed.
    assert_eq!(store.subscribe(&following("gazette", &["a"])).unwrap(), (gazette, true));
    assert_eq!(one(&store).settings.tags, ["a"]);
    sound(&store);
}

#[test]
fn following_again_adds_tags_and_leaves_the_rest() {
    let mut store = store();
    let id = store.subscribe(&following("gazette", &["Sea"])).unwrap().0;
    let settings =
        FeedSettings { full_text: true, state: FeedState::Paused, ..one(&store).settings };
    store.set_feed_settings(id, &settings).unwrap();
    store.rename_feed(id, Some("Mine")).unwrap();
    let mut again = following("gazette", &["SEA", "Land"]);
    again.info.title = "Other".into();
    again.own_title = Some("Not mine".into());
    assert_eq!(store.subscribe(&again).unwrap(), (id, false));
    let now = one(&store);
    assert_eq!(now.title, "Mine");
    assert_eq!(now.settings.tags, ["Sea", "Land"]);
    assert!(now.settings.full_text);
    assert_eq!(now.settings.state, FeedState::Paused);
}

#[test]
fn a_feed_that_was_given_up_starts_anew_when_followed() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let first = Fetched { validators, ..fetched(&[with_guid("1", "Ferry", "Halted.")]) };
    store.store_fetched(id, &first, NOW).unwrap();
    for give_up in [
        |store: &mut Store, id| store.store_missed(id, &missed("gone", true), NOW).unwrap(),
        |store: &mut Store, id| store.end_feed(id).unwrap(),
        |store: &mut Store, id| store.remove_feed(id).unwrap(),
    ] {
        give_up(&mut store, id);
        assert_eq!(store.subscribe(&following("gazette", &[])).unwrap(), (id, true));
        let now = one(&store);
        assert_eq!(now.settings.state, FeedState::Followed);
        assert_eq!((now.failures, now.last_error, now.not_before), (0, None, None));
        assert_eq!(now.validators, Validators::default());
        assert_eq!(listed(&store, &all()), "● Ferry (gazette)");
    }
    sound(&store);
}

#[test]
fn an_ended_feed_keeps_its_articles_and_is_fetched_no_more() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    store.store_fetched(id, &fetched(&[draft("Ferry", "Halted.")]), NOW).unwrap();
    store.end_feed(id).unwrap();
    assert_eq!(store.subscriptions().unwrap(), []);
    assert_eq!(listed(&store, &all()), "● Ferry (gazette)");
    let row = &store.feeds().unwrap()[0];
    assert_eq!(row.subscription.as_ref().unwrap().settings.state, FeedState::Kept);
    // A fetch that was under way does not bring it back.
    store.store_missed(id, &missed("gone", true), NOW).unwrap();
    store.store_fetched(id, &fetched(&[]), NOW).unwrap();
    assert_eq!(store.subscriptions().unwrap(), []);
}

#[test]
fn a_fetch_stores_articles_feed_and_validators() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    store.store_missed(id, &missed("no answer", false), NOW).unwrap();
    store.store_missed(id, &missed("no answer at all", false), NOW + 1).unwrap();
    let failing = one(&store);
    assert_eq!((failing.failures, failing.not_before), (2, Some(NOW + 60)));
    assert_eq!(failing.last_error.as_deref(), Some("no answer at all"));
    let enclosures = vec![Enclosure {
        url: "https://gazette.example/ferry.mp3".into(),
        kind: Some("audio/mpeg".into()),
        bytes: Some(1234),
        title: Some("Hear the \"ferry\"".into()),
    }];
    let info = FeedInfo {
        origin: FeedOrigin::Address("https://ignored.example/".into()),
        title: "The Gazette".into(),
        site: Some("https://gazette.example/".into()),
    };
    let validators =
        Validators { etag: Some("W/\"x\"".into()), last_modified: Some("yesterday".into()) };
    let fetch = Fetched {
        info: Some(info),
        drafts: vec![Draft { enclosures: enclosures.clone(), ..draft("Ferry", "Halted.") }],
        validators: validators.clone(),
        moved_to: Some("https://gazette.example/new".into()),
        not_before: Some(NOW + 5),
    };
    let stored = store.store_fetched(id, &fetch, NOW + 2).unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].1, Imported);
    assert_eq!(store.article(stored[0].0).unwrap().unwrap().enclosures, enclosures);
    let now = one(&store);
    assert_eq!(
        (now.title.as_str(), now.address.as_str()),
        ("The Gazette", "https://gazette.example/new")
    );
    assert_eq!(now.site.as_deref(), Some("https://gazette.example/"));
    assert_eq!(
        (now.fetched_at, now.not_before, now.validators),
        (Some(NOW + 2), Some(NOW + 5), validators)
    );
    assert_eq!((now.failures, now.last_error), (0, None));
    // Unchanged: nothing of the feed is lost.
    let same = Fetched { info: None, drafts: vec![], ..fetch.clone() };
    assert_eq!(store.store_fetched(id, &same, NOW + 3).unwrap(), []);
    assert_eq!(listed(&store, &all()), "● Ferry (The Gazette)");
    assert_eq!(store.store_fetched(id, &fetch, NOW + 4).unwrap(), [(stored[0].0, Unchanged)]);
    sound(&store);
}

#[test]
fn a_feed_does_not_move_to_where_another_is() {
    let mut store = store();
    let (one, two) = (follow(&mut store, "one"), follow(&mut store, "two"));
    let address = "https://two.example/feed".to_owned();
    let moved =
        Fetched { moved_to: Some(address.clone()), ..fetched(&[draft("Ferry", "Halted.")]) };
    store.store_fetched(one, &moved, NOW).unwrap();
    let all: Vec<(FeedId, String)> =
        store.subscriptions().unwrap().into_iter().map(|feed| (feed.id, feed.address)).collect();
    assert_eq!(all, [(one, "https://one.example/feed".to_owned()), (two, address)]);
    assert_eq!(listed(&store, &of(Scope::Feed(one))), "● Ferry (one)");
}

#[test]
fn a_feed_without_a_title_is_called_by_its_address_until_it_has_one() {
    let mut store = store();
    let mut nameless = following("gazette", &[]);
    nameless.info.title = " ".into();
    let id = store.subscribe(&nameless).unwrap().0;
    assert_eq!(titles(&store), ["https://gazette.example/feed"]);
    let named = |title: &str| {
        let info = FeedInfo { title: title.into(), ..nameless.info.clone() };
        Fetched { info: Some(info), ..Fetched::default() }
    };
    store.store_fetched(id, &named("Gazette"), NOW).unwrap();
    store.store_fetched(id, &named(""), NOW).unwrap();
    assert_eq!(titles(&store), ["Gazette"]);
}

#[test]
fn feeds_stand_where_the_reader_moves_them() {
    let mut store = store();
    let [c, a, b] = ["c", "a", "b"].map(|name| follow(&mut store, name));
    assert_eq!(titles(&store), ["a", "b", "c"]);
    store.move_feed(c, Some(a)).unwrap();
    assert_eq!(titles(&store), ["c", "a", "b"]);
    store.move_feed(c, Some(b)).unwrap();
    assert_eq!(titles(&store), ["a", "c", "b"]);
    store.move_feed(a, None).unwrap();
    assert_eq!(titles(&store), ["c", "b", "a"]);
    for (feed, before) in [(a, Some(a)), (FeedId(99), Some(a)), (a, Some(FeedId(99)))] {
        store.move_feed(feed, before).unwrap();
        assert_eq!(titles(&store), ["c", "b", "a"]);
    }
    // New ones come after those that have a place.
    follow(&mut store, "aa");
    assert_eq!(titles(&store), ["c", "b", "a", "aa"]);
    store.remove_feed(b).unwrap();
    store.restore_feed(b).unwrap();
    assert_eq!(titles(&store), ["c", "b", "a", "aa"]);
}

#[test]
fn settings_replace_settings_and_following_forgets_failures() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    store.store_missed(id, &missed("gone", true), NOW).unwrap();
    assert_eq!(one(&store).settings.state, FeedState::Gone);
    let settings = FeedSettings {
        interval: Some(5),
        full_text: true,
        state: FeedState::Followed,
        tags: vec!["x".into()],
    };
    store.set_feed_settings(id, &settings).unwrap();
    let now = one(&store);
    assert_eq!(now.settings, settings);
    assert_eq!((now.failures, now.last_error, now.not_before), (0, None, None));
}

#[test]
fn articles_that_vanish_from_a_feed_stay() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    let drafts = [on(2, with_guid("1", "Ferry", "One.")), on(1, with_guid("2", "Tram", "Two."))];
    store.store_fetched(id, &fetched(&drafts), NOW).unwrap();
    store.store_fetched(id, &fetched(&drafts[1..]), NOW).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry (gazette)\n● Tram (gazette)");
}

#[test]
fn guids_may_all_change_if_the_links_stay() {
    let mut store = store();
    let id = follow(&mut store, "gazette");
    let item = |guid: &str, link: usize, words: &str| Draft {
        guid: Some(guid.into()),
        ..with_link(&format!("https://gazette.example/{link}"), words, words)
    };
    let before = [item("1", 1, "Ferry"), item("2", 2, "Tram"), item("3", 3, "Bus")];
    let stored = store.store_fetched(id, &fetched(&before), NOW).unwrap();
    let ids: Vec<ArticleId> = stored.iter().map(|(id, _)| *id).collect();
    store.set_read(&ids, true, NOW).unwrap();
    // Titles and texts have been worked over as well.
    let after = [item("a", 1, "Ferry again"), item("b", 2, "Tram again"), item("3", 3, "Bus")];
    let stored = store.store_fetched(id, &fetched(&after), NOW).unwrap();
    assert_eq!(stored.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    assert_eq!(store.counts(&all()).unwrap().unread, 0);
    // Two names in one document are two articles, whatever their links.
    let both = [item("a", 1, "Ferry again"), item("c", 1, "Ferry again"), item("d", 4, "Cycle")];
    store.store_fetched(id, &fetched(&both), NOW).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 5);
    sound(&store);
}

#[test]
fn a_feed_that_is_gone_from_the_store_is_named() {
    let mut store = store();
    let error = store.store_fetched(FeedId(9), &fetched(&[]), NOW).unwrap_err();
    assert!(matches!(error, StoreError::NoSuchFeed { .. }), "{error}");
    store.store_missed(FeedId(9), &missed("no answer", false), NOW).unwrap();
    store.end_feed(FeedId(9)).unwrap();
}

#[test]
fn a_tag_of_a_feed_is_a_tag_of_its_articles() {
    let mut store = store();
    let (gazette, _) = store.subscribe(&following("gazette", &["Sea", "Ärzte"])).unwrap();
    let (herald, _) = store.subscribe(&following("herald", &[])).unwrap();
    let tide = Draft { tags: vec!["sea".into()], ..draft("Tide", "It rises.") };
    let twin = draft("Twin", "Same words.");
    let first = fetched(&[draft("Ferry", "It sails."), twin.clone()]);
    store.store_fetched(gazette, &first, 1).unwrap();
    let second = fetched(&[tide, draft("Budget", "It grew."), twin]);
    store.store_fetched(herald, &second, 2).unwrap();
    assert_eq!(store.tags().unwrap(), ["Ärzte", "sea"]);
    let titles = |store: &Store, tag: &str| {
        let query = Query { scope: Scope::Tag(tag.into()), ..Query::default() };
        let rows = store.page(&query, Edge::Start, 10).unwrap().rows;
        let mut titles: Vec<String> = rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        assert_eq!(store.counts(&query).unwrap().total, titles.len() as u64);
        titles
    };
    assert_eq!(titles(&store, "SEA"), ["Ferry", "Tide", "Twin"]);
    assert_eq!(titles(&store, "ärzte"), ["Ferry", "Twin"]);
    store.remove_feed(gazette).unwrap();
    assert_eq!(titles(&store, "sea"), ["Tide"]);
    assert_eq!(store.tags().unwrap(), ["sea"]);
    sound(&store);
}

#[test]
fn articles_without_dates_stand_as_their_feed_lists_them() {
    let mut store = store();
    let gazette = follow(&mut store, "gazette");
    let rows = |store: &Store| -> Vec<String> {
        let page = store.page(&all(), Edge::Start, 10).unwrap();
        page.rows.into_iter().map(|row| row.title).collect()
    };
    let listed = |from: u32| {
        let item =
            |n: &u32| with_guid(&format!("g{n}"), &format!("Story {n}"), &format!("Text {n}."));
        fetched(&[from + 2, from + 1, from].iter().map(item).collect::<Vec<_>>())
    };
    let imported = store.store_fetched(gazette, &listed(1), 10).unwrap();
    assert_eq!(imported.len(), 3);
    let first = store.article(imported[0].0).unwrap().unwrap();
    assert_eq!(first.row.title, "Story 3", "what became of each, in the feed's order");
    assert_eq!(rows(&store), ["Story 3", "Story 2", "Story 1"]);
    store.store_fetched(gazette, &listed(2), 20).unwrap();
    assert_eq!(rows(&store), ["Story 4", "Story 3", "Story 2", "Story 1"]);
    sound(&store);
}

/// More than is stored in one transaction.
fn thousands() -> Vec<Draft> {
    let item =
        |number: usize| with_guid(&format!("{number}"), &format!("News {number}"), "A text.");
    (0..12_000).map(item).collect()
}

#[test]
fn a_feed_of_thousands_is_stored_in_parts_like_any_other() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let thousands = Fetched {
        validators: Validators { etag: Some("\"one\"".into()), ..Validators::default() },
        ..fetched(&thousands())
    };
    let stored = store.store_fetched(feed, &thousands, NOW).unwrap();
    assert_eq!(stored.len(), 12_000);
    assert!(stored.iter().all(|(_, status)| *status == Imported));
    // The newest stands first, and came in last.
    assert!(stored.windows(2).all(|pair| pair[0].0 > pair[1].0));
    let page = store.page(&all(), Edge::Start, 2).unwrap();
    let titles: Vec<&str> = page.rows.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(titles, ["News 0", "News 1"]);
    assert_eq!(one(&store).validators, thousands.validators);
    let again = store.store_fetched(feed, &thousands, NOW + 1).unwrap();
    assert!(again.iter().all(|(_, status)| *status == Unchanged));
    assert_eq!(
        again.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        stored.iter().map(|(id, _)| id).collect::<Vec<_>>()
    );
}

#[test]
fn expired_articles_of_a_feed_of_thousands_do_not_return() {
    const DAY: i64 = 86_400;
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let thousands = fetched(&thousands());
    let stored = store.store_fetched(feed, &thousands, NOW).unwrap();
    let ids: Vec<ArticleId> = stored.into_iter().map(|(id, _)| id).collect();
    store.set_read(&ids, true, NOW).unwrap();
    let newest = onrecord::domain::Retention { days: None, per_feed: Some(11_000) };
    assert_eq!(store.delete_expired(&newest, NOW + 2 * DAY).unwrap(), 1_000);
    for day in [40, 80, 120] {
        let stored = store.store_fetched(feed, &thousands, NOW + day * DAY).unwrap();
        assert_eq!(stored.len(), 11_000, "after {day} days");
    }
}

/// One page as every article's link, thirty thousand times: each is looked for by its text.
#[test]
fn a_link_that_very_many_share_tells_articles_by_their_texts() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let item = |guid: usize, text: usize| Draft {
        url: Some("https://gazette.example/today".into()),
        ..with_guid(&format!("{guid}"), "News", &format!("Text {text}."))
    };
    let first: Vec<Draft> = (0..30_000).map(|number| item(number, number)).collect();
    let stored = store.store_fetched(feed, &fetched(&first), NOW).unwrap();
    assert!(stored.iter().all(|(_, status)| *status == Imported));
    // All guids are new: the texts are those that were known.
    let renamed: Vec<Draft> = (0..300).map(|number| item(100_000 + number, number)).collect();
    let again = store.store_fetched(feed, &fetched(&renamed), NOW + 1).unwrap();
    let ids = |all: &[(ArticleId, ImportStatus)]| all.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    assert!(ids(&again) == ids(&stored[..300]));
}
