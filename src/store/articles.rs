//! Whole articles, and the full-text search for them.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{rows, tags};
use crate::domain::{Article, ArticleId, ArticleRow, Body, TextSource};

/// An article whose feed is not removed, whole.
pub(super) fn get(conn: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let sql = format!(
        "SELECT {}, a.url, a.guid, a.authors, a.outlet, a.updated, a.language,
           coalesce(a.page_hash, a.text_hash), b.text, b.blocks, b.links, b.enclosures,
           a.page_hash IS NOT NULL, EXISTS (SELECT 1 FROM other_texts WHERE article = a.id)
         FROM articles AS a JOIN feeds AS f ON f.id = a.feed JOIN bodies AS b ON b.article = a.id
         WHERE a.id = ?1 AND a.shown = 1",
        rows::ARTICLE_ROW
    );
    let article = conn.prepare_cached(&sql)?.query_row([id.0], whole).optional()?;
    let Some(mut article) = article else { return Ok(None) };
    article.tags = tags::of(conn, id.0)?;
    Ok(Some(article))
}

/// What lists show of an article that is not hidden.
pub(super) fn row(conn: &Connection, id: ArticleId) -> Result<Option<ArticleRow>> {
    let sql = format!(
        "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND a.shown = 1",
        rows::ARTICLE_ROW
    );
    conn.prepare_cached(&sql)?.query_row([id.0], rows::article_row).optional()
}

fn whole(row: &Row) -> Result<Article> {
    let at = |column| rows::ARTICLE_ROW_WIDTH + column;
    Ok(Article {
        row: rows::article_row(row)?,
        url: row.get(at(0))?,
        guid: row.get(at(1))?,
        authors: rows::from_json(row, at(2))?,
        outlet: row.get(at(3))?,
        updated: rows::when(row, at(4))?,
        language: row.get(at(5))?,
        tags: Vec::new(),
        text_hash: rows::hex(&row.get::<_, Vec<u8>>(at(6))?),
        body: Body {
            text: row.get(at(7))?,
            blocks: rows::from_json(row, at(8))?,
            links: rows::from_json(row, at(9))?,
        },
        enclosures: rows::from_json(row, at(10))?,
        text_source: if row.get(at(11))? { TextSource::Page } else { TextSource::Feed },
        has_other_text: row.get(at(12))?,
        place: None,
    })
}

/// The articles that have all words of `text` in title or body, the best first; what is attributed
/// to somebody, which is part of the body, counts twice.
pub(super) fn search(conn: &Connection, text: &str, limit: usize) -> Result<Vec<ArticleId>> {
    // Each word as a string of the index's language, in which nothing but a quote is special.
    let quote = |word: &str| format!("\"{}\"", word.replace('"', "\"\""));
    let words: Vec<String> = text.split_whitespace().map(quote).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    conn.prepare_cached(
        "SELECT a.id FROM (
           SELECT rowid AS id, rank FROM search WHERE search MATCH ?1
           UNION ALL
           SELECT rowid AS id, rank FROM search_quotes WHERE search_quotes MATCH ?1
         ) AS found CROSS JOIN articles AS a ON a.id = found.id
         WHERE a.lead = 1 GROUP BY a.id ORDER BY sum(found.rank), a.id DESC LIMIT ?2",
    )?
    .query_map(params![words.join(" "), limit as i64], |row| Ok(ArticleId(row.get(0)?)))?
    .collect()
}
