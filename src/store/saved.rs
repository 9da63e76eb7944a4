//! Saved queries, and the rest of the sidebar beside the feeds: stars and tags.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::list::ListQuery;
use super::{Store, StoreError, fold, tags};
use crate::domain::{Counts, Query, QueryChange, QueryId, SavedQuery, Scope, Shelves};

/// The outcome of a change of saved queries.
enum Outcome {
    Done(Option<SavedQuery>),
    /// Another query has that title.
    Taken,
}

impl Store {
    /// Returns tags and saved queries with the number of their articles at `now` (seconds since
    /// 1970 UTC).
    pub fn shelves(&self, now: i64) -> Result<Shelves, StoreError> {
        if !self.read(list_queries)?.is_empty() {
            self.complete_index()?;
        }
        self.read(|conn| read_shelves(conn, now))
    }

    /// Returns the saved queries, in the order in which they were saved.
    pub fn saved_queries(&self) -> Result<Vec<SavedQuery>, StoreError> {
        self.read(list_queries)
    }

    /// Saves, removes, restores or renames a query. Returns the previous query (removed, replaced
    /// or renamed), with which the change can be undone.
    ///
    /// # Errors
    ///
    /// [`StoreError::TitleTaken`] if another query has that title.
    pub fn change_query(&mut self, change: &QueryChange) -> Result<Option<SavedQuery>, StoreError> {
        match self.write(|tx| self::apply_change(tx, change))? {
            Outcome::Done(before) => Ok(before),
            Outcome::Taken => {
                let title = match change {
                    QueryChange::Rename(_, title) | QueryChange::Save(title, _) => title.clone(),
                    QueryChange::Restore(query) => query.title.clone(),
                    QueryChange::Remove(_) => String::new(),
                };
                Err(StoreError::TitleTaken { path: self.path.clone(), title })
            }
        }
    }
}

fn apply_change(tx: &Transaction, change: &QueryChange) -> Result<Outcome> {
    match change {
        QueryChange::Save(title, text) => save_query(tx, title.trim(), text),
        QueryChange::Remove(id) => {
            let before = read_query(tx, *id)?;
            tx.execute("DELETE FROM queries WHERE id = ?1", [id.0])?;
            Ok(Outcome::Done(before))
        }
        QueryChange::Restore(query) => {
            if query_with_title(tx, &query.title)?.is_some_and(|holder| holder != query.id.0) {
                return Ok(Outcome::Taken);
            }
            let before = read_query(tx, query.id)?;
            tx.execute(
                "INSERT INTO queries (id, key, title, text) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET key = ?2, title = ?3, text = ?4",
                params![query.id.0, fold::fold(&query.title), query.title, query.text],
            )?;
            Ok(Outcome::Done(before))
        }
        QueryChange::Rename(id, title) => {
            let title = title.trim();
            if query_with_title(tx, title)?.is_some_and(|holder| holder != id.0) {
                return Ok(Outcome::Taken);
            }
            let before = read_query(tx, *id)?;
            tx.execute(
                "UPDATE queries SET key = ?2, title = ?3 WHERE id = ?1 AND ?3 <> ''",
                params![id.0, fold::fold(title), title],
            )?;
            Ok(Outcome::Done(before))
        }
    }
}

/// Saves a query. An existing query of that title gets the new text and keeps its position.
fn save_query(tx: &Transaction, title: &str, text: &str) -> Result<Outcome> {
    if title.is_empty() {
        return Ok(Outcome::Done(None));
    }
    let before = match query_with_title(tx, title)? {
        Some(id) => read_query(tx, QueryId(id))?,
        None => None,
    };
    tx.execute(
        "INSERT INTO queries (key, title, text) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET title = ?2, text = ?3",
        params![fold::fold(title), title, text],
    )?;
    Ok(Outcome::Done(before))
}

/// Returns the id of the query with that title.
fn query_with_title(conn: &Connection, title: &str) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT id FROM queries WHERE key = ?1")?
        .query_row([fold::fold(title.trim())], |row| row.get(0))
        .optional()
}

/// Returns a saved query; `None` if it is gone.
pub(super) fn read_query(conn: &Connection, id: QueryId) -> Result<Option<SavedQuery>> {
    conn.prepare_cached("SELECT id, title, text FROM queries WHERE id = ?1")?
        .query_row([id.0], saved)
        .optional()
}

fn list_queries(conn: &Connection) -> Result<Vec<SavedQuery>> {
    conn.prepare_cached("SELECT id, title, text FROM queries ORDER BY id")?
        .query_map([], saved)?
        .collect()
}

fn saved(row: &Row) -> Result<SavedQuery> {
    Ok(SavedQuery { id: QueryId(row.get(0)?), title: row.get(1)?, text: row.get(2)? })
}

fn read_shelves(conn: &Connection, now: i64) -> Result<Shelves> {
    let counts = |scope: Scope| -> Result<Counts> {
        ListQuery::new(conn, &Query { scope, now, ..Query::default() })?.count_rows(conn)
    };
    let queries = list_queries(conn)?.into_iter().map(|query| {
        let counts = counts(Scope::Search(query.text.clone()))?;
        Ok((query, counts))
    });
    Ok(Shelves {
        queries: queries.collect::<Result<_>>()?,
        starred: counts(Scope::Starred)?,
        tags: tags::tags_with_counts(conn)?,
    })
}
