//! Full texts from articles' web pages: which are wanted, which were fetched, which failed.

use rusqlite::{Connection, OptionalExtension, Result, Transaction, params};

use super::{Store, StoreError, texts};
use crate::domain::{ArticleId, Body, TextSource};

impl Store {
    /// Stores the text of an article's page, fetched at `now`, and shows it. The feed's text is
    /// kept, and the analysis of the previous text is deleted. Returns false, and stores nothing,
    /// if the article is gone or the page has no text.
    pub fn save_page(&mut self, id: ArticleId, page: &Body, now: i64) -> Result<bool, StoreError> {
        self.write(|tx| save_page_text(tx, id.0, page, now))
    }

    /// Shows one of an article's texts. Returns false if the article has no such text.
    pub fn show_text(&mut self, id: ArticleId, source: TextSource) -> Result<bool, StoreError> {
        self.write(|tx| texts::show_text(tx, id.0, source))
    }

    /// Returns at most `limit` articles whose pages are to be fetched, with their addresses, newest
    /// first: articles of feeds with full text whose pages were neither fetched nor failed.
    pub fn wants_page(&self, limit: usize) -> Result<Vec<(ArticleId, String)>, StoreError> {
        self.read(|conn| wanted_pages(conn, limit))
    }

    /// Returns the address of the feed that an article came from, if it came from one.
    pub fn feed_address(&self, id: ArticleId) -> Result<Option<String>, StoreError> {
        self.read(|conn| feed_address(conn, id.0))
    }

    /// Stores that an article's page could not be fetched, so that it is not tried again
    /// automatically.
    pub fn page_failed(&mut self, id: ArticleId, reason: &str) -> Result<(), StoreError> {
        self.write(|tx| store_failure(tx, id.0, reason))
    }

    /// Returns why an article's page could not be fetched, if the last attempt failed.
    pub fn page_failure(&self, id: ArticleId) -> Result<Option<String>, StoreError> {
        self.read(|conn| read_failure(conn, id.0))
    }
}

/// Stores that the page of a new article is to be fetched.
pub(super) fn want_page(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached("INSERT INTO pages (article) VALUES (?1)")?.execute([id])?;
    Ok(())
}

fn save_page_text(tx: &Transaction, id: i64, page: &Body, now: i64) -> Result<bool> {
    if page.text.trim().is_empty() || !texts::save_page(tx, id, page)? {
        return Ok(false);
    }
    tx.prepare_cached("INSERT OR REPLACE INTO pages (article, fetched_at) VALUES (?1, ?2)")?
        .execute(params![id, now])?;
    Ok(true)
}

fn feed_address(conn: &Connection, id: i64) -> Result<Option<String>> {
    conn.prepare_cached(
        "SELECT f.origin FROM articles AS a JOIN feeds AS f ON f.id = a.feed
         WHERE a.id = ?1 AND f.kind = 'address'",
    )?
    .query_row([id], |row| row.get(0))
    .optional()
}

fn wanted_pages(conn: &Connection, limit: usize) -> Result<Vec<(ArticleId, String)>> {
    conn.prepare_cached(
        "SELECT a.id, a.url FROM pages AS p INDEXED BY pages_wanted
         CROSS JOIN articles AS a ON a.id = p.article
         JOIN subscriptions AS s ON s.feed = a.feed
         WHERE p.fetched_at IS NULL AND p.failure IS NULL
           AND a.shown = 1 AND a.url IS NOT NULL AND s.full_text = 1 AND s.state = 'followed'
         ORDER BY a.sort_key DESC, a.id DESC LIMIT ?1",
    )?
    .query_map([limit as i64], |row| Ok((ArticleId(row.get(0)?), row.get(1)?)))?
    .collect()
}

fn store_failure(tx: &Transaction, id: i64, reason: &str) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO pages (article, failure) SELECT id, ?2 FROM articles WHERE id = ?1
         ON CONFLICT (article) DO UPDATE SET failure = excluded.failure",
    )?
    .execute(params![id, reason])?;
    Ok(())
}

fn read_failure(conn: &Connection, id: i64) -> Result<Option<String>> {
    conn.prepare_cached("SELECT failure FROM pages WHERE article = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}
