//! Opens a store: makes it where it is missing, and refuses what is not one without touching it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::{StoreError, schema};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often the change to a write-ahead log is tried while others open the same new file.
const TRIES: usize = 20;

/// Opens the file at `path`, making it and its folders where they are missing.
pub(super) fn file(path: &Path) -> Result<Connection, StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder { path: path.to_owned() });
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| StoreError::Unopenable {
            path: path.to_owned(),
            reason: format!("its folder cannot be made: {error}"),
        })?;
    }
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    // Not `SQLITE_OPEN_URI`: a path is a path, whatever characters are in it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags).map_err(wrong)?;
    conn.busy_timeout(PATIENCE).map_err(wrong)?;
    schema::recognise(&conn, path)?;
    if conn.is_readonly("main").map_err(wrong)? {
        let reason = "it may only be read".to_owned();
        return Err(StoreError::ReadOnly { path: path.to_owned(), reason });
    }
    use_write_ahead_log(&mut conn).map_err(wrong)?;
    configure(&conn).map_err(wrong)?;
    schema::update(&mut conn, path)?;
    Ok(conn)
}

/// Opens a store without ever writing to it, or to anything beside it.
pub(super) fn to_look(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // Without a log the file is all there is, and nobody is writing to it: SQLite then needs no
    // file for locks, which it could not make in a folder that may only be read.
    let busy = fs::metadata(log).is_ok_and(|meta| meta.len() > 0);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = match path.to_str().filter(|_| !busy) {
        Some(name) => {
            let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let uri = format!("file:{name}?immutable=1");
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        None => Connection::open_with_flags(path, flags),
    };
    let conn = conn.map_err(wrong)?;
    conn.busy_timeout(PATIENCE).map_err(wrong)?;
    schema::recognise(&conn, path)?;
    schema::demand_present(&conn, path)?;
    configure(&conn).map_err(wrong)?;
    Ok(conn)
}

/// A store in memory.
pub(super) fn memory(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    let mut conn = Connection::open_in_memory().map_err(wrong)?;
    configure(&conn).map_err(wrong)?;
    schema::update(&mut conn, path)?;
    Ok(conn)
}

/// Lets readers go on while somebody writes. The file remembers it; where the file system cannot
/// do it, SQLite keeps its rollback journal, and all else works as well.
fn use_write_ahead_log(conn: &mut Connection) -> rusqlite::Result<()> {
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    let mut tries = 0;
    loop {
        match conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            // The busy handler is not asked here: wait for the others by way of a write lock.
            Err(error) if is_busy(&error) && tries < TRIES => {
                tries += 1;
                conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
            }
            result => return result,
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
}

/// Settings of one connection. All connections of the program together keep to 24 MB, as far as
/// possible: the reader has several. The log may grow to 16 MB before it is copied into the file: the
/// pages that every transaction changes are then copied less often. No memory map: a file cut short
/// by others would end the program.
fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Plans never depend on what is bound: else statements are compiled anew at every use.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "PRAGMA synchronous = NORMAL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;
         PRAGMA soft_heap_limit = 24000000;
         PRAGMA wal_autocheckpoint = 4000;",
    )
}
