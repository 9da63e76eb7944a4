//! Entities from mentions that somebody else found: the network knows where a name stands and what
//! it is; titles and given names still tell who is "he" and who is "she".

use super::{Entities, Name, kind, merge};
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;

/// The entities that these mentions (in order of the text) are mentions of.
pub(in crate::extract) fn from_mentions(
    document: &Document<'_>,
    mentions: &[(Span, EntityKind)],
) -> Entities {
    let names: Vec<Name> = mentions
        .iter()
        .map(|(span, kind)| Name {
            span: *span,
            kind: *kind,
            pronoun: pronoun(document, *span, *kind),
        })
        .collect();
    merge::merge(document.text, &names)
}

fn pronoun(document: &Document<'_>, span: Span, kind: EntityKind) -> Option<&'static str> {
    if kind != EntityKind::Person {
        return None;
    }
    let before = document.text[..span.start].trim_end();
    let title = before.rsplit(|c: char| c.is_whitespace()).next();
    let first = span.of(document.text).split_whitespace().next().unwrap_or("");
    kind::pronoun(title, first)
}
