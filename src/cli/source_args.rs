//! The arguments of `search` and of the commands about statements and sources.

use clap::{Args, ValueEnum};

use crate::domain::{EntityKind, Mode, SourceKind, SubjectOrder};

use super::archive_args::{Days, FormArgs, Selection, Sort};

pub(super) const SEARCH_EXAMPLES: &str = "\
A search consists of words, which must all occur, \"phrases\" and prefix*; of AND, OR, NOT (or -) and
brackets; and of fields: title: body: quote: source: feed: tag: author: url: (with words or a phrase),
is:unread|read|starred, has:quotes|links|…, after: before: (2024, 2024-02, 2024-02-18, today,
yesterday), older: newer: (12h 7d 2w 3mo 1y), and numbers: named:>2 unnamed:0 sources:>=3
statements:>5 share:>=50 (percent) words:>800. quote: searches only contents, source: only sources;
together they mean the same statement. Words may begin with one hyphen; write those that begin with
two after --.

Fields of json, jsonl, csv and tsv: those of `onrecord list`.

Examples:
  onrecord search ferry -fire
  onrecord search '\"forty minutes\" OR timetabl*' --limit 20
  onrecord search 'quote:safety source:\"highland ferries\"' --format jsonl
  onrecord search 'named:0 statements:>3 newer:7d' --count

Exit status: 0 all well (nothing found too), 1 something failed, 2 wrong usage or a wrong search.";

pub(super) const QUOTES_EXAMPLES: &str = "\
Fields of json, jsonl, csv and tsv: article, title, feed, published, source, source_kind, description,
cue, content, kind, confidence, start, end, sources, negated, doubtful. If several sources make a
statement together, source has all names, separated by semicolons, and sources is their list. negated:
the cue denies or refuses the content; a table shows it before the content. confidence: the
probability that words and source are right; below 0.5 a statement is doubtful. start and end count
code points of the article's text. If several subjects have the name in --source, all are listed.

Examples:
  onrecord quotes --source \"isla mackenzie\"
  onrecord quotes --source \"isla mackenzie\" --cite > citations.txt
  onrecord quotes --about \"highland ferries\" --kind direct --format csv
  onrecord quotes --query 'tag:harbour newer:30d' --source-kind unnamed --min-confidence 0.8

Exit status: 0 all well (no statement too), 1 something failed or nobody has that name, 2 wrong usage.";

pub(super) const SOURCES_EXAMPLES: &str = "\
Fields of json, jsonl, csv and tsv: name, kind, articles, statements, first, last (RFC 3339).

Examples:
  onrecord sources --limit 20
  onrecord sources --kind unnamed --after 2024-02 --sort articles
  onrecord sources --filter ferries --format jsonl
  onrecord sources --alike                      people who may be the same (name, may_be, statements, articles)
  onrecord sources --alike --filter trump --join

Exit status: 0 all well (nobody too), 1 something failed, 2 wrong usage.";

pub(super) const ENTITIES_EXAMPLES: &str = "\
Lists people, organizations, places and groups that articles mention, or those of --kind.
Fields of json, jsonl, csv and tsv: name, kind, articles (that mention it), statements (that it makes
itself), first, last (RFC 3339).

Examples:
  onrecord entities --kind place --limit 20
  onrecord entities --feed gazette --sort last --format csv

Exit status: 0 all well (nothing too), 1 something failed, 2 wrong usage.";

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// The search; several words are one search
    #[arg(value_name = "QUERY", required = true)]
    pub(super) words: Vec<String>,

    #[command(flatten)]
    pub(super) selection: Selection,

    /// The order
    #[arg(long, value_enum, default_value_t = Sort::Best)]
    pub(super) sort: Sort,

    /// Maximum number of rows
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,

    /// Only count the articles
    #[arg(long)]
    pub(super) count: bool,

    /// Include the text, in the field `text`
    #[arg(long)]
    pub(super) body: bool,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

/// The kinds of sources, as values of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SourceSort {
    /// Named people
    Person,
    /// People without a name
    Unnamed,
    /// Organizations, states, and places that speak as one
    Body,
    /// Reports, studies, statements, polls
    Document,
}

impl SourceSort {
    pub(super) fn kind(self) -> SourceKind {
        match self {
            SourceSort::Person => SourceKind::Person,
            SourceSort::Unnamed => SourceKind::Unnamed,
            SourceSort::Body => SourceKind::Organization,
            SourceSort::Document => SourceKind::Document,
        }
    }
}

/// The kinds of entities, as values of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub(super) enum EntitySort {
    Person,
    Organization,
    Place,
    Group,
    Other,
}

