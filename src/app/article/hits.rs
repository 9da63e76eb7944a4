//! Where a search's words stand in the open article, and the way from one to the next.

use crate::domain::Span;
use crate::domain::search::{self, Search};

use crate::app::{Action, App, Outcome, Reader};

/// What a search has found in an article.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Where its words stand: bytes of the text, in order.
    pub spans: Vec<Span>,
    /// The one that was gone to last.
    pub here: Option<usize>,
    /// The search.
    of: Option<String>,
}

impl Reader {
    /// Notes where the words of a search stand; those of `quote:` only in what is attributed.
    fn find_hits(&mut self, text: &str) {
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
    fn step_hit(&mut self, forward: bool) -> Option<usize> {
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

impl App {
    /// The open article's hits are those of the search that the list shows.
    pub(in crate::app) fn find_hits(&mut self) {
        let text = self.search_text().unwrap_or("").to_owned();
        if let Some(reader) = self.article.reader.as_mut() {
            reader.find_hits(&text);
        }
    }

    pub(in crate::app) fn step_hits(&mut self, forward: bool) -> Outcome {
        let Some(reader) = self.article.reader.as_mut() else {
            return Outcome::say("No article is open.");
        };
        let count = reader.hits.spans.len();
        let text = match (reader.step_hit(forward), count) {
            (Some(place), _) => format!("Hit {place} of {count}."),
            (None, 0) if reader.hits.of.as_deref().unwrap_or("").is_empty() => {
                let key = self.env.keymap.key_of(Action::Search).unwrap_or_default();
                format!("There is no search: {key} searches.")
            }
            (None, 0) => "The search's words do not stand in this text.".into(),
            (None, _) if forward => "This is the last hit.".into(),
            (None, _) => "This is the first hit.".into(),
        };
        let told = Outcome::say(text);
        if self.focus.reads() { told.and(self.mark_opened()) } else { told }
    }
}
