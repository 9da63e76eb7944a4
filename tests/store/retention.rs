//! Tests of retention: which articles are deleted, which are kept, and that none returns by itself.

use onrecord::domain::Retention;

use crate::following::{fetched, follow};
use crate::*;

const DAY: i64 = 86_400;

fn days(days: u32) -> Retention {
    Retention { days: Some(days), per_feed: None }
}

fn newest(number: u32) -> Retention {
    Retention { days: None, per_feed: Some(number) }
}

fn items() -> Vec<Draft> {
    let names = ["Ferry", "Tram", "Bus", "Bridge", "Cycle"];
    let item = |(n, name): (usize, &&str)| on(9 - n as u32, with_guid(name, name, "A text."));
    names.iter().enumerate().map(item).collect()
}

/// A followed feed with five articles, newest first, all read.
fn read_feed(store: &mut Store, name: &str) -> (FeedId, Vec<ArticleId>) {
    let feed = follow(store, name);
    let stored = store.store_fetched(feed, &fetched(&items()), NOW).expect("articles");
    let ids: Vec<ArticleId> = stored.into_iter().map(|(id, _)| id).collect();
    store.set_read(&ids, true, NOW).expect("marks");
    (feed, ids)
}

#[test]
fn the_newest_of_each_feed_are_kept() {
    let mut store = store();
    read_feed(&mut store, "gazette");
    assert_eq!(store.delete_expired(&Retention::default(), NOW + 400 * DAY).unwrap(), 0);
    // What was read just now may be on somebody's screen.
    assert_eq!(store.delete_expired(&newest(2), NOW + DAY - 1).unwrap(), 0);
    assert_eq!(store.delete_expired(&newest(2), NOW + 2 * DAY).unwrap(), 3);
    assert_eq!(listed(&store, &all()), "Ferry (gazette)\nTram (gazette)");
    assert_eq!(found(&store, "bus"), []);
    assert_eq!(store.delete_expired(&newest(2), NOW + 2 * DAY).unwrap(), 0);
    sound(&store);
}

#[test]
fn days_count_from_when_it_came_or_was_read() {
    let mut store = store();
    let (_, ids) = read_feed(&mut store, "gazette");
    store.set_read(&ids[..1], false, NOW).unwrap();
    store.set_read(&ids[..1], true, NOW + 20 * DAY).unwrap();
    assert_eq!(store.delete_expired(&days(30), NOW + 30 * DAY).unwrap(), 0);
    assert_eq!(store.delete_expired(&days(30), NOW + 30 * DAY + 1).unwrap(), 4);
    assert_eq!(listed(&store, &all()), "Ferry (gazette)");
}

#[test]
fn the_unread_the_starred_and_the_tagged_are_kept() {
    let mut store = store();
    let (_, ids) = read_feed(&mut store, "gazette");
    store.set_read(&ids[..1], false, NOW).unwrap();
    store.set_starred(&ids[1..2], true).unwrap();
    store.set_tags(ids[2], &["mine".into()]).unwrap();
    let both = Retention { days: Some(1), per_feed: Some(0) };
    assert_eq!(store.delete_expired(&both, NOW + 90 * DAY).unwrap(), 2);
    assert_eq!(listed(&store, &all()), "● Ferry (gazette)\nTram (gazette) ★\nBus (gazette)");
    sound(&store);
}

#[test]
fn only_followed_feeds_lose_anything() {
    let mut store = store();
    let folder = feed(&mut store, "imported");
    let imported = ids(&mut store, folder, &items()[..1]);
    store.set_read(&imported, true, NOW).unwrap();
    let (ended, _) = read_feed(&mut store, "ended");
    store.end_feed(ended).unwrap();
    let (removed, _) = read_feed(&mut store, "removed");
    store.remove_feed(removed).unwrap();
    assert_eq!(store.delete_expired(&newest(0), NOW + 90 * DAY).unwrap(), 0);
}

#[test]
fn expired_articles_do_not_return_while_their_feed_lists_them() {
    let mut store = store();
    let (gazette, _) = read_feed(&mut store, "gazette");
    store.delete_expired(&newest(2), NOW + 2 * DAY).unwrap();
    let items = items();
    let stored = store.store_fetched(gazette, &fetched(&items), NOW + 2 * DAY).unwrap();
    assert_eq!(stored.len(), 2, "those that have expired are not among them");
    // For as long as the feed lists it, and a month more.
    for day in [20, 40, 60, 80] {
        store.store_fetched(gazette, &fetched(&items[..4]), NOW + day * DAY).unwrap();
        assert_eq!(store.counts(&all()).unwrap().total, 2, "on day {day}");
    }
    let stored = store.store_fetched(gazette, &fetched(&items), NOW + 81 * DAY).unwrap();
    assert_eq!(stored.len(), 3, "a name that was not listed for long is forgotten");
    // What is asked for by hand comes back at once.
    store.import(gazette, &items[2..3], NOW + 81 * DAY).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 4);
    sound(&store);
}

#[test]
fn a_copy_in_another_feed_takes_the_place() {
    let mut store = store();
    let (_, ids) = read_feed(&mut store, "gazette");
    let other = feed(&mut store, "other");
    store.import(other, &items(), NOW).unwrap();
    store.set_starred(&ids[..1], true).unwrap();
    assert_eq!(store.delete_expired(&newest(0), NOW + 2 * DAY).unwrap(), 4);
    let expected = "Ferry (gazette) ★\nTram (other)\nBus (other)\nBridge (other)\nCycle (other)";
    assert_eq!(listed(&store, &all()), expected);
    sound(&store);
}

#[test]
fn many_go_at_once() {
    let mut store = store();
    let gazette = follow(&mut store, "gazette");
    let drafts: Vec<Draft> =
        (0..450).map(|n| with_guid(&n.to_string(), &format!("Article {n}"), "A text.")).collect();
    let stored = store.store_fetched(gazette, &fetched(&drafts), NOW).unwrap();
    let ids: Vec<ArticleId> = stored.into_iter().map(|(id, _)| id).collect();
    store.set_read(&ids, true, NOW).unwrap();
    assert_eq!(store.delete_expired(&newest(10), NOW + 2 * DAY).unwrap(), 440);
    assert_eq!(store.counts(&all()).unwrap().total, 10);
    sound(&store);
}

#[test]
fn what_has_expired_takes_no_others_with_it_that_share_its_guid_and_link() {
    let mut store = store();
    let shop = follow(&mut store, "shop");
    let item = |day: u32, title: &str| {
        let link = "https://shop.example/all";
        on(day, Draft { guid: Some("0".into()), ..with_link(link, title, "New in the shop.") })
    };
    let old = [item(5, "Lamp"), item(4, "Knife"), item(3, "Rope")];
    let stored = store.store_fetched(shop, &fetched(&old), NOW).unwrap();
    let ids: Vec<ArticleId> = stored.into_iter().map(|(id, _)| id).collect();
    store.set_read(&ids, true, NOW).unwrap();
    assert_eq!(store.delete_expired(&newest(1), NOW + 2 * DAY).unwrap(), 2);
    let listing = [item(6, "Sail"), item(5, "Lamp"), item(4, "Knife"), item(3, "Rope")];
    store.store_fetched(shop, &fetched(&listing), NOW + 2 * DAY).unwrap();
    assert_eq!(listed(&store, &all()), "● Sail (shop)\nLamp (shop)");
    sound(&store);
}
