//! Which article of its feed a draft stands for.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::incoming::{self, Incoming};
use super::naming::{Names, Naming};
use super::rows;
use super::stories::Keys;
use crate::domain::{Draft, FeedId};

/// What is known of the article that a draft stands for.
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) guid: Option<String>,
    pub(super) title: String,
    /// When it was published, as it is stored.
    published: Option<String>,
    pub(super) fingerprint: Vec<u8>,
    pub(super) text_hash: Vec<u8>,
    pub(super) keys: Keys,
    /// Whether the text of its page is shown.
    pub(super) shows_page: bool,
}

/// What a document says of the names in it, taken together.
pub(super) struct Document<'a> {
    feed: FeedId,
    /// An article with one of these guids is still in the feed under that name.
    guids: HashSet<&'a str>,
    names: Names<'a>,
    /// The keys of the drafts' links, in order.
    links: Vec<Option<String>>,
    /// Links that more than one draft has, and how many have it.
    shared: HashMap<String, usize>,
}

/// A link that more drafts have than this tells nothing of an article: without its guid, it is known
/// by its text alone.
pub(super) const MOST_SHARED: usize = 100;

/// The most articles that one may have been known as.
const MOST_RENAMED: usize = 200;

impl<'a> Document<'a> {
    /// Looks at all drafts of a document.
    pub(super) fn new(
        conn: &Connection,
        feed: FeedId,
        drafts: &'a [Draft],
    ) -> Result<Document<'a>> {
        let links: Vec<Option<String>> = drafts.iter().map(incoming::link).collect();
        let mut seen = HashSet::new();
        let mut shared = HashMap::new();
        for link in links.iter().flatten().filter(|link| !seen.insert(*link)) {
            *shared.entry(link.clone()).or_insert(1) += 1;
        }
        let names = Names::of(conn, feed, drafts, &links)?;
        let guids = drafts.iter().filter_map(|draft| names.guid(draft)).collect();
        Ok(Document { feed, guids, names, links, shared })
    }

    /// Draft number `at` as it comes into the store, with its names. It takes the link out: call it once
    /// for each draft.
    pub(super) fn take(&mut self, drafts: &'a [Draft], at: usize) -> Result<Incoming<'a>> {
        let link = self.take_link(at);
        let draft = &drafts[at];
        let incoming = Incoming::new(draft, self.names.guid(draft), link)?;
        let naming = self.names.naming(at);
        Ok(Incoming { naming, loses_guid: self.names.is_shared(draft), ..incoming })
    }

    /// The `at`th draft's link, in a form that compares.
    fn take_link(&mut self, at: usize) -> Option<String> {
        self.links.get_mut(at).and_then(Option::take)
    }

    /// The article that a draft stands for: by guid, else by link, else by title and text.
    pub(super) fn find(&self, tx: &Transaction, incoming: &Incoming) -> Result<Option<Known>> {
        if let Some(guid) = incoming.guid {
            let found = self.first(tx, "guid = ?2", &guid)?;
            return if found.is_some() { Ok(found) } else { self.find_renamed(tx, incoming) };
        }
        match (incoming.naming, &incoming.keys.url) {
            (Naming::Link, Some(url)) if !self.is_several(tx, url)? => {
                self.first(tx, "url_key = ?2", url)
            }
            (Naming::Link, None) => {
                let condition = "text_hash = ?2 AND url_key IS NULL AND guid IS NULL";
                self.first(tx, condition, &incoming.text_hash)
            }
            _ => self.find_titled(tx, incoming),
        }
    }

    /// Whether a link is known to be that of several articles without guids.
    fn is_several(&self, tx: &Transaction, url: &str) -> Result<bool> {
        let sql =
            "SELECT 1 FROM articles WHERE url_key = ?2 AND feed = ?1 AND guid IS NULL LIMIT 2";
        let found =
            tx.prepare_cached(sql)?.query_map(params![self.feed.0, url], |_| Ok(()))?.count();
        Ok(found > 1)
    }

    /// The article of a draft whose guid and link others have, too: the one with its title and text,
    /// else the one with its title and date, else the only one with its title.
    fn find_titled(&self, tx: &Transaction, incoming: &Incoming) -> Result<Option<Known>> {
        let url = incoming.keys.url.as_deref();
        let draft = incoming.draft;
        let same = sql_known("text_hash = ?3 AND +url_key IS ?2");
        let same = tx
            .prepare_cached(&same)?
            .query_row(params![self.feed.0, url, incoming.text_hash], known)
            .optional()?;
        let sharing = url.and_then(|url| self.shared.get(url)).copied().unwrap_or(1);
        if same.is_some() || sharing > MOST_SHARED {
            return Ok(same);
        }
        let published = rows::written(draft.published);
        // Titles alone say nothing where this document has one of them several times.
        let alone = incoming.naming != Naming::Text;
        let sql = sql_known("url_key IS ?2 AND title = ?3 AND (?5 OR published = ?4)");
        let mut found: Vec<Known> = tx
            .prepare_cached(&format!("{sql} LIMIT {MOST_RENAMED}"))?
            .query_map(params![self.feed.0, url, draft.title, published, alone], known)?
            .collect::<Result<_>>()?;
        found.retain(|known| known.guid.as_deref().is_none_or(|guid| !self.guids.contains(guid)));
        if found.len() > 1 {
            found.retain(|known| published.is_some() && known.published == published);
        }
        Ok((found.len() == 1).then(|| found.remove(0)))
    }

    /// The article that this draft, whose guid is new, was known as: one with the same link that
    /// had no guid, or whose guid is gone from the feed. Some feeds give one address to all that
    /// they publish: where nothing shows that a link names one article alone, title, text or date
    /// must be the same as well.
    fn find_renamed(&self, tx: &Transaction, incoming: &Incoming) -> Result<Option<Known>> {
        let Some(url) = &incoming.keys.url else { return Ok(None) };
        let sharing = self.shared.get(url).copied().unwrap_or(1);
        let draft = incoming.draft;
        let published = rows::written(draft.published);
        let alone = self.links.len() > 1 && sharing == 1;
        let mut found: Vec<Known> = if sharing > MOST_SHARED {
            // By way of the text, so that such a link costs no more than any other.
            let sql = sql_known("text_hash = ?3 AND +url_key = ?2");
            tx.prepare_cached(&format!("{sql} LIMIT {MOST_RENAMED}"))?
                .query_map(params![self.feed.0, url, incoming.text_hash], known)?
                .collect::<Result<_>>()?
        } else {
            let sql = sql_known(
                "url_key = ?2
                 AND (?6 OR guid IS NULL OR title = ?3 OR text_hash = ?4 OR published = ?5)",
            );
            tx.prepare_cached(&format!("{sql} LIMIT {MOST_RENAMED}"))?
                .query_map(
                    params![self.feed.0, url, draft.title, incoming.text_hash, published, alone],
                    known,
                )?
                .collect::<Result<_>>()?
        };
        found.retain(|known| known.guid.as_deref().is_none_or(|guid| !self.guids.contains(guid)));
        Ok((found.len() == 1).then(|| found.remove(0)))
    }

    fn first(
        &self,
        tx: &Transaction,
        condition: &str,
        value: &dyn rusqlite::ToSql,
    ) -> Result<Option<Known>> {
        let sql = sql_known(condition);
        tx.prepare_cached(&sql)?.query_row(params![self.feed.0, value], known).optional()
    }
}

fn sql_known(condition: &str) -> String {
    format!(
        "SELECT id, guid, title, fingerprint, text_hash, url_key, words > 0, page_hash IS NOT NULL,
           published
         FROM articles WHERE feed = ?1 AND {condition} ORDER BY id"
    )
}

fn known(row: &Row) -> Result<Known> {
    let text_hash: Vec<u8> = row.get(4)?;
    let text = row.get::<_, bool>(6)?.then(|| text_hash.clone());
    Ok(Known {
        id: row.get(0)?,
        guid: row.get(1)?,
        title: row.get(2)?,
        fingerprint: row.get(3)?,
        text_hash,
        keys: Keys { url: row.get(5)?, text },
        shows_page: row.get(7)?,
        published: row.get(8)?,
    })
}
