//! Cookies within one fetch: kept across redirects and forgotten afterwards.
//!
//! Some sites redirect clients without a cookie in order to set one. A cookie is returned only to
//! the host that set it, whatever its domain attribute. Nothing is kept between fetches.

use std::time::SystemTime;

use ureq::http::{HeaderMap, header};

use super::super::dates;
use super::target::RequestTarget;

/// The most cookies that are kept; later ones are ignored.
const MOST: usize = 50;

/// The longest cookie, and the most that is sent in total (bytes).
const LONGEST: usize = 4096;
const MOST_SENT: usize = 8192;

/// The cookies received during one fetch.
#[derive(Debug, Default)]
pub(super) struct Cookies(Vec<Cookie>);

#[derive(Debug)]
struct Cookie {
    name: String,
    value: String,
    /// The host that set the cookie; it is sent to no other.
    host: String,
    port: u16,
    was_secure: bool,
    /// The prefix of the paths to which the cookie is sent.
    path: String,
}

impl Cookies {
    /// Stores the cookies of an answer from `target`.
    pub(super) fn store_from(&mut self, target: &RequestTarget, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            if let Some((cookie, is_over)) = line.to_str().ok().and_then(|line| read(line, target))
            {
                self.0.retain(|other| !other.is_replaced_by(&cookie));
                if !is_over && self.0.len() < MOST {
                    self.0.push(cookie);
                }
            }
        }
    }

    /// Returns the `Cookie` header for `target`, if there are cookies: longer paths first, then in
    /// the order of arrival.
    pub(super) fn header_for(&self, target: &RequestTarget) -> Option<String> {
        let mut sent: Vec<&Cookie> = self.0.iter().filter(|cookie| cookie.is_for(target)).collect();
        sent.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let mut header = String::new();
        for Cookie { name, value, .. } in sent {
            if header.len() + name.len() + value.len() + 3 > MOST_SENT {
                break;
            }
            let between = if header.is_empty() { "" } else { "; " };
            let equals = if name.is_empty() { "" } else { "=" };
            header.push_str(&format!("{between}{name}{equals}{value}"));
        }
        (!header.is_empty()).then_some(header)
    }
}

impl Cookie {
    fn is_replaced_by(&self, other: &Cookie) -> bool {
        (&self.name, &self.host, &self.path) == (&other.name, &other.host, &other.path)
            && self.port == other.port
    }

    /// Returns whether the cookie may be sent to `target`: the same host, on the same port or the
    /// standard ports. Cookies received over TLS are sent only over TLS.
    fn is_for(&self, target: &RequestTarget) -> bool {
        let usual = |port: u16| matches!(port, 80 | 443);
        let is_port = self.port == target.port() || usual(self.port) && usual(target.port());
        let path = target.uri.path();
        let below = path.strip_prefix(self.path.as_str());
        let is_below = below.is_some_and(|rest| {
            rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/')
        });
        let is_safe = target.is_secure || !self.was_secure;
        self.host == target.host.to_ascii_lowercase() && is_port && is_below && is_safe
    }
}

/// Parses a cookie from `target`. Returns it with whether it has expired; `None` if it must not be
/// kept.
fn read(line: &str, target: &RequestTarget) -> Option<(Cookie, bool)> {
    let mut parts = line.split(';').map(str::trim);
    let pair = parts.next()?;
    let (name, value) = pair.split_once('=').unwrap_or(("", pair));
    let (name, value) = (name.trim(), value.trim());
    let is_plain = |text: &str| text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if pair.is_empty() || pair.len() > LONGEST || !is_plain(pair) {
        return None;
    }
    let mut path = None;
    let (mut expires, mut max_age) = (None, None);
    let mut is_safe = false;
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "path" => path = Some(value).filter(|path| path.starts_with('/')),
            "secure" => is_safe = true,
            "domain" if !covers(value, &target.host) => return None,
            "max-age" => max_age = value.parse::<i64>().ok(),
            "expires" => expires = dates::parse(value).map(|when| when.sort_key()),
            _ => {}
        }
    }
    let lower = name.to_ascii_lowercase();
    let demands_safety = is_safe || lower.starts_with("__secure-") || lower.starts_with("__host-");
    if demands_safety && !target.is_secure {
        return None;
    }
    let is_over = max_age.map_or(expires.is_some_and(|end| end <= now()), |seconds| seconds <= 0);
    let cookie = Cookie {
        name: name.to_owned(),
        value: value.to_owned(),
        host: target.host.to_ascii_lowercase(),
        port: target.port(),
        was_secure: target.is_secure,
        path: path.map_or_else(|| folder(target.uri.path()), str::to_owned),
    };
    Some((cookie, is_over))
}

