//! The arguments of the commands that read the archive.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::domain::{ExportFormat, Order};

/// Exit statuses and fields are in each help text, where people look while they write scripts.
pub(super) const LIST_EXAMPLES: &str = "\
Fields of json, jsonl, csv and tsv: id, feed, title, url, guid, authors, tags, published, updated,
first_seen, unread, starred, attributions, sources_named, sources_unnamed, words, own_tags; with --body also
text. Dates are RFC 3339, and null (csv, tsv: empty) where unknown.

Examples:
  onrecord list --unread
  onrecord list --feed gazette --after 2024-02 --format csv > february.csv
  onrecord list --sort unnamed --limit 10
  onrecord list --starred --format jsonl --fields id,title,url | jq -r .url

Exit status: 0 all well (an empty list too), 1 something failed, 2 wrong usage.";

pub(super) const EXPORT_EXAMPLES: &str = "\
ID is an article's number, as in `onrecord list`. One article becomes one document; several, or a
list, become one document with headings (markdown, html, text), a list (json), rows of statements
(csv), or a folder of files (brat). An existing file is not overwritten.

Examples:
  onrecord export 12 --format html --output ferry.html
  onrecord export --feed gazette --unread --format markdown | less
  onrecord export --starred --format brat --output annotated
  onrecord export --source \"isla mackenzie\" --format markdown --output mackenzie.md
  onrecord export --tag harbour --format csv > statements.csv

Exit status: 0 all well, 1 something failed or there is nothing to export, 2 wrong usage.";

/// Arguments for the format of rows.
#[derive(Debug, Args)]
pub(super) struct FormArgs {
    /// Format of the rows
    #[arg(long, value_enum, default_value_t = SheetFormat::Table)]
    pub(super) format: SheetFormat,

    /// Only these fields, in this order
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(super) fields: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SheetFormat {
    /// Columns, for people
    Table,
    /// A list of objects
    Json,
    /// One object per line
    Jsonl,
    /// Comma-separated values (RFC 4180)
    Csv,
    /// Tab-separated values
    Tsv,
}

/// Arguments for the dates of articles.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Days {
    /// Only articles from that day on: 2024-02-18, 2024-02, 2024, today, yesterday
    #[arg(long, value_name = "DATE")]
    pub(super) after: Option<String>,

    /// Only articles before that day
    #[arg(long, value_name = "DATE")]
    pub(super) before: Option<String>,
}

/// Arguments that select articles. All conditions must hold.
#[derive(Debug, Default, Args)]
pub(super) struct Selection {
    /// Only articles of that feed: its number, address, title or a part of its title
    #[arg(long, value_name = "FEED")]
    pub(super) feed: Option<String>,

    /// Only articles with that tag
    #[arg(long, value_name = "TAG")]
    pub(super) tag: Option<String>,

    /// Only articles that match that saved query
    #[arg(long, value_name = "NAME")]
    pub(super) saved: Option<String>,

    /// Only unread articles
    #[arg(long)]
    pub(super) unread: bool,

    /// Only starred articles
    #[arg(long)]
    pub(super) starred: bool,

    #[command(flatten)]
    pub(super) days: Days,
}

/// The orders of a list, as values of `--sort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
    /// Most named sources first
    Named,
    /// Most unnamed sources first
    Unnamed,
    /// Most statements first
    Statements,
    /// Largest attributed share of the text first
    Share,
    /// Best match of a search first
    Best,
}

impl Sort {
    /// Returns the order for this value.
    pub(super) fn order(self) -> Order {
        match self {
            Sort::Newest => Order::Newest,
            Sort::Oldest => Order::Oldest,
            Sort::Named => Order::Named,
            Sort::Unnamed => Order::Unnamed,
            Sort::Statements => Order::Statements,
            Sort::Share => Order::Share,
            Sort::Best => Order::Best,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) selection: Selection,

    /// The order
    #[arg(long, value_enum, default_value_t = Sort::Newest)]
    pub(super) sort: Sort,

    /// Maximum number of rows
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,

    /// Include the text, in the field `text`
    #[arg(long)]
    pub(super) body: bool,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportForm {
    /// Markdown, with the statements marked and their sources
    Markdown,
    /// One HTML file, with statements highlighted
    Html,
    /// JSON: the documents of `onrecord extract`, with the articles' metadata
    Json,
    /// One statement per row
    Csv,
    /// brat standoff annotation
    Brat,
    /// Plain text
    Text,
}

impl ExportForm {
    /// Returns the export format for this value.
    pub(super) fn format(self) -> ExportFormat {
        match self {
            ExportForm::Markdown => ExportFormat::Markdown,
            ExportForm::Html => ExportFormat::Html,
            ExportForm::Json => ExportFormat::Json,
            ExportForm::Csv => ExportFormat::Csv,
            ExportForm::Brat => ExportFormat::Brat,
            ExportForm::Text => ExportFormat::Text,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Articles, by their numbers
    #[arg(value_name = "ID")]
    pub(super) ids: Vec<i64>,

    /// Articles that match a search (see `onrecord search --help`)
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,

    /// The dossier of a source: its statements by article (restricted by --feed, --after and
    /// --before)
    #[arg(
        long,
        value_name = "NAME",
        conflicts_with_all = ["ids", "query", "tag", "saved", "unread", "starred"]
    )]
    pub(super) source: Option<String>,

    /// Your corrections (see `onrecord corrections --help`)
    #[arg(
        long,
        conflicts_with_all = [
            "ids", "query", "source", "feed", "tag", "saved", "unread", "starred", "after", "before"
        ]
    )]
    pub(super) corrections: bool,

    #[command(flatten)]
    pub(super) selection: Selection,

    /// The format
    #[arg(long, value_enum, default_value_t = ExportForm::Markdown)]
    pub(super) format: ExportForm,

    /// The file, or for brat the folder, instead of standard output
    #[arg(long, value_name = "FILE|DIR")]
    pub(super) output: Option<PathBuf>,
}

impl Selection {
    /// Returns whether any condition is given.
    pub(super) fn is_some(&self) -> bool {
        let Selection { feed, tag, saved, unread, starred, days } = self;
        let texts = [feed, tag, saved, &days.after, &days.before];
        texts.iter().any(|text| text.is_some()) || *unread || *starred
    }
}
