//! Tests of saved queries and of the counts in the sidebar.

use onrecord::domain::{Counts, QueryChange, QueryId, SavedQuery};
use onrecord::store::StoreError;

use crate::*;

fn save(store: &mut Store, title: &str, text: &str) -> Option<SavedQuery> {
    store.change_query(&QueryChange::Save(title.into(), text.into())).expect("it is there")
}

/// The saved searches as text: a line each, with total and unread.
fn shelf(store: &Store) -> String {
    let queries = store.shelves(NOW).expect("it is there").queries;
    let line = |(query, counts): &(SavedQuery, Counts)| {
        format!("{}: {} {}/{}", query.title, query.text, counts.unread, counts.total)
    };
    queries.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn harbour() -> (Store, Vec<ArticleId>) {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let tagged = |title: &str, tags: &[&str]| Draft {
        tags: tags.iter().map(|tag| (*tag).into()).collect(),
        ..draft(title, title)
    };
    let drafts = [
        on(1, tagged("Ferry stops", &["Sea", "Transport"])),
        on(2, tagged("Ferry burns", &["sea"])),
        on(3, tagged("Bank rate", &["money"])),
    ];
    let made = ids(&mut store, gazette, &drafts);
    store.set_read(&made[..1], true, NOW).expect("it is there");
    (store, made)
}

#[test]
fn saved_searches_are_scopes_and_have_counts() {
    let (mut store, made) = harbour();
    assert_eq!(save(&mut store, " Ferries ", "title:ferry"), None);
    save(&mut store, "Wrong", "befor:2024");
    assert_eq!(shelf(&store), "Ferries: title:ferry 1/2\nWrong: befor:2024 0/0");
    let id = store.saved_queries().unwrap()[0].id;
    let query = of(Scope::Saved(id));
    assert_eq!(listed(&store, &query), "● Ferry burns (gazette)\nFerry stops (gazette)");
    assert_eq!(listed(&store, &of(Scope::Saved(QueryId(99)))), "");
    // It is a scope for whatever is done with a list.
    use onrecord::domain::Range;
    assert_eq!(store.set_read_in(&query, Range::All, true, NOW).unwrap(), [made[1]]);
    assert_eq!(shelf(&store), "Ferries: title:ferry 0/2\nWrong: befor:2024 0/0");
}

#[test]
fn what_is_done_with_a_saved_search_can_be_taken_back() {
    let (mut store, _) = harbour();
    save(&mut store, "Ferries", "ferry");
    save(&mut store, "Banks", "bank");
    // Saved again in another case: the same one, at its place.
    let before = save(&mut store, "FERRIES", "ferry OR ship").unwrap();
    assert_eq!(before.text, "ferry");
    assert_eq!(shelf(&store), "FERRIES: ferry OR ship 1/2\nBanks: bank 1/1");
    store.change_query(&QueryChange::Restore(before.clone())).unwrap();
    assert_eq!(shelf(&store), "Ferries: ferry 1/2\nBanks: bank 1/1");
    // Removed and brought back: at its place.
    let removed = store.change_query(&QueryChange::Remove(before.id)).unwrap().unwrap();
    assert_eq!((&removed, shelf(&store).as_str()), (&before, "Banks: bank 1/1"));
    store.change_query(&QueryChange::Restore(removed)).unwrap();
    assert_eq!(shelf(&store), "Ferries: ferry 1/2\nBanks: bank 1/1");
    // Renamed.
    let rename = |title: &str| QueryChange::Rename(before.id, title.into());
    assert_eq!(store.change_query(&rename("Boats")).unwrap(), Some(before.clone()));
    assert_eq!(shelf(&store), "Boats: ferry 1/2\nBanks: bank 1/1");
    let error = store.change_query(&rename("banks")).unwrap_err();
    assert!(matches!(&error, StoreError::TitleTaken { title, .. } if title == "banks"));
    assert!(error.hint().is_some());
    assert_eq!(store.change_query(&QueryChange::Remove(QueryId(99))).unwrap(), None);
    sound(&store);
}

/// Tags as text: `sea 1/2` for one unread of two.
fn tags(store: &Store) -> Vec<String> {
    let line = |(tag, counts): &(String, Counts)| {
        let listed = store.counts(&of(Scope::Tag(tag.clone()))).expect("it is there");
        assert_eq!(*counts, listed, "{tag} has what its list has");
        format!("{tag} {}/{}", counts.unread, counts.total)
    };
    store.shelves(NOW).expect("it is there").tags.iter().map(line).collect()
}

#[test]
fn stars_and_tags_are_counted_as_their_lists_are() {
    let (mut store, made) = harbour();
    store.set_starred(&made[1..], true).unwrap();
    assert_eq!(store.shelves(NOW).unwrap().starred, Counts { total: 2, unread: 2 });
    assert_eq!(tags(&store), ["money 1/1", "Sea 1/2", "Transport 0/1"]);
    // A tag of a whole feed is one of its articles', too.
    let following = crate::following::following("herald", &["sea", "north"]);
    let (herald, _) = store.subscribe(&following).unwrap();
    let copy = |guid: &str, title: &str| with_guid(guid, title, title);
    ids(&mut store, herald, &[copy("a", "Ferry stops"), copy("b", "Whale")]);
    assert_eq!(tags(&store), ["money 1/1", "north 1/2", "Sea 2/3", "Transport 0/1"]);
    store.remove_feed(herald).unwrap();
    assert_eq!(tags(&store), ["money 1/1", "Sea 1/2", "Transport 0/1"]);
}
