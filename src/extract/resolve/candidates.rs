//! Whom a pointer may mean: those who were mentioned before it, or will be soon, and what is known of
//! each.

use super::clause::{self, Place};
use super::nominal::Sort;
use super::phrase::{Pointer, Shape};
use super::referent::{Referent, Whom};
use super::timeline::Timeline;
use crate::domain::{EntityKind, Span};
use crate::extract::tag::Tag;

/// How many mentions before a pointer are looked at.
const LOOK_BACK: usize = 120;

/// How many candidates are scored at most.
const CANDIDATES: usize = 24;

/// How many of the first names of a text are looked at for somebody who is named later.
const NAMED: usize = 500;

/// How many mentions after a pointer, in its sentence, are looked at.
const LOOK_AHEAD: usize = 4;

/// Whether a noun for a document may mean a referent: another document, or a body that is called so or
/// that publishes.
fn can_be_document(pointer: &Pointer, referent: &Referent) -> bool {
    const PUBLISHERS: &[&str] =
        &["paper", "website", "site", "blog", "index", "film", "platform", "column", "campaign"];
    let called = referent.words.contains(&pointer.noun);
    let document = matches!(referent.whom, Whom::Unnamed(Sort::Document));
    document || called || PUBLISHERS.contains(&pointer.noun.as_str())
}

impl Timeline<'_, '_> {
    /// What the network says of it that `pointer` means the referent `index`, by its last mentions.
    pub(super) fn network_score(&self, pointer: &Pointer, index: usize) -> f32 {
        if self.network.is_empty() {
            return 0.0;
        }
        let word = pointer.word(self.document);
        let mentions = match self.referents.list[index].whom {
            Whom::Named(id, _) => &self.entities.list[id.index()].mentions,
            _ => &self.referents.list[index].phrases,
        };
        let near = mentions.partition_point(|span| span.end <= pointer.span.start);
        let near = near.saturating_sub(3)..(near + 1).min(mentions.len());
        let scores = mentions[near].iter().filter_map(|span| self.network.score(word, *span));
        scores.reduce(f32::max).unwrap_or(0.0)
    }

    /// Whether a candidate's number and what is known of "he" and "she" do not speak against it.
    pub(super) fn fits(&self, pointer: &Pointer, index: usize) -> bool {
        let referent = &self.referents.list[index];
        pointer.female * referent.female > -0.4 && pointer.plural == referent.plural
    }

    /// The last name of a person.
    pub(super) fn family(&self, referent: usize) -> Option<String> {
        let Whom::Named(id, EntityKind::Person) = self.referents.list[referent].whom else {
            return None;
        };
        self.entities.list[id.index()].name.rsplit(' ').next().map(String::from)
    }

    /// Whether a mention stands within what somebody says.
    pub(super) fn is_told(&self, mention: Span) -> bool {
        let before = self.said.partition_point(|span| span.start <= mention.start);
        let near = self.said[..before].iter().rev().take(4);
        near.into_iter().any(|span| mention.end <= span.end)
    }

    /// Where a referent is mentioned by a name or a noun.
    pub(super) fn mentions_of(&self, index: usize) -> Vec<Span> {
        match self.referents.list[index].whom {
            Whom::Named(id, _) => self.entities.list[id.index()].mentions.clone(),
            Whom::Unnamed(_) => self.referents.list[index].phrases.clone(),
            Whom::Pair(a, b) => {
                let mut both = self.mentions_of(a);
                both.extend(self.mentions_of(b));
                both
            }
        }
    }

    /// Candidates before the pointer, the last mentioned first, and after it in its sentence.
    pub(super) fn candidates(&self, pointer: &Pointer) -> (Vec<usize>, Vec<usize>) {
        let mut before: Vec<usize> = Vec::new();
        for index in self.recent.iter().rev().take(LOOK_BACK) {
            if before.len() >= CANDIDATES {
                break;
            }
            if !before.contains(index) && self.can_be(pointer, *index) {
                before.push(*index);
            }
        }
        let first = clause::token_at(self.document, pointer.span.start);
        let sentence = clause::sentence_of(self.document, first);
        let tokens = self.document.units.get(sentence).map(|unit| unit.tokens.clone());
        let end = tokens
            .and_then(|tokens| tokens.end.checked_sub(1))
            .map_or(pointer.span.end, |last| self.document.tokens[last].span.end);
        let later = self.referents.mentions[self.next_mention..].iter();
        let mut after = Vec::new();
        for mention in later.take_while(|mention| mention.span.end <= end).take(LOOK_AHEAD) {
            let index = mention.referent;
            let fresh = !before.contains(&index) && !after.contains(&index);
            if mention.span.start >= pointer.span.end && fresh && self.can_be(pointer, index) {
                after.push(index);
            }
        }
        after.extend(self.named_later(pointer, &before, &after));
        (before, after)
    }

