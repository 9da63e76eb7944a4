//! The archive: the only home of SQL.

mod account_states;
mod accounts;
mod analyses;
mod articles;
mod check;
mod columns;
mod corrections;
mod deleted;
mod details;
mod error;
mod expire;
mod feeds;
mod identity;
mod import;
mod incoming;
mod interrupt;
mod link;
mod list;
mod naming;
mod newsboat;
mod open;
mod order;
mod pages;
mod place;
mod places;
mod rows;
mod saved;
mod schema;
mod seek;
mod settings;
mod state;
mod stories;
mod structure;
mod subjects;
mod subscriptions;
mod tags;
mod texts;
mod unindexed;
mod walk;
mod wordings;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::fold;
use crate::domain::{
    Article, ArticleId, Counts, Details, Draft, Edge, FeedId, FeedInfo, FeedOrigin, FeedRow,
    ImportStatus, Order, Page, Query, Range, Shown,
};

pub use accounts::{ServerArticle, ServerLists};
pub use error::StoreError;
pub use interrupt::Interrupter;
pub use newsboat::TakenOver;
pub use subjects::MergeCandidate;

/// A store of articles. Several processes and threads may each open the same file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// The identity of the file that was opened; `None` in memory, or where files have no numbers.
    file: Option<place::FileId>,
}

/// The outcome of one imported draft.
pub type Imported = (ArticleId, ImportStatus);

