//! The arguments of the commands for accounts.

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub(super) const ACCOUNT_EXAMPLES: &str = "\
KIND is greader (FreshRSS, Miniflux, The Old Reader, BazQux, Inoreader), miniflux, fever, nextcloud,
feedbin, ttrss or newsblur. The password is never stored: only where it is taken from.
ACCOUNT is an account's number, or a part of its kind, user or address that no other has.

Examples:
  onrecord account add miniflux https://reader.example.org --user ann --password-command pass show news
  onrecord account add greader https://rss.example.org/api/greader.php --user ann --password-variable NEWS
  onrecord account check
  onrecord sync";

#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    #[command(subcommand)]
    pub(super) action: AccountAction,
}

#[derive(Debug, Subcommand)]
pub(super) enum AccountAction {
    /// Add an account, or replace where its password is taken from
    Add(AddAccountArgs),
    /// List the accounts: when each was last in step, and what waits to be sent
    List,
    /// Sign in, and say what the server can do
    Check {
        /// The account; all if none is named
        account: Option<String>,
    },
    /// Remove an account; its feeds and articles stay
    Remove {
        /// The account
        account: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct AddAccountArgs {
    /// The kind of server
    pub(super) kind: String,

    /// The address of the server
    #[arg(value_name = "URL")]
    pub(super) address: String,

    /// The user; left out where the password is a token
    #[arg(long)]
    pub(super) user: Option<String>,

    /// A program whose first line of output is the password, with its arguments; comes last
    #[arg(long, value_name = "COMMAND", num_args = 1.., allow_hyphen_values = true)]
    pub(super) password_command: Vec<String>,

    /// An environment variable that holds the password
    #[arg(long, value_name = "NAME")]
    pub(super) password_variable: Option<String>,

    /// A file whose first line is the password, and that only you can read
    #[arg(long, value_name = "PATH")]
    pub(super) password_file: Option<PathBuf>,

    /// Do not sign in
    #[arg(long)]
    pub(super) no_check: bool,
}

#[derive(Debug, Args)]
pub(super) struct SyncArgs {
    /// The account; all if none is named
    pub(super) account: Option<String>,
}
