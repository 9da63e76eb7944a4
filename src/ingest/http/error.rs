//! Errors of a fetch, and what the user can do about them.

use crate::domain::{clean, secret};

/// The reason why a fetch failed. The message does not repeat the requested address, which the
/// caller knows. Texts from servers are cleaned for display.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The server declares the resource gone (410).
    #[error("its server says that it is gone for good (410)")]
    Gone,
    /// An HTTP status other than success.
    #[error("its server answered {code}{}", meaning(*code))]
    Status {
        /// The HTTP status.
        code: u16,
        /// Seconds to wait before the next request, if the server said so.
        retry_after: Option<u64>,
    },
    /// The answer is larger than allowed, before or after decompression.
    #[error("too large: more than {} MB", most.div_ceil(1_000_000))]
    TooLarge {
        /// The allowed number of bytes.
        most: u64,
    },
    /// The answer was not complete within the time limit.
    #[error("no whole answer within the time limit")]
    Timeout,
    /// The address must not be fetched: not http or https, or private without permission.
    #[error("it leads to {}, {why}", secret::mask_secrets(address))]
    Refused {
        /// The address.
        address: String,
        /// The reason.
        why: Refusal,
    },
    /// Too many redirects.
    #[error("more than {} redirects", super::MOST_REDIRECTS)]
    TooManyRedirects,
    /// The fetch was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// No connection: unknown host, no network, or no server.
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    /// No secure connection.
    #[error("no secure connection: {0}")]
    Tls(String),
    /// The answer is not HTTP, was cut off, or cannot be decompressed.
    #[error("the answer is broken: {0}")]
    Broken(String),
    /// Not a web address.
    #[error("not a web address: {0}")]
    BadAddress(String),
}

/// The reason why an address must not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The address is on this machine or the local network, and the address that led there is not.
    #[error("a private address")]
    Private,
    /// The address is not http or https.
    #[error("which is not a web address")]
    Scheme,
}

impl FetchError {
    /// Returns what the user can do about the error, if anything.
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

    /// Returns whether a later attempt may succeed.
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

    /// Returns the seconds that the server asks to wait.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub(in crate::ingest) fn broken(why: impl ToString) -> FetchError {
        FetchError::Broken(printable(&why.to_string()))
    }

    pub(super) fn refused(address: &str, why: Refusal) -> FetchError {
        FetchError::Refused { address: printable(address), why }
    }
}

/// The most characters of foreign text in a message.
const MOST_SHOWN: usize = 200;

/// Returns foreign text in a form that is safe for a message.
pub(super) fn printable(text: &str) -> String {
    let line = clean::one_line(text);
    match line.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Returns the meaning of common HTTP statuses.
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
