//! What the words for a source are: several sources, a pronoun, a name or a noun phrase.

use super::clause;
use super::gender;
use super::head;
use super::nominal::{Sort, sort_of};
use super::noun::head_noun;
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;
use crate::extract::lexicon;
use crate::extract::tag::Tag;

/// What kind of words point at somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "he", "she"
    He,
    /// "they"
    They,
    /// "it"
    It,
    /// "her brother", "his father"
    Kin,
    /// "the manager"
    Person,
    /// "the officials"
    People,
    /// "the company"
    Body,
    /// "both", "the pair"
    Both,
    /// "the paper", "the report"
    Document,
}

impl Shape {
    /// All shapes, in the order in which the scorer knows them.
    pub(super) const ALL: [Shape; 9] = [
        Shape::He,
        Shape::They,
        Shape::It,
        Shape::Kin,
        Shape::Person,
        Shape::People,
        Shape::Body,
        Shape::Both,
        Shape::Document,
    ];
}

/// Words that point at somebody whom the text names elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pointer {
    /// The words (bytes).
    pub(super) span: Span,
    /// Their kind.
    pub(super) shape: Shape,
    /// How surely they are "she" (1) or "he" (-1); 0 where they do not tell.
    pub(super) female: f32,
    /// Whether they are many.
    pub(super) plural: bool,
    /// Their noun, in the singular; empty for pronouns.
    pub(super) noun: String,
    /// Who owns the noun: "her" of "her brother", "Orr" of "Orr's lawyer" (bytes).
    pub(super) owner: Option<Span>,
    /// The noun's other words, in small letters: "world", "no", "14".
    pub(super) more: Vec<String>,
}

impl Pointer {
    /// Where the word begins that the network knows it by (bytes): its noun, or the pronoun.
    pub(super) fn word(&self, document: &Document<'_>) -> usize {
        if self.noun.is_empty() {
            return self.span.start;
        }
        let start = clause::token_at(document, self.span.start);
        let end = clause::token_at(document, self.span.end);
        let noun = (start..end)
            .find(|at| super::noun::singular(&document.piece(*at).to_lowercase()) == self.noun);
        noun.map_or(self.span.start, |at| document.tokens[at].span.start)
    }
}

/// The pointer that words at `span` are; none for a name or for somebody new.
pub(super) fn pointer(document: &Document<'_>, entities: &Entities, span: Span) -> Option<Pointer> {
    let lower = plain(span.of(document.text));
    let bare = |shape, female, plural| Pointer {
        span,
        shape,
        female,
        plural,
        noun: String::new(),
        owner: None,
        more: Vec::new(),
    };
    let first = lower.split_whitespace().next().unwrap_or("");
    match lower.as_str() {
        "he" | "his" | "him" | "himself" | "he himself" | "he also" => {
            return Some(bare(Shape::He, -1.0, false));
        }
        "she" | "her" | "hers" | "herself" | "she herself" | "she also" => {
            return Some(bare(Shape::He, 1.0, false));
        }
        "they" | "their" | "them" | "they all" | "themselves" => {
            return Some(bare(Shape::They, 0.0, true));
        }
        "it" | "its" | "itself" => return Some(bare(Shape::It, 0.0, false)),
        "both" | "they both" | "the pair" | "the couple" | "the duo" | "the two" | "both men"
        | "both women" | "the two men" | "the two women" | "both of them" => {
            return Some(bare(Shape::Both, 0.0, true));
        }
        _ => {}
    }
    let both = first == "both" || lower.starts_with("the two ") || lower.starts_with("the pair");
    noun_pointer(document, entities, span, &lower, both)
}

fn noun_pointer(
    document: &Document<'_>,
    entities: &Entities,
    span: Span,
    lower: &str,
    both: bool,
) -> Option<Pointer> {
    let start = clause::token_at(document, span.start);
    let end = clause::token_at(document, span.end);
    let (noun, plural) = described(lower).unwrap_or_else(|| head_noun(lower));
    let definite = ["the", "this", "that", "these", "those", "his", "her", "its", "their"];
    let first = lower.split_whitespace().next().unwrap_or("");
    // "the nurses' union"
    let plural_owner = |at: &usize| {
        matches!(document.piece(*at), "'" | "’")
            && *at > start
            && *at + 1 < end
            && document.piece(*at - 1).ends_with('s')
    };
    let owned = (start..end).find(|at| document.tags[*at] == Tag::Pos || plural_owner(at));
    if !(definite.contains(&first) || owned.is_some() || both) {
        return None;
    }
    let sort = if is_description(&noun) { Sort::Person } else { sort_of(&noun)? };
    let owner = match owned {
        Some(at) if at > start => Some(document.span(start, at - 1)),
        _ if matches!(first, "his" | "her" | "its" | "their") => Some(document.span(start, start)),
        _ => None,
    };
    // "the Orr campaign" is what it is called.
    let modified = entities.within(span).any(|(mention, id)| {
        let other = owner.is_none_or(|owner| mention.start >= owner.end);
        other && entities.kind(id) != EntityKind::Group
    });
    if modified && sort != Sort::Person {
        return None;
    }
    let kin = gender::is_kin(&noun);
    let shape = match sort {
        _ if both => Shape::Both,
        Sort::Person if kin && owner.is_some() => Shape::Kin,
        Sort::Person if plural => Shape::People,
        Sort::Person => Shape::Person,
        Sort::Body => Shape::Body,
        Sort::Document => Shape::Document,
    };
    let female = match gender::of_noun(&noun) {
        Some("she") => 1.0,
        Some(_) => -1.0,
        None => 0.0,
    };
    let more = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !definite.contains(word) && *word != noun)
        .map(String::from)
        .take(8)
        .collect();
    Some(Pointer { span, shape, female, plural: plural || both, noun, owner, more })
}

