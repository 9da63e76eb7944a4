//! Selecting text, to copy or to correct; marks and jumps.

pub(in crate::app) mod drag;
mod marks;
mod moves;
mod places;
mod seen;

use crate::domain::{ArticleId, Span};

use crate::app::{Effect, OnScreen, OpenArticle, Outcome, Reader};

pub(in crate::app) use drag::Grip;
pub use marks::MARKS;
pub use places::{Place, Places, Spot, View};

/// Text that is being selected: from one character to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selecting {
    /// The article, and the hash of its text: another text has another selection.
    article: (ArticleId, String),
    /// The character where it began: its first byte.
    pub anchor: usize,
    /// The character that moves: its first byte.
    pub cursor: usize,
    /// The column that steps from line to line keep to.
    column: Option<u16>,
}

impl Selecting {
    /// A selection in the article of that id and hash of its text, between two characters.
    pub(in crate::app) fn new(
        article: (ArticleId, String),
        anchor: usize,
        cursor: usize,
    ) -> Selecting {
        Selecting { article, anchor, cursor, column: None }
    }
}

impl OpenArticle {
    /// What is selected in the open article: bytes of its text, never empty.
    pub fn selection(&self) -> Option<Span> {
        let (selecting, reader) = self.selected_in()?;
        let text = &reader.article.body.text;
        let first = selecting.anchor.min(selecting.cursor);
        let last = selecting.anchor.max(selecting.cursor);
        Some(Span::new(first, moves::after(text, last)))
    }

    pub(in crate::app) fn selected_in(&self) -> Option<(&Selecting, &Reader)> {
        let (selecting, reader) = (self.selecting.as_ref()?, self.reader.as_ref()?);
        let article = &reader.article;
        let text = &article.body.text;
        let same =
            selecting.article.0 == article.row.id && selecting.article.1 == article.text_hash;
        let fits = |at: usize| at < text.len() && text.is_char_boundary(at);
        (same && fits(selecting.anchor) && fits(selecting.cursor)).then_some((selecting, reader))
    }

    /// What lets a selection be left: nothing is selected any more.
    pub fn leave_selection(&mut self) {
        self.selecting = None;
    }

    /// The current statement's words are what is selected.
    pub(in crate::app) fn select_current(&mut self) {
        let Some((_, reader)) = self.selected_in() else { return };
        let Some(found) = reader.current_attribution() else { return };
        let start = found.content.iter().map(|span| span.start).min();
        let end = found.content.iter().map(|span| span.end).max();
        let (Some(start), Some(end)) = (start, end) else { return };
        let text = &reader.article.body.text;
        if start < end && text.get(start..end).is_some() {
            let cursor = moves::before(text, end).unwrap_or(start).max(start);
            self.place_selection(start, cursor);
        }
    }

    pub(in crate::app) fn place_selection(&mut self, anchor: usize, cursor: usize) {
        if let Some(selecting) = self.selecting.as_mut() {
            (selecting.anchor, selecting.cursor, selecting.column) = (anchor, cursor, None);
        }
    }

    pub(in crate::app) fn copy_selection(&mut self) -> Outcome {
        let span = self.selection();
        let reader = self.reader.as_ref();
        let text = span.zip(reader).map(|(span, it)| span.of(&it.article.body.text).to_owned());
        self.leave_selection();
        let Some(text) = text else { return Outcome::none() };
        let count = text.chars().count();
        let letters = if count == 1 { "character" } else { "characters" };
        let told = Outcome::say(format!("Copied {count} {letters}."));
        told.and(Effect::Screen(OnScreen::Copy(text)))
    }
}

#[cfg(test)]
mod tests;
