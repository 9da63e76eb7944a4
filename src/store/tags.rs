//! Tags of articles, from the feed and from the user, and tags of feeds.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Transaction, params};

use super::{fold, rows};
use crate::domain::{ArticleId, Counts};

/// The owner of an article's tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Tags from the feed, replaced with each new version of the article.
    Feed = 0,
    /// Tags from the user, which stay. All copies of a story share them.
    Reader = 1,
}

/// Replaces an article's tags of one owner. Tags that differ only in case count once.
pub(super) fn replace_tags(
    tx: &Transaction,
    article: i64,
    whose: Whose,
    tags: &[String],
) -> Result<()> {
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

/// Replaces the user's tags of an article and of its copies.
pub(super) fn set_own(tx: &Transaction, article: i64, tags: &[String]) -> Result<()> {
    let copies: Vec<i64> = tx
        .prepare_cached(
            "SELECT id FROM articles WHERE story = (SELECT story FROM articles WHERE id = ?1)",
        )?
        .query_map([article], |row| row.get(0))?
        .collect::<Result<_>>()?;
    copies.into_iter().try_for_each(|copy| replace_tags(tx, copy, Whose::Reader, tags))
}

/// Adds a tag of the user's to articles and their copies. Returns those of `ids` that did not have
/// it.
pub(super) fn add_own(tx: &Transaction, ids: &[ArticleId], tag: &str) -> Result<Vec<ArticleId>> {
    let key = fold::fold(tag.trim());
    let mut changed = Vec::new();
    for id in ids {
        let added = tx
            .prepare_cached(
                "INSERT OR IGNORE INTO tags (article, own, key, tag, story, shown)
                 SELECT b.id, 1, ?2, ?3, b.story, b.shown
                 FROM articles AS a JOIN articles AS b ON b.story = a.story
                 WHERE a.id = ?1 AND ?2 <> ''",
            )?
            .execute(params![id.0, key, tag.trim()])?;
        changed.extend((added > 0).then_some(*id));
    }
    Ok(changed)
}

/// Removes a tag of the user's from articles and their copies. Returns those of `ids` that had it.
pub(super) fn remove_own(tx: &Transaction, ids: &[ArticleId], tag: &str) -> Result<Vec<ArticleId>> {
    let key = fold::fold(tag.trim());
    let mut changed = Vec::new();
    for id in ids {
        let removed = tx
            .prepare_cached(
                "DELETE FROM tags WHERE own = 1 AND key = ?2 AND article IN (
                   SELECT b.id FROM articles AS a JOIN articles AS b ON b.story = a.story
                   WHERE a.id = ?1)",
            )?
            .execute(params![id.0, key])?;
        changed.extend((removed > 0).then_some(*id));
    }
    Ok(changed)
}

/// Returns the user's tags, by name, each with the number of its stories.
pub(super) fn own_tags(conn: &Connection) -> Result<Vec<(String, Counts)>> {
    conn.prepare_cached(
        "SELECT min(t.tag), count(DISTINCT t.story),
           count(DISTINCT iif(a.read_at IS NULL, t.story, NULL))
         FROM tags AS t JOIN articles AS a ON a.id = t.article
         WHERE t.own = 1 AND t.shown = 1 GROUP BY t.key ORDER BY t.key",
    )?
    .query_map([], |row| {
        let (total, unread): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, Counts { total: total as u64, unread: unread as u64 }))
    })?
    .collect()
}

/// The most tags that are listed.
const MOST: usize = 500;

