//! Feeds: creating, finding, listing, renaming, moving, removing, restoring, purging.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::{fold, rows, stories, subscriptions};
use crate::domain::{FeedId, FeedInfo, FeedOrigin, FeedRow};

/// How long a removed feed can be restored at least (seconds). Another process may have removed it
/// a moment ago, and its user may want it back.
const GRACE: i64 = 3600;

/// The most articles that are deleted in one transaction.
const BATCH: usize = 500;

/// Returns the feed of that origin, and creates it if necessary. A removed feed is restored, since
/// it was requested again.
pub(super) fn find_or_create(tx: &Transaction, feed: &FeedInfo) -> Result<FeedId> {
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
        // Until a feed states its title, its address is the title.
        let title = if feed.title.trim().is_empty() { origin } else { &feed.title };
        tx.execute(
            "INSERT INTO feeds (kind, origin, title, site) VALUES (?1, ?2, ?3, ?4)",
            params![kind, origin, title, feed.site],
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
        restore_feed(tx, id)?;
    }
    Ok(id)
}

/// Returns whether the feed of that origin exists and is removed.
pub(super) fn is_removed(conn: &Connection, origin: &FeedOrigin) -> Result<bool> {
    let (kind, origin) = rows::origin_columns(origin);
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM feeds
           WHERE kind = ?1 AND origin = ?2 AND removed_at IS NOT NULL)",
        [kind, origin],
        |row| row.get(0),
    )
}

/// Returns all feeds that are not removed, with their counts, in the user's order and then by
/// title.
pub(super) fn list_feeds(conn: &Connection) -> Result<Vec<FeedRow>> {
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
        let (id, title): (i64, String) = (row.get(0)?, row.get(1)?);
        let (total, unread) = counts.get(&id).copied().unwrap_or_default();
        let subscription = subscriptions::read_subscription(row, 5, FeedId(id), &title)?;
        let feed = FeedRow {
            id: FeedId(id),
            title,
            origin: rows::read_origin(row, 2)?,
            total: total as u64,
            unread: unread as u64,
            subscription,
        };
        Ok((row.get::<_, Option<i64>>(4)?.unwrap_or(i64::MAX), feed))
    };
    let mut feeds = conn
        .prepare_cached(&format!(
            "SELECT f.id, coalesce(f.own_title, f.title), f.kind, f.origin, f.place, {}
             FROM feeds AS f LEFT JOIN subscriptions AS s ON s.feed = f.id
             WHERE f.removed_at IS NULL",
            subscriptions::subscription_columns::SQL
        ))?
        .query_map([], read)?
        .collect::<Result<Vec<(i64, FeedRow)>>>()?;
    feeds.sort_by_cached_key(|(place, feed)| (*place, fold::fold(&feed.title), feed.id));
    Ok(feeds.into_iter().map(|(_, feed)| feed).collect())
}

/// Moves a feed before another one, or to the end. After that, every feed has a position.
pub(super) fn move_to(tx: &Transaction, feed: FeedId, before: Option<FeedId>) -> Result<()> {
    let mut order: Vec<FeedId> = list_feeds(tx)?.into_iter().map(|row| row.id).collect();
    if !order.contains(&feed) || before == Some(feed) {
        return Ok(());
    }
    order.retain(|other| *other != feed);
    let at = before.and_then(|before| order.iter().position(|other| *other == before));
    order.insert(at.unwrap_or(order.len()), feed);
    let mut statement = tx.prepare("UPDATE feeds SET place = ?2 WHERE id = ?1")?;
    for (place, id) in order.into_iter().enumerate() {
        statement.execute(params![id.0, place as i64])?;
    }
    Ok(())
}

/// Sets the user's title of a feed, or clears it.
pub(super) fn rename_feed(tx: &Transaction, feed: FeedId, title: Option<&str>) -> Result<()> {
    tx.execute("UPDATE feeds SET own_title = ?2 WHERE id = ?1", params![feed.0, title])?;
    Ok(())
}

/// Removes a feed: hides it and its articles.
pub(super) fn remove_feed(tx: &Transaction, feed: FeedId) -> Result<()> {
    let changed = tx.execute(
        "UPDATE feeds SET removed_at = unixepoch() WHERE id = ?1 AND removed_at IS NULL",
        [feed.0],
    )?;
    if changed > 0 {
        show_articles(tx, feed, false)?;
    }
    Ok(())
}

/// Restores a removed feed.
pub(super) fn restore_feed(tx: &Transaction, feed: FeedId) -> Result<()> {
    let changed = tx.execute(
        "UPDATE feeds SET removed_at = NULL WHERE id = ?1 AND removed_at IS NOT NULL",
        [feed.0],
    )?;
    if changed > 0 {
        show_articles(tx, feed, true)?;
    }
    Ok(())
}

/// Shows or hides a feed's articles. Their stories may be led by copies in other feeds afterwards.
fn show_articles(tx: &Transaction, feed: FeedId, shown: bool) -> Result<()> {
    tx.execute(
        "UPDATE articles SET shown = ?2 AND deleted_at IS NULL, lead = 0 WHERE feed = ?1",
        params![feed.0, shown],
    )?;
    tx.execute(
        "UPDATE tags SET shown = (SELECT a.shown FROM articles AS a WHERE a.id = tags.article)
         WHERE article IN (SELECT id FROM articles WHERE feed = ?1)",
        [feed.0],
    )?;
    stories::lead_again(tx, feed)
}

/// Deletes some of the feeds that were removed long enough ago, in portions, so that other writers
/// do not wait long.
pub(super) fn purge_removed(tx: &Transaction) -> Result<()> {
    let gone: Option<i64> = tx
        .prepare("SELECT id FROM feeds WHERE removed_at <= unixepoch() - ?1 LIMIT 1")?
        .query_row([GRACE], |row| row.get(0))
        .optional()?;
    let Some(feed) = gone else { return Ok(()) };
    let articles: Vec<i64> = tx
        .prepare("SELECT id FROM articles WHERE feed = ?1 LIMIT ?2")?
        .query_map([feed, BATCH as i64], |row| row.get(0))?
        .collect::<Result<_>>()?;
    stories::delete_articles(tx, &articles, Vec::new())?;
    if articles.len() < BATCH {
        tx.execute("DELETE FROM feeds WHERE id = ?1", [feed])?;
    }
    Ok(())
}

/// Returns whether [`purge_removed`] has anything to do. This is cheap, because it runs at every start.
pub(super) fn any_to_purge(conn: &Connection) -> Result<bool> {
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM feeds WHERE removed_at <= unixepoch() - ?1)",
        [GRACE],
        |row| row.get(0),
    )
}

/// Returns whether the store has never held a feed. `sqlite_sequence` remembers the last id that
/// was given out.
pub(super) fn is_pristine(conn: &Connection) -> Result<bool> {
    conn.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feeds' AND seq > 0)",
        [],
        |row| row.get(0),
    )
}
