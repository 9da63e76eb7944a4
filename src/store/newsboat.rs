//! Takes over read marks and stars from the cache of Newsboat.
//!
//! Its items are matched with articles by feed and guid, or else by address. The state of an item
//! whose article has not come in yet waits for it.

use std::collections::HashMap;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Result, Row, Transaction, params};

use super::{Store, StoreError, incoming, link, state};
use crate::domain::FeedId;

/// How long a state waits for its article (seconds).
const PATIENCE: i64 = 90 * 86_400;

/// The longest guid or address that is taken over (bytes).
const LONGEST: usize = 2048;

/// The most states that wait: more than anybody has read in the time that they wait.
const MOST_AWAITED: u64 = 1_000_000;

/// What was taken over from a cache.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// The items that are read or flagged there.
    pub items: u64,
    /// Those whose articles are here.
    pub matched: u64,
    /// The articles here that were marked read.
    pub read: u64,
    /// The articles here that were starred.
    pub starred: u64,
    /// The items whose states wait for their articles.
    pub awaited: u64,
}

/// An item of the cache that is read or flagged.
struct Item {
    feed: String,
    guid: String,
    url: String,
    read: bool,
    starred: bool,
}

impl Store {
    /// Takes over read marks and stars from the cache of Newsboat at `cache`, at `now`. The cache is
    /// only read.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoCache`] if the file cannot be read, is damaged, or is something else. Nothing
    /// is changed then.
    pub fn take_over_states(&mut self, cache: &Path, now: i64) -> Result<TakenOver, StoreError> {
        let unread = |reason: String| StoreError::NoCache { path: cache.to_owned(), reason };
        let conn = open(cache).map_err(unread)?;
        let mut failed = None;
        let taken = self.write(|tx| {
            let mut desk = Desk::new(tx, now)?;
            if let Err(error) = each_item(&conn, &mut |item| desk.take(&item)) {
                failed = Some(error);
                return Err(rusqlite::Error::QueryReturnedNoRows);
            }
            desk.finish()
        });
        match failed {
            Some(Fault::Cache(error)) => Err(unread(error.to_string())),
            Some(Fault::Store(error)) => Err(self.wrong(&error)),
            None => taken,
        }
    }
}

/// Where an error comes from.
enum Fault {
    Cache(rusqlite::Error),
    Store(rusqlite::Error),
}

/// Opens a cache for reading, or says why it is none.
fn open(path: &Path) -> Result<Connection, String> {
    match std::fs::metadata(path) {
        Ok(meta) if !meta.is_file() => return Err("it is no file".into()),
        Ok(_) => {}
        Err(error) => return Err(error.to_string()),
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let told = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => "it is no database".to_owned(),
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => "it is damaged".to_owned(),
        Some(rusqlite::ErrorCode::DatabaseBusy) => "Newsboat is using it".to_owned(),
        _ => error.to_string(),
    };
    let conn = Connection::open_with_flags(whole, flags).map_err(told)?;
    let prepare = || {
        // The schema of a foreign file runs nothing.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        conn.busy_timeout(std::time::Duration::from_secs(3))?;
        conn.query_row(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'rss_item')",
            [],
            |row| row.get::<_, bool>(0),
        )
    };
    if !prepare().map_err(told)? {
        return Err("it is the database of another program".into());
    }
    let columns = columns(&conn).map_err(told)?;
    for column in ["guid", "url", "feedurl", "unread"] {
        if !columns.iter().any(|known| known == column) {
            return Err(format!("its items have no column `{column}`"));
        }
    }
    Ok(conn)
}

fn columns(conn: &Connection) -> Result<Vec<String>> {
    conn.prepare("SELECT name FROM pragma_table_info('rss_item')")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Gives every item that is read or flagged to `take`.
fn each_item(
    conn: &Connection,
    take: &mut dyn FnMut(Item) -> Result<()>,
) -> std::result::Result<(), Fault> {
    let columns = columns(conn).map_err(Fault::Cache)?;
    let has = |name: &str| columns.iter().any(|column| column == name);
    // Older caches have neither flags nor deleted items.
    let flags = if has("flags") { "coalesce(flags, '') <> ''" } else { "0" };
    let deleted = if has("deleted") { "coalesce(deleted, 0) <> 0" } else { "0" };
    let sql = format!(
        "SELECT CAST(feedurl AS TEXT), CAST(guid AS TEXT), CAST(url AS TEXT),
           coalesce(unread, 1) = 0 OR {deleted}, {flags}
         FROM rss_item WHERE coalesce(unread, 1) = 0 OR {deleted} OR {flags}"
    );
    let mut statement = conn.prepare(&sql).map_err(Fault::Cache)?;
    let mut found = statement.query([]).map_err(Fault::Cache)?;
    while let Some(row) = found.next().map_err(Fault::Cache)? {
        take(item(row).map_err(Fault::Cache)?).map_err(Fault::Store)?;
    }
    Ok(())
}

fn item(row: &Row) -> Result<Item> {
    // What is no text names nothing.
    let text = |column: usize| -> Result<String> {
        let value = row.get_ref(column)?;
        let text = value.as_str_or_null().ok().flatten().unwrap_or("").trim();
        Ok(if text.len() > LONGEST { String::new() } else { text.to_owned() })
    };
    Ok(Item {
        feed: text(0)?,
        guid: text(1)?,
        url: text(2)?,
        read: row.get(3)?,
        starred: row.get(4)?,
    })
}

/// Where items meet articles.
struct Desk<'a> {
    tx: &'a Transaction<'a>,
    now: i64,
    /// Feeds by the keys of their addresses.
    feeds: HashMap<String, i64>,
    read: Vec<i64>,
    starred: Vec<i64>,
    taken: TakenOver,
}