/// The noun of a phrase that describes somebody by age or rank alone: "the 36-year-old", "the world
/// No. 14"; not many.
fn described(lower: &str) -> Option<(String, bool)> {
    let last = lower.rsplit(' ').next()?;
    let ranked = ["the world no", "the world number", "the number ", "the no. "];
    if last.ends_with("-year-old") {
        return Some(("year-old".to_string(), false));
    }
    let rank = ranked.iter().any(|begin| lower.starts_with(begin))
        && last.chars().all(|c| c.is_ascii_digit() || matches!(c, 'o' | 'n' | 'e' | 't' | 'w'));
    rank.then(|| ("number".to_string(), false))
}

/// Whether a pointer's noun only describes: it is nobody's calling, and means somebody who was named.
pub(super) fn is_description(noun: &str) -> bool {
    matches!(noun, "year-old" | "number")
}

/// A phrase in small letters, on one line.
pub(super) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The sources that a phrase names together: "Ann Lee and the mayor" are two; a phrase that names
/// one is itself.
pub(super) fn parts(document: &Document<'_>, entities: &Entities, span: Span) -> Vec<Span> {
    let start = clause::token_at(document, span.start);
    let end = clause::token_at(document, span.end);
    let stop = (start..end).find(|at| document.tags[*at] == Tag::Wp).unwrap_or(end);
    let inside = |at: usize| {
        let token = document.tokens[at].span;
        entities
            .within(span)
            .any(|(mention, _)| mention.start < token.start && token.end < mention.end)
    };
    if start + 2 > end {
        return vec![span];
    }
    let start = start + usize::from(document.piece(start).eq_ignore_ascii_case("both"));
    let and = |at: &usize| matches!(document.piece(*at), "and" | "&") && !inside(*at);
    let Some(and) = (start + 1..stop.saturating_sub(1)).find(and) else { return vec![span] };
    let left = document.span(start, and - 1);
    let right = document.span(and + 1, end - 1);
    if !stand_apart(document, entities, left, right) {
        return vec![span];
    }
    let mut found = listed(document, entities, left);
    found.extend(parts(document, entities, right));
    found
}

/// The names of a list with commas, of which each is a person's or a body's: "A, B" of "A, B and C".
fn listed(document: &Document<'_>, entities: &Entities, span: Span) -> Vec<Span> {
    let start = clause::token_at(document, span.start);
    let end = clause::token_at(document, span.end);
    let mut found = Vec::new();
    let mut from = start;
    for at in start..=end {
        if at < end && document.tags[at] != Tag::Comma {
            continue;
        }
        if at > from {
            found.push(document.span(from, at - 1));
        }
        from = at + 1;
    }
    let named = |part: &Span| entities.within(*part).next().is_some();
    if found.len() > 1 && found.iter().all(named) { found } else { vec![span] }
}

/// Whether what stands before and after an "and" are each somebody by themselves: not so "Road and
/// Bridges Minister Ann Lee", "students of Oban and the Academy", "founder and owner".
fn stand_apart(document: &Document<'_>, entities: &Entities, left: Span, right: Span) -> bool {
    let kind = |span| head::head_of(document, entities, span).map(|(_, id)| entities.kind(id));
    let (before, after) = (kind(left), kind(right));
    if !names_somebody(document, left, before) || !names_somebody(document, right, after) {
        return false;
    }
    let from = clause::token_at(document, left.start);
    let to = clause::token_at(document, left.end);
    let hangs = (from..to).any(|at| matches!(document.tags[at], Tag::In | Tag::To));
    let person = Some(EntityKind::Person);
    let bare = entities.within(right).next().is_some_and(|(mention, _)| mention == right);
    if hangs && before != person && (after != person || bare) {
        return false;
    }
    if before == Some(EntityKind::Organization) && after == person {
        let first = clause::token_at(document, right.start);
        let word = document.piece(first).to_lowercase();
        let name = head::head_of(document, entities, right)
            .is_some_and(|(mention, _)| mention.start == right.start);
        return name || document.tags[first] == Tag::Dt || lexicon::list("titles", &word);
    }
    true
}

/// Whether a phrase can stand for somebody by itself: it has a name for a head, or is a noun with an
/// article or an owner.
fn names_somebody(document: &Document<'_>, span: Span, head: Option<EntityKind>) -> bool {
    if head.is_some() {
        return true;
    }
    let start = clause::token_at(document, span.start);
    let first = document.tags.get(start).copied();
    let owned = document.tags.get(start + 1) == Some(&Tag::Pos);
    let lower = plain(span.of(document.text));
    match first {
        Some(Tag::Prp) => true,
        Some(Tag::Dt | Tag::PrpS) => sort_of(&head_noun(&lower).0).is_some(),
        _ => owned && sort_of(&head_noun(&lower).0).is_some(),
    }
}
