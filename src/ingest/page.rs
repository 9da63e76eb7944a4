//! Reads a web page as one article.

use crate::domain::Draft;

use super::sniff::{TextFormat, detect_format, first_bytes};
use super::{Hints, IngestError, html};

/// How many bytes are examined to recognize the format.
const LOOK: usize = 4096;

/// Reads the page.
pub(super) fn read_page(text: &str, hints: &Hints) -> Result<Draft, IngestError> {
    let mut parsed = match looks_like_page(text) {
        true => html::read_page(text, hints)?,
        false => match detect_format(text, hints.name)? {
            TextFormat::Feed => return Err(no_article("it is a feed, not a page")),
            TextFormat::Json(_) | TextFormat::JsonLines => {
                return Err(no_article("it is JSON, not a page"));
            }
            kind => kind.read_articles(text, hints)?,
        },
    };
    match (parsed.drafts.pop(), parsed.drafts.len()) {
        (Some(draft), 0) if !draft.body.blocks.is_empty() => Ok(draft),
        _ => Err(no_article("the page has no text")),
    }
}

/// Returns whether elements of a page occur near the beginning, whatever precedes them.
fn looks_like_page(text: &str) -> bool {
    let head = first_bytes(text, LOOK).to_ascii_lowercase();
    ["<html", "<!doctype html", "<head>", "<body"].iter().any(|tag| head.contains(tag))
        && !["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| head.contains(tag))
}

fn no_article(reason: &str) -> IngestError {
    IngestError::NoArticle(reason.to_owned())
}
