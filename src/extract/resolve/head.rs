//! The name that a noun phrase is about: its head, or what stands in apposition to it.

use super::clause;
use super::describe::description;
use super::nominal::{Sort, sort_of};
use super::noun::head_noun;
use super::office::{author, holds_office};
use crate::domain::{EntityId, EntityKind, SourceKind, Span};
use crate::extract::document::Document;
use crate::extract::entity::Entities;
use crate::extract::lexicon;
use crate::extract::tag::Tag;

/// What a noun phrase names.
pub(super) enum Named {
    /// Somebody or something with a name of its own.
    Entity { id: EntityId, kind: SourceKind, description: Option<String> },
    /// Nobody by name.
    Words,
}

/// Finds the entity that the phrase at `span` is about, if it is about one: the name that is the
/// phrase's head, or stands in apposition to it ("Orr's lawyer, Ann Lee"). No name within it that
/// owns ("Orr's lawyer"), hangs ("a farmer in Dover"), tells more of a noun ("Dover MP Ann Lee") or
/// stands in a clause ("a lawyer whom the Courier asked").
pub(super) fn named_in(document: &Document<'_>, entities: &Entities, span: Span) -> Named {
    let text = document.text;
    let parts = parts(document, span);
    if let Some(author) = author(document, entities, &parts) {
        return author;
    }
    for (index, part) in parts.iter().enumerate() {
        let heads = entities
            .within(*part)
            .filter(|(mention, id)| is_head(document, entities, *mention, *id, *part));
        let Some((mention, id)) = heads.last() else { continue };
        let kind = entities.kind(id);
        // "University of Corvo, Flores's chancellor, Ann Lee": the comma stands within the owner.
        let owned = parts.get(index + 1).is_some_and(|next| {
            let first = entities.within(*next).next().map(|(mention, _)| mention);
            first.is_some_and(|first| first.start == next.start && owns(document, first))
        });
        if owned && kind != EntityKind::Person {
            continue;
        }
        if index > 0
            && !is_office(text, parts[0], EntityKind::Person)
            && !appositive(document, mention, kind, *part, parts[0])
        {
            continue;
        }
        if is_office(text, mention, kind)
            && holder(document, entities, &parts[index + 1..]).is_some()
        {
            continue;
        }
        let before = text.get(span.start..mention.start).unwrap_or("").trim_end();
        let after = text.get(mention.end..span.end).unwrap_or("").trim_start();
        return match kind {
            EntityKind::Person => Named::Entity {
                id,
                kind: SourceKind::Person,
                description: description(before, after),
            },
            // "the Swede" is somebody.
            EntityKind::Group if is_one(document, span, mention) => Named::Words,
            EntityKind::Group => Named::Entity { id, kind: SourceKind::Unnamed, description: None },
            _ => Named::Entity { id, kind: SourceKind::Organization, description: None },
        };
    }
    Named::Words
}

/// Whether the word for a people means one person: "the Swede", "a Dane".
fn is_one(document: &Document<'_>, span: Span, mention: Span) -> bool {
    let word = mention.of(document.text);
    let before = document.text.get(span.start..mention.start).unwrap_or("").trim().to_lowercase();
    matches!(before.as_str(), "the" | "a")
        && mention.end == span.end
        && !word.ends_with('s')
        && !["sh", "ch", "ese"].iter().any(|ending| word.ends_with(ending))
        || matches!(before.as_str(), "a")
}

/// Whether a name is an office: "Archbishop of Corvo".
fn is_office(text: &str, mention: Span, kind: EntityKind) -> bool {
    let name = mention.of(text);
    let mut words = name.split_whitespace();
    let rank = words.clone().any(|word| lexicon::list("ranks over places", word));
    kind == EntityKind::Person && rank && words.any(|word| word == "of")
}

/// The person who is named in one of the parts of a phrase after an office.
fn holder(document: &Document<'_>, entities: &Entities, parts: &[Span]) -> Option<EntityId> {
    let person = |part: &Span| {
        let mut heads = entities.within(*part).filter(|(mention, id)| {
            entities.kind(*id) == EntityKind::Person
                && is_head(document, entities, *mention, *id, *part)
        });
        heads.next().map(|(_, id)| id)
    };
    parts.iter().find_map(person)
}

/// The name that is the head of the phrase at `span`, up to its first comma, and where it stands.
pub(super) fn head_of(
    document: &Document<'_>,
    entities: &Entities,
    span: Span,
) -> Option<(Span, EntityId)> {
    let first = *parts(document, span).first()?;
    let heads = entities.within(first);
    let mut heads = heads.filter(|(mention, id)| is_head(document, entities, *mention, *id, first));
    heads.next()
}

