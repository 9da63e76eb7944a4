//! The arguments of the commands that follow feeds.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::ReportFormat;
use super::interval::{self, Interval};

pub(super) const ADD_EXAMPLES: &str = "\
An address is that of a feed (RSS, Atom, JSON Feed), or of a site, whose feeds are searched. If a
site has several, onrecord asks on a terminal; elsewhere it lists them, and --first, --all or
--choose select some. A feed that is followed already keeps its settings, except those given.
A file is a list of feeds: OPML, or Newsboat's urls.

Examples:
  onrecord add example.org
  onrecord add https://example.org/feed.xml --tag politics --full-text
  onrecord add example.org --choose 2 --interval 2h
  onrecord add ~/.newsboat/urls";

pub(super) const REFRESH_EXAMPLES: &str = "\
FEED is a feed's number, its address, its title, or a part of its title that no other has
(`onrecord feeds` lists them). Without one, all feeds that are due are fetched: that depends on a
feed's own interval, its server's cache times, and growing pauses after failures. Naming a feed
overrules these, and so does --force; but a server that asks to wait is always obeyed. May run while
the app is open, or another refresh.

Examples:
  onrecord refresh
  onrecord refresh gazette 12
  onrecord refresh --format json        in a job that runs every half hour";

pub(super) const FEEDS_EXAMPLES: &str = "\
FEED is a feed's number, its address, its title, or a part of its title that no other has.

Examples:
  onrecord feeds
  onrecord feeds set gazette --title \"The Gazette\" --tag local --interval 1h
  onrecord feeds set gazette --pause
  onrecord feeds set 12 --before 3
  onrecord feeds remove gazette --keep-articles";

pub(super) const SAVE_EXAMPLES: &str = "\
The articles go to a feed called Saved, and can be read, searched and exported without a network
connection. Saving a page again fetches it again, and updates the article if it has changed.

Examples:
  onrecord save https://example.org/2026/ferry.html
  onrecord save - < addresses.txt
  xclip -o | onrecord save";

#[derive(Debug, Args)]
pub(super) struct SaveArgs {
    /// Addresses of pages; - is a list on standard input, one per line
    #[arg(value_name = "URL")]
    pub(super) addresses: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// Addresses of feeds or sites, or files that list feeds
    #[arg(value_name = "URL", required = true)]
    pub(super) addresses: Vec<String>,

    /// A tag for the feed; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,

    /// A title of your own
    #[arg(long)]
    pub(super) title: Option<String>,

    /// Fetch the full text of every new article from its page
    #[arg(long)]
    pub(super) full_text: bool,

    /// Shortest time between fetches: 30m, 2h, 1d
    #[arg(long, value_name = "TIME", value_parser = interval::parse)]
    pub(super) interval: Option<Interval>,

    #[command(flatten)]
    pub(super) which: Which,

    /// Only follow it, without fetching its articles
    #[arg(long)]
    pub(super) no_refresh: bool,
}

/// Arguments that choose among several feeds of a site.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Which {
    /// Follow the first of several feeds
    #[arg(long)]
    pub(super) first: bool,

    /// Follow all of several feeds
    #[arg(long)]
    pub(super) all: bool,

    /// Follow the feed with that number in the list
    #[arg(long, value_name = "N")]
    pub(super) choose: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct RefreshArgs {
    /// Feeds to fetch, instead of all that are due
    #[arg(value_name = "FEED")]
    pub(super) feeds: Vec<String>,

    /// Maximum number of concurrent fetches, instead of the configured one
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(super) jobs: Option<u8>,

    /// Fetch every feed, even if it is not due
    #[arg(long)]
    pub(super) force: bool,

    /// Format of the result: totals, or the outcome for each feed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text, conflicts_with = "json")]
    pub(super) format: ReportFormat,

    /// The same as --format json
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct FeedsArgs {
    /// Format of the list (default: table)
    #[arg(long, value_enum)]
    pub(super) format: Option<ListFormat>,

    #[command(subcommand)]
    pub(super) command: Option<FeedsCommand>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Columns, for people
    Table,
    /// A list of objects, one per feed
    Json,
    /// One object per line and feed
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
}

#[derive(Debug, Subcommand)]
pub(super) enum FeedsCommand {
    /// Change a feed's title, tags, position and settings
    Set(SetArgs),
    /// Remove feeds with their articles, or only stop following them
    Remove(RemoveArgs),
}

#[derive(Debug, Args)]
pub(super) struct SetArgs {
    /// The feed
    #[arg(value_name = "FEED")]
    pub(super) feed: String,

    /// A title of your own
    #[arg(long)]
    pub(super) title: Option<String>,

    /// Restore the feed's own title
    #[arg(long, conflicts_with = "title")]
    pub(super) no_title: bool,

    /// Add a tag; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,

    /// Remove a tag; may be given several times
    #[arg(long = "untag", value_name = "TAG")]
    pub(super) untags: Vec<String>,

    /// Stop fetching it until it is resumed
    #[arg(long)]
    pub(super) pause: bool,

    /// Resume fetching it
    #[arg(long, conflicts_with = "pause")]
    pub(super) resume: bool,

    /// Shortest time between fetches: 30m, 2h, 1d; `default` for the configured one
    #[arg(long, value_name = "TIME", value_parser = interval::parse_or_default)]
    pub(super) interval: Option<Interval>,

    /// Fetch the full text of every new article from its page
    #[arg(long)]
    pub(super) full_text: bool,

    /// Keep the articles as the feed has them
    #[arg(long, conflicts_with = "full_text")]
    pub(super) no_full_text: bool,

    /// Move it before that feed
    #[arg(long, value_name = "FEED")]
    pub(super) before: Option<String>,

    /// Move it to the end
    #[arg(long, conflicts_with = "before")]
    pub(super) last: bool,
}

#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// Feeds to remove
    #[arg(value_name = "FEED", required = true)]
    pub(super) feeds: Vec<String>,

    /// Keep the articles, and only stop following the feeds
    #[arg(long)]
    pub(super) keep_articles: bool,
}

#[derive(Debug, Args)]
pub(super) struct OpmlArgs {
    #[command(subcommand)]
    pub(super) command: OpmlCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum OpmlCommand {
    /// Follow the feeds of an OPML file, or of Newsboat's urls, without fetching; folders become tags
    Import {
        /// The file; - is standard input
        #[arg(value_name = "FILE", required_unless_present = "states")]
        file: Option<PathBuf>,

        /// Take over read articles and flags (as stars) from Newsboat's cache.db; the states of
        /// articles that have not been fetched yet wait for them
        #[arg(long, value_name = "CACHE")]
        states: Option<PathBuf>,
    },
    /// Write the followed feeds as OPML; tags become folders
    Export {
        /// The file, instead of standard output; an existing file is not overwritten
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,

        /// Replace an existing file
        #[arg(long, requires = "file")]
        replace: bool,

        /// Include passwords and keys in addresses, instead of dots
        #[arg(long)]
        secrets: bool,
    },
}
