//! Names that stand behind what somebody is or has said: "Secretary of State Ann Lee", "a tweet by
//! Ann Lee".

use super::clause;
use super::head::{Named, named_in};
use super::nominal::{Sort, sort_of};
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;
use crate::extract::lexicon;
use crate::extract::tag::Tag;

/// Nouns for what somebody says rather than publishes: who wrote it speaks.
const SAYINGS: &[&str] = &[
    "comment",
    "comments",
    "email",
    "message",
    "post",
    "remark",
    "remarks",
    "speech",
    "statement",
    "tweet",
    "tweets",
];

/// Who made the statement that a phrase is: "a tweet by Ann Lee", "a statement from the Rowan
/// Institute".
pub(super) fn author(
    document: &Document<'_>,
    entities: &Entities,
    parts: &[Span],
) -> Option<Named> {
    let first = *parts.first()?;
    let from = clause::token_at(document, first.start);
    let to = clause::token_at(document, first.end);
    let at = (from + 1..to).find(|at| matches!(document.piece(*at), "by" | "from"))?;
    let noun = (from..at)
        .find(|at| document.tags[*at] == Tag::In)
        .map_or(document.piece(at - 1), |_| document.piece(from + 1));
    let noun = noun.to_lowercase();
    let said = SAYINGS.contains(&noun.as_str())
        || SAYINGS.contains(&document.piece(at - 1).to_lowercase().as_str());
    if !said || at + 1 >= to {
        return None;
    }
    match named_in(document, entities, document.span(at + 1, to - 1)) {
        Named::Words => None,
        named => Some(named),
    }
}

/// Whether a person's name is the head of a phrase although a preposition (the token `at`) stands
/// before it: who holds an office is named behind it ("director of studies Ann Lee", "Secretary of
/// State Ann Lee", "Department of Trade official Ann Lee"); not "a friend of actor Ann Lee".
pub(super) fn holds_office(
    document: &Document<'_>,
    entities: &Entities,
    mention: Span,
    part: Span,
    at: usize,
) -> bool {
    let from = clause::token_at(document, part.start);
    let first = clause::token_at(document, mention.start);
    if at <= from || !mention.of(document.text).contains(' ') {
        return false;
    }
    let last = document.piece(first - 1);
    let joined = (at + 1..first).all(|at| {
        document.tags[at].is_noun()
            || matches!(document.tags[at], Tag::Jj | Tag::Cd | Tag::Cc | Tag::Vbg | Tag::Vbn)
            || at < first - 1 && matches!(document.tags[at], Tag::Dt | Tag::Pos)
    });
    if !joined || !(document.tags[first - 1].is_noun() || document.tags[first - 1] == Tag::Jj) {
        return false;
    }
    let ahead = document.piece(at - 1);
    let lower = last.to_lowercase();
    let titled = lexicon::list("titles", &lower) && last.starts_with(char::is_uppercase);
    if titled {
        return false;
    }
    let beside = entities.within(part).any(|(other, id)| {
        other.end == document.tokens[first - 1].span.end
            && !matches!(entities.kind(id), EntityKind::Person | EntityKind::Group)
    });
    let person = |word: &str| {
        let word = word.to_lowercase();
        // "spokeswoman for women Ann Lee"
        if super::noun::singular(&word) != word {
            return false;
        }
        sort_of(&super::noun::singular(&word)) == Some(Sort::Person)
            || lexicon::list("titles", &word)
            || lexicon::list("roles", &word)
    };
    if person(last) && !beside {
        // "Department of Trade official Ann Lee"; not "a lawyer for actor Ann Lee".
        // Nor "Lord of the Rings director Ann Lee".
        let title =
            (at + 1..first - 1).any(|at| document.piece(at).starts_with(char::is_uppercase));
        return ahead.starts_with(char::is_uppercase) && (title || !person(ahead));
    }
    // "director of studies", "ambassador to Meravia", "Lord of the Rings".
    person(ahead)
        || ahead.starts_with(char::is_uppercase)
        || beside && document.tags[at - 1].is_noun()
}
