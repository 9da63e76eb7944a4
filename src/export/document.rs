//! An article prepared for export: its text, its analysis, and its metadata.

use std::borrow::Cow;

use crate::domain::denial::with_denial;
use crate::domain::{
    Analysis, Article, Attribution, Body, Draft, Source, SourceId, Span, When, clean,
};

use super::offsets::Offsets;

/// The analysis of an article that has not been analysed.
static NONE: Analysis = Analysis {
    language: None,
    read: None,
    sentences: Vec::new(),
    entities: Vec::new(),
    sources: Vec::new(),
    attributions: Vec::new(),
    corrected: Vec::new(),
};

/// A text with its analysis.
pub struct Document<'a> {
    /// The name: the article's id, or a name from outside the archive.
    pub id: Cow<'a, str>,
    /// The title as written; empty if there is none.
    pub title: &'a str,
    /// The date of publication, if known.
    pub published: Option<When>,
    /// The text with its structure.
    pub body: &'a Body,
    /// The article of the archive, if it is one.
    pub article: Option<&'a Article>,
    /// The position of the text within the article's text, in code points; `None` if it is the
    /// whole text.
    pub passage: Option<(usize, usize)>,
    analysis: Option<&'a Analysis>,
    /// For each source, its number in the list of sources with statements, from 1; `None` for a
    /// source without statements.
    numbers: Vec<Option<usize>>,
    offsets: Offsets,
}

impl<'a> Document<'a> {
    /// Prepares an article of the archive.
    pub fn of(article: &'a Article, analysis: Option<&'a Analysis>) -> Document<'a> {
        Document {
            id: Cow::Owned(article.row.id.0.to_string()),
            title: &article.row.title,
            published: article.row.published,
            body: &article.body,
            article: Some(article),
            passage: None,
            analysis,
            numbers: analysis.map(source_numbers).unwrap_or_default(),
            offsets: Offsets::new(&article.body.text),
        }
    }

    /// Prepares a text that is not in the archive.
    pub fn of_draft(id: &'a str, draft: &'a Draft, analysis: &'a Analysis) -> Document<'a> {
        Document {
            id: Cow::Borrowed(id),
            title: &draft.title,
            published: draft.published,
            body: &draft.body,
            article: None,
            passage: None,
            analysis: Some(analysis),
            numbers: source_numbers(analysis),
            offsets: Offsets::new(&draft.body.text),
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &'a str {
        &self.body.text
    }

    /// Returns the analysis; an empty one if the text has not been analysed.
    pub fn analysis(&self) -> &'a Analysis {
        self.analysis.unwrap_or(&NONE)
    }

    /// Returns whether the text has been analysed.
    pub fn is_analysed(&self) -> bool {
        self.analysis.is_some()
    }

    /// Returns a span as a half-open range of code points of the text.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        self.offsets.range_of(span)
    }

    /// Returns spans as half-open ranges of code points of the text.
    pub fn code_points_of(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        self.offsets.ranges_of(spans)
    }

    /// Returns the first source of an attribution, if it has one.
    pub fn source(&self, attribution: &Attribution) -> Option<&'a Source> {
        self.analysis().sources.get(attribution.source_id()?.index())
    }

    /// Returns the names of an attribution's sources as prose on one line; `None` if it has no
    /// source.
    pub(super) fn speakers(&self, attribution: &Attribution) -> Option<String> {
        self.analysis().speakers(attribution).as_deref().map(clean::one_line)
    }

    /// Returns the sources with statements, in order, each with its number.
    pub(super) fn speaking_sources(&self) -> impl Iterator<Item = (SourceId, usize, &'a Source)> {
        let sources = self.analysis().sources.iter().zip(&self.numbers).enumerate();
        sources.filter_map(|(index, (source, number))| {
            Some((SourceId(index as u32), (*number)?, source))
        })
    }

    /// Returns the number of a source with statements.
    pub(super) fn source_number(&self, source: SourceId) -> Option<usize> {
        *self.numbers.get(source.index())?
    }

    /// Returns the numbers of an attribution's sources, with "?" if the attribution is doubtful;
    /// "?" alone if it has no source.
    pub(super) fn numbers_of(&self, attribution: Option<&Attribution>) -> String {
        let ids = attribution.map_or(&[][..], |found| &found.source_ids);
        let numbers = ids.iter().filter_map(|id| self.source_number(*id));
        let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
        let doubt = if attribution.is_some_and(Attribution::is_doubtful) { "?" } else { "" };
        if numbers.is_empty() { "?".to_owned() } else { numbers.join(", ") + doubt }
    }

    /// Returns the content as one line, as it is shown without its sentence: preceded by its cue if
    /// that denies it.
    pub(super) fn content_with_denial(&self, found: &Attribution) -> String {
        let (content, cue) = (self.joined_words(&found.content), self.joined_words(&found.cue));
        clean::one_line(&with_denial(&content, &cue, found.negated))
    }

    /// Returns the words of the spans, joined by ` … `.
    pub fn joined_words(&self, spans: &[Span]) -> String {
        let pieces: Vec<&str> = spans.iter().map(|span| span.of(self.text())).collect();
        pieces.join(" … ")
    }

    /// Returns the origin as one line: the outlet that the article names, or its feed; empty if
    /// unknown.
    pub(super) fn outlet(&self) -> String {
        let Some(article) = self.article else { return String::new() };
        clean::one_line(article.outlet.as_deref().unwrap_or(&article.row.feed_title))
    }

    /// Returns the article's address, if it may be a link.
    pub(super) fn url(&self) -> Option<&'a str> {
        self.article?.url.as_deref().filter(|url| super::address::is_safe(url))
    }
}

fn source_numbers(analysis: &Analysis) -> Vec<Option<usize>> {
    let mut last = 0;
    let mut number = |index: usize| {
        let speaks = analysis.statements_by(SourceId(index as u32)).next().is_some();
        last += usize::from(speaks);
        speaks.then_some(last)
    };
    (0..analysis.sources.len()).map(&mut number).collect()
}

/// Returns the confidence of an attribution with as many digits as are meaningful.
pub fn rounded_confidence(found: &Attribution) -> f64 {
    rounded(found.confidence)
}

pub(super) fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
