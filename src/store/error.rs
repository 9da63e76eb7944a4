//! Errors of the store. Each message names the file, and each hint says what to do.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

/// An error of the store. The text says what happened and to which file; [`hint`](StoreError::hint)
/// says what to do.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum StoreError {
    /// The file can neither be opened nor created.
    #[error("the store {} cannot be opened: {reason}", path.display())]
    Unopenable { path: PathBuf, reason: String },
    /// A folder has that name.
    #[error("the store {} cannot be opened: it is a folder", path.display())]
    IsFolder { path: PathBuf },
    /// It or its folder cannot be written.
    #[error("the store {} cannot be written: {reason}", path.display())]
    ReadOnly { path: PathBuf, reason: String },
    /// Some other file.
    #[error("{} is not a store of onrecord: {reason}", path.display())]
    Foreign { path: PathBuf, reason: String },
    /// A store, but its content does not hold together.
    #[error("the store {} is damaged: {reason}", path.display())]
    Damaged { path: PathBuf, reason: String },
    /// The store was made by a later version of the program.
    #[error(
        "the store {} was made by a newer onrecord (its format is {found}, this program knows {known})",
        path.display()
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    /// The store was made by an earlier version of the program, and may only be read.
    #[error("the store {} was made by an older onrecord and may only be read", path.display())]
    Older { path: PathBuf },
    /// Another process holds the write lock for too long.
    #[error("the store {} is locked by another process", path.display())]
    Locked { path: PathBuf },
    /// The file was moved, deleted or replaced while it was open.
    #[error("the store {} is no longer where it was", path.display())]
    Gone { path: PathBuf },
    /// The disk failed, or had no room for a file beside the store.
    #[error("the store {} cannot be read or written: {reason}", path.display())]
    Disk { path: PathBuf, reason: String },
    /// The disk is full.
    #[error("no room is left to write the store {}", path.display())]
    Full { path: PathBuf },
    /// The feed was deleted in the meantime.
    #[error("the feed is no longer in the store {}", path.display())]
    NoSuchFeed { path: PathBuf },
    /// Another saved query has this title.
    #[error("another saved query is called \"{title}\" already")]
    TitleTaken { path: PathBuf, title: String },
    /// The read was interrupted because its result is no longer needed.
    #[error("reading the store {} was ended", path.display())]
    Interrupted { path: PathBuf },
    /// The correction was already taken back, or its article is gone.
    #[error("that correction is no longer in the store {}", path.display())]
    NoSuchCorrection { path: PathBuf },
    /// A file that was named as Newsboat's cache is none, or cannot be read.
    #[error("{} cannot be read as Newsboat's cache: {reason}", path.display())]
    NoCache { path: PathBuf, reason: String },
    /// Any other error that SQLite reports.
    #[error("the store {}: {reason}", path.display())]
    Other { path: PathBuf, reason: String },
}

impl StoreError {
    /// Returns what the user can do about the error, if anything.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            StoreError::NoCache { .. } => {
                "Newsboat's cache is ~/.newsboat/cache.db or ~/.local/share/newsboat/cache.db"
            }
            StoreError::Unopenable { .. } => {
                "check that its folder exists and is yours, or name another file with --store"
            }
            StoreError::IsFolder { .. } => "name a file inside it with --store",
            StoreError::ReadOnly { .. } => {
                "make the file and its folder writable, or name another file with --store"
            }
            StoreError::Foreign { .. } => {
                "it was left as it is; name another file with --store, or move this one away"
            }
            StoreError::Damaged { .. } => {
                "it was left as it is; put a backup in its place, or move it away together with \
                 its -wal and -shm files and import again"
            }
            StoreError::Newer { .. } => {
                "it was left as it is; install that version, or name another file with --store"
            }
            StoreError::Older { .. } => {
                "make the file and its folder writable once, so that it can be brought up to date"
            }
            StoreError::Locked { .. } => "wait for the other onrecord to finish, or end it",
            StoreError::Gone { .. } => {
                "nothing was changed; end this reader and put the store back, or start anew"
            }
            StoreError::Disk { .. } => {
                "see whether its disk has room and is sound, then do it again"
            }
            StoreError::Full { .. } => "nothing was lost: make room on that disk, then do it again",
            StoreError::NoSuchFeed { .. } => "add it again",
            StoreError::TitleTaken { .. } => "choose another title",
            StoreError::NoSuchCorrection { .. }
            | StoreError::Interrupted { .. }
            | StoreError::Other { .. } => return None,
        })
    }

    /// Converts an error of SQLite for the store at `path`.
    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> StoreError {
        let (path, reason) = (path.to_owned(), error.to_string());
        match error.sqlite_extended_error_code() {
            Some(ffi::SQLITE_READONLY_DBMOVED) => return StoreError::Gone { path },
            // No room for the lock file beside the store.
            Some(ffi::SQLITE_IOERR_SHMSIZE) => return StoreError::Full { path },
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                StoreError::Locked { path }
            }
            Some(ErrorCode::OperationInterrupted) => StoreError::Interrupted { path },
            Some(ErrorCode::DiskFull) => StoreError::Full { path },
            Some(ErrorCode::NotADatabase) => {
                StoreError::Foreign { path, reason: "it is not a database".into() }
            }
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, reason },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly { path, reason }
            }
            Some(ErrorCode::CannotOpen) => StoreError::Unopenable { path, reason },
            Some(ErrorCode::SystemIoFailure) => StoreError::Disk { path, reason },
            Some(_) => StoreError::Other { path, reason },
            // A row that cannot be read as our types is damage, too.
            None => StoreError::Damaged { path, reason },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::domain::{Body, Draft, FeedInfo, FeedOrigin, Query};
    use crate::store::{Store, StoreError};

    fn gazette() -> FeedInfo {
        FeedInfo { origin: FeedOrigin::Input, title: "Gazette".into(), site: None }
    }

    fn draft(title: &str, words: usize) -> Draft {
        let body = Body::from_text("word ".repeat(words));
        Draft { title: title.into(), body, ..Draft::default() }
    }

    #[test]
    fn a_full_disk_is_named_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        let mut store = Store::open(&path).unwrap();
        let feed = store.ensure_feed(&gazette()).unwrap();
        store.import(feed, &[draft("Ferry", 5)], 0).unwrap();
        store.conn.execute_batch("PRAGMA max_page_count = 60").unwrap();
        let drafts = [draft("Tram", 5), draft("Endless", 100_000)];
        let error = store.import(feed, &drafts, 0).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().contains("news.db") && error.hint().is_some());
        assert_eq!(store.counts(&Query::default()).unwrap().total, 1);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        // With more room, everything works again.
        store.conn.execute_batch("PRAGMA max_page_count = 100000").unwrap();
        assert_eq!(store.import(feed, &drafts, 0).unwrap().len(), 2);
    }

    #[test]
    fn a_lock_that_is_never_released_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        let holder = Store::open(&path).unwrap();
        holder.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut store = Store::open(&path).unwrap();
        store.conn.busy_timeout(Duration::from_millis(20)).unwrap();
        let error = store.ensure_feed(&gazette()).unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("news.db") && error.hint().is_some());
        assert_eq!(store.feeds().unwrap(), [], "reading goes on");
        holder.conn.execute_batch("ROLLBACK").unwrap();
        store.ensure_feed(&gazette()).unwrap();
    }
}
