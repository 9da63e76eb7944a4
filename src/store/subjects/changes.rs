//! Merges and splits of subjects: stored by keys, and applied to everything that is filed.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::appearances;
use super::decisions::{self, Decision, DecisionState};
use super::keys;
use super::rows;
use crate::domain::{SubjectChange, SubjectId};
use crate::store::{Store, StoreError, analyses};

impl Store {
    /// Merges or splits subjects, or undoes that. Returns the subject that now represents the
    /// changed one. The decision is stored, and kept when articles are analysed again. A change
    /// that is already in effect does nothing.
    pub fn change_subject(&mut self, change: SubjectChange) -> Result<SubjectId, StoreError> {
        self.write(|tx| change_one(tx, change))
    }
}

fn change_one(tx: &Transaction, change: SubjectChange) -> Result<SubjectId> {
    use SubjectChange::{Merge, Split, Unmerge, Unsplit};
    let (Merge(one, _) | Unmerge(one, _) | Split(one, _) | Unsplit(one, _)) = change;
    let Some(decision) = decision_of(tx, change)? else { return Ok(one) };
    let before = read(tx)?;
    let after = decisions::add_decision(before.clone(), decision.clone());
    if after != before {
        store_difference(tx, &before, &after)?;
        carry_out(tx, &DecisionState::replay(&before), &DecisionState::replay(&after))?;
    }
    let key = match &decision {
        Decision::Split(key, article) => {
            let state = DecisionState::replay(&after);
            keys::split_key(*article, state.root_of(key))
        }
        Decision::Merge(key, _) | Decision::Unmerge(key, _) | Decision::Unsplit(key, _) => {
            key.clone()
        }
    };
    let found = keys::by_key(tx, &key)?.map(|found| found.root);
    Ok(SubjectId(found.or(rows::root_of(tx, one.0)?).unwrap_or(one.0)))
}

/// Returns the decision of a change, by keys; `None` if one of its subjects does not exist.
fn decision_of(conn: &Connection, change: SubjectChange) -> Result<Option<Decision>> {
    let key = |id: SubjectId| {
        conn.prepare_cached("SELECT key FROM subjects WHERE id = ?1")?
            .query_row([id.0], |row| row.get::<_, String>(0))
            .optional()
    };
    let both = |one, other| Ok::<_, rusqlite::Error>(key(one)?.zip(key(other)?));
    Ok(match change {
        SubjectChange::Merge(one, other) => {
            both(one, other)?.map(|(one, other)| Decision::Merge(one, other))
        }
        SubjectChange::Unmerge(one, other) => {
            both(one, other)?.map(|(one, other)| Decision::Unmerge(one, other))
        }
        SubjectChange::Split(subject, article) => {
            let speaks = appears_in(conn, subject.0, article.0)?;
            key(subject)?.filter(|_| speaks).map(|key| Decision::Split(key, article.0))
        }
        SubjectChange::Unsplit(subject, article) => {
            key(subject)?.map(|key| Decision::Unsplit(key, article.0))
        }
    })
}

/// Returns whether a subject, or what it was merged into, appears in that article.
fn appears_in(conn: &Connection, subject: i64, article: i64) -> Result<bool> {
    let root = rows::root_of(conn, subject)?.unwrap_or(subject);
    conn.prepare_cached("SELECT 1 FROM appearances WHERE article = ?1 AND subject = ?2")?
        .exists([article, root])
}

fn read(conn: &Connection) -> Result<Vec<Decision>> {
    let decision = |row: &Row| {
        let (kind, one): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(match kind.as_str() {
            "merge" => Decision::Merge(one, row.get(2)?),
            "unmerge" => Decision::Unmerge(one, row.get(2)?),
            "split" => Decision::Split(one, row.get(3)?),
            _ => Decision::Unsplit(one, row.get(3)?),
        })
    };
    conn.prepare_cached("SELECT kind, one, other, article FROM decisions ORDER BY id")?
        .query_map([], decision)?
        .collect()
}

/// Adds or deletes the one decision by which the lists differ.
fn store_difference(tx: &Transaction, before: &[Decision], after: &[Decision]) -> Result<()> {
    if after.len() < before.len() {
        tx.execute("DELETE FROM decisions WHERE id = (SELECT max(id) FROM decisions)", [])?;
        return Ok(());
    }
    let Some(decision) = after.last() else { return Ok(()) };
    let (kind, one, other, article) = match decision {
        Decision::Merge(one, other) => ("merge", one, Some(other), None),
        Decision::Unmerge(one, other) => ("unmerge", one, Some(other), None),
        Decision::Split(one, article) => ("split", one, None, Some(article)),
        Decision::Unsplit(one, article) => ("unsplit", one, None, Some(article)),
    };
    tx.execute(
        "INSERT INTO decisions (kind, one, other, article) VALUES (?1, ?2, ?3, ?4)",
        params![kind, one, other, article],
    )?;
    Ok(())
}

