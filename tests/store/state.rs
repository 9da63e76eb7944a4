//! Tests of read state and stars, and of the ids returned for undo.

use onrecord::domain::{Cursor, Range, Shown};

use crate::*;

/// Five articles, the newest first in the list and in the answer.
fn five() -> (Store, Vec<ArticleId>) {
    let mut store = store();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> =
        (1..=5).rev().map(|day| on(day, draft(&format!("Day {day}"), "x"))).collect();
    let ids = ids(&mut store, gazette, &drafts);
    (store, ids)
}

#[test]
fn marking_gives_exactly_what_changed_and_can_be_undone() {
    let (mut store, ids) = five();
    store.set_read(&[ids[1]], true, NOW).unwrap();
    let unknown = ArticleId(999);
    let wanted = [ids[0], ids[1], ids[2], ids[0], unknown];
    let changed = store.set_read(&wanted, true, NOW).unwrap();
    assert_eq!(changed, [ids[0], ids[2]]);
    assert_eq!(store.set_read(&wanted, true, NOW).unwrap(), []);
    assert_eq!(store.set_read(&changed, false, NOW).unwrap(), changed);
    let read: Vec<bool> =
        ids.iter().map(|id| !store.article(*id).unwrap().unwrap().row.unread).collect();
    assert_eq!(read, [false, true, false, false, false]);
    let starred = store.set_starred(&[ids[4], ids[3]], true).unwrap();
    assert_eq!(starred, [ids[4], ids[3]]);
    assert_eq!(store.set_starred(&[ids[2], ids[3]], true).unwrap(), [ids[2]]);
    assert_eq!(store.counts(&of(Scope::Starred)).unwrap().total, 3);
}

#[test]
fn ranges_are_above_below_or_all() {
    let (mut store, ids) = five();
    let page = store.page(&all(), Edge::Start, 9).unwrap();
    let middle = Cursor::of(&page.rows[2]);
    store.set_read(&[ids[0]], true, NOW).unwrap();
    let mut mark = |range, read| store.set_read_in(&all(), range, read, NOW).unwrap();
    assert_eq!(mark(Range::Above(middle), true), [ids[1]]);
    assert_eq!(mark(Range::Below(middle), true), [ids[3], ids[4]]);
    assert_eq!(mark(Range::All, true), [ids[2]]);
    assert_eq!(mark(Range::All, true), []);
    assert_eq!(mark(Range::Above(middle), false), [ids[0], ids[1]]);
}

#[test]
fn articles_imported_after_the_list_was_shown_are_not_marked() {
    let (mut store, ids) = five();
    let page = store.page(&all(), Edge::Start, 9).unwrap();
    assert_eq!(page.newest, Some(ids[4]));
    let gazette = feed(&mut store, "gazette");
    let old = crate::ids(&mut store, gazette, &[on(1, draft("An old story", "x"))]);
    let new = crate::ids(&mut store, gazette, &[on(29, draft("A new story", "y"))]);
    let mut mark = |later: &[ArticleId]| {
        let shown = Shown { up_to: page.newest, later: later.to_vec() };
        store.set_shown_read(&all(), Range::All, &shown, true, NOW).unwrap()
    };
    assert_eq!(mark(&[]), ids);
    assert_eq!(mark(&old), old);
    assert!(store.article(new[0]).unwrap().unwrap().row.unread);
}

#[test]
fn a_range_keeps_to_its_query() {
    let (mut store, ids) = five();
    let herald = feed(&mut store, "herald");
    let other = crate::ids(&mut store, herald, &[draft("Elsewhere", "y")]);
    let query = Query { filter: "herald".into(), ..all() };
    assert_eq!(store.set_read_in(&query, Range::All, true, NOW).unwrap(), other);
    let query = Query { unread_only: true, filter: "day 4".into(), ..all() };
    assert_eq!(store.set_read_in(&query, Range::All, true, NOW).unwrap(), [ids[1]]);
    let query = of(Scope::Feed(herald));
    assert_eq!(store.set_read_in(&query, Range::All, false, NOW).unwrap(), other);
}

#[test]
fn a_hundred_thousand_ids_are_no_trouble() {
    let (mut store, ids) = five();
    let many: Vec<ArticleId> = (0..100_000).map(ArticleId).collect();
    let mut changed = store.set_read(&many, true, NOW).unwrap();
    changed.reverse();
    assert_eq!(changed.len(), ids.len());
}

#[test]
fn settings_are_remembered() {
    let mut store = store();
    assert_eq!(store.setting("theme").unwrap(), None);
    store.set_setting("theme", "dark").unwrap();
    store.set_setting("theme", "light").unwrap();
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("light"));
}
