//! An attribution as spans, before its source is resolved.

use super::document::Document;
use super::net::Found;
use super::reporting::is_reporting_cue;
use crate::domain::denial::is_denial;
use crate::domain::{Attribution, Mode, SourceId, Span};

/// The factor for the confidence if the cue reports a deed and not speech.
const DEED: f32 = 0.55;

/// An attribution as spans.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    pub(super) content: Vec<Span>,
    pub(super) confidence: f32,
    /// Whether the content is speech although it has no quotation marks.
    pub(super) spoken: bool,
}

impl Draft {
    /// Makes a draft of a finding of the network.
    pub(super) fn from_finding(found: Found) -> Self {
        Draft {
            source: found.source.first().copied(),
            cue: found.cue.first().copied(),
            content: found.content,
            confidence: found.confidence,
            spoken: found.spoken,
        }
    }

    /// Returns the start of the source, or else of the content (bytes).
    pub(super) fn position(&self) -> usize {
        let first = self.source.or(self.content.first().copied());
        first.map_or(0, |span| span.start)
    }

    /// Returns the finished attribution. `sure` is the confidence of its sources.
    pub(super) fn attribution(
        self,
        document: &Document<'_>,
        sources: Vec<SourceId>,
        sure: f32,
    ) -> Attribution {
        let cue = self.cue.map_or("", |cue| cue.of(document.text));
        let kind = self.mode(document);
        let first = self.content.first().map_or("", |span| span.of(document.text));
        let told = kind != Mode::Indirect || first.starts_with("that ") || is_reporting_cue(cue);
        // A deed or a wish is doubtful as a statement.
        let sure = if told { sure } else { sure * DEED };
        Attribution {
            kind,
            source: self.source.into_iter().collect(),
            cue: self.cue.into_iter().collect(),
            content: self.content,
            source_ids: sources,
            negated: is_denial(cue),
            confidence: (self.confidence * sure).clamp(0.0, 1.0),
        }
    }

    /// Returns how much of the content is quoted.
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
            _ if self.spoken => Mode::Direct,
            (true, false) => Mode::Direct,
            (true, true) => Mode::Mixed,
            _ => Mode::Indirect,
        }
    }
}
