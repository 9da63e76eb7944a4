//! Stories: copies of one article in several feeds, shown once and kept in one state.
//!
//! Two articles of different feeds are copies if they share a link, or title and text. A key that
//! two articles of one feed share says nothing about either (a feed whose items all link to its
//! front page). A story's id is the smallest id among its copies. Its *lead*, the first copy whose
//! feed is not removed, represents it in lists of several feeds.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};

use crate::domain::FeedId;

/// The most copies that one story can have. A key that is shared more widely joins no more.
const MOST: usize = 100;

/// Assigns articles to the stories that they belong to now, together with all others that are
/// affected.
pub(super) fn assign_stories(tx: &Transaction, touched: Vec<i64>) -> Result<()> {
    let mut queue = touched;
    let mut done = HashSet::new();
    while let Some(id) = queue.pop() {
        if !done.insert(id) {
            continue;
        }
        let group = connected_articles(tx, id)?;
        let mut mates = Vec::new();
        for member in &group {
            mates.extend(mates_of(tx, *member)?);
            done.insert(*member);
        }
        if mates.iter().any(|mate| mate.story != group[0]) || mates.len() > group.len() {
            join_story(tx, &group)?;
        }
        queue.extend(mates.iter().map(|mate| mate.id).filter(|mate| !group.contains(mate)));
    }
    Ok(())
}

/// Returns the other articles of `id`'s feed whose story may change because `id` has gained or lost
/// these keys. A key counts only while one article of the feed has it.
pub(super) fn articles_affected_by(
    tx: &Transaction,
    id: i64,
    feed: FeedId,
    keys: &Keys,
) -> Result<Vec<i64>> {
    let mut rivals = Vec::new();
    for key in keys.each() {
        let sql = format!(
            "SELECT id FROM articles WHERE {} AND feed = ?2 AND id <> ?3 LIMIT 2",
            key.condition()
        );
        let found: Vec<i64> = tx
            .prepare_cached(&sql)?
            .query_map(params![key.value(), feed.0, id], |row| row.get(0))?
            .collect::<Result<_>>()?;
        // With two others, the key did not count before, and still does not.
        rivals.extend(found.first().filter(|_| found.len() == 1));
    }
    Ok(rivals)
}

/// Chooses the leads of all stories with a copy in `feed` and a copy that is shown.
pub(super) fn lead_again(tx: &Transaction, feed: FeedId) -> Result<()> {
    tx.execute(
        "UPDATE articles SET lead = 1 - lead
         WHERE story IN (SELECT story FROM articles WHERE feed = ?1)
           AND lead <> (id = (SELECT min(b.id) FROM articles AS b
                              WHERE b.story = articles.story AND b.shown = 1))",
        [feed.0],
    )?;
    Ok(())
}

/// Chooses the lead of each of these stories.
pub(super) fn choose_leads(tx: &Transaction, stories: &HashSet<i64>) -> Result<()> {
    let mut statement = tx.prepare_cached(
        "UPDATE articles SET lead = 1 - lead
         WHERE story = ?1
           AND lead <> (id IS (SELECT min(b.id) FROM articles AS b
                               WHERE b.story = ?1 AND b.shown = 1))",
    )?;
    for story in stories {
        statement.execute([story])?;
    }
    Ok(())
}

/// Assigns an article that was just imported to its story. Returns whether it has copies.
pub(super) fn assign_new(tx: &Transaction, id: i64, feed: FeedId, keys: &Keys) -> Result<bool> {
    for key in keys.each() {
        let sql = format!("SELECT 1 FROM articles WHERE {} AND id <> ?2 LIMIT 1", key.condition());
        // Few articles have a copy. Without one there is nothing to do.
        if tx.prepare_cached(&sql)?.exists(params![key.value(), id])? {
            let mut touched = articles_affected_by(tx, id, feed, keys)?;
            touched.push(id);
            assign_stories(tx, touched)?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Deletes articles with everything that belongs to them. The remaining copies and the `touched`
/// articles are assigned to stories again.
pub(super) fn delete_articles(tx: &Transaction, ids: &[i64], mut touched: Vec<i64>) -> Result<()> {
    for id in ids {
        touched.extend(mates_of(tx, *id)?.into_iter().map(|mate| mate.id));
    }
    for id in ids {
        // Texts, tags and analyses are deleted with the articles, and index entries with the texts.
        tx.prepare_cached("DELETE FROM articles WHERE id = ?1")?.execute([id])?;
    }
    let gone: HashSet<&i64> = ids.iter().collect();
    touched.retain(|id| !gone.contains(id));
    assign_stories(tx, touched)
}

/// The keys by which an article is compared with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keys {
    /// The link in comparable form.
    pub(super) url: Option<String>,
    /// The hash of title and text; `None` if there is no text.
    pub(super) text: Option<Vec<u8>>,
}

impl Keys {
    fn each(&self) -> impl Iterator<Item = StoryKey<'_>> {
        let url = self.url.as_deref().map(StoryKey::Url);
        url.into_iter().chain(self.text.as_deref().map(StoryKey::Text))
    }
}

/// One key of an article.
#[derive(Clone, Copy)]
enum StoryKey<'a> {
    Url(&'a str),
    Text(&'a [u8]),
}

impl StoryKey<'_> {
    fn condition(self) -> &'static str {
        match self {
            StoryKey::Url(_) => "url_key = ?1",
            StoryKey::Text(_) => "text_hash = ?1",
        }
    }

    fn value(&self) -> &dyn rusqlite::ToSql {
        match self {
            StoryKey::Url(url) => url,
            StoryKey::Text(hash) => hash,
        }
    }
}

