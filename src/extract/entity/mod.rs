//! People, organisations, places, groups, dates and quantities: found, told apart, and brought
//! under one name each.

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

/// The entities of a document, and where each is mentioned.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    /// All mentions in order of the text.
    pub(super) mentions: Vec<(Span, EntityId)>,
    /// For each person's entity: whether titles or given names say "he" or "she".
    pub(super) pronouns: Vec<Option<&'static str>>,
}

/// A mention before it is known which entity it is one of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) kind: EntityKind,
    /// "he" or "she", where a title or a given name says so.
    pub(super) pronoun: Option<&'static str>,
    /// Whether a given name of the world alone says so, and no title.
    pub(super) guessed: bool,
    /// The title before it, as written ("Mrs").
    pub(super) title: Option<Span>,
    /// The last name of those whose kin it is, where it stands alone: "Orr" in "Orr's wife, Ann".
    pub(super) family: Option<String>,
}

impl Entities {
    /// The mentions within `span`, in order.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = (Span, EntityId)> + '_ {
        let from = self.mentions.partition_point(|(mention, _)| mention.start < span.start);
        self.mentions[from..]
            .iter()
            .take_while(move |(mention, _)| mention.end <= span.end)
            .copied()
    }

    /// The mentions that end at or before `offset`, the last first.
    pub(super) fn before(&self, offset: usize) -> impl Iterator<Item = (Span, EntityId)> + '_ {
        let to = self.mentions.partition_point(|(mention, _)| mention.end <= offset);
        self.mentions[..to].iter().rev().copied()
    }

    /// What `id` is.
    pub(super) fn kind(&self, id: EntityId) -> EntityKind {
        self.list[id.index()].kind
    }
}

/// Asserts what `settle` makes of the mentions that `read` gives, each the first of its words after
/// the one before.
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
