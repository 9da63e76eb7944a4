//! Tags: of articles, the feed's own and the reader's; and of whole feeds.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, Transaction, params};

use super::{fold, rows};

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

/// The tags of the articles that are shown, of too many the most frequent, and the tags of the
/// feeds that are: each once, by name.
pub(super) fn list(conn: &Connection) -> Result<Vec<String>> {
    // The counts read one index from end to end and nothing else.
    let mut found: BTreeMap<String, String> = conn
        .prepare_cached(
            "WITH frequent AS (SELECT key, count(*) AS uses FROM tags INDEXED BY tags_key
               WHERE shown = 1 GROUP BY key ORDER BY uses DESC, key LIMIT ?1)
             SELECT key, (SELECT tag FROM tags WHERE key = frequent.key AND shown = 1 LIMIT 1)
             FROM frequent",
        )?
        .query_map([MOST as i64], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (_, tags) in of_feeds(conn)? {
        for tag in tags {
            found.entry(fold::fold(tag.trim())).or_insert(tag);
        }
    }
    Ok(found.into_values().collect())
}

/// The feeds that have a tag of that key.
pub(super) fn feeds_with(conn: &Connection, key: &str) -> Result<Vec<i64>> {
    let mut feeds = of_feeds(conn)?;
    feeds.retain(|(_, tags)| tags.iter().any(|tag| fold::fold(tag.trim()) == key));
    Ok(feeds.into_iter().map(|(feed, _)| feed).collect())
}

/// The feeds that have tags, with these. There are few; they need no index of their own.
fn of_feeds(conn: &Connection) -> Result<Vec<(i64, Vec<String>)>> {
    conn.prepare_cached(
        "SELECT s.feed, s.tags FROM subscriptions AS s JOIN feeds AS f ON f.id = s.feed
         WHERE s.tags <> '[]' AND f.removed_at IS NULL",
    )?
    .query_map([], |row| Ok((row.get(0)?, rows::from_json(row, 1)?)))?
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
