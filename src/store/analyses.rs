//! Analyses: stored per article, extractor version and text, and copied to the tables that lists
//! and search read.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::seek::said;
use super::subjects::appearances;
use super::{Store, StoreError, corrections, rows, wordings};
use crate::domain::{Analysis, ArticleId};

impl Store {
    /// Returns the analysis of an article's present text by an extractor version, with the user's
    /// corrections applied.
    pub fn analysis(&self, id: ArticleId, version: &str) -> Result<Option<Analysis>, StoreError> {
        self.read(|conn| Ok(corrected_with_text(conn, id, version)?.map(|(_, analysis)| analysis)))
    }

    /// Returns the analysis of an article's present text by `version`, or else the one that was
    /// stored last, with the user's corrections applied. Lists, dossiers and search use it until
    /// the article is analysed again.
    pub fn analysis_or_last(
        &self,
        id: ArticleId,
        version: &str,
    ) -> Result<Option<Analysis>, StoreError> {
        self.read(|conn| {
            let found = corrected_or_last(conn, id.0, version)?;
            Ok(found.map(|(_, analysis)| analysis))
        })
    }

    /// Returns the analysis by `version` as the extractor made it, without the user's corrections.
    pub fn raw_analysis(
        &self,
        id: ArticleId,
        version: &str,
    ) -> Result<Option<Analysis>, StoreError> {
        self.read(|conn| read_analysis(conn, id, version))
    }

    /// Returns at most `limit` articles whose present text has no analysis by `version`, newest
    /// first.
    pub fn articles_to_analyse(
        &self,
        version: &str,
        limit: usize,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.read(|conn| articles_without(conn, version, limit))
    }

    /// Stores an analysis of the text with this hash. Returns false, and stores nothing, if the
    /// article has changed or is gone.
    pub fn save_analysis(
        &mut self,
        id: ArticleId,
        version: &str,
        text_hash: &str,
        analysis: &Analysis,
    ) -> Result<bool, StoreError> {
        self.write(|tx| save_if_current(tx, id, version, text_hash, analysis))
    }

    /// Files at most `limit` analyses from before the store kept subjects, newest first, in one
    /// transaction. Returns their number; 0 when none is left.
    pub fn catch_up(&mut self, limit: usize) -> Result<usize, StoreError> {
        if self.read(|conn| conn.prepare_cached("SELECT 1 FROM behind")?.exists([]))? {
            self.write(|tx| catch_up(tx, limit))
        } else {
            Ok(0)
        }
    }
}

type Result<T, E = rusqlite::Error> = std::result::Result<T, E>;

/// Reads the analysis of an article's present text by `version`.
fn read_analysis(conn: &Connection, id: ArticleId, version: &str) -> Result<Option<Analysis>> {
    conn.prepare_cached(
        "SELECT n.analysis FROM analyses AS n JOIN articles AS a ON a.id = n.article
         WHERE n.article = ?1 AND n.version = ?2 AND n.text_hash = coalesce(a.page_hash, a.text_hash)",
    )?
    .query_row(params![id.0, version], |row| rows::from_json(row, 0))
    .optional()
}

/// Reads the articles whose present text has no analysis by `version`, newest first.
fn articles_without(conn: &Connection, version: &str, limit: usize) -> Result<Vec<ArticleId>> {
    // The index is ordered within each version, and there are few versions: one search for each.
    let mut found = newest_analysed_by(conn, None, version, limit)?;
    let mut next = version_after(conn, "")?;
    while let Some(other) = next {
        if other != version {
            found.extend(newest_analysed_by(conn, Some(&other), version, limit)?);
        }
        next = version_after(conn, &other)?;
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, id)| ArticleId(id)).collect())
}

/// Returns the first version after `last`, in alphabetical order, by which some article was last
/// analysed.
fn version_after(conn: &Connection, last: &str) -> Result<Option<String>> {
    conn.prepare_cached(
        "SELECT min(analysed) FROM articles INDEXED BY articles_analysed
         WHERE shown = 1 AND analysed > ?1",
    )?
    .query_row([last], |row| row.get(0))
}

/// Reads the newest articles that were last analysed by `other`, and whose present text was never
/// analysed by `version`.
fn newest_analysed_by(
    conn: &Connection,
    other: Option<&str>,
    version: &str,
    limit: usize,
) -> Result<Vec<(i64, i64)>> {
    let read = |row: &Row| Ok((row.get(0)?, row.get(1)?));
    conn.prepare_cached(
        "SELECT a.sort_key, a.id FROM articles AS a INDEXED BY articles_analysed
         WHERE a.shown = 1 AND a.analysed IS ?1 AND (?1 IS NULL OR NOT EXISTS (
           SELECT 1 FROM analyses AS n
           WHERE n.article = a.id AND n.version = ?2 AND n.text_hash = coalesce(a.page_hash, a.text_hash)))
         ORDER BY a.sort_key DESC, a.id DESC LIMIT ?3",
    )?
    .query_map(params![other, version, limit as i64], read)?
    .collect()
}

