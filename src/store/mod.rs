//! The archive: the only home of SQL.

mod error;

use std::path::Path;

use crate::domain::{
    Analysis, Article, ArticleId, Counts, Draft, Edge, FeedId, FeedInfo, FeedRow, ImportStatus,
    Page, Query, Range,
};

pub use error::StoreError;

/// A store of articles. Several processes and threads may each hold one on the same file.
pub struct Store {}

/// What came of one draft.
pub type Imported = (ArticleId, ImportStatus);

impl Store {
    /// Opens the store at `path`, making file and folders where they are missing and bringing an
    /// older store up to date.
    pub fn open(_path: &Path) -> Result<Store, StoreError> {
        todo!()
    }
    /// A store in memory, for tests.
    pub fn in_memory() -> Result<Store, StoreError> {
        todo!()
    }
    /// Finds the feed of that origin, or makes it.
    pub fn ensure_feed(&mut self, _feed: &FeedInfo) -> Result<FeedId, StoreError> {
        todo!()
    }
    /// All feeds with their counts, by title; removed ones left out.
    pub fn feeds(&self) -> Result<Vec<FeedRow>, StoreError> {
        todo!()
    }
    /// Hides a feed with its articles until it is restored or purged. A removed Welcome feed never comes back by itself.
    pub fn remove_feed(&mut self, _feed: FeedId) -> Result<(), StoreError> {
        todo!()
    }
    /// Takes `remove_feed` back.
    pub fn restore_feed(&mut self, _feed: FeedId) -> Result<(), StoreError> {
        todo!()
    }
    /// Deletes for good what was removed (called at start and exit).
    pub fn purge_removed(&mut self) -> Result<(), StoreError> {
        todo!()
    }
    /// Stores drafts in one transaction, at `now` (seconds since 1970 UTC): all or nothing.
    pub fn import(
        &mut self,
        _feed: FeedId,
        _drafts: &[Draft],
        _now: i64,
    ) -> Result<Vec<Imported>, StoreError> {
        todo!()
    }
    /// A page of at most `limit` rows, in list order.
    pub fn page(&self, _query: &Query, _edge: Edge, _limit: usize) -> Result<Page, StoreError> {
        todo!()
    }
    /// How many rows a list has.
    pub fn counts(&self, _query: &Query) -> Result<Counts, StoreError> {
        todo!()
    }
    /// An article, whole.
    pub fn article(&self, _id: ArticleId) -> Result<Option<Article>, StoreError> {
        todo!()
    }
    /// The analysis of an article as it now stands, by that version of the extractor.
    pub fn analysis(&self, _id: ArticleId, _version: &str) -> Result<Option<Analysis>, StoreError> {
        todo!()
    }
    /// Articles without an analysis by `version` of their present text, newest first.
    pub fn unanalysed(&self, _version: &str, _limit: usize) -> Result<Vec<ArticleId>, StoreError> {
        todo!()
    }
    /// Keeps an analysis of the text with that hash; false (and nothing kept) if the article has changed or gone.
    pub fn save_analysis(
        &mut self,
        _id: ArticleId,
        _version: &str,
        _text_hash: &str,
        _analysis: &Analysis,
    ) -> Result<bool, StoreError> {
        todo!()
    }
    /// Marks articles read (at `now`) or unread; gives those that changed.
    pub fn set_read(
        &mut self,
        _ids: &[ArticleId],
        _read: bool,
        _now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        todo!()
    }
    /// The same over a range of a list.
    pub fn set_read_in(
        &mut self,
        _query: &Query,
        _range: Range,
        _read: bool,
        _now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        todo!()
    }
    /// Gives articles a star or takes it; gives those that changed.
    pub fn set_starred(
        &mut self,
        _ids: &[ArticleId],
        _starred: bool,
    ) -> Result<Vec<ArticleId>, StoreError> {
        todo!()
    }
    /// Replaces an article's own tags.
    pub fn set_tags(&mut self, _id: ArticleId, _tags: &[String]) -> Result<(), StoreError> {
        todo!()
    }
    /// Whether the store has never held a feed (nor had one removed).
    pub fn is_pristine(&self) -> Result<bool, StoreError> {
        todo!()
    }
    /// A remembered setting.
    pub fn setting(&self, _key: &str) -> Result<Option<String>, StoreError> {
        todo!()
    }
    /// Remembers a setting.
    pub fn set_setting(&mut self, _key: &str, _value: &str) -> Result<(), StoreError> {
        todo!()
    }
    /// What is wrong with the store, a line each; empty: nothing.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        todo!()
    }
    /// A number that changes when any connection, in this process or another, has changed the store.
    pub fn generation(&self) -> Result<i64, StoreError> {
        todo!()
    }
}
