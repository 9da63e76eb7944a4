//! The definition of the command line.

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

use super::archive_args::{ExportArgs, ListArgs, MarkArgs};
use super::correction_args::CorrectionsArgs;
use super::error::Failure;
use super::feed_args::{AddArgs, FeedsArgs, OpmlArgs, RefreshArgs};
use super::program_args::{AnalyseArgs, CompletionsArgs, ConfigArgs, ManArgs};
use super::source_args::{EntitiesArgs, QuotesArgs, SearchArgs, SourcesArgs};

const EXAMPLES: &str = "\
Examples:
  onrecord                         read what is in the store
  onrecord story.txt               import an article and open it
  onrecord ~/news                  import a folder and read it
  onrecord import ~/news feed.xml  only import
  onrecord extract story.txt       who said what, as JSON
  onrecord add example.org         follow a site's feed
  onrecord refresh                 fetch what is new
  onrecord search 'quote:safety'   find articles by what was said in them
  onrecord quotes --source NAME    what somebody said, in all articles
  onrecord export 12 --format html write an article out

A file or folder that is named like a command is written ./import.
Keys: press ? in the reader.

Environment: ONRECORD_STORE names the store, ONRECORD_CONFIG the folder with config.toml,
keymap.toml and themes/*.toml; NO_COLOR turns colour off; HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and
NO_PROXY are honoured.
Exit status: 0 all well, 1 something failed (standard error says what), 2 wrong usage.";

const IMPORT_EXAMPLES: &str = "\
Read are plain text, Markdown, HTML pages, JSON and JSONL articles, RSS, Atom and JSON feeds; what
a file holds is told from its content. Importing again changes nothing; an edited file updates its
article, which keeps its read state. A folder becomes a feed with its files' articles; a single
file goes to the feed of its folder.

Examples:
  onrecord import ~/news
  onrecord import story.txt page.html archive.jsonl
  curl -s https://example.org/feed.xml | onrecord import -";

const EXTRACT_EXAMPLES: &str = "\
Reads all that `onrecord import` reads, and JSONL with {\"id\": …, \"text\": …}. Stores nothing.
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
    /// Write who said what in articles, without storing anything
    #[command(after_help = EXTRACT_EXAMPLES)]
    Extract(ExtractArgs),
    /// Follow feeds: by their address, or by that of a site that has them
    #[command(after_help = super::feed_args::ADD_EXAMPLES)]
    Add(AddArgs),
    /// Fetch what is new in the feeds that are followed
    #[command(after_help = super::feed_args::REFRESH_EXAMPLES)]
    Refresh(RefreshArgs),
    /// List the feeds, change how they are followed, or remove them
    #[command(after_help = super::feed_args::FEEDS_EXAMPLES)]
    Feeds(FeedsArgs),
    /// Read or write a list of feeds as OPML, as other readers do
    Opml(OpmlArgs),
    /// Show every setting with its value, its default, and where it came from
    #[command(after_help = super::program_args::CONFIG_EXAMPLES)]
    Config(ConfigArgs),
    /// List articles
    #[command(after_help = super::archive_args::LIST_EXAMPLES)]
    List(ListArgs),
    /// Find articles by their words, by who said what in them, by dates and more
    #[command(after_help = super::source_args::SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// List statements: who said what, in which article
    #[command(after_help = super::source_args::QUOTES_EXAMPLES)]
    Quotes(QuotesArgs),
    /// List those who speak in the articles
    #[command(after_help = super::source_args::SOURCES_EXAMPLES)]
    Sources(SourcesArgs),
    /// List those and that which the articles mention
    #[command(after_help = super::source_args::ENTITIES_EXAMPLES)]
    Entities(EntitiesArgs),
    /// Write articles as Markdown, HTML, JSON, CSV, brat or text
    #[command(after_help = super::archive_args::EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// List what was corrected in the reader, write it out, or take it back
    #[command(after_help = super::correction_args::CORRECTIONS_EXAMPLES)]
    Corrections(CorrectionsArgs),
    /// Mark articles read or unread, give them a star or take it
    #[command(after_help = super::archive_args::MARK_EXAMPLES)]
    Mark(MarkArgs),
    /// Find who said what in all articles that wait for it, as the reader does beside reading
    #[command(after_help = super::program_args::ANALYSE_EXAMPLES)]
    Analyse(AnalyseArgs),
    /// Check the store; exit status 1 if anything is wrong with it
    Check,
    /// Write a script that completes commands and options in a shell
    #[command(after_help = super::program_args::COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Write the manual page
    #[command(after_help = super::program_args::MAN_EXAMPLES)]
    Man(ManArgs),
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Command::Import(_) => "import",
            Command::Extract(_) => "extract",
            Command::Add(_) => "add",
            Command::Refresh(_) => "refresh",
            Command::Feeds(_) => "feeds",
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

    /// How the result is written: a line of counts, or what became of each file
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(super) format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// A line of counts
    Text,
    /// A list of objects, one for each file or feed
    Json,
    /// An object a line, one for each file or feed
    Jsonl,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    /// Files or folders (read recursively); - is standard input, which is also read if none is named
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// How the result is written
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    pub(super) format: ExtractFormat,

    /// The folder for brat files: ID.txt and ID.ann for each document, and annotation.conf
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExtractFormat {
    /// A document a line
    Jsonl,
    /// One list of documents
    Json,
    /// brat standoff annotation
    Brat,
    /// A statement a row
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
