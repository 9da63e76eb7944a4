//! Stores drafts: tells known articles from new ones, and updates what has changed in place.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Result, Row, Transaction, params};

use super::stories::{self, Keys};
use super::{fold, link, rows, tags};
use crate::domain::{ArticleId, Draft, FeedId, ImportStatus};

/// Whether the feed's articles are shown (it is not removed); none if there is no such feed.
pub(super) fn feed_is_shown(tx: &Transaction, feed: FeedId) -> Result<Option<bool>> {
    let sql = "SELECT removed_at IS NULL FROM feeds WHERE id = ?1";
    tx.query_row(sql, [feed.0], |row| row.get(0)).optional()
}

/// One run of `import`: a batch of drafts for one feed.
pub(super) struct Import<'a> {
    tx: &'a Transaction<'a>,
    feed: FeedId,
    shown: bool,
    now: i64,
    /// The guids of the batch: an article with one of them is still in the feed under that name.
    guids: HashSet<&'a str>,
    next_id: i64,
}

/// A draft with all that is computed from it.
struct Incoming<'a> {
    draft: &'a Draft,
    guid: Option<&'a str>,
    keys: Keys,
    text_hash: Vec<u8>,
    fingerprint: Vec<u8>,
}

/// What is known of the article that a draft stands for.
struct Known {
    id: i64,
    guid: Option<String>,
    fingerprint: Vec<u8>,
    text_hash: Vec<u8>,
    keys: Keys,
}

impl<'a> Import<'a> {
    /// Begins; `shown` as `feed_is_shown` gives it.
    pub(super) fn new(
        tx: &'a Transaction<'a>,
        (feed, shown): (FeedId, bool),
        drafts: &'a [Draft],
        now: i64,
    ) -> Result<Self> {
        let last: Option<i64> = tx
            .query_row("SELECT seq FROM sqlite_sequence WHERE name = 'articles'", [], |row| {
                row.get(0)
            })
            .optional()?;
        let guids = drafts.iter().filter_map(guid).collect();
        Ok(Import { tx, feed, shown, now, guids, next_id: last.unwrap_or(0) + 1 })
    }

    /// Stores one draft.
    pub(super) fn store(&mut self, draft: &'a Draft) -> Result<(ArticleId, ImportStatus)> {
        let text_hash = rows::text_hash(&draft.title, &draft.body.text);
        let url = draft.url.as_deref().and_then(link::key);
        let text = (!draft.body.text.trim().is_empty()).then(|| text_hash.clone());
        let incoming = Incoming {
            draft,
            guid: guid(draft),
            keys: Keys { url, text },
            text_hash,
            fingerprint: rows::fingerprint(draft)?,
        };
        let (id, status) = match self.find(&incoming)? {
            None => (self.insert(&incoming)?, ImportStatus::Imported),
            Some(known) if known.fingerprint == incoming.fingerprint => {
                return Ok((ArticleId(known.id), ImportStatus::Unchanged));
            }
            Some(known) => (self.update(&known, &incoming)?, ImportStatus::Updated),
        };
        Ok((ArticleId(id), status))
    }

    /// The article that a draft stands for: by guid, else by link, else by title and text.
    fn find(&self, incoming: &Incoming) -> Result<Option<Known>> {
        if let Some(guid) = incoming.guid {
            let found = self.first("guid = ?2", &guid)?;
            return if found.is_some() { Ok(found) } else { self.find_renamed(incoming) };
        }
        match &incoming.keys.url {
            Some(url) => self.first("url_key = ?2", url),
            None => self
                .first("text_hash = ?2 AND url_key IS NULL AND guid IS NULL", &incoming.text_hash),
        }
    }

    /// The article that this draft, whose guid is new, was known as: one with the same link that
    /// had no guid; or whose guid is gone from the feed while title, text or date is the same (a
    /// link alone is not enough: some feeds give one address to all that they publish).
    fn find_renamed(&self, incoming: &Incoming) -> Result<Option<Known>> {
        let Some(url) = &incoming.keys.url else { return Ok(None) };
        let sql = sql_known(
            "url_key = ?2 AND (guid IS NULL OR title = ?3 OR text_hash = ?4 OR published = ?5)",
        );
        let draft = incoming.draft;
        let published = rows::written(draft.published);
        let mut found = self
            .tx
            .prepare_cached(&sql)?
            .query_map(
                params![self.feed.0, url, draft.title, incoming.text_hash, published],
                known,
            )?
            .collect::<Result<Vec<Known>>>()?;
        found.retain(|known| known.guid.as_deref().is_none_or(|guid| !self.guids.contains(guid)));
        Ok((found.len() == 1).then(|| found.remove(0)))
    }

    fn first(&self, condition: &str, value: &dyn rusqlite::ToSql) -> Result<Option<Known>> {
        let sql = sql_known(condition);
        self.tx.prepare_cached(&sql)?.query_row(params![self.feed.0, value], known).optional()
    }

