//! Accounts: which feeds and articles of a server are which here, and the changes that wait to be sent.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, Result, Row, Transaction, params};

use super::{Imported, Store, StoreError, account_states, import, rows, state};
use crate::domain::{
    Account, AccountId, AccountKind, Draft, FeedId, NewAccount, ServerState, WaitingChange,
};

/// The states of a server's articles, as its lists of ids tell them.
#[derive(Debug, Default)]
pub struct ServerLists {
    /// The ids of all unread articles.
    pub unread: HashSet<String>,
    /// The ids of all starred articles.
    pub starred: HashSet<String>,
}

/// An article of a server that is to be imported.
#[derive(Debug)]
pub struct ServerArticle {
    /// Its id on the server.
    pub server: String,
    /// Its content.
    pub draft: Draft,
    /// Whether it is read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
}

impl Store {
    /// Adds an account. Returns its number; that of the account that is there already if it has the
    /// same kind, address and user, whose secret's source is replaced.
    pub fn add_account(&mut self, account: &NewAccount) -> Result<AccountId, StoreError> {
        self.write(|tx| {
            tx.query_row(
                "INSERT INTO accounts (kind, address, user, secret) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (kind, address, user) DO UPDATE SET secret = excluded.secret
                 RETURNING id",
                params![
                    account.kind.name(),
                    account.address,
                    account.user,
                    rows::to_json(&account.secret)?
                ],
                |row| row.get(0).map(AccountId),
            )
        })
    }

    /// Returns all accounts, in the order in which they were added.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(list_accounts)
    }

    /// Removes an account. Its feeds and articles stay; changes that wait are dropped.
    pub fn remove_account(&mut self, account: AccountId) -> Result<(), StoreError> {
        self.write(|tx| tx.execute("DELETE FROM accounts WHERE id = ?1", [account.0]).map(|_| ()))
    }

    /// Notes how an attempt to bring an account in step ended: at a time, or with an error.
    pub fn set_account_outcome(
        &mut self,
        account: AccountId,
        outcome: std::result::Result<i64, &str>,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            match outcome {
                Ok(at) => tx.execute(
                    "UPDATE accounts SET synced_at = ?2, last_error = NULL WHERE id = ?1",
                    params![account.0, at],
                ),
                Err(why) => tx.execute(
                    "UPDATE accounts SET last_error = ?2 WHERE id = ?1",
                    params![account.0, why],
                ),
            }
            .map(|_| ())
        })
    }

    /// Returns the feed that a server's feed is here, if it is known.
    pub fn account_feed(
        &self,
        account: AccountId,
        server: &str,
    ) -> Result<Option<FeedId>, StoreError> {
        self.read(|conn| {
            conn.query_row(
                "SELECT feed FROM account_feeds WHERE account = ?1 AND server = ?2",
                params![account.0, server],
                |row| row.get(0).map(FeedId),
            )
            .optional()
        })
    }

    /// Notes which feed a server's feed is here.
    pub fn set_account_feed(
        &mut self,
        account: AccountId,
        server: &str,
        feed: FeedId,
    ) -> Result<(), StoreError> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO account_feeds (account, server, feed) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, server) DO UPDATE SET feed = excluded.feed",
                params![account.0, server, feed.0],
            )
            .map(|_| ())
        })
    }

    /// Returns those of the ids that no article here has yet.
    pub fn unknown_items(
        &self,
        account: AccountId,
        ids: &[String],
    ) -> Result<Vec<String>, StoreError> {
        self.read(|conn| {
            let mut known = conn
                .prepare_cached("SELECT 1 FROM account_items WHERE account = ?1 AND server = ?2")?;
            let mut unknown = Vec::new();
            for id in ids {
                if !known.exists(params![account.0, id])? {
                    unknown.push(id.clone());
                }
            }
            Ok(unknown)
        })
    }

    /// Imports articles of a server's feed at time `now`, with their states, in one transaction. An
    /// article that is here already keeps what was read or starred here.
    pub fn import_from_account(
        &mut self,
        account: AccountId,
        feed: FeedId,
        articles: &[ServerArticle],
        now: i64,
    ) -> Result<Vec<Imported>, StoreError> {
        let drafts: Vec<Draft> = articles.iter().map(|article| article.draft.clone()).collect();
        let imported = self.write(|tx| {
            let Some(target) = import::import_target(tx, feed)? else { return Ok(None) };
            let imported = import::Import::new(tx, target, &drafts, now)?.import_all()?;
            let mut keep = tx.prepare_cached(
                "INSERT INTO account_items (account, server, article) VALUES (?1, ?2, ?3)
                 ON CONFLICT (account, server) DO UPDATE SET article = excluded.article",
            )?;
            for (article, (id, _)) in articles.iter().zip(&imported) {
                if article.read {
                    state::set_read(tx, [id.0], true, now)?;
                }
                if article.starred {
                    state::set_starred(tx, [id.0], true)?;
                }
                keep.execute(params![account.0, article.server, id.0])?;
                note_differences(tx, account, article, id.0)?;
            }
            Ok(Some(imported))
        })?;
        imported.ok_or_else(|| StoreError::NoSuchFeed { path: self.path.clone() })
    }

    /// Returns the changes of an account that wait, in the order in which they are to be sent, and marks
    /// them as being sent. A change that was being sent before, and may have arrived, comes first.
    pub fn take_changes(&mut self, account: AccountId) -> Result<Vec<WaitingChange>, StoreError> {
        self.write(|tx| {
            // What has changed again since makes the older change idle.
            tx.execute(
                "DELETE FROM account_changes WHERE account = ?1 AND sending = 1 AND EXISTS (
                   SELECT 1 FROM account_changes AS c WHERE c.account = account_changes.account
                     AND c.item = account_changes.item AND c.state = account_changes.state
                     AND c.sending = 0)",
                [account.0],
            )?;
            tx.execute("UPDATE account_changes SET sending = 1 WHERE account = ?1", [account.0])?;
            let mut statement = tx.prepare(
                "SELECT id, item, state, value FROM account_changes WHERE account = ?1
                 ORDER BY id",
            )?;
            let changes = statement.query_map([account.0], waiting_change)?;
            changes.collect()
        })
    }

    /// Forgets changes that have arrived.
    pub fn changes_sent(&mut self, ids: &[i64]) -> Result<(), StoreError> {
        self.write(|tx| {
            let mut statement =
                tx.prepare_cached("DELETE FROM account_changes WHERE id = ?1 AND sending = 1")?;
            for id in ids {
                statement.execute([id])?;
            }
            Ok(())
        })
    }

    /// Brings the articles of an account into the states that its server has, except where a change
    /// waits to be sent. Returns the number of articles that changed.
    pub fn apply_server_states(
        &mut self,
        account: AccountId,
        lists: &ServerLists,
        now: i64,
    ) -> Result<usize, StoreError> {
        self.write(|tx| account_states::apply(tx, account, lists, now))
    }
}

