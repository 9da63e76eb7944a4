//! Reading positions: where the user left each article, so that it opens there again.

use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};

use super::{Store, StoreError};
use crate::domain::ArticleId;

impl Store {
    /// Stores where the user left an article, as a byte of its text. 0 deletes the position. Does
    /// nothing for an article that is gone.
    pub fn set_place(&mut self, id: ArticleId, offset: usize) -> Result<(), StoreError> {
        self.write(|tx| write_place(tx, id, offset))
    }
}

fn write_place(tx: &Transaction, id: ArticleId, offset: usize) -> Result<()> {
    if offset == 0 {
        tx.prepare_cached("DELETE FROM places WHERE article = ?1")?.execute([id.0])?;
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT OR REPLACE INTO places (article, offset) SELECT id, ?2 FROM articles WHERE id = ?1",
    )?
    .execute(params![id.0, i64::try_from(offset).unwrap_or(i64::MAX)])?;
    Ok(())
}

/// Returns where the user left an article, if its present text has that position.
pub(super) fn read_place(conn: &Connection, id: ArticleId, text: &str) -> Result<Option<usize>> {
    let offset: Option<i64> = conn
        .prepare_cached("SELECT offset FROM places WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    let offset = offset.and_then(|offset| usize::try_from(offset).ok());
    Ok(offset
        .filter(|offset| *offset > 0 && *offset < text.len() && text.is_char_boundary(*offset)))
}