/// Returns whether the stored state agrees with a replay of the decisions, and the subjects agree
/// with it.
pub(in crate::store) fn agrees_with_decisions(conn: &Connection) -> Result<bool> {
    let state = DecisionState::replay(&read(conn)?);
    let parents: BTreeMap<String, String> = conn
        .prepare("SELECT key, parent FROM merged")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let splits: BTreeSet<(i64, String)> = conn
        .prepare("SELECT article, key FROM splits")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut agree = DecisionState { parents, splits } == state;
    let mut subjects = conn.prepare("SELECT key, root FROM subjects")?;
    let mut found = subjects.query([])?;
    while let Some(row) = found.next()? {
        let key: String = row.get(0)?;
        agree &= keys::root_of(conn, &key)? == Some(row.get(1)?);
    }
    Ok(agree)
}

fn carry_out(tx: &Transaction, before: &DecisionState, after: &DecisionState) -> Result<()> {
    for (key, parent) in &after.parents {
        if before.parents.get(key) != Some(parent) {
            tx.execute(
                "INSERT OR REPLACE INTO merged (key, parent) VALUES (?1, ?2)",
                [key, parent],
            )?;
        }
    }
    for key in before.parents.keys().filter(|key| !after.parents.contains_key(*key)) {
        tx.execute("DELETE FROM merged WHERE key = ?1", [key])?;
    }
    for (article, key) in after.splits.difference(&before.splits) {
        tx.execute("INSERT OR IGNORE INTO splits VALUES (?1, ?2)", params![article, key])?;
    }
    for (article, key) in before.splits.difference(&after.splits) {
        tx.execute("DELETE FROM splits WHERE article = ?1 AND key = ?2", params![article, key])?;
    }
    move_roots(tx, before, after)?;
    // A merge may bring subjects into or out of what was split off in an article.
    let split: Vec<&(i64, String)> = match after.parents == before.parents {
        true => after.splits.symmetric_difference(&before.splits).collect(),
        false => after.splits.union(&before.splits).collect(),
    };
    let articles: BTreeSet<i64> = split.into_iter().map(|(article, _)| *article).collect();
    articles.into_iter().try_for_each(|id| analyses::file_again(tx, id))
}

/// Updates the subjects whose roots have changed, with all their appearances.
fn move_roots(tx: &Transaction, before: &DecisionState, after: &DecisionState) -> Result<()> {
    let mut moved: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for key in before.parents.keys().chain(after.parents.keys()) {
        let Some(subject) = keys::by_key(tx, key)? else { continue };
        let root = keys::root_of(tx, key)?.unwrap_or(subject.id);
        if root != subject.root {
            moved.insert(subject.id, (subject.root, root));
        }
    }
    let mut articles = BTreeSet::new();
    for (subject, (old, _)) in &moved {
        articles.extend(articles_with(tx, *subject, *old)?);
    }
    for (subject, (_, new)) in &moved {
        tx.prepare_cached("UPDATE subjects SET root = ?2 WHERE id = ?1")?
            .execute([subject, new])?;
    }
    let roots: BTreeSet<i64> =
        moved.iter().flat_map(|(subject, (old, new))| [*subject, *old, *new]).collect();
    roots.into_iter().try_for_each(|root| keys::settle_kinds(tx, root))?;
    articles.into_iter().try_for_each(|article| appearances::refile_roots(tx, article))
}

/// Returns the articles in which `subject` is filed under `root`.
fn articles_with(conn: &Connection, subject: i64, root: i64) -> Result<Vec<i64>> {
    let mut articles = Vec::new();
    for index in ["appearances_says", "appearances_mentions"] {
        let has = if index == "appearances_says" { "statements > 0" } else { "mentions > 0" };
        let sql = format!(
            "SELECT article, parts FROM appearances INDEXED BY {index}
             WHERE subject = ?1 AND {has} AND (?2 OR parts IS NOT NULL)"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut found = statement.query(params![root, subject == root])?;
        while let Some(row) = found.next()? {
            let parts: Option<String> = row.get(1)?;
            let parts = parts.map(|json| appearances::parts_of(&json)).transpose()?;
            let among = |parts: Vec<(i64, i64, i64)>| parts.iter().any(|(id, ..)| *id == subject);
            if parts.is_none_or(among) {
                articles.push(row.get(0)?);
            }
        }
    }
    Ok(articles)
}
