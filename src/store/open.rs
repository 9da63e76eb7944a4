//! Opens a store, creates it if it is missing, and refuses other files without touching them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use super::{StoreError, schema};
use crate::domain::scripts;

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often to try the switch to a write-ahead log while others open the same new file.
const TRIES: usize = 20;

/// Opens the file at `path`. Creates it and its folders if they are missing.
pub(super) fn open_file(path: &Path) -> Result<Connection, StoreError> {
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
        // SQLite would create a file that everybody may read, and gives the files beside it the
        // same rights.
        Err(error) if error.kind() == ErrorKind::NotFound => own_file(path),
        _ => {}
    }
    connect(path)
}

/// Opens an existing store, and creates nothing if it is gone.
pub(super) fn open_existing(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::Gone { path: path.to_owned() });
    }
    connect(path)
}

/// Creates a folder, and those above it, readable by the owner alone. An existing folder stays as
/// it is.
fn own_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates an empty file, readable by the owner alone. SQLite tries again, and reports errors.
fn own_file(path: &Path) {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    // A path is a path, whatever its characters. SQLite never takes an absolute path for its
    // `file:` and `:memory:` forms.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(whole, flags).map_err(wrong)?;
    conn.busy_timeout(PATIENCE).map_err(wrong)?;
    schema::check_version(&conn, path)?;
    if conn.is_readonly("main").map_err(wrong)? {
        let reason = "it may only be read".to_owned();
        return Err(StoreError::ReadOnly { path: path.to_owned(), reason });
    }
    use_write_ahead_log(&mut conn).map_err(wrong)?;
    configure(&conn).map_err(wrong)?;
    schema::migrate(&mut conn, path)?;
    Ok(conn)
}

/// Opens a store without ever writing to it or beside it.
pub(super) fn to_look(path: &Path) -> Result<Connection, StoreError> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // Without a log, the file is complete and nobody is writing to it. SQLite then needs no lock
    // file, which it could not create in a read-only folder.
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
    schema::check_version(&conn, path)?;
    schema::demand_present(&conn, path)?;
    configure(&conn).map_err(wrong)?;
    Ok(conn)
}

/// Creates a store in memory.
pub(super) fn open_in_memory(path: &Path) -> Result<Connection, StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    let mut conn = Connection::open_in_memory().map_err(wrong)?;
    configure(&conn).map_err(wrong)?;
    schema::migrate(&mut conn, path)?;
    Ok(conn)
}

/// Lets readers continue while somebody writes. The file remembers this mode. Where the file system
/// does not support it, SQLite keeps its rollback journal, and everything else works as well.
fn use_write_ahead_log(conn: &mut Connection) -> rusqlite::Result<()> {
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    let mut tries = 0;
    loop {
        match conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())) {
            // SQLite does not call the busy handler here: wait for the others by taking a write
            // lock.
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

/// Configures one connection. All connections of the program together keep to about 24 MB. The log
/// may grow to 16 MB before it is copied into the file, so that pages that every transaction
/// changes are copied less often. There is no memory map: a file truncated by others would end the
/// program.
fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Plans never depend on bound values; otherwise statements would be compiled again at every
    // use.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The text as the full-text index sees it. Triggers and the index's own check use it.
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    conn.create_scalar_function("indexed", 1, flags, |context| {
        let text = context.get_raw(0).as_str()?;
        Ok(scripts::index_form(text).into_owned())
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
