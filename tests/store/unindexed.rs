//! Articles of a refresh are stored first and indexed later; a search finds them all the same.

use crate::following::{fetched, follow};
use crate::*;

fn items() -> Vec<Draft> {
    let item = |name: &&str| with_guid(name, name, &format!("A text about the {name} line."));
    ["Ferry", "Tram", "Bus"].iter().map(item).collect()
}

fn filtered(store: &Store, filter: &str) -> String {
    listed(store, &Query { filter: filter.into(), ..Query::default() })
}

#[test]
fn what_waits_is_listed_at_once_and_found_by_the_first_search() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let stored = store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    assert_eq!(store.unindexed().unwrap(), 3);
    assert!(listed(&store, &all()).contains("Tram"));
    sound(&store);
    assert_eq!(store.unindexed().unwrap(), 3, "listing and checking index nothing");
    assert_eq!(found(&store, "tram line"), [stored[1].0]);
    assert_eq!(store.unindexed().unwrap(), 0);
    sound(&store);
}

#[test]
fn a_filter_finds_what_waits() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    assert_eq!(filtered(&store, "ferr"), "● Ferry (gazette)");
}

#[test]
fn what_waits_is_indexed_in_batches_whatever_happened_to_it() {
    let mut store = store();
    let feed = follow(&mut store, "gazette");
    let stored = store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    // One changes, one goes before they are indexed.
    let mut changed = items();
    changed[0].body = Body::from_text("A text about the harbour.");
    changed[0].title = "Ferries".into();
    store.store_fetched(feed, &fetched(&changed), NOW).unwrap();
    store.set_read(&[stored[2].0], true, NOW).unwrap();
    let newest = onrecord::domain::Retention { days: None, per_feed: Some(2) };
    assert_eq!(store.delete_expired(&newest, NOW + 3 * 86_400).unwrap(), 1);
    assert_eq!(store.unindexed().unwrap(), 2);
    while store.index_batch().unwrap() {}
    assert_eq!(store.unindexed().unwrap(), 0);
    sound(&store);
    assert_eq!(found(&store, "harbour"), [stored[0].0]);
    assert_eq!(found(&store, "line"), [stored[1].0]);
    assert_eq!(filtered(&store, "ferries"), "● Ferries (gazette)");
    // Indexed ones change and go as before.
    store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    store.complete_index().unwrap();
    sound(&store);
    assert_eq!(found(&store, "harbour"), []);
}

#[test]
fn what_was_not_indexed_when_the_program_ended_is_indexed_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store.db");
    let mut store = Store::open(&path).unwrap();
    let feed = follow(&mut store, "gazette");
    store.store_fetched(feed, &fetched(&items()), NOW).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.unindexed().unwrap(), 3);
    assert_eq!(found(&store, "text").len(), 3);
    sound(&store);
}
