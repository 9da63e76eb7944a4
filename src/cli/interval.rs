//! Intervals as they are written: 30m, 2h, 1d.

use super::settings::LONGEST_INTERVAL;

/// An interval in minutes; none: as configured for all feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval(pub(super) Option<u32>);

/// Reads an interval: a whole number with `m`, `h`, `d` or `w`; without a letter it is minutes.
pub(super) fn parse(written: &str) -> Result<Interval, String> {
    let text = written.trim();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let minutes = match unit.trim() {
        "" | "m" | "min" => 1,
        "h" => 60,
        "d" => 24 * 60,
        "w" => 7 * 24 * 60,
        _ => 0,
    };
    let total = number.parse::<u32>().ok().and_then(|number| number.checked_mul(minutes));
    match total.filter(|total| (1..=LONGEST_INTERVAL).contains(total)) {
        Some(total) => Ok(Interval(Some(total))),
        None => Err("a time looks like 30m, 2h or 1d, and is at most a year".to_owned()),
    }
}

/// The same, or `default` for what is configured for all.
pub(super) fn parse_or_default(written: &str) -> Result<Interval, String> {
    if written.trim() == "default" { Ok(Interval(None)) } else { parse(written) }
}

/// Minutes as they are written.
pub(super) fn shown(minutes: u32) -> String {
    for (unit, letter) in [(7 * 24 * 60, 'w'), (24 * 60, 'd'), (60, 'h')] {
        if minutes >= unit && minutes.is_multiple_of(unit) {
            return format!("{}{letter}", minutes / unit);
        }
    }
    format!("{minutes}m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_and_written_alike() {
        for (written, minutes) in
            [("30m", 30), ("2h", 120), ("1d", 1440), ("1w", 10_080), ("90m", 90)]
        {
            assert_eq!(parse(written), Ok(Interval(Some(minutes))));
            assert_eq!(shown(minutes), written);
        }
        assert_eq!(parse(" 45 "), Ok(Interval(Some(45))));
        assert_eq!(parse_or_default("default"), Ok(Interval(None)));
        for bad in ["", "m", "0m", "-3m", "3x", "1.5h", "99999999999", "4000000w", "2y", "h2"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