impl EntitySort {
    pub(super) fn kind(self) -> EntityKind {
        match self {
            EntitySort::Person => EntityKind::Person,
            EntitySort::Organization => EntityKind::Organization,
            EntitySort::Place => EntityKind::Place,
            EntitySort::Group => EntityKind::Group,
            EntitySort::Other => EntityKind::Other,
        }
    }
}

/// How much of a statement is quoted, as a value of `--kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum QuotedPart {
    /// All of it in quotation marks
    Direct,
    /// Some of it
    Mixed,
    /// None of it
    Indirect,
}

impl QuotedPart {
    pub(super) fn mode(self) -> Mode {
        match self {
            QuotedPart::Direct => Mode::Direct,
            QuotedPart::Mixed => Mode::Mixed,
            QuotedPart::Indirect => Mode::Indirect,
        }
    }
}

/// Arguments that restrict statements, sources and entities to some articles.
#[derive(Debug, Clone, Args)]
pub(super) struct Within {
    /// Only in articles of that feed: its number, address, title or a part of its title
    #[arg(long, value_name = "FEED")]
    pub(super) feed: Option<String>,

    #[command(flatten)]
    pub(super) days: Days,
}

#[derive(Debug, Args)]
pub(super) struct QuotesArgs {
    /// Only statements by the sources with that name (any part of it)
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,

    /// Only statements by others about the subjects with that name
    #[arg(long, value_name = "NAME")]
    pub(super) about: Option<String>,

    /// Only statements in the article with that number
    #[arg(long, value_name = "ID")]
    pub(super) article: Option<i64>,

    /// Only statements in articles that match a search (see `onrecord search --help`)
    #[arg(long, value_name = "QUERY", conflicts_with_all = ["about", "article"])]
    pub(super) query: Option<String>,

    /// Only statements of that kind; may be given several times
    #[arg(long, value_enum)]
    pub(super) kind: Vec<QuotedPart>,

    /// Only statements by sources of that kind; may be given several times
    #[arg(long, value_enum)]
    pub(super) source_kind: Vec<SourceSort>,

    #[command(flatten)]
    pub(super) within: Within,

    /// Only statements with at least that confidence (0 to 1)
    #[arg(long, value_name = "P", value_parser = probability)]
    pub(super) min_confidence: Option<f64>,

    /// Maximum number of rows
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,

    /// Print citations instead of rows
    #[arg(long, conflicts_with_all = ["format", "fields"])]
    pub(super) cite: bool,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

/// The orders of a list of sources or entities, as values of `--sort`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SubjectSort {
    /// Most statements first; for entities, most articles first
    Statements,
    /// Most articles first
    Articles,
    /// By name
    Name,
    /// Most recently seen first
    Last,
    /// Earliest seen first
    First,
}

impl SubjectSort {
    pub(super) fn order(self) -> SubjectOrder {
        match self {
            SubjectSort::Statements => SubjectOrder::Statements,
            SubjectSort::Articles => SubjectOrder::Articles,
            SubjectSort::Name => SubjectOrder::Name,
            SubjectSort::Last => SubjectOrder::Last,
            SubjectSort::First => SubjectOrder::First,
        }
    }
}

/// The common arguments of the lists of sources and entities.
#[derive(Debug, Args)]
pub(super) struct SubjectArgs {
    /// Only names that contain these words
    #[arg(long, value_name = "WORDS")]
    pub(super) filter: Option<String>,

    #[command(flatten)]
    pub(super) within: Within,

    /// The order
    #[arg(long, value_enum, default_value_t = SubjectSort::Statements)]
    pub(super) sort: SubjectSort,

    /// Maximum number of rows
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u64>,

    #[command(flatten)]
    pub(super) form: FormArgs,
}

#[derive(Debug, Args)]
pub(super) struct SourcesArgs {
    /// Only sources of that kind; may be given several times
    #[arg(long, value_enum)]
    pub(super) kind: Vec<SourceSort>,

    /// People who may be the same: names that differ by a middle name, and last names alone
    #[arg(long, conflicts_with_all = ["kind", "feed", "after", "before", "sort"])]
    pub(super) alike: bool,

    /// Merge those that --alike lists; can be undone in their dossiers
    #[arg(long, requires = "alike")]
    pub(super) join: bool,

    #[command(flatten)]
    pub(super) list: SubjectArgs,
}

#[derive(Debug, Args)]
pub(super) struct EntitiesArgs {
    /// Only entities of that kind; may be given several times
    #[arg(long, value_enum)]
    pub(super) kind: Vec<EntitySort>,

    #[command(flatten)]
    pub(super) list: SubjectArgs,
}

fn probability(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}
