//! Read state and stars, which all copies of a story share.

use std::collections::{BTreeSet, HashSet};

use rusqlite::{OptionalExtension, Result, Transaction, params};

use crate::domain::ArticleId;

/// Marks articles read (at time `now`) or unread. Returns those of `ids` that changed, in order.
pub(super) fn set_read(
    tx: &Transaction,
    ids: impl IntoIterator<Item = i64>,
    read: bool,
    now: i64,
) -> Result<Vec<ArticleId>> {
    let at = read.then_some(now);
    let changing = "SELECT story FROM articles WHERE id = ?1 AND (read_at IS NULL) = ?2";
    let change = "UPDATE articles SET read_at = ?2 WHERE story = ?1 AND (read_at IS NULL) = ?3";
    let changed = find_changed(tx, changing, ids, read)?;
    let mut statement = tx.prepare_cached(change)?;
    for story in stories(&changed) {
        statement.execute(params![story, at, read])?;
    }
    Ok(changed.into_iter().map(|(id, _)| ArticleId(id)).collect())
}

/// Stars or unstars articles. Returns those of `ids` that changed, in order.
pub(super) fn set_starred(
    tx: &Transaction,
    ids: impl IntoIterator<Item = i64>,
    starred: bool,
) -> Result<Vec<ArticleId>> {
    let changing = "SELECT story FROM articles WHERE id = ?1 AND starred <> ?2";
    let changed = find_changed(tx, changing, ids, starred)?;
    let mut statement = tx.prepare_cached("UPDATE articles SET starred = ?2 WHERE story = ?1")?;
    for story in stories(&changed) {
        statement.execute(params![story, starred])?;
    }
    Ok(changed.into_iter().map(|(id, _)| ArticleId(id)).collect())
}

/// Returns those of `ids` that are not yet in the wanted state, each once, with their stories. All
/// are read before anything changes: of two copies of one story, both will have changed.
fn find_changed(
    tx: &Transaction,
    sql: &str,
    ids: impl IntoIterator<Item = i64>,
    wanted: bool,
) -> Result<Vec<(i64, i64)>> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut seen = HashSet::new();
    let mut changed = Vec::new();
    for id in ids {
        if seen.insert(id) {
            let story = statement.query_row(params![id, wanted], |row| row.get(0)).optional()?;
            changed.extend(story.map(|story| (id, story)));
        }
    }
    Ok(changed)
}

/// Returns each story once, in the order of the file.
fn stories(changed: &[(i64, i64)]) -> BTreeSet<i64> {
    changed.iter().map(|(_, story)| *story).collect()
}
