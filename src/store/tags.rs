//! Tags: the feed's own and the reader's.

use rusqlite::{Connection, Result, Transaction, params};

use super::fold;

/// Whose tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// They come and go with the article as its feed gives it.
    Feed = 0,
    /// The reader's: they stay, and all copies of a story share them.
    Reader = 1,
}

/// Replaces an article's tags of one kind; the same tag in another case counts once.
pub(super) fn set(tx: &Transaction, article: i64, whose: Whose, tags: &[String]) -> Result<()> {
    tx.prepare_cached("DELETE FROM tags WHERE article = ?1 AND own = ?2")?
        .execute(params![article, whose as i64])?;
    for tag in tags {
        let key = fold::fold(tag.trim());
        if !key.is_empty() {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO tags (article, own, key, tag, story, shown)
                 SELECT id, ?2, ?3, ?4, story, shown FROM articles WHERE id = ?1",
            )?
            .execute(params![article, whose as i64, key, tag])?;
        }
    }
    Ok(())
}

/// Replaces the reader's tags of an article and of its copies.
pub(super) fn set_own(tx: &Transaction, article: i64, tags: &[String]) -> Result<()> {
    let copies: Vec<i64> = tx
        .prepare_cached(
            "SELECT id FROM articles WHERE story = (SELECT story FROM articles WHERE id = ?1)",
        )?
        .query_map([article], |row| row.get(0))?
        .collect::<Result<_>>()?;
    copies.into_iter().try_for_each(|copy| set(tx, copy, Whose::Reader, tags))
}

/// The most tags that are listed.
const MOST: usize = 500;

/// The tags of the articles that are shown, each once, by name; of too many, the most frequent.
pub(super) fn list(conn: &Connection) -> Result<Vec<String>> {
    // The counts read one index from end to end and nothing else.
    conn.prepare_cached(
        "WITH frequent AS (SELECT key, count(*) AS uses FROM tags INDEXED BY tags_key
           WHERE shown = 1 GROUP BY key ORDER BY uses DESC, key LIMIT ?1)
         SELECT (SELECT tag FROM tags WHERE key = frequent.key AND shown = 1 LIMIT 1)
         FROM frequent ORDER BY key",
    )?
    .query_map([MOST as i64], |row| row.get(0))?
    .collect()
}

/// An article's tags, each once: the feed's in its order, then the reader's.
pub(super) fn of(conn: &Connection, article: i64) -> Result<Vec<String>> {
    conn.prepare_cached(
        "SELECT tag FROM tags AS t WHERE article = ?1 AND (own = 0 OR NOT EXISTS (
           SELECT 1 FROM tags AS other
           WHERE other.article = t.article AND other.own = 0 AND other.key = t.key))
         ORDER BY own, id",
    )?
    .query_map([article], |row| row.get(0))?
    .collect()
}
