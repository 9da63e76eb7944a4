//! Finds people, organizations, places, groups, dates and quantities, and merges the mentions of
//! each.

mod agree;
mod beginning;
mod beside;
mod border;
mod dateline;
mod evidence;
mod institution;
mod kind;
mod mentions;
mod merge;
mod spelling;
mod whole;

pub(super) use mentions::from_mentions;

use crate::domain::{Entity, EntityId, EntityKind, Span};

/// The entities of a document with their mentions.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// All mentions in the order of the text.
    pub(super) mentions: Vec<(Span, EntityId)>,
    /// For each entity that is a person, the pronoun that titles or given names determine.
    pub(super) pronouns: Vec<Option<&'static str>>,
}

/// A mention that is not yet assigned to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) kind: EntityKind,
    /// "he" or "she", if a title or a given name determines it.
    pub(super) pronoun: Option<&'static str>,
    /// Whether the pronoun comes only from a given name, and not from a title.
    pub(super) guessed: bool,
    /// The title before the name, as written ("Mrs").
    pub(super) title: Option<Span>,
    /// For a given name alone, the last name of the relative who identifies the person: "Orr" in
    /// "Orr's wife, Ann".
    pub(super) family: Option<String>,
}

impl Entities {
    /// Returns the mentions within `span`, in order.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = (Span, EntityId)> + '_ {
        let from = self.mentions.partition_point(|(mention, _)| mention.start < span.start);
        self.mentions[from..]
            .iter()
            .take_while(move |(mention, _)| mention.end <= span.end)
            .copied()
    }

    /// Returns the mentions that end at or before `offset`, the last one first.
    pub(super) fn before(&self, offset: usize) -> impl Iterator<Item = (Span, EntityId)> + '_ {
        let to = self.mentions.partition_point(|(mention, _)| mention.end <= offset);
        self.mentions[..to].iter().rev().copied()
    }

    /// Returns the kind of entity `id`.
    pub(super) fn kind(&self, id: EntityId) -> EntityKind {
        self.list[id.index()].kind
    }
}

/// Asserts the result of `settle` for the mentions `read`. Each is the first occurrence of its
/// words after the one before.
#[cfg(test)]
fn assert_settled(
    text: &str,
    read: &[(&str, EntityKind)],
    expected: &[(&str, EntityKind)],
    settle: impl FnOnce(&mut Vec<border::Mention>),
) {
    let mut at = 0;
    let place = |(name, kind): &(&str, EntityKind)| {
        let start = at + text[at..].find(name).unwrap();
        at = start + name.len();
        (Span::new(start, at), *kind)
    };
    let mut mentions: Vec<border::Mention> = read.iter().map(place).collect();
    settle(&mut mentions);
    let found: Vec<(&str, EntityKind)> =
        mentions.iter().map(|(span, kind)| (span.of(text), *kind)).collect();
    assert_eq!(found, expected, "{text}");
}
