//! A draft prepared for the store, with everything that is computed from it: names, keys, hashes.

use rusqlite::Result;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::naming::Naming;
use super::stories::Keys;
use super::{fold, link, rows, structure};
use crate::domain::{Draft, Enclosure, When};

/// A draft with everything that is computed from it.
pub(super) struct Incoming<'a> {
    pub(super) draft: &'a Draft,
    /// The guid, unless other articles have the same.
    pub(super) guid: Option<&'a str>,
    /// Whether the draft has a guid that other articles have, too.
    pub(super) loses_guid: bool,
    /// What identifies the draft if it has no guid.
    pub(super) naming: Naming,
    pub(super) keys: Keys,
    pub(super) text_hash: Vec<u8>,
    pub(super) fingerprint: Vec<u8>,
    /// Blocks and links in stored form.
    pub(super) blocks: String,
    pub(super) links: String,
    pub(super) words: i64,
}

/// The content of a fingerprint beside title, text, blocks and links.
#[derive(Serialize)]
struct Rest<'a> {
    guid: &'a Option<String>,
    url: &'a Option<String>,
    authors: &'a [String],
    outlet: &'a Option<String>,
    published: Option<When>,
    updated: Option<When>,
    tags: &'a [String],
    language: &'a Option<String>,
    enclosures: &'a [Enclosure],
}

impl<'a> Incoming<'a> {
    /// Computes everything about `draft`. The caller gives its unique guid and the key of its link.
    pub(super) fn new(
        draft: &'a Draft,
        guid: Option<&'a str>,
        link: Option<String>,
    ) -> Result<Incoming<'a>> {
        let text_hash = rows::text_hash(&draft.title, &draft.body.text);
        let blocks = structure::structure_column(&draft.body)?;
        let links = rows::to_json(&draft.body.links)?;
        let words = draft.body.words() as i64;
        let text = (words > 0).then(|| text_hash.clone());
        Ok(Incoming {
            draft,
            guid,
            loses_guid: false,
            naming: Naming::default(),
            keys: Keys { url: link, text },
            fingerprint: fingerprint(draft, [&text_hash, blocks.as_bytes(), links.as_bytes()])?,
            text_hash,
            blocks,
            links,
            words,
        })
    }

    /// Returns the text that a filter searches: title and authors, without zero bytes, which would
    /// end it for the index.
    pub(super) fn filter_text(&self) -> String {
        let mut haystack = fold::fold(&self.draft.title);
        for author in &self.draft.authors {
            haystack.push('\n');
            haystack.push_str(&fold::fold(author));
        }
        if haystack.contains('\0') { haystack.replace('\0', " ") } else { haystack }
    }

    /// Returns all names that the feed may use for the article. One of them is remembered when it
    /// expires.
    pub(super) fn all_names(&self) -> Vec<String> {
        let url = self.keys.url.as_deref().filter(|_| self.naming == Naming::Link);
        let mut names = vec![
            feed_name(self.guid, url, &self.text_hash),
            feed_name(None, None, &self.text_hash),
        ];
        names.dedup();
        names
    }
}

/// Returns an article's name in its feed: its guid, else its link, else its title and text.
pub(super) fn feed_name(guid: Option<&str>, link: Option<&str>, text_hash: &[u8]) -> String {
    match (guid, link) {
        (Some(guid), _) => format!("guid {guid}"),
        (None, Some(link)) => format!("link {link}"),
        (None, None) => format!("text {}", rows::to_hex(text_hash)),
    }
}

/// Returns the identifier that the feed gives a draft, if it is not empty.
pub(super) fn own_guid(draft: &Draft) -> Option<&str> {
    draft.guid.as_deref().filter(|guid| !guid.is_empty())
}

/// Returns the key of a draft's link.
pub(super) fn draft_link_key(draft: &Draft) -> Option<String> {
    draft.url.as_deref().and_then(link::link_key)
}

/// Returns the SHA-256 of everything that the feed gave. Title and text enter by their hash, which
/// is known already, so that no text is hashed twice.
fn fingerprint(draft: &Draft, parts: [&[u8]; 3]) -> Result<Vec<u8>> {
    let rest = rows::to_json(&Rest {
        guid: &draft.guid,
        url: &draft.url,
        authors: &draft.authors,
        outlet: &draft.outlet,
        published: draft.published,
        updated: draft.updated,
        tags: &draft.tags,
        language: &draft.language,
        enclosures: &draft.enclosures,
    })?;
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        // JSON has no zero byte, and the hash before it has a fixed length.
        hash.update([0]);
    }
    hash.update(rest);
    Ok(hash.finalize().to_vec())
}
