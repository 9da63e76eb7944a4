//! Reads a page's linked data (JSON-LD) about its article.

use dom_query::Document;
use serde_json::Value;

use crate::domain::When;

use super::super::{dates, fields};
use super::address;

/// The data found; empty if there is none.
#[derive(Default)]
pub(super) struct Linked {
    /// Headline and name, which may differ.
    pub(super) titles: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) published: Option<When>,
    pub(super) updated: Option<When>,
    /// The article's text, if the data contain it.
    pub(super) text: Option<String>,
}

/// Suffixes of the names of article types.
const ARTICLES: &[&str] = &["Article", "Posting", "Report", "NewsItem", "Review"];

/// Reads the first article in the page's linked data.
pub(super) fn read_linked_data(document: &Document) -> Linked {
    for script in document.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Some(value) = value(text) else { continue };
        if let Some(article) = article(&value) {
            return linked(article);
        }
    }
    Linked::default()
}

/// Parses JSON, tolerating line breaks inside strings, which some sites have.
fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| {
        let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

/// Returns the first object that is an article: the value itself, or one in a list or graph.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(list) => list.iter().find_map(article),
        Value::Object(map) if map.get("@type").is_some_and(is_article) => Some(value),
        Value::Object(map) => article(map.get("@graph")?),
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => ARTICLES.iter().any(|end| name.ends_with(end)),
        Value::Array(list) => list.iter().any(is_article),
        _ => false,
    }
}

fn linked(article: &Value) -> Linked {
    let text = |name: &str| article.get(name).and_then(Value::as_str);
    Linked {
        titles: [text("headline"), text("name")].into_iter().flatten().map(str::to_owned).collect(),
        authors: article.get("author").map(names).unwrap_or_default(),
        outlet: article.get("publisher").map(names).unwrap_or_default().into_iter().next(),
        url: text("url").and_then(address::web_address),
        language: text("inLanguage").and_then(fields::language_tag),
        published: text("datePublished").and_then(dates::parse),
        updated: text("dateModified").and_then(dates::parse),
        text: ["articleBody", "reviewBody", "text"].into_iter().find_map(text).map(str::to_owned),
    }
}

/// Returns the names in a value: a name, an object with a name, or a list of either. Addresses are
/// ignored.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.contains("://") => {
            fields::non_empty_line(text).into_iter().collect()
        }
        Value::Object(map) => map.get("name").map(names).unwrap_or_default(),
        Value::Array(list) => list.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}
