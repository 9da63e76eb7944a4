//! Why nothing came from an address, and what the reader can do about it.

use crate::domain::{clean, secret};

/// Why a fetch gave nothing. The text does not repeat the address that was asked for: the caller
/// says it. What servers said is cleaned for display.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The server says that it is gone for good (410).
    #[error("its server says that it is gone for good (410)")]
    Gone,
    /// Another status than one that brings an answer.
    #[error("its server answered {code}{}", meaning(*code))]
    Status {
        /// The status.
        code: u16,
        /// Seconds to wait before asking again, if the server said so.
        retry_after: Option<u64>,
    },
    /// More bytes than allowed, packed or unpacked.
    #[error("too large: more than {} MB", most.div_ceil(1_000_000))]
    TooLarge {
        /// The most bytes that are taken.
        most: u64,
    },
    /// Not whole within the time limit.
    #[error("no whole answer within the time limit")]
    Timeout,
    /// An address that is not fetched: not of the web, or private where that was not asked for.
    #[error("it leads to {}, {why}", secret::masked(address))]
    Refused {
        /// That address.
        address: String,
        /// Why it is not fetched.
        why: Refusal,
    },
    /// Redirects without end.
    #[error("more than {} redirects", super::MOST_REDIRECTS)]
    TooManyRedirects,
    /// Whoever asked has changed their mind.
    #[error("cancelled")]
    Cancelled,
    /// No connection: no such host, no network, nobody listening.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// No secure connection.
    #[error("no secure connection: {0}")]
    Tls(String),
    /// An answer that is no HTTP, that broke off, or that cannot be unpacked.
    #[error("the answer is broken: {0}")]
    Broken(String),
    /// Not an address of the web.
    #[error("not a web address: {0}")]
    BadAddress(String),
}

/// Why an address is not fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is of this machine or the local network, and the address that led there is not.
    #[error("a private address")]
    Private,
    /// It is not http or https.
    #[error("which is not a web address")]
    Scheme,
}

impl FetchError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            FetchError::Gone => Some("its articles stay; remove the feed, or add its new address"),
            FetchError::Status { code: 401 | 403, .. } => {
                Some("it wants a login or refuses programs; open it in a browser")
            }
            FetchError::Status { code: 404, .. } => {
                Some("check the address; adding the site's own address finds its feeds")
            }
            FetchError::Status { code: 407, .. } => Some(
                "name the proxy's user and password where it is named: in HTTP_PROXY, HTTPS_PROXY or ALL_PROXY",
            ),
            FetchError::Status { code: 429, .. } => Some("it is asked too often; try again later"),
            FetchError::Status { code: 500.., .. } => Some("try again later"),
            FetchError::Status { .. } => Some("open the address in a browser to see what it says"),
            FetchError::TooLarge { .. } => Some("raise max-size under [network] in config.toml"),
            FetchError::Timeout => {
                Some("try again later, or raise timeout under [network] in config.toml")
            }
            FetchError::Refused { why: Refusal::Private, .. } => Some(
                "if that is meant, set private-addresses = true under [network] in config.toml",
            ),
            FetchError::Refused { why: Refusal::Scheme, .. } => {
                Some("only http and https addresses are fetched")
            }
            FetchError::TooManyRedirects => {
                Some("open the address in a browser to see where it ends")
            }
            FetchError::Cancelled => None,
            FetchError::Unreachable(_) => Some(
                "check the network and the address; a proxy is named in HTTP_PROXY, HTTPS_PROXY or ALL_PROXY",
            ),
            FetchError::Tls(_) => Some(
                "check the address and this machine's clock; own certificates are named in SSL_CERT_FILE",
            ),
            FetchError::Broken(_) => Some("try again later"),
            FetchError::BadAddress(_) => Some("addresses look like https://example.org/feed.xml"),
        }
    }

    /// Whether asking again later may help.
    pub fn is_temporary(&self) -> bool {
        match self {
            FetchError::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500..),
            FetchError::Timeout
            | FetchError::Cancelled
            | FetchError::Unreachable(_)
            | FetchError::Tls(_)
            | FetchError::Broken(_) => true,
            FetchError::Gone
            | FetchError::TooLarge { .. }
            | FetchError::Refused { .. }
            | FetchError::TooManyRedirects
            | FetchError::BadAddress(_) => false,
        }
    }

    /// Seconds that the server wants to be left alone for.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub(in crate::ingest) fn broken(why: impl ToString) -> FetchError {
        FetchError::Broken(shown(&why.to_string()))
    }

    pub(super) fn refused(address: &str, why: Refusal) -> FetchError {
        FetchError::Refused { address: shown(address), why }
    }
}

/// The most characters of foreign text in a message.
const MOST_SHOWN: usize = 200;

/// Foreign text as a message can hold it.
pub(super) fn shown(text: &str) -> String {
    let line = clean::one_line(text);
    match line.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// What common statuses mean.
fn meaning(code: u16) -> &'static str {
    match code {
        400 => " (it does not understand the question)",
        401 => " (a login is needed)",
        403 => " (forbidden)",
        404 => " (not found)",
        407 => " (the proxy wants a login)",
        429 => " (asked too often)",
        500 => " (an error of its own)",
        502..=504 => " (out of service)",
        _ => "",
    }
}
