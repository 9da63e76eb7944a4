//! Imports drafts: tells known articles from new ones, and updates changed articles in place.

use std::ops::Range;

use rusqlite::{OptionalExtension, Result, Transaction, named_params};

use super::expire::Expired;
use super::identity::{IncomingDocument, Known};
use super::incoming::Incoming;
use super::{deleted, newsboat, pages, rows, stories, tags, texts, unindexed};
use crate::domain::{ArticleId, Draft, FeedId, ImportStatus};

/// The feed into which articles are imported.
pub(super) struct ImportTarget {
    feed: FeedId,
    /// Whether the feed's articles are shown, that is, the feed is not removed.
    shown: bool,
    /// Whether the page of every new article is to be fetched.
    full_text: bool,
}

/// Reads the facts about a feed that an import needs. Returns `None` if there is no such feed.
pub(super) fn import_target(tx: &Transaction, feed: FeedId) -> Result<Option<ImportTarget>> {
    tx.prepare_cached(
        "SELECT f.removed_at IS NULL, coalesce(s.full_text, 0)
         FROM feeds AS f LEFT JOIN subscriptions AS s ON s.feed = f.id WHERE f.id = ?1",
    )?
    .query_row([feed.0], |row| {
        Ok(ImportTarget { feed, shown: row.get(0)?, full_text: row.get(1)? })
    })
    .optional()
}

/// Whether expired articles are imported again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReimportPolicy {
    /// The user asked for the articles: expired ones return.
    Asked,
    /// The feed merely still lists the articles: expired ones stay away.
    Listed,
}

/// One run of an import: a batch of drafts for one feed.
pub(super) struct Import<'a> {
    tx: &'a Transaction<'a>,
    target: ImportTarget,
    now: i64,
    drafts: &'a [Draft],
    document: IncomingDocument<'a>,
    next_id: i64,
    /// The new articles that are not yet in the full-text index, by id. Empty if they are left to be
    /// indexed later.
    new: Vec<(i64, &'a Draft)>,
    indexing: Indexing,
    /// Whether states of another reader wait for their articles.
    awaits: bool,
}

/// When new articles are added to the full-text indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Indexing {
    /// In the transaction that stores them.
    Now,
    /// In a later one.
    Later,
}

impl<'a> Import<'a> {
    /// Prepares an import.
    pub(super) fn new(
        tx: &'a Transaction<'a>,
        target: ImportTarget,
        drafts: &'a [Draft],
        now: i64,
    ) -> Result<Self> {
        let last: Option<i64> = tx
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'articles'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let document = IncomingDocument::new(tx, target.feed, drafts)?;
        Ok(Import {
            tx,
            target,
            now,
            drafts,
            document,
            next_id: last.unwrap_or(0) + 1,
            new: Vec::new(),
            indexing: Indexing::Now,
            awaits: newsboat::awaits_any(tx)?,
        })
    }

    /// Stores all drafts, including expired ones. Returns for each draft the article and the
    /// outcome.
    pub(super) fn import_all(mut self) -> Result<Vec<(ArticleId, ImportStatus)>> {
        let mut expired = Expired::read_names(self.tx, self.target.feed)?;
        self.store_all(0..self.drafts.len(), ReimportPolicy::Asked, &mut expired)
    }

    /// Stores a part of a feed's drafts, from last to first: a feed lists the newest first, and
    /// articles with equal dates are ordered by import. Returns for each draft, in the feed's
    /// order, the article and the outcome; expired drafts are left out. New articles are not
    /// indexed yet.
    pub(super) fn run_part(mut self, part: Range<usize>) -> Result<Vec<(ArticleId, ImportStatus)>> {
        self.indexing = Indexing::Later;
        let mut expired = Expired::read_names(self.tx, self.target.feed)?;
        let (is_last, after) = (part.start == 0, part.end);
        let links = if expired.is_empty() || !is_last { 0 } else { self.drafts.len() };
        for at in after..links {
            expired.note_listed(&self.document.take_draft(self.drafts, at)?.all_names());
        }
        let imported = self.store_all(part.rev(), ReimportPolicy::Listed, &mut expired)?;
        if is_last && !self.drafts.is_empty() {
            expired.save_listing(self.tx, self.now)?;
        }
        Ok(imported)
    }

    fn store_all(
        &mut self,
        places: impl Iterator<Item = usize>,
        wish: ReimportPolicy,
        expired: &mut Expired,
    ) -> Result<Vec<(ArticleId, ImportStatus)>> {
        let mut imported = Vec::new();
        for at in places {
            let incoming = self.document.take_draft(self.drafts, at)?;
            let gone = !expired.is_empty() && expired.note_listed(&incoming.all_names());
            if gone && wish == ReimportPolicy::Listed {
                continue;
            }
            if gone {
                expired.forget_names(self.tx, &incoming.all_names())?;
            }
            let stored = self.store(&incoming)?;
            if wish == ReimportPolicy::Asked && stored.1 != ImportStatus::Imported {
                deleted::restore(self.tx, [stored.0])?;
            }
            for tag in &incoming.draft.own_tags {
                tags::add_own(self.tx, &[stored.0], tag)?;
            }
            imported.push(stored);
        }
        self.index()?;
        Ok(imported)
    }

