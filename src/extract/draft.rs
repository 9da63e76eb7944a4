//! What a tagger hands on: the spans of one attribution, before its source is resolved.

use super::candidate::{Candidate, Items};
use super::clause::Clause;
use super::document::Document;
use super::net::Found;
use crate::domain::{Attribution, Mode, SourceId, Span};

/// One attribution as spans. Whatever finds attributions gives these; the rest of the pipeline
/// makes sources of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) paragraph: usize,
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) content: Vec<Span>,
    pub(super) confidence: f32,
}

impl Draft {
    /// What the network found.
    pub(super) fn found(found: Found) -> Self {
        Draft {
            paragraph: 0,
            source: found.source.first().copied(),
            cue: found.cue.first().copied(),
            content: found.content,
            confidence: found.confidence,
        }
    }

    /// The spans of `candidate`.
    pub(super) fn new(
        clause: &Clause<'_>,
        paragraph: usize,
        candidate: &Candidate,
        confidence: f32,
    ) -> Self {
        let content =
            candidate.content.iter().filter_map(|items| content(clause, *items)).collect();
        Draft {
            paragraph,
            source: candidate.source.and_then(|items| phrase(clause, items)),
            cue: phrase(clause, candidate.cue),
            content,
            confidence,
        }
    }

    /// The attribution that it is, once its source is known.
    pub(super) fn attribution(
        self,
        document: &Document<'_>,
        source_id: Option<SourceId>,
    ) -> Attribution {
        Attribution {
            kind: self.mode(document),
            source: self.source.into_iter().collect(),
            cue: self.cue.into_iter().collect(),
            content: self.content,
            source_id,
            confidence: self.confidence.clamp(0.0, 1.0),
        }
    }

    /// Whose words the content is in.
    pub(super) fn mode(&self, document: &Document<'_>) -> Mode {
        let (mut inside, mut outside) = (false, false);
        for span in &self.content {
            let from = document.tokens.partition_point(|token| token.span.end <= span.start);
            let words = document.tokens[from..].iter().zip(&document.quoted[from..]);
            for (token, quoted) in words.take_while(|(token, _)| token.span.start < span.end) {
                let word = token.span.of(document.text).chars().any(char::is_alphanumeric);
                inside |= word && *quoted != 0;
                outside |= word && *quoted == 0;
            }
        }
        match (inside, outside) {
            (true, false) => Mode::Direct,
            (true, true) => Mode::Mixed,
            _ => Mode::Indirect,
        }
    }
}

/// The bytes of a source or a cue, without marks around it.
fn phrase(clause: &Clause<'_>, (start, end): Items) -> Option<Span> {
    let span = clause.span(start, end);
    let text = clause.document.text;
    let piece = span.of(text);
    let trimmed = match piece.chars().count() {
        1 => piece,
        _ => piece.trim_end_matches([',', ';', ':', ' ']),
    };
    let span = Span::new(span.start, span.start + trimmed.len());
    (!span.is_empty()).then_some(span)
}

/// The bytes of a content: with its quotation marks, without a comma or stop that closes it.
pub(super) fn content(clause: &Clause<'_>, (start, end): Items) -> Option<Span> {
    let (mut start, mut end) = (start, end.min(clause.items.len()));
    let quoted = |at: usize| clause.items[at].quoted;
    let edge = |at: usize| !quoted(at) && is_edge(clause.word(at));
    while start < end && edge(start) {
        start += 1;
    }
    while end > start && edge(end - 1) {
        end -= 1;
    }
    if start >= end {
        return None;
    }
    let document = clause.document;
    let (mut first, mut last) = (clause.items[start].first, clause.items[end - 1].last);
    // A short quotation's marks are no items: take them in where both belong here.
    let around = |at: usize| Some(document.quotes[document.quoted[at].checked_sub(1)? as usize]);
    if let Some(quote) = around(last)
        && quote.first + 1 >= first
        && (1..=2).contains(&quote.last.saturating_sub(last))
    {
        last = quote.last;
    }
    if let Some(quote) = around(first)
        && quote.first + 1 == first
        && quote.last <= last
    {
        first = quote.first;
    }
    Some(document.span(first, last))
}

fn is_edge(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "—" | "--" | "-" | "–")
}
