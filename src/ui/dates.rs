//! Dates as words: how old an article is, and when it was published.

use chrono::{DateTime, Datelike, NaiveDate, Offset, Utc};

use crate::app::Settings;
use crate::domain::When;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long ago `when` was at `now` (seconds since 1970 UTC), for the list: `5m`, `2h`, `3d`, `4w`,
/// then the date. A day without an hour is counted in days. What lies ahead is `now` up to an hour,
/// then `today`, then the date.
pub(super) fn age(when: When, now: i64, settings: &Settings) -> String {
    let Some(today) = local_day(now, settings) else { return String::new() };
    let (day, seconds) = match when {
        When::Day(day) => (day, None),
        When::Moment(moment) => {
            let seconds = now - moment.timestamp();
            (local_day(moment.timestamp(), settings).unwrap_or(today), Some(seconds))
        }
    };
    let days = today.signed_duration_since(day).num_days();
    match (days, seconds) {
        (_, Some(seconds)) if (-HOUR..MINUTE).contains(&seconds) => "now".into(),
        (_, Some(seconds)) if (0..HOUR).contains(&seconds) => format!("{}m", seconds / MINUTE),
        (_, Some(seconds)) if (0..DAY).contains(&seconds) => format!("{}h", seconds / HOUR),
        (0, _) => "today".into(),
        (1..14, _) => format!("{days}d"),
        (14..63, _) => format!("{}w", days / 7),
        _ if day.year() == today.year() => day.format("%-d %b").to_string(),
        _ => day.format("%b %Y").to_string(),
    }
}

/// A length of time: `5m`, `2h`, `3d`.
pub(super) fn span(seconds: i64) -> String {
    match seconds {
        ..MINUTE => "now".into(),
        MINUTE..HOUR => format!("{}m", seconds / MINUTE),
        HOUR..DAY => format!("{}h", seconds / HOUR),
        _ => format!("{}d", seconds / DAY),
    }
}

/// How long ago something was, in words: `2 hours ago`.
pub(super) fn ago(seconds: i64) -> String {
    let (count, unit) = match seconds {
        ..MINUTE => return "just now".into(),
        MINUTE..HOUR => (seconds / MINUTE, "minute"),
        HOUR..DAY => (seconds / HOUR, "hour"),
        _ => (seconds / DAY, "day"),
    };
    if count == 1 { format!("1 {unit} ago") } else { format!("{count} {unit}s ago") }
}

/// As `age`, in at most four columns for what is past: `5mo` and `2y` stand for the date.
pub(super) fn short_age(when: When, now: i64, settings: &Settings) -> String {
    let day = match when {
        When::Day(day) => Some(day),
        When::Moment(moment) => local_day(moment.timestamp(), settings),
    };
    let days = local_day(now, settings).zip(day).map(|(now, day)| (now - day).num_days());
    match days {
        Some(0) if age(when, now, settings) == "today" => "0d".into(),
        Some(days @ 63..365) => format!("{}mo", days / 30),
        Some(days @ 365..) => format!("{}y", days / 365),
        _ => age(when, now, settings),
    }
}

/// A date in full, in local time: `Sun 18 Feb 2024, 19:42`; without an hour where none was given.
pub(super) fn written(when: When, settings: &Settings) -> String {
    match when {
        When::Day(day) => day.format("%a %-d %b %Y").to_string(),
        When::Moment(moment) => {
            let zone = (settings.zone)(moment.to_utc());
            moment.with_timezone(&zone).format("%a %-d %b %Y, %H:%M").to_string()
        }
    }
}

/// The day of a moment (seconds since 1970 UTC) in local time: `18 Feb 2024`.
pub(super) fn day(seconds: i64, settings: &Settings) -> String {
    local_day(seconds, settings).map_or_else(String::new, |day| day.format("%-d %b %Y").to_string())
}

