//! Details of articles that machine-readable lists print beyond the rows. Never reads texts.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{rows, tags};
use crate::domain::{ArticleId, Details};

/// Returns the details of an article, unless its feed is removed.
pub(super) fn read_details(conn: &Connection, id: ArticleId) -> Result<Option<Details>> {
    let sql = "SELECT a.url, a.guid, a.authors, a.updated, a.first_seen
               FROM articles AS a WHERE a.id = ?1 AND a.shown = 1";
    let read = |row: &Row| {
        Ok(Details {
            url: row.get(0)?,
            guid: row.get(1)?,
            authors: rows::from_json(row, 2)?,
            tags: Vec::new(),
            own_tags: Vec::new(),
            updated: rows::read_date(row, 3)?,
            first_seen: row.get(4)?,
        })
    };
    let details = conn.prepare_cached(sql)?.query_row([id.0], read).optional()?;
    let Some(mut details) = details else { return Ok(None) };
    details.tags = tags::tags_of(conn, id.0)?;
    details.own_tags = tags::own_tags_of(conn, id.0)?;
    Ok(Some(details))
}
