//! Reads a whole list, from its beginning or a position on, in time proportional to its rows.

use std::collections::VecDeque;

use rusqlite::OptionalExtension;

use super::list::ListQuery;
use super::{Store, StoreError, rows};
use crate::domain::{ArticleRow, Cursor, Query};

/// A list that is being read. Unlike the pages of the app, its rows have no excerpts, and the
/// number of rows before them is not counted, which would take longer further down.
pub struct ListWalk<'store> {
    store: &'store Store,
    list: ListQuery,
    place: Option<Cursor>,
    /// Keys and ids of the matches of a search that were not read yet. Searching again for every
    /// page would take as long each time.
    found: Option<VecDeque<(i64, i64)>>,
    ended: bool,
}

impl Store {
    /// Starts to read a list, in list order: the rows after `place`, or all rows.
    pub fn walk(&self, query: &Query, place: Option<Cursor>) -> Result<ListWalk<'_>, StoreError> {
        self.prepare_search(query)?;
        let (list, found) = self.read(|conn| {
            let list = ListQuery::new(conn, query)?;
            let searched = list.search().is_some();
            let found = searched.then(|| list.places_after(conn, place)).transpose()?;
            Ok((list, found.map(VecDeque::from)))
        })?;
        Ok(ListWalk { store: self, list, place, found, ended: false })
    }
}

impl ListWalk<'_> {
    /// Returns the next rows, at most `limit` (1 or more). Empty at the end of the list.
    pub fn next(&mut self, limit: usize) -> Result<Vec<ArticleRow>, StoreError> {
        if let Some(found) = &mut self.found {
            return self.store.read(|conn| next_of(conn, found, limit));
        }
        if self.ended {
            return Ok(Vec::new());
        }
        let rows = self.store.read(|conn| self.list.rows_after(conn, self.place, limit))?;
        self.ended = rows.len() < limit;
        self.place = rows.last().map(Cursor::of).or(self.place);
        Ok(rows)
    }
}

/// Reads the next of the articles that were found. Articles that are gone or hidden meanwhile are
/// left out.
fn next_of(
    conn: &rusqlite::Connection,
    found: &mut VecDeque<(i64, i64)>,
    limit: usize,
) -> rusqlite::Result<Vec<ArticleRow>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND a.shown = 1",
        rows::article_columns::SQL
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
