//! Detects the format of an article file from its text. The file name decides only if that is
//! unclear.

use serde_json::Value;

use super::{Hints, IngestError, Parsed, feed, html, json, markdown, plain};

/// How many bytes are examined to detect the format.
const LOOK: usize = 4096;

/// HTML elements with which other XML seldom begins.
const XHTML: &[&str] = &[
    "article",
    "blockquote",
    "body",
    "div",
    "h1",
    "h2",
    "h3",
    "head",
    "html",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "table",
    "ul",
];

/// The format of a text.
pub(super) enum TextFormat {
    /// Plain text (the wire format, headers, or neither).
    Plain,
    /// Markdown.
    Markdown,
    /// An HTML page.
    Html,
    /// An RSS, RDF or Atom feed.
    Feed,
    /// One JSON value, already parsed.
    Json(Value),
    /// One JSON object per line.
    JsonLines,
}

impl TextFormat {
    /// Reads the articles of a text in this format.
    pub(super) fn read_articles(self, text: &str, hints: &Hints) -> Result<Parsed, IngestError> {
        match self {
            TextFormat::Plain => Ok(plain::read_plain(text)),
            TextFormat::Markdown => Ok(markdown::read_markdown(text, hints.address)),
            TextFormat::Html => html::read_page(text, hints),
            TextFormat::Feed => feed::read_feed(text, hints),
            TextFormat::Json(value) if feed::is_json_feed(&value) => {
                Ok(feed::read_json(&value, hints))
            }
            TextFormat::Json(value) => json::read_articles(&value).map(data),
            TextFormat::JsonLines => json::read_lines(text).map(data),
        }
    }
}

fn data(parsed: Parsed) -> Parsed {
    Parsed { is_data: true, ..parsed }
}

/// Detects the format of `text`. `name` is the file's name, if known.
pub(super) fn detect_format(text: &str, name: Option<&str>) -> Result<TextFormat, IngestError> {
    let ending = ending(name);
    let start = text.trim_start();
    match start.chars().next() {
        Some('{' | '[') => return sniff_json(text, &ending),
        Some('<') => {
            if let Some(kind) = sniff_markup(start, &ending)? {
                return Ok(kind);
            }
        }
        _ => {}
    }
    Ok(match ending.as_str() {
        "jsonl" | "ndjson" => TextFormat::JsonLines,
        "html" | "htm" | "xhtml" => TextFormat::Html,
        "xml" | "rss" | "atom" | "rdf" if late_feed(text) => TextFormat::Feed,
        _ if plain::is_marked(text) => TextFormat::Plain,
        _ if markdown::has_front_matter(text) => TextFormat::Markdown,
        "md" | "markdown" | "mdown" | "mkd" => TextFormat::Markdown,
        "txt" | "text" => TextFormat::Plain,
        _ if looks_like_markdown(start) => TextFormat::Markdown,
        _ => TextFormat::Plain,
    })
}

/// Returns the file extension in lower case, without its dot; empty if there is none.
fn ending(name: Option<&str>) -> String {
    let ending = name.and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    ending.unwrap_or("").to_lowercase()
}

/// Detects the format of a text that begins like JSON: one value, one value per line, or text in
/// brackets.
fn sniff_json(text: &str, ending: &str) -> Result<TextFormat, IngestError> {
    let error = match serde_json::from_str::<Value>(text) {
        Ok(value) if ending != "jsonl" => return Ok(TextFormat::Json(value)),
        Ok(_) => return Ok(TextFormat::JsonLines),
        Err(error) => error,
    };
    let is_object = |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|v| v.is_object());
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let several = lines.clone().nth(1).is_some();
    if matches!(ending, "jsonl" | "ndjson") || (several && lines.by_ref().take(8).any(is_object)) {
        return Ok(TextFormat::JsonLines);
    }
    let start: String = text.chars().filter(|c| !c.is_whitespace()).take(2).collect();
    if ending == "json" || matches!(start.as_str(), "{\"" | "[{") {
        let place = format!("{} in line {}", json::error_reason(&error), error.line());
        return Err(IngestError::BadJson(place));
    }
    Ok(if looks_like_markdown(text) { TextFormat::Markdown } else { TextFormat::Plain })
}

