//! Accounts at servers that keep read and starred articles in step.

use serde::{Deserialize, Serialize};

/// The number of an account in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(pub i64);

/// The protocol that a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountKind {
    /// The Google Reader API: FreshRSS, Miniflux, The Old Reader, BazQux, Inoreader.
    GoogleReader,
    /// Miniflux's own interface.
    Miniflux,
    /// Fever's interface.
    Fever,
    /// Nextcloud News.
    Nextcloud,
    /// Feedbin.
    Feedbin,
    /// Tiny Tiny RSS.
    TinyTiny,
    /// NewsBlur.
    NewsBlur,
}

impl AccountKind {
    /// All kinds.
    pub const ALL: [AccountKind; 7] = [
        AccountKind::GoogleReader,
        AccountKind::Miniflux,
        AccountKind::Fever,
        AccountKind::Nextcloud,
        AccountKind::Feedbin,
        AccountKind::TinyTiny,
        AccountKind::NewsBlur,
    ];

    /// Returns the name of the kind, as it is typed and stored.
    pub fn name(self) -> &'static str {
        match self {
            AccountKind::GoogleReader => "greader",
            AccountKind::Miniflux => "miniflux",
            AccountKind::Fever => "fever",
            AccountKind::Nextcloud => "nextcloud",
            AccountKind::Feedbin => "feedbin",
            AccountKind::TinyTiny => "ttrss",
            AccountKind::NewsBlur => "newsblur",
        }
    }

    /// Returns the kind of that name, whatever its case.
    pub fn from_name(name: &str) -> Option<AccountKind> {
        AccountKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

/// Where the secret of an account is taken from. The secret itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretSource {
    /// The first line that a program writes; its name and arguments.
    Command(Vec<String>),
    /// An environment variable.
    Variable(String),
    /// The first line of a file that only its owner can read.
    File(String),
}

/// An account, as it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// The protocol.
    pub kind: AccountKind,
    /// The address of the server, without user and password.
    pub address: String,
    /// The user; empty where the secret is a token.
    pub user: String,
    /// Where the secret is taken from.
    pub secret: SecretSource,
}

/// An account in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// What was said of it when it was added.
    pub account: NewAccount,
    /// When it was last in step (seconds since 1970 UTC).
    pub synced_at: Option<i64>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// The number of changes that wait to be sent.
    pub waiting: u64,
    /// The number of its feeds.
    pub feeds: u64,
    /// The number of its articles that are in the store.
    pub articles: u64,
}

/// A state of an article that a server keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ServerState {
    /// Read or unread.
    Read,
    /// Starred or not.
    Starred,
}

/// A change of state that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingChange {
    /// The number of the change.
    pub id: i64,
    /// The article's id on the server.
    pub item: String,
    /// What changed.
    pub state: ServerState,
    /// The new value.
    pub on: bool,
}
