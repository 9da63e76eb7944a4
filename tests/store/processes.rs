//! Tests of several connections and processes on one file, and of processes that die.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use onrecord::domain::{FeedSettings, FetchFailure, Retention, TextSource};

use crate::following::{fetched, follow};
use crate::*;

/// Names the store to a child process; without it, the children's tests do nothing.
const STORE: &str = "ONRECORD_TEST_STORE";

/// Starts one of the children below as a process of its own.
fn child(name: &str, path: &Path) -> Child {
    let program = std::env::current_exe().expect("the test's own program");
    Command::new(program)
        .args([name, "--exact", "--nocapture", "--test-threads=1"])
        .env(STORE, path)
        .stdout(Stdio::null())
        .spawn()
        .expect("a child process")
}

fn batch(run: usize) -> Vec<Draft> {
    let text = |n| format!("Sentence {n} of run {run}. {}", "And so on. ".repeat(60));
    (0..40)
        .map(|n| with_guid(&format!("{run}/{n}"), &format!("Run {run}, {n}"), &text(n)))
        .collect()
}

#[test]
fn child_that_imports_until_it_is_killed() {
    let Some(path) = std::env::var_os(STORE) else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let gazette = feed(&mut store, "gazette");
    for run in 0.. {
        store.import(gazette, &batch(run), NOW).unwrap();
    }
}

#[test]
fn child_that_opens_and_imports_a_little() {
    let Some(path) = std::env::var_os(STORE) else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let title = format!("feed{}", std::process::id());
    let own = feed(&mut store, &title);
    for run in 0..5 {
        let drafts = [with_guid(&run.to_string(), &format!("{title} {run}"), &title)];
        store.import(own, &drafts, NOW).unwrap();
    }
}

/// Stores like a refresh, again and again: fetches and failures, full texts, retention.
#[test]
fn child_that_refreshes_until_it_is_killed() {
    let Some(path) = std::env::var_os(STORE) else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let feeds = ["one", "two", "three"].map(|name| follow(&mut store, name));
    // Every child goes on with articles that none before it has seen.
    let seen = store.counts(&all()).unwrap().total as usize;
    for run in (seen * 1_000).. {
        refresh_once(&mut store, feeds[run % 3], run);
    }
}

/// The `run`th of them, a day after the one before.
fn refresh_once(store: &mut Store, feed: FeedId, run: usize) {
    let now = NOW + 86_400 * run as i64;
    let full_text = FeedSettings { full_text: true, ..FeedSettings::default() };
    store.set_feed_settings(feed, &full_text).expect("a write");
    let link = |n: usize| format!("https://wire.example/{}", run * 10 + n);
    let drafts: Vec<Draft> = batch(run)
        .into_iter()
        .enumerate()
        .map(|(n, draft)| Draft { url: Some(link(n)), ..draft })
        .collect();
    let stored = store.store_fetched(feed, &fetched(&drafts), now).expect("a write");
    for (id, _) in store.wants_page(3).expect("a read") {
        store
            .save_page(id, &Body::from_text("The whole story. ".repeat(40)), now)
            .expect("a write");
    }
    let read: Vec<ArticleId> = stored.iter().map(|(id, _)| *id).collect();
    store.set_read(read.get(3..).unwrap_or_default(), true, now).expect("a write");
    for id in read.iter().take(1) {
        store.show_text(*id, TextSource::Feed).expect("a write");
    }
    let missed = FetchFailure { reason: "no answer".into(), not_before: None, gone: false };
    store.store_missed(feed, &missed, now).expect("a write");
    store.delete_expired(&Retention { days: None, per_feed: Some(60) }, now).expect("a write");
}

#[test]
fn a_killed_refresh_leaves_a_sound_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    for round in 0..6 {
        let mut refresher = child("processes::child_that_refreshes_until_it_is_killed", &path);
        thread::sleep(Duration::from_millis(150 + 83 * round));
        refresher.kill().unwrap();
        let status = refresher.wait().unwrap();
        assert!(!cfg!(unix) || status.code().is_none(), "it was killed at its work: {status}");
        let mut store = Store::open(&path).unwrap();
        sound(&store);
        // The next refresh completes the rest.
        let feed = follow(&mut store, "one");
        let seen = store.counts(&all()).unwrap().total as usize;
        refresh_once(&mut store, feed, seen * 1_000 + 500);
        sound(&store);
    }
}

