//! A whole list, read from its beginning or a place on, in time that grows with its rows alone.

use std::collections::VecDeque;

use rusqlite::OptionalExtension;

use super::list::List;
use super::{Store, StoreError, rows};
use crate::domain::{ArticleRow, Cursor, Query};

/// A list while it is read. Pages of the reader say how many rows come before them, which takes
/// longer the further down they are, and have pieces of the text; these rows have neither.
pub struct Walk<'store> {
    store: &'store Store,
    list: List,
    place: Option<Cursor>,
    /// Keys and ids of what a search has found and was not read yet: to find it again for every page would take as
    /// long each time.
    found: Option<VecDeque<(i64, i64)>>,
    ended: bool,
}

impl Store {
    /// Reads a list, in list order: what comes after `place`, or all.
    pub fn walk(&self, query: &Query, place: Option<Cursor>) -> Result<Walk<'_>, StoreError> {
        let (list, found) = self.read(|conn| {
            let list = List::new(conn, query)?;
            let searched = list.search().is_some();
            let found = searched.then(|| list.places_after(conn, place)).transpose()?;
            Ok((list, found.map(VecDeque::from)))
        })?;
        Ok(Walk { store: self, list, place, found, ended: false })
    }
}

impl Walk<'_> {
    /// The next rows, at most `limit` (1 or more); none where the list ends.
    pub fn next(&mut self, limit: usize) -> Result<Vec<ArticleRow>, StoreError> {
        if let Some(found) = &mut self.found {
            return self.store.read(|conn| next_of(conn, found, limit));
        }
        if self.ended {
            return Ok(Vec::new());
        }
        let rows = self.store.read(|conn| self.list.after(conn, self.place, limit))?;
        self.ended = rows.len() < limit;
        self.place = rows.last().map(Cursor::of).or(self.place);
        Ok(rows)
    }
}

/// The next of the articles that were found; those that are gone or hidden meanwhile are left out.
fn next_of(
    conn: &rusqlite::Connection,
    found: &mut VecDeque<(i64, i64)>,
    limit: usize,
) -> rusqlite::Result<Vec<ArticleRow>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND a.shown = 1",
        rows::ARTICLE_ROW
    ))?;
    let mut next = Vec::new();
    while next.len() < limit
        && let Some((order_key, id)) = found.pop_front()
    {
        let row = statement.query_row([id], rows::article_row).optional()?;
        next.extend(row.map(|row| ArticleRow { order_key, ..row }));
    }
    Ok(next)
}
