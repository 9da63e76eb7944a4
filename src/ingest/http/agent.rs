//! Configures the HTTP library (ureq) and translates its errors.

use std::io;

use ureq::tls::TlsConfig;
use ureq::unversioned::transport::{ConnectProxyConnector, Connector, RustlsConnector};
use ureq::{Agent, Proxy};

use super::error::printable;
use super::resolve::Guarded;
use super::target::RequestTarget;
use super::wire::WireConnector;
use super::{FetchError, NetSettings, unpack};

/// The largest header of an answer, and the size of the input buffer (bytes).
const LARGEST_HEADER: usize = 32 * 1024;
const INPUT: usize = 64 * 1024;
const OUTPUT: usize = 16 * 1024;

/// Returns the library's agent, configured so that limits, redirects and errors are handled here.
pub(super) fn build_agent(settings: &NetSettings, tls: TlsConfig, proxy: Option<Proxy>) -> Agent {
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

/// Returns the program's name and version, with its home page if there is one.
fn name() -> String {
    let home = env!("CARGO_PKG_HOMEPAGE");
    let home = if home.is_empty() { String::new() } else { format!(" (+{home})") };
    format!("onrecord/{}{home}", env!("CARGO_PKG_VERSION"))
}

/// Returns whether the server closed the connection before it answered.
pub(super) fn is_hang_up(error: &io::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof,
    };
    let kinds = [BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof];
    kinds.contains(&error.kind())
}

/// Translates an error that occurred before the answer began.
pub(super) fn error_before_answer(error: ureq::Error, target: &RequestTarget) -> FetchError {
    match error {
        ureq::Error::HostNotFound => FetchError::Unreachable("no such host".to_owned()),
        ureq::Error::ConnectionFailed => FetchError::Unreachable("no connection".to_owned()),
        ureq::Error::ConnectProxyFailed(why) => FetchError::Unreachable(printable(&why)),
        ureq::Error::Tls(why) => FetchError::Tls(why.to_owned()),
        ureq::Error::Rustls(why) => FetchError::Tls(printable(&why.to_string())),
        ureq::Error::Io(error) if is_hang_up(&error) => {
            FetchError::broken("the server hangs up before it answers")
        }
        ureq::Error::Io(error)
            if target.is_secure && error.kind() == io::ErrorKind::InvalidData =>
        {
            FetchError::Tls(printable(&error.to_string()))
        }
        ureq::Error::Io(error) => FetchError::Unreachable(printable(&error.to_string())),
        ureq::Error::LargeResponseHeader(..) => FetchError::broken("its header is too large"),
        other => FetchError::broken(other),
    }
}
