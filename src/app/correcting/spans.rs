//! The editor of a statement's passages: what was said, who is named, the words that ascribe.

use crate::app::marks::Role;
use crate::domain::Span;

use super::parts::{Parts, ROLES};
use super::words::Words;

/// The stretch of text that the keys move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Active {
    /// One that is not marked yet.
    Free(Span),
    /// A passage of the statement.
    Kept(Role, Span),
}

impl Active {
    /// Where it is.
    pub fn span(self) -> Span {
        match self {
            Active::Free(span) | Active::Kept(_, span) => span,
        }
    }
}

/// A step that the editor can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The first border a word to the left (false) or right (true).
    Start(bool),
    /// The last border a word to the left or right.
    End(bool),
    /// To the word before, or the next one, as a new stretch.
    Word(bool),
    /// To the sentence before, or the next one, as a new stretch.
    Sentence(bool),
    /// As far as the sentence goes.
    Whole,
    /// To the passage before, or the next one.
    Passage(bool),
    /// The stretch plays this part.
    Mark(Role),
    /// The passage plays no part any more.
    Unmark,
}

/// The editor: a statement's passages, and the stretch that the keys move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanEditor {
    text: String,
    words: Words,
    sentences: Vec<Span>,
    parts: Parts,
    active: Active,
}

impl SpanEditor {
    /// An editor of passages of `text`, which begins with the first one that plays the part `role`,
    /// or where there is none near the statement. `near` is where it begins without any passage.
    pub fn new(
        text: &str,
        sentences: &[Span],
        parts: &Parts,
        role: Role,
        near: usize,
    ) -> SpanEditor {
        let place = parts.all().first().map_or(near, |(span, _)| span.start);
        let words = Words::of(text, place);
        let mut editor = SpanEditor {
            text: text.to_owned(),
            words,
            sentences: sentences.iter().copied().filter(|it| it.fits(text)).collect(),
            parts: Parts::default(),
            active: Active::Free(Span::new(near, near)),
        };
        for (span, role) in parts.all() {
            if let Some(span) = editor.words.snapped(text, span) {
                editor.parts.take_out(span, &editor.words, text);
                editor.parts.put(role, span);
            }
        }
        editor.active = match editor.parts.of(role).first() {
            Some(span) => Active::Kept(role, *span),
            None => Active::Free(editor.beside(near)),
        };
        if parts.all().is_empty() {
            editor.sentence_at(near);
        }
        editor
    }

    /// The passages as they are now.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The stretch that the keys move.
    pub fn active(&self) -> Active {
        self.active
    }

    /// The part that byte `at` plays.
    pub fn role_at(&self, at: usize) -> Option<Role> {
        let all = |role: &Role| self.parts.of(*role).iter().any(|span| span.contains(at));
        ROLES.into_iter().find(all)
    }

    /// Takes a step; whether anything changed.
    pub fn step(&mut self, step: Step) -> bool {
        let before = (self.active, self.parts.clone());
        match step {
            Step::Start(right) => self.move_start(right),
            Step::End(right) => self.move_end(right),
            Step::Word(forward) => self.go_to_word(forward),
            Step::Sentence(forward) => self.go_to_sentence(forward),
            Step::Whole => self.widen(),
            Step::Passage(forward) => self.go_to_passage(forward),
            Step::Mark(role) => self.mark(role),
            Step::Unmark => self.unmark(),
        }
        before != (self.active, self.parts.clone())
    }

    fn move_start(&mut self, right: bool) {
        let span = self.active.span();
        let (from, _) = self.room();
        let start = if right {
            let word = self.words.ending_after(span.start);
            let next = word.and_then(|word| self.words.ending_after(word.end.max(span.start + 1)));
            next.map(|word| word.start).filter(|start| *start < span.end && *start > span.start)
        } else {
            self.words.beginning_before(span.start).map(|word| word.start).filter(|at| *at >= from)
        };
        if let Some(start) = start {
            self.set_active(Span::new(start, span.end));
        }
    }

    fn move_end(&mut self, right: bool) {
        let span = self.active.span();
        let (_, to) = self.room();
        let end = if right {
            self.words.ending_after(span.end).map(|word| word.end).filter(|end| *end <= to)
        } else {
            let word = self.words.beginning_before(span.end);
            let before = word.and_then(|word| self.words.beginning_before(word.start));
            before.map(|word| word.end).filter(|end| *end > span.start && *end < span.end)
        };
        if let Some(end) = end {
            self.set_active(Span::new(span.start, end));
        }
    }

