//! Splits blocks into spans of uniform style, at the borders of statements, links and accents.

use crate::domain::marks::{Role, Run, runs, runs_in};
use crate::domain::{Accent, AccentKind, Link, Span};

use super::address;
use super::document::Document;

/// The statements and links of a document, each in order and without overlaps.
pub(super) struct Marks<'a> {
    runs: Vec<Run>,
    links: Vec<&'a Link>,
    accents: &'a [Accent],
    /// The length of the longest accent (bytes).
    longest: usize,
    /// The end of each statement's content.
    last: Vec<usize>,
}

/// A span of text whose style is uniform.
#[derive(Debug, Clone)]
pub(super) struct StyledSpan<'a> {
    /// The byte range in the text.
    pub(super) span: Span,
    /// The role of the span in a statement, if it has one.
    pub(super) run: Option<Run>,
    /// The address that the span links to. Only addresses that may be links.
    pub(super) link: Option<&'a str>,
    /// The accents of the span.
    pub(super) accents: Vec<AccentKind>,
}

impl<'a> Marks<'a> {
    /// Collects the marks of `document`.
    pub(super) fn new(document: &Document<'a>) -> Marks<'a> {
        let sound = |link: &&Link| address::is_safe(&link.url) && !link.span.is_empty();
        let mut all: Vec<&Link> = document.body.links.iter().filter(sound).collect();
        all.sort_by_key(|link| link.span);
        let mut links: Vec<&Link> = Vec::new();
        for link in all {
            if links.last().is_none_or(|last| last.span.end <= link.span.start) {
                links.push(link);
            }
        }
        let runs = runs(document.analysis());
        let mut last = vec![0; document.analysis().attributions.len()];
        for run in runs.iter().filter(|run| run.role == Role::Content) {
            last[run.attribution] = run.span.end;
        }
        let accents = document.body.accents.as_slice();
        let longest = accents.iter().map(|accent| accent.span.len()).max().unwrap_or(0);
        Marks { runs, links, accents, longest, last }
    }

    /// Splits a span of text into styled spans, without gaps.
    pub(super) fn styled_spans(&self, span: Span) -> Vec<StyledSpan<'a>> {
        let runs = runs_in(&self.runs, span);
        let from = self.links.partition_point(|link| link.span.end <= span.start);
        let to = from + self.links[from..].partition_point(|link| link.span.start < span.end);
        let links = &self.links[from..to];
        let accents = self.accents_in(span);
        let mut borders = vec![span.start, span.end];
        let spans = runs.iter().map(|run| run.span).chain(links.iter().map(|link| link.span));
        let spans = spans.chain(accents.iter().map(|accent| accent.span));
        let ends = spans.flat_map(|inner| [inner.start, inner.end]);
        borders.extend(ends.filter(|at| span.contains(*at)));
        borders.sort_unstable();
        borders.dedup();
        let piece = |pair: &[usize]| {
            let span = Span::new(pair[0], pair[1]);
            let run = runs_in(runs, span).first().copied();
            let at = links.partition_point(|link| link.span.end <= span.start);
            let link = links.get(at).filter(|link| link.span.overlaps(span));
            let mut kinds: Vec<AccentKind> =
                accents.iter().filter(|it| it.span.overlaps(span)).map(|it| it.kind).collect();
            kinds.dedup();
            StyledSpan { span, run, link: link.map(|link| link.url.as_str()), accents: kinds }
        };
        borders.windows(2).map(piece).collect()
    }

    /// Returns the accents that may overlap a span, and possibly some before it.
    fn accents_in(&self, span: Span) -> &'a [Accent] {
        let first = span.start.saturating_sub(self.longest);
        let from = self.accents.partition_point(|accent| accent.span.start < first);
        let to = self.accents.partition_point(|accent| accent.span.start < span.end);
        &self.accents[from..to.max(from)]
    }

    /// Returns whether a styled span is the last of a statement's content.
    pub(super) fn is_last(&self, piece: &StyledSpan, run: &Run) -> bool {
        self.last.get(run.attribution) == Some(&piece.span.end)
    }
}
