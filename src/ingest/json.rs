//! Reads articles as JSON: one object, a list of objects, or one object per line.

use serde_json::{Map, Value};

use crate::domain::{Body, Draft, When};

use super::{IngestError, Parsed, address, dates, fields, html, paragraphs, title};

/// Names of the member that contains a list of articles.
const LISTS: &[&str] = &["articles", "items", "entries", "documents", "results", "data"];

/// The most problems that are reported individually.
const MOST_PROBLEMS: usize = 100;

/// Reads articles from one JSON value.
pub(super) fn read_articles(value: &Value) -> Result<Parsed, IngestError> {
    let mut parsed = Parsed::default();
    match list(value) {
        Some(list) => {
            for (index, value) in list.iter().enumerate() {
                add(&mut parsed, value, || format!("article {}", index + 1));
            }
        }
        None => parsed.drafts.push(article(value).map_err(no_article)?),
    }
    some(parsed)
}

/// Reads one article per line. A line that cannot be read is reported as a problem, and reading
/// continues.
pub(super) fn read_lines(text: &str) -> Result<Parsed, IngestError> {
    let mut parsed = Parsed::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let place = || format!("line {}", index + 1);
        match serde_json::from_str::<Value>(line) {
            Ok(value) => add(&mut parsed, &value, place),
            Err(error) => {
                problem(&mut parsed, place(), &format!("not JSON ({})", error_reason(&error)))
            }
        }
    }
    some(parsed)
}

/// Returns serde_json's message without the line, which the caller knows better.
pub(super) fn error_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => format!("{}, column {}", &text[..at], error.column()),
        None => text,
    }
}

fn list(value: &Value) -> Option<&Vec<Value>> {
    match value {
        Value::Array(list) => Some(list),
        Value::Object(map) if body(map).is_none() => {
            LISTS.iter().find_map(|name| map.get(*name)?.as_array())
        }
        _ => None,
    }
}

fn add(parsed: &mut Parsed, value: &Value, place: impl Fn() -> String) {
    match article(value) {
        Ok(draft) => parsed.drafts.push(draft),
        Err(reason) => problem(parsed, place(), &reason),
    }
}

fn problem(parsed: &mut Parsed, place: String, reason: &str) {
    match parsed.problems.len() {
        MOST_PROBLEMS => parsed.problems.push(format!("{place} and more: {reason}")),
        count if count > MOST_PROBLEMS => {}
        _ => parsed.problems.push(format!("{place}: {reason}")),
    }
}

fn some(parsed: Parsed) -> Result<Parsed, IngestError> {
    match parsed.problems.first() {
        Some(problem) if parsed.drafts.is_empty() => Err(no_article(problem.clone())),
        None if parsed.drafts.is_empty() => Err(no_article("the list is empty".to_owned())),
        _ => Ok(parsed),
    }
}

fn no_article(reason: String) -> IngestError {
    IngestError::NoArticle(reason)
}

/// Reads one article.
///
/// # Errors
///
/// Returns why the value is not an article.
fn article(value: &Value) -> Result<Draft, String> {
    let map = value.as_object().ok_or("not a JSON object")?;
    let body = body(map).ok_or("no \"text\" in it")?;
    let text = |names: &[&str]| names.iter().find_map(|name| scalar(map.get(*name)?));
    let line = |names: &[&str]| text(names).and_then(|text| fields::non_empty_line(&text));
    let date = |names: &[&str]| names.iter().find_map(|name| when(map.get(*name)?));
    let many = |names: &[&str]| names.iter().find_map(|name| Some(words(map.get(*name)?)));
    let mut draft = Draft {
        guid: text(&["guid", "id", "_id"]).and_then(|text| fields::identifier(&text)),
        url: text(&["url", "link", "canonical_url"]).and_then(|url| address::web_address(&url)),
        title: line(&["title", "headline"]).unwrap_or_default(),
        authors: many(&["authors", "author", "byline"]).unwrap_or_default(),
        outlet: ["outlet", "publisher", "source"]
            .iter()
            .find_map(|name| words(map.get(*name)?).pop()),
        published: date(&[
            "published",
            "date",
            "published_at",
            "publishedAt",
            "date_published",
            "datePublished",
        ]),
        updated: date(&["updated", "modified", "date_modified", "dateModified"]),
        tags: tags(map),
        own_tags: map.get("own_tags").map(words).unwrap_or_default(),
        language: text(&["language", "lang"]).and_then(|tag| fields::language_tag(&tag)),
        body,
        enclosures: Vec::new(),
    };
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    Ok(draft)
}

/// Returns the text unchanged. HTML is used only if there is no plain text.
fn body(map: &Map<String, Value>) -> Option<Body> {
    let text = |name: &&str| map.get(*name).and_then(Value::as_str);
    if let Some(text) = ["text", "body", "content_text"].iter().find_map(text) {
        return Some(paragraphs::running_text(text));
    }
    let content = ["content_html", "html", "content"].iter().find_map(text)?;
    let base = map.get("url").and_then(Value::as_str);
    Some(if html::is_markup(content) {
        html::fragment_body(content, base)
    } else {
        paragraphs::running_text(content)
    })
}

/// Returns a string or number as text; `None` for an empty string.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Parses a date as text, or as seconds or milliseconds since 1970.
fn when(value: &Value) -> Option<When> {
    match value {
        Value::String(text) => dates::parse(text),
        Value::Number(number) => dates::from_unix(number.as_f64()?),
        _ => None,
    }
}

/// Returns the strings in a value: a string, a `{"name": …}`, or a list of either.
fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => fields::non_empty_line(text).into_iter().collect(),
        Value::Object(map) => map.get("name").map(words).unwrap_or_default(),
        Value::Array(list) => list.iter().flat_map(words).collect(),
        _ => Vec::new(),
    }
}

fn tags(map: &Map<String, Value>) -> Vec<String> {
    match ["tags", "keywords", "categories", "category"].iter().find_map(|name| map.get(*name)) {
        Some(Value::String(text)) => fields::split_tags(text),
        Some(value) => words(value),
        None => Vec::new(),
    }
}
