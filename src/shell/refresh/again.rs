//! When a feed may be asked again: its server's wish, or a pause that grows with its failures.

use crate::domain::FeedId;

/// The first pause after a failure (seconds); each further one is twice as long.
const FIRST: i64 = 5 * 60;

/// The longest pause (seconds), whatever a server says and however often a feed has failed.
pub(super) const LONGEST: i64 = 24 * 60 * 60;

/// The longest pause (seconds) where no connection came about: the fault may be on this side.
const LONGEST_UNREACHED: i64 = 60 * 60;

/// After an answer: when it may be asked again, if its server says so. Seconds since 1970 UTC.
pub(super) fn after_answer(fresh_for: Option<u64>, asked_at: i64) -> Option<i64> {
    let seconds = capped(fresh_for?);
    (seconds > 0).then(|| asked_at.saturating_add(seconds))
}

/// After a request to wait (Retry-After): until when. Seconds since 1970 UTC.
pub(super) fn after_wish(retry_after: u64, asked_at: i64) -> Option<i64> {
    after_answer(Some(retry_after), asked_at)
}

/// After a failure, which was the feed's `failures`th in a row: when it may be asked again.
pub(super) fn after_failure(feed: FeedId, failures: u32, reached: bool, asked_at: i64) -> i64 {
    let longest = if reached { LONGEST } else { LONGEST_UNREACHED };
    let doubled = FIRST.checked_shl(failures.saturating_sub(1).min(20)).unwrap_or(longest);
    let pause = doubled.min(longest);
    asked_at.saturating_add(pause - spread(feed, failures, pause / 8))
}

/// Something between nothing and `most`, always the same for a feed and a count: feeds that failed
/// together are not all asked again at one moment.
fn spread(feed: FeedId, failures: u32, most: i64) -> i64 {
    // The finaliser of SplitMix64.
    let mut bits = (feed.0 as u64) ^ (u64::from(failures) << 32);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    (bits % (most.unsigned_abs() + 1)) as i64
}

fn capped(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(LONGEST).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_a_day() {
        let pause = |failures| after_failure(FeedId(7), failures, true, 1000) - 1000;
        for (failures, longest) in [(1, 300), (2, 600), (3, 1200), (4, 2400), (9, 76_800)] {
            let pause = pause(failures);
            assert!(pause <= longest && pause >= longest - longest / 8, "{failures}: {pause}");
        }
        for failures in [10, 11, 40, u32::MAX] {
            assert!((LONGEST * 7 / 8..=LONGEST).contains(&pause(failures)), "{failures}");
        }
        assert!(pause(0) <= 300);
    }

    #[test]
    fn without_a_connection_pauses_stay_short() {
        let pause = after_failure(FeedId(7), 12, false, 0);
        assert!((3150..=3600).contains(&pause), "{pause}");
    }

    #[test]
    fn feeds_that_fail_together_are_spread_and_always_alike() {
        let at = |feed| after_failure(FeedId(feed), 5, true, 0);
        let moments: std::collections::HashSet<i64> = (0..100).map(at).collect();
        assert!(moments.len() > 80, "{}", moments.len());
        assert_eq!(at(3), at(3));
    }

    #[test]
    fn a_servers_wish_counts_up_to_a_day() {
        assert_eq!(after_answer(Some(600), 1000), Some(1600));
        assert_eq!(after_answer(Some(u64::MAX), 1000), Some(1000 + LONGEST));
        assert_eq!(after_answer(Some(0), 1000), None);
        assert_eq!(after_answer(None, 1000), None);
        assert_eq!(after_wish(120, 1000), Some(1120));
    }
}
