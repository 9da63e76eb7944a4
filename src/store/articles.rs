//! Reads complete articles and their rows.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::{places, rows, structure, tags};
use crate::domain::{Article, ArticleId, ArticleRow, TextSource};

/// Returns a complete article, unless its feed is removed.
pub(super) fn read_article(conn: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let sql = format!(
        "SELECT {}, a.url, a.guid, a.authors, a.outlet, a.updated, a.language,
           coalesce(a.page_hash, a.text_hash), b.text, b.blocks, b.links, b.enclosures,
           a.page_hash IS NOT NULL, EXISTS (SELECT 1 FROM other_texts WHERE article = a.id)
         FROM articles AS a JOIN feeds AS f ON f.id = a.feed JOIN bodies AS b ON b.article = a.id
         WHERE a.id = ?1 AND a.shown = 1",
        rows::article_columns::SQL
    );
    let article = conn.prepare_cached(&sql)?.query_row([id.0], whole).optional()?;
    let Some(mut article) = article else { return Ok(None) };
    article.tags = tags::tags_of(conn, id.0)?;
    article.own_tags = tags::own_tags_of(conn, id.0)?;
    article.place = places::read_place(conn, id, &article.body.text)?;
    Ok(Some(article))
}

/// Returns the row of an article that is not hidden, as lists show it.
pub(super) fn read_row(conn: &Connection, id: ArticleId) -> Result<Option<ArticleRow>> {
    let sql = format!(
        "SELECT {} FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND a.shown = 1",
        rows::article_columns::SQL
    );
    conn.prepare_cached(&sql)?.query_row([id.0], rows::article_row).optional()
}

fn whole(row: &Row) -> Result<Article> {
    let at = |column| rows::article_columns::WIDTH + column;
    Ok(Article {
        row: rows::article_row(row)?,
        url: row.get(at(0))?,
        guid: row.get(at(1))?,
        authors: rows::from_json(row, at(2))?,
        outlet: row.get(at(3))?,
        updated: rows::read_date(row, at(4))?,
        language: row.get(at(5))?,
        tags: Vec::new(),
        own_tags: Vec::new(),
        text_hash: rows::to_hex(&row.get::<_, Vec<u8>>(at(6))?),
        body: structure::read_body(row, row.get(at(7))?, (at(8), at(9)))?,
        enclosures: rows::from_json(row, at(10))?,
        text_source: if row.get(at(11))? { TextSource::Page } else { TextSource::Feed },
        has_other_text: row.get(at(12))?,
        place: None,
    })
}
