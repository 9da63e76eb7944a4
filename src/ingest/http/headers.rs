//! Parses the response headers that matter here.

use super::super::dates;

/// The longest credible time of freshness or waiting: a year, in seconds.
const LONGEST: u64 = 365 * 24 * 3600;

/// Returns the media type in lower case: "text/html" for "Text/HTML; charset=utf-8".
pub(super) fn media_type(content_type: &str) -> Option<String> {
    let kind = content_type.split([';', ',']).next()?.trim().to_ascii_lowercase();
    let is_kind = |c: char| c.is_ascii_alphanumeric() || "/+-._".contains(c);
    (kind.contains('/') && kind.len() <= 100 && kind.chars().all(is_kind)).then_some(kind)
}

/// Returns the character set in a content type.
pub(super) fn charset(content_type: &str) -> Option<String> {
    let named = content_type.split([';', ',']).skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    let name = named.trim().trim_matches(['"', '\'']).trim();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.:+".contains(c);
    (!name.is_empty() && name.len() <= 40 && name.chars().all(is_name)).then(|| name.to_owned())
}

/// Returns the seconds for which the server expects no change: `max-age` minus the time in caches,
/// or else the time from `Date` to `Expires`.
pub(super) fn fresh_for(
    control: Option<&str>,
    expires: Option<&str>,
    date: Option<&str>,
    age: Option<&str>,
) -> Option<u64> {
    let mut longest = None;
    for directive in control.unwrap_or("").split(',') {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "no-cache" | "no-store" => return None,
            "max-age" => longest = longest.or(seconds(value.trim().trim_matches('"'))),
            _ => {}
        }
    }
    if let Some(longest) = longest {
        return Some(longest.saturating_sub(age.and_then(seconds).unwrap_or(0)));
    }
    between(date?, expires?)
}

/// Returns the seconds to wait: as given, or until the given date, counted from the answer's own
/// date.
pub(super) fn retry_after(value: &str, date: Option<&str>) -> Option<u64> {
    seconds(value).or_else(|| between(date?, value))
}

/// Parses a whole number of seconds, limited to [`LONGEST`].
fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(LONGEST).min(LONGEST))
}

/// Returns the seconds between two dates; 0 if the second is earlier.
fn between(from: &str, to: &str) -> Option<u64> {
    let (from, to) = (dates::parse(from)?, dates::parse(to)?);
    let seconds = to.sort_key().saturating_sub(from.sort_key());
    Some(u64::try_from(seconds).unwrap_or(0).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    const NOON: Option<&str> = Some("Sun, 06 Nov 1994 12:00:00 GMT");

    #[test]
    fn a_content_type_names_kind_and_character_set() {
        for (text, of_kind, set) in [
            ("text/html", Some("text/html"), None),
            ("Text/XML; charset=\"ISO-8859-1\"", Some("text/xml"), Some("ISO-8859-1")),
            (
                "application/rss+xml;foo=bar; Charset = utf-8 ",
                Some("application/rss+xml"),
                Some("utf-8"),
            ),
            ("text/html; charset=", Some("text/html"), None),
            ("text/html; charset=utf-8, text/html", Some("text/html"), Some("utf-8")),
            ("nonsense", None, None),
            ("text/\u{1b}[2J; charset=\u{1b}[2J", None, None),
            ("", None, None),
        ] {
            assert_eq!(media_type(text).as_deref(), of_kind, "{text:?}");
            assert_eq!(charset(text).as_deref(), set, "{text:?}");
        }
    }

    #[test]
    fn freshness_is_max_age_or_until_it_expires() {
        let by_control = |control| fresh_for(Some(control), None, NOON, None);
        assert_eq!(by_control("public, max-age=3600"), Some(3600));
        assert_eq!(by_control("Max-Age=\"60\""), Some(60));
        assert_eq!(by_control("max-age=600, no-cache"), None);
        assert_eq!(by_control("max-age=-1"), None);
        assert_eq!(by_control("max-age=99999999999999999999"), Some(LONGEST));
        assert_eq!(fresh_for(Some("max-age=100"), None, None, Some("30")), Some(70));
        let expires = Some("Sun, 06 Nov 1994 13:00:00 GMT");
        assert_eq!(fresh_for(None, expires, NOON, None), Some(3600));
        assert_eq!(fresh_for(None, Some("0"), NOON, None), None);
        assert_eq!(fresh_for(None, NOON, expires, None), Some(0));
        assert_eq!(fresh_for(None, expires, None, None), None);
    }

    #[test]
    fn waiting_is_seconds_or_until_a_date() {
        assert_eq!(retry_after(" 120 ", None), Some(120));
        for later in [
            "Sun, 06 Nov 1994 12:01:00 GMT",
            "Sunday, 06-Nov-94 12:01:00 GMT",
            "Sun Nov  6 12:01:00 1994",
        ] {
            assert_eq!(retry_after(later, NOON), Some(60), "{later}");
        }
        assert_eq!(retry_after("Sat, 05 Nov 1994 12:00:00 GMT", NOON), Some(0));
        assert_eq!(retry_after("soon", NOON), None);
        assert_eq!(retry_after("Sun, 06 Nov 1994 12:01:00 GMT", None), None);
    }

    proptest! {
        #[test]
        fn any_header_is_read(text in "\\PC{0,80}", other in "[ -~]{0,60}") {
            let _ = (media_type(&text), charset(&text), retry_after(&text, Some(&other)));
            let fresh = fresh_for(Some(&text), Some(&other), NOON, Some(&text));
            prop_assert!(fresh.is_none_or(|seconds| seconds <= LONGEST));
        }

        #[test]
        fn written_links_are_read(seconds in 0..LONGEST, set in "[A-Za-z0-9-]{1,20}") {
            prop_assert_eq!(retry_after(&seconds.to_string(), None), Some(seconds));
            let control = format!("private, max-age={seconds}");
            prop_assert_eq!(fresh_for(Some(&control), None, None, None), Some(seconds));
            prop_assert_eq!(charset(&format!("a/b; charset={set}")), Some(set));
        }
    }
}
