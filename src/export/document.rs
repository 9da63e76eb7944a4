//! What is written out of one article: its text with what was found in it, and what is known of it.

use std::borrow::Cow;

use crate::domain::denial::alone;
use crate::domain::{
    Analysis, Article, Attribution, Body, Draft, Source, SourceId, Span, When, clean,
};

use super::offsets::Offsets;

/// The analysis of what has not been analysed.
static NONE: Analysis = Analysis {
    language: None,
    read: None,
    sentences: Vec::new(),
    entities: Vec::new(),
    sources: Vec::new(),
    attributions: Vec::new(),
    corrected: Vec::new(),
};

/// One text with its analysis.
pub struct Document<'a> {
    /// Its name: the article's number, or a name from outside.
    pub id: Cow<'a, str>,
    /// As written; empty where there is none.
    pub title: &'a str,
    /// When it was published, if known.
    pub published: Option<When>,
    /// Text and structure.
    pub body: &'a Body,
    /// The article of the archive that it is, if it is one.
    pub article: Option<&'a Article>,
    /// Where the text stands in the article's, in code points; none where it is all of it.
    pub passage: Option<(usize, usize)>,
    analysis: Option<&'a Analysis>,
    /// For each source its number in the list of those that speak, from 1; none where it says
    /// nothing.
    numbers: Vec<Option<usize>>,
    offsets: Offsets,
}

impl<'a> Document<'a> {
    /// An article of the archive.
    pub fn of(article: &'a Article, analysis: Option<&'a Analysis>) -> Document<'a> {
        Document {
            id: Cow::Owned(article.row.id.0.to_string()),
            title: &article.row.title,
            published: article.row.published,
            body: &article.body,
            article: Some(article),
            passage: None,
            analysis,
            numbers: analysis.map(numbers).unwrap_or_default(),
            offsets: Offsets::new(&article.body.text),
        }
    }

    /// A text that is in no archive.
    pub fn of_draft(id: &'a str, draft: &'a Draft, analysis: &'a Analysis) -> Document<'a> {
        Document {
            id: Cow::Borrowed(id),
            title: &draft.title,
            published: draft.published,
            body: &draft.body,
            article: None,
            passage: None,
            analysis: Some(analysis),
            numbers: numbers(analysis),
            offsets: Offsets::new(&draft.body.text),
        }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.body.text
    }

    /// What was found in it; nothing while it has not been analysed.
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis.unwrap_or(&NONE)
    }

    /// Whether it has been analysed.
    pub fn is_analysed(&self) -> bool {
        self.analysis.is_some()
    }

    /// A span, half-open, in code points of the text.
    pub fn place(&self, span: Span) -> (usize, usize) {
        self.offsets.of(span)
    }

    /// Spans, half-open, in code points of the text.
    pub fn places(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        self.offsets.all(spans)
    }

    /// The source of an attribution, if it resolves to one.
    pub fn source(&self, attribution: &Attribution) -> Option<&'a Source> {
        self.analysis().sources.get(attribution.source_id()?.index())
    }

    /// The names of an attribution's sources as prose, on one line; none where it has none.
    pub(super) fn speakers(&self, attribution: &Attribution) -> Option<String> {
        self.analysis().speakers(attribution).as_deref().map(clean::one_line)
    }

    /// The sources that say something, in order, each with its number in lists of them.
    pub(super) fn speaking(&self) -> impl Iterator<Item = (SourceId, usize, &'a Source)> {
        let sources = self.analysis().sources.iter().zip(&self.numbers).enumerate();
        sources.filter_map(|(index, (source, number))| {
            Some((SourceId(index as u32), (*number)?, source))
        })
    }

    /// The number of a source in lists of those that say something.
    pub(super) fn number(&self, source: SourceId) -> Option<usize> {
        *self.numbers.get(source.index())?
    }

    /// The numbers of an attribution's sources, with "?" where they are doubtful; "?" where
    /// it has none.
    pub(super) fn numbers_of(&self, attribution: Option<&Attribution>) -> String {
        let ids = attribution.map_or(&[][..], |found| &found.source_ids);
        let numbers = ids.iter().filter_map(|id| self.number(*id));
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        let doubt = if attribution.is_some_and(Attribution::doubtful) { "?" } else { "" };
        if numbers.is_empty() { "?".to_owned() } else { numbers.join(", ") + doubt }
    }

    /// What was said, on one line, to be shown without its sentence: where it is denied, its cue
    /// stands before it.
    pub(super) fn alone(&self, found: &Attribution) -> String {
        let (content, cue) = (self.words(&found.content), self.words(&found.cue));
        clean::one_line(&alone(&content, &cue, found.negated))
    }

    /// The words of spans, the pieces joined by ` … `.
    pub fn words(&self, spans: &[Span]) -> String {
        let pieces: Vec<&str> = spans.iter().map(|span| span.of(self.text())).collect();
        pieces.join(" … ")
    }

    /// Where it comes from, on one line: the outlet that it names, or its feed; empty where
    /// nothing is known.
    pub(super) fn outlet(&self) -> String {
        let Some(article) = self.article else { return String::new() };
        clean::one_line(article.outlet.as_deref().unwrap_or(&article.row.feed_title))
    }

    /// Its address, if that may be a link.
    pub(super) fn url(&self) -> Option<&'a str> {
        self.article?.url.as_deref().filter(|url| super::address::is_safe(url))
    }
}

fn numbers(analysis: &Analysis) -> Vec<Option<usize>> {
    let mut last = 0;
    let mut number = |index: usize| {
        let speaks = analysis.statements(SourceId(index as u32)).next().is_some();
        last += usize::from(speaks);
        speaks.then_some(last)
    };
    (0..analysis.sources.len()).map(&mut number).collect()
}

/// A probability as it is written: no more digits than it is worth.
pub fn confidence(found: &Attribution) -> f64 {
    rounded(found.confidence)
}

pub(super) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
