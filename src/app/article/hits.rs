//! Where a search's words stand in the open article, and the way from one to the next.

use crate::domain::Span;
use crate::domain::search::{self, Search};

use crate::app::Reader;

/// What a search has found in an article.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Where its words stand: bytes of the text, in order.
    pub spans: Vec<Span>,
    /// The one that was gone to last.
    pub here: Option<usize>,
    /// The search.
    pub(in crate::app) of: Option<String>,
}

impl Reader {
    /// Notes where the words of a search stand; those of `quote:` only in what is attributed.
    pub(in crate::app) fn find_hits(&mut self, text: &str) {
        if self.hits.of.as_deref() == Some(text) {
            return;
        }
        let search = search::parse(text).unwrap_or_default();
        self.hits = Hits { spans: self.spans_of(&search), here: None, of: Some(text.to_owned()) };
    }

    fn spans_of(&self, search: &Search) -> Vec<Span> {
        let text = &self.article.body.text;
        let said = self.analysis.iter().flat_map(|analysis| &analysis.attributions);
        let contents: Vec<Span> = said.clone().flat_map(|it| it.content.clone()).collect();
        let sources: Vec<Span> = said.flat_map(|it| it.source.clone()).collect();
        let mut spans = search.body_highlights(text);
        spans.extend(search.said_highlights(text, &contents));
        spans.extend(search.source_highlights(text, &sources));
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    /// Goes to the next hit (or the one before): from the one that is in view, or else from what
    /// is; gives its number, from 1.
    pub(in crate::app) fn step_hit(&mut self, forward: bool) -> Option<usize> {
        let spans = &self.hits.spans;
        let line = |index: &usize| self.line_of(spans[*index].start);
        let in_view = |index: &usize| (self.top..self.top + self.rows).contains(&line(index));
        let count = spans.len();
        let to = match self.hits.here.filter(in_view) {
            Some(here) if forward => Some(here + 1).filter(|to| *to < count),
            Some(here) => here.checked_sub(1),
            None if forward => (0..count).find(|index| line(index) >= self.top),
            None => (0..count).rev().find(|index| line(index) < self.top + self.rows),
        }?;
        let span = spans[to];
        self.hits.here = Some(to);
        self.reveal(span);
        Some(to + 1)
    }
}
