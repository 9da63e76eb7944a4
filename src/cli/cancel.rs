//! Control-C: asks a command to end in order; the second time it ends at once.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that is set once the user wants no more. To be called once in a process.
pub(super) fn on_interrupt() -> Arc<AtomicBool> {
    let flag = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&flag);
    // Without a handler the signal ends the program as it always does: the store bears that.
    let _ = ctrlc::set_handler(move || {
        if seen.swap(true, Ordering::SeqCst) {
            process::exit(1);
        }
    });
    flag
}

/// Whether the user wants no more.
pub(super) fn wanted(flag: &AtomicBool) -> bool {
    flag.load(Ordering::SeqCst)
}