/// The phrase at `span` in parts that commas, brackets and dashes part, without what stands in a
/// relative clause or after a participle.
fn parts(document: &Document<'_>, span: Span) -> Vec<Span> {
    let start = clause::token_at(document, span.start);
    let end = clause::token_at(document, span.end).max(start);
    let clause = |at: &usize| {
        let tag = document.tags[*at];
        let verb = matches!(tag, Tag::Vbn | Tag::Vbd | Tag::Vbg | Tag::Vbz | Tag::Vbp | Tag::Md);
        let noun = *at > start && document.tags[*at - 1].is_noun();
        let called = matches!(document.piece(*at), "named" | "called");
        // "peer" is no verb, nor is "sporting" of "sporting director".
        let role = |word: &str| sort_of(&word.to_lowercase()) == Some(Sort::Person);
        let beside = *at + 1 < end && role(document.piece(*at + 1));
        let office = role(document.piece(*at)) || tag == Tag::Vbg && beside;
        // Martin How is a name.
        let who = matches!(tag, Tag::Wp | Tag::Wrb)
            && document.piece(*at).starts_with(char::is_lowercase);
        *at > start && (who || verb && noun && !called && !office)
    };
    let mut found = Vec::new();
    let mut from = start;
    let mut at = start;
    while at <= end {
        let mark = at == end
            || matches!(document.tags[at], Tag::Comma | Tag::Open | Tag::Close | Tag::Colon);
        let cut = !mark && clause(&at);
        if mark || cut {
            if at > from {
                found.push(document.span(from, at - 1));
            }
            from = at + 1;
        }
        if cut {
            // The clause goes on to the next comma.
            at = (at..end).find(|at| document.tags[*at] == Tag::Comma).unwrap_or(end);
            from = at + 1;
        }
        at += 1;
    }
    found
}

/// Whether a name is what its part of a phrase is about.
fn is_head(
    document: &Document<'_>,
    entities: &Entities,
    mention: Span,
    id: EntityId,
    part: Span,
) -> bool {
    let kind = entities.kind(id);
    let speaks = matches!(
        kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Group
    );
    // A mark behind the whole phrase is no part of it: "in Ann Lee's words".
    let owner = mention.end < part.end && owns(document, mention);
    if !speaks || owner || hangs(document, entities, mention, part, kind) {
        return false;
    }
    !modifies(document, mention, part, kind)
}

/// Whether a name owns what follows: "Orr's", "Orantes'".
fn owns(document: &Document<'_>, mention: Span) -> bool {
    let after = &document.text[mention.end..];
    ["'s", "’s", "' ", "’ "].iter().any(|mark| after.starts_with(mark))
}

/// Whether a preposition makes a name hang on a noun before it: "a farmer in Dover"; not in
/// "director of studies Ann Lee".
fn hangs(
    document: &Document<'_>,
    entities: &Entities,
    mention: Span,
    part: Span,
    kind: EntityKind,
) -> bool {
    let from = clause::token_at(document, part.start);
    let first = clause::token_at(document, mention.start);
    let preposition =
        |at: &usize| matches!(document.tags[*at], Tag::In | Tag::To) && document.piece(*at) != "&";
    let Some(at) = (from..first).rev().find(preposition) else { return false };
    if kind != EntityKind::Person || first <= at + 1 {
        return true;
    }
    !holds_office(document, entities, mention, part, at)
}

/// What may stand behind the name of a body and says no more than what it is.
const KINDS: &[&str] = &[
    "agency",
    "airline",
    "bank",
    "brand",
    "chain",
    "channel",
    "charity",
    "club",
    "company",
    "daily",
    "firm",
    "group",
    "label",
    "magazine",
    "network",
    "newspaper",
    "party",
    "station",
    "union",
    "website",
    "weekly",
];

/// Whether a name only tells more of a noun or a name after it: "Meravian official", "Orr campaign",
/// "Iran-aligned parties", "Dorset West MP Lydia Crane".
fn modifies(document: &Document<'_>, mention: Span, part: Span, kind: EntityKind) -> bool {
    if document.text[mention.end..part.end.max(mention.end)].starts_with('-') {
        return true;
    }
    let next = clause::token_at(document, mention.end);
    let Some(token) = document.tokens.get(next).filter(|token| token.span.end <= part.end) else {
        return false;
    };
    let word = token.span.of(document.text);
    let small = word.starts_with(char::is_lowercase);
    let adjective = document.tags[next] == Tag::Jj && (small || kind != EntityKind::Person);
    let noun = document.tags[next].is_noun() || adjective;
    // "the New Vision newspaper" is New Vision.
    let lower = word.to_lowercase();
    if kind == EntityKind::Organization
        && token.span.end == part.end
        && KINDS.contains(&lower.as_str())
    {
        return false;
    }
    // "Lydia Crane MP" is Lydia Crane.
    let letters = word.len() <= 4 && word.chars().all(char::is_uppercase);
    match kind {
        EntityKind::Person => noun && small && !matches!(word, "himself" | "herself"),
        _ => noun && !(letters && kind == EntityKind::Group),
    }
}

/// Whether a name in a later part of a phrase is in apposition to its first part, which has no name:
/// "Orr's lawyer, Ann Lee", "the ship's owner, Highland Ferries".
fn appositive(
    document: &Document<'_>,
    mention: Span,
    kind: EntityKind,
    part: Span,
    first: Span,
) -> bool {
    let from = clause::token_at(document, part.start);
    let to = clause::token_at(document, mention.start);
    let plain = (from..to).all(|at| {
        matches!(document.tags[at], Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Stop | Tag::Cd | Tag::Cc)
            || document.tags[at].is_noun()
    });
    let noun = head_noun(&super::phrase::plain(first.of(document.text))).0;
    let sort = sort_of(&noun);
    match kind {
        EntityKind::Person => plain && sort != Some(Sort::Document),
        EntityKind::Organization => plain && sort.is_some(),
        _ => false,
    }
}
