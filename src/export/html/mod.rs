//! Documents as one HTML file that needs nothing else: no scripts, no pictures, nothing fetched.

mod body;
mod sources;

use crate::domain::{SourceId, clean};

use super::address;
use super::document::Document;
use super::facts;
use super::inline::Marks;

const STYLE: &str = include_str!("style.css");

/// What stands before the first document of a page with that title.
pub fn begin(title: &str, language: Option<&str>) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let language = language.filter(|tag| !tag.is_empty() && tag.chars().all(plain));
    let language = language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"onrecord\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&clean::one_line(title))
    )
}

/// What stands after the last one.
pub const END: &str = "</body>\n</html>\n";

/// A document as an `<article>`; its heading has that level, from 1.
pub fn document(document: &Document, level: usize) -> String {
    let marks = Marks::new(document);
    let mut html = format!("<article id=\"{}\">\n{}", anchor(document), head(document, level));
    if !document.analysis().attributions.is_empty() {
        html.push_str(
            "<p class=\"key\">Underlined is what somebody said: \
             <span class=\"cx direct\">direct</span>, <span class=\"cx mixed\">mixed</span>, \
             <span class=\"cx indirect\">indirect</span>; the number is the source’s.</p>\n",
        );
    }
    html.push_str(&body::body(document, &marks, level));
    html.push_str(&sources::sources(document, level + 1));
    html.push_str("</article>\n");
    html
}

fn head(document: &Document, level: usize) -> String {
    let title = match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    };
    let mut facts = facts::origin(document);
    facts.extend(facts::sourcing(document));
    let link = document.url().map(|url| {
        let shown = escaped(&clean::one_line(url));
        format!("<p class=\"link\"><a href=\"{}\">{shown}</a></p>\n", href(url))
    });
    format!(
        "{}<p class=\"facts\">{}</p>\n{}",
        heading(level, &escaped(&title)),
        escaped(&facts.join(" · ")),
        link.unwrap_or_default()
    )
}

/// The title of a page that holds several documents.
pub(super) fn title(title: &str) -> String {
    heading(1, &escaped(&clean::one_line(title)))
}

/// A heading of that level, its words as HTML.
pub(super) fn heading(level: usize, words: &str) -> String {
    let level = level.clamp(1, 6);
    format!("<h{level} dir=\"auto\">{words}</h{level}>\n")
}

/// A link by its words; the words alone where it leads nowhere.
pub(super) fn linked(words: &str, url: Option<&str>) -> String {
    match url.filter(|url| address::is_safe(url)) {
        Some(url) => format!("<a href=\"{}\">{}</a>", href(url), escaped(words)),
        None => escaped(words),
    }
}

fn href(url: &str) -> String {
    escaped(&address::encoded(url))
}

/// Words as HTML, safe in attributes too, and without what a terminal or a page must not see.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean::visible(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// The class by which a source has its colour.
fn hue(source: Option<SourceId>) -> String {
    source.map_or("cx".to_owned(), |source| format!("c{}", source.index() % 8))
}

/// What the anchors of a document begin with: several documents stand in one page.
fn anchor(document: &Document) -> String {
    document.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).fold(
        "a".to_owned(),
        |mut name, c| {
            name.push(c);
            name
        },
    )
}
