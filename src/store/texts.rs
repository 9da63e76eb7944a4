//! The texts of an article: the one that is shown and searched, and the one that may be stored
//! beside it.
//!
//! Table `bodies` holds the shown text, `other_texts` the other one. An article shows its page's
//! text if `page_hash` is set, and otherwise its feed's text.

use rusqlite::{OptionalExtension, Result, ToSql, Transaction, params};

use super::identity::Known;
use super::incoming::Incoming;
use super::{analyses, rows, structure};
use crate::domain::{Body, Draft, TextSource, body, scripts};

/// Stores the feed's text of a new article. The caller must call [`index`] afterwards.
pub(super) fn insert_text(tx: &Transaction, id: i64, incoming: &Incoming) -> Result<()> {
    let draft = incoming.draft;
    tx.prepare_cached(
        "INSERT INTO bodies (article, title, text, blocks, links, enclosures)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id,
        draft.title,
        draft.body.text,
        incoming.blocks,
        incoming.links,
        rows::to_json(&draft.enclosures)?,
    ])?;
    Ok(())
}

/// Adds new articles to the full-text indexes. The indexes write out their content at every
/// statement that SQLite may have to roll back alone, so this comes last, with all articles of a
/// transaction.
pub(super) fn index(tx: &Transaction, new: &[(i64, &Draft)]) -> Result<()> {
    let sql = "INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)";
    let mut statement = tx.prepare_cached(sql)?;
    for (id, draft) in new {
        let (title, text) =
            (scripts::index_form(&draft.title), scripts::index_form(&draft.body.text));
        statement.execute(params![id, title, text])?;
    }
    let sql = "INSERT INTO search_names (rowid, haystack)
         SELECT id, haystack || char(10, 10) FROM articles WHERE id = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    for (id, _) in new {
        statement.execute([id])?;
    }
    Ok(())
}

/// Stores the feed's new text, whichever text is shown.
pub(super) fn update_text(tx: &Transaction, known: &Known, incoming: &Incoming) -> Result<()> {
    let (id, draft) = (known.id, incoming.draft);
    let text: [&dyn ToSql; 4] = [&id, &draft.body.text, &incoming.blocks, &incoming.links];
    let rest: [&dyn ToSql; 2] = [&draft.title, &rows::to_json(&draft.enclosures)?];
    if !known.shows_page {
        tx.prepare_cached(
            "UPDATE bodies SET text = ?2, blocks = ?3, links = ?4, title = ?5, enclosures = ?6
             WHERE article = ?1",
        )?
        .execute([&text[..], &rest[..]].concat().as_slice())?;
        let same = known.text_hash == incoming.text_hash;
        return if same { Ok(()) } else { analyses::delete_analyses(tx, id) };
    }
    tx.prepare_cached(
        "UPDATE other_texts SET text = ?2, blocks = ?3, links = ?4 WHERE article = ?1",
    )?
    .execute(text)?;
    tx.prepare_cached("UPDATE bodies SET title = ?2, enclosures = ?3 WHERE article = ?1")?
        .execute(params![id, rest[0], rest[1]])?;
    if known.title == draft.title {
        return Ok(());
    }
    // The page's text stays, but the hash of a text includes the title.
    note_page(tx, id)?;
    analyses::delete_analyses(tx, id)
}

/// Stores the text of an article's page and shows it; the feed's text is kept. Returns false if
/// there is no such article.
pub(super) fn save_page(tx: &Transaction, id: i64, page: &Body) -> Result<bool> {
    let Some(shown) = shown_text(tx, id)? else { return Ok(false) };
    if shown == TextSource::Feed {
        put_aside(tx, id)?;
    }
    let (blocks, links) = (structure::structure_column(page)?, rows::to_json(&page.links)?);
    set_shown(tx, id, TextSource::Page, (&page.text, &blocks, &links))?;
    Ok(true)
}

/// Shows one of an article's texts. Returns false if the article has no such text.
pub(super) fn show_text(tx: &Transaction, id: i64, wanted: TextSource) -> Result<bool> {
    match shown_text(tx, id)? {
        None => return Ok(false),
        Some(shown) if shown == wanted => return Ok(true),
        Some(_) => {}
    }
    let other: Option<(String, String, String)> = tx
        .prepare_cached("SELECT text, blocks, links FROM other_texts WHERE article = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((text, blocks, links)) = other else { return Ok(false) };
    put_aside(tx, id)?;
    set_shown(tx, id, wanted, (&text, &blocks, &links))?;
    Ok(true)
}

/// Returns which text an article shows; `None` if there is no such article.
fn shown_text(tx: &Transaction, id: i64) -> Result<Option<TextSource>> {
    let source = |page: bool| if page { TextSource::Page } else { TextSource::Feed };
    tx.prepare_cached("SELECT page_hash IS NOT NULL FROM articles WHERE id = ?1")?
        .query_row([id], |row| row.get(0).map(source))
        .optional()
}

/// Moves the shown text to `other_texts`.
fn put_aside(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO other_texts (article, text, blocks, links)
         SELECT article, text, blocks, links FROM bodies WHERE article = ?1",
    )?
    .execute([id])?;
    Ok(())
}

/// Shows a text, with blocks and links in stored form. The analysis of the previous text is
/// deleted.
fn set_shown(
    tx: &Transaction,
    id: i64,
    source: TextSource,
    (text, blocks, links): (&str, &str, &str),
) -> Result<()> {
    tx.prepare_cached("UPDATE bodies SET text = ?2, blocks = ?3, links = ?4 WHERE article = ?1")?
        .execute(params![id, text, blocks, links])?;
    match source {
        TextSource::Page => note_page(tx, id)?,
        TextSource::Feed => {
            tx.prepare_cached(
                "UPDATE articles SET page_hash = NULL, page_words = NULL WHERE id = ?1",
            )?
            .execute([id])?;
        }
    }
    analyses::delete_analyses(tx, id)
}

/// Stores hash and length of the shown text, which is the page's.
fn note_page(tx: &Transaction, id: i64) -> Result<()> {
    let (hash, words): (Vec<u8>, i64) = tx
        .prepare_cached("SELECT title, text FROM bodies WHERE article = ?1")?
        .query_row([id], |row| {
            let text = row.get_ref(1)?.as_str()?;
            let hash = rows::text_hash(row.get_ref(0)?.as_str()?, text);
            Ok((hash, body::words(text) as i64))
        })?;
    tx.prepare_cached("UPDATE articles SET page_hash = ?2, page_words = ?3 WHERE id = ?1")?
        .execute(params![id, hash, words])?;
    Ok(())
}