impl Store {
    /// Opens the store at `path`. Creates the file and its folders if they are missing, and
    /// migrates an older store.
    ///
    /// # Errors
    ///
    /// Returns an error, and leaves the file untouched, if it is not a store or was made by a newer
    /// version.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::open_file(path)?, path))
    }

    /// Opens a store that is open elsewhere. Creates nothing if the file has disappeared.
    pub fn open_again(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::open_existing(path)?, path))
    }

    /// Opens a store for reading only. Everything that would write fails.
    pub fn open_to_look(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::to_look(path)?, path))
    }

    /// Creates a store in memory, for tests.
    pub fn in_memory() -> Result<Store, StoreError> {
        let path = PathBuf::from(":memory:");
        Ok(Store { conn: open::open_in_memory(&path)?, path, file: None })
    }

    fn on(conn: Connection, path: &Path) -> Store {
        Store { conn, path: path.to_owned(), file: place::FileId::of_path(path) }
    }

    /// Returns the feed of that origin, and creates it if necessary. A removed feed is restored.
    pub fn ensure_feed(&mut self, feed: &FeedInfo) -> Result<FeedId, StoreError> {
        self.write(|tx| feeds::find_or_create(tx, feed))
    }

    /// Returns whether the feed of that origin is removed and can still be restored.
    pub fn is_removed(&self, origin: &FeedOrigin) -> Result<bool, StoreError> {
        self.read(|conn| feeds::is_removed(conn, origin))
    }

    /// Returns all feeds with their counts, except removed ones, in the user's order and then by
    /// title.
    pub fn feeds(&self) -> Result<Vec<FeedRow>, StoreError> {
        self.read(feeds::list_feeds)
    }

    /// Sets the user's title of a feed; `None` restores the feed's own title.
    pub fn rename_feed(&mut self, feed: FeedId, title: Option<&str>) -> Result<(), StoreError> {
        self.write(|tx| feeds::rename_feed(tx, feed, title))
    }

    /// Moves a feed before another one; to the end if that is `None` or gone.
    pub fn move_feed(&mut self, feed: FeedId, before: Option<FeedId>) -> Result<(), StoreError> {
        self.write(|tx| feeds::move_to(tx, feed, before))
    }

    /// Removes a feed: hides it and its articles until it is restored or purged. A removed Welcome
    /// feed never returns by itself.
    pub fn remove_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(|tx| feeds::remove_feed(tx, feed))
    }

    /// Restores a removed feed.
    pub fn restore_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(|tx| feeds::restore_feed(tx, feed))
    }

    /// Deletes feeds that were removed more than an hour ago. Called at start and exit.
    pub fn purge_removed(&mut self) -> Result<(), StoreError> {
        while self.read(feeds::any_to_purge)? {
            self.write(feeds::purge_removed)?;
        }
        self.purge_deleted()
    }

    /// Imports drafts at time `now` (seconds since 1970 UTC) in one transaction. Returns for each
    /// draft the article and the outcome. Expired articles return.
    pub fn import(
        &mut self,
        feed: FeedId,
        drafts: &[Draft],
        now: i64,
    ) -> Result<Vec<Imported>, StoreError> {
        let imported = self.write(|tx| {
            let Some(target) = import::import_target(tx, feed)? else { return Ok(None) };
            import::Import::new(tx, target, drafts, now)?.import_all().map(Some)
        })?;
        imported.ok_or_else(|| StoreError::NoSuchFeed { path: self.path.clone() })
    }

    /// Returns a page of at most `limit` rows, in list order.
    pub fn page(&self, query: &Query, edge: Edge, limit: usize) -> Result<Page, StoreError> {
        self.prepare_search(query)?;
        self.read(|conn| list::ListQuery::new(conn, query)?.read_page(conn, edge, limit))
    }

    /// Returns the number of rows and of unread rows of a list.
    pub fn counts(&self, query: &Query) -> Result<Counts, StoreError> {
        // The numbers do not depend on the order.
        let query = Query { order: Order::Newest, ..query.clone() };
        self.prepare_search(&query)?;
        self.read(|conn| list::ListQuery::new(conn, &query)?.count_rows(conn))
    }

    /// Returns a complete article; `None` if it is gone or its feed is removed.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        self.read(|conn| articles::read_article(conn, id))
    }

    /// Returns the facts about an article beyond its row and text; `None` if it is gone.
    pub fn details(&self, id: ArticleId) -> Result<Option<Details>, StoreError> {
        self.read(|conn| details::read_details(conn, id))
    }

    /// Marks articles read (at time `now`) or unread. Returns those of `ids` that changed. Copies
    /// of a story in other feeds change too, so that passing the returned ids back undoes it.
    pub fn set_read(
        &mut self,
        ids: &[ArticleId],
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| state::set_read(tx, ids.iter().map(|id| id.0), read, now))
    }

    /// Marks the articles in a range of a list read (at time `now`) or unread. Returns the rows
    /// that changed, in list order.
    pub fn set_read_in(
        &mut self,
        query: &Query,
        range: Range,
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.set_shown_read(query, range, &Shown::default(), read, now)
    }

    /// Marks those articles in a range of a list read (at time `now`) or unread that the user had
    /// seen. Returns the rows that changed, in list order.
    pub fn set_shown_read(
        &mut self,
        query: &Query,
        range: Range,
        shown: &Shown,
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.prepare_search(query)?;
        self.write(|tx| {
            let mut ids = list::ListQuery::new(tx, query)?.ids_to_mark(tx, range, read)?;
            ids.retain(|id| shown.has(ArticleId(*id)));
            state::set_read(tx, ids, read, now)
        })
    }

    /// Stars or unstars articles. Returns those of `ids` that changed. Copies of a story change
    /// too.
    pub fn set_starred(
        &mut self,
        ids: &[ArticleId],
        starred: bool,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| state::set_starred(tx, ids.iter().map(|id| id.0), starred))
    }

    /// Replaces the user's tags of an article; the feed's tags stay. Copies of a story change too.
    pub fn set_tags(&mut self, id: ArticleId, tags: &[String]) -> Result<(), StoreError> {
        self.write(|tx| tags::set_own(tx, id.0, tags))
    }

    /// Adds a tag of the user's to articles. Copies follow. Returns those of `ids` that did not have
    /// it.
    pub fn add_tag(&mut self, ids: &[ArticleId], tag: &str) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| tags::add_own(tx, ids, tag))
    }

    /// Removes a tag of the user's from articles. Copies follow. Returns those of `ids` that had it.
    pub fn remove_tag(
        &mut self,
        ids: &[ArticleId],
        tag: &str,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| tags::remove_own(tx, ids, tag))
    }

    /// Returns the user's tags of articles, by name, each with the number of its articles.
    pub fn own_tags(&self) -> Result<Vec<(String, Counts)>, StoreError> {
        self.read(tags::own_tags)
    }

    /// Returns the tags of all articles whose feeds are not removed, each once, by name. If there
    /// are more than 500, only the most frequent.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        self.read(tags::list_tags)
    }

    /// Returns whether the store has never held a feed, not even a removed one.
    pub fn is_pristine(&self) -> Result<bool, StoreError> {
        self.read(feeds::is_pristine)
    }

    /// Returns the setting stored under `key`.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|conn| settings::read_setting(conn, key))
    }

    /// Stores a setting under `key`.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(|tx| settings::write_setting(tx, key, value))
    }

    /// Returns a line for each problem of the store; empty if it is sound.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        check::find_problems(&self.conn).map_err(|error| self.wrong(&error))
    }

    /// Returns a number that changes whenever any connection, in this process or another, has
    /// changed the store. Only numbers from the same `Store` can be compared.
    pub fn generation(&self) -> Result<i64, StoreError> {
        let others: i64 = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| self.wrong(&error))?;
        // SQLite counts others' changes and our own separately.
        Ok((others << 40) ^ (self.conn.total_changes() as i64))
    }

    /// Reads in one transaction, so that `f` sees a single state of the store.
    fn read<T>(&self, f: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let run = || {
            self.settle()?;
            let tx = self.conn.unchecked_transaction()?;
            let value = f(&tx)?;
            tx.commit()?;
            Ok(value)
        };
        run().map_err(|error: rusqlite::Error| self.wrong(&error))
    }

    /// Writes in one transaction: all or nothing. Takes the lock first, so that nothing that was
    /// read is out of date when it is written.
    fn write<T>(
        &mut self,
        f: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        self.write_shared(f)
    }

    /// Writes like [`Self::write`] during a call that only reads for its caller.
    fn write_shared<T>(
        &self,
        f: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        // SQLite would go on writing to a file that nobody can find any more.
        if self.file.is_some() && place::FileId::of_path(&self.path) != self.file {
            return Err(StoreError::Gone { path: self.path.clone() });
        }
        let run = || {
            self.settle()?;
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let value = f(&tx)?;
            tx.commit()?;
            Ok(value)
        };
        let result: rusqlite::Result<T> = run();
        result.map_err(|error| self.wrong(&error))
    }

    /// Ends a transaction that is still open: an interrupt may also strike at the end of one.
    fn settle(&self) -> rusqlite::Result<()> {
        if self.conn.is_autocommit() { Ok(()) } else { self.conn.execute_batch("ROLLBACK") }
    }

    fn wrong(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
