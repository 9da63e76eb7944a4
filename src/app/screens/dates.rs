//! Spans of time as they are typed: `7d`, `last 30 days`, `2024-02..2024-05`.

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, Offset, Utc};

use crate::domain::clean;

/// The spans that are offered, in turn.
pub const OFFERED: [&str; 4] = ["last 7 days", "last 30 days", "last year", "all"];

/// How a span is typed, for the line where it is asked for.
pub const FORMS: &str = "7d, 3mo, 2024, 2024-02-18, 2024-02..2024-05";

const DAY: i64 = 24 * 60 * 60;

/// A span of time. The default one is all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// As it was typed; empty for all of it.
    pub text: String,
    /// Its first moment (seconds since 1970 UTC), if it has a beginning.
    pub after: Option<i64>,
    /// The moment after it, if it has an end.
    pub before: Option<i64>,
}

impl Dates {
    /// Reads a span. Ages count from `now` (seconds since 1970 UTC), days are those of local time.
    /// What cannot be read is told in a sentence.
    pub fn parse(
        text: &str,
        now: i64,
        zone: fn(DateTime<Utc>) -> FixedOffset,
    ) -> Result<Dates, String> {
        let text = clean::one_line(text);
        let lower = text.to_lowercase();
        if lower.is_empty() || lower == "all" {
            return Ok(Dates::default());
        }
        let start = |day: NaiveDate| moment(day, zone);
        let wrong = || format!("“{text}” is no span of time; write {FORMS}, or all.");
        let (from, to) = match lower.split_once("..") {
            Some(("", "")) => return Err(wrong()),
            Some((from, to)) => {
                let from = optional(from, now, zone).ok_or_else(wrong)?;
                (from.map(|it| it.0), optional(to, now, zone).ok_or_else(wrong)?.map(|it| it.1))
            }
            None => match age(&lower) {
                Some(days) => {
                    let after = now.checked_sub(days.saturating_mul(DAY)).ok_or_else(wrong)?;
                    return Ok(Dates { text, after: Some(after), before: None });
                }
                None => {
                    let (from, to) = days(&lower, now, zone).ok_or_else(wrong)?;
                    (Some(from), Some(to))
                }
            },
        };
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            return Err(format!("“{text}” ends before it begins."));
        }
        Ok(Dates { text, after: from.map(start), before: to.map(start) })
    }

    /// Whether it leaves anything out.
    pub fn is_set(&self) -> bool {
        self.after.is_some() || self.before.is_some()
    }
}

type Zone = fn(DateTime<Utc>) -> FixedOffset;

/// One end of a span: none where nothing is written; nothing at all where it cannot be read.
fn optional(text: &str, now: i64, zone: Zone) -> Option<Option<(NaiveDate, NaiveDate)>> {
    match text.trim() {
        "" => Some(None),
        text => days(text, now, zone).map(Some),
    }
}

/// The first day of what is written, and the day after it.
fn days(text: &str, now: i64, zone: Zone) -> Option<(NaiveDate, NaiveDate)> {
    let today = || {
        let now = DateTime::from_timestamp(now, 0)?;
        Some(now.with_timezone(&zone(now)).date_naive())
    };
    match text {
        "today" => return Some((today()?, today()?.succ_opt()?)),
        "yesterday" => return Some((today()?.pred_opt()?, today()?)),
        _ => {}
    }
    let parts: Vec<&str> = text.split('-').collect();
    let well = |part: &&str, digits| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let sound = parts.iter().enumerate().all(|(at, part)| well(part, if at == 0 { 4 } else { 2 }));
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u32>().ok());
    let first = NaiveDate::from_ymd_opt(
        number(0).filter(|_| sound)?.try_into().ok()?,
        number(1).unwrap_or(1),
        number(2).unwrap_or(1),
    )?;
    let after = match parts.len() {
        1 => first.checked_add_months(Months::new(12)),
        2 => first.checked_add_months(Months::new(1)),
        3 => first.checked_add_days(Days::new(1)),
        _ => None,
    }?;
    (first.year() > 0).then_some((first, after))
}

/// The days of an age: `7d`, `2 weeks`, `last month`.
fn age(text: &str) -> Option<i64> {
    let text = text.strip_prefix("last ").unwrap_or(text).trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = match &text[..text.len() - unit.len()] {
        "" => 1,
        digits => digits.parse::<i64>().ok().filter(|count| *count > 0)?,
    };
    let days = match unit.trim() {
        "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "mo" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    count.checked_mul(days)
}

/// When a day begins in local time.
fn moment(day: NaiveDate, zone: Zone) -> i64 {
    let naive = day.and_time(NaiveTime::MIN).and_utc();
    naive.timestamp() - i64::from(zone(naive).fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_708_285_320; // 2024-02-18T19:42:00Z

    fn parse(text: &str) -> Result<Dates, String> {
        Dates::parse(text, NOW, |_| FixedOffset::east_opt(2 * 3600).unwrap())
    }

    fn check(text: &str, after: &str, before: &str) {
        let dates = parse(text).unwrap();
        let written = |moment: Option<i64>| {
            let zone = FixedOffset::east_opt(2 * 3600).unwrap();
            let moment = moment.map(|it| DateTime::from_timestamp(it, 0).unwrap());
            moment.map_or_else(String::new, |it| {
                it.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
            })
        };
        assert_eq!((&*written(dates.after), &*written(dates.before)), (after, before), "{text}");
        assert_eq!(dates.text, text);
    }

    #[test]
    fn spans_are_read_in_local_time() {
        check("2024-02..2024-05", "2024-02-01 00:00", "2024-06-01 00:00");
        check("2024-02-18", "2024-02-18 00:00", "2024-02-19 00:00");
        check("2023", "2023-01-01 00:00", "2024-01-01 00:00");
        check("2023..", "2023-01-01 00:00", "");
        check("..2023-12", "", "2024-01-01 00:00");
        check("yesterday", "2024-02-17 00:00", "2024-02-18 00:00");
        check("2024-02-10..today", "2024-02-10 00:00", "2024-02-19 00:00");
        check("last 7 days", "2024-02-11 21:42", "");
        check("2w", "2024-02-04 21:42", "");
        check("last year", "2023-02-18 21:42", "");
        assert_eq!(parse(" All "), Ok(Dates::default()));
    }

    #[test]
    fn every_offer_can_be_read() {
        assert!(OFFERED.iter().all(|offer| parse(offer).is_ok()));
        assert!(FORMS.split(", ").all(|form| parse(form).is_ok()));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for text in ["soon", "..", "2024-13", "2024-2", "0d", "20240218", "2024-02-18-01", "-"] {
            let told = parse(text).unwrap_err();
            assert!(told.contains(text) && told.contains("2024-02..2024-05"), "{told}");
        }
        assert!(parse("2024-05..2024-02").unwrap_err().contains("ends before it begins"));
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in "[0-9a-z. -]{0,12}|.{0,12}", now in any::<i64>()) {
            let _ = Dates::parse(&text, now, |_| FixedOffset::east_opt(-5 * 3600).unwrap());
        }
    }
}
