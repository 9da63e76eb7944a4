//! Tests of opening a store: creation, refusals, and messages.

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::store::StoreError;
use tempfile::TempDir;

use crate::*;

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    (folder, path)
}

/// Asserts that `path` cannot be opened, in words that name it, with a way out, and stays as it is.
fn refused(path: &Path, words: &str) -> StoreError {
    let before = fs::read(path).ok();
    let error = Store::open(path).map(|_| "opened").expect_err("it is refused");
    let message = error.to_string();
    assert!(message.contains(words), "{message}");
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(error.hint().is_some(), "{message}");
    assert_eq!(fs::read(path).ok(), before, "the file stays as it is");
    error
}

#[test]
fn folders_and_file_are_made_and_found_again() {
    let (folder, _) = folder();
    let path = folder.path().join("a").join("b c?mode=ro#x").join("news.db");
    let mut store = Store::open(&path).unwrap();
    let gazette = feed(&mut store, "gazette");
    store.import(gazette, &[draft("Ferry", "Halted.")], NOW).unwrap();
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(listed(&store, &all()), "● Ferry (gazette)");
    sound(&store);
}

#[test]
fn an_empty_file_becomes_a_store() {
    let (_folder, path) = folder();
    fs::write(&path, "").unwrap();
    sound(&Store::open(&path).unwrap());
}

#[test]
fn a_file_in_place_of_the_folder_is_named() {
    let (_folder, path) = folder();
    fs::write(&path, "x").unwrap();
    let inside = path.join("news.db");
    assert!(matches!(refused(&inside, "cannot be opened"), StoreError::Unopenable { .. }));
}

#[test]
fn a_folder_is_no_store() {
    let (folder, _) = folder();
    assert!(matches!(refused(folder.path(), "it is a folder"), StoreError::IsFolder { .. }));
}

#[test]
fn another_file_is_left_alone() {
    let (_folder, path) = folder();
    fs::write(&path, "Dear diary, ".repeat(1000)).unwrap();
    assert!(matches!(refused(&path, "not a database"), StoreError::Foreign { .. }));
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let (_folder, path) = folder();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("CREATE TABLE feeds (id); PRAGMA user_version = 1").unwrap();
    drop(conn);
    assert!(matches!(refused(&path, "another program"), StoreError::Foreign { .. }));
}

#[test]
fn a_store_of_a_format_that_never_was_is_left_alone() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA user_version = -1; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(conn);
    assert!(matches!(refused(&path, "never was"), StoreError::Damaged { .. }));
}

#[test]
fn a_newer_store_is_left_alone() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA user_version = 1000").unwrap();
    drop(conn);
    let error = refused(&path, "newer onrecord");
    assert!(matches!(error, StoreError::Newer { found: 1000, .. }));
}

#[test]
fn a_damaged_store_says_so_and_is_left_alone() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    let gazette = feed(&mut store, "gazette");
    let drafts: Vec<Draft> =
        (0..300).map(|n| draft(&format!("Article {n}"), &"words ".repeat(300))).collect();
    store.import(gazette, &drafts, NOW).unwrap();
    drop(store);
    let whole = fs::read(&path).unwrap();
    // The header is there, the rest is rubbish.
    let mut rubbish = whole.clone();
    rubbish[100..].fill(0x5a);
    fs::write(&path, &rubbish).unwrap();
    assert!(matches!(refused(&path, "damaged"), StoreError::Damaged { .. }));
    // Cut short: the tables are there, their content is not.
    fs::write(&path, &whole[..whole.len() / 3]).unwrap();
    match Store::open(&path) {
        Ok(store) => assert!(!store.check().unwrap_or_else(|e| vec![e.to_string()]).is_empty()),
        Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "{error}"),
    }
}

#[test]
fn a_text_changed_behind_our_back_is_found() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    let gazette = feed(&mut store, "gazette");
    store.import(gazette, &[draft("Ferry", "Halted.")], NOW).unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("DROP TRIGGER bodies_updated; UPDATE bodies SET text = 'Changed.'").unwrap();
    let expected = [
        "the full-text index does not agree with the articles",
        "article 1 has a text that is not the one that was stored",
    ];
    let problems = store.check().unwrap();
    assert_eq!(problems[..2], expected);
}

#[cfg(unix)]
#[test]
fn a_read_only_store_is_refused_for_writing() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder();
    drop(Store::open(&path).unwrap());
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions are set");
    };
    allow(&path, 0o444);
    // To root, everything may be written.
    let is_root = fs::OpenOptions::new().append(true).open(&path).is_ok();
    if !is_root {
        assert!(matches!(refused(&path, "read"), StoreError::ReadOnly { .. }));
        allow(&path, 0o644);
        allow(folder.path(), 0o555);
        refused(&path, "store");
        refused(&folder.path().join("other.db"), "store");
        allow(folder.path(), 0o755);
    }
}

#[test]
fn an_older_store_is_not_looked_at_before_it_is_brought_up_to_date() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch("PRAGMA user_version = 1").unwrap();
    drop(conn);
    let error = Store::open_to_look(&path).unwrap_err();
    assert!(matches!(error, StoreError::Older { .. }), "{error}");
    assert!(error.to_string().contains("news.db") && error.hint().is_some());
}

#[test]
fn a_store_can_be_looked_at_without_writing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news 100%?#.db");
    let mut store = Store::open(&path).unwrap();
    let gazette = feed(&mut store, "gazette");
    store.import(gazette, &[draft("Ferry", "Halted.")], NOW).unwrap();
    for _ in 0..2 {
        // First while there is a log and somebody may write, then when all is in the file.
        let mut looked = Store::open_to_look(&path).unwrap();
        assert_eq!(listed(&looked, &all()), "● Ferry (gazette)");
        sound(&looked);
        let error = looked.set_setting("a", "b").unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        drop(looked);
        drop(std::mem::replace(&mut store, Store::in_memory().unwrap()));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no file is left beside it");
    assert!(Store::open_to_look(&folder.path().join("none.db")).is_err());
}
