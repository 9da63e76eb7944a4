//! What is asked of an address, and what comes back.

use crate::domain::Validators;

/// What kind of answer is wanted: servers may have several at one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedContent {
    /// A feed, or a page that names one.
    Feed,
    /// A page.
    Page,
}

impl WantedContent {
    /// The `Accept` header.
    pub(super) fn accept(self) -> &'static str {
        match self {
            WantedContent::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, \
                 application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, \
                 application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
            }
            WantedContent::Page => {
                "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
            }
        }
    }
}

/// One question to one address.
#[derive(Debug, Clone, Copy)]
pub struct FetchRequest<'a> {
    /// The address: http or https.
    pub address: &'a str,
    /// What its last answer gave to tell whether it has changed.
    pub validators: &'a Validators,
    /// What is wanted.
    pub wanted: WantedContent,
}

/// What an address gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchAnswer {
    /// Content.
    Fresh(Reply),
    /// Nothing new since the answer that the validators are of; there are no bytes.
    Unchanged(Reply),
}

impl FetchAnswer {
    /// The reply, changed or not.
    pub fn reply(&self) -> &Reply {
        match self {
            FetchAnswer::Fresh(reply) | FetchAnswer::Unchanged(reply) => reply,
        }
    }
}

/// Content, and what its server says about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// The content, unpacked.
    pub bytes: Vec<u8>,
    /// The character set that the server names.
    pub charset: Option<String>,
    /// The media type that the server names, in lower case, without parameters.
    pub kind: Option<String>,
    /// What the answer's `Link` headers say to be beside it.
    pub links: Option<String>,
    /// Where it came from in the end.
    pub address: String,
    /// Where it has moved to: only where each redirect on the way was for good (301, 308).
    pub moved_to: Option<String>,
    /// What to send back next time.
    pub validators: Validators,
    /// Seconds for which the server says that nothing will change.
    pub fresh_for: Option<u64>,
}
