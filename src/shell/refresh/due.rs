//! Which feeds are asked: those that are due, and whatever somebody names.

use crate::domain::{FeedState, Subscription};

use super::again::LONGEST;

/// Who asks for a refresh.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Asked {
    /// Somebody: feeds without an interval of their own are always due.
    #[default]
    ByHand,
    /// The clock: feeds without an interval of their own are due every so many minutes; none:
    /// never.
    ByClock {
        /// Minutes.
        every: Option<u32>,
    },
}

/// Whether a feed is asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Now.
    Due,
    /// Not before that moment (seconds since 1970 UTC): its interval, its server's cache, or the
    /// pause after a failure. Naming it overrules that.
    Early(i64),
    /// Not before that moment, for its server has asked to wait: nothing overrules that.
    Held(i64),
    /// The reader has paused it.
    Paused,
    /// Its server said that it is gone.
    Gone,
    /// It is not fetched by the clock, or no longer followed.
    Never,
}

/// Whether `feed` is asked at `now`; `held` is until when its server has asked to wait. Where
/// `overrule` is set, only that and the feed's state count.
pub(super) fn verdict(
    feed: &Subscription,
    held: Option<i64>,
    asked: Asked,
    overrule: bool,
    now: i64,
) -> Verdict {
    match feed.settings.state {
        FeedState::Followed => {}
        FeedState::Paused => return Verdict::Paused,
        FeedState::Gone => return Verdict::Gone,
        FeedState::Kept => return Verdict::Never,
    }
    if let Some(until) = held.filter(|until| *until > now && meant(*until, now)) {
        return Verdict::Held(until);
    }
    if overrule {
        return Verdict::Due;
    }
    match due_at(feed, asked, now) {
        Some(at) if at > now => Verdict::Early(at),
        Some(_) => Verdict::Due,
        None => Verdict::Never,
    }
}

/// From when on a feed is due; none: never. No feed falls silent because a clock once went wrong.
fn due_at(feed: &Subscription, asked: Asked, now: i64) -> Option<i64> {
    let interval = match (feed.settings.interval, asked) {
        (Some(minutes), _) => Some(minutes),
        (None, Asked::ByHand) => None,
        (None, Asked::ByClock { every }) => Some(every?),
    };
    let by_interval = match (interval, feed.fetched_at.filter(|fetched| *fetched <= now)) {
        (Some(minutes), Some(fetched)) => fetched.saturating_add(seconds(minutes)),
        _ => 0,
    };
    let by_server = feed.not_before.filter(|at| meant(*at, now)).unwrap_or(0);
    Some(by_interval.max(by_server))
}

/// An interval in seconds, a tenth less: a job that runs every half hour must not miss a feed of
/// half an hour because it was fetched some seconds after the job began.
fn seconds(minutes: u32) -> i64 {
    i64::from(minutes) * 54
}

/// Whether a pause until `at` can have been meant: none is longer than the longest.
fn meant(at: i64, now: i64) -> bool {
    at.saturating_sub(now) <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FeedId, FeedSettings, Validators};

    fn feed() -> Subscription {
        Subscription {
            id: FeedId(1),
            address: "https://news.example/feed".into(),
            title: "News".into(),
            feed_title: "News".into(),
            site: None,
            settings: FeedSettings::default(),
            validators: Validators::default(),
            fetched_at: Some(10_000),
            not_before: None,
            failures: 0,
            last_error: None,
        }
    }

    fn by_hand(feed: &Subscription, now: i64) -> Verdict {
        verdict(feed, None, Asked::ByHand, false, now)
    }

    #[test]
    fn a_feed_without_wishes_is_always_due_by_hand_and_as_configured_by_the_clock() {
        let feed = feed();
        assert_eq!(by_hand(&feed, 10_001), Verdict::Due);
        let by_clock = |every, now| verdict(&feed, None, Asked::ByClock { every }, false, now);
        assert_eq!(by_clock(None, 99_000), Verdict::Never);
        assert_eq!(by_clock(Some(30), 10_600), Verdict::Early(11_620));
        assert_eq!(by_clock(Some(30), 11_790), Verdict::Due, "ten seconds early");
    }

    #[test]
    fn its_own_interval_counts_for_both() {
        let mut feed = feed();
        feed.settings.interval = Some(60);
        assert_eq!(by_hand(&feed, 11_000), Verdict::Early(13_240));
        let asked = Asked::ByClock { every: None };
        assert_eq!(verdict(&feed, None, asked, false, 13_600), Verdict::Due);
        feed.fetched_at = None;
        assert_eq!(by_hand(&feed, 11_000), Verdict::Due, "never fetched");
    }

    #[test]
    fn naming_a_feed_overrules_pauses_but_not_its_servers_request() {
        let mut feed = feed();
        feed.not_before = Some(20_000);
        feed.failures = 3;
        assert_eq!(by_hand(&feed, 11_000), Verdict::Early(20_000));
        assert_eq!(by_hand(&feed, 20_000), Verdict::Due);
        assert_eq!(verdict(&feed, None, Asked::ByHand, true, 11_000), Verdict::Due);
        let held = |now| verdict(&feed, Some(20_000), Asked::ByHand, true, now);
        assert_eq!(held(11_000), Verdict::Held(20_000));
        assert_eq!(held(20_000), Verdict::Due);
    }

    #[test]
    fn paused_and_ended_feeds_are_left_alone_even_if_named() {
        let mut feed = feed();
        for (state, expected) in [
            (FeedState::Paused, Verdict::Paused),
            (FeedState::Gone, Verdict::Gone),
            (FeedState::Kept, Verdict::Never),
        ] {
            feed.settings.state = state;
            assert_eq!(verdict(&feed, None, Asked::ByHand, true, 99_000), expected);
        }
    }

    #[test]
    fn a_clock_that_was_wrong_silences_nothing() {
        let mut feed = feed();
        feed.not_before = Some(4_000_000_000);
        feed.fetched_at = Some(4_000_000_000);
        feed.settings.interval = Some(60);
        assert_eq!(by_hand(&feed, 20_000), Verdict::Due);
        assert_eq!(verdict(&feed, Some(i64::MAX), Asked::ByHand, false, 20_000), Verdict::Due);
    }
}
