//! Brings the store and an account's server in step: sends the changes that wait, then takes over feeds,
//! articles and states.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::Utc;

use crate::domain::{
    Account, AccountId, AccountKind, FeedId, FeedInfo, FeedOrigin, FeedSettings, FeedState,
    Following, ImportStatus, ServerState, WaitingChange,
};
use crate::ingest::kinds::{
    Feedbin, Fever, GoogleReader, Kind, Login, Mark, Miniflux, NewsBlur, Nextcloud, Problem,
    ServerFeed, TinyTiny, Wire,
};
use crate::ingest::{Caller, NetSettings};
use crate::store::{ServerArticle, ServerLists, Store, StoreError};

use super::password;

/// The most articles that are fetched and stored at a time.
const AT_ONCE: usize = 200;

/// Why an account could not be brought in step, in words, and what to do.
pub type SyncFailure = (String, Option<&'static str>);

/// What to do about a password that cannot be read.
const ADD_AGAIN: &str =
    "`onrecord account add` again, with another source of the password, replaces it";

/// The result of a synchronization.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Synced {
    /// The number of changes that were sent.
    pub sent: usize,
    /// The number of new articles.
    pub new: usize,
    /// The number of articles that were read or starred elsewhere, or no longer are.
    pub changed: usize,
    /// The number of feeds of the account.
    pub feeds: usize,
}

/// Why an account could not be brought in step.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The server did not do what was asked.
    #[error("{0}")]
    Server(#[from] Problem),
    /// The store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The user has ended it.
    #[error("it was ended")]
    Cancelled,
}

/// Creates the client for a kind of server.
pub fn client(kind: AccountKind, login: Login) -> Box<dyn Kind> {
    match kind {
        AccountKind::GoogleReader => Box::new(GoogleReader::new(login)),
        AccountKind::Miniflux => Box::new(Miniflux::new(login)),
        AccountKind::Fever => Box::new(Fever::new(&login)),
        AccountKind::Nextcloud => Box::new(Nextcloud::new(login)),
        AccountKind::Feedbin => Box::new(Feedbin::new(login)),
        AccountKind::TinyTiny => Box::new(TinyTiny::new(login)),
        AccountKind::NewsBlur => Box::new(NewsBlur::new(login)),
    }
}

/// Brings accounts in step, one after the other, and tells the result of each: what was done, or why it
/// failed and what to do.
///
/// # Errors
///
/// Returns an error if the store fails.
pub fn sync_accounts(
    store: &mut Store,
    accounts: &[Account],
    net: &NetSettings,
    cancel: &Arc<AtomicBool>,
    tell: &mut dyn FnMut(&Account, Result<Synced, SyncFailure>),
) -> Result<(), StoreError> {
    for account in accounts {
        if cancel.load(Ordering::Relaxed) {
            return Ok(());
        }
        let secret = match password::read(&account.account.secret) {
            Ok(secret) => secret,
            Err(why) => {
                store.set_account_outcome(account.id, Err(&why))?;
                tell(account, Err((why, Some(ADD_AGAIN))));
                continue;
            }
        };
        let login = Login { user: account.account.user.clone(), password: secret };
        let mut kind = client(account.account.kind, login);
        let result = Caller::new(net, &account.account.address, cancel)
            .map_err(|error| SyncError::Server(error.into()))
            .and_then(|mut wire| sync(store, account, kind.as_mut(), &mut wire, cancel));
        match result {
            Ok(synced) => tell(account, Ok(synced)),
            Err(SyncError::Server(problem)) => {
                tell(account, Err((problem.to_string(), problem.hint())));
            }
            Err(SyncError::Store(error)) => return Err(error),
            Err(SyncError::Cancelled) => return Ok(()),
        }
    }
    Ok(())
}

/// Brings an account in step, and notes in the store when that was, or why it failed. Ends soon after
/// `cancel` was set; what has been sent and stored stays.
///
/// # Errors
///
/// Returns an error if the server or the store fails. Changes that have not been sent go on waiting.
pub fn sync(
    store: &mut Store,
    account: &Account,
    kind: &mut dyn Kind,
    wire: &mut dyn Wire,
    cancel: &AtomicBool,
) -> Result<Synced, SyncError> {
    let result = Step { store, id: account.id, kind, wire, cancel }.run();
    match &result {
        Ok(_) => store.set_account_outcome(account.id, Ok(Utc::now().timestamp()))?,
        Err(SyncError::Server(problem)) => {
            store.set_account_outcome(account.id, Err(&problem.to_string()))?;
        }
        Err(_) => {}
    }
    result
}

struct Step<'a> {
    store: &'a mut Store,
    id: AccountId,
    kind: &'a mut dyn Kind,
    wire: &'a mut dyn Wire,
    cancel: &'a AtomicBool,
}

