//! Feeds: made, found, listed, renamed, removed, restored, purged.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::{fold, rows, stories};
use crate::domain::{FeedId, FeedInfo, FeedOrigin, FeedRow};

/// How long a removed feed can still be restored, at least (seconds): another process may have
/// removed it a moment ago, and its reader may want it back.
const GRACE: i64 = 3600;

/// Finds the feed of that origin, or makes it. A removed one is restored: it was asked for again.
pub(super) fn ensure(tx: &Transaction, feed: &FeedInfo) -> Result<FeedId> {
    let (kind, origin) = rows::origin_columns(&feed.origin);
    let found = tx
        .prepare_cached(
            "SELECT id, title, site, removed_at IS NOT NULL FROM feeds
             WHERE kind = ?1 AND origin = ?2",
        )?
        .query_row([kind, origin], |row| {
            let same = row.get::<_, String>(1)? == feed.title
                && (feed.site.is_none() || row.get::<_, Option<String>>(2)? == feed.site);
            Ok((FeedId(row.get(0)?), same, row.get::<_, bool>(3)?))
        })
        .optional()?;
    let Some((id, same, removed)) = found else {
        tx.execute(
            "INSERT INTO feeds (kind, origin, title, site) VALUES (?1, ?2, ?3, ?4)",
            params![kind, origin, feed.title, feed.site],
        )?;
        return Ok(FeedId(tx.last_insert_rowid()));
    };
    if !same {
        tx.execute(
            "UPDATE feeds SET title = ?2, site = coalesce(?3, site) WHERE id = ?1",
            params![id.0, feed.title, feed.site],
        )?;
    }
    if removed {
        restore(tx, id)?;
    }
    Ok(id)
}

/// Whether there is a feed of that origin that is removed.
pub(super) fn is_removed(conn: &Connection, origin: &FeedOrigin) -> Result<bool> {
    let (kind, origin) = rows::origin_columns(origin);
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM feeds
           WHERE kind = ?1 AND origin = ?2 AND removed_at IS NOT NULL)",
        [kind, origin],
        |row| row.get(0),
    )
}

/// All feeds that are not removed, with their counts, by title.
pub(super) fn list(conn: &Connection) -> Result<Vec<FeedRow>> {
    // The counts read one index from end to end and nothing else.
    let mut counts = HashMap::new();
    let mut statement = conn.prepare_cached(
        "SELECT feed, count(*), count(*) - count(read_at)
         FROM articles INDEXED BY articles_feed WHERE shown = 1 GROUP BY feed",
    )?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        counts.insert(row.get::<_, i64>(0)?, (row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
    }
    let read = |row: &Row| {
        let id: i64 = row.get(0)?;
        let (total, unread) = counts.get(&id).copied().unwrap_or_default();
        Ok(FeedRow {
            id: FeedId(id),
            title: row.get(1)?,
            origin: rows::origin(row, 2)?,
            total: total as u64,
            unread: unread as u64,
            subscription: None,
        })
    };
    let mut feeds = conn
        .prepare_cached(
            "SELECT id, coalesce(own_title, title), kind, origin FROM feeds
             WHERE removed_at IS NULL",
        )?
        .query_map([], read)?
        .collect::<Result<Vec<FeedRow>>>()?;
    feeds.sort_by_cached_key(|feed| (fold::fold(&feed.title), feed.id));
    Ok(feeds)
}

/// Gives a feed the reader's own title, or takes it.
pub(super) fn rename(tx: &Transaction, feed: FeedId, title: Option<&str>) -> Result<()> {
    tx.execute("UPDATE feeds SET own_title = ?2 WHERE id = ?1", params![feed.0, title])?;
    Ok(())
}

/// Hides a feed with its articles.
pub(super) fn remove(tx: &Transaction, feed: FeedId) -> Result<()> {
    let changed = tx.execute(
        "UPDATE feeds SET removed_at = unixepoch() WHERE id = ?1 AND removed_at IS NULL",
        [feed.0],
    )?;
    if changed > 0 {
        show(tx, feed, false)?;
    }
    Ok(())
}

/// Takes `remove` back.
pub(super) fn restore(tx: &Transaction, feed: FeedId) -> Result<()> {
    let changed = tx.execute(
        "UPDATE feeds SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL",
        [feed.0],
    )?;
    if changed > 0 {
        show(tx, feed, true)?;
    }
    Ok(())
}

/// Shows or hides a feed's articles, in whose place copies in other feeds may come to stand.
fn show(tx: &Transaction, feed: FeedId, shown: bool) -> Result<()> {
    tx.execute("UPDATE articles SET shown = ?2, lead = 0 WHERE feed = ?1", params![feed.0, shown])?;
    tx.execute(
        "UPDATE tags SET shown = ?2 WHERE article IN (SELECT id FROM articles WHERE feed = ?1)",
        params![feed.0, shown],
    )?;
    stories::lead_again(tx, feed)
}

/// Deletes for good what was removed long enough ago.
pub(super) fn purge(tx: &Transaction) -> Result<()> {
    let gone: Vec<i64> = tx
        .prepare("SELECT id FROM feeds WHERE removed_at <= unixepoch() - ?1")?
        .query_map([GRACE], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for feed in gone {
        let mates = stories::mates_elsewhere(tx, FeedId(feed))?;
        // Bodies, tags and analyses go with the articles, and the index with the bodies.
        tx.execute("DELETE FROM articles WHERE feed = ?1", [feed])?;
        tx.execute("DELETE FROM feeds WHERE id = ?1", [feed])?;
        stories::settle(tx, mates)?;
    }
    Ok(())
}

/// Whether there is anything for `purge` to do: looked up first, for it is asked at every start.
pub(super) fn any_to_purge(conn: &Connection) -> Result<bool> {
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM feeds WHERE removed_at <= unixepoch() - ?1)",
        [GRACE],
        |row| row.get(0),
    )
}

/// Whether there has never been a feed. `sqlite_sequence` remembers the last id ever given.
pub(super) fn is_pristine(conn: &Connection) -> Result<bool> {
    conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feeds' AND seq > 0)",
        [],
        |row| row.get(0),
    )
}
