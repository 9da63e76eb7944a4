//! Articles that are stored but not in the full-text indexes yet.
//!
//! Indexing costs more than storing. A refresh only stores, so that its articles can be listed at
//! once; their texts are added to the indexes in the background, many at a time. A search that comes
//! earlier adds them first, so it always finds everything. The list of waiting articles is part of
//! the store: nothing is lost if the program ends in between.

use rusqlite::{Connection, OptionalExtension, Result, Transaction};

use super::{Store, StoreError};
use crate::domain::{Query, Scope};

/// How many articles are indexed in one transaction: other writers wait meanwhile.
const BATCH: usize = 500;

impl Store {
    /// Adds at most a batch of waiting articles to the full-text indexes. Returns whether more may
    /// wait.
    pub fn index_batch(&self) -> Result<bool, StoreError> {
        if self.read(next)?.is_none() {
            return Ok(false);
        }
        self.write_shared(|tx| index(tx, BATCH))
    }

    /// Adds all waiting articles to the full-text indexes, if this store may be written to.
    pub fn complete_index(&self) -> Result<(), StoreError> {
        let is_readonly = self.conn.is_readonly("main").map_err(|error| self.wrong(&error))?;
        while !is_readonly && self.index_batch()? {}
        Ok(())
    }

    /// The number of articles that wait to be indexed.
    pub fn unindexed(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .read(|conn| conn.query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0)))?;
        Ok(count as u64)
    }

    /// Completes the indexes if `query` searches in them.
    pub(super) fn prepare_search(&self, query: &Query) -> Result<(), StoreError> {
        let searches = matches!(query.scope, Scope::Search(_) | Scope::Saved(_));
        if searches || !query.filter.is_empty() { self.complete_index() } else { Ok(()) }
    }
}

/// Notes that a new article waits to be indexed.
pub(super) fn add(tx: &Transaction, article: i64) -> Result<()> {
    tx.prepare_cached("INSERT INTO unindexed (article) VALUES (?1)")?.execute([article])?;
    Ok(())
}

fn next(conn: &Connection) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT article FROM unindexed LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()
}

/// Indexes the first `limit` waiting articles. Returns whether more may wait.
fn index(tx: &Transaction, limit: usize) -> Result<bool> {
    let last: Option<i64> = tx
        .prepare_cached(
            "SELECT max(article) FROM (SELECT article FROM unindexed ORDER BY article LIMIT ?1)",
        )?
        .query_row([limit as i64], |row| row.get(0))?;
    let Some(last) = last else { return Ok(false) };
    // A single statement each: the indexes write out their content at the end of every statement
    // that SQLite may have to roll back alone.
    tx.prepare_cached(
        "INSERT INTO search (rowid, title, text)
         SELECT b.article, indexed(b.title), indexed(b.text)
         FROM unindexed AS u JOIN bodies AS b ON b.article = u.article
         WHERE u.article <= ?1 ORDER BY u.article",
    )?
    .execute([last])?;
    tx.prepare_cached(
        "INSERT INTO search_names (rowid, haystack)
         SELECT a.id, a.haystack || char(10, 10)
         FROM unindexed AS u JOIN articles AS a ON a.id = u.article
         WHERE u.article <= ?1 ORDER BY u.article",
    )?
    .execute([last])?;
    let done = tx.prepare_cached("DELETE FROM unindexed WHERE article <= ?1")?.execute([last])?;
    Ok(done == limit)
}
