//! Tells from a text what kind of article file it is; the name decides only where that is open.

use serde_json::Value;

use super::{Hints, IngestError, Parsed, html, json, plain};

/// What a text is.
pub(super) enum Kind {
    /// Plain text (the wire format, headers, or nothing of the sort).
    Plain,
    /// An HTML page.
    Html,
    /// One JSON value, read already.
    Json(Value),
    /// A JSON object a line.
    JsonLines,
}

impl Kind {
    /// Reads the articles of a text of this kind.
    pub(super) fn read(self, text: &str, hints: &Hints) -> Result<Parsed, IngestError> {
        match self {
            Kind::Plain => Ok(plain::read(text)),
            Kind::Html => html::read(text, hints),
            Kind::Json(value) => json::read(&value),
            Kind::JsonLines => json::read_lines(text),
        }
    }
}

/// What `text` is. `name` is the file's name, if known.
pub(super) fn sniff(text: &str, name: Option<&str>) -> Result<Kind, IngestError> {
    let ending = ending(name);
    match text.trim_start().chars().next() {
        Some('<') => Ok(Kind::Html),
        Some('{' | '[') => sniff_json(text, &ending),
        _ if matches!(ending.as_str(), "jsonl" | "ndjson") => Ok(Kind::JsonLines),
        _ => Ok(Kind::Plain),
    }
}

/// The name's ending in lower case, without its dot; empty where there is none.
fn ending(name: Option<&str>) -> String {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.unwrap_or("").to_lowercase()
}

/// A text that begins as JSON does: one value, a value a line, or words in brackets after all.
fn sniff_json(text: &str, ending: &str) -> Result<Kind, IngestError> {
    let error = match serde_json::from_str::<Value>(text) {
        Ok(value) if ending != "jsonl" => return Ok(Kind::Json(value)),
        Ok(_) => return Ok(Kind::JsonLines),
        Err(error) => error,
    };
    let is_object = |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|v| v.is_object());
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let several = lines.clone().nth(1).is_some();
    if matches!(ending, "jsonl" | "ndjson") || (several && lines.by_ref().take(8).any(is_object)) {
        return Ok(Kind::JsonLines);
    }
    let start: String = text.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    if ending == "json" || matches!(start.as_str(), "{\"" | "[{") {
        let place = format!("{} in line {}", json::reason(&error), error.line());
        return Err(IngestError::BadJson(place));
    }
    Ok(Kind::Plain)
}
