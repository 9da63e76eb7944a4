//! Matches a draft with the article of its feed that it is a new version of.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::incoming::{self, Incoming};
use super::naming::{DocumentNames, Naming};
use super::rows;
use super::stories::Keys;
use crate::domain::{Draft, FeedId};

/// The stored article that a draft belongs to.
pub(super) struct Known {
    pub(super) id: i64,
    pub(super) guid: Option<String>,
    pub(super) title: String,
    /// The date of publication as stored.
    published: Option<String>,
    pub(super) fingerprint: Vec<u8>,
    pub(super) text_hash: Vec<u8>,
    pub(super) keys: Keys,
    /// Whether the text of the article's page is shown.
    pub(super) shows_page: bool,
}

/// The names in a document, considered together.
pub(super) struct IncomingDocument<'a> {
    feed: FeedId,
    /// Guids whose articles are still in the feed under that name.
    guids: HashSet<&'a str>,
    names: DocumentNames<'a>,
    /// The keys of the drafts' links, in order.
    links: Vec<Option<String>>,
    /// Links of more than one draft, with the number of drafts.
    shared: HashMap<String, usize>,
}

/// A link that more drafts have than this identifies no article. Without a guid, such a draft is
/// identified by its text alone.
pub(super) const MOST_SHARED: usize = 100;

/// The most articles that one draft is compared with as a possible earlier version.
const MOST_RENAMED: usize = 200;

impl<'a> IncomingDocument<'a> {
    /// Collects the names of all drafts of a document.
    pub(super) fn new(
        conn: &Connection,
        feed: FeedId,
        drafts: &'a [Draft],
    ) -> Result<IncomingDocument<'a>> {
        let links: Vec<Option<String>> = drafts.iter().map(incoming::draft_link_key).collect();
        let mut seen = HashSet::new();
        let mut shared = HashMap::new();
        for link in links.iter().flatten().filter(|link| !seen.insert(*link)) {
            *shared.entry(link.clone()).or_insert(1) += 1;
        }
        let names = DocumentNames::examine(conn, feed, drafts, &links)?;
        let guids = drafts.iter().filter_map(|draft| names.unique_guid(draft)).collect();
        Ok(IncomingDocument { feed, guids, names, links, shared })
    }

    /// Returns draft number `at` prepared for the store, with its names. Moves the link out, so
    /// call it once for each draft.
    pub(super) fn take_draft(&mut self, drafts: &'a [Draft], at: usize) -> Result<Incoming<'a>> {
        let link = self.take_link(at);
        let draft = &drafts[at];
        let incoming = Incoming::new(draft, self.names.unique_guid(draft), link)?;
        let naming = self.names.naming_of(at);
        Ok(Incoming { naming, loses_guid: self.names.is_shared(draft), ..incoming })
    }

    /// Returns the link of draft number `at` in comparable form.
    fn take_link(&mut self, at: usize) -> Option<String> {
        self.links.get_mut(at).and_then(Option::take)
    }

    /// Finds the article of a draft: by guid, else by link, else by title and text.
    pub(super) fn find_article(
        &self,
        tx: &Transaction,
        incoming: &Incoming,
    ) -> Result<Option<Known>> {
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

    /// Returns whether a link is known to belong to several articles without guids.
    fn is_several(&self, tx: &Transaction, url: &str) -> Result<bool> {
        let sql =
            "SELECT 1 FROM articles WHERE url_key = ?2 AND feed = ?1 AND guid IS NULL LIMIT 2";
        let found =
            tx.prepare_cached(sql)?.query_map(params![self.feed.0, url], |_| Ok(()))?.count();
        Ok(found > 1)
    }

    /// Finds the article of a draft whose guid and link are shared: the one with its title and
    /// text, else with its title and date, else the only one with its title.
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
        let published = rows::stored_date(draft.published);
        // Titles alone identify nothing if this document has one of them several times.
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

    /// Finds the article that a draft with a new guid was stored as: one with the same link that
    /// had no guid, or whose guid is gone from the feed. Some feeds give one address to everything.
    /// Unless a link is known to name one article alone, title, text or date must be equal as well.
    fn find_renamed(&self, tx: &Transaction, incoming: &Incoming) -> Result<Option<Known>> {
        let Some(url) = &incoming.keys.url else { return Ok(None) };
        let sharing = self.shared.get(url).copied().unwrap_or(1);
        let draft = incoming.draft;
        let published = rows::stored_date(draft.published);
        let alone = self.links.len() > 1 && sharing == 1;
        let mut found: Vec<Known> = if sharing > MOST_SHARED {
            // Searches by text, so that a widely shared link costs no more than any other.
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
