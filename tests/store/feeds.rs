//! Feeds: found again, listed, removed, restored, purged.

use onrecord::domain::FeedRow;
use onrecord::store::StoreError;

use crate::*;

fn origins() -> [FeedOrigin; 4] {
    [
        FeedOrigin::Path("/home/ann/news".into()),
        FeedOrigin::Address("/home/ann/news".into()),
        FeedOrigin::Input,
        FeedOrigin::Welcome,
    ]
}

#[test]
fn a_feed_is_known_by_its_origin() {
    let mut store = store();
    let mut make = |origin: &FeedOrigin, title: &str| {
        let info = FeedInfo { origin: origin.clone(), title: title.into(), site: None };
        store.ensure_feed(&info).unwrap()
    };
    let made = origins().map(|origin| make(&origin, "b"));
    let found = origins().map(|origin| make(&origin, "B"));
    assert_eq!(made, found);
    let rows = store.feeds().unwrap();
    let read: Vec<FeedOrigin> = rows.iter().map(|row| row.origin.clone()).collect();
    assert_eq!(read, origins());
    assert!(rows.iter().all(|row| row.title == "B"));
}

#[test]
fn feeds_come_by_title_with_their_counts() {
    let mut store = store();
    let zurich = feed(&mut store, "zurich");
    let aero = feed(&mut store, "Ærø");
    feed(&mut store, "bern");
    let read = ids(&mut store, zurich, &[draft("One", "1"), draft("Two", "2")])[0];
    store.set_read(&[read], true, NOW).unwrap();
    let rows = store.feeds().unwrap();
    let shown: Vec<(&str, u64, u64)> =
        rows.iter().map(|row: &FeedRow| (row.title.as_str(), row.total, row.unread)).collect();
    assert_eq!(shown, [("Ærø", 0, 0), ("bern", 0, 0), ("zurich", 2, 1)]);
    assert_eq!(rows[0].id, aero);
}

#[test]
fn a_removed_feed_is_hidden_everywhere_and_comes_back_whole() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts = [Draft { tags: vec!["sea".into()], ..draft("Ferry", "Sailings halted.") }];
    let id = ids(&mut store, gazette, &drafts)[0];
    store.set_starred(&[id], true).unwrap();
    let lists = [all(), of(Scope::Starred), of(Scope::Feed(gazette)), of(Scope::Tag("sea".into()))];
    store.remove_feed(gazette).unwrap();
    for query in &lists {
        assert_eq!(listed(&store, query), "");
    }
    assert_eq!(store.feeds().unwrap(), []);
    assert_eq!(store.article(id).unwrap(), None);
    assert_eq!(found(&store, "sailings"), []);
    assert_eq!(store.articles_to_analyse("v1", 9).unwrap(), []);
    // What is imported meanwhile stays hidden with it.
    store.import(gazette, &[draft("Tram", "Hidden.")], NOW).unwrap();
    assert_eq!(listed(&store, &all()), "");
    sound(&store);
    // A purge leaves what was removed just now: it can still be undone.
    store.purge_removed().unwrap();
    store.restore_feed(gazette).unwrap();
    for query in &lists[1..2] {
        assert_eq!(listed(&store, query), "● Ferry (gazette) ★");
    }
    assert_eq!(store.feeds().unwrap()[0].total, 2);
    assert_eq!(found(&store, "sailings"), [id]);
    sound(&store);
}

#[test]
fn a_store_knows_which_feeds_were_removed() {
    let mut store = store();
    let made = feed(&mut store, "gazette");
    let origin = store.feeds().unwrap()[0].origin.clone();
    assert!(!store.is_removed(&origin).unwrap());
    store.remove_feed(made).unwrap();
    assert!(store.is_removed(&origin).unwrap());
    assert!(!store.is_removed(&FeedOrigin::Input).unwrap(), "that one was never there");
    store.restore_feed(made).unwrap();
    assert!(!store.is_removed(&origin).unwrap());
}

#[test]
fn asking_for_a_removed_feed_restores_it() {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    store.import(gazette, &[draft("Ferry", "Halted.")], NOW).unwrap();
    store.remove_feed(gazette).unwrap();
    assert_eq!(feed(&mut store, "gazette"), gazette);
    assert_eq!(listed(&store, &all()), "● Ferry (gazette)");
}

#[test]
fn a_purge_deletes_for_good_and_leaves_the_index_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).unwrap();
    let (one, two) = (feed(&mut store, "one"), feed(&mut store, "two"));
    let link = "https://wire.example/ferry";
    let read = ids(&mut store, one, &[with_link(link, "Ferry", "Sailings.")])[0];
    store.import(two, &[with_link(link, "Ferry", "Sailings, longer.")], NOW).unwrap();
    store.set_read(&[read], true, NOW).unwrap();
    store.remove_feed(one).unwrap();
    an_hour_passes(&path);
    store.purge_removed().unwrap();
    store.restore_feed(one).unwrap();
    assert_eq!(listed(&store, &all()), "Ferry (two)");
    assert_eq!(found(&store, "sailings").len(), 1);
    assert!(matches!(
        store.import(one, &[draft("x", "y")], NOW),
        Err(StoreError::NoSuchFeed { .. })
    ));
    sound(&store);
    // No id is ever given twice: what an undo list or a screen still holds names nothing.
    let again = feed(&mut store, "one");
    assert_ne!(again, one);
}

#[test]
fn a_store_is_pristine_only_until_its_first_feed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).unwrap();
    assert!(store.is_pristine().unwrap());
    let welcome = FeedInfo { origin: FeedOrigin::Welcome, title: "Welcome".into(), site: None };
    let feed = store.ensure_feed(&welcome).unwrap();
    assert!(!store.is_pristine().unwrap());
    store.remove_feed(feed).unwrap();
    assert!(!store.is_pristine().unwrap());
    an_hour_passes(&path);
    store.purge_removed().unwrap();
    assert_eq!(store.feeds().unwrap(), []);
    assert!(!Store::open(&path).unwrap().is_pristine().unwrap());
}

/// Makes all removals of the store at `path` an hour older.
fn an_hour_passes(path: &std::path::Path) {
    let conn = rusqlite::Connection::open(path).expect("a second connection");
    conn.execute("UPDATE feeds SET removed_at = removed_at - 3600", []).expect("an update");
}
