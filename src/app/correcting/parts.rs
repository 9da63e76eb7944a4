//! The passages of a statement, by the part that they play, and how one is cut out of the others.

use crate::app::marks::Role;
use crate::domain::{Attribution, Span};

use super::words::Words;

/// The parts, in the order in which they are shown.
pub const ROLES: [Role; 3] = [Role::Content, Role::Source, Role::Cue];

/// The passages of a statement, by the part that they play: each list in order, and no two of all
/// of them overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// What was said.
    pub content: Vec<Span>,
    /// The words that name the source.
    pub source: Vec<Span>,
    /// The words that ascribe.
    pub cue: Vec<Span>,
}

impl Parts {
    /// The passages that play a part.
    pub fn of(&self, role: Role) -> &[Span] {
        match role {
            Role::Content => &self.content,
            Role::Source => &self.source,
            Role::Cue => &self.cue,
        }
    }

    pub(super) fn of_mut(&mut self, role: Role) -> &mut Vec<Span> {
        match role {
            Role::Content => &mut self.content,
            Role::Source => &mut self.source,
            Role::Cue => &mut self.cue,
        }
    }

    /// All passages with their parts, in the order of the text.
    pub fn all(&self) -> Vec<(Span, Role)> {
        let mut all: Vec<(Span, Role)> = ROLES
            .iter()
            .flat_map(|role| self.of(*role).iter().map(|span| (*span, *role)))
            .collect();
        all.sort_unstable();
        all
    }

    /// The passages of an attribution.
    pub fn of_attribution(found: &Attribution) -> Parts {
        Parts {
            content: found.content.clone(),
            source: found.source.clone(),
            cue: found.cue.clone(),
        }
    }

    /// Takes a stretch out of whatever it is part of.
    pub(super) fn take_out(&mut self, cut: Span, words: &Words, text: &str) {
        for role in ROLES {
            let mut left = Vec::new();
            for span in std::mem::take(self.of_mut(role)) {
                if !span.overlaps(cut) {
                    left.push(span);
                    continue;
                }
                left.extend(rest(Span::new(span.start, cut.start), words, text));
                left.extend(rest_after(Span::new(cut.end, span.end), words, text));
            }
            *self.of_mut(role) = left;
        }
    }

    pub(super) fn put(&mut self, role: Role, span: Span) {
        let spans = self.of_mut(role);
        let place = spans.partition_point(|other| other.start < span.start);
        spans.insert(place, span);
    }

    /// Passages of one part that nothing but blanks stands between become one.
    pub(super) fn join(&mut self, role: Role, text: &str) {
        let mut joined: Vec<Span> = Vec::new();
        for span in self.of(role) {
            let gap = |last: &Span| Span::new(last.end, span.start).of(text);
            match joined.last_mut() {
                Some(last) if gap(last).chars().all(|c| c == ' ') => last.end = span.end,
                _ => joined.push(*span),
            }
        }
        *self.of_mut(role) = joined;
    }
}

/// What is left of a passage before what was taken out of it; marks alone are nothing.
fn rest(span: Span, words: &Words, text: &str) -> Option<Span> {
    let words = words.inside(span);
    words.iter().find(|word| word.of(text).contains(char::is_alphanumeric))?;
    Some(Span::new(words.first()?.start, words.last()?.end))
}

/// As `rest`, behind what was taken out: a comma that parted the two goes.
fn rest_after(span: Span, words: &Words, text: &str) -> Option<Span> {
    let rest = rest(span, words, text)?;
    let parting = |word: &&Span| word.of(text).chars().all(|c| ",;:.".contains(c));
    let first = words.inside(rest).iter().find(|word| !parting(word))?;
    Some(Span::new(first.start, rest.end))
}
