//! The arguments of the commands that follow feeds.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::ReportFormat;
use super::interval::{self, Interval};

pub(super) const ADD_EXAMPLES: &str = "\
An address may be that of a feed (RSS, Atom, JSON Feed) or that of a site: its feeds are looked for.
Where there are several, onrecord asks which on a terminal; elsewhere it lists them, and --first,
--all or --choose take some. A feed that is followed already keeps its settings, but for those named.
A file is a list of feeds: OPML, or newsboat's urls.

Examples:
  onrecord add example.org
  onrecord add https://example.org/feed.xml --tag politics --full-text
  onrecord add example.org --choose 2 --interval 2h
  onrecord add ~/.newsboat/urls";

pub(super) const REFRESH_EXAMPLES: &str = "\
FEED is a feed's number, its address, its title, or a part of its title that no other has
(`onrecord feeds` lists them). Without one, all feeds are asked that are due: a feed's own interval,
its server's cache times and growing pauses after failures count. Naming a feed overrules these, and
so does --force; only a server that asks to wait is always obeyed. May run while a reader is open, or
another refresh.

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

    /// How often it is asked at most: 30m, 2h, 1d
    #[arg(long, value_name = "TIME", value_parser = interval::parse)]
    pub(super) interval: Option<Interval>,

    #[command(flatten)]
    pub(super) which: Which,

    /// Only add it; fetch nothing but what it takes to find it
    #[arg(long)]
    pub(super) no_refresh: bool,
}

/// Arguments that choose among several feeds of a site.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Which {
    /// Of several feeds take the first
    #[arg(long)]
    pub(super) first: bool,

    /// Of several feeds take all
    #[arg(long)]
    pub(super) all: bool,

    /// Of several feeds take the one with that number in the list
    #[arg(long, value_name = "N")]
    pub(super) choose: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct RefreshArgs {
    /// Feeds to ask, instead of all that are due
    #[arg(value_name = "FEED")]
    pub(super) feeds: Vec<String>,

    /// The most fetches at once, instead of the configured
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(super) jobs: Option<u8>,

    /// Ask every feed, whether it is due or not
    #[arg(long)]
    pub(super) force: bool,

    /// How the result is written: what is new, updated and failed, or what became of each feed
    #[arg(long, value_enum, default_value_t = ReportFormat::Text, conflicts_with = "json")]
    pub(super) format: ReportFormat,

    /// The same as --format json
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct FeedsArgs {
    /// How the list is written: `table` unless said otherwise
    #[arg(long, value_enum)]
    pub(super) format: Option<ListFormat>,

    #[command(subcommand)]
    pub(super) command: Option<FeedsCommand>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Columns, for people
    Table,
    /// A list of objects, one a feed
    Json,
    /// An object a line, one a feed
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
}

#[derive(Debug, Subcommand)]
pub(super) enum FeedsCommand {
    /// Change a feed's title, tags or place, and how it is followed
    Set(SetArgs),
    /// Remove feeds with their articles, or only follow them no more
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

    /// The feed's own title again
    #[arg(long, conflicts_with = "title")]
    pub(super) no_title: bool,

    /// A tag more; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,

    /// A tag less; may be given several times
    #[arg(long = "untag", value_name = "TAG")]
    pub(super) untags: Vec<String>,

    /// Fetch it no more until it is resumed
    #[arg(long)]
    pub(super) pause: bool,

    /// Fetch it again
    #[arg(long, conflicts_with = "pause")]
    pub(super) resume: bool,

    /// How often it is asked at most: 30m, 2h, 1d; `default` for what is configured for all
    #[arg(long, value_name = "TIME", value_parser = interval::parse_or_default)]
    pub(super) interval: Option<Interval>,

    /// Fetch the full text of every new article from its page
    #[arg(long)]
    pub(super) full_text: bool,

    /// Take the articles as the feed has them
    #[arg(long, conflicts_with = "full_text")]
    pub(super) no_full_text: bool,

    /// Place it before that feed
    #[arg(long, value_name = "FEED")]
    pub(super) before: Option<String>,

    /// Place it after all others
    #[arg(long, conflicts_with = "before")]
    pub(super) last: bool,
}

#[derive(Debug, Args)]
pub(super) struct RemoveArgs {
    /// Feeds to remove
    #[arg(value_name = "FEED", required = true)]
    pub(super) feeds: Vec<String>,

    /// Keep the articles: only follow it no more
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
    /// Follow the feeds of an OPML file, or of newsboat's urls; folders become tags. Fetches nothing
    Import {
        /// The file; - is standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write the feeds that are followed as OPML; tags become folders
    Export {
        /// The file, instead of standard output; one that is there already is left as it is
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,

        /// Take the place of a file that is there already
        #[arg(long, requires = "file")]
        replace: bool,

        /// Write passwords and keys that stand in addresses, too; else dots stand for them
        #[arg(long)]
        secrets: bool,
    },
}
