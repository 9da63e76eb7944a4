//! Retention: deletes old articles, and keeps them from returning while their feed still lists
//! them.

use std::collections::HashMap;

use rusqlite::{Connection, Result, Row, Transaction, params};

use super::stories::{self, Keys};
use super::{Store, StoreError, incoming};
use crate::domain::{FeedId, Retention};

const DAY: i64 = 86_400;

/// Articles read within this time (seconds) are kept in any case, because the user may have them on
/// the screen.
const GRACE: i64 = DAY;

/// How long (seconds) a name is remembered after its feed last listed it. A feed may omit its older
/// part for a while.
const MEMORY: i64 = 30 * DAY;

/// The most articles that are deleted in one transaction, so that other writers do not wait long.
const BATCH: usize = 200;

impl Store {
    /// Deletes the articles that `retention` does not keep at time `now` (seconds since 1970 UTC),
    /// and returns their number. Only followed and paused feeds lose articles. Articles that are
    /// unread, starred, tagged, corrected, or were read within the last day are always kept.
    pub fn delete_expired(&mut self, retention: &Retention, now: i64) -> Result<usize, StoreError> {
        if *retention == Retention::default() {
            return Ok(0);
        }
        let mut expired = 0;
        for feed in self.read(followed_feeds)? {
            let old = self.read(|conn| expired_articles(conn, feed, retention, now))?;
            for batch in old.chunks(BATCH) {
                expired += self.write(|tx| delete_and_remember(tx, feed, batch, now))?;
            }
        }
        Ok(expired)
    }
}

fn followed_feeds(conn: &Connection) -> Result<Vec<FeedId>> {
    conn.prepare_cached(
        "SELECT f.id FROM feeds AS f JOIN subscriptions AS s ON s.feed = f.id
         WHERE f.removed_at IS NULL AND s.state IN ('followed', 'paused')",
    )?
    .query_map([], |row| row.get(0).map(FeedId))?
    .collect()
}

/// Returns the articles of a feed that are not kept.
fn expired_articles(
    conn: &Connection,
    feed: FeedId,
    retention: &Retention,
    now: i64,
) -> Result<Vec<i64>> {
    let since = retention.days.map(|days| now - i64::from(days) * DAY);
    conn.prepare_cached(
        "SELECT p.id FROM (
           SELECT id, read_at, row_number() OVER (ORDER BY sort_key DESC, id DESC) AS place
           FROM articles WHERE feed = ?1 AND shown = 1
         ) AS p JOIN articles AS a ON a.id = p.id
         WHERE p.read_at < ?2 AND a.starred = 0
           AND (max(a.first_seen, p.read_at) < ?3 OR p.place > ?4)
           AND NOT EXISTS (SELECT 1 FROM tags AS t WHERE t.article = p.id AND t.own = 1)
           AND NOT EXISTS (SELECT 1 FROM corrections AS c WHERE c.article = p.id)",
    )?
    .query_map(params![feed.0, now - GRACE, since, retention.per_feed], |row| row.get(0))?
    .collect()
}

/// Deletes those of `ids` that may still be deleted, remembers their names, and returns how many it
/// deleted.
fn delete_and_remember(tx: &Transaction, feed: FeedId, ids: &[i64], now: i64) -> Result<usize> {
    // Another process may have starred an article or marked it unread a moment ago.
    delete_where(tx, "read_at IS NOT NULL AND starred = 0", feed, ids, now)
}

/// Deletes those of `ids`, articles of `feed`, that meet a condition, and remembers their names, so
/// that the feed does not bring them back. Returns how many it deleted.
pub(super) fn delete_where(
    tx: &Transaction,
    condition: &str,
    feed: FeedId,
    ids: &[i64],
    now: i64,
) -> Result<usize> {
    let mut gone = Vec::new();
    let mut touched = Vec::new();
    for id in ids {
        let mut named = tx.prepare_cached(&format!(
            "SELECT guid, url_key, text_hash, words > 0,
               EXISTS (SELECT 1 FROM articles AS b WHERE b.url_key = a.url_key AND b.feed = a.feed
                         AND b.guid IS NULL AND b.id <> a.id)
             FROM articles AS a WHERE id = ?1 AND {condition}",
        ))?;
        let found = named.query_map([id], names_of)?.next().transpose()?;
        let Some((name, keys)) = found else { continue };
        tx.prepare_cached(
            "INSERT OR REPLACE INTO expired (feed, name, listed_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![feed.0, name, now])?;
        touched.extend(stories::articles_affected_by(tx, *id, feed, &keys)?);
        gone.push(*id);
    }
    stories::delete_articles(tx, &gone, touched)?;
    Ok(gone.len())
}

fn names_of(row: &Row) -> Result<(String, Keys)> {
    let (guid, url): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
    let text: Vec<u8> = row.get(2)?;
    // A link shared with other articles does not identify this one.
    let own_url = url.as_deref().filter(|_| !row.get(4).unwrap_or(false));
    let name = incoming::feed_name(guid.as_deref(), own_url, &text);
    Ok((name, Keys { url, text: row.get::<_, bool>(3)?.then_some(text) }))
}

/// The names of a feed's expired articles.
pub(super) struct Expired {
    feed: FeedId,
    names: HashMap<String, ExpiredName>,
}

struct ExpiredName {
    listed_at: i64,
    /// Whether the current document lists the article.
    listed: bool,
}

impl Expired {
    /// Reads the expired names of a feed.
    pub(super) fn read_names(conn: &Connection, feed: FeedId) -> Result<Expired> {
        let name =
            |row: &Row| Ok((row.get(0)?, ExpiredName { listed_at: row.get(1)?, listed: false }));
        let names = conn
            .prepare_cached("SELECT name, listed_at FROM expired WHERE feed = ?1")?
            .query_map([feed.0], name)?
            .collect::<Result<_>>()?;
        Ok(Expired { feed, names })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns whether an article with one of these names has expired, and notes that its feed
    /// still lists it.
    pub(super) fn note_listed(&mut self, names: &[String]) -> bool {
        let mut is_known = false;
        for name in names {
            if let Some(name) = self.names.get_mut(name) {
                name.listed = true;
                is_known = true;
            }
        }
        is_known
    }

    /// Forgets an article's names, because it returns.
    pub(super) fn forget_names(&mut self, conn: &Connection, names: &[String]) -> Result<()> {
        for name in names {
            self.names.remove(name);
            conn.prepare_cached("DELETE FROM expired WHERE feed = ?1 AND name = ?2")?
                .execute(params![self.feed.0, name])?;
        }
        Ok(())
    }

    /// Updates, once a day, when the feed last listed each name, and forgets names that it no
    /// longer lists.
    pub(super) fn save_listing(&self, conn: &Connection, now: i64) -> Result<()> {
        for (key, name) in &self.names {
            let age = now - name.listed_at;
            let sql = match name.listed {
                true if age > DAY => {
                    "UPDATE expired SET listed_at = ?3 WHERE feed = ?1 AND name = ?2"
                }
                false if age > MEMORY => {
                    "DELETE FROM expired WHERE feed = ?1 AND name = ?2 AND listed_at < ?3"
                }
                _ => continue,
            };
            conn.prepare_cached(sql)?.execute(params![self.feed.0, key, now])?;
        }
        Ok(())
    }
}
