//! Interrupts a store's current read from another thread.

use std::sync::Arc;

use rusqlite::InterruptHandle;

use super::Store;

/// Interrupts the running statement of a store. The affected call returns
/// [`StoreError::Interrupted`](super::StoreError::Interrupted). Does nothing if no statement is running.
#[derive(Clone)]
pub struct Interrupter(Arc<InterruptHandle>);

impl Store {
    /// Returns a handle that interrupts this store's reads from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(Arc::new(self.conn.get_interrupt_handle()))
    }
}

impl Interrupter {
    /// Interrupts the running statement.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;
    use crate::store::StoreError;

    #[test]
    fn a_read_that_is_interrupted_says_so_and_the_next_one_goes_on() {
        let store = Store::in_memory().unwrap();
        let interrupter = store.interrupter();
        interrupter.interrupt();
        let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
             SELECT count(*) FROM n";
        let done = AtomicBool::new(false);
        let result = thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    interrupter.interrupt();
                    thread::yield_now();
                }
            });
            let result = store.read(|conn| conn.query_row(endless, [], |row| row.get::<_, i64>(0)));
            done.store(true, Ordering::SeqCst);
            result
        });
        assert!(matches!(result, Err(StoreError::Interrupted { .. })), "{result:?}");
        assert_eq!(store.tags().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_transaction_that_could_not_be_ended_is_ended_before_the_next_one() {
        let mut store = Store::in_memory().unwrap();
        store.conn.execute_batch("BEGIN").unwrap();
        assert_eq!(store.tags().unwrap(), Vec::<String>::new());
        store.conn.execute_batch("BEGIN").unwrap();
        store.set_setting("theme", "paper").unwrap();
        assert_eq!(store.setting("theme").unwrap().as_deref(), Some("paper"));
    }
}