/// Returns whether a cookie's domain is `host` or a parent domain of it.
fn covers(domain: &str, host: &str) -> bool {
    let domain = domain.trim_start_matches('.').to_ascii_lowercase();
    let host = host.to_ascii_lowercase();
    let above = host.strip_suffix(&domain);
    domain.is_empty() || above.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Returns the directory of a path, without the slash at its end.
fn folder(path: &str) -> String {
    match path.rfind('/') {
        None | Some(0) => "/".to_owned(),
        Some(end) => path[..end].to_owned(),
    }
}

/// Returns the current time in seconds since 1970 UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the cookies that are sent to the second address after the first has set them.
    fn sent(from: &str, set: &[&str], to: &str) -> String {
        let mut headers = HeaderMap::new();
        for line in set {
            headers.append(header::SET_COOKIE, line.parse().unwrap());
        }
        let mut cookies = Cookies::default();
        cookies.store_from(&RequestTarget::parse(from).unwrap(), &headers);
        cookies.header_for(&RequestTarget::parse(to).unwrap()).unwrap_or_default()
    }

    #[test]
    fn a_cookie_goes_back_to_the_host_that_set_it_alone() {
        let from = "http://a.example/gate";
        let set = ["seen=1; Path=/; Domain=a.example; HttpOnly", "b = two "];
        assert_eq!(sent(from, &set, "http://a.example/feed"), "seen=1; b=two");
        assert_eq!(sent(from, &set, "https://A.EXAMPLE/feed"), "seen=1; b=two");
        for other in [
            "http://b.example/feed",
            "http://www.a.example/feed",
            "http://example/feed",
            "http://a.example:8080/feed",
            "http://a.example.b.example/",
        ] {
            assert_eq!(sent(from, &set, other), "", "{other}");
        }
        assert_eq!(
            sent("http://www.a.example/", &["x=1; domain=.a.example"], "http://a.example/"),
            ""
        );
        assert_eq!(sent(from, &["x=1; domain=b.example"], "http://a.example/"), "");
        assert_eq!(sent(from, &["x=1; domain=ample"], "http://a.example/"), "");
    }

    #[test]
    fn cookies_from_https_are_not_sent_over_http() {
        let from = "https://a.example/";
        assert_eq!(sent(from, &["x=1; Secure"], "https://a.example/"), "x=1");
        assert_eq!(sent(from, &["x=1"], "http://a.example/"), "");
        assert_eq!(sent("http://a.example/", &["x=1; Secure"], "https://a.example/"), "");
        assert_eq!(sent("http://a.example/", &["__Host-x=1; Path=/"], "https://a.example/"), "");
    }

    #[test]
    fn a_cookie_is_for_its_folder() {
        let from = "http://a.example/news/gate";
        for (set, to, expected) in [
            ("x=1", "/news/feed", "x=1"),
            ("x=1", "/news", "x=1"),
            ("x=1", "/newsroom", ""),
            ("x=1", "/", ""),
            ("x=1; path=/", "/feed", "x=1"),
            ("x=1; path=feed", "/news/feed", "x=1"),
            ("x=1; path=/feed/", "/feed/all", "x=1"),
        ] {
            assert_eq!(
                sent(from, &[set], &format!("http://a.example{to}")),
                expected,
                "{set} {to}"
            );
        }
    }

    #[test]
    fn the_last_cookie_of_a_name_counts_and_expired_ones_are_removed() {
        let both = |set: &[&str]| sent("http://a.example/", set, "http://a.example/");
        assert_eq!(both(&["x=1", "x=2"]), "x=2");
        assert_eq!(both(&["x=1", "x=2; Max-Age=0"]), "");
        assert_eq!(both(&["x=1", "x=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]), "");
        assert_eq!(both(&["x=1; Expires=Thu, 01 Jan 2150 00:00:00 GMT; Max-Age=60"]), "x=1");
        assert_eq!(both(&["x=a=b; expires=soon", "alone", "; y"]), "x=a=b; alone");
    }

    #[test]
    fn cookies_are_bounded() {
        let both = |set: &[&str]| sent("http://a.example/", set, "http://a.example/");
        assert_eq!(both(&[&format!("x={}", "y".repeat(5000))]), "");
        let many: Vec<String> = (0..80).map(|n| format!("c{n}={}", "y".repeat(400))).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let sent = both(&many);
        assert!(sent.len() <= MOST_SENT && sent.starts_with("c0=y"), "{}", sent.len());
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_survived(line in "[ -~]{0,80}", path in "/[a-z/]{0,10}") {
            let sent = sent("https://a.example/x/y", &[&line], &format!("https://a.example{path}"));
            proptest::prop_assert!(sent.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }
    }
}
