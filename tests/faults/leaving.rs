//! Tests of stores and terminals that disappear while the app is open.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use onrecord::domain::Query;
use onrecord::store::Store;

use crate::support::{Home, PATIENCE, pty, wait_for};

fn unread(home: &Home) -> usize {
    home.rows().iter().filter(|row| row.unread).count()
}

/// Names a file to a child process that is to be a terminal.
const TOLD: &str = "ONRECORD_TEST_TOLD";

/// A child process with the app in a terminal. Writes its home and the process of the app into a
/// file.
#[test]
fn child_that_is_a_terminal() {
    let Some(told) = std::env::var_os(TOLD) else { return };
    let home = Home::new();
    let mut pty = pty::open_with_news(&home);
    pty.keys("u");
    wait_for("the mark", || (unread(&home) == 2).then_some(()));
    let text = format!("{}\n{}", pty.process(), home.root().display());
    let beside = home.path("told");
    fs::write(&beside, text).expect("it is told");
    fs::rename(beside, told).expect("it is told");
    std::thread::sleep(PATIENCE);
}

#[test]
fn a_terminal_that_is_closed_ends_the_reader_and_loses_no_mark() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = folder.path().join("told");
    let mut terminal = Command::new(std::env::current_exe().expect("the test's own program"))
        .args(["leaving::child_that_is_a_terminal", "--exact", "--nocapture"])
        .env(TOLD, &told)
        .stdout(Stdio::null())
        .spawn()
        .expect("a child process");
    let text = wait_for("the reader", || fs::read_to_string(&told).ok());
    let (reader, home) = text.split_once('\n').expect("two lines");
    // The window goes: nobody holds the terminal any more.
    terminal.kill().expect("it ends");
    terminal.wait().expect("a status");
    wait_for("the end of the reader", || {
        let alive = Command::new("kill").args(["-0", reader]).stderr(Stdio::null()).status();
        (!alive.expect("kill runs").success()).then_some(())
    });
    let store = Store::open(&Path::new(home).join("store.db")).expect("the store opens");
    assert_eq!(store.check().expect("a check"), Vec::<String>::new());
    assert_eq!(store.counts(&Query::default()).expect("counts").unread, 2);
    drop(store);
    fs::remove_dir_all(home).expect("the home goes");
}

#[test]
fn a_store_that_goes_away_is_named_and_no_new_one_is_made() {
    let home = Home::new();
    let mut pty = pty::open_with_news(&home);
    let moved = home.path("moved");
    fs::create_dir(&moved).expect("a folder");
    for end in ["", "-wal", "-shm"] {
        let name = format!("store.db{end}");
        let _ = fs::rename(home.path(&name), moved.join(&name));
    }
    pty.keys("u");
    pty.wait_until("what has happened", |screen| screen.contains("store.db"));
    pty.keys("q");
    pty.end().terminal_is_as_it_was();
    assert!(!home.store_path().exists(), "a new store was made");
}
