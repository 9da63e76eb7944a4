//! The arguments of the commands that mark, tag and delete articles.

use clap::{Args, Subcommand, ValueEnum};

use super::archive_args::Selection;

pub(super) const MARK_EXAMPLES: &str = "\
What is marked can be selected as in `onrecord export`; copies of a story in other feeds follow.

Examples:
  onrecord mark read --feed gazette --before yesterday
  onrecord mark star 12 17
  onrecord mark read --query 'older:30d named:0'

Exit status: 0 all well (also if nothing changed), 1 something failed, 2 wrong usage.";

/// The marks of articles that a command sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Mark {
    /// Read
    Read,
    /// Unread again
    Unread,
    /// Starred
    Star,
    /// Not starred
    Unstar,
}

#[derive(Debug, Args)]
pub(super) struct MarkArgs {
    /// The mark to set
    #[arg(value_enum)]
    pub(super) mark: Mark,

    /// Articles, by their numbers
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<i64>,

    /// Articles that match a search (see `onrecord search --help`)
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,

    #[command(flatten)]
    pub(super) selection: Selection,
}

pub(super) const DELETE_EXAMPLES: &str = "\
Deleted articles disappear with their copies in other feeds, and no refresh brings them back. For a
week --undo restores them; after that they are removed from the store.

Examples:
  onrecord delete 12 17
  onrecord delete --query 'feed:gazette older:1y is:read'
  onrecord delete --undo            restore what was deleted last
  onrecord delete --undo 12

Exit status: 0 all well (also if nothing changed), 1 something failed, 2 wrong usage.";

#[derive(Debug, Args)]
pub(super) struct DeleteArgs {
    /// Articles, by their numbers
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<i64>,

    /// Restore these articles, or without numbers those that were deleted last
    #[arg(
        long,
        conflicts_with_all = ["query", "feed", "tag", "saved", "unread", "starred", "after", "before"]
    )]
    pub(super) undo: bool,

    /// Articles that match a search (see `onrecord search --help`)
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,

    #[command(flatten)]
    pub(super) selection: Selection,
}

pub(super) const TAG_EXAMPLES: &str = "\
These are your own tags; the tags that feeds give their articles stay apart. In searches, mine:NAME
finds your own tags and tag:NAME all. Copies of a story in other feeds are tagged, too.

Examples:
  onrecord tag add \"to read\" 12 17
  onrecord tag add budget --query 'title:budget newer:1y'
  onrecord tag remove budget --feed gazette
  onrecord tag list
  onrecord search mine:budget

Exit status: 0 all well (also if nothing changed), 1 something failed, 2 wrong usage.";

#[derive(Debug, Args)]
pub(super) struct TagArgs {
    #[command(subcommand)]
    pub(super) command: TagCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum TagCommand {
    /// Add a tag to articles
    Add(TagChangeArgs),
    /// Remove a tag from articles
    Remove(TagChangeArgs),
    /// List your tags with the number of their articles
    List,
}

#[derive(Debug, Args)]
pub(super) struct TagChangeArgs {
    /// The tag
    #[arg(value_name = "NAME")]
    pub(super) name: String,

    /// Articles, by their numbers
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<i64>,

    /// Articles that match a search (see `onrecord search --help`)
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,

    #[command(flatten)]
    pub(super) selection: Selection,
}
