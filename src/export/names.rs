//! How kinds are called in what is written out.

use crate::domain::{EntityKind, Mode, SourceKind};

/// The name of a kind of source.
pub fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Organization => "body",
        SourceKind::Document => "document",
    }
}

/// The name of a kind of entity.
pub fn entity_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        EntityKind::Date => "date",
        EntityKind::Quantity => "quantity",
        EntityKind::Other => "other",
    }
}

/// The name of a way to say something.
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    }
}

/// "1 statement", "2 statements".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
