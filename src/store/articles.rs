//! Reads complete articles and their rows.

use rusqlite::{Connection, OptionalExtension, Result, Row};

use super::columns::columns;
use super::{places, rows, structure, tags};
use crate::domain::{Article, ArticleId, ArticleRow, TextSource};

/// Returns a complete article, unless its feed is removed.
pub(super) fn read_article(conn: &Connection, id: ArticleId) -> Result<Option<Article>> {
    let sql = format!(
        "SELECT {}, {} FROM articles AS a
         JOIN feeds AS f ON f.id = a.feed JOIN bodies AS b ON b.article = a.id
         WHERE a.id = ?1 AND a.shown = 1",
        rows::article_columns::SQL,
        whole_columns::SQL
    );
    let article = conn.prepare_cached(&sql)?.query_row([id.0], read_whole).optional()?;
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

columns! {
    /// The columns that [`whole`] reads after those of a row, of `articles AS a` and `bodies AS b`.
    whole_columns:
        URL = "a.url",
        GUID = "a.guid",
        AUTHORS = "a.authors",
        OUTLET = "a.outlet",
        UPDATED = "a.updated",
        LANGUAGE = "a.language",
        TEXT_HASH = "coalesce(a.page_hash, a.text_hash)",
        TEXT = "b.text",
        BLOCKS = "b.blocks",
        LINKS = "b.links",
        ENCLOSURES = "b.enclosures",
        SHOWS_PAGE = "a.page_hash IS NOT NULL",
        HAS_OTHER = "EXISTS (SELECT 1 FROM other_texts WHERE article = a.id)",
}

fn read_whole(row: &Row) -> Result<Article> {
    use whole_columns::*;
    let at = |column| rows::article_columns::WIDTH + column;
    Ok(Article {
        row: rows::article_row(row)?,
        url: row.get(at(URL))?,
        guid: row.get(at(GUID))?,
        authors: rows::from_json(row, at(AUTHORS))?,
        outlet: row.get(at(OUTLET))?,
        updated: rows::read_date(row, at(UPDATED))?,
        language: row.get(at(LANGUAGE))?,
        tags: Vec::new(),
        own_tags: Vec::new(),
        text_hash: rows::to_hex(&row.get::<_, Vec<u8>>(at(TEXT_HASH))?),
        body: structure::read_body(row, row.get(at(TEXT))?, (at(BLOCKS), at(LINKS)))?,
        enclosures: rows::from_json(row, at(ENCLOSURES))?,
        text_source: if row.get(at(SHOWS_PAGE))? { TextSource::Page } else { TextSource::Feed },
        has_other_text: row.get(at(HAS_OTHER))?,
        place: None,
    })
}
