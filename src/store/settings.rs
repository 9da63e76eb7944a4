//! Settings that are stored in the archive.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

/// Returns the value stored under `key`.
pub(super) fn read_setting(conn: &Connection, key: &str) -> Result<Option<String>> {
    conn.prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Stores `value` under `key`.
pub(super) fn write_setting(tx: &Transaction, key: &str, value: &str) -> Result<()> {
    tx.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?1, ?2)", [key, value])?;
    Ok(())
}
