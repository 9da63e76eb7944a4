//! ISO 8601 dates: `2024-02-18T19:42:00.5+02:00`, its short forms, ordinal days and weeks.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Parts, Time, zone};

/// Parses an ISO date, with or without time and zone.
pub(super) fn parse_iso(text: &str) -> Option<Parts> {
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let (year, month, day) = date_of(date)?;
    let rest = rest.trim_start_matches(['T', 't']).trim();
    let time = match rest {
        "" => None,
        rest => Some(time_of(rest)?),
    };
    Some(Parts { year, month, day, time })
}

fn date_of(text: &str) -> Option<(i32, u32, u32)> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let digits =
        |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [year, month, day] if digits(year, 4) && month.len() <= 2 && day.len() <= 2 => {
            Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
        }
        [year, week, day] if digits(year, 4) && week.starts_with('W') && digits(day, 1) => {
            let weekday = Weekday::try_from(day.parse::<u8>().ok()?.checked_sub(1)?).ok()?;
            let week = week[1..].parse().ok()?;
            split(NaiveDate::from_isoywd_opt(year.parse().ok()?, week, weekday)?)
        }
        [year, ordinal] if digits(year, 4) && digits(ordinal, 3) => {
            split(NaiveDate::from_yo_opt(year.parse().ok()?, ordinal.parse().ok()?)?)
        }
        [whole] if digits(whole, 8) => {
            Some((whole[..4].parse().ok()?, whole[4..6].parse().ok()?, whole[6..].parse().ok()?))
        }
        _ => None,
    }
}

fn split(day: NaiveDate) -> Option<(i32, u32, u32)> {
    Some((day.year(), day.month(), day.day()))
}

/// Parses a time in ISO notation with its zone, or else in UTC.
pub(super) fn time_of(text: &str) -> Option<Time> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !":.,".contains(c)).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let (hour, minute, second) = clock_of(clock.trim_end_matches(['.', ',']))?;
    let zone = match rest.trim() {
        "" => 0,
        zone => zone::parse_zone(zone)?,
    };
    Some(Time { hour, minute, second, zone })
}

/// Parses `19:42`, `19:42:05.3` or `194205` into hour, minute, second.
pub(super) fn clock_of(text: &str) -> Option<(u32, u32, u32)> {
    let whole = text.split(['.', ',']).next()?;
    let parts: Vec<&str> = whole.split(':').collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| (1..=2).contains(&part.len()));
    match parts.as_slice() {
        [hour, minute] => Some((number(hour)?, number(minute)?, 0)),
        [hour, minute, second] => Some((number(hour)?, number(minute)?, number(second)?)),
        [run] if matches!(run.len(), 4 | 6) && run.is_ascii() => {
            let second = if run.len() == 6 { number(&run[4..])? } else { 0 };
            Some((number(&run[..2])?, number(&run[2..4])?, second))
        }
        _ => None,
    }
}
