//! Parses intervals in arguments: those of `app::interval`, and `default`.

use crate::app::sidebar::interval;

/// An interval in minutes; `None` for the configured default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval(pub(super) Option<u32>);

/// Parses an interval.
///
/// # Errors
///
/// Returns a message with the allowed forms.
pub(super) fn parse(written: &str) -> Result<Interval, String> {
    match interval::parse(written) {
        Some(minutes) => Ok(Interval(Some(minutes))),
        None => Err("a time looks like 30m, 2h or 1d, and is at most a year".to_owned()),
    }
}

/// Parses an interval, or `default` for the configured default.
///
/// # Errors
///
/// Returns a message with the allowed forms.
pub(super) fn parse_or_default(written: &str) -> Result<Interval, String> {
    if written.trim() == "default" { Ok(Interval(None)) } else { parse(written) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_an_interval_or_the_default() {
        assert_eq!(parse("1w"), Ok(Interval(Some(10_080))));
        assert_eq!(parse_or_default("2h"), Ok(Interval(Some(120))));
        assert_eq!(parse_or_default("default"), Ok(Interval(None)));
        for bad in ["", "default", "9999d", "2y"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
