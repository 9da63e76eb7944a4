//! Handles Control-C: the first one asks a command to finish in order, the second one ends it
//! immediately.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Returns a flag that is set on the first Control-C. Call this only once in a process.
pub(super) fn on_interrupt() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    // Without a handler, the signal ends the program as usual. The store survives that.
    let _ = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            process::exit(1);
        }
    });
    flag
}

/// Returns whether the user has cancelled.
pub(super) fn is_cancelled(flag: &AtomicBool) -> bool {
    flag.load(Ordering::SeqCst)
}
