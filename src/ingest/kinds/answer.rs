//! Reads what servers answer, whatever type they give a value: numbers as texts, truth as 0 and 1.

use serde_json::Value;

use crate::domain::{Draft, When, clean};
use crate::ingest::{address, dates, fields, html};

use super::Problem;

/// The name of something: a text or a whole number, none where it is empty or neither.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// Truth as `true`, 1, "1" or "true".
pub(super) fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => Some(number.as_i64() != Some(0)),
        Value::String(text) => match text.as_str() {
            "1" | "true" => Some(true),
            "0" | "false" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A text as one line, none where it is empty.
pub(super) fn line(value: &Value) -> Option<String> {
    let line = clean::one_line(value.as_str()?);
    (!line.is_empty()).then_some(line)
}

/// A moment: seconds since 1970 as a number or a text, or a date in words.
pub(super) fn moment(value: &Value) -> Option<When> {
    match value {
        Value::Number(number) => dates::from_unix(number.as_f64()?),
        Value::String(text) => match text.parse() {
            Ok(seconds) => dates::from_unix(seconds),
            Err(_) => dates::parse(text),
        },
        _ => None,
    }
}

/// The list of that name.
pub(super) fn list<'a>(value: &'a Value, name: &str) -> Result<&'a Vec<Value>, Problem> {
    value[name]
        .as_array()
        .ok_or_else(|| Problem::NotThisKind(format!("no list \"{name}\" in its answer")))
}

/// A whole answer that is a list.
pub(super) fn whole(value: &Value) -> Result<&Vec<Value>, Problem> {
    value.as_array().ok_or_else(|| Problem::NotThisKind("no list where one was to be".to_owned()))
}

/// Names, as a list of them or as one text with commas.
pub(super) fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().filter_map(id).collect(),
        Value::String(text) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            parts.map(str::to_owned).collect()
        }
        Value::Number(_) => id(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The values that an article is made of.
pub(super) struct Parts<'a> {
    pub(super) guid: &'a Value,
    pub(super) url: &'a Value,
    pub(super) title: &'a Value,
    pub(super) author: &'a Value,
    pub(super) markup: &'a Value,
    pub(super) published: &'a Value,
}

/// An article from its values; what is missing or of another type is left out.
pub(super) fn draft(parts: &Parts) -> Draft {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let url = text(parts.url).and_then(|url| address::web_address(&url));
    Draft {
        guid: id(parts.guid).and_then(|guid| fields::identifier(&guid)),
        title: text(parts.title).map(|title| html::fragment_line(&title)).unwrap_or_default(),
        authors: text(parts.author).map(|author| fields::split_byline(&author)).unwrap_or_default(),
        published: moment(parts.published),
        body: html::fragment_body(parts.markup.as_str().unwrap_or(""), url.as_deref()),
        url,
        ..Draft::default()
    }
}

/// A web address, if the value is one.
pub(super) fn web(value: &Value) -> Option<String> {
    value.as_str().and_then(address::web_address)
}

/// The list of that name; an empty one where there is none.
pub(super) fn list_or_none<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// Those of the names that are whole numbers: the only ones that such a server knows.
pub(super) fn numbers(ids: &[String]) -> Vec<String> {
    let is_number = |id: &&String| id.parse::<i64>().is_ok();
    ids.iter().filter(is_number).cloned().collect()
}

/// The same as a JSON list of numbers.
pub(super) fn numbers_json(ids: &[String]) -> Value {
    ids.iter().filter_map(|id| id.parse::<i64>().ok()).map(Value::from).collect()
}