impl Step<'_> {
    fn run(&mut self) -> Result<Synced, SyncError> {
        let sent = self.send_changes()?;
        let feeds = self.kind.feeds(self.wire)?;
        let known = self.take_feeds(&feeds)?;
        self.going()?;
        let lists = ServerLists {
            unread: self.kind.unread(self.wire)?.into_iter().collect(),
            starred: self.kind.starred(self.wire)?.into_iter().collect(),
        };
        self.going()?;
        let new = self.take_articles(&lists, &known)?;
        let changed = self.store.apply_server_states(self.id, &lists, Utc::now().timestamp())?;
        Ok(Synced { sent, new, changed, feeds: feeds.len() })
    }

    fn going(&self) -> Result<(), SyncError> {
        if self.cancel.load(Ordering::Relaxed) { Err(SyncError::Cancelled) } else { Ok(()) }
    }

    /// Sends the changes that wait, each kind of change in one call where the server can.
    fn send_changes(&mut self) -> Result<usize, SyncError> {
        let changes = self.store.take_changes(self.id)?;
        for (state, on) in [
            (ServerState::Read, true),
            (ServerState::Read, false),
            (ServerState::Starred, true),
            (ServerState::Starred, false),
        ] {
            let some: Vec<&WaitingChange> =
                changes.iter().filter(|it| it.state == state && it.on == on).collect();
            let mark = match state {
                ServerState::Read => Mark::Read,
                ServerState::Starred => Mark::Starred,
            };
            for part in some.chunks(AT_ONCE) {
                self.going()?;
                let ids: Vec<String> = part.iter().map(|it| it.item.clone()).collect();
                self.kind.mark(self.wire, &ids, mark, on)?;
                let sent: Vec<i64> = part.iter().map(|it| it.id).collect();
                self.store.changes_sent(&sent)?;
            }
        }
        Ok(changes.len())
    }

    /// Makes feeds here of the server's feeds; returns the feed of each by its id on the server.
    fn take_feeds(&mut self, feeds: &[ServerFeed]) -> Result<HashMap<String, FeedId>, SyncError> {
        let mut known = HashMap::new();
        for feed in feeds {
            let id = match self.store.account_feed(self.id, &feed.id)? {
                Some(id) => id,
                None => {
                    let id = self.new_feed(feed)?;
                    self.store.set_account_feed(self.id, &feed.id, id)?;
                    id
                }
            };
            known.insert(feed.id.clone(), id);
        }
        Ok(known)
    }

    /// Returns the feed that a server's feed becomes here: the one of the same address, if there is one,
    /// which goes on as it was. A new one is not fetched by itself, and its folders are its tags.
    fn new_feed(&mut self, feed: &ServerFeed) -> Result<FeedId, SyncError> {
        let address = feed.address.clone();
        let address = address.unwrap_or_else(|| format!("account:{}:{}", self.id.0, feed.id));
        let origin = FeedOrigin::Address(address);
        let there = self.store.feeds()?.into_iter().find(|row| row.origin == origin);
        if let Some(row) = there {
            return Ok(row.id);
        }
        let info = FeedInfo { origin, title: feed.title.clone(), site: feed.site.clone() };
        let settings = FeedSettings { tags: feed.folders.clone(), ..FeedSettings::default() };
        let following = Following { info, own_title: None, settings: settings.clone() };
        let (id, _) = self.store.subscribe(&following)?;
        self.store.set_feed_settings(id, &FeedSettings { state: FeedState::Kept, ..settings })?;
        Ok(id)
    }

    /// Fetches the unread and starred articles that are not here yet. Returns the number of new ones.
    fn take_articles(
        &mut self,
        lists: &ServerLists,
        feeds: &HashMap<String, FeedId>,
    ) -> Result<usize, SyncError> {
        let mut ids: Vec<String> = lists.unread.union(&lists.starred).cloned().collect();
        // Newer articles have larger ids nearly everywhere.
        ids.sort_by_key(|id| std::cmp::Reverse(id.parse::<i64>().unwrap_or(0)));
        let unknown = self.store.unknown_items(self.id, &ids)?;
        let mut new = 0;
        for some in unknown.chunks(AT_ONCE) {
            self.going()?;
            let mut by_feed: HashMap<FeedId, Vec<ServerArticle>> = HashMap::new();
            for item in self.kind.items(self.wire, some)? {
                let Some(feed) = feeds.get(&item.feed) else { continue };
                by_feed.entry(*feed).or_default().push(ServerArticle {
                    read: !lists.unread.contains(&item.id),
                    starred: lists.starred.contains(&item.id),
                    server: item.id,
                    draft: item.draft,
                });
            }
            for (feed, articles) in by_feed {
                let now = Utc::now().timestamp();
                let stored = self.store.import_from_account(self.id, feed, &articles, now)?;
                new += stored.iter().filter(|(_, it)| *it == ImportStatus::Imported).count();
            }
        }
        Ok(new)
    }
}
