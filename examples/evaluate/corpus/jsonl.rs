//! Reads one document per line: `id`, `text`, and optionally `title`, `attributions` and
//! `entities`.

use onrecord::domain::EntityKind;
use serde::Deserialize;
use serde_json::Value;

use crate::score::Statement;

use super::{Document, is_measured};

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    title: Option<String>,
    text: String,
    attributions: Option<Vec<Statement>>,
    entities: Option<Vec<(usize, usize, Option<EntityKind>)>>,
}

/// The documents of a file; else which line is wrong, and how.
pub(super) fn documents(content: &str) -> Result<Vec<Document>, String> {
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let document = |(number, line)| {
        let line: Line =
            serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let Line { id, title, text, attributions, entities } = line;
        let names = entities.map(|entities| {
            let measured = |&(start, end, kind): &(usize, usize, Option<EntityKind>)| {
                kind.filter(|&kind| is_measured(kind)).map(|kind| (start, end, kind))
            };
            entities.iter().filter_map(measured).collect()
        });
        Ok(Document { id, title, text, statements: attributions, names })
    };
    lines.map(document).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_looked_for_is_not_the_same_as_nothing() {
        let lines = r#"{"id": 7, "text": "Ann", "entities": [[0, 3, "person"], [0, 1, null]]}

            {"id": "x", "text": "", "attributions": [{"content": [[1, 2]]}]}"#;
        let documents = documents(lines).unwrap();
        assert_eq!(documents[0].names, Some(vec![(0, 3, EntityKind::Person)]));
        assert!(documents[0].statements.is_none());
        assert!(documents[1].names.is_none());
        assert_eq!(documents[1].statements.as_ref().map(Vec::len), Some(1));
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = documents("{\"text\": \"\"}\n{\"text\": 1}\n").unwrap_err();
        assert!(error.starts_with("line 2: "), "{error}");
    }
}