    /// Stores one draft.
    fn store(&mut self, incoming: &Incoming<'a>) -> Result<(ArticleId, ImportStatus)> {
        let (id, status) = match self.document.find_article(self.tx, incoming)? {
            None => (self.insert(incoming)?, ImportStatus::Imported),
            Some(known) if known.fingerprint == incoming.fingerprint => {
                return Ok((ArticleId(known.id), ImportStatus::Unchanged));
            }
            Some(known) => (self.update(&known, incoming)?, ImportStatus::Updated),
        };
        Ok((ArticleId(id), status))
    }

    /// Brings the full-text index up to date.
    fn index(&mut self) -> Result<()> {
        texts::index(self.tx, &self.new)?;
        self.new.clear();
        Ok(())
    }

    fn insert(&mut self, incoming: &Incoming<'a>) -> Result<i64> {
        let id = self.next_id;
        self.next_id += 1;
        let draft = incoming.draft;
        self.tx
            .prepare_cached(
                "INSERT INTO articles (id, feed, story, shown, lead, first_seen, sort_key, words,
                   published, title, haystack, text_hash, fingerprint, guid, url, url_key,
                   authors, outlet, updated, language)
                 VALUES (:id, :feed, :id, :shown, :shown, :now, coalesce(:date, :now), :words,
                   :published, :title, :haystack, :text_hash, :fingerprint, :guid, :url, :url_key,
                   :authors, :outlet, :updated, :language)",
            )?
            .execute(named_params! {
                ":id": id,
                ":feed": self.target.feed.0,
                ":shown": self.target.shown,
                ":now": self.now,
                ":date": draft.published.map(|when| when.sort_key()),
                ":words": incoming.words,
                ":published": rows::stored_date(draft.published),
                ":title": draft.title,
                ":haystack": incoming.filter_text(),
                ":text_hash": incoming.text_hash,
                ":fingerprint": incoming.fingerprint,
                ":guid": incoming.guid,
                ":url": draft.url,
                ":url_key": incoming.keys.url,
                ":authors": rows::to_json(&draft.authors)?,
                ":outlet": draft.outlet,
                ":updated": rows::stored_date(draft.updated),
                ":language": draft.language,
            })?;
        if self.awaits {
            let names = (incoming.guid, incoming.keys.url.as_deref());
            newsboat::apply_awaited(self.tx, id, self.target.feed, names, self.now)?;
        }
        texts::insert_text(self.tx, id, incoming)?;
        match self.indexing {
            Indexing::Now => self.new.push((id, draft)),
            Indexing::Later => unindexed::add(self.tx, id)?,
        }
        tags::replace_tags(self.tx, id, tags::Whose::Feed, &draft.tags)?;
        if self.target.full_text && draft.url.is_some() {
            pages::want_page(self.tx, id)?;
        }
        let has_copies = stories::assign_new(self.tx, id, self.target.feed, &incoming.keys)?;
        if has_copies && self.indexing == Indexing::Later {
            deleted::delete_like_copies(self.tx, id)?;
        }
        Ok(id)
    }

    /// Updates an article. Read state, star, the user's tags and the time of the first import stay.
    fn update(&mut self, known: &Known, incoming: &Incoming) -> Result<i64> {
        let (id, draft) = (known.id, incoming.draft);
        if self.new.first().is_some_and(|(first, _)| *first <= id) {
            // The article occurs twice in one document: the index must know the first text before
            // it can replace it.
            self.index()?;
        }
        // A draft without a guid does not remove the guid that the article had.
        let known_guid = known.guid.as_deref().filter(|_| !incoming.loses_guid);
        let guid = incoming.guid.or(known_guid);
        self.tx
            .prepare_cached(
                "UPDATE articles SET sort_key = coalesce(:date, first_seen), words = :words,
                   published = :published, title = :title, haystack = :haystack,
                   text_hash = :text_hash, fingerprint = :fingerprint, guid = :guid, url = :url,
                   url_key = :url_key, authors = :authors, outlet = :outlet, updated = :updated,
                   language = :language
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id,
                ":date": draft.published.map(|when| when.sort_key()),
                ":words": incoming.words,
                ":published": rows::stored_date(draft.published),
                ":title": draft.title,
                ":haystack": incoming.filter_text(),
                ":text_hash": incoming.text_hash,
                ":fingerprint": incoming.fingerprint,
                ":guid": guid,
                ":url": draft.url,
                ":url_key": incoming.keys.url,
                ":authors": rows::to_json(&draft.authors)?,
                ":outlet": draft.outlet,
                ":updated": rows::stored_date(draft.updated),
                ":language": draft.language,
            })?;
        texts::update_text(self.tx, known, incoming)?;
        tags::replace_tags(self.tx, id, tags::Whose::Feed, &draft.tags)?;
        if known.keys != incoming.keys {
            let feed = self.target.feed;
            let mut touched = stories::articles_affected_by(self.tx, id, feed, &known.keys)?;
            touched.extend(stories::articles_affected_by(self.tx, id, feed, &incoming.keys)?);
            touched.push(id);
            stories::assign_stories(self.tx, touched)?;
        }
        Ok(id)
    }
}
