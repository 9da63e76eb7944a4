//! From names to addresses that may be connected to: what is checked here is what is used.

use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::{call, private};

/// How long the first turn of waiting for a name's addresses takes.
const FIRST_TURN: Duration = Duration::from_millis(400);

/// Resolves names, and keeps back private addresses where the call may not go to one. The library
/// connects to these addresses and never asks again, so a name that changes gains nothing.
#[derive(Debug, Default)]
pub(super) struct Guarded(DefaultResolver);

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        if let Some(proxy) = call::with(|call| call.proxy.clone()) {
            // Whoever set the proxy meant it, and it finds the target itself.
            return self.look_up(proxy.uri(), config);
        }
        let found = self.look_up(uri, config)?;
        let is_private = |address: &SocketAddr| private::is_private(address.ip());
        if call::with(|call| call.may_be_private) {
            call::with(|call| call.was_private = found.iter().all(is_private));
            return Ok(found);
        }
        let mut public = self.empty();
        found.iter().filter(|address| !is_private(address)).for_each(|a| public.push(*a));
        if public.is_empty() {
            call::with(|call| call.refused = found.first().map(SocketAddr::ip));
            return Err(ureq::Error::HostNotFound);
        }
        Ok(public)
    }
}

impl Guarded {
    /// The system's look at a name cannot be called off. So it is waited for in turns that grow,
    /// with a look in between whether anybody still wants it; an answer that came too late for its
    /// turn is mostly remembered by the system and there at once in the next.
    fn look_up(&self, uri: &Uri, config: &Config) -> Result<ResolvedSocketAddrs, ureq::Error> {
        if let Some(address) = uri.host().and_then(private::literal) {
            let port =
                uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
            let mut only = self.empty();
            only.push(SocketAddr::new(address, port));
            return Ok(only);
        }
        let mut turn = FIRST_TURN;
        loop {
            let left = call::left()?;
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

    /// What a name leads to, and what the call finds out by it.
    fn look(address: &str, may_be_private: bool) -> (bool, Call) {
        let uri: Uri = address.parse().expect("an address");
        let call = Call { may_be_private, ..Call::NONE };
        let (found, call) = call::during(&AtomicBool::new(false), call, || {
            Guarded::default().resolve(&uri, &Config::default(), NextTimeout::default())
        });
        (found.is_ok(), call)
    }

    #[test]
    fn what_a_name_leads_to_decides_not_the_name() {
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
        let (found, _) = call::during(&AtomicBool::new(true), Call::NONE, || {
            Guarded::default().resolve(&uri, &Config::default(), NextTimeout::default())
        });
        assert!(found.is_err());
    }
}
