//! Decides which addresses become links, and encodes them.

use crate::domain::{clean, percent};

/// Returns whether an address may be a link: only http, https and mailto.
pub(super) fn is_safe(url: &str) -> bool {
    let starts = |scheme: &str| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://") || starts("mailto:")
}

/// Returns an address with invalid characters percent-encoded: spaces, control and other hidden
/// characters, quotation marks, angle brackets, backslashes.
pub(super) fn encode_url(url: &str) -> String {
    let is_odd = |c: char| {
        c.is_whitespace() || c.is_control() || clean::is_hidden(c) || "\"'<>\\`{}|^".contains(c)
    };
    percent::encode_if(url, is_odd).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_https_and_mailto_are_links() {
        for (url, safe) in [
            ("https://example.org/", true),
            ("HTTP://example.org/", true),
            ("mailto:ann@example.org", true),
            ("javascript:alert(1)", false),
            (" https://example.org/", false),
            ("data:text/html,x", false),
            ("é", false),
        ] {
            assert_eq!(is_safe(url), safe, "{url}");
        }
        assert_eq!(encode_url("https://e.org/a b\"<é>"), "https://e.org/a%20b%22%3Cé%3E");
    }
}
