//! Articles that the user deletes: they go with their copies, stay away, and can be restored.

use onrecord::domain::ImportStatus;

use crate::following::{fetched, follow};
use crate::*;

fn items() -> Vec<Draft> {
    let item = |name: &&str| with_guid(name, name, &format!("A text about the {name} line."));
    ["Ferry", "Tram", "Bus"].iter().map(item).collect()
}

fn desk() -> (Store, FeedId, Vec<ArticleId>) {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let stored = store.store_fetched(feed, &fetched(&items()), NOW).expect("articles");
    (store, feed, stored.into_iter().map(|(id, _)| id).collect())
}

#[test]
fn a_deleted_article_is_gone_everywhere_and_no_refresh_brings_it_back() {
    let (mut store, feed, ids) = desk();
    store.add_tag(&ids[1..2], "later").unwrap();
    assert_eq!(store.delete_articles(&ids[1..2], NOW).unwrap(), ids[1..2]);
    let mut changed = items();
    changed[1].body = Body::from_text("Another text about the tram.");
    for drafts in [items(), changed] {
        store.store_fetched(feed, &fetched(&drafts), NOW + 60).unwrap();
        let list = listed(&store, &all());
        assert!(!list.contains("Tram") && list.contains("Ferry"), "{list}");
        assert_eq!(found(&store, "tram"), []);
        assert_eq!(store.own_tags().unwrap(), []);
        assert!(store.article(ids[1]).unwrap().is_none());
        assert_eq!(store.feeds().unwrap()[0].total, 2);
        sound(&store);
    }
}

#[test]
fn deleting_is_undone_with_read_mark_star_and_tags() {
    let (mut store, feed, ids) = desk();
    store.add_tag(&ids[..1], "later").unwrap();
    store.set_starred(&ids[..1], true).unwrap();
    let before = listed(&store, &all());
    let mut gone = store.delete_articles(&ids[..2], NOW).unwrap();
    gone.sort();
    assert_eq!(store.last_deleted().unwrap(), gone);
    assert_eq!(store.delete_articles(&ids[..2], NOW + 1).unwrap(), []);
    assert_eq!(store.restore_articles(&gone).unwrap(), gone);
    assert_eq!(listed(&store, &all()), before);
    assert_eq!(found(&store, "mine:later"), ids[..1]);
    assert_eq!(store.restore_articles(&gone).unwrap(), []);
    assert_eq!(store.last_deleted().unwrap(), []);
    // A feed that is removed and restored does not restore them.
    store.delete_articles(&ids[..1], NOW).unwrap();
    store.remove_feed(feed).unwrap();
    store.restore_feed(feed).unwrap();
    assert_eq!(found(&store, "text").len(), 2);
    sound(&store);
}

#[test]
fn copies_go_with_it_and_so_do_later_ones() {
    let mut store = store();
    let link = |title: &str| with_link("https://news.example/ferry", title, "The ferry stopped.");
    let (one, two) = (follow(&mut store, "gazette"), follow(&mut store, "herald"));
    let first = store.store_fetched(one, &fetched(&[link("Ferry")]), NOW).unwrap()[0].0;
    let copy = store.store_fetched(two, &fetched(&[link("A ferry")]), NOW).unwrap()[0].0;
    assert_eq!(store.delete_articles(&[first], NOW).unwrap(), [first, copy]);
    let three = follow(&mut store, "post");
    store.store_fetched(three, &fetched(&[link("The ferry")]), NOW).unwrap();
    assert_eq!(listed(&store, &all()), "");
    sound(&store);
    store.restore_articles(&[copy]).unwrap();
    assert_eq!(listed(&store, &all()), "● A ferry (herald)");
    sound(&store);
}

#[test]
fn what_is_imported_again_comes_back() {
    let mut store = store();
    let shelf = feed(&mut store, "saved");
    let id = store.import(shelf, &items()[..1], NOW).unwrap()[0].0;
    store.delete_articles(&[id], NOW).unwrap();
    assert_eq!(store.import(shelf, &items()[..1], NOW).unwrap(), [(id, ImportStatus::Unchanged)]);
    assert_eq!(listed(&store, &all()), "● Ferry (saved)");
}

#[test]
fn a_purged_article_stays_away_while_its_feed_lists_it() {
    let (mut store, feed, ids) = desk();
    // Deleted more than a week ago.
    store.delete_articles(&ids[..1], NOW).unwrap();
    store.purge_removed().unwrap();
    assert_eq!(store.restore_articles(&ids[..1]).unwrap(), []);
    store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    assert_eq!(listed(&store, &all()).lines().count(), 2);
    sound(&store);
}
