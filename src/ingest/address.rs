//! Web addresses: validation, and resolution of relative ones (RFC 3986, section 5).

use crate::domain::{clean, percent};

/// The longest address that is kept (bytes). A longer one is data, not an address.
const LONGEST: usize = 4096;

/// Returns an address that an article may have: http or https with a host. `//host/…` becomes
/// https.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = tidy(text);
    let text = if text.starts_with("//") { format!("https:{text}") } else { text };
    (is_web(&text) && text.len() <= LONGEST).then_some(text)
}

/// Returns an address that a link may have, resolved against `base`: http, https or mailto. Returns
/// `None` for other schemes, and for a relative address without a base.
pub(super) fn link_address(text: &str, base: Option<&str>) -> Option<String> {
    let text = tidy(text);
    if text.is_empty() || text.starts_with('#') {
        return None;
    }
    let whole = match scheme(&text) {
        Some("http" | "https") => text,
        Some("mailto") => return (text.len() > 7 && text.len() <= LONGEST).then_some(text),
        Some(_) => return None,
        None => resolve(&text, base?),
    };
    web_address(&whole)
}

/// Returns the address as browsers read it: without surrounding white space and line breaks, with
/// the scheme in lower case and other spaces and control characters escaped.
fn tidy(text: &str) -> String {
    let text = text.trim_matches(|c: char| c <= ' ');
    let mut tidy = match text.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => text.to_owned(),
        false => {
            let is_odd = |c: char| c.is_control() || c == ' ' || clean::is_hidden(c);
            percent::encode_if(&text.replace(['\t', '\n', '\r'], ""), is_odd).into_owned()
        }
    };
    if let Some(colon) = tidy.find(':').filter(|colon| is_scheme(&tidy[..*colon])) {
        tidy[..colon].make_ascii_lowercase();
    }
    tidy
}

/// Returns whether two addresses belong to one site: they have the same host, or one host is a
/// subdomain of the other.
pub(super) fn same_site(one: &str, other: &str) -> bool {
    let (one, other) = (host(one), host(other));
    let is_below = |inner: &str, outer: &str| {
        inner.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    !one.is_empty() && !other.is_empty() && (is_below(&one, &other) || is_below(&other, &one))
}

/// Returns the host of an address in lower case, without `www.` and port.
fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = host.rsplit('@').next().unwrap_or(host).to_lowercase();
    let host = host.rsplit_once(':').map_or(host.as_str(), |(host, _)| host);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

fn scheme(text: &str) -> Option<&str> {
    let (scheme, _) = text.split_once(':')?;
    is_scheme(scheme).then_some(scheme)
}

fn is_web(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
}

/// Resolves a relative address against a base.
fn resolve(relative: &str, base: &str) -> String {
    let Some((scheme, rest)) = base.split_once("://") else { return String::new() };
    if relative.starts_with("//") {
        return format!("{scheme}:{relative}");
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    if relative.starts_with('#') {
        return format!("{scheme}://{host}{path}{query}{relative}");
    }
    if relative.starts_with('?') {
        return format!("{scheme}://{host}{path}{relative}");
    }
    let (to, tail) = relative.split_at(relative.find(['?', '#']).unwrap_or(relative.len()));
    let joined = if to.starts_with('/') {
        to.to_owned()
    } else {
        let folder = path.rfind('/').map_or("", |slash| &path[..slash]);
        format!("{folder}/{to}")
    };
    format!("{scheme}://{host}{}{tail}", without_dots(&joined))
}

/// Returns a path without its `.` and `..` segments.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        match piece {
            "." | ".." => {
                if piece == ".." {
                    steps.pop();
                }
                if last {
                    steps.push("");
                }
            }
            _ => steps.push(piece),
        }
    }
    format!("/{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_articles() {
        assert_eq!(
            web_address(" HTTPS://a.example/x y\n").as_deref(),
            Some("https://a.example/x%20y")
        );
        assert_eq!(web_address("//a.example/x").as_deref(), Some("https://a.example/x"));
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://",
            "a.example",
            "",
            "mailto:a@b.c",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn sites_are_told_by_their_hosts() {
        assert!(same_site("https://www.a.example/", "http://blog.a.example:8080/x"));
        assert!(!same_site("https://a.example/", "https://ba.example/"));
        assert!(!same_site("https://a.example/", "https://b.example/?x=a.example"));
    }

    #[test]
    fn links_are_made_whole() {
        let base = Some("https://news.example/a/b/c.html?x=1#top");
        for (text, whole) in [
            ("d.html", "https://news.example/a/b/d.html"),
            ("../d", "https://news.example/a/d"),
            ("../../../d", "https://news.example/d"),
            ("./", "https://news.example/a/b/"),
            ("/d?e#f", "https://news.example/d?e#f"),
            ("?y", "https://news.example/a/b/c.html?y"),
            ("//other.example/", "https://other.example/"),
            ("http://other.example", "http://other.example"),
            ("mailto:desk@news.example", "mailto:desk@news.example"),
        ] {
            assert_eq!(link_address(text, base).as_deref(), Some(whole), "{text}");
        }
        assert_eq!(
            link_address("d", Some("https://news.example")).as_deref(),
            Some("https://news.example/d")
        );
        for bad in
            ["JavaScript:x()", " java\nscript:x", "data:text/html,x", "#top", "ftp://a.example/"]
        {
            assert_eq!(link_address(bad, base), None, "{bad}");
        }
        assert_eq!(link_address("d.html", None), None);
    }
}