/// Stores an analysis if the article still has that text. Returns whether it has.
fn save_if_current(
    tx: &Transaction,
    id: ArticleId,
    version: &str,
    text_hash: &str,
    analysis: &Analysis,
) -> Result<bool> {
    let present: Option<(Vec<u8>, String)> = tx
        .prepare_cached(
            "SELECT coalesce(a.page_hash, a.text_hash), b.text FROM articles AS a JOIN bodies AS b ON b.article = a.id
             WHERE a.id = ?1",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((hash, text)) = present.filter(|(hash, _)| rows::to_hex(hash) == text_hash) else {
        return Ok(false);
    };
    tx.prepare_cached(
        "INSERT OR REPLACE INTO analyses (article, version, text_hash, analysis)
         VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id.0, version, hash, rows::to_json(analysis)?])?;
    forget_old(tx, id, version)?;
    let corrected = corrections::apply_stored(tx, id.0, analysis, &text)?;
    file_analysis(tx, id.0, version, &corrected, &text)?;
    Ok(true)
}

/// Copies an analysis, as corrected, to the tables that lists, dossiers and search read.
fn file_analysis(
    tx: &Transaction,
    id: i64,
    version: &str,
    analysis: &Analysis,
    text: &str,
) -> Result<()> {
    // Sources that were not looked for are not counted, so that a search for `named:0` does not
    // find the article.
    let profile = analysis.not_analysed().is_none().then(|| analysis.profile());
    tx.prepare_cached(
        "UPDATE articles SET analysed = ?2, attributions = ?3, sources_named = ?4,
           sources_unnamed = ?5, sources_bodies = ?6, sources_documents = ?7, attributed = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        id,
        version,
        analysis.count(),
        profile.map(|profile| profile.named),
        profile.map(|profile| profile.unnamed),
        profile.map(|profile| profile.organizations),
        profile.map(|profile| profile.documents),
        profile.map(|_| analysis.attributed_percent(text))
    ])?;
    appearances::file_appearances(tx, id, analysis)?;
    wordings::file_wordings(tx, id, analysis, text)?;
    tx.prepare_cached("DELETE FROM behind WHERE article = ?1")?.execute([id])?;
    // Comes last: the index would write out its content at each later statement that fires
    // triggers.
    said::index_statements(tx, id, analysis, text)
}

/// Files the last analysis of an article again, after a decision or correction about it has
/// changed.
pub(super) fn file_again(tx: &Transaction, id: i64) -> Result<()> {
    let analysed: Option<String> = tx
        .prepare_cached("SELECT analysed FROM articles WHERE id = ?1 AND analysed IS NOT NULL")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(version) = analysed else { return Ok(()) };
    match corrected_with_text(tx, ArticleId(id), &version)? {
        Some((text, analysis)) => file_analysis(tx, id, &version, &analysis, &text),
        None => Ok(()),
    }
}

fn catch_up(tx: &Transaction, limit: usize) -> Result<usize> {
    let articles: Vec<i64> = tx
        .prepare_cached("SELECT article FROM behind ORDER BY article DESC LIMIT ?1")?
        .query_map([limit as i64], |row| row.get(0))?
        .collect::<Result<_>>()?;
    for article in &articles {
        tx.prepare_cached("DELETE FROM behind WHERE article = ?1")?.execute([article])?;
        file_again(tx, *article)?;
    }
    Ok(articles.len())
}

/// Returns the text of an article that is not hidden, and its analysis by `version`, or else the
/// last one, with the user's corrections applied.
pub(super) fn corrected_or_last(
    conn: &Connection,
    id: i64,
    version: &str,
) -> Result<Option<(String, Analysis)>> {
    if let Some(found) = corrected_with_text(conn, ArticleId(id), version)? {
        return Ok(Some(found));
    }
    let analysed: Option<String> = conn
        .prepare_cached("SELECT analysed FROM articles WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?
        .flatten();
    match analysed.filter(|analysed| analysed != version) {
        Some(version) => corrected_with_text(conn, ArticleId(id), &version),
        None => Ok(None),
    }
}

/// Returns an article's text and its analysis by `version`, with the user's corrections applied.
pub(super) fn corrected_with_text(
    conn: &Connection,
    id: ArticleId,
    version: &str,
) -> Result<Option<(String, Analysis)>> {
    let Some(analysis) = read_analysis(conn, id, version)? else { return Ok(None) };
    let text: String = conn
        .prepare_cached("SELECT text FROM bodies WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    let analysis = corrections::apply_stored(conn, id.0, &analysis, &text)?;
    Ok(Some((text, analysis)))
}

/// Deletes the analyses of an article whose text has changed.
pub(super) fn delete_analyses(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM analyses WHERE article = ?1")?.execute([id])?;
    tx.prepare_cached(
        "UPDATE articles SET analysed = NULL, attributions = NULL, sources_named = NULL,
           sources_unnamed = NULL, sources_bodies = NULL, sources_documents = NULL,
           attributed = NULL
         WHERE id = ?1 AND analysed IS NOT NULL",
    )?
    .execute([id])?;
    appearances::delete_appearances(tx, id)?;
    wordings::delete_wordings(tx, id)?;
    tx.prepare_cached("DELETE FROM behind WHERE article = ?1")?.execute([id])?;
    said::unindex_statements(tx, id)
}

/// Deletes the analyses by other versions except the latest: a program of that version may have the
/// store open.
fn forget_old(tx: &Transaction, id: ArticleId, version: &str) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM analyses WHERE article = ?1 AND version <> ?2 AND id < (
           SELECT max(id) FROM analyses WHERE article = ?1 AND version <> ?2)",
    )?
    .execute(params![id.0, version])?;
    Ok(())
}