fn list_accounts(conn: &Connection) -> Result<Vec<Account>> {
    let mut statement = conn.prepare(
        "SELECT a.id, a.kind, a.address, a.user, a.secret, a.synced_at, a.last_error,
           (SELECT count(*) FROM account_changes AS c WHERE c.account = a.id) AS waiting,
           (SELECT count(*) FROM account_feeds AS f WHERE f.account = a.id) AS feeds,
           (SELECT count(*) FROM account_items AS i WHERE i.account = a.id) AS articles
         FROM accounts AS a ORDER BY a.id",
    )?;
    let accounts = statement.query_map([], |row| {
        let kind: String = row.get("kind")?;
        let secret: String = row.get("secret")?;
        let wrong = |error| {
            rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error)
        };
        Ok(Account {
            id: AccountId(row.get("id")?),
            account: NewAccount {
                kind: AccountKind::from_name(&kind)
                    .ok_or_else(|| wrong(format!("no kind of account is called {kind}").into()))?,
                address: row.get("address")?,
                user: row.get("user")?,
                secret: serde_json::from_str(&secret).map_err(|error| wrong(Box::new(error)))?,
            },
            synced_at: row.get("synced_at")?,
            last_error: row.get("last_error")?,
            waiting: row.get::<_, i64>("waiting")? as u64,
            feeds: row.get::<_, i64>("feeds")? as u64,
            articles: row.get::<_, i64>("articles")? as u64,
        })
    })?;
    accounts.collect()
}

fn waiting_change(row: &Row) -> Result<WaitingChange> {
    let state: String = row.get("state")?;
    Ok(WaitingChange {
        id: row.get("id")?,
        item: row.get("item")?,
        state: if state == "read" { ServerState::Read } else { ServerState::Starred },
        on: row.get("value")?,
    })
}

/// Lets wait what was read or starred here before the server's article was known.
fn note_differences(
    tx: &Transaction,
    account: AccountId,
    article: &ServerArticle,
    id: i64,
) -> Result<()> {
    let (read, starred): (bool, bool) = tx
        .prepare_cached("SELECT read_at IS NOT NULL, starred FROM articles WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut wait = tx.prepare_cached(
        "INSERT INTO account_changes (account, item, state, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
    )?;
    if read && !article.read {
        wait.execute(params![account.0, article.server, "read", true])?;
    }
    if starred && !article.starred {
        wait.execute(params![account.0, article.server, "starred", true])?;
    }
    Ok(())
}
