//! The user's corrections: stored beside the analyses and applied to every analysis that is read.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::{Store, StoreError, analyses, rows};
use crate::domain::{Analysis, ArticleId, Correction, CorrectionId, corrected};

impl Store {
    /// Stores a correction and files its article anew. A correction that has an id (because it was
    /// taken back) gets that id again, unless it is in use.
    pub fn add_correction(&mut self, correction: &Correction) -> Result<CorrectionId, StoreError> {
        self.write(|tx| insert_correction(tx, correction))
    }

    /// Takes a correction back and files its article anew. Returns the article.
    pub fn remove_correction(&mut self, id: CorrectionId) -> Result<ArticleId, StoreError> {
        let article = self.write(|tx| delete_correction(tx, id))?;
        article.ok_or_else(|| StoreError::NoSuchCorrection { path: self.path.clone() })
    }

    /// Returns the corrections of an article, or of all articles whose feeds are not removed, in
    /// the order in which they were made.
    pub fn corrections(&self, article: Option<ArticleId>) -> Result<Vec<Correction>, StoreError> {
        self.read(|conn| match article {
            Some(article) => corrections_of(conn, article.0),
            None => all_corrections(conn),
        })
    }
}

fn insert_correction(tx: &Transaction, correction: &Correction) -> Result<CorrectionId> {
    let known = |id: CorrectionId| {
        tx.prepare_cached("SELECT 1 FROM corrections WHERE id = ?1")?.exists([id.0])
    };
    let id = match correction.id {
        Some(id) if !known(id)? => Some(id.0),
        _ => None,
    };
    let stored = Correction { id: None, ..correction.clone() };
    tx.execute(
        "INSERT INTO corrections (id, article, correction) VALUES (?1, ?2, ?3)",
        params![id, correction.article.0, rows::to_json(&stored)?],
    )?;
    let id = CorrectionId(tx.last_insert_rowid());
    analyses::file_again(tx, correction.article.0)?;
    Ok(id)
}

fn delete_correction(tx: &Transaction, id: CorrectionId) -> Result<Option<ArticleId>> {
    let article: Option<i64> = tx
        .query_row("SELECT article FROM corrections WHERE id = ?1", [id.0], |row| row.get(0))
        .optional()?;
    let Some(article) = article else { return Ok(None) };
    tx.execute("DELETE FROM corrections WHERE id = ?1", [id.0])?;
    analyses::file_again(tx, article)?;
    Ok(Some(ArticleId(article)))
}

fn read(row: &Row) -> Result<Correction> {
    let correction: Correction = rows::from_json(row, 2)?;
    let (id, article) = (CorrectionId(row.get(0)?), ArticleId(row.get(1)?));
    Ok(Correction { id: Some(id), article, ..correction })
}

fn corrections_of(conn: &Connection, article: i64) -> Result<Vec<Correction>> {
    conn.prepare_cached(
        "SELECT id, article, correction FROM corrections WHERE article = ?1 ORDER BY id",
    )?
    .query_map([article], read)?
    .collect()
}

fn all_corrections(conn: &Connection) -> Result<Vec<Correction>> {
    conn.prepare_cached(
        "SELECT c.id, c.article, c.correction FROM corrections AS c
         JOIN articles AS a ON a.id = c.article WHERE a.shown = 1 ORDER BY c.id",
    )?
    .query_map([], read)?
    .collect()
}

/// Returns an analysis with the corrections of its article applied.
pub(super) fn apply_stored(
    conn: &Connection,
    article: i64,
    analysis: &Analysis,
    text: &str,
) -> Result<Analysis> {
    Ok(corrected::apply_corrections(analysis, text, &corrections_of(conn, article)?))
}