impl<'a> Desk<'a> {
    fn new(tx: &'a Transaction<'a>, now: i64) -> Result<Desk<'a>> {
        let mut feeds = HashMap::new();
        let mut statement = tx.prepare("SELECT id, origin FROM feeds WHERE kind = 'address'")?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            feeds.insert(feed_key(row.get_ref(1)?.as_str()?), row.get(0)?);
        }
        let (read, starred, taken) = (Vec::new(), Vec::new(), TakenOver::default());
        Ok(Desk { tx, now, feeds, read, starred, taken })
    }

    fn take(&mut self, item: &Item) -> Result<()> {
        self.taken.items += 1;
        match self.article(item)? {
            Some(id) => {
                self.taken.matched += 1;
                self.read.extend(item.read.then_some(id));
                self.starred.extend(item.starred.then_some(id));
            }
            None if self.taken.awaited < MOST_AWAITED => self.wait(item)?,
            None => {}
        }
        Ok(())
    }

    /// Finds the article of an item: by feed and guid, or else by an address that only one article
    /// of its feed has.
    fn article(&self, item: &Item) -> Result<Option<i64>> {
        if let Some(feed) = self.feeds.get(&feed_key(&item.feed)) {
            let found = self
                .tx
                .prepare_cached("SELECT id FROM articles WHERE feed = ?1 AND guid = ?2")?
                .query_row(params![feed, item.guid], |row| row.get(0))
                .optional()?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let Some(key) = link::link_key(&item.url) else { return Ok(None) };
        let found: Vec<(i64, i64)> = self
            .tx
            .prepare_cached(
                "SELECT id, feed FROM articles WHERE url_key = ?1 ORDER BY feed LIMIT 2",
            )?
            .query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_>>()?;
        Ok(match found[..] {
            [(id, _)] => Some(id),
            [(id, one), (_, two)] if one != two => Some(id),
            _ => None,
        })
    }

    fn wait(&mut self, item: &Item) -> Result<()> {
        let guid = Some(&item.guid).filter(|guid| !guid.is_empty());
        let link = link::link_key(&item.url);
        let mut names = Vec::new();
        names.extend(
            guid.map(|guid| (feed_key(&item.feed), incoming::feed_name(Some(guid), None, &[]))),
        );
        names.extend(link.map(|key| (String::new(), incoming::feed_name(None, Some(&key), &[]))));
        for (feed, name) in &names {
            self.tx
                .prepare_cached(
                    "INSERT INTO awaited_states (feed, name, read, starred, noted_at)
                     VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (feed, name) DO UPDATE SET read = max(read, excluded.read),
                       starred = max(starred, excluded.starred), noted_at = excluded.noted_at",
                )?
                .execute(params![feed, name, item.read, item.starred, self.now])?;
        }
        self.taken.awaited += u64::from(!names.is_empty());
        Ok(())
    }

    fn finish(self) -> Result<TakenOver> {
        forget_old(self.tx, self.now)?;
        let read = state::set_read(self.tx, self.read, true, self.now)?;
        let starred = state::set_starred(self.tx, self.starred, true)?;
        Ok(TakenOver { read: read.len() as u64, starred: starred.len() as u64, ..self.taken })
    }
}

/// Returns the key by which addresses of feeds are compared.
fn feed_key(address: &str) -> String {
    link::link_key(address).unwrap_or_else(|| address.trim().to_owned())
}

fn forget_old(tx: &Transaction, now: i64) -> Result<()> {
    tx.execute("DELETE FROM awaited_states WHERE noted_at < ?1", [now - PATIENCE])?;
    Ok(())
}

/// Returns whether any state waits for its article.
pub(super) fn awaits_any(conn: &Connection) -> Result<bool> {
    conn.prepare_cached("SELECT 1 FROM awaited_states LIMIT 1")?.exists([])
}

/// Gives a new article of `feed` the state that waits for it, if there is one.
pub(super) fn apply_awaited(
    tx: &Transaction,
    id: i64,
    feed: FeedId,
    (guid, link): (Option<&str>, Option<&str>),
    now: i64,
) -> Result<()> {
    let origin: String = tx
        .prepare_cached("SELECT origin FROM feeds WHERE id = ?1")?
        .query_row([feed.0], |row| row.get(0))?;
    let mut names = Vec::new();
    names.extend(guid.map(|_| (feed_key(&origin), incoming::feed_name(guid, None, &[]))));
    names.extend(link.map(|_| (String::new(), incoming::feed_name(None, link, &[]))));
    for (feed, name) in names {
        let awaited: Option<(bool, bool)> = tx
            .prepare_cached(
                "DELETE FROM awaited_states WHERE feed = ?1 AND name = ?2
                 RETURNING read, starred",
            )?
            .query_row([&feed, &name], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((read, starred)) = awaited else { continue };
        tx.prepare_cached(
            "UPDATE articles SET read_at = iif(?2, coalesce(read_at, ?4), read_at),
               starred = max(starred, ?3) WHERE id = ?1",
        )?
        .execute(params![id, read, starred, now])?;
    }
    Ok(())
}
