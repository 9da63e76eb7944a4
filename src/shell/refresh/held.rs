//! Servers that have asked to wait (Retry-After): remembered beside the feeds' own pauses, because
//! nobody overrules them.

use std::collections::BTreeMap;

use crate::domain::FeedId;
use crate::store::{Store, StoreError};

/// The setting of the store that remembers them.
const SETTING: &str = "refresh.held";

/// Until when feeds are left alone: seconds since 1970 UTC.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    until: BTreeMap<i64, i64>,
}

impl Held {
    /// What the store remembers of it at `now`.
    pub(super) fn read(store: &Store, now: i64) -> Result<Held, StoreError> {
        let written = store.setting(SETTING)?.unwrap_or_default();
        let mut until: BTreeMap<i64, i64> = serde_json::from_str(&written).unwrap_or_default();
        until.retain(|_, until| *until > now);
        Ok(Held { until })
    }

    /// Until when that feed is left alone, if it is.
    pub(super) fn of(&self, feed: FeedId) -> Option<i64> {
        self.until.get(&feed.0).copied()
    }

    /// Remembers that a feed's server has asked to wait.
    pub(super) fn add(
        &mut self,
        store: &mut Store,
        feed: FeedId,
        until: i64,
    ) -> Result<(), StoreError> {
        self.until.insert(feed.0, until);
        let written = serde_json::to_string(&self.until).unwrap_or_default();
        store.set_setting(SETTING, &written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_ask_for_is_remembered_until_it_is_over() {
        let mut store = Store::in_memory().unwrap();
        let mut held = Held::read(&store, 0).unwrap();
        held.add(&mut store, FeedId(3), 100).unwrap();
        held.add(&mut store, FeedId(4), 200).unwrap();
        assert_eq!(Held::read(&store, 50).unwrap(), held);
        let later = Held::read(&store, 100).unwrap();
        assert_eq!((later.of(FeedId(3)), later.of(FeedId(4))), (None, Some(200)));
        store.set_setting(SETTING, "{").unwrap();
        assert_eq!(Held::read(&store, 50).unwrap(), Held::default());
    }
}
