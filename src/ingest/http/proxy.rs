//! Proxies of the environment: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY.

use std::net::{IpAddr, Ipv4Addr};

use ureq::{Proxy, ProxyProtocol};

use crate::domain::base64;

use super::private;

/// The configured proxies, and the hosts without proxy.
#[derive(Debug, Clone, Default)]
pub(super) struct Proxies {
    /// The proxy for http.
    pub(super) plain: Option<Proxy>,
    /// The proxy for https.
    pub(super) secure: Option<Proxy>,
    direct: Vec<String>,
    /// An error in the configuration. Then nothing is fetched, because nobody wants to bypass a
    /// proxy that they have set.
    pub(super) problem: Option<String>,
}

impl Proxies {
    /// Reads the proxies that `variable` returns. Names in lower case take precedence, as is usual.
    pub(super) fn from(variable: impl Fn(&str) -> Option<String>) -> Proxies {
        let mut proxies = Proxies::default();
        let either = |name: &str| {
            let value = variable(&name.to_ascii_lowercase()).or_else(|| variable(name));
            value.filter(|value| !value.trim().is_empty())
        };
        let mut named = |name: &str| {
            let value = either(name)?;
            let read = read(value.trim());
            if read.is_err() {
                // The value may contain a password.
                proxies.problem.get_or_insert_with(|| {
                    format!("{name} names no HTTP proxy; it looks like http://host:port")
                });
            }
            read.ok()
        };
        let all = named("ALL_PROXY");
        let plain = named("HTTP_PROXY").or_else(|| all.clone());
        let secure = named("HTTPS_PROXY").or(all);
        let list = either("NO_PROXY").unwrap_or_default();
        let direct = list.split(',').map(|entry| entry.trim().to_ascii_lowercase());
        Proxies {
            plain,
            secure,
            direct: direct.filter(|entry| !entry.is_empty()).collect(),
            ..proxies
        }
    }

    /// Returns the proxy for a host, if there is one. This machine never has one.
    pub(super) fn for_host(&self, is_secure: bool, host: &str, port: u16) -> Option<&Proxy> {
        let proxy = if is_secure { &self.secure } else { &self.plain };
        proxy.as_ref().filter(|_| !private::is_this_machine(host) && !self.is_direct(host, port))
    }

    fn is_direct(&self, host: &str, port: u16) -> bool {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let host = host.trim_matches(['[', ']']);
        self.direct.iter().any(|entry| entry == "*" || covers(entry, host, port))
    }
}

/// Returns whether an entry of NO_PROXY covers a host: the host itself or a parent domain, with or
/// without port, or a range of IPv4 addresses ("10.0.0.0/8").
fn covers(entry: &str, host: &str, port: u16) -> bool {
    if let Some((network, bits)) = entry.split_once('/') {
        let (Ok(network), Ok(bits), Ok(IpAddr::V4(host))) =
            (network.parse::<Ipv4Addr>(), bits.parse::<u32>(), host.parse())
        else {
            return false;
        };
        let mask = u32::MAX.checked_shl(32_u32.saturating_sub(bits)).unwrap_or(0);
        return network.to_bits() & mask == host.to_bits() & mask;
    }
    let is_6 = entry.matches(':').count() > 1 && !entry.starts_with('[');
    let (name, wanted) = match entry.rsplit_once(':') {
        Some((name, digits)) if !is_6 => match digits.parse::<u16>() {
            Ok(wanted) => (name, Some(wanted)),
            Err(_) => (entry, None),
        },
        _ => (entry, None),
    };
    let name = name.trim_matches(['[', ']']).trim_start_matches("*.").trim_start_matches('.');
    let lies_in =
        host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !name.is_empty() && lies_in && wanted.is_none_or(|wanted| wanted == port)
}

/// Parses the address of an HTTP proxy. Others (SOCKS, or a proxy behind TLS) are not supported.
fn read(value: &str) -> Result<Proxy, ()> {
    let proxy = Proxy::new(value).map_err(|_| ())?;
    let is_http = proxy.protocol() == ProxyProtocol::Http;
    if is_http { Ok(proxy) } else { Err(()) }
}

/// Returns the header line with the login for a proxy; empty if it needs none.
pub(super) fn login_header(proxy: &Proxy) -> String {
    match (proxy.username(), proxy.password()) {
        (None, None) => String::new(),
        (user, password) => {
            let both = format!("{}:{}", user.unwrap_or(""), password.unwrap_or(""));
            format!("Proxy-Authorization: Basic {}\r\n", base64::encode_base64(both.as_bytes()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(variables: &[(&str, &str)]) -> Proxies {
        Proxies::from(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn used(proxies: &Proxies, is_secure: bool, host: &str) -> Option<String> {
        let port = if is_secure { 443 } else { 80 };
        proxies.for_host(is_secure, host, port).map(|proxy| proxy.uri().to_string())
    }

    #[test]
    fn each_kind_of_address_has_its_own_proxy() {
        let set = proxies(&[("HTTP_PROXY", "http://p.example:1"), ("https_proxy", "q.example:2")]);
        assert_eq!(used(&set, false, "a.example").as_deref(), Some("http://p.example:1/"));
        assert_eq!(used(&set, true, "a.example").as_deref(), Some("http://q.example:2/"));
        let all = proxies(&[("ALL_PROXY", "http://p.example:1"), ("HTTPS_PROXY", " ")]);
        assert_eq!(used(&all, true, "a.example").as_deref(), Some("http://p.example:1/"));
        assert_eq!(used(&proxies(&[]), true, "a.example"), None);
    }

    #[test]
    fn some_hosts_are_reached_directly() {
        let list =
            "b.example, .c.example,*.d.example,10.0.0.0/8,e.example:8080,192.0.2.7, [2001:db8::1]";
        let set = proxies(&[("ALL_PROXY", "http://p.example:1"), ("NO_PROXY", list)]);
        for direct in [
            "b.example",
            "B.EXAMPLE.",
            "x.b.example",
            "x.c.example",
            "y.d.example",
            "10.9.8.7",
            "192.0.2.7",
            "[2001:db8::1]",
            "localhost",
            "127.0.0.1",
            "[::1]",
        ] {
            assert_eq!(used(&set, true, direct), None, "{direct}");
        }
        for proxied in ["a.example", "ab.example", "e.example", "11.0.0.1", "192.0.2.70"] {
            assert!(used(&set, true, proxied).is_some(), "{proxied}");
        }
        assert!(set.for_host(false, "e.example", 8080).is_none());
        let none = proxies(&[("ALL_PROXY", "http://p.example:1"), ("NO_PROXY", "*")]);
        assert_eq!(used(&none, true, "a.example"), None);
    }

    #[test]
    fn a_proxy_that_cannot_be_used_is_never_passed_over() {
        let set = proxies(&[("ALL_PROXY", "socks5://user:secret@p.example:1")]);
        let problem = set.problem.expect("a problem");
        assert!(problem.contains("ALL_PROXY") && !problem.contains("secret"), "{problem}");
    }

    #[test]
    fn a_proxy_with_a_password_is_sent_it() {
        let set = proxies(&[("HTTP_PROXY", "http://ann:op%20en@p.example:1")]);
        let line = login_header(set.plain.as_ref().expect("a proxy"));
        assert_eq!(line, "Proxy-Authorization: Basic YW5uOm9wIGVu\r\n");
    }
}