    /// Where the active stretch may go: a passage stops at the others, and what is not marked yet
    /// at the borders of the text.
    fn room(&self) -> (usize, usize) {
        let Active::Kept(_, active) = self.active else { return (0, self.text.len()) };
        let all = self.parts.all();
        let others = || all.iter().map(|(span, _)| *span).filter(|span| *span != active);
        let from = others().filter(|span| span.end <= active.start).map(|span| span.end).max();
        let to = others().filter(|span| span.start >= active.end).map(|span| span.start).min();
        (from.unwrap_or(0), to.unwrap_or(self.text.len()))
    }

    fn set_active(&mut self, span: Span) {
        if let Active::Kept(role, old) = self.active {
            let spans = self.parts.of_mut(role);
            if let Some(found) = spans.iter_mut().find(|found| **found == old) {
                *found = span;
            }
            self.active = Active::Kept(role, span);
        } else {
            self.active = Active::Free(span);
        }
    }

    fn go_to_word(&mut self, forward: bool) {
        let mut at = self.active.span();
        loop {
            let next = if forward {
                self.words.ending_after(at.end).filter(|word| word.start >= at.end)
            } else {
                self.words.beginning_before(at.start).filter(|word| word.end <= at.start)
            };
            let Some(word) = next else { return };
            at = word;
            if word.of(&self.text).contains(char::is_alphanumeric) {
                self.active = Active::Free(word);
                return;
            }
        }
    }

    fn go_to_sentence(&mut self, forward: bool) {
        let at = self.active.span();
        let sentences = self.sentences();
        let found = if forward {
            sentences.iter().find(|sentence| sentence.start > at.start)
        } else {
            sentences.iter().rev().find(|sentence| sentence.start < at.start)
        };
        if let Some(span) = found.and_then(|span| self.words.snapped(&self.text, *span)) {
            self.active = Active::Free(span);
        }
    }

    /// The sentences; where none are known, the lines.
    fn sentences(&self) -> Vec<Span> {
        if !self.sentences.is_empty() {
            return self.sentences.clone();
        }
        let mut start = 0;
        let line = |line: &str| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            (!line.trim().is_empty()).then_some(span)
        };
        self.text.split_inclusive('\n').filter_map(line).collect()
    }

    fn sentence_at(&mut self, near: usize) {
        let found = self.sentences().into_iter().find(|sentence| sentence.end > near);
        if let Some(span) = found.and_then(|span| self.words.snapped(&self.text, span)) {
            self.active = Active::Free(span);
        }
    }

    fn widen(&mut self) {
        let (span, (from, to)) = (self.active.span(), self.room());
        let touched = |sentence: &Span| sentence.overlaps(span);
        let touched: Vec<Span> = self.sentences().into_iter().filter(touched).collect();
        let start = touched.first().map_or(span.start, |it| it.start.min(span.start)).max(from);
        let end = touched.last().map_or(span.end, |it| it.end.max(span.end)).min(to);
        if let Some(span) = self.words.snapped(&self.text, Span::new(start, end)) {
            self.set_active(span);
        }
    }

    fn go_to_passage(&mut self, forward: bool) {
        let all = self.parts.all();
        let here = self.active.span();
        let kept = matches!(self.active, Active::Kept(..));
        let place = all.iter().position(|(span, _)| kept && *span == here);
        let next = match (place, forward) {
            (Some(place), true) => (place + 1) % all.len(),
            (Some(place), false) => (place + all.len() - 1) % all.len(),
            (None, true) => all.iter().position(|(span, _)| span.end > here.start).unwrap_or(0),
            (None, false) => all
                .iter()
                .rposition(|(span, _)| span.start < here.end)
                .unwrap_or(all.len().max(1) - 1),
        };
        if let Some((span, role)) = all.get(next) {
            self.active = Active::Kept(*role, *span);
        }
    }

    fn mark(&mut self, role: Role) {
        let span = self.active.span();
        let Some(span) = self.words.snapped(&self.text, span) else { return };
        self.parts.take_out(span, &self.words, &self.text);
        self.parts.put(role, span);
        self.parts.join(role, &self.text);
        let whole = self.parts.of(role).iter().find(|it| it.covers(span)).copied();
        self.active = Active::Kept(role, whole.unwrap_or(span));
    }

    fn unmark(&mut self) {
        if let Active::Kept(role, span) = self.active {
            self.parts.of_mut(role).retain(|other| *other != span);
            self.active = Active::Free(span);
        }
    }

    /// A stretch to begin with where no passage plays the part that is asked for.
    fn beside(&self, near: usize) -> Span {
        let all = self.parts.all();
        let after = all.last().map_or(near, |(span, _)| span.end);
        let word = self.words.ending_after(after).or_else(|| self.words.beginning_before(after));
        word.unwrap_or(Span::new(0, 0))
    }
}

#[cfg(test)]
#[path = "spans_tests.rs"]
mod tests;
