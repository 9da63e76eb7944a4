//! Names of kinds and modes in exports.

use crate::domain::{EntityKind, Mode, SourceKind};

/// Returns the name of a kind of source.
pub fn source_kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Organization => "body",
        SourceKind::Document => "document",
    }
}

/// Returns the name of a kind of entity.
pub fn entity_kind_name(kind: EntityKind) -> &'static str {
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

/// Returns the name of a mode.
pub fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    }
}

/// Returns a number with its noun: "1 statement", "2 statements".
pub(super) fn with_noun(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
