//! Connects to the first of several addresses that answers. Can be cancelled.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use mio::{Events, Interest, Poll, Token};

use super::call;

/// How long to wait for an address before the next one is tried in parallel (RFC 8305, section 8).
const HEAD_START: Duration = Duration::from_millis(250);

/// Connects to one of `addresses`. Addresses of both families are tried in turn, each with a head
/// start over the next, so that an unreachable one costs a moment and not the whole time.
pub(super) fn connect(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut poll = Poll::new()?;
    let mut events = Events::with_capacity(16);
    let mut waiting = in_turn(addresses).into_iter();
    let mut tried: Vec<Option<mio::net::TcpStream>> = Vec::new();
    let mut failure = io::Error::from(io::ErrorKind::AddrNotAvailable);
    let mut next_at = None;
    loop {
        let is_idle = tried.iter().all(Option::is_none);
        if is_idle || next_at.is_some_and(|at| at <= Instant::now()) {
            next_at = Some(Instant::now() + HEAD_START);
            match waiting.next() {
                Some(address) => match begin(&poll, address, tried.len()) {
                    Ok(stream) => tried.push(Some(stream)),
                    Err(error) => {
                        failure = error;
                        continue;
                    }
                },
                None if is_idle => return Err(failure),
                None => next_at = None,
            }
        }
        let wait = call::wait_time()?;
        let head_start = next_at.map_or(wait, |at| at.saturating_duration_since(Instant::now()));
        match poll.poll(&mut events, Some(wait.min(head_start))) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return Err(error),
            _ => {}
        }
        for event in &events {
            let Some(place) = tried.get_mut(event.token().0) else { continue };
            match place.as_ref().map(is_connected) {
                Some(Ok(true)) => return place.take().map_or(Err(failure), |s| finish(&poll, s)),
                Some(Err(error)) => {
                    failure = error;
                    *place = None;
                }
                Some(Ok(false)) | None => {}
            }
        }
    }
}

/// Returns IPv6 and IPv4 addresses alternately, beginning with the family that the system prefers.
fn in_turn(addresses: &[SocketAddr]) -> Vec<SocketAddr> {
    let first_is_6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (one, other): (Vec<_>, Vec<_>) =
        addresses.iter().copied().partition(|address| address.is_ipv6() == first_is_6);
    let longest = one.len().max(other.len());
    (0..longest).flat_map(|at| [one.get(at), other.get(at)]).flatten().copied().collect()
}

fn begin(poll: &Poll, address: SocketAddr, number: usize) -> io::Result<mio::net::TcpStream> {
    let mut stream = mio::net::TcpStream::connect(address)?;
    poll.registry().register(&mut stream, Token(number), Interest::WRITABLE)?;
    Ok(stream)
}

fn is_connected(stream: &mio::net::TcpStream) -> io::Result<bool> {
    if let Some(error) = stream.take_error()? {
        return Err(error);
    }
    match stream.peer_addr() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotConnected => Ok(false),
        // Some systems report "in progress" here, which has no error kind.
        Err(error) if error.raw_os_error().is_some() => Ok(false),
        Err(error) => Err(error),
    }
}

fn finish(poll: &Poll, mut stream: mio::net::TcpStream) -> io::Result<TcpStream> {
    poll.registry().deregister(&mut stream)?;
    let stream = TcpStream::from(stream);
    stream.set_nonblocking(false)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