#[test]
fn two_refreshes_at_once_both_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    drop(Store::open(&path).unwrap());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut store = Store::open(&path).unwrap();
                let feeds = ["one", "two", "three"].map(|name| follow(&mut store, name));
                (0..9).for_each(|run| refresh_once(&mut store, feeds[run % 3], run));
            });
        }
    });
    let store = Store::open(&path).unwrap();
    assert_eq!(store.subscriptions().unwrap().len(), 3);
    sound(&store);
}

#[test]
fn a_killed_import_leaves_whole_batches_and_a_sound_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    for round in 0..6 {
        let mut importer = child("processes::child_that_imports_until_it_is_killed", &path);
        thread::sleep(Duration::from_millis(150 + 67 * round));
        importer.kill().unwrap();
        importer.wait().unwrap();
        let mut store = Store::open(&path).unwrap();
        sound(&store);
        let total = store.counts(&all()).unwrap().total;
        assert_eq!(total % 40, 0, "a batch is stored whole or not at all");
        // The next import completes the rest.
        let gazette = feed(&mut store, "gazette");
        let next = total as usize / 40;
        let done = statuses(&mut store, gazette, &batch(next));
        assert!(done.iter().all(|status| *status == ImportStatus::Imported));
    }
    let total = Store::open(&path).unwrap().counts(&all()).unwrap().total;
    assert!(total > 6 * 40, "the children have stored something before they died");
}

#[test]
fn processes_that_make_one_store_at_once_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let children: Vec<Child> =
        (0..4).map(|_| child("processes::child_that_opens_and_imports_a_little", &path)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(store.counts(&all()).unwrap().total, 20);
    sound(&store);
}

#[test]
fn threads_that_make_one_store_at_once_all_succeed() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        thread::scope(|scope| {
            let open = || Store::open(&path).map(|mut store| feed(&mut store, "gazette"));
            let opening: Vec<_> = (0..6).map(|_| scope.spawn(open)).collect();
            for handle in opening {
                handle.join().unwrap().unwrap();
            }
        });
        assert_eq!(Store::open(&path).unwrap().feeds().unwrap().len(), 1);
    }
}

#[test]
fn a_reader_goes_on_while_another_connection_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let mut writer = Store::open(&path).unwrap();
    let reader = Store::open(&path).unwrap();
    let gazette = feed(&mut writer, "gazette");
    thread::scope(|scope| {
        let writing = scope.spawn(move || {
            for run in 0..10 {
                writer.import(gazette, &batch(run), NOW).unwrap();
            }
        });
        while !writing.is_finished() {
            let page = reader.page(&all(), Edge::End, 50).unwrap();
            let total = page.offset + page.rows.len() as u64;
            assert_eq!(total % 40, 0, "page and offset are of one moment");
        }
    });
    assert_eq!(reader.counts(&all()).unwrap().total, 400);
}

#[test]
fn two_writers_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    drop(Store::open(&path).unwrap());
    thread::scope(|scope| {
        for title in ["one", "two", "three"] {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                let own = feed(&mut store, title);
                for run in 0..10 {
                    let id = ids(&mut store, own, &[draft(&format!("{title} {run}"), title)])[0];
                    store.set_read(&[id], true, NOW).unwrap();
                }
            });
        }
    });
    let store = Store::open(&path).unwrap();
    let counts = store.counts(&all()).unwrap();
    assert_eq!((counts.total, counts.unread), (30, 0));
    sound(&store);
}

#[test]
fn the_generation_tells_of_own_and_foreign_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let mut one = Store::open(&path).unwrap();
    let mut two = Store::open(&path).unwrap();
    let start = one.generation().unwrap();
    one.counts(&all()).unwrap();
    two.counts(&all()).unwrap();
    assert_eq!(one.generation().unwrap(), start);
    two.set_setting("a", "b").unwrap();
    let after_foreign = one.generation().unwrap();
    assert_ne!(after_foreign, start);
    assert_eq!(one.generation().unwrap(), after_foreign);
    one.set_setting("a", "c").unwrap();
    assert_ne!(one.generation().unwrap(), after_foreign);
}
