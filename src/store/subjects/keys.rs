//! Finds or creates the subjects of keys, taking the user's decisions into account.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::appearances::SubjectCounts;
use super::rows::{entity_code, source_code};
use crate::domain::EntityKind;
use crate::domain::fold::fold;
use crate::domain::identity::{EntityKey, ResolvedEntities, ResolvedEntity, last_name};

/// Returns the stored form of an entity's key. A local key includes its article.
pub(in crate::store) fn stored_key(article: i64, key: &EntityKey) -> String {
    match key {
        EntityKey::Shared(text) => text.clone(),
        EntityKey::Local(text) => local_key(article, text),
    }
}

/// Returns the stored form of a key that is local to an article.
fn local_key(article: i64, text: &str) -> String {
    format!("@{article}/{text}")
}

/// Returns the article of a stored local key.
fn article_of(key: &str) -> Option<i64> {
    key.strip_prefix('@')?.split_once('/')?.0.parse().ok()
}

/// Returns the key of the subject that was split off from `key` in an article.
pub(in crate::store) fn split_key(article: i64, key: &str) -> String {
    local_key(article, &format!("~{key}"))
}

/// Returns the keys that were split off in an article.
pub(in crate::store) fn splits_in(conn: &Connection, article: i64) -> Result<HashSet<String>> {
    conn.prepare_cached("SELECT key FROM splits WHERE article = ?1")?
        .query_map([article], |row| row.get(0))?
        .collect()
}

/// Returns the key under which an entity of an article is filed: its own, or a split-off key if it,
/// or what it was merged into, was split off in that article.
pub(in crate::store) fn filing_key(
    conn: &Connection,
    article: i64,
    key: String,
    splits: &HashSet<String>,
) -> Result<String> {
    if splits.is_empty() {
        return Ok(key);
    }
    let mut at = key.clone();
    loop {
        if splits.contains(&at) {
            return Ok(split_key(article, &at));
        }
        match merged_into(conn, &at)? {
            Some(parent) => at = parent,
            None => return Ok(key),
        }
    }
}

/// Returns the key that a key was merged into.
pub(in crate::store) fn merged_into(conn: &Connection, key: &str) -> Result<Option<String>> {
    conn.prepare_cached("SELECT parent FROM merged WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Returns the subjects of the entities, in order, and creates those that are missing.
pub(in crate::store) fn find_or_create_subjects(
    tx: &Transaction,
    article: i64,
    cast: &ResolvedEntities,
) -> Result<Vec<i64>> {
    let splits = splits_in(tx, article)?;
    let one = |character: &ResolvedEntity| {
        let key = filing_key(tx, article, stored_key(article, &character.key), &splits)?;
        find_or_make(tx, &key, character)
    };
    cast.characters.iter().map(one).collect()
}

/// Returns the subjects of the entities, in order; `None` for those that do not exist.
pub(in crate::store) fn find_subjects(
    conn: &Connection,
    article: i64,
    cast: &ResolvedEntities,
) -> Result<Vec<Option<FoundSubject>>> {
    let splits = splits_in(conn, article)?;
    let one = |character: &ResolvedEntity| {
        let key = filing_key(conn, article, stored_key(article, &character.key), &splits)?;
        by_key(conn, &key)
    };
    cast.characters.iter().map(one).collect()
}

/// A subject that was looked up by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct FoundSubject {
    pub(in crate::store) id: i64,
    pub(in crate::store) root: i64,
    kinds: (Option<i64>, Option<i64>),
}

/// Looks up the subject of a key.
pub(in crate::store) fn by_key(conn: &Connection, key: &str) -> Result<Option<FoundSubject>> {
    let read = |row: &Row| {
        Ok(FoundSubject { id: row.get(0)?, root: row.get(1)?, kinds: (row.get(2)?, row.get(3)?) })
    };
    conn.prepare_cached(
        "SELECT id, root, own_source_kind, own_entity_kind FROM subjects WHERE key = ?1",
    )?
    .query_row([key], read)
    .optional()
}

fn find_or_make(tx: &Transaction, key: &str, character: &ResolvedEntity) -> Result<i64> {
    let source = character.source_kind.map(source_code);
    let entity = character.entity_kind.map(entity_code);
    if let Some(found) = by_key(tx, key)? {
        let more = found.kinds.0.is_none() && source.is_some()
            || found.kinds.1.is_none() && entity.is_some();
        if more {
            tx.prepare_cached(
                "UPDATE subjects SET own_source_kind = coalesce(own_source_kind, ?2),
                   own_entity_kind = coalesce(own_entity_kind, ?3) WHERE id = ?1",
            )?
            .execute(params![found.id, source, entity])?;
            settle_kinds(tx, found.root)?;
        }
        return Ok(found.id);
    }
    let folded = fold(&character.name);
    let person = key.starts_with("p/") || character.entity_kind == Some(EntityKind::Person);
    let last_word = last_name(&folded).filter(|_| person);
    let id: i64 = tx
        .prepare_cached(
            "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'subjects'",
        )?
        .query_row([], |row| row.get(0))?;
    let root = match merged_into(tx, key)? {
        None => id,
        Some(merged_into) => root_of(tx, &merged_into)?.unwrap_or(id),
    };
    tx.prepare_cached(
        "INSERT INTO subjects (id, key, article, root, name, folded, last_word, own_source_kind,
           own_entity_kind, source_kind, entity_kind)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?8, ?9)",
    )?
    .execute(params![
        id,
        key,
        article_of(key),
        root,
        character.name,
        folded,
        last_word,
        source,
        entity
    ])?;
    if root != id {
        settle_kinds(tx, root)?;
    }
    Ok(id)
}

