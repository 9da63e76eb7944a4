//! Resolves names to addresses, and checks them before they are used.

use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::{call, private};

/// How long the first wait for a name's addresses takes.
const FIRST_TURN: Duration = Duration::from_millis(400);

/// Resolves names, and withholds private addresses if the call must not use them. The library
/// connects to exactly these addresses, so that a name which changes meanwhile gains nothing.
#[derive(Debug, Default)]
pub(super) struct Guarded(DefaultResolver);

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        if let Some(proxy) = call::with_current(|call| call.proxy.clone()) {
            // The user has set the proxy, which resolves the target itself.
            return self.look_up(proxy.uri(), config);
        }
        let found = self.look_up(uri, config)?;
        let is_private = |address: &SocketAddr| private::is_private(address.ip());
        if call::with_current(|call| call.may_be_private) {
            call::with_current(|call| call.was_private = found.iter().all(is_private));
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| !is_private(address)).for_each(|a| public.push(*a));
        if public.is_empty() {
            call::with_current(|call| call.refused = found.first().map(SocketAddr::ip));
            return Err(ureq::Error::HostNotFound);
        }
        Ok(public)
    }
}

impl Guarded {
    /// Looks up a name. The system's lookup cannot be cancelled, so it is awaited in growing
    /// intervals, with a check in between. An answer that comes too late is mostly cached by the
    /// system and immediately available next time.
    fn look_up(&self, uri: &Uri, config: &Config) -> Result<ResolvedSocketAddrs, ureq::Error> {
        if let Some(address) = uri.host().and_then(private::literal_address) {
            let port =
                uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
            let mut only = self.empty();
            only.push(SocketAddr::new(address, port));
            return Ok(only);
        }
        let mut turn = FIRST_TURN;
        loop {
            let left = call::time_left()?;
            let timeout = NextTimeout { after: turn.min(left).into(), ..NextTimeout::default() };
            match self.0.resolve(uri, config, timeout) {
                Err(ureq::Error::Timeout(_)) if turn < left => turn *= 2,
                found => return found,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::call::Call;
    use super::*;

    /// Looks up a name and returns whether that succeeded, with the results of the call.
    fn look(address: &str, may_be_private: bool) -> (bool, Call) {
        let uri: Uri = address.parse().expect("an address");
        let call = Call { may_be_private, ..Call::NONE };
        let (found, call) = call::run_call(&AtomicBool::new(false), call, || {
            Guarded::default().resolve(&uri, &Config::default(), NextTimeout::default())
        });
        (found.is_ok(), call)
    }

    #[test]
    fn resolved_addresses_decide_whether_a_host_is_private() {
        for private in
            ["http://localhost/", "http://127.0.0.1/", "http://[::1]:8080/", "https://0x7f.1/"]
        {
            let (is_found, call) = look(private, false);
            assert!(!is_found && call.refused.is_some(), "{private}");
            let (is_found, call) = look(private, true);
            assert!(is_found && call.was_private, "{private}");
        }
        for public in ["http://1.1.1.1/", "https://[2606:4700::1111]/"] {
            let (is_found, call) = look(public, false);
            assert!(is_found && !call.was_private && call.refused.is_none(), "{public}");
            assert!(!look(public, true).1.was_private, "{public}");
        }
    }

    #[test]
    fn a_call_that_is_over_resolves_nothing() {
        let uri: Uri = "http://localhost/".parse().expect("an address");
        let (found, _) = call::run_call(&AtomicBool::new(true), Call::NONE, || {
            Guarded::default().resolve(&uri, &Config::default(), NextTimeout::default())
        });
        assert!(found.is_err());
    }
}
