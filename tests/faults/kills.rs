//! Tests of kills at any moment: what was reported is stored, nothing is half done, and work can
//! continue.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use onrecord::domain::{
    ArticleId, Correction, DossierQuery, Draft, Edge, FeedInfo, FeedOrigin, FeedSettings,
    Following, Marked, Passage, Query, Retention, Span, SubjectChange, SubjectId, SubjectQuery,
};
use onrecord::extract::VERSION;
use onrecord::store::Store;

use crate::support::{Home, PATIENCE, wait_for};
use crate::{Chance, archive, ran, rounds, sound};

/// Names the store to a child process; without it, the children's tests do nothing.
const STORE: &str = "ONRECORD_TEST_STORE";

/// A moment of these tests: 2024-03-01.
const NOW: i64 = 1_709_251_200;

/// Starts a command that is to be killed.
fn start(home: &Home, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(args)
        .env_clear()
        .envs(home.variables())
        .current_dir(home.root())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts")
}

/// Lets the child go on for a part of `whole` and kills it. Gives how long it took where it had
/// ended by itself, so that the next one is killed earlier.
fn kill_within(mut child: Child, whole: Duration, chance: &mut Chance) -> Option<Duration> {
    let begun = Instant::now();
    thread::sleep(whole.mul_f64(chance.below(1000) as f64 / 1000.0));
    let ended = child.try_wait().expect("a status").is_some();
    child.kill().expect("it ends");
    child.wait().expect("a status");
    ended.then(|| begun.elapsed())
}

/// Returns how long a command takes on this machine.
fn time_of(home: &Home, args: &[&str]) -> Duration {
    let begun = Instant::now();
    let (status, said) = ran(home, args);
    assert_eq!(status, Some(0), "{said}");
    begun.elapsed().min(PATIENCE)
}

/// A home whose store has that many articles.
fn filled(articles: u64) -> Home {
    let home = Home::new();
    home.write("archive.jsonl", archive(articles));
    home.import("archive.jsonl");
    home
}

fn copied(from: &Home) -> Home {
    let home = Home::new();
    fs::copy(from.store_path(), home.store_path()).expect("a copy");
    fs::copy(from.path("archive.jsonl"), home.path("archive.jsonl")).expect("a copy");
    home
}

#[test]
fn an_import_that_is_killed_has_stored_whole_parts_and_is_completed_by_the_next() {
    let mut chance = Chance(11);
    let whole = Home::new();
    whole.write("archive.jsonl", archive(1000));
    let mut time = time_of(&whole, &["import", "archive.jsonl"]);
    for round in 0..rounds(4) {
        let home = Home::new();
        home.write("archive.jsonl", archive(1000));
        let child = start(&home, &["import", "archive.jsonl"]);
        time = kill_within(child, time, &mut chance).unwrap_or(time);
        assert_eq!(sound(&home) % 100, 0, "round {round}");
        let (status, said) = ran(&home, &["import", "archive.jsonl"]);
        assert_eq!((status, sound(&home)), (Some(0), 1000), "round {round}: {said}");
    }
}

#[test]
fn an_analysis_that_is_killed_leaves_whole_findings_and_is_completed_by_the_next() {
    let mut chance = Chance(12);
    let pattern = filled(20);
    let whole = copied(&pattern);
    let mut time = time_of(&whole, &["analyse"]);
    let expected = statements(&whole);
    for round in 0..rounds(3) {
        let home = copied(&pattern);
        let child = start(&home, &["analyse"]);
        time = kill_within(child, time, &mut chance).unwrap_or(time);
        assert_eq!(sound(&home), 20, "round {round}");
        for (id, found) in statements(&home) {
            if let Some(found) = found {
                let whole = expected.iter().find(|(other, _)| *other == id);
                assert_eq!(whole.and_then(|(_, whole)| *whole), Some(found), "round {round}");
            }
        }
        let (status, said) = ran(&home, &["analyse"]);
        assert_eq!((status, sound(&home)), (Some(0), 20), "round {round}: {said}");
        assert_eq!(statements(&home), expected, "round {round}");
    }
}

/// Returns the number of statements of each article; `None` for an article that is not analysed.
fn statements(home: &Home) -> Vec<(ArticleId, Option<u32>)> {
    home.rows().iter().map(|row| (row.id, row.attributions)).collect()
}

