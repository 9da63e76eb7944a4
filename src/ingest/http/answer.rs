//! Requests to an address, and the answers.

use crate::domain::Validators;

/// The kind of content that is wanted. A server may offer several at one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedContent {
    /// A feed, or a page that declares one.
    Feed,
    /// A web page.
    Page,
}

impl WantedContent {
    /// Returns the `Accept` header.
    pub(super) fn accept_header(self) -> &'static str {
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

/// A request to an address.
#[derive(Debug, Clone, Copy)]
pub struct FetchRequest<'a> {
    /// The address; http or https.
    pub address: &'a str,
    /// The validators of the address's last answer.
    pub validators: &'a Validators,
    /// The kind of content that is wanted.
    pub wanted: WantedContent,
}

/// The result of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchAnswer {
    /// New content.
    Fresh(Reply),
    /// Nothing new since the answer that the validators belong to. The reply has no bytes.
    Unchanged(Reply),
}

impl FetchAnswer {
    /// Returns the reply, changed or not.
    pub fn reply(&self) -> &Reply {
        match self {
            FetchAnswer::Fresh(reply) | FetchAnswer::Unchanged(reply) => reply,
        }
    }
}

/// Content with the server's metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// The content, decompressed.
    pub bytes: Vec<u8>,
    /// The character set that the server declares.
    pub charset: Option<String>,
    /// The media type that the server declares, in lower case, without parameters.
    pub kind: Option<String>,
    /// The `Link` headers.
    pub links: Option<String>,
    /// The final address after redirects.
    pub address: String,
    /// The new address, if every redirect was permanent (301, 308).
    pub moved_to: Option<String>,
    /// The validators for the next request.
    pub validators: Validators,
    /// The number of seconds for which the server expects no change.
    pub fresh_for: Option<u64>,
}
