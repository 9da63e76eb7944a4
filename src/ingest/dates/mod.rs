//! Parses dates as articles and feeds write them. Never guesses: a date that is unclear is `None`.

mod iso;
mod names;
mod words;
mod zone;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveTime, TimeZone};

use crate::domain::When;

/// The longest text that may be a date (bytes).
const LONGEST: usize = 120;

/// The years that an article may have; others are errors.
const YEARS: std::ops::RangeInclusive<i32> = 1400..=2200;

/// Parses a date: ISO 8601 and RFC 3339, RFC 822 and 2822, asctime, and dates in words of several
/// languages. A date without a time is a day. A time without a zone is in UTC. Returns `None` for a
/// month or year alone, for a day that does not exist, and for an ambiguous date (`03/04/2024`).
pub(super) fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let parts = iso::parse_iso(text).or_else(|| words::parse_words(text))?;
    parts.when()
}

/// Returns whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    names::month_number(&word.trim_matches(['.', ',']).to_lowercase()).is_some()
}

/// Converts seconds since 1970 UTC (milliseconds, if the number is that large) to a date.
pub(super) fn from_unix(number: f64) -> Option<When> {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    // Smaller numbers are years or counts, not moments.
    if !(1e8..1e11).contains(&seconds) {
        return None;
    }
    DateTime::from_timestamp(seconds as i64, 0).map(|moment| When::Moment(moment.fixed_offset()))
}

/// The parts of a date as parsed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Parts {
    year: i32,
    month: u32,
    day: u32,
    time: Option<Time>,
}

/// A time with its zone.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    /// Seconds east of UTC.
    zone: i32,
}

impl Parts {
    fn when(self) -> Option<When> {
        let day = NaiveDate::from_ymd_opt(self.year, self.month, self.day)?;
        if !YEARS.contains(&self.year) {
            return None;
        }
        let Some(time) = self.time else { return Some(When::Day(day)) };
        // Midnight at the end of a day and leap seconds do occur.
        let (day, hour) = match (time.hour, time.minute, time.second) {
            (24, 0, 0) => (day.checked_add_signed(Duration::days(1))?, 0),
            (hour, _, _) => (day, hour),
        };
        let time_of_day = NaiveTime::from_hms_opt(hour, time.minute, time.second.min(59))?;
        let zone = FixedOffset::east_opt(time.zone)?;
        let moment = zone.from_local_datetime(&day.and_time(time_of_day)).single()?;
        (time.second <= 60).then_some(When::Moment(moment))
    }
}

#[cfg(test)]
mod tests;