/// The day of a date in local time: `18 Feb 2024`.
pub(super) fn date(when: When, settings: &Settings) -> String {
    match when {
        When::Day(date) => date.format("%-d %b %Y").to_string(),
        When::Moment(moment) => day(moment.timestamp(), settings),
    }
}

/// Its month: `Feb 2024`.
pub(super) fn month(seconds: i64, settings: &Settings) -> String {
    local_day(seconds, settings).map_or_else(String::new, |day| day.format("%b %Y").to_string())
}

fn local_day(seconds: i64, settings: &Settings) -> Option<NaiveDate> {
    let moment: DateTime<Utc> = DateTime::from_timestamp(seconds, 0)?;
    let zone = (settings.zone)(moment).fix();
    Some(moment.with_timezone(&zone).date_naive())
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    fn settings() -> Settings {
        let east = |_| FixedOffset::east_opt(2 * 3600).unwrap();
        Settings { zone: east, ..Settings::default() }
    }

    fn check_age(when: &str, expected: &str) {
        let now = DateTime::parse_from_rfc3339("2024-02-18T19:42:00+02:00").unwrap().timestamp();
        assert_eq!(age(When::parse(when).unwrap(), now, &settings()), expected, "{when}");
    }

    #[test]
    fn ages_grow_coarser() {
        check_age("2024-02-18T19:41:30+02:00", "now");
        check_age("2024-02-18T19:00:00+02:00", "42m");
        check_age("2024-02-18T12:42:00Z", "5h");
        check_age("2024-02-17T19:42:00+02:00", "1d");
        check_age("2024-02-17T19:41:00+02:00", "1d");
        check_age("2024-02-17T20:42:00+02:00", "23h");
        check_age("2024-02-01T08:00:00+02:00", "2w");
        check_age("2023-12-01", "Dec 2023");
        check_age("2024-01-01T00:00:00+02:00", "6w");
        check_age("2024-12-24", "24 Dec");
        check_age("2016-04-05T10:00:00Z", "Apr 2016");
    }

    #[test]
    fn what_lies_ahead_is_not_a_day_old() {
        check_age("2024-02-18T19:42:40+02:00", "now");
        check_age("2024-02-18T20:02:00+02:00", "now");
        check_age("2024-02-18T20:42:00+02:00", "now");
        check_age("2024-02-18T20:43:00+02:00", "today");
        check_age("2024-02-18T23:59:00+02:00", "today");
        check_age("2024-02-19T00:00:00+02:00", "19 Feb");
        let now = DateTime::parse_from_rfc3339("2024-02-18T23:50:00+02:00").unwrap().timestamp();
        let soon = When::parse("2024-02-19T00:10:00+02:00").unwrap();
        assert_eq!(age(soon, now, &settings()), "now", "over midnight");
    }

    #[test]
    fn short_ages_take_four_columns_at_most() {
        let now = DateTime::parse_from_rfc3339("2024-02-18T19:42:00+02:00").unwrap().timestamp();
        let check = |when: &str, expected: &str| {
            assert_eq!(short_age(When::parse(when).unwrap(), now, &settings()), expected, "{when}");
        };
        check("2024-02-18", "0d");
        check("2024-02-18T12:42:00Z", "5h");
        check("2024-02-18T20:02:00+02:00", "now");
        check("2024-02-18T22:42:00+02:00", "0d");
        check("2024-01-01", "6w");
        check("2023-12-01", "2mo");
        check("2023-02-20", "12mo");
        check("2022-02-17", "2y");
        check("1924-02-17T10:00:00Z", "100y");
    }

    #[test]
    fn a_day_has_no_hours() {
        check_age("2024-02-18", "today");
        check_age("2024-02-17", "1d");
        assert_eq!(written(When::parse("2024-02-18").unwrap(), &settings()), "Sun 18 Feb 2024");
    }

    #[test]
    fn a_moment_is_written_in_local_time() {
        let when = When::parse("2024-02-18T23:30:00Z").unwrap();
        assert_eq!(written(when, &settings()), "Mon 19 Feb 2024, 01:30");
    }
}
