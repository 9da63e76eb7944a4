//! One web page as one article.

use crate::domain::Draft;

use super::sniff::{TextFormat, head, sniff};
use super::{Hints, IngestError, html};

/// How far into a text its kind is looked for (bytes).
const LOOK: usize = 4096;

/// Reads it.
pub(super) fn read(text: &str, hints: &Hints) -> Result<Draft, IngestError> {
    let mut parsed = match looks_like_page(text) {
        true => html::read(text, hints)?,
        false => match sniff(text, hints.name)? {
            TextFormat::Feed => return Err(no_article("it is a feed, not a page")),
            TextFormat::Json(_) | TextFormat::JsonLines => {
                return Err(no_article("it is JSON, not a page"));
            }
            kind => kind.read(text, hints)?,
        },
    };
    match (parsed.drafts.pop(), parsed.drafts.len()) {
        (Some(draft), 0) if !draft.body.blocks.is_empty() => Ok(draft),
        _ => Err(no_article("the page has no text")),
    }
}

/// Whether the elements of a page stand near the beginning, whatever stands before them.
fn looks_like_page(text: &str) -> bool {
    let head = head(text, LOOK).to_ascii_lowercase();
    ["<html", "<!doctype html", "<head>", "<body"].iter().any(|tag| head.contains(tag))
        && !["<rss", "<feed", "<rdf:rdf"].iter().any(|tag| head.contains(tag))
}

fn no_article(reason: &str) -> IngestError {
    IngestError::NoArticle(reason.to_owned())
}
