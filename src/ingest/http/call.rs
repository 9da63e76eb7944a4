//! The state of the fetch that runs on this thread, for callbacks of the library.
//!
//! The library resolves, connects, sends and receives on the calling thread. The state of one fetch
//! (deadline, permission) is kept here meanwhile, so that connections can be shared.

use std::cell::RefCell;
use std::io;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::Proxy;

/// How long anything waits before it checks whether to continue.
const SLICE: Duration = Duration::from_millis(100);

scoped_tls::scoped_thread_local!(static CANCEL: AtomicBool);

thread_local! {
    static CALL: RefCell<Call> = const { RefCell::new(Call::NONE) };
}

/// One request of a fetch.
#[derive(Debug, Clone)]
pub(super) struct Call {
    /// When the answer must be complete.
    pub(super) deadline: Option<Instant>,
    /// Whether the request may go to a private address.
    pub(super) may_be_private: bool,
    /// The proxy for the request.
    pub(super) proxy: Option<Proxy>,
    /// Result: whether the request went to a private address.
    pub(super) was_private: bool,
    /// Result: whether a connection was opened.
    pub(super) has_opened: bool,
    /// Result: the private address that was refused.
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

/// Runs `work` as that call. Returns its result, and the call with its own results.
pub(super) fn run_call<T>(cancel: &AtomicBool, call: Call, work: impl FnOnce() -> T) -> (T, Call) {
    CALL.set(call);
    let done = CANCEL.set(cancel, work);
    (done, CALL.replace(Call::NONE))
}

/// Accesses the current call.
pub(super) fn with_current<T>(look: impl FnOnce(&mut Call) -> T) -> T {
    CALL.with_borrow_mut(look)
}

/// Returns the remaining time of the call; an error if it is over or cancelled.
pub(super) fn time_left() -> io::Result<Duration> {
    let is_cancelled = CANCEL.is_set() && CANCEL.with(|cancel| cancel.load(Ordering::Relaxed));
    let left = with_current(|call| call.deadline)
        .map_or(SLICE, |end| end.saturating_duration_since(Instant::now()));
    if is_cancelled || left.is_zero() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    Ok(left)
}

/// Returns how long to wait before checking again whether the call is over.
pub(super) fn wait_time() -> io::Result<Duration> {
    time_left().map(|left| left.min(SLICE))
}