/// Returns the root of a key after all decisions; `None` if no key on the way has a subject.
pub(in crate::store) fn root_of(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let mut key = key.to_owned();
    let mut last = None;
    loop {
        last = by_key(conn, &key)?.map(|found| found.id).or(last);
        match merged_into(conn, &key)? {
            Some(parent) => key = parent,
            None => return Ok(last),
        }
    }
}

/// Sets a root's kinds of source and entity: its own, or else those of subjects merged into it.
pub(in crate::store) fn settle_kinds(tx: &Transaction, root: i64) -> Result<()> {
    tx.prepare_cached(
        "UPDATE subjects SET
           source_kind = coalesce(own_source_kind, (SELECT m.own_source_kind FROM subjects AS m
             WHERE m.root = ?1 AND m.root <> m.id AND m.own_source_kind IS NOT NULL
             ORDER BY m.id LIMIT 1)),
           entity_kind = coalesce(own_entity_kind, (SELECT m.own_entity_kind FROM subjects AS m
             WHERE m.root = ?1 AND m.root <> m.id AND m.own_entity_kind IS NOT NULL
             ORDER BY m.id LIMIT 1))
         WHERE id = ?1",
    )?
    .execute([root])?;
    Ok(())
}

/// Deletes subjects that only this article mentioned and no longer mentions, except those that
/// appear in a decision, a correction or a split, which may be undone.
pub(in crate::store) fn forget_unused(
    tx: &Transaction,
    article: i64,
    used: &BTreeMap<i64, SubjectCounts>,
) -> Result<()> {
    let of: Vec<i64> = tx
        .prepare_cached("SELECT id FROM subjects WHERE article = ?1")?
        .query_map([article], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for id in of.into_iter().filter(|id| !used.contains_key(id)) {
        tx.prepare_cached(
            "DELETE FROM subjects WHERE id = ?1 AND NOT EXISTS (
               SELECT 1 FROM decisions WHERE one = subjects.key OR other = subjects.key)
             AND NOT EXISTS (SELECT 1 FROM corrections WHERE article = subjects.article)
             AND NOT EXISTS (SELECT 1 FROM splits WHERE article = subjects.article)",
        )?
        .execute([id])?;
    }
    Ok(())
}
