//! Statements as rows, with the column names of `onrecord quotes`.

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::analysis::all_of;
use crate::domain::denial::with_denial;
use crate::domain::{Mode, SourceKind, Statement, When};

use super::cells;
use super::document::{Document, rounded, rounded_confidence};
use super::names;

/// The names of a statement's fields, in order.
pub const FIELDS: [&str; 16] = [
    "article",
    "title",
    "feed",
    "published",
    "source",
    "source_kind",
    "description",
    "cue",
    "content",
    "kind",
    "confidence",
    "start",
    "end",
    "sources",
    "negated",
    "doubtful",
];

/// A statement of an article. `start` and `end` delimit its content, in code points of the
/// article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote<'a> {
    /// The article's id.
    pub article: i64,
    /// The article's title.
    pub title: &'a str,
    /// The title of the article's feed.
    pub feed: &'a str,
    /// The date of publication, if known.
    pub published: Option<When>,
    /// The names of the sources, separated by semicolons; without a resolved source, the words in
    /// the text; `None` if there are none.
    pub source: Option<String>,
    /// The kind of the first source.
    pub source_kind: Option<SourceKind>,
    /// The article's description of the first source.
    pub description: Option<Cow<'a, str>>,
    /// The words of the cue.
    pub cue: String,
    /// The content.
    pub content: String,
    /// Whether the content is quoted in full, in part or not at all.
    pub kind: Mode,
    /// Estimated probability, from 0 to 1, that the statement is right.
    pub confidence: f64,
    /// The start of the content (code points).
    pub start: usize,
    /// The end of the content (code points).
    pub end: usize,
    /// The names of all sources.
    pub sources: Vec<String>,
    /// Whether the cue denies or refuses the content.
    pub negated: bool,
    /// Whether the statement is more likely wrong than right, and must be marked as doubtful.
    pub doubtful: bool,
}

impl<'a> Quote<'a> {
    /// Returns the statement at `index` in the document's analysis, or `None` if there is no such
    /// statement.
    pub fn for_statement(document: &Document<'a>, index: usize) -> Option<Quote<'a>> {
        let found = document.analysis().attributions.get(index)?;
        let source = document.source(found);
        let sources: Vec<String> =
            document.analysis().sources_of(found).map(|source| source.name.clone()).collect();
        let words = || Some(document.joined_words(&found.source)).filter(|words| !words.is_empty());
        let shift = document.passage.map_or(0, |(start, _)| start);
        let places = document.code_points_of(&found.content);
        let start = places.iter().map(|place| place.0).min().unwrap_or(0);
        let end = places.iter().map(|place| place.1).max().unwrap_or(start);
        Some(Quote {
            article: document.article.map_or(0, |article| article.row.id.0),
            title: document.title,
            feed: document.article.map_or("", |article| &article.row.feed_title),
            published: document.published,
            source: join_names(&sources).or_else(words),
            source_kind: source.map(|source| source.kind),
            description: source.and_then(|source| source.description.as_deref()).map(Cow::Borrowed),
            cue: document.joined_words(&found.cue),
            content: document.joined_words(&found.content),
            kind: found.kind,
            confidence: rounded_confidence(found),
            start: start + shift,
            end: end + shift,
            sources,
            negated: found.negated,
            doubtful: found.is_doubtful(),
        })
    }

    /// Returns a statement that was looked up. If the document's analysis no longer has it at its
    /// index, it is built from its words, and `start` and `end` are those of the whole statement.
    pub fn for_found_statement(document: &Document<'a>, statement: &Statement) -> Quote<'a> {
        let by_index = Quote::for_statement(document, statement.index);
        if let Some(quote) = by_index.filter(|quote| quote.content == statement.content) {
            return quote;
        }
        let (start, end) = document.code_points(statement.extent);
        let words = Some(statement.source.clone()).filter(|words| !words.is_empty());
        let first = statement.speakers.first();
        let sources: Vec<String> = statement.speakers.iter().map(|it| it.name.clone()).collect();
        Quote {
            article: document.article.map_or(0, |article| article.row.id.0),
            title: document.title,
            feed: document.article.map_or("", |article| &article.row.feed_title),
            published: document.published,
            source: join_names(&sources).or(words),
            source_kind: first.map(|speaker| speaker.kind),
            description: first.and_then(|speaker| speaker.description.clone()).map(Cow::Owned),
            cue: statement.cue.clone(),
            content: statement.content.clone(),
            kind: statement.kind,
            confidence: rounded(statement.confidence),
            start,
            end,
            sources,
            negated: statement.negated,
            doubtful: statement.is_doubtful(),
        }
    }

    /// Returns the fields as text, in the order of [`FIELDS`].
    pub fn fields(&self) -> [String; 16] {
        [
            self.article.to_string(),
            self.title.to_owned(),
            self.feed.to_owned(),
            self.published.map(|when| when.to_string()).unwrap_or_default(),
            self.source.clone().unwrap_or_default(),
            self.source_kind
                .map(|kind| names::source_kind_name(kind).to_owned())
                .unwrap_or_default(),
            self.description.as_deref().unwrap_or_default().to_owned(),
            self.cue.clone(),
            self.content.clone(),
            names::mode_name(self.kind).to_owned(),
            self.confidence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.sources.join(", "),
            self.negated.to_string(),
            self.doubtful.to_string(),
        ]
    }
}

/// Joins names in one cell; `None` if there are none.
fn join_names(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("; "))
}

/// Returns the header row of a CSV file of statements.
pub fn csv_header() -> String {
    format!("{}\r\n", FIELDS.join(","))
}

/// Returns statements of a document as rows of CSV. Indexes without a statement are skipped.
pub fn csv_rows(document: &Document, statements: impl IntoIterator<Item = usize>) -> String {
    let quotes = statements.into_iter().filter_map(|index| Quote::for_statement(document, index));
    quotes.map(|quote| quote.csv_row()).collect()
}

impl Quote<'_> {
    /// Returns the sources as prose ("Ann Vane and Laura Pitt"), or `None` if there are none.
    pub fn speaker_names(&self) -> Option<String> {
        let names: Vec<&str> = self.sources.iter().map(String::as_str).collect();
        match names.len() {
            0 | 1 => self.source.clone(),
            _ => Some(all_of(&names)),
        }
    }

    /// Returns the content as it is shown without its sentence: preceded by its cue if that denies
    /// it.
    pub fn content_with_denial(&self) -> String {
        with_denial(&self.content, &self.cue, self.negated)
    }

    /// Returns the statement as a row of CSV.
    pub fn csv_row(&self) -> String {
        let cells = self.fields().map(|cell| cells::csv_text_cell(&cell));
        format!("{}\r\n", cells.join(","))
    }
}
