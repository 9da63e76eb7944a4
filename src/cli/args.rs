//! The definition of the command line.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use super::account_args::{AccountArgs, SyncArgs};
use super::archive_args::{ExportArgs, ListArgs};
use super::change_args::{DeleteArgs, MarkArgs, TagArgs};
use super::correction_args::CorrectionsArgs;
use super::error::Failure;
use super::feed_args::{AddArgs, FeedsArgs, OpmlArgs, RefreshArgs, SaveArgs};
use super::program_args::{AnalyseArgs, CompletionsArgs, ConfigArgs, ManArgs};
use super::source_args::{EntitiesArgs, QuotesArgs, SearchArgs, SourcesArgs};

const EXAMPLES: &str = "\
Examples:
  onrecord                         read what is in the store
  onrecord story.txt               import an article and open it
  onrecord ~/news                  import a folder and read it
  onrecord import ~/news feed.xml  only import
  onrecord extract story.txt       extract statements, as JSON
  onrecord add example.org         follow a site's feed
  onrecord refresh                 fetch what is new
  onrecord save https://…          save one page's article
  onrecord search 'quote:safety'   find articles by what was said in them
  onrecord quotes --source NAME    what somebody said, in all articles
  onrecord export 12 --format html write an article out

Write ./import for a file or folder that has the name of a command.
Keys: press ? in the app.

