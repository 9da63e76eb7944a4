//! What the fetch that runs on this thread may do, for those whom the library calls in its course.
//!
//! The library resolves, connects, sends and receives on the thread that asked. So what belongs to
//! one fetch (its end, its permission) lies here meanwhile, and connections can be shared.

use std::cell::RefCell;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::Proxy;

/// How long anything waits before it looks whether it should still go on.
const SLICE: Duration = Duration::from_millis(100);

scoped_tls::scoped_thread_local!(static CANCEL: AtomicBool);

thread_local! {
    static CALL: RefCell<Call> = const { RefCell::new(Call::NONE) };
}

/// One hop of a fetch.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// When it must be whole.
    pub(super) deadline: Option<Instant>,
    /// Whether it may go to a private address.
    pub(super) may_be_private: bool,
    /// The proxy that it goes through.
    pub(super) proxy: Option<Proxy>,
    /// Found out: whether it went to a private address.
    pub(super) was_private: bool,
    /// Found out: whether a connection was opened for it.
    pub(super) has_opened: bool,
    /// Found out: the private address that it would have gone to.
    pub(super) refused: Option<IpAddr>,
}

impl Call {
    pub(super) const NONE: Call = Call {
        deadline: None,
        may_be_private: false,
        proxy: None,
        was_private: false,
        has_opened: false,
        refused: None,
    };
}

/// Does `work` as that call; gives back what was found out with its result.
pub(super) fn during<T>(cancel: &AtomicBool, call: Call, work: impl FnOnce() -> T) -> (T, Call) {
    CALL.set(call);
    let done = CANCEL.set(cancel, work);
    (done, CALL.replace(Call::NONE))
}

/// Reads or notes something of the call under way.
pub(super) fn with<T>(look: impl FnOnce(&mut Call) -> T) -> T {
    CALL.with_borrow_mut(look)
}

/// How long the call may still take; an error where it is over or called off.
pub(super) fn left() -> io::Result<Duration> {
    let is_cancelled = CANCEL.is_set() && CANCEL.with(|cancel| cancel.load(Ordering::Relaxed));
    let left = with(|call| call.deadline)
        .map_or(SLICE, |end| end.saturating_duration_since(Instant::now()));
    if is_cancelled || left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    Ok(left)
}

/// How long to wait at most before looking again whether the call is over.
pub(super) fn slice() -> io::Result<Duration> {
    left().map(|left| left.min(SLICE))
}