#[test]
fn a_killed_marking_is_complete_or_absent() {
    let mut chance = Chance(13);
    let pattern = filled(2000);
    let mut time = time_of(&copied(&pattern), &["mark", "read", "--query", "quay"]);
    for round in 0..rounds(4) {
        let home = copied(&pattern);
        let child = start(&home, &["mark", "read", "--query", "quay"]);
        time = kill_within(child, time, &mut chance).unwrap_or(time);
        assert_eq!(sound(&home), 2000, "round {round}");
        let unread = home.store().counts(&Query::default()).expect("counts").unread;
        assert!([0, 2000].contains(&unread), "round {round}: {unread} are unread");
    }
}

/// A child process that works through a list of steps, and the number of steps it has reported.
struct Worker {
    child: Child,
    told: PathBuf,
}

impl Worker {
    fn start(name: &str, store: &Path) -> Worker {
        let told = store.with_extension("told");
        let _ = fs::remove_file(&told);
        let child = Command::new(std::env::current_exe().expect("the test's own program"))
            .args([&format!("kills::{name}"), "--exact", "--nocapture", "--test-threads=1"])
            .env(STORE, store)
            .stdout(Stdio::null())
            .spawn()
            .expect("a child process");
        Worker { child, told }
    }

    /// Kills it a moment after it has told of something; how much it has told of.
    fn kill(mut self, chance: &mut Chance) -> u64 {
        wait_for("the work to begin", || {
            let ended = self.child.try_wait().expect("a status");
            assert!(ended.is_none(), "the child ended by itself: {ended:?}");
            fs::metadata(&self.told).is_ok_and(|told| told.len() > 0).then_some(())
        });
        thread::sleep(Duration::from_millis(chance.below(250)));
        self.child.kill().expect("it ends");
        self.child.wait().expect("a status");
        fs::metadata(&self.told).expect("what it told").len()
    }
}

/// Does something again and again in the store that the environment names, and tells of each.
fn work(mut step: impl FnMut(&mut Store, u64)) {
    let Some(path) = std::env::var_os(STORE).map(PathBuf::from) else { return };
    let mut store = Store::open(&path).expect("the store opens");
    let told = path.with_extension("told");
    let mut told = OpenOptions::new().create(true).append(true).open(told).expect("a file");
    for round in 0.. {
        step(&mut store, round);
        told.write_all(b".").expect("it is told");
    }
}

#[test]
fn child_that_corrects_until_it_is_killed() {
    work(|store, round| {
        let rows = store.page(&Query::default(), Edge::Start, 50).expect("a page").rows;
        let article = store.article(rows[(round % 20) as usize].id).expect("a read").expect("it");
        let marked = |from: usize| {
            let span = Span::new(from, from + 8);
            let exact = article.body.text.get(from..from + 8).expect("ASCII").to_owned();
            Marked {
                content: vec![Passage {
                    span,
                    exact,
                    prefix: String::new(),
                    suffix: String::new(),
                }],
                ..Marked::default()
            }
        };
        let from = article.body.text.find("The quay").expect("the filler");
        let correction = Correction {
            id: None,
            article: article.row.id,
            was: None,
            is: Some(marked(from)),
            made_at: NOW + round as i64,
        };
        store.add_correction(&correction).expect("it is stored");
    });
}

#[test]
fn corrections_reported_as_stored_survive_a_kill() {
    let mut chance = Chance(14);
    let home = filled(20);
    let mut before = 0;
    for round in 0..rounds(3) {
        let worker = Worker::start("child_that_corrects_until_it_is_killed", &home.store_path());
        let told = worker.kill(&mut chance);
        sound(&home);
        let stored = home.store().corrections(None).expect("corrections").len() as u64;
        let new = stored - before;
        assert!((told..=told + 1).contains(&new), "round {round}: told {told}, stored {new}");
        before = stored;
    }
}

/// The two who speak in every article.
fn two(store: &Store) -> [SubjectId; 2] {
    let id = |name: &str| {
        let found = store.subjects_named(name, 5).expect("subjects");
        found.first().unwrap_or_else(|| panic!("nobody is called {name}")).id
    };
    [id("Ann Lee"), id("Otto Lind")]
}

