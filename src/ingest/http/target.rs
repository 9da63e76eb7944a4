//! Splits an address into the parts of a request, and completes addresses as people type them.

use ureq::http::Uri;

use crate::domain::{base64, percent};

use super::super::address;
use super::{FetchError, idna, private};

/// The target of a request.
#[derive(Debug, Clone)]
pub(super) struct RequestTarget {
    /// The address without user, password and fragment, in ASCII.
    pub(super) uri: Uri,
    /// The host, in brackets if IPv6.
    pub(super) host: String,
    pub(super) is_secure: bool,
    /// The `Authorization` header, if the address contains a user.
    pub(super) login: Option<String>,
}

impl RequestTarget {
    /// Parses an address of http or https.
    pub(super) fn parse(text: &str) -> Result<RequestTarget, FetchError> {
        let bad = || FetchError::BadAddress(super::error::printable(text));
        let whole = address::web_address(text).ok_or_else(bad)?;
        let (scheme, rest) = whole.split_once("://").ok_or_else(bad)?;
        let rest = rest.split('#').next().unwrap_or(rest);
        let (authority, path) = rest.split_at(rest.find(['/', '?', '\\']).unwrap_or(rest.len()));
        let (user, host) =
            authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let (host, port) = split_port(host).ok_or_else(bad)?;
        let host =
            idna::to_ascii(&percent::decode(host)).filter(|host| is_host(host)).ok_or_else(bad)?;
        let path = escaped(path);
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        let port = port.filter(|port| *port != default_port(scheme));
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let uri = format!("{scheme}://{host}{port}{path}").parse().map_err(|_| bad())?;
        let login = user.map(|user| {
            let user = percent::decode(user);
            let both = if user.contains(':') { user.into_owned() } else { format!("{user}:") };
            format!("Basic {}", base64::encode_base64(both.as_bytes()))
        });
        Ok(RequestTarget { uri, host, is_secure: scheme == "https", login })
    }

    pub(super) fn port(&self) -> u16 {
        self.uri.port_u16().unwrap_or(if self.is_secure { 443 } else { 80 })
    }

    /// Returns whether the host is private by its name.
    pub(super) fn is_local(&self) -> bool {
        private::is_local_name(&self.host)
    }
}

fn default_port(scheme: &str) -> u16 {
    if scheme == "https" { 443 } else { 80 }
}

/// Splits a host and its port. Returns `None` if the port is not a number.
fn split_port(text: &str) -> Option<(&str, Option<u16>)> {
    match text.rsplit_once(':') {
        Some((host, "")) if !text.ends_with("]") => Some((host, None)),
        Some((host, port)) if !port.contains(']') => Some((host, Some(port.parse().ok()?))),
        _ => Some((text, None)),
    }
}

fn is_host(host: &str) -> bool {
    if host.starts_with('[') {
        return host.ends_with(']') && private::literal_address(host).is_some();
    }
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !host.is_empty() && host.len() <= 253 && host.chars().all(is_letter) && !host.starts_with('.')
}

/// Returns a path and query with invalid characters percent-encoded, and with slashes for the
/// backslashes of the path, as browsers have it.
fn escaped(text: &str) -> String {
    let query = text.find('?').unwrap_or(text.len());
    let path = text[..query].replace('\\', "/");
    percent::encode_path(&(path + &text[query..]))
}

