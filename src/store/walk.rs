//! A whole list, read from its beginning or a place on, in time that grows with its rows alone.

use super::list::List;
use super::{Store, StoreError};
use crate::domain::{ArticleRow, Cursor, Query};

/// A list while it is read. Pages of the reader say how many rows come before them, which takes
/// longer the further down they are, and have pieces of the text; these rows have neither.
pub struct Walk<'store> {
    store: &'store Store,
    list: List,
    place: Option<Cursor>,
    ended: bool,
}

impl Store {
    /// Reads a list, in list order: what comes after `place`, or all.
    pub fn walk(&self, query: &Query, place: Option<Cursor>) -> Result<Walk<'_>, StoreError> {
        let list = self.read(|conn| List::new(conn, query))?;
        Ok(Walk { store: self, list, place, ended: false })
    }
}

impl Walk<'_> {
    /// The next rows, at most `limit` (1 or more); none where the list ends.
    pub fn next(&mut self, limit: usize) -> Result<Vec<ArticleRow>, StoreError> {
        if self.ended {
            return Ok(Vec::new());
        }
        let rows = self.store.read(|conn| self.list.after(conn, self.place, limit))?;
        self.ended = rows.len() < limit;
        self.place = rows.last().map(Cursor::of).or(self.place);
        Ok(rows)
    }
}