#[test]
fn child_that_merges_until_it_is_killed() {
    work(|store, round| {
        let [one, other] = ["faults.one", "faults.other"].map(|name| kept(store, name));
        let change = match round % 2 {
            0 => SubjectChange::Merge(other, one),
            _ => SubjectChange::Unmerge(other, one),
        };
        store.change_subject(change).expect("it is stored");
    });
}

/// Keeps who is merged: names may lead to another after a merge.
fn keep(store: &mut Store, name: &str, subject: SubjectId) {
    store.set_setting(name, &subject.0.to_string()).expect("a setting");
}

fn kept(store: &Store, name: &str) -> SubjectId {
    let kept = store.setting(name).expect("a setting").expect("it was kept");
    SubjectId(kept.parse().expect("a number"))
}

#[test]
fn a_merge_that_is_killed_is_done_or_not_and_its_log_holds() {
    let mut chance = Chance(15);
    let home = filled(20);
    assert_eq!(ran(&home, &["analyse"]).0, Some(0));
    let mut store = home.store();
    let [ann, otto] = two(&store);
    keep(&mut store, "faults.one", ann);
    keep(&mut store, "faults.other", otto);
    drop(store);
    let speaks = |store: &Store| {
        let query =
            DossierQuery { subject: ann, about: false, feed: None, after: None, before: None };
        let (dossier, _) = store.dossier(&query, 0, 100, VERSION).expect("a read").expect("it");
        let merged = dossier.merged.iter().any(|subject| subject.id == otto);
        (merged, dossier.subject.statements)
    };
    let apart = speaks(&home.store());
    assert_eq!(apart, (false, 20));
    for round in 0..rounds(3) {
        let worker = Worker::start("child_that_merges_until_it_is_killed", &home.store_path());
        let told = worker.kill(&mut chance);
        sound(&home);
        let mut store = home.store();
        let (merged, statements) = speaks(&store);
        assert_eq!(statements, if merged { 40 } else { 20 }, "round {round} after {told}");
        if merged {
            store.change_subject(SubjectChange::Unmerge(otto, ann)).expect("it is taken back");
            assert_eq!(speaks(&store), apart, "round {round}");
        }
        let page = store.subjects(&SubjectQuery::default(), 0, 100).expect("subjects");
        assert!(page.rows.iter().any(|subject| subject.id == otto), "round {round}");
    }
}

#[test]
fn child_that_lets_old_articles_go_until_it_is_killed() {
    work(|store, round| {
        let info = FeedInfo {
            origin: FeedOrigin::Address("https://wire.example/feed".into()),
            title: "Wire".into(),
            site: None,
        };
        let settings = FeedSettings::default();
        let following = Following { info, own_title: None, settings };
        let (feed, _) = store.subscribe(&following).expect("a feed");
        let known = store.counts(&Query::default()).expect("counts").total;
        let drafts: Vec<Draft> = (0..40)
            .map(|n| Draft {
                guid: Some(format!("{known}/{round}/{n}/{}", std::process::id())),
                title: format!("Article {n} of {round}"),
                ..Draft::default()
            })
            .collect();
        let stored = store.import(feed, &drafts, NOW + round as i64).expect("it is stored");
        let ids: Vec<ArticleId> = stored.iter().map(|(id, _)| *id).collect();
        store.set_starred(&ids[..1], true).expect("a star");
        store.set_read(&ids, true, NOW).expect("a mark");
        let retention = Retention { days: None, per_feed: Some(60) };
        store.delete_expired(&retention, NOW + round as i64).expect("old ones go");
    });
}

#[test]
fn starred_articles_survive_killed_retention() {
    let mut chance = Chance(16);
    let home = Home::new();
    let mut told = 0;
    for round in 0..rounds(3) {
        let name = "child_that_lets_old_articles_go_until_it_is_killed";
        told += Worker::start(name, &home.store_path()).kill(&mut chance);
        sound(&home);
        let starred = Query { scope: onrecord::domain::Scope::Starred, ..Query::default() };
        let starred = home.store().counts(&starred).expect("counts").total;
        assert!(starred >= told, "round {round}: {starred} of {told}");
    }
}
