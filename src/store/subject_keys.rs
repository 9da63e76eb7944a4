//! From keys to subjects: found or made, with what the reader has decided about them.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::sayings::Numbers;
use super::subject_rows::{entity_code, source_code};
use crate::domain::EntityKind;
use crate::domain::fold::fold;
use crate::domain::identity::{Cast, Character, Key, last_name};

/// The key of a subject as stored: one of a single article with that article.
pub(super) fn stored(article: i64, key: &Key) -> String {
    match key {
        Key::Shared(text) => text.clone(),
        Key::Local(text) => local(article, text),
    }
}

/// A key of one article.
fn local(article: i64, text: &str) -> String {
    format!("@{article}/{text}")
}

/// The article of a key of one article.
fn article_of(key: &str) -> Option<i64> {
    key.strip_prefix('@')?.split_once('/')?.0.parse().ok()
}

/// The key of whoever `key` stands for in an article where it is somebody else.
pub(super) fn apart(article: i64, key: &str) -> String {
    local(article, &format!("~{key}"))
}

/// What is decided about one article: the keys that stand apart in it.
pub(super) fn splits(conn: &Connection, article: i64) -> Result<HashSet<String>> {
    conn.prepare_cached("SELECT key FROM splits WHERE article = ?1")?
        .query_map([article], |row| row.get(0))?
        .collect()
}

/// The key under which a character of an article is filed: its own, or where it, or what it was
/// merged into, stands apart in that article, the key of whoever it is there.
pub(super) fn filed(
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
            return Ok(apart(article, &at));
        }
        match parent(conn, &at)? {
            Some(parent) => at = parent,
            None => return Ok(key),
        }
    }
}

/// What a key was merged into.
pub(super) fn parent(conn: &Connection, key: &str) -> Result<Option<String>> {
    conn.prepare_cached("SELECT parent FROM merged WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// The subjects of a cast, character by character, made where they are missing.
pub(super) fn ensure(tx: &Transaction, article: i64, cast: &Cast) -> Result<Vec<i64>> {
    let splits = splits(tx, article)?;
    let one = |character: &Character| {
        let key = filed(tx, article, stored(article, &character.key), &splits)?;
        find_or_make(tx, &key, character)
    };
    cast.characters.iter().map(one).collect()
}

/// The subjects of a cast as far as they are there.
pub(super) fn find(conn: &Connection, article: i64, cast: &Cast) -> Result<Vec<Option<Found>>> {
    let splits = splits(conn, article)?;
    let one = |character: &Character| {
        let key = filed(conn, article, stored(article, &character.key), &splits)?;
        by_key(conn, &key)
    };
    cast.characters.iter().map(one).collect()
}

/// A subject as it is looked up by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) id: i64,
    pub(super) root: i64,
    kinds: (Option<i64>, Option<i64>),
}

/// The subject of a key.
pub(super) fn by_key(conn: &Connection, key: &str) -> Result<Option<Found>> {
    let read = |row: &Row| {
        Ok(Found { id: row.get(0)?, root: row.get(1)?, kinds: (row.get(2)?, row.get(3)?) })
    };
    conn.prepare_cached(
        "SELECT id, root, own_source_kind, own_entity_kind FROM subjects WHERE key = ?1",
    )?
    .query_row([key], read)
    .optional()
}

fn find_or_make(tx: &Transaction, key: &str, character: &Character) -> Result<i64> {
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
    let root = match parent(tx, key)? {
        None => id,
        Some(parent) => root_of(tx, &parent)?.unwrap_or(id),
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

/// The root of a key, by what is decided; none where nothing on the way there is known.
pub(super) fn root_of(conn: &Connection, key: &str) -> Result<Option<i64>> {
    let mut key = key.to_owned();
    let mut last = None;
    loop {
        last = by_key(conn, &key)?.map(|found| found.id).or(last);
        match parent(conn, &key)? {
            Some(parent) => key = parent,
            None => return Ok(last),
        }
    }
}

/// What a root is as a source and as an entity: itself, or else what was merged into it.
pub(super) fn settle_kinds(tx: &Transaction, root: i64) -> Result<()> {
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

/// Forgets the subjects of one article that it speaks of no more, but for those that the reader has
/// decided something about, and those that a correction or a split may have taken, and may give back.
pub(super) fn forget_unused(
    tx: &Transaction,
    article: i64,
    used: &BTreeMap<i64, Numbers>,
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
