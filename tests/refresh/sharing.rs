//! Tests of sharing a store: two refreshes, and the app during a refresh.

use std::thread;

use onrecord::domain::{Edge, Query};

use crate::desk::{Desk, item, rss};
use crate::support::response::{Gate, Response};
use crate::support::wait_for;

const FEEDS: usize = 12;
const EACH: usize = 15;

fn followed() -> Desk {
    let desk = Desk::new();
    for feed in 0..FEEDS {
        let items: Vec<String> =
            (0..EACH).map(|n| item(&format!("f{feed}n{n}"), &format!("Item {feed}.{n}"))).collect();
        desk.serve(&format!("/{feed}"), Response::rss(rss(&format!("Feed {feed}"), &items)));
        desk.follow(&format!("/{feed}"));
    }
    desk
}

#[test]
fn two_refreshes_at_once_bring_everything_once() {
    let desk = followed();
    thread::scope(|scope| {
        let both = [0, 1].map(|_| scope.spawn(|| desk.refresh_with_status(&[])));
        for one in both {
            let (rows, status) = one.join().unwrap();
            assert_eq!(status, 0, "{rows:#?}");
        }
    });
    assert_eq!(desk.sound_articles(), (FEEDS * EACH) as u64);
}

#[test]
fn a_reader_reads_and_writes_while_a_refresh_runs() {
    let desk = followed();
    let gate = Gate::closed();
    desk.serve("/late", Response::rss(rss("Late", &[item("late", "Late news")])).behind(&gate));
    desk.follow("/late");
    let mut store = desk.home.store();
    let before = store.generation().unwrap();
    thread::scope(|scope| {
        let refreshing = scope.spawn(|| desk.refresh_with_status(&[]));
        let all = (FEEDS * EACH) as u64;
        wait_for("the other feeds", || {
            (store.counts(&Query::default()).unwrap().total == all).then_some(())
        });
        assert_ne!(store.generation().unwrap(), before, "a reader sees that there is news");
        let page = store.page(&Query::default(), Edge::Start, 20).unwrap();
        let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        assert_eq!(store.set_read(&ids, true, 1).unwrap().len(), 20);
        gate.open();
        assert_eq!(refreshing.join().unwrap().1, 0);
    });
    assert_eq!(store.counts(&Query::default()).unwrap().unread, (FEEDS * EACH) as u64 + 1 - 20);
}
