//! Transfers bytes over a connection in short waits, so that a fetch can end at any of them.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

use ureq::http::Uri;
use ureq::http::uri::Scheme;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
};

use super::{call, connect, proxy};

/// Opens the connections for the library.
#[derive(Debug)]
pub(super) struct WireConnector;

impl<In: Transport> Connector<In> for WireConnector {
    type Out = Either<In, Wire>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        if let Some(tunnel) = chained {
            return Ok(Some(Either::A(tunnel)));
        }
        let addresses: Vec<SocketAddr> = details.addrs.iter().copied().collect();
        let stream = connect::connect(&addresses)?;
        let (input, output) =
            (details.config.input_buffer_size(), details.config.output_buffer_size());
        let buffers = LazyBuffers::new(input, output);
        call::with_current(|call| call.has_opened = true);
        Ok(Some(Either::B(Wire { stream, buffers, head: head(details.uri) })))
    }
}

/// Returns how requests on a connection to a proxy differ; `None` for other connections, and for a
/// tunnel through the proxy, where requests are normal.
fn head(uri: &Uri) -> Option<ProxyHead> {
    let proxy = call::with_current(|call| call.proxy.clone())?;
    let is_plain =
        uri.scheme() == Some(&Scheme::HTTP) && uri.authority() != proxy.uri().authority();
    let authority = uri.authority().filter(|_| is_plain)?;
    Some(ProxyHead { site: format!("http://{authority}"), login: proxy::login_header(&proxy) })
}

/// The additions to each request that a proxy forwards.
#[derive(Debug)]
struct ProxyHead {
    /// The prefix of the path: a proxy needs the whole address.
    site: String,
    /// The header line with the login for the proxy, if it needs one.
    login: String,
}

/// A connection.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    buffers: LazyBuffers,
    head: Option<ProxyHead>,
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        let output = &self.buffers.output()[..amount];
        let written = match &self.head {
            Some(head) => send(&self.stream, &head.addressed(output)),
            None => send(&self.stream, output),
        };
        Ok(written?)
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        let room = self.buffers.input_append_buf();
        let amount = receive(&self.stream, room)?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        // An idle connection on which the server says something is about to be closed.
        let silent = |stream: &TcpStream| match stream.peek(&mut [0]) {
            Err(error) => error.kind() == io::ErrorKind::WouldBlock,
            Ok(_) => false,
        };
        self.stream.set_nonblocking(true).is_ok()
            && silent(&self.stream)
            && self.stream.set_nonblocking(false).is_ok()
    }
}

impl ProxyHead {
    /// Returns a request ("GET /path HTTP/1.1…") with the whole address in its first line.
    fn addressed(&self, request: &[u8]) -> Vec<u8> {
        let Some(rest) = request.strip_prefix(b"GET /") else { return request.to_vec() };
        let line = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        [b"GET ", self.site.as_bytes(), b"/", &rest[..line], self.login.as_bytes(), &rest[line..]]
            .concat()
    }
}

/// Returns whether a wait ended without result.
fn is_wait(error: &io::Error) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(error.kind(), WouldBlock | TimedOut | Interrupted)
}

fn receive(mut stream: &TcpStream, room: &mut [u8]) -> io::Result<usize> {
    loop {
        stream.set_read_timeout(Some(call::wait_time()?))?;
        match stream.read(room) {
            Err(error) if is_wait(&error) => {}
            read => return read,
        }
    }
}

fn send(mut stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.set_write_timeout(Some(call::wait_time()?))?;
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if is_wait(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
