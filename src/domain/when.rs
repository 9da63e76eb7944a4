//! A date as an article states it: a day, or a moment with its time zone.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeZone, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date as written. A day never gets a time that the article did not state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Only the day is known.
    Day(NaiveDate),
    /// A moment, with the time zone in which it was written.
    Moment(DateTime<FixedOffset>),
}

impl When {
    /// Returns seconds since 1970 UTC, to order by. A day counts from its start in UTC.
    pub fn sort_key(self) -> i64 {
        match self {
            When::Day(day) => Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN)).timestamp(),
            When::Moment(moment) => moment.timestamp(),
        }
    }

    /// Parses what `Display` writes: `2024-02-18`, or RFC 3339.
    pub fn parse(text: &str) -> Option<When> {
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(When::Moment(moment));
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(When::Day)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            When::Moment(moment) => f.write_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true)),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        When::parse(&text).ok_or_else(|| serde::de::Error::custom("not a date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stays_a_day_and_a_zone_stays_a_zone() {
        for text in ["2024-02-18", "2024-02-18T19:42:00+02:00", "2024-02-18T19:42:00Z"] {
            assert_eq!(When::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(When::parse("yesterday"), None);
    }
}