    fn insert(&mut self, incoming: &Incoming) -> Result<i64> {
        let id = self.next_id;
        self.next_id += 1;
        let draft = incoming.draft;
        self.tx
            .prepare_cached(
                "INSERT INTO articles (id, feed, story, shown, lead, first_seen, sort_key, words,
                   published, title, haystack, text_hash, fingerprint, guid, url, url_key,
                   authors, outlet, updated, language)
                 VALUES (?1, ?2, ?1, ?3, ?3, ?4, coalesce(?5, ?4), ?6,
                   ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
            )?
            .execute(params![
                id,
                self.feed.0,
                self.shown,
                self.now,
                draft.published.map(|when| when.sort_key()),
                draft.body.words() as i64,
                rows::written(draft.published),
                draft.title,
                haystack(draft),
                incoming.text_hash,
                incoming.fingerprint,
                incoming.guid,
                draft.url,
                incoming.keys.url,
                rows::to_json(&draft.authors)?,
                draft.outlet,
                rows::written(draft.updated),
                draft.language,
            ])?;
        self.tx
            .prepare_cached(
                "INSERT INTO bodies (article, title, text, blocks, links)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                id,
                draft.title,
                draft.body.text,
                rows::to_json(&draft.body.blocks)?,
                rows::to_json(&draft.body.links)?
            ])?;
        tags::set(self.tx, id, tags::Whose::Feed, &draft.tags)?;
        let mut touched = stories::rivals(self.tx, id, self.feed, &incoming.keys)?;
        touched.push(id);
        stories::settle(self.tx, touched)?;
        Ok(id)
    }

    /// Read state, star, own tags and the time it was first seen stay as they are.
    fn update(&mut self, known: &Known, incoming: &Incoming) -> Result<i64> {
        let (id, draft) = (known.id, incoming.draft);
        // A draft without a guid does not take away the one that the article had.
        let guid = incoming.guid.or(known.guid.as_deref());
        self.tx
            .prepare_cached(
                "UPDATE articles SET sort_key = coalesce(?2, first_seen), words = ?3,
                   published = ?4, title = ?5, haystack = ?6, text_hash = ?7, fingerprint = ?8,
                   guid = ?9, url = ?10, url_key = ?11, authors = ?12, outlet = ?13,
                   updated = ?14, language = ?15
                 WHERE id = ?1",
            )?
            .execute(params![
                id,
                draft.published.map(|when| when.sort_key()),
                draft.body.words() as i64,
                rows::written(draft.published),
                draft.title,
                haystack(draft),
                incoming.text_hash,
                incoming.fingerprint,
                guid,
                draft.url,
                incoming.keys.url,
                rows::to_json(&draft.authors)?,
                draft.outlet,
                rows::written(draft.updated),
                draft.language,
            ])?;
        self.update_body(known, incoming)?;
        tags::set(self.tx, id, tags::Whose::Feed, &draft.tags)?;
        if known.keys != incoming.keys {
            let mut touched = stories::rivals(self.tx, id, self.feed, &known.keys)?;
            touched.extend(stories::rivals(self.tx, id, self.feed, &incoming.keys)?);
            touched.push(id);
            stories::settle(self.tx, touched)?;
        }
        Ok(id)
    }

    /// Analyses belong to a text: with another text, the old ones go.
    fn update_body(&self, known: &Known, incoming: &Incoming) -> Result<()> {
        let body = &incoming.draft.body;
        let mut set = "blocks = ?2, links = ?3".to_owned();
        let mut values = vec![
            Value::from(known.id),
            rows::to_json(&body.blocks)?.into(),
            rows::to_json(&body.links)?.into(),
        ];
        if known.text_hash != incoming.text_hash {
            set.push_str(", title = ?4, text = ?5, quoted = ''");
            values.push(incoming.draft.title.clone().into());
            values.push(body.text.clone().into());
            self.tx.execute("DELETE FROM analyses WHERE article = ?1", [known.id])?;
            self.tx.execute(
                "UPDATE articles SET analysed = NULL, attributions = NULL, sources_named = NULL,
                   sources_unnamed = NULL, sources_bodies = NULL, sources_documents = NULL
                 WHERE id = ?1",
                [known.id],
            )?;
        }
        self.tx
            .prepare_cached(&format!("UPDATE bodies SET {set} WHERE article = ?1"))?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }
}

fn guid(draft: &Draft) -> Option<&str> {
    draft.guid.as_deref().filter(|guid| !guid.is_empty())
}

/// What a filter reads: title and authors.
fn haystack(draft: &Draft) -> String {
    let mut haystack = fold::fold(&draft.title);
    for author in &draft.authors {
        haystack.push('\n');
        haystack.push_str(&fold::fold(author));
    }
    haystack
}

fn sql_known(condition: &str) -> String {
    format!(
        "SELECT id, guid, fingerprint, text_hash, url_key, words > 0 FROM articles
         WHERE feed = ?1 AND {condition} ORDER BY id"
    )
}

fn known(row: &Row) -> Result<Known> {
    let text_hash: Vec<u8> = row.get(3)?;
    let text = row.get::<_, bool>(5)?.then(|| text_hash.clone());
    let keys = Keys { url: row.get(4)?, text };
    Ok(Known { id: row.get(0)?, guid: row.get(1)?, fingerprint: row.get(2)?, text_hash, keys })
}
