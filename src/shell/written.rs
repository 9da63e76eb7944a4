//! How many of the writes that the reader has asked for are done: a read on another connection waits
//! for those that were asked before it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Counts writes that are done. Clones count together.
#[derive(Debug, Clone, Default)]
pub(super) struct Written(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    done: Mutex<u64>,
    more: Condvar,
}

impl Written {
    /// One more is done, whether it went well or not.
    pub(super) fn add(&self) {
        *self.lock() += 1;
        self.0.more.notify_all();
    }

    /// Nothing is written any more: whoever waits goes on.
    pub(super) fn end(&self) {
        *self.lock() = u64::MAX;
        self.0.more.notify_all();
    }

    /// Waits until so many are done.
    pub(super) fn wait(&self, wanted: u64) {
        let mut done = self.lock();
        while *done < wanted {
            done = self.0.more.wait(done).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.0.done.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
