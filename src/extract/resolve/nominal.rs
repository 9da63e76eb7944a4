//! Noun phrases without a name: people ("the manager", "a bargeman"), bodies ("the company") and
//! documents, and the nouns by which a text calls those it names ("Harrowgate manager Per Lindahl").

use crate::domain::{EntityId, EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;
use crate::extract::lexicon;
use crate::extract::tag::Tag;

use super::noun::singular;

/// What a noun speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A person or people.
    Person,
    /// A company, a team, a state.
    Body,
    /// A report, a law, a statement.
    Document,
}

/// A noun phrase without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Nominal {
    /// From its article to its noun (bytes).
    pub(super) span: Span,
    /// Its noun, in the singular and in small letters.
    pub(super) noun: String,
    /// What the noun speaks of.
    pub(super) sort: Sort,
    /// Whether it is many.
    pub(super) plural: bool,
    /// Whether it brings in somebody new: "a", "another", "two".
    pub(super) new: bool,
}

/// What a text says in nouns.
#[derive(Debug, Default)]
pub(super) struct Nominals {
    /// Phrases that stand for themselves, in order.
    pub(super) free: Vec<Nominal>,
    /// Nouns and the phrases they stand in, of those with a name.
    pub(super) names: Vec<(EntityId, String, Span)>,
}

/// What `noun` (singular, small letters) speaks of, if it is somebody or something that speaks.
pub(super) fn sort_of(noun: &str) -> Option<Sort> {
    let list = |name| lexicon::list(name, noun);
    if list("body nouns") {
        return Some(Sort::Body);
    }
    if list("documents") {
        return Some(Sort::Document);
    }
    let person = list("roles")
        || list("titles")
        || super::gender::is_kin(noun)
        || super::gender::of_noun(noun).is_some();
    let ends =
        ["man", "woman", "ist", "ian", "eer"].iter().any(|it| noun.len() > 4 && noun.ends_with(it));
    // "teacher", "author", "trustee"; not "number", "order", "weather".
    let doer =
        ["er", "or", "ee", "ant", "ster"].iter().any(|it| noun.len() > 5 && noun.ends_with(it));
    let demonym = capitalised(noun).is_some_and(|name| lexicon::list("peoples", &name));
    (person || ends || doer && !lexicon::list("things in -er", noun) || demonym)
        .then_some(Sort::Person)
}

fn capitalised(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// The noun phrases of a document.
pub(super) fn nominals(document: &Document<'_>, entities: &Entities) -> Nominals {
    let mut found = Nominals::default();
    let mut next_mention = 0;
    for unit in &document.units {
        for at in unit.tokens.clone() {
            let token = document.tokens[at].span;
            while entities
                .mentions
                .get(next_mention)
                .is_some_and(|(span, _)| span.end <= token.start)
            {
                next_mention += 1;
            }
            let inside = |kinds: &[EntityKind]| {
                entities.mentions.get(next_mention).is_some_and(|(span, id)| {
                    span.start < token.end && kinds.contains(&entities.kind(*id))
                })
            };
            let named = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
            let demonym = inside(&[EntityKind::Group]);
            if inside(&named) || !(document.tags[at].is_noun() || demonym) {
                continue;
            }
            let last = unit.tokens.end;
            let follows = at + 1 < last && matches!(document.tags[at + 1], Tag::Nn | Tag::Nns);
            if follows {
                continue;
            }
            let lower = document.piece(at).to_lowercase();
            let noun = singular(&lower);
            let Some(sort) = sort_of(&noun) else { continue };
            let start = chunk_start(document, at, unit.tokens.start);
            let chunk = Chunk { start, head: at, begin: unit.tokens.start, end: last };
            let span = document.span(start, at);
            if let Some(id) = named_by(document, entities, &chunk, sort) {
                found.names.push((id, noun, span));
            } else if document.quoted[at] == 0 {
                let plural = noun != lower || matches!(lower.as_str(), "people" | "police");
                found.free.extend(free(document, &chunk, noun, sort, plural));
            }
        }
    }
    found
}

/// The tokens of a noun phrase and of its sentence.
struct Chunk {
    start: usize,
    head: usize,
    begin: usize,
    end: usize,
}

/// Where the noun phrase begins that ends with the noun at `head`.
fn chunk_start(document: &Document<'_>, head: usize, begin: usize) -> usize {
    let mut start = head;
    while start > begin && head - start < 10 {
        let tag = document.tags[start - 1];
        if document.quoted[start - 1] != document.quoted[head] {
            break;
        }
        match tag {
            Tag::Jj | Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Cd | Tag::Pos | Tag::Vbn => start -= 1,
            Tag::Dt | Tag::PrpS => return start - 1,
            _ => break,
        }
    }
    start
}

/// The named person or body that a phrase describes: a title before the name, an apposition before
/// or after it, what the name "is" or "was".
fn named_by(
    document: &Document<'_>,
    entities: &Entities,
    chunk: &Chunk,
    sort: Sort,
) -> Option<EntityId> {
    let fits = |id: EntityId| match entities.kind(id) {
        EntityKind::Person => sort == Sort::Person,
        EntityKind::Organization => sort != Sort::Person,
        _ => false,
    };
    let starting = |at: usize| {
        let start = document.tokens.get(at).filter(|_| at < chunk.end)?.span.start;
        let index = entities.mentions.partition_point(|(span, _)| span.start < start);
        entities.mentions.get(index).filter(|(span, _)| span.start == start).map(|(_, id)| *id)
    };
    let ending = |at: usize| {
        let end = document.tokens[at].span.end;
        let index = entities.mentions.partition_point(|(span, _)| span.end < end);
        entities.mentions.get(index).filter(|(span, _)| span.end == end).map(|(_, id)| *id)
    };
    let title = starting(chunk.head + 1);
    if let Some(id) = title {
        return fits(id).then_some(id);
    }
    let comma = |at: usize| at < chunk.end && document.tags[at] == Tag::Comma;
    if comma(chunk.head + 1) {
        let near = [chunk.head + 2, chunk.head + 3].into_iter().find_map(starting);
        // "the ship's owner, Highland Ferries": also where an owner is no person.
        let speaks = |id: &EntityId| {
            matches!(entities.kind(*id), EntityKind::Person | EntityKind::Organization)
        };
        if let Some(id) = near.filter(speaks) {
            return Some(id);
        }
    }
    let before = chunk.start.checked_sub(2).filter(|at| *at >= chunk.begin)?;
    let be =
        matches!(document.piece(chunk.start - 1), "is" | "was" | "are" | "were" | "became" | "as");
    if comma(chunk.start - 1) || be {
        return ending(before).filter(|id| fits(*id));
    }
    None
}

/// A phrase that stands for itself, if it can: with an article, an owner or a number, or many.
fn free(
    document: &Document<'_>,
    chunk: &Chunk,
    noun: String,
    sort: Sort,
    plural: bool,
) -> Option<Nominal> {
    let first = document.piece(chunk.start).to_lowercase();
    let tag = document.tags[chunk.start];
    let owned = (chunk.start..chunk.head).any(|at| document.tags[at] == Tag::Pos);
    let determined = matches!(tag, Tag::Dt | Tag::PrpS | Tag::Cd) || owned;
    if !determined && !plural {
        return None;
    }
    let new = super::reference::is_new(&first) || !determined;
    Some(Nominal { span: document.span(chunk.start, chunk.head), noun, sort, plural, new })
}
