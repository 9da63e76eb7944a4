//! Migrates a database, one numbered migration after the other.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// The application id in the file's header ("OnRc"), which marks a store whatever its name.
const APPLICATION: i64 = 0x4f6e_5263;

/// The migrations. A store's `user_version` is the number of migrations that it has had.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001_archive.sql"),
    include_str!("schema/0002_subscriptions.sql"),
    include_str!("schema/0003_subjects.sql"),
    include_str!("schema/0004_search.sql"),
    include_str!("schema/0005_filter.sql"),
    include_str!("schema/0006_spans.sql"),
    include_str!("schema/0007_counts.sql"),
    include_str!("schema/0008_names.sql"),
    include_str!("schema/0009_accounts.sql"),
    include_str!("schema/0010_reading.sql"),
];

/// All triggers, as they are now. They are created anew after the last migration, so that one file
/// shows them.
const TRIGGERS: &str = include_str!("schema/triggers.sql");

/// The version that this program writes.
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// Refuses a file that is not a store, or is from a newer version. Only reads.
pub(super) fn check_version(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    // A single read transaction: what another process creates meanwhile is seen completely or not
    // at all.
    let tx = conn.unchecked_transaction().map_err(wrong)?;
    let found = version(&tx).map_err(wrong)?;
    let application: i64 = read_pragma(&tx, "application_id").map_err(wrong)?;
    if application == APPLICATION && found > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    if application == APPLICATION && found < 0 {
        let reason = format!("its format is {found}, which there never was");
        return Err(StoreError::Damaged { path: path.to_owned(), reason });
    }
    if application == APPLICATION {
        return Ok(());
    }
    let tables: i64 =
        tx.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(wrong)?;
    if application != 0 || found != 0 || tables != 0 {
        let reason = "it is the database of another program".to_owned();
        return Err(StoreError::Foreign { path: path.to_owned(), reason });
    }
    Ok(())
}

/// Refuses a store that would have to be migrated first, but is opened for reading only.
pub(super) fn demand_present(conn: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = version(conn).map_err(|error| StoreError::from_sqlite(path, &error))?;
    if found < VERSION {
        return Err(StoreError::Older { path: path.to_owned() });
    }
    Ok(())
}

/// Applies the missing migrations, each in its own transaction.
pub(super) fn migrate(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let wrong = |error: rusqlite::Error| StoreError::from_sqlite(path, &error);
    while version(conn).map_err(wrong)? < VERSION {
        migrate_once(conn).map_err(wrong)?;
    }
    // A newer program may have been quicker.
    check_version(conn, path)
}

/// Applies the next migration. Another process may do the same at this moment, so the version is
/// read again once the write lock is held.
fn migrate_once(conn: &mut Connection) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    if let Some(migration) = usize::try_from(found).ok().and_then(|next| MIGRATIONS.get(next)) {
        tx.execute_batch(migration)?;
        if found + 1 == VERSION {
            renew_triggers(&tx)?;
        }
        tx.pragma_update(None, "application_id", APPLICATION)?;
        tx.pragma_update(None, "user_version", found + 1)?;
    }
    tx.commit()
}

/// Replaces all triggers by those of [`TRIGGERS`].
fn renew_triggers(conn: &Connection) -> rusqlite::Result<()> {
    for name in trigger_names(conn)? {
        conn.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    conn.execute_batch(TRIGGERS)
}

/// Returns the names of the triggers that exist, in alphabetical order.
fn trigger_names(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn version(conn: &Connection) -> rusqlite::Result<i64> {
    read_pragma(conn, "user_version")
}

fn read_pragma(conn: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, pragma, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// A migration that creates a trigger has to put it into `triggers.sql`, too.
    #[test]
    fn no_trigger_of_a_migration_is_lost() {
        let store = Store::in_memory().unwrap();
        let names = trigger_names(&store.conn).unwrap();
        for migration in MIGRATIONS {
            for created in migration.split("CREATE TRIGGER ").skip(1) {
                let name = created.split(' ').next().unwrap().to_owned();
                let is_dropped = MIGRATIONS.iter().any(|it| {
                    it.rfind(&format!("DROP TRIGGER {name};"))
                        > it.rfind(&format!("CREATE TRIGGER {name} "))
                });
                assert!(names.contains(&name) || is_dropped, "{name} is not in triggers.sql");
            }
        }
        assert!(names.len() > 10, "{names:?}");
    }
}