    /// Whoever the text will call by the pointer's noun and name: "their captain", and then "Captain
    /// Ann Lee".
    fn named_later(&self, pointer: &Pointer, before: &[usize], after: &[usize]) -> Option<usize> {
        if !matches!(pointer.shape, Shape::Person | Shape::Kin) {
            return None;
        }
        let called = |index: &usize| self.referents.list[*index].nouns.contains(&pointer.noun);
        if before.iter().chain(after).any(called) {
            return None;
        }
        let persons = 0..self.entities.list.len().min(self.referents.list.len()).min(NAMED);
        let mut later = persons.filter(|index| {
            let named = matches!(self.referents.list[*index].whom, Whom::Named(..));
            named && called(index) && self.can_be(pointer, *index)
        });
        later.next().filter(|_| later.next().is_none())
    }

    /// The first mention of a referent after `offset`, with how it stands.
    pub(super) fn next_of(&self, index: usize, offset: usize) -> Option<(Span, Place)> {
        let later = |span: &&Span| span.start >= offset;
        let mentions = match self.referents.list[index].whom {
            Whom::Named(id, _) => &self.entities.list[id.index()].mentions,
            _ => &self.referents.list[index].phrases,
        };
        let span = *mentions.iter().find(later)?;
        Some((span, clause::place(self.document, span)))
    }

    /// Whether a noun with an owner ("the miners' union") or with another word before it ("the finance
    /// ministry" beside "the health ministry") says that somebody else is meant.
    fn is_other(&self, pointer: &Pointer, referent: &Referent) -> bool {
        let called =
            referent.nouns.contains(&pointer.noun) || referent.words.contains(&pointer.noun);
        let owner = pointer.owner.map(|owner| owner.of(self.document.text).to_lowercase());
        let named = owner.is_some_and(|owner| {
            !matches!(owner.as_str(), "his" | "her" | "its" | "their" | "whose")
        });
        if named && !called && matches!(pointer.shape, Shape::Body | Shape::Document) {
            return true;
        }
        if pointer.shape != Shape::Body || pointer.more.is_empty() || !called {
            return false;
        }
        let telling = |word: &&String| {
            word.len() > 2
                && **word != pointer.noun
                && !matches!(word.as_str(), "the" | "its" | "his" | "her" | "their")
        };
        let mut own = referent.told.iter().chain(&referent.words).filter(telling).peekable();
        own.peek().is_some() && !own.any(|word| pointer.more.contains(word))
    }

    /// Whether a referent stands in the clause with a participle that opens the pointer's sentence, whose
    /// subject the pointer is: "Asked by Ann Lee, the witness said".
    fn is_in_front(&self, pointer: &Pointer, referent: &Referent) -> bool {
        let Some((mention, place)) = referent.last.filter(|(_, place)| !place.owner) else {
            return false;
        };
        let first = clause::token_at(self.document, pointer.span.start);
        let sentence = clause::sentence_of(self.document, first);
        let Some(start) = self.document.units.get(sentence).map(|unit| unit.tokens.start) else {
            return false;
        };
        let begins = self.document.tokens.get(start).map(|token| token.span);
        if place.quoted || begins.is_none_or(|begins| mention.start < begins.end) {
            return false;
        }
        let word = self.document.piece(start);
        let participle = matches!(self.document.tags[start], Tag::Vbg | Tag::Vbn)
            || ["ed", "ing"].iter().any(|ending| word.ends_with(ending));
        participle
            && first > start + 1
            && self.document.tags[first - 1] == Tag::Comma
            && (start + 1..first).all(|at| !self.document.tags[at].is_finite())
    }

    /// Whether a pointer of this shape can mean such a referent at all.
    fn can_be(&self, pointer: &Pointer, index: usize) -> bool {
        let referent = &self.referents.list[index];
        if self.is_in_front(pointer, referent) || self.asker == Some(index) {
            return false;
        }
        let pair = matches!(referent.whom, Whom::Pair(..));
        let person = referent.is_person();
        // Not even where everything else speaks for it.
        if pointer.female * referent.female < -0.85 {
            return false;
        }
        if self.is_other(pointer, referent) {
            return false;
        }
        let group = matches!(referent.whom, Whom::Named(_, EntityKind::Group));
        match pointer.shape {
            Shape::He | Shape::Kin | Shape::Person => person && !referent.plural,
            Shape::They | Shape::People => referent.plural || !person,
            Shape::Both => pair,
            Shape::It | Shape::Body => !person && !pair && !group,
            Shape::Document => !person && !pair && !group && can_be_document(pointer, referent),
        }
    }
}
