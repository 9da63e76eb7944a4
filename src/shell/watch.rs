//! Notices that somebody else has changed the store: another reader, an import, a refresh.

use std::time::{Duration, Instant};

/// How often the store is looked at, and the least time between two reports.
pub(super) const EVERY: Duration = Duration::from_secs(1);

/// What is known of the store's generation. One connection does all of this process's writing, so
/// whatever changes the generation outside `own` is another's doing.
#[derive(Debug)]
pub(super) struct Watch {
    generation: Option<i64>,
    foreign: bool,
    looked: Instant,
}

impl Watch {
    /// A watch that begins now.
    pub(super) fn new(generation: Option<i64>, now: Instant) -> Watch {
        Watch { generation, foreign: false, looked: now }
    }

    /// Notes the generation; if it is not the last known one, another has changed the store.
    pub(super) fn see(&mut self, generation: Option<i64>) {
        if generation.is_some() && generation != self.generation {
            self.foreign |= self.generation.is_some();
            self.generation = generation;
        }
    }

    /// Notes the generation after a write of our own.
    pub(super) fn own(&mut self, generation: Option<i64>) {
        self.generation = generation.or(self.generation);
    }

    /// How long until the next look.
    pub(super) fn rest(&self, now: Instant) -> Duration {
        (self.looked + EVERY).saturating_duration_since(now)
    }

    /// Looks, where it is time to: whether another has changed the store since the last report.
    pub(super) fn look(&mut self, now: Instant, generation: impl FnOnce() -> Option<i64>) -> bool {
        if self.rest(now) > Duration::ZERO {
            return false;
        }
        self.looked = now;
        self.see(generation());
        std::mem::take(&mut self.foreign)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_change_is_reported_once_and_our_own_never() {
        let start = Instant::now();
        let mut watch = Watch::new(Some(1), start);
        assert!(!watch.look(start, || panic!("too early")));
        assert!(!watch.look(start + EVERY, || Some(1)));
        watch.see(Some(1));
        watch.own(Some(2));
        assert!(!watch.look(start + EVERY * 2, || Some(2)));
        assert!(watch.look(start + EVERY * 3, || Some(3)));
        assert!(!watch.look(start + EVERY * 4, || Some(3)));
    }

    #[test]
    fn what_another_changes_before_a_write_of_ours_is_not_lost() {
        let start = Instant::now();
        let mut watch = Watch::new(Some(1), start);
        watch.see(Some(2));
        watch.own(Some(3));
        assert!(watch.look(start + EVERY, || Some(3)));
        assert!(!watch.look(start + EVERY * 2, || None));
    }
}