/// Returns all copies of `id`'s story including `id`, in the order of their ids.
fn connected_articles(tx: &Transaction, id: i64) -> Result<Vec<i64>> {
    let mut group = vec![id];
    let mut at = 0;
    while at < group.len() {
        let Some(keys) = keys_of(tx, group[at])? else { return Ok(group) };
        for key in keys.each() {
            let holders = articles_with_key(tx, key)?;
            if holders.contains(&group[at]) {
                let fresh = holders.into_iter().filter(|holder| !group.contains(holder));
                let fresh: Vec<i64> = fresh.take(MOST.saturating_sub(group.len())).collect();
                group.extend(fresh);
            }
        }
        at += 1;
    }
    group.sort_unstable();
    Ok(group)
}

fn keys_of(conn: &Connection, id: i64) -> Result<Option<Keys>> {
    conn.prepare_cached("SELECT url_key, text_hash, words > 0 FROM articles WHERE id = ?1")?
        .query_row([id], |row| {
            let text: Vec<u8> = row.get(1)?;
            Ok(Keys { url: row.get(0)?, text: row.get::<_, bool>(2)?.then_some(text) })
        })
        .optional()
}

/// Returns the articles for which a key counts: the only ones of their feed that have it. Goes from
/// feed to feed in the index, so that a feed with the same key a thousand times costs no more.
fn articles_with_key(conn: &Connection, key: StoryKey) -> Result<Vec<i64>> {
    let sql = format!(
        "SELECT id, feed FROM articles WHERE {} AND feed > ?2 ORDER BY feed LIMIT 2",
        key.condition()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let (mut holders, mut feed) = (Vec::new(), 0);
    while holders.len() < MOST {
        let next: Vec<(i64, i64)> = statement
            .query_map(params![key.value(), feed], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        match next[..] {
            [] => break,
            [(_, one), (_, two)] if one == two => feed = one,
            [(id, one), ..] => {
                holders.push(id);
                feed = one;
            }
        }
    }
    Ok(holders)
}

struct Mate {
    id: i64,
    story: i64,
}

/// Returns all present members of `id`'s story, including `id`.
fn mates_of(tx: &Transaction, id: i64) -> Result<Vec<Mate>> {
    tx.prepare_cached(
        "SELECT id, story FROM articles
         WHERE story = (SELECT story FROM articles WHERE id = ?1)",
    )?
    .query_map([id], |row| Ok(Mate { id: row.get(0)?, story: row.get(1)? }))?
    .collect()
}

/// Makes one story of `group`: read if one copy was, starred if one was, with all of the user's
/// tags.
fn join_story(tx: &Transaction, group: &[i64]) -> Result<()> {
    let ids = group.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let story = group[0];
    tx.execute_batch(&format!(
        "UPDATE articles SET (story, read_at, starred, lead) = (
           SELECT {story}, max(b.read_at), max(b.starred),
                  articles.id IS min(b.id) FILTER (WHERE b.shown = 1)
           FROM articles AS b WHERE b.id IN ({ids})
         ) WHERE id IN ({ids});
         UPDATE tags SET story = {story} WHERE article IN ({ids});
         INSERT OR IGNORE INTO tags (article, own, key, tag, story, shown)
           SELECT a.id, 1, t.key, t.tag, {story}, a.shown FROM tags AS t, articles AS a
           WHERE t.own = 1 AND t.article IN ({ids}) AND a.id IN ({ids});"
    ))
}
