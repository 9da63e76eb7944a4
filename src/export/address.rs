//! Decides which addresses become links, and encodes them.

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
    let mut safe = String::with_capacity(url.len());
    for c in url.chars() {
        let odd = c.is_whitespace()
            || c.is_control()
            || crate::domain::clean::is_hidden(c)
            || "\"'<>\\`{}|^".contains(c);
        if odd {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                safe.push_str(&format!("%{byte:02X}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fetched_or_written_to_is_a_link() {
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
