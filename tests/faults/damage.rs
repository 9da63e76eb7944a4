//! Tests of full and faulty disks, and of clocks that jump.

use std::fs;
use std::process::Command;

use onrecord::domain::{Draft, Edge, FeedInfo, FeedOrigin, Order, Query, Retention, When};
use onrecord::store::Store;

use crate::support::Home;
use crate::{Chance, archive, ran, rounds, sound};

/// Everything that reads a store, and one command that writes.
const COMMANDS: &[&[&str]] = &[
    &["list"],
    &["search", "quay"],
    &["quotes", "--limit", "20"],
    &["sources"],
    &["entities"],
    &["feeds"],
    &["export", "--query", "quay", "--format", "json"],
    &["mark", "read", "1"],
];

#[test]
fn bits_that_flip_are_found_or_harmless() {
    let mut chance = Chance(21);
    let whole = Home::new();
    whole.write("archive.jsonl", archive(40));
    whole.import("archive.jsonl");
    assert_eq!(ran(&whole, &["analyse"]).0, Some(0));
    let bytes = fs::read(whole.store_path()).expect("the store");
    let listed = ran(&whole, &["list", "--format", "tsv"]).1;
    for round in 0..rounds(4) {
        let home = Home::new();
        let mut damaged = bytes.clone();
        for _ in 0..20 {
            // The head of the file is no database any more once it is hit: that is told at once.
            let at = 100 + chance.below(damaged.len() as u64 - 100) as usize;
            damaged[at] ^= 1 << chance.below(8);
        }
        fs::write(home.store_path(), &damaged).expect("a store");
        let (status, said) = ran(&home, &["check"]);
        assert!(matches!(status, Some(0 | 1)), "round {round}: {status:?} {said}");
        if status == Some(0) {
            assert_eq!(ran(&home, &["list", "--format", "tsv"]).1, listed, "round {round}");
        }
        assert_eq!(fs::read(home.store_path()).expect("the store"), damaged, "check reads only");
        for command in COMMANDS {
            let (status, said) = ran(&home, command);
            assert!(matches!(status, Some(0 | 1)), "round {round}, {command:?}: {said}");
            assert!(!said.contains("panicked"), "round {round}, {command:?}: {said}");
        }
    }
}

/// Runs a command whose files may not grow beyond `blocks` of 512 bytes, which is a full disk to
/// it.
fn cramped(home: &Home, blocks: u64, args: &[&str]) -> (Option<i32>, String) {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_onrecord")]).args(args);
    command.env_clear().envs(home.variables()).current_dir(home.root());
    let output = command.output().expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn without_room_nothing_is_lost_and_all_goes_on_once_there_is_some() {
    let home = Home::new();
    home.write("archive.jsonl", archive(300));
    home.import("archive.jsonl");
    for (blocks, args) in [
        (8, &["mark", "read", "--query", "quay"][..]),
        (64, &["mark", "star", "--query", "quay"]),
        (64, &["analyse"]),
        (64, &["export", "--query", "quay", "--format", "brat", "--output", "out"]),
    ] {
        let (status, said) = cramped(&home, blocks, args);
        assert!(matches!(status, Some(0 | 1)), "{args:?}: {status:?} {said}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
        assert_eq!(sound(&home), 300, "{args:?}");
    }
    assert_eq!(home.store().counts(&Query::default()).expect("counts").unread, 300);
    let (status, said) = ran(&home, &["mark", "read", "--query", "quay"]);
    assert_eq!((status, said.as_str()), (Some(0), "300 articles marked read\n"));
}

/// Forty articles and marks at moments that jump to and fro by decades.
#[test]
fn a_clock_that_steps_loses_nothing_and_leaves_the_order() {
    let mut chance = Chance(22);
    let home = Home::new();
    let mut store = Store::open(&home.store_path()).expect("a store");
    let origin = FeedOrigin::Address("https://wire.example/feed".into());
    let info = FeedInfo { origin, title: "Wire".into(), site: None };
    let feed = store.ensure_feed(&info).expect("a feed");
    for n in 0..40 {
        let now = chance.below(7_000_000_000) as i64 - 1_000_000_000;
        let draft = Draft {
            guid: Some(n.to_string()),
            title: format!("{n:02}"),
            published: When::parse(&format!("2024-03-{:02}", n % 28 + 1)),
            ..Draft::default()
        };
        let stored = store.import(feed, &[draft], now).expect("it is stored");
        store.set_read(&[stored[0].0], n % 2 == 0, now).expect("a mark");
        store.shelves(now).expect("the shelves");
        store.delete_expired(&Retention::default(), now).expect("nothing goes");
        let query = Query { order: Order::Newest, now, ..Query::default() };
        let rows = store.page(&query, Edge::Start, 100).expect("a page").rows;
        assert_eq!(rows.len(), n + 1);
        assert!(rows.windows(2).all(|two| two[0].sort_key >= two[1].sort_key));
    }
    drop(store);
    assert_eq!(sound(&home), 40);
    assert_eq!(home.store().counts(&Query::default()).expect("counts").unread, 20);
}
