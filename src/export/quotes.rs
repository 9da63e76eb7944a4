//! Statements as rows, under the names that `onrecord quotes` uses.

use std::borrow::Cow;

use serde::Serialize;

use crate::domain::{Mode, SourceKind, Statement, When};

use super::cells;
use super::document::{Document, confidence, rounded};
use super::names;

/// The names of a statement's fields, in order.
pub const FIELDS: [&str; 13] = [
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
    /// The name of the source; where it resolves to none, the words of the text; none where there
    /// are none.
    pub source: Option<String>,
    /// What the source is.
    pub source_kind: Option<SourceKind>,
    /// How the article describes it.
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
}

impl<'a> Quote<'a> {
    /// The statement with that index in the document's analysis; none where there is none.
    pub fn of(document: &Document<'a>, index: usize) -> Option<Quote<'a>> {
        let found = document.analysis().attributions.get(index)?;
        let source = document.source(found);
        let name = source.map(|source| source.name.clone());
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
            source: name.or_else(words),
            source_kind: source.map(|source| source.kind),
            description: source.and_then(|source| source.description.as_deref()).map(Cow::Borrowed),
            cue: document.words(&found.cue),
            content: document.words(&found.content),
            kind: found.kind,
            confidence: confidence(found),
            start: start + shift,
            end: end + shift,
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
        Quote {
            article: document.article.map_or(0, |article| article.row.id.0),
            title: document.title,
            feed: document.article.map_or("", |article| &article.row.feed_title),
            published: document.published,
            source: statement.by.clone().or(words),
            source_kind: statement.by_kind,
            description: statement.description.clone().map(Cow::Owned),
            cue: statement.cue.clone(),
            content: statement.content.clone(),
            kind: statement.kind,
            confidence: rounded(statement.confidence),
            start,
            end,
        }
    }

    /// The fields as text, in the order of `FIELDS`.
    pub fn fields(&self) -> [String; 13] {
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
        ]
    }
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
    /// Whether it is more likely wrong than right, and is to be said so.
    pub fn doubtful(&self) -> bool {
        self.confidence < 0.5
    }

    /// A row of comma-separated values.
    pub fn row(&self) -> String {
        let cells = self.fields().map(|cell| cells::comma_words(&cell));
        format!("{}\r\n", cells.join(","))
    }
}
