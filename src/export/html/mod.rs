//! Writes documents as one self-contained HTML file: no scripts, no pictures, nothing fetched.

mod body;
mod sources;

use crate::domain::{SourceId, clean};

use super::address;
use super::document::Document;
use super::facts;
use super::inline::Marks;

const STYLE: &str = include_str!("style.css");

/// Returns the beginning of a page with a title.
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
        escape_html(&clean::one_line(title))
    )
}

/// The end of a page.
pub const END: &str = "</body>\n</html>\n";

/// Returns a document as an `<article>` whose heading has the given level, from 1.
pub fn document(document: &Document, level: usize) -> String {
    let marks = Marks::new(document);
    let mut html =
        format!("<article id=\"{}\">\n{}", anchor_prefix(document), document_head(document, level));
    if !document.analysis().attributions.is_empty() {
        html.push_str(
            "<p class=\"key\">Underlined is what somebody said: \
             <span class=\"cx direct\">direct</span>, <span class=\"cx mixed\">mixed</span>, \
             <span class=\"cx indirect\">indirect</span>; the number is the source’s.</p>\n",
        );
    }
    html.push_str(&body::text_blocks(document, &marks, level));
    html.push_str(&sources::source_list(document, level + 1));
    html.push_str("</article>\n");
    html
}

fn document_head(document: &Document, level: usize) -> String {
    let title = match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    };
    let mut facts = facts::origin_lines(document);
    facts.extend(facts::sourcing_lines(document));
    let link = document.url().map(|url| {
        let shown = escape_html(&clean::one_line(url));
        format!("<p class=\"link\"><a href=\"{}\">{shown}</a></p>\n", href(url))
    });
    format!(
        "{}<p class=\"facts\">{}</p>\n{}",
        heading(level, &escape_html(&title)),
        escape_html(&facts.join(" · ")),
        link.unwrap_or_default()
    )
}

/// Returns the title of a page with several documents.
pub(super) fn title(title: &str) -> String {
    heading(1, &escape_html(&clean::one_line(title)))
}

/// Returns a heading. `words` is HTML.
pub(super) fn heading(level: usize, words: &str) -> String {
    let level = level.clamp(1, 6);
    format!("<h{level} dir=\"auto\">{words}</h{level}>\n")
}

/// Returns a link; only its words if there is no address.
pub(super) fn link_html(words: &str, url: Option<&str>) -> String {
    match url.filter(|url| address::is_safe(url)) {
        Some(url) => format!("<a href=\"{}\">{}</a>", href(url), escape_html(words)),
        None => escape_html(words),
    }
}

fn href(url: &str) -> String {
    escape_html(&address::encode_url(url))
}

/// Escapes text for HTML content and attributes, without characters that must not be shown.
pub(super) fn escape_html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean::strip_hidden(text).chars() {
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

/// Returns the class that gives a source its colour.
fn colour_class(source: Option<SourceId>) -> String {
    source.map_or("cx".to_owned(), |source| format!("c{}", source.index() % 8))
}

/// Returns the prefix of the anchors of a document, which distinguishes several documents on one
/// page.
fn anchor_prefix(document: &Document) -> String {
    document.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).fold(
        "a".to_owned(),
        |mut name, c| {
            name.push(c);
            name
        },
    )
}
