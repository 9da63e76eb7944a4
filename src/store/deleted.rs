//! Articles that the user deletes: hidden at first, so that they can be restored, and purged later.
//!
//! An article is deleted with all copies of its story. While it is hidden, a refresh finds it in the
//! store and does not show it again. Once it is purged, its name is remembered for as long as its
//! feed lists it, like that of an expired article.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Result, Transaction, params};

use super::{Store, StoreError, expire, stories};
use crate::domain::{ArticleId, FeedId};

/// How long a deleted article can be restored, at least (seconds).
const GRACE: i64 = 7 * 86_400;

/// The most articles that are purged in one transaction.
const BATCH: usize = 200;

impl Store {
    /// Deletes articles at `now`, with the copies of their stories. Returns all articles that were
    /// hidden; [`Self::restore_articles`] with them is the undo.
    pub fn delete_articles(
        &mut self,
        ids: &[ArticleId],
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| delete(tx, ids, now))
    }

    /// Restores deleted articles that have not been purged. Returns those that were restored.
    pub fn restore_articles(&mut self, ids: &[ArticleId]) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| restore(tx, ids.iter().copied()))
    }

    /// The articles that were deleted last, all at the same time.
    pub fn last_deleted(&self) -> Result<Vec<ArticleId>, StoreError> {
        self.read(|conn| {
            conn.prepare_cached(
                "SELECT id FROM articles
                 WHERE deleted_at = (SELECT max(deleted_at) FROM articles
                                     WHERE deleted_at IS NOT NULL)
                 ORDER BY id",
            )?
            .query_map([], |row| row.get(0).map(ArticleId))?
            .collect()
        })
    }

    /// Purges the articles that were deleted long enough ago.
    pub(super) fn purge_deleted(&mut self) -> Result<(), StoreError> {
        let any = "SELECT EXISTS (SELECT 1 FROM articles WHERE deleted_at <= unixepoch() - ?1)";
        while self.read(|conn| conn.query_row(any, [GRACE], |row| row.get::<_, bool>(0)))? {
            self.write(purge)?;
        }
        Ok(())
    }
}

fn delete(tx: &Transaction, ids: &[ArticleId], now: i64) -> Result<Vec<ArticleId>> {
    let mut hidden = Vec::new();
    for id in ids {
        let story: Option<i64> = tx
            .prepare_cached("SELECT story FROM articles WHERE id = ?1 AND shown = 1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        let Some(story) = story else { continue };
        let copies: Vec<i64> = tx
            .prepare_cached("SELECT id FROM articles WHERE story = ?1 AND deleted_at IS NULL")?
            .query_map([story], |row| row.get(0))?
            .collect::<Result<_>>()?;
        for copy in copies {
            hide(tx, copy, now)?;
            hidden.push(ArticleId(copy));
        }
    }
    Ok(hidden)
}

fn hide(tx: &Transaction, id: i64, now: i64) -> Result<()> {
    tx.prepare_cached("UPDATE articles SET deleted_at = ?2, shown = 0, lead = 0 WHERE id = ?1")?
        .execute(params![id, now])?;
    tx.prepare_cached("UPDATE tags SET shown = 0 WHERE article = ?1")?.execute([id])?;
    Ok(())
}

/// Restores those of `ids` that are deleted, and returns them.
pub(super) fn restore(
    tx: &Transaction,
    ids: impl IntoIterator<Item = ArticleId>,
) -> Result<Vec<ArticleId>> {
    let (mut restored, mut stories) = (Vec::new(), HashSet::new());
    for id in ids {
        let story: Option<i64> = tx
            .prepare_cached(
                "UPDATE articles SET deleted_at = NULL, shown = (
                   SELECT f.removed_at IS NULL FROM feeds AS f WHERE f.id = articles.feed)
                 WHERE id = ?1 AND deleted_at IS NOT NULL RETURNING story",
            )?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        let Some(story) = story else { continue };
        tx.prepare_cached(
            "UPDATE tags SET shown = (SELECT a.shown FROM articles AS a WHERE a.id = ?1)
             WHERE article = ?1",
        )?
        .execute([id.0])?;
        stories.insert(story);
        restored.push(id);
    }
    stories::choose_leads(tx, &stories)?;
    Ok(restored)
}

/// Deletes a new article if another copy of its story is deleted.
pub(super) fn delete_like_copies(tx: &Transaction, id: i64) -> Result<()> {
    let deleted: Option<i64> = tx
        .prepare_cached(
            "SELECT max(b.deleted_at) FROM articles AS a JOIN articles AS b ON b.story = a.story
             WHERE a.id = ?1",
        )?
        .query_row([id], |row| row.get(0))?;
    deleted.map_or(Ok(()), |at| hide(tx, id, at))
}

/// Purges some articles of one feed.
fn purge(tx: &Transaction) -> Result<()> {
    let (feed, now): (i64, i64) = tx.query_row(
        "SELECT feed, unixepoch() FROM articles WHERE deleted_at <= unixepoch() - ?1 LIMIT 1",
        [GRACE],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let ids: Vec<i64> = tx
        .prepare(
            "SELECT id FROM articles WHERE deleted_at <= ?2 - ?3 AND feed = ?1 ORDER BY id LIMIT ?4",
        )?
        .query_map(params![feed, now, GRACE, BATCH as i64], |row| row.get(0))?
        .collect::<Result<_>>()?;
    expire::delete_where(tx, "deleted_at IS NOT NULL", FeedId(feed), &ids, now)?;
    Ok(())
}
