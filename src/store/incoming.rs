//! A draft on its way into the store, with all that is computed from it: names, keys, hashes.

use rusqlite::Result;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::naming::Naming;
use super::stories::Keys;
use super::{fold, link, rows, structure};
use crate::domain::{Draft, Enclosure, When};

/// A draft with all that is computed from it.
pub(super) struct Incoming<'a> {
    pub(super) draft: &'a Draft,
    /// Its guid, unless other articles have the same.
    pub(super) guid: Option<&'a str>,
    /// Whether it has a guid that other articles have, too.
    pub(super) loses_guid: bool,
    /// What it is known by without a guid.
    pub(super) naming: Naming,
    pub(super) keys: Keys,
    pub(super) text_hash: Vec<u8>,
    pub(super) fingerprint: Vec<u8>,
    /// Blocks and links as they are stored.
    pub(super) blocks: String,
    pub(super) links: String,
    pub(super) words: i64,
}

/// What a fingerprint covers beside title, text, blocks and links.
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
    /// Computes what is to be known of `draft`; the guid that is its own and its link's key are known
    /// already.
    pub(super) fn new(
        draft: &'a Draft,
        guid: Option<&'a str>,
        link: Option<String>,
    ) -> Result<Incoming<'a>> {
        let text_hash = rows::text_hash(&draft.title, &draft.body.text);
        let blocks = structure::written(&draft.body)?;
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

    /// What a filter reads: title and authors. Indexes would end at a zero.
    pub(super) fn haystack(&self) -> String {
        let mut haystack = fold::fold(&self.draft.title);
        for author in &self.draft.authors {
            haystack.push('\n');
            haystack.push_str(&fold::fold(author));
        }
        if haystack.contains('\0') { haystack.replace('\0', " ") } else { haystack }
    }

    /// What its feed may call the article: one of it is left where it has expired.
    pub(super) fn names(&self) -> Vec<String> {
        let url = self.keys.url.as_deref().filter(|_| self.naming == Naming::Link);
        let mut names =
            vec![name(self.guid, url, &self.text_hash), name(None, None, &self.text_hash)];
        names.dedup();
        names
    }
}

/// An article's name in its feed: its guid, else its link, else its title and text.
pub(super) fn name(guid: Option<&str>, link: Option<&str>, text_hash: &[u8]) -> String {
    match (guid, link) {
        (Some(guid), _) => format!("guid {guid}"),
        (None, Some(link)) => format!("link {link}"),
        (None, None) => format!("text {}", rows::hex(text_hash)),
    }
}

/// The identity that a draft's feed gives it; an empty one is none.
pub(super) fn guid(draft: &Draft) -> Option<&str> {
    draft.guid.as_deref().filter(|guid| !guid.is_empty())
}

/// The key of a draft's link.
pub(super) fn link(draft: &Draft) -> Option<String> {
    draft.url.as_deref().and_then(link::key)
}

/// SHA-256 of all that the feed gave. Title and text stand in it by their hash, which is there
/// already: a text is not hashed twice.
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
        // JSON has no zero byte, and the hash before it is of one length.
        hash.update([0]);
    }
    hash.update(rest);
    Ok(hash.finalize().to_vec())
}
