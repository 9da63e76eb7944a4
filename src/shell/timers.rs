//! What is to happen later: the wakes that the reader has asked for.

use std::time::{Duration, Instant};

use crate::app::RequestId;

/// Wakes that are still to come.
#[derive(Debug, Default)]
pub(super) struct Timers {
    waiting: Vec<(Instant, RequestId)>,
}

impl Timers {
    /// Asks for a wake so many milliseconds after `now`.
    pub(super) fn set(&mut self, now: Instant, request: RequestId, milliseconds: u64) {
        self.waiting.push((now + Duration::from_millis(milliseconds), request));
    }

    /// When the next one is due.
    pub(super) fn next(&self) -> Option<Instant> {
        self.waiting.iter().map(|(due, _)| *due).min()
    }

    /// Takes those that are due, in the order of their times.
    pub(super) fn due(&mut self, now: Instant) -> Vec<RequestId> {
        let mut due: Vec<_> = self.waiting.extract_if(.., |(at, _)| *at <= now).collect();
        due.sort();
        due.into_iter().map(|(_, request)| request).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wakes_come_once_in_the_order_of_their_times() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut timers = Timers::default();
        timers.set(start, RequestId(1), 30);
        timers.set(start, RequestId(2), 10);
        timers.set(start, RequestId(3), 500);
        assert_eq!(timers.next(), Some(after(10)));
        assert_eq!(timers.due(after(9)), []);
        assert_eq!(timers.due(after(30)), [RequestId(2), RequestId(1)]);
        assert_eq!(timers.due(after(30)), []);
        assert_eq!(timers.next(), Some(after(500)));
    }
}
