//! Work that may panic without ending the program: the panic is caught and told.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static WHAT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does `work`; if it panics, says what the panic said. The panic hook leaves the terminal as it is.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let outer = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|_| WHAT.take())
}

/// Whether this thread's panics are caught; keeps what this one says. Called by the panic hook.
pub(super) fn catches(said: &str) -> bool {
    if GUARDED.get() {
        WHAT.set(said.to_owned());
    }
    GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_does_not_spread() {
        super::super::terminal::install_panic_hook();
        assert_eq!(guarded(|| 7), Ok(7));
        let said = guarded(|| -> u8 { panic!("on purpose") }).unwrap_err();
        assert!(said.contains("on purpose"), "{said}");
        assert!(!catches("not guarded any more"));
    }
}