/// Returns the tags of the articles that are shown (the most frequent if there are too many) and of
/// the feeds that are shown, each once, by name.
pub(super) fn list_tags(conn: &Connection) -> Result<Vec<String>> {
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

/// Returns a condition on `articles AS a`, with the values of its parameters: the article's story,
/// or the feed of one of its copies, has a tag with this key. With `begins`, a tag whose key begins
/// with it is enough.
pub(super) fn tag_condition(
    conn: &Connection,
    key: &str,
    begins: bool,
) -> Result<(String, Vec<Value>)> {
    let mut feeds = of_feeds(conn)?;
    let fits = |tag: &String| match fold::fold(tag.trim()) {
        found if begins => found.starts_with(key),
        found => found == key,
    };
    feeds.retain(|(_, tags)| tags.iter().any(fits));
    let of_feeds = match feeds.is_empty() {
        true => String::new(),
        false => format!(
            "UNION ALL SELECT b.story FROM articles AS b WHERE b.feed IN ({}) AND b.shown = 1",
            feeds.iter().map(|(feed, _)| feed.to_string()).collect::<Vec<_>>().join(",")
        ),
    };
    let (tagged, values) = key_condition(key, begins);
    let sql = format!(
        "a.story IN (SELECT t.story FROM tags AS t WHERE {tagged} AND t.shown = 1 {of_feeds})"
    );
    Ok((sql, values))
}

/// Returns the same condition for the user's tags of the article alone.
pub(super) fn own_tag_condition(key: &str, begins: bool) -> (String, Vec<Value>) {
    let (tagged, values) = key_condition(key, begins);
    let sql = format!(
        "a.story IN (SELECT t.story FROM tags AS t WHERE {tagged} AND t.shown = 1 AND t.own = 1)"
    );
    (sql, values)
}

fn key_condition(key: &str, begins: bool) -> (&'static str, Vec<Value>) {
    match begins {
        // No key that begins with `key` sorts after `key` and the last character of Unicode.
        true => (
            "t.key >= ? AND t.key < ?",
            vec![key.to_owned().into(), format!("{key}\u{10ffff}").into()],
        ),
        false => ("t.key = ?", vec![key.to_owned().into()]),
    }
}

/// Returns the tags of [`list_tags`], each with the number of its stories.
pub(super) fn tags_with_counts(conn: &Connection) -> Result<Vec<(String, Counts)>> {
    let mut counts: HashMap<String, Counts> = conn
        .prepare_cached(
            "SELECT key, count(*), sum(unread) FROM (
               SELECT t.key, t.story, t.story IN (
                 SELECT a.story FROM articles AS a INDEXED BY articles_list
                 WHERE a.lead = 1 AND a.read_at IS NULL) AS unread
               FROM tags AS t INDEXED BY tags_key WHERE t.shown = 1 GROUP BY t.key, t.story)
             GROUP BY key",
        )?
        .query_map([], |row| {
            let (total, unread): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, Counts { total: total as u64, unread: unread as u64 }))
        })?
        .collect::<Result<_>>()?;
    // An article that has a tag through its feed may also have it itself.
    for (key, found) in of_tagged_feeds(conn)? {
        counts.insert(key, found);
    }
    let of = |tag: String| {
        let counts = counts.get(&fold::fold(tag.trim())).copied().unwrap_or_default();
        (tag, counts)
    };
    Ok(list_tags(conn)?.into_iter().map(of).collect())
}

/// Returns the tags of feeds, each with the number of its stories.
fn of_tagged_feeds(conn: &Connection) -> Result<HashMap<String, Counts>> {
    let feeds = of_feeds(conn)?;
    let mut stories: HashMap<String, HashMap<i64, bool>> = HashMap::new();
    let mut of_feed = conn.prepare_cached(
        "SELECT story, read_at IS NULL FROM articles WHERE feed = ?1 AND shown = 1",
    )?;
    for (feed, tags) in &feeds {
        let found: Vec<(i64, bool)> = of_feed
            .query_map([feed], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        for tag in tags {
            stories.entry(fold::fold(tag.trim())).or_default().extend(found.iter().copied());
        }
    }
    let mut tagged = conn.prepare_cached(
        "SELECT a.story, a.read_at IS NULL FROM tags AS t JOIN articles AS a ON a.id = t.article
         WHERE t.key = ?1 AND t.shown = 1",
    )?;
    for (key, stories) in &mut stories {
        let mut found = tagged.query([key])?;
        while let Some(row) = found.next()? {
            stories.insert(row.get(0)?, row.get(1)?);
        }
    }
    let counts = |stories: HashMap<i64, bool>| Counts {
        total: stories.len() as u64,
        unread: stories.values().filter(|unread| **unread).count() as u64,
    };
    Ok(stories.into_iter().map(|(key, stories)| (key, counts(stories))).collect())
}

/// Returns the feeds that have a tag with that key.
pub(super) fn feeds_with(conn: &Connection, key: &str) -> Result<Vec<i64>> {
    let mut feeds = of_feeds(conn)?;
    feeds.retain(|(_, tags)| tags.iter().any(|tag| fold::fold(tag.trim()) == key));
    Ok(feeds.into_iter().map(|(feed, _)| feed).collect())
}

/// Returns the feeds that have tags, with their tags. Feeds are few, and need no index for this.
fn of_feeds(conn: &Connection) -> Result<Vec<(i64, Vec<String>)>> {
    conn.prepare_cached(
        "SELECT s.feed, s.tags FROM subscriptions AS s JOIN feeds AS f ON f.id = s.feed
         WHERE s.tags <> '[]' AND f.removed_at IS NULL",
    )?
    .query_map([], |row| Ok((row.get(0)?, rows::from_json(row, 1)?)))?
    .collect()
}

/// Returns an article's tags, each once: the feed's in its order, then the user's.
pub(super) fn tags_of(conn: &Connection, article: i64) -> Result<Vec<String>> {
    conn.prepare_cached(
        "SELECT tag FROM tags AS t WHERE article = ?1 AND (own = 0 OR NOT EXISTS (
           SELECT 1 FROM tags AS other
           WHERE other.article = t.article AND other.own = 0 AND other.key = t.key))
         ORDER BY own, id",
    )?
    .query_map([article], |row| row.get(0))?
    .collect()
}

/// Returns the user's tags of an article, by when they were given.
pub(super) fn own_tags_of(conn: &Connection, article: i64) -> Result<Vec<String>> {
    conn.prepare_cached("SELECT tag FROM tags WHERE article = ?1 AND own = 1 ORDER BY id")?
        .query_map([article], |row| row.get(0))?
        .collect()
}
