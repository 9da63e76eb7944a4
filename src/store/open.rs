//! Opens a store: makes it where it is missing, and refuses what is not one without touching it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use super::{StoreError, schema};
use crate::domain::scripts;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often the change to a write-ahead log is tried while others open the same new file.
const TRIES: usize = 20;

/// Opens the file at `path`, making it and its folders where they are missing.
pub(super) fn file(path: &Path) -> Result<Connection, StoreError> {
    if path.is_dir() {
        return Err(StoreError::IsFolder { path: path.to_owned() });
    }
    let unopenable = |reason: String| StoreError::Unopenable { path: path.to_owned(), reason };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        own_folder(folder)
            .map_err(|error| unopenable(format!("its folder cannot be made: {error}")))?;
    }
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() => return Err(unopenable("it is no file".into())),
        // SQLite would make a file that all may read, and gives those beside it the same rights.
        Err(error) if error.kind() == ErrorKind::NotFound => own_file(path),
        _ => {}
    }
    connect(path)
}

/// Opens a store that is there: nothing is made where it has gone.
pub(super) fn there(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::Gone { path: path.to_owned() });
    }
    connect(path)
}

/// Makes a folder, and those above it, for their owner alone. One that is there stays as it is.
fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes an empty file for its owner alone. What fails is told by SQLite, which tries it again.
fn own_file(path: &Path) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    // A path is a path, whatever characters are in it: one that begins at the root is never taken
    // for SQLite's `file:` and `:memory:`.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(whole, flags).map_err(wrong)?;
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
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // Without a log the file is all there is, and nobody is writing to it: SQLite then needs no
    // file for locks, which it could not make in a folder that may only be read.
    let busy = fs::metadata(log).is_ok_and(|meta| meta.len() > 0);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = match whole.to_str().filter(|_| !busy) {
        Some(name) => {
            let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let uri = format!("file:{name}?immutable=1");
            Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI)
        }
        None => Connection::open_with_flags(&whole, flags),
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
    // What the full-text index is told of a text: triggers and the index's own check ask for it.
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("indexed", 1, flags, |context| {
        let text = context.get_raw(0).as_str()?;
        Ok(scripts::indexed(text).into_owned())
    })?;
    conn.execute_batch(
        "PRAGMA synchronous = NORMAL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;
         PRAGMA soft_heap_limit = 24000000;
         PRAGMA wal_autocheckpoint = 4000;",
    )
}