/// Detects the format of a text that begins with a tag: a feed, a page, other XML, or no markup at
/// all.
fn sniff_markup(text: &str, ending: &str) -> Result<Option<TextFormat>, IngestError> {
    let name = first_element(text);
    let local = name.rsplit(':').next().unwrap_or("").to_lowercase();
    if is_feed(name) || (local == "entry" && is_atom(text)) {
        return Ok(Some(TextFormat::Feed));
    }
    if matches!(ending, "md" | "markdown") && !matches!(local.as_str(), "html" | "!doctype") {
        return Ok(None);
    }
    let xml = is_xml(text, name, ending);
    let is_page = if xml { XHTML.contains(&local.as_str()) } else { html::is_element(&local) };
    if is_page || local == "!doctype" || matches!(ending, "html" | "htm" | "xhtml") {
        return Ok(Some(TextFormat::Html));
    }
    match local.as_str() {
        "opml" => Err(IngestError::Opml),
        _ if late_feed(text) && (xml || ending == "xml") => Ok(Some(TextFormat::Feed)),
        _ if xml => Err(no_article("it is XML, but neither a feed nor a page")),
        _ => Ok(None),
    }
}

/// Returns whether the namespace of Atom occurs near the beginning.
fn is_atom(text: &str) -> bool {
    let head = first_bytes(text, LOOK).to_ascii_lowercase();
    ["www.w3.org/2005/atom", "purl.org/atom/"].iter().any(|name| head.contains(name))
}

/// Returns whether a text with this first element is XML: it declares so, possibly after comments,
/// or is entirely inside an element that HTML does not have.
fn is_xml(text: &str, name: &str, ending: &str) -> bool {
    let before = text.find(&format!("<{name}")).map_or("", |at| &text[..at]);
    let local = name.rsplit(':').next().unwrap_or("").to_lowercase();
    let is_around = || text.trim_end().ends_with(&format!("</{name}>"));
    before.contains("<?xml")
        || (ending == "xml" && !name.is_empty())
        || (!name.is_empty() && !html::is_element(&local) && is_around())
}

/// Returns whether an element with that name contains a feed.
fn is_feed(name: &str) -> bool {
    let local = name.rsplit(':').next().unwrap_or("").to_lowercase();
    matches!(local.as_str(), "rss" | "rdf" | "feed" | "channel")
}

fn no_article(reason: &str) -> IngestError {
    IngestError::NoArticle(reason.to_owned())
}

/// Returns whether a feed begins later, after lines that do not belong there.
fn late_feed(text: &str) -> bool {
    let head = first_bytes(text, LOOK);
    ["<rss", "<feed", "<rdf:RDF", "<channel", "<RSS"].iter().any(|tag| head.contains(tag))
}

/// Returns the name of the first element after declarations and comments; `!doctype` for a page.
fn first_element(text: &str) -> &str {
    let mut rest = text;
    let mut page = false;
    loop {
        rest = rest.trim_start();
        let lower = rest.get(..9).unwrap_or("").to_ascii_lowercase();
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->").map(|end| end + 3),
            _ if rest.starts_with("<?") => rest.find('>').map(|end| end + 1),
            _ if lower == "<!doctype" => {
                let kind = rest[9..].trim_start().get(..4).unwrap_or("");
                page |= kind.eq_ignore_ascii_case("html");
                // A feed's own declarations are in brackets.
                let close = rest.find('>');
                let inner = rest.find('[').filter(|open| close.is_none_or(|close| *open < close));
                match inner {
                    Some(_) => rest.find("]>").map(|end| end + 2),
                    None => close.map(|end| end + 1),
                }
            }
            _ => None,
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => break,
        }
    }
    let name = rest.strip_prefix('<').unwrap_or("");
    let end = name.find(|c: char| !(c.is_alphanumeric() || ":-_".contains(c)));
    let name = &name[..end.unwrap_or(name.len())];
    // Some feeds declare themselves as pages.
    if page && !is_feed(name) { "!doctype" } else { name }
}

/// Returns whether a text without file name is Markdown: it begins with a heading, or has several
/// marks that plain text does not have.
fn looks_like_markdown(text: &str) -> bool {
    let head = first_bytes(text, LOOK);
    let is_heading = |line: &str| {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=6).contains(&marks) && line[marks..].starts_with(' ')
    };
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let headings = head.lines().filter(|line| is_heading(line)).count();
    let fences = head.lines().filter(|line| line.starts_with("```")).count();
    let links = head.matches("](http").count();
    is_heading(first) || headings + links + usize::from(fences > 1) > 1
}

/// Returns at most `most` bytes from the start of a text, up to a character boundary.
pub(super) fn first_bytes(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}
