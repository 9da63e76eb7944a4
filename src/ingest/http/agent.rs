//! The library that speaks HTTP and TLS: how it is set up, and what its errors mean.

use std::io;

use ureq::tls::TlsConfig;
use ureq::unversioned::transport::{ConnectProxyConnector, Connector, RustlsConnector};
use ureq::{Agent, Proxy};

use super::error::shown;
use super::resolve::Guarded;
use super::target::RequestTarget;
use super::wire::WireConnector;
use super::{FetchError, NetSettings, unpack};

/// The largest header of an answer (bytes), and the room for what comes in at a time.
const LARGEST_HEADER: usize = 32 * 1024;
const INPUT: usize = 64 * 1024;
const OUTPUT: usize = 16 * 1024;

/// The library, set up so that limits, redirects and errors are ours.
pub(super) fn agent(settings: &NetSettings, tls: TlsConfig, proxy: Option<Proxy>) -> Agent {
    let name = settings.agent.clone().unwrap_or_else(name);
    let name: String = name.chars().filter(|c| matches!(c, ' '..='~')).collect();
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .tls_config(tls)
        .user_agent(name)
        .accept_encoding(unpack::KNOWN)
        .max_response_header_size(LARGEST_HEADER)
        .input_buffer_size(INPUT)
        .output_buffer_size(OUTPUT)
        .build();
    let connector =
        ().chain(ConnectProxyConnector::default())
            .chain(WireConnector)
            .chain(RustlsConnector::default());
    Agent::with_parts(config, connector, Guarded::default())
}

/// The program's name and version, and where it is at home, if anywhere.
fn name() -> String {
    let home = env!("CARGO_PKG_HOMEPAGE");
    let home = if home.is_empty() { String::new() } else { format!(" (+{home})") };
    format!("onrecord/{}{home}", env!("CARGO_PKG_VERSION"))
}

/// Whether the other side has hung up before it said anything.
pub(super) fn is_hang_up(error: &io::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof,
    };
    let kinds = [BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof];
    kinds.contains(&error.kind())
}

/// What went wrong before an answer began.
pub(super) fn unsent(error: ureq::Error, target: &RequestTarget) -> FetchError {
    match error {
        ureq::Error::HostNotFound => FetchError::Unreachable("no such host".to_owned()),
        ureq::Error::ConnectionFailed => FetchError::Unreachable("no connection".to_owned()),
        ureq::Error::ConnectProxyFailed(why) => FetchError::Unreachable(shown(&why)),
        ureq::Error::Tls(why) => FetchError::Tls(why.to_owned()),
        ureq::Error::Rustls(why) => FetchError::Tls(shown(&why.to_string())),
        ureq::Error::Io(error) if is_hang_up(&error) => {
            FetchError::broken("the server hangs up before it answers")
        }
        ureq::Error::Io(error)
            if target.is_secure && error.kind() == io::ErrorKind::InvalidData =>
        {
            FetchError::Tls(shown(&error.to_string()))
        }
        ureq::Error::Io(error) => FetchError::Unreachable(shown(&error.to_string())),
        ureq::Error::LargeResponseHeader(..) => FetchError::broken("its header is too large"),
        other => FetchError::broken(other),
    }
}
