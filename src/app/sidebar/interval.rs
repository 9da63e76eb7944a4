//! Intervals between refreshes as they are typed and shown: `30m`, `2h`, `1d`, `1w`.

/// The longest interval, in minutes: a year.
pub const LONGEST: u32 = 366 * 24 * 60;

/// Reads an interval: a whole number with `m`, `min`, `h`, `d` or `w`; without a letter it is
/// minutes. Gives minutes, from 1 to [`LONGEST`]; none for anything else.
pub fn parse(typed: &str) -> Option<u32> {
    let text = typed.trim();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let unit = match unit.trim() {
        "" | "m" | "min" => 1,
        "h" => 60,
        "d" => 24 * 60,
        "w" => 7 * 24 * 60,
        _ => return None,
    };
    let minutes = number.parse::<u32>().ok()?.checked_mul(unit)?;
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

/// Minutes in the largest unit that holds them exactly, as [`parse`] reads it.
pub fn written(minutes: u32) -> String {
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
        for (typed, minutes) in
            [("30m", 30), ("90m", 90), ("2h", 120), ("1d", 1440), ("1w", 10_080), ("366d", LONGEST)]
        {
            assert_eq!(parse(typed), Some(minutes), "{typed}");
            assert_eq!(written(minutes), typed);
        }
        for (typed, minutes) in [("90", 90), (" 45 ", 45), ("15min", 15), ("1 d", 1440)] {
            assert_eq!(parse(typed), Some(minutes), "{typed}");
        }
    }

    #[test]
    fn what_is_no_interval_or_longer_than_a_year_is_refused() {
        for typed in [
            "",
            "0",
            "m",
            "h",
            "0m",
            "-3m",
            "-5",
            "+5",
            "3x",
            "x",
            "1.5h",
            "2y",
            "h2",
            "漢",
            "367d",
            "9999d",
            "53w",
            "99999999d",
            "99999999999",
            "4000000w",
        ] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }
}