/// Returns the address that a user means by typing "example.org": with a scheme (https; http for
/// this machine and local networks), the host in lower case, without fragment. `feed:` and
/// surrounding angle brackets or quotation marks are removed.
pub fn normal_address(typed: &str) -> Result<String, FetchError> {
    let text = unwrapped(typed.trim()).trim();
    let lower = text.to_ascii_lowercase();
    let text = match ["feed://", "feed:"].iter().find(|scheme| lower.starts_with(**scheme)) {
        Some(scheme) => &text[scheme.len()..],
        None => text,
    };
    let bad = || FetchError::BadAddress(super::error::printable(typed));
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Err(bad());
    }
    let whole = match text.split_once("://") {
        Some(_) => text.to_owned(),
        None => {
            let rest = text.trim_start_matches('/');
            let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
            // "mailto:x" has another scheme, "localhost:8080" a port.
            let is_port = rest
                .split_once(':')
                .is_some_and(|(_, port)| port.starts_with(|c: char| c.is_ascii_digit()));
            if scheme.is_some_and(|scheme| !scheme.contains(['.', '[', '/', '?'])) && !is_port {
                return Err(bad());
            }
            let as_https = RequestTarget::parse(&format!("https://{rest}"))?;
            let scheme = if as_https.is_local() { "http" } else { "https" };
            format!("{scheme}://{rest}")
        }
    };
    let target = RequestTarget::parse(&whole)?;
    let login = whole.split_once("://").and_then(|(_, rest)| {
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        authority.rsplit_once('@').map(|(login, _)| format!("{login}@"))
    });
    let text = target.uri.to_string();
    let normal = match (login, text.split_once("://")) {
        (Some(login), Some((scheme, rest))) => {
            format!("{scheme}://{}{rest}", escaped(&login))
        }
        _ => text,
    };
    // The result must itself be a valid address.
    RequestTarget::parse(&normal).map(|_| normal).map_err(|_| bad())
}

/// Removes the marks that mails and documents put around an address.
fn unwrapped(text: &str) -> &str {
    let pairs = [('<', '>'), ('"', '"'), ('\'', '\'')];
    let inner = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inner).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    #[test]
    fn typed_addresses_are_made_whole() {
        for (typed, whole) in [
            ("example.org", "https://example.org/"),
            (" Example.ORG/News?x=1#top ", "https://example.org/News?x=1"),
            ("http://example.org", "http://example.org/"),
            ("HTTPS://Example.org:443/a", "https://example.org/a"),
            ("feed://example.org/rss", "https://example.org/rss"),
            ("feed:http://example.org/rss", "http://example.org/rss"),
            ("<https://example.org/a b>", ""),
            ("<https://example.org/a>", "https://example.org/a"),
            ("//example.org/a", "https://example.org/a"),
            ("localhost:8080/feed", "http://localhost:8080/feed"),
            ("192.168.1.5/rss", "http://192.168.1.5/rss"),
            ("nas.local", "http://nas.local/"),
            ("[::1]:8080/x", "http://[::1]:8080/x"),
            ("bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
            ("https://ann:secret@example.org/x", "https://ann:secret@example.org/x"),
            ("example.org:8443", "https://example.org:8443/"),
            ("example.org?feed=rss2", "https://example.org/?feed=rss2"),
        ] {
            let found = normal_address(typed).unwrap_or_default();
            assert_eq!(found, whole, "{typed}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for typed in [
            "",
            "  ",
            "two words",
            "mailto:ann@example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.org/",
            "https://",
            "https://exa mple.org",
            "http://example.org:port/",
            "http://[::1",
            "http://\u{1b}[2J/",
            "https://.example.org",
        ] {
            let error = normal_address(typed).expect_err(typed);
            assert!(error.hint().is_some_and(|hint| hint.contains("https://")), "{typed}");
            assert!(!error.to_string().contains('\u{1b}'));
        }
    }

    #[test]
    fn a_user_in_an_address_logs_in_and_is_not_asked_for() {
        let target =
            RequestTarget::parse("https://ann:se%63ret@example.org/x#y").expect("a target");
        assert_eq!(target.uri.to_string(), "https://example.org/x");
        assert_eq!(target.login.as_deref(), Some("Basic YW5uOnNlY3JldA=="));
    }

    #[test]
    fn normal_addresses_are_stable_or_refused() {
        for typed in ["http://ᝀ@⸿", "http://ᝀ@example.org", "ann:x@example.org", "bücher.example/ü"]
        {
            if let Ok(whole) = normal_address(typed) {
                assert_eq!(normal_address(&whole), Ok(whole.clone()), "{typed}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_an_address_or_is_refused(text in "\\PC{0,60}") {
            if let Ok(whole) = normal_address(&text) {
                prop_assert_eq!(normal_address(&whole), Ok(whole.clone()));
                prop_assert!(whole.is_ascii());
            }
        }

        #[test]
        fn any_web_address_is_read_or_refused(rest in "\\PC{0,60}") {
            let _ = RequestTarget::parse(&format!("http://{rest}"));
        }
    }
}
