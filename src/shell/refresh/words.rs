//! What is said of feeds that are not asked, and when they will be.

use crate::domain::{FeedId, FetchFailure, Subscription, secret};

use super::due::Verdict;

/// Why a feed that was named is not asked, and the way out.
pub(super) fn left_out(feed: &Subscription, verdict: Verdict) -> Option<(String, Option<String>)> {
    match verdict {
        Verdict::Paused => {
            Some(("it is paused".to_owned(), Some("resume it to fetch it again".to_owned())))
        }
        Verdict::Gone => Some((
            "its server said that it is gone for good".to_owned(),
            Some(format!("add {} to ask again", secret::mask_secrets(&feed.address))),
        )),
        Verdict::Held(until) => {
            Some((format!("its server asks to wait until {}", moment(until)), None))
        }
        Verdict::Never | Verdict::Early(_) | Verdict::Due => None,
    }
}

/// That a feed has moved for good, perhaps to where another one is followed already.
pub(super) fn moved(feed: FeedId, address: &str, other: Option<&Subscription>) -> String {
    let address = secret::mask_secrets(address);
    match other {
        None => format!("it has moved to {address}"),
        Some(other) => format!(
            "it has moved to {address}, which is followed as {}: remove one of the two with \
             `onrecord feeds remove {}`",
            other.title, feed.0
        ),
    }
}

/// A failure's reason, with the wait that its server has asked for.
pub(super) fn with_wait(missed: &FetchFailure, held: bool, now: i64) -> String {
    match missed.not_before.filter(|until| held && *until > now) {
        Some(until) => format!("{}; it will be asked again from {}", missed.reason, moment(until)),
        None => missed.reason.clone(),
    }
}

/// A moment in local time, as people write it.
fn moment(seconds: i64) -> String {
    match chrono::DateTime::from_timestamp(seconds, 0) {
        Some(moment) => moment.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M").to_string(),
        None => "later".to_owned(),
    }
}