Environment: ONRECORD_STORE names the store, ONRECORD_CONFIG the folder with config.toml,
keymap.toml and themes/*.toml; NO_COLOR turns colour off; HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and
NO_PROXY are honoured.
Exit status: 0 all well, 1 something failed (standard error says what), 2 wrong usage.";

const IMPORT_EXAMPLES: &str = "\
Reads plain text, Markdown, HTML pages, JSON and JSONL articles, RSS, Atom and JSON feeds; the
format is detected from the content. Importing again changes nothing; an edited file updates its
article, which keeps its read state. A folder becomes a feed with its files' articles; a single
file goes to the feed of its folder.

Examples:
  onrecord import ~/news
  onrecord import story.txt page.html archive.jsonl
  curl -s https://example.org/feed.xml | onrecord import -";

const EXTRACT_EXAMPLES: &str = "\
Reads all formats of `onrecord import`, and JSONL with {\"id\": …, \"text\": …}. Stores nothing.
Offsets in jsonl, json and brat, and start and end in csv, count Unicode code points, half-open.

Examples:
  onrecord extract story.txt
  onrecord extract --format text story.txt
  onrecord extract --format csv archive.jsonl > quotes.csv
  onrecord extract --format brat --output annotated ~/news";

/// A terminal news reader that shows who said what.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files or folders to import and open; - is standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// The store, instead of ONRECORD_STORE or the one in the data folder
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) store: Option<PathBuf>,

    /// Words instead of glyphs, for screen readers
    #[arg(long)]
    pub(super) plain: bool,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Import articles from files and folders into the store
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Extract statements from articles, without storing anything
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(ExtractArgs),
    /// Follow feeds, given by their address or by that of a web site
    #[command(after_help = super::feed_args::ADD_EXAMPLES)]
    Add(AddArgs),
    /// Save the articles of web pages for reading offline
    #[command(after_help = super::feed_args::SAVE_EXAMPLES)]
    Save(SaveArgs),
    /// Fetch new articles of the followed feeds
    #[command(after_help = super::feed_args::REFRESH_EXAMPLES)]
    Refresh(RefreshArgs),
    /// List feeds, change their settings, or remove them
    #[command(after_help = super::feed_args::FEEDS_EXAMPLES)]
    Feeds(FeedsArgs),
    /// Accounts at servers that keep read and starred articles in step
    #[command(after_help = super::account_args::ACCOUNT_EXAMPLES)]
    Account(AccountArgs),
    /// Bring the accounts in step: send what waits, fetch what is new or has changed
    Sync(SyncArgs),
    /// Import or export a list of feeds as OPML
    Opml(OpmlArgs),
    /// Show every setting with its value, default and origin
    #[command(after_help = super::program_args::CONFIG_EXAMPLES)]
    Config(ConfigArgs),
    /// List articles
    #[command(after_help = super::archive_args::LIST_EXAMPLES)]
    List(ListArgs),
    /// Find articles by words, statements, sources, dates and more
    #[command(after_help = super::source_args::SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// List statements with their sources and articles
    #[command(after_help = super::source_args::QUOTES_EXAMPLES)]
    Quotes(QuotesArgs),
    /// List sources: people, organizations and documents that are quoted or cited
    #[command(after_help = super::source_args::SOURCES_EXAMPLES)]
    Sources(SourcesArgs),
    /// List people, organizations and places that articles mention
    #[command(after_help = super::source_args::ENTITIES_EXAMPLES)]
    Entities(EntitiesArgs),
    /// Write articles as Markdown, HTML, JSON, CSV, brat or text
    #[command(after_help = super::archive_args::EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// List, export or remove your corrections
    #[command(after_help = super::correction_args::CORRECTIONS_EXAMPLES)]
    Corrections(CorrectionsArgs),
    /// Mark articles read or unread, star or unstar them
    #[command(after_help = super::change_args::MARK_EXAMPLES)]
    Mark(MarkArgs),
    /// Add or remove your own tags of articles
    #[command(after_help = super::change_args::TAG_EXAMPLES)]
    Tag(TagArgs),
    /// Delete articles, or restore them
    #[command(after_help = super::change_args::DELETE_EXAMPLES)]
    Delete(DeleteArgs),
    /// Analyse all articles that are not analysed yet, as the app does in the background
    #[command(after_help = super::program_args::ANALYSE_EXAMPLES)]
    Analyse(AnalyseArgs),
    /// Check the store; exit status 1 if it has problems
    Check,
    /// Write a shell completion script
    #[command(after_help = super::program_args::COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Write the manual pages
    #[command(after_help = super::program_args::MAN_EXAMPLES)]
    Man(ManArgs),
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Command::Import(_) => "import",
            Command::Extract(_) => "extract",
            Command::Add(_) => "add",
            Command::Save(_) => "save",
            Command::Refresh(_) => "refresh",
            Command::Feeds(_) => "feeds",
            Command::Account(_) => "account",
            Command::Sync(_) => "sync",
            Command::Opml(_) => "opml",
            Command::Config(_) => "config",
            Command::List(_) => "list",
            Command::Search(_) => "search",
            Command::Quotes(_) => "quotes",
            Command::Sources(_) => "sources",
            Command::Entities(_) => "entities",
            Command::Corrections(_) => "corrections",
            Command::Export(_) => "export",
            Command::Mark(_) => "mark",
            Command::Tag(_) => "tag",
            Command::Delete(_) => "delete",
            Command::Analyse(_) => "analyse",
            Command::Check => "check",
            Command::Completions(_) => "completions",
            Command::Man(_) => "man",
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// Files or folders (read recursively); - is standard input
    #[arg(value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,

    /// Format of the result: totals, or the outcome for each file
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Totals in one line
    Text,
    /// A list of objects, one per file or feed
    Json,
    /// One object per line, file or feed
    Jsonl,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    /// Files or folders (read recursively); - is standard input, which is also read if none is named
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Format of the result
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub(super) format: ExtractFormat,

    /// The folder for brat files: ID.txt and ID.ann per document, and annotation.conf
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractFormat {
    /// One document per line
    Jsonl,
    /// One list of documents
    Json,
    /// brat standoff annotation
    Brat,
    /// One statement per row
    Csv,
    /// The text with its statements marked, for people
    Text,
}

/// Returns the error for paths before a command: only one of the two is allowed.
pub(super) fn stray_paths(paths: &[PathBuf], command: &Command) -> Failure {
    let (path, name) = (paths.first().map_or(Path::new(""), PathBuf::as_path), command.name());
    let message = format!("`{}` stands before the command `{name}`", path.display());
    Failure::usage(message)
        .hint(format!("write the command first; a file or folder of that name is ./{name}"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_command_is_one_wherever_the_store_is_named() {
        let parse = |line: &str| Args::try_parse_from(line.split(' ')).unwrap();
        for line in ["onrecord --store s import x", "onrecord import x --store s"] {
            let args = parse(line);
            assert!(matches!(args.command, Some(Command::Import(_))), "{line}");
            assert_eq!(args.store.as_deref(), Some(Path::new("s")));
        }
        let args = parse("onrecord ./import x");
        assert!(args.command.is_none());
        assert_eq!(args.paths.len(), 2);
        let args = parse("onrecord a.txt --store s import x");
        assert!(args.command.is_some() && args.paths.len() == 1, "{args:?}");
    }
}
