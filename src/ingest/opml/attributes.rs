//! The attributes of an outline, and their meaning.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::domain::clean;
use crate::domain::{FeedSettings, FeedState};

use super::PREFIX;
use super::references::References;

/// The attributes of an outline by name, in lower case.
pub(super) struct Attributes(HashMap<String, String>);

impl Attributes {
    /// Reads the attributes. Of two with the same name, the first counts.
    pub(super) fn read(start: &BytesStart, references: &mut References) -> Attributes {
        let mut all = HashMap::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref().to_ascii_lowercase();
            all.entry(name).or_insert_with(|| references.resolve(&attribute.value));
        }
        Attributes(all)
    }

    /// Returns an attribute as one line, if it is present and not empty.
    pub(super) fn filled_line(&self, name: &str) -> Option<String> {
        self.0.get(name).and_then(|value| non_empty_line(value))
    }

    /// Returns one of our own attributes.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        self.0.get(&format!("{PREFIX}:{name}")).map(|value| value.trim())
    }

    /// Parses one of our own attributes as a number.
    pub(super) fn own_number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.own(name).and_then(|value| value.parse().ok())
    }

    /// Returns the text that is given as the feed's address.
    pub(super) fn address(&self, kind: &str) -> Option<String> {
        let named = ["xmlurl", "xml_url", "feedurl"].iter().find_map(|name| self.filled_line(name));
        let is_link = matches!(kind, "link" | "include");
        named.or_else(|| self.filled_line("url").filter(|_| !is_link))
    }

    /// Returns why an outline without an address is not a folder either.
    pub(super) fn is_no_feed(&self, kind: &str) -> Option<&'static str> {
        match kind {
            "include" => Some("includes another list, which is not read"),
            "link" => Some("is a link to a page, not a feed"),
            "rss" | "atom" | "feed" => Some("has no address (xmlUrl)"),
            _ if self.filled_line("htmlurl").is_some() => {
                Some("has a page (htmlUrl), but no feed (xmlUrl)")
            }
            _ => None,
        }
    }

    /// Returns the settings of a feed from our own attributes.
    pub(super) fn settings(&self) -> FeedSettings {
        let state = match self.own("state") {
            Some("paused") => FeedState::Paused,
            Some("gone") => FeedState::Gone,
            _ => FeedState::Followed,
        };
        FeedSettings {
            interval: self.own_number("interval").filter(|minutes| *minutes > 0),
            full_text: self.own("fulltext") == Some("true"),
            state,
            tags: Vec::new(),
        }
    }
}

/// Returns the text as one line, if it is not empty.
pub(super) fn non_empty_line(text: &str) -> Option<String> {
    let text = clean::one_line(text);
    (!text.is_empty()).then_some(text)
}
