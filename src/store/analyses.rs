//! Analyses: kept by article, extractor version and text, and copied to where lists and search look.

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::rows;
use super::seek::said;
use crate::domain::{Analysis, ArticleId};

/// The analysis of an article's present text by that version.
pub(super) fn get(conn: &Connection, id: ArticleId, version: &str) -> Result<Option<Analysis>> {
    conn.prepare_cached(
        "SELECT n.analysis FROM analyses AS n JOIN articles AS a ON a.id = n.article
         WHERE n.article = ?1 AND n.version = ?2 AND n.text_hash = coalesce(a.page_hash, a.text_hash)",
    )?
    .query_row(params![id.0, version], |row| rows::from_json(row, 0))
    .optional()
}

/// Articles without an analysis of their present text by `version`, newest first.
pub(super) fn missing(conn: &Connection, version: &str, limit: usize) -> Result<Vec<ArticleId>> {
    // The index is ordered within each version, and there are never many: one look at each.
    let mut found = newest(conn, None, version, limit)?;
    let mut next = version_after(conn, "")?;
    while let Some(other) = next {
        if other != version {
            found.extend(newest(conn, Some(&other), version, limit)?);
        }
        next = version_after(conn, &other)?;
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, id)| ArticleId(id)).collect())
}

/// The first version after `last`, in order of name, that articles were last analysed by.
fn version_after(conn: &Connection, last: &str) -> Result<Option<String>> {
    conn.prepare_cached(
        "SELECT min(analysed) FROM articles INDEXED BY articles_analysed
         WHERE shown = 1 AND analysed > ?1",
    )?
    .query_row([last], |row| row.get(0))
}

/// The newest articles last analysed by `other`, and never, in their present text, by `version`.
fn newest(
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

/// Keeps an analysis if the article still has that text; says whether it has.
pub(super) fn save(
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
    let Some((hash, text)) = present.filter(|(hash, _)| rows::hex(hash) == text_hash) else {
        return Ok(false);
    };
    tx.prepare_cached(
        "INSERT OR REPLACE INTO analyses (article, version, text_hash, analysis)
         VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id.0, version, hash, rows::to_json(analysis)?])?;
    forget_old(tx, id, version)?;
    let profile = analysis.profile();
    tx.prepare_cached(
        "UPDATE articles SET analysed = ?2, attributions = ?3, sources_named = ?4,
           sources_unnamed = ?5, sources_bodies = ?6, sources_documents = ?7, attributed = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        id.0,
        version,
        analysis.attributions.len() as i64,
        profile.named,
        profile.unnamed,
        profile.bodies,
        profile.documents,
        analysis.share(&text)
    ])?;
    set_quoted(tx, id.0, &quoted(analysis, &text))?;
    said::put(tx, id.0, analysis, &text)?;
    Ok(true)
}

/// Forgets the analyses of an article whose text is another now.
pub(super) fn forget(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached("DELETE FROM analyses WHERE article = ?1")?.execute([id])?;
    tx.prepare_cached(
        "UPDATE articles SET analysed = NULL, attributions = NULL, sources_named = NULL,
           sources_unnamed = NULL, sources_bodies = NULL, sources_documents = NULL,
           attributed = NULL
         WHERE id = ?1 AND analysed IS NOT NULL",
    )?
    .execute([id])?;
    set_quoted(tx, id, "")?;
    said::forget(tx, id)
}

/// Replaces what an article's index of attributed content holds.
fn set_quoted(tx: &Transaction, id: i64, quoted: &str) -> Result<()> {
    let sql = match quoted.is_empty() {
        true => "DELETE FROM quotes WHERE article = ?1 AND ?2 = ''",
        false => {
            "INSERT INTO quotes (article, text) VALUES (?1, ?2)
             ON CONFLICT (article) DO UPDATE SET text = excluded.text"
        }
    };
    tx.prepare_cached(sql)?.execute(params![id, quoted])?;
    Ok(())
}

/// Of other versions only the latest is kept: a program of that version may be open on this store.
fn forget_old(tx: &Transaction, id: ArticleId, version: &str) -> Result<()> {
    tx.prepare_cached(
        "DELETE FROM analyses WHERE article = ?1 AND version <> ?2 AND id < (
           SELECT max(id) FROM analyses WHERE article = ?1 AND version <> ?2)",
    )?
    .execute(params![id.0, version])?;
    Ok(())
}

/// What the index calls quoted: the content of each attribution, a line each.
fn quoted(analysis: &Analysis, text: &str) -> String {
    let mut quoted = String::new();
    for attribution in &analysis.attributions {
        for span in &attribution.content {
            if !quoted.is_empty() {
                quoted.push('\n');
            }
            quoted.push_str(span.of(text));
        }
    }
    quoted
}
