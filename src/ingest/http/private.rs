//! Recognizes addresses of this machine and of local networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Endings of names that are known only on a local network.
const LOCAL_ENDINGS: &[&str] =
    &[".localhost", ".local", ".lan", ".home", ".internal", ".intranet", ".corp", ".home.arpa"];

/// Returns whether an address is not public: this machine, local networks, link-local addresses,
/// carrier networks, multicast and reserved ones. IPv4 addresses inside IPv6 ones count as
/// themselves.
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_4(address),
        IpAddr::V6(address) => is_private_6(address),
    }
}

fn is_private_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || matches!((a, b, c), (0, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18..=19, _))
        || a >= 224
}

fn is_private_6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let within = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_private_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Unspecified and loopback, IPv4-compatible (::a.b.c.d) and IPv4-mapped (::ffff:a.b.c.d).
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => within(high, low) || (high == 0 && low <= 1),
        [0, 0, 0, 0, 0xffff, 0, high, low] => within(high, low),
        // NAT64, 6to4, Teredo (which has the client's address inverted).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => within(high, low),
        [0x64, 0xff9b, 1, ..] => true,
        [0x2001, 0, .., high, low] => within(!high, !low),
        // Unique local, link-local, site-local, multicast.
        [first, ..] => {
            first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80 || first & 0xff00 == 0xff00
        }
    }
}

/// Parses a host that is written as an IP address (in brackets if IPv6).
pub(super) fn literal_address(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    bare.parse().ok().or_else(|| numbers(bare).map(IpAddr::V4))
}

/// Parses an IPv4 address in any of the notations that systems accept: one to four numbers,
/// decimal, octal (`0177`) or hexadecimal (`0x7f`), of which the last fills the rest.
fn numbers(host: &str) -> Option<Ipv4Addr> {
    let number = |part: &str| {
        let lower = part.to_ascii_lowercase();
        let (digits, radix) = match (lower.strip_prefix("0x"), lower.strip_prefix('0')) {
            (Some(digits), _) => (digits, 16),
            (None, Some(digits)) if !digits.is_empty() => (digits, 8),
            _ => (lower.as_str(), 10),
        };
        let sound = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match digits.is_empty() {
            true => (radix == 16).then_some(0),
            false => u32::from_str_radix(digits, radix).ok().filter(|_| sound),
        }
    };
    let parts: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = parts.split_last()?;
    let rest = 32 - 8 * u32::try_from(first.len()).ok().filter(|count| *count < 4)?;
    let fits = rest == 32 || *last < 1 << rest;
    let whole = first.iter().try_fold(0, |sum, part| (*part < 256).then_some(sum << 8 | part))?;
    let whole = if rest == 32 { 0 } else { whole << rest };
    fits.then(|| Ipv4Addr::from(whole | last))
}

/// Returns whether a host is private by its name.
pub(super) fn is_local_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if let Some(address) = literal_address(&host) {
        return is_private(address);
    }
    !host.contains('.') || LOCAL_ENDINGS.iter().any(|ending| host.ends_with(ending))
}

/// Returns whether a host is this machine.
pub(super) fn is_this_machine(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    match literal_address(&host) {
        Some(IpAddr::V4(address)) => address.is_loopback(),
        Some(IpAddr::V6(address)) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback())
        }
        None => host == "localhost" || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for private in [
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:192.168.1.1",
            "::ffff:0:10.0.0.1",
            "::10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:0:1:2:3:4:80ff:fffe",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(is_private(private.parse().expect("an address")), "{private}");
        }
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
            "2001:db9::1",
        ] {
            assert!(!is_private(public.parse().expect("an address")), "{public}");
        }
    }

    #[test]
    fn ip_addresses_are_recognized_in_every_notation() {
        for host in ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.0.1", "0x7F000001", "0"] {
            assert!(is_local_name(host) && literal_address(host).is_some(), "{host}");
        }
        for host in ["8.8", "0x08080808", "134744072", "8.8.8.8."] {
            assert!(!is_local_name(host), "{host}");
        }
        for host in ["example.org", "1.example", "0x", "1.2.3.4.5", "256.1", "0xg.1", "1..2", ""] {
            assert!(numbers(host).is_none() || host == "0x", "{host}");
        }
    }

    #[test]
    fn names_of_local_networks_are_known() {
        for local in
            ["localhost", "LOCALHOST.", "nas", "nas.local", "a.home.arpa", "[::1]", "192.168.0.9"]
        {
            assert!(is_local_name(local), "{local}");
        }
        for public in ["example.org", "local.example", "[2606:4700::1111]", "1.1.1.1"] {
            assert!(!is_local_name(public), "{public}");
        }
    }
}
