//! Corpora: texts with the annotations of people.

mod conllu;
mod iob2;
mod jsonl;
mod names;

use std::fs;
use std::path::Path;

use onrecord::domain::EntityKind;
use serde_json::Value;

use crate::score::Statement;

/// A name in a text: half-open, in code points, and what it names.
pub(crate) type Name = (usize, usize, EntityKind);

/// A text of a corpus.
#[derive(Debug, Clone, Default)]
pub(crate) struct Document {
    /// As the corpus has it: mostly a string.
    pub(crate) id: Value,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    /// What is said, by whom; none where nobody looked.
    pub(crate) statements: Option<Vec<Statement>>,
    /// Persons, organisations and places, in order; none where nobody looked.
    pub(crate) names: Option<Vec<Name>>,
}

/// Reads a corpus; its format is told by the name of the file.
pub(crate) fn read(path: &Path) -> Result<Vec<Document>, String> {
    let place = path.display();
    let content = fs::read_to_string(path).map_err(|error| format!("{place}: {error}"))?;
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("conllu") => Ok(conllu::documents(&content)),
        Some("iob2") => Ok(iob2::documents(&content)),
        _ => jsonl::documents(&content).map_err(|error| format!("{place}, {error}")),
    }
}

/// The kinds of names that are measured.
pub(crate) fn is_measured(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
}
