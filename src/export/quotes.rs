//! Statements as rows, under the names that `onrecord quotes` uses.

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::analysis::all_of;
use crate::domain::denial::alone;
use crate::domain::{Mode, SourceKind, Statement, When};

use super::cells;
use super::document::{Document, confidence, rounded};
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

/// One statement of an article. `start` and `end` are those of its content, in code points of the
/// article's text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Quote<'a> {
    /// The article's number.
    pub article: i64,
    /// The article's title.
    pub title: &'a str,
    /// The title of its feed.
    pub feed: &'a str,
    /// When it was published, if known.
    pub published: Option<When>,
    /// The name of the source, of several all names, parted by semicolons; where it resolves to
    /// none, the words of the text; none where there are none.
    pub source: Option<String>,
    /// What the source is; of several the first.
    pub source_kind: Option<SourceKind>,
    /// How the article describes it; of several the first.
    pub description: Option<Cow<'a, str>>,
    /// The words that ascribe.
    pub cue: String,
    /// What is ascribed.
    pub content: String,
    /// Whose words it is in.
    pub kind: Mode,
    /// The probability that it is right.
    pub confidence: f64,
    /// Where the content begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The names of all its sources.
    pub sources: Vec<String>,
    /// Whether the cue denies or refuses what is ascribed.
    pub negated: bool,
    /// Whether it is more likely wrong than right, and is to be said so.
    pub doubtful: bool,
}

impl<'a> Quote<'a> {
    /// The statement with that index in the document's analysis; none where there is none.
    pub fn of(document: &Document<'a>, index: usize) -> Option<Quote<'a>> {
        let found = document.analysis().attributions.get(index)?;
        let source = document.source(found);
        let sources: Vec<String> =
            document.analysis().sources_of(found).map(|source| source.name.clone()).collect();
        let words = || Some(document.words(&found.source)).filter(|words| !words.is_empty());
        let shift = document.passage.map_or(0, |(start, _)| start);
        let places = document.places(&found.content);
        let start = places.iter().map(|place| place.0).min().unwrap_or(0);
        let end = places.iter().map(|place| place.1).max().unwrap_or(start);
        Some(Quote {
            article: document.article.map_or(0, |article| article.row.id.0),
            title: document.title,
            feed: document.article.map_or("", |article| &article.row.feed_title),
            published: document.published,
            source: joined(&sources).or_else(words),
            source_kind: source.map(|source| source.kind),
            description: source.and_then(|source| source.description.as_deref()).map(Cow::Borrowed),
            cue: document.words(&found.cue),
            content: document.words(&found.content),
            kind: found.kind,
            confidence: confidence(found),
            start: start + shift,
            end: end + shift,
            sources,
            negated: found.negated,
            doubtful: found.doubtful(),
        })
    }

    /// A statement as it was looked up: by its index, if the document's analysis still has it there;
    /// else from its words, and then `start` and `end` are those of all of it.
    pub fn said(document: &Document<'a>, statement: &Statement) -> Quote<'a> {
        let by_index = Quote::of(document, statement.index);
        if let Some(quote) = by_index.filter(|quote| quote.content == statement.content) {
            return quote;
        }
        let (start, end) = document.place(statement.extent);
        let words = Some(statement.source.clone()).filter(|words| !words.is_empty());
        let first = statement.speakers.first();
        let sources: Vec<String> = statement.speakers.iter().map(|it| it.name.clone()).collect();
        Quote {
            article: document.article.map_or(0, |article| article.row.id.0),
            title: document.title,
            feed: document.article.map_or("", |article| &article.row.feed_title),
            published: document.published,
            source: joined(&sources).or(words),
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
            doubtful: statement.doubtful(),
        }
    }

    /// The fields as text, in the order of `FIELDS`.
    pub fn fields(&self) -> [String; 16] {
        [
            self.article.to_string(),
            self.title.to_owned(),
            self.feed.to_owned(),
            self.published.map(|when| when.to_string()).unwrap_or_default(),
            self.source.clone().unwrap_or_default(),
            self.source_kind.map(|kind| names::source_kind(kind).to_owned()).unwrap_or_default(),
            self.description.as_deref().unwrap_or_default().to_owned(),
            self.cue.clone(),
            self.content.clone(),
            names::mode(self.kind).to_owned(),
            self.confidence.to_string(),
            self.start.to_string(),
            self.end.to_string(),
            self.sources.join(", "),
            self.negated.to_string(),
            self.doubtful.to_string(),
        ]
    }
}

/// Names in one cell; none where there are none.
fn joined(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("; "))
}

/// The head of a file of comma-separated statements.
pub fn head() -> String {
    format!("{}\r\n", FIELDS.join(","))
}

/// Statements of a document as comma-separated values, a row each; those that are not there are
/// left out.
pub fn rows(document: &Document, statements: impl IntoIterator<Item = usize>) -> String {
    let quotes = statements.into_iter().filter_map(|index| Quote::of(document, index));
    quotes.map(|quote| quote.row()).collect()
}

impl Quote<'_> {
    /// Who said it, as prose: "Ann Vane and Laura Pitt"; none where nobody is named.
    pub fn who(&self) -> Option<String> {
        let names: Vec<&str> = self.sources.iter().map(String::as_str).collect();
        match names.len() {
            0 | 1 => self.source.clone(),
            _ => Some(all_of(&names)),
        }
    }

    /// What was said, to be shown without its sentence: where it is denied, its cue stands before
    /// it.
    pub fn alone(&self) -> String {
        alone(&self.content, &self.cue, self.negated)
    }

    /// A row of comma-separated values.
    pub fn row(&self) -> String {
        let cells = self.fields().map(|cell| cells::comma_words(&cell));
        format!("{}\r\n", cells.join(","))
    }
}
