//! The archive: the only home of SQL.

mod akin;
mod akin_bodies;
mod alike;
mod analyses;
mod articles;
mod check;
mod corrections;
mod decisions;
mod details;
mod dossiers;
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
mod open;
mod order;
mod over_time;
mod pages;
mod place;
mod places;
mod rows;
mod saved;
mod sayings;
mod schema;
mod seek;
mod settings;
mod span_ends;
mod span_numbers;
mod state;
mod stories;
mod structure;
mod subject_changes;
mod subject_keys;
mod subject_parts;
mod subject_rows;
mod subject_spans;
mod subjects;
mod subscriptions;
mod tags;
mod texts;
mod walk;
mod wordings;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::domain::fold;
use crate::domain::{
    Article, ArticleId, Counts, Details, Draft, Edge, FeedId, FeedInfo, FeedOrigin, FeedRow,
    ImportStatus, Order, Page, Query, Range, Shown,
};

pub use alike::Alike;
pub use error::StoreError;
pub use interrupt::Interrupter;

/// A store of articles. Several processes and threads may each hold one on the same file.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// The file that it was opened as; none in memory, or where files have no numbers.
    file: Option<place::FileId>,
}

/// What came of one draft.
pub type Imported = (ArticleId, ImportStatus);

impl Store {
    /// Opens the store at `path`, making file and folders where they are missing and bringing an
    /// older store up to date. What is not a store, or not one of this version, stays untouched.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::file(path)?, path))
    }

    /// Opens a store that others hold open: nothing is made where it has gone meanwhile.
    pub fn open_again(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::there(path)?, path))
    }

    /// Opens a store that may only be read, to look at it. Whatever would write to it fails.
    pub fn open_to_look(path: &Path) -> Result<Store, StoreError> {
        Ok(Store::on(open::to_look(path)?, path))
    }

    /// A store in memory, for tests.
    pub fn in_memory() -> Result<Store, StoreError> {
        let path = PathBuf::from(":memory:");
        Ok(Store { conn: open::memory(&path)?, path, file: None })
    }

    fn on(conn: Connection, path: &Path) -> Store {
        Store { conn, path: path.to_owned(), file: place::FileId::of(path) }
    }

    /// Finds the feed of that origin, or makes it. One that was removed is restored.
    pub fn ensure_feed(&mut self, feed: &FeedInfo) -> Result<FeedId, StoreError> {
        self.write(|tx| feeds::ensure(tx, feed))
    }

    /// Whether the feed of that origin has been removed, and can still be restored.
    pub fn is_removed(&self, origin: &FeedOrigin) -> Result<bool, StoreError> {
        self.read(|conn| feeds::is_removed(conn, origin))
    }

    /// All feeds with their counts, in the reader's order, then by title; removed ones left out.
    pub fn feeds(&self) -> Result<Vec<FeedRow>, StoreError> {
        self.read(feeds::list)
    }

    /// Gives a feed a title of the reader's own; none takes it back.
    pub fn rename_feed(&mut self, feed: FeedId, title: Option<&str>) -> Result<(), StoreError> {
        self.write(|tx| feeds::rename(tx, feed, title))
    }

    /// Moves a feed to the place before another; none, or one that is gone: to the end.
    pub fn move_feed(&mut self, feed: FeedId, before: Option<FeedId>) -> Result<(), StoreError> {
        self.write(|tx| feeds::move_to(tx, feed, before))
    }

    /// Hides a feed with its articles until it is restored or purged. A removed Welcome feed never
    /// comes back by itself.
    pub fn remove_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(|tx| feeds::remove(tx, feed))
    }

    /// Takes `remove_feed` back.
    pub fn restore_feed(&mut self, feed: FeedId) -> Result<(), StoreError> {
        self.write(|tx| feeds::restore(tx, feed))
    }

    /// Deletes for good what was removed more than an hour ago (called at start and exit).
    pub fn purge_removed(&mut self) -> Result<(), StoreError> {
        while self.read(feeds::any_to_purge)? {
            self.write(feeds::purge)?;
        }
        Ok(())
    }

    /// Stores drafts in one transaction, at `now` (seconds since 1970 UTC): all or nothing. Gives
    /// for each draft the article and what became of it. What had expired comes back.
    pub fn import(
        &mut self,
        feed: FeedId,
        drafts: &[Draft],
        now: i64,
    ) -> Result<Vec<Imported>, StoreError> {
        let imported = self.write(|tx| {
            let Some(target) = import::target(tx, feed)? else { return Ok(None) };
            import::Import::new(tx, target, drafts, now)?.run().map(Some)
        })?;
        imported.ok_or_else(|| StoreError::NoSuchFeed { path: self.path.clone() })
    }

    /// A page of at most `limit` rows, in list order.
    pub fn page(&self, query: &Query, edge: Edge, limit: usize) -> Result<Page, StoreError> {
        self.read(|conn| list::List::new(conn, query)?.page(conn, edge, limit))
    }

    /// How many rows a list has.
    pub fn counts(&self, query: &Query) -> Result<Counts, StoreError> {
        // In whatever order: it is the same number.
        let query = Query { order: Order::Newest, ..query.clone() };
        self.read(|conn| list::List::new(conn, &query)?.counts(conn))
    }

    /// An article, whole; none if it is gone or its feed removed.
    pub fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        self.read(|conn| articles::get(conn, id))
    }

    /// What is known of an article but for its text; none if it is gone.
    pub fn details(&self, id: ArticleId) -> Result<Option<Details>, StoreError> {
        self.read(|conn| details::get(conn, id))
    }

    /// Marks articles read (at `now`) or unread; gives those of `ids` that changed. The copies of
    /// a story in other feeds follow: giving the same ids back undoes it.
    pub fn set_read(
        &mut self,
        ids: &[ArticleId],
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| state::set_read(tx, ids.iter().map(|id| id.0), read, now))
    }

    /// The same over a range of a list; gives the rows that changed, in list order.
    pub fn set_read_in(
        &mut self,
        query: &Query,
        range: Range,
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.set_shown_read(query, range, &Shown::default(), read, now)
    }

    /// The same over those rows of a range that were shown.
    pub fn set_shown_read(
        &mut self,
        query: &Query,
        range: Range,
        shown: &Shown,
        read: bool,
        now: i64,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| {
            let mut ids = list::List::new(tx, query)?.ids_to_mark(tx, range, read)?;
            ids.retain(|id| shown.has(ArticleId(*id)));
            state::set_read(tx, ids, read, now)
        })
    }

    /// Gives articles a star or takes it; gives those of `ids` that changed. Copies follow.
    pub fn set_starred(
        &mut self,
        ids: &[ArticleId],
        starred: bool,
    ) -> Result<Vec<ArticleId>, StoreError> {
        self.write(|tx| state::set_starred(tx, ids.iter().map(|id| id.0), starred))
    }

    /// Replaces an article's own tags (the feed's stay). Copies follow.
    pub fn set_tags(&mut self, id: ArticleId, tags: &[String]) -> Result<(), StoreError> {
        self.write(|tx| tags::set_own(tx, id.0, tags))
    }

    /// The tags of all articles whose feeds are not removed, each once, by name; of more than 500
    /// the most frequent.
    pub fn tags(&self) -> Result<Vec<String>, StoreError> {
        self.read(tags::list)
    }

    /// Whether the store has never held a feed (nor had one removed).
    pub fn is_pristine(&self) -> Result<bool, StoreError> {
        self.read(feeds::is_pristine)
    }

    /// A remembered setting.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read(|conn| settings::get(conn, key))
    }

    /// Remembers a setting.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.write(|tx| settings::set(tx, key, value))
    }

    /// What is wrong with the store, a line each; empty: nothing.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        check::check(&self.conn).map_err(|error| self.wrong(&error))
    }

    /// A number that changes when any connection, in this process or another, has changed the
    /// store. Only numbers of one and the same `Store` compare.
    pub fn generation(&self) -> Result<i64, StoreError> {
        let others: i64 = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))
            .map_err(|error| self.wrong(&error))?;
        // SQLite counts the changes of others here and our own there.
        Ok((others << 40) ^ (self.conn.total_changes() as i64))
    }

    /// Reads in one transaction: all that `f` sees is of one moment.
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

    /// Writes in one transaction: all of it or nothing. The lock is taken first, so that nothing
    /// that was read can be out of date when it is written.
    fn write<T>(
        &mut self,
        f: impl FnOnce(&Transaction) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        // SQLite would go on writing to a file that nobody finds any more.
        if self.file.is_some() && place::FileId::of(&self.path) != self.file {
            return Err(StoreError::Gone { path: self.path.clone() });
        }
        let run = || {
            self.settle()?;
            let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = f(&tx)?;
            tx.commit()?;
            Ok(value)
        };
        let result: rusqlite::Result<T> = run();
        result.map_err(|error| self.wrong(&error))
    }

    /// Ends a transaction that is still open: an interrupt may also strike the end of one.
    fn settle(&self) -> rusqlite::Result<()> {
        if self.conn.is_autocommit() { Ok(()) } else { self.conn.execute_batch("ROLLBACK") }
    }

    fn wrong(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }
}
