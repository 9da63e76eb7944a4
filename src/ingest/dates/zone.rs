//! Time zones by name and by offset.

/// Zone names with their offset east of UTC in quarters of an hour. Ambiguous names (IST, AST) have
/// the meaning that is usual in English-language news.
const NAMES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 4),
    ("ist", 22),
    ("west", 4),
    ("cet", 4),
    ("cest", 8),
    ("met", 4),
    ("mest", 8),
    ("mez", 4),
    ("mesz", 8),
    ("eet", 8),
    ("eest", 12),
    ("msk", 12),
    ("sast", 8),
    ("jst", 36),
    ("kst", 36),
    ("hkt", 32),
    ("sgt", 32),
    ("awst", 32),
    ("acst", 38),
    ("aest", 40),
    ("aedt", 44),
    ("nzst", 48),
    ("nzdt", 52),
    ("nst", -14),
    ("ndt", -10),
    ("ast", -16),
    ("adt", -12),
    ("est", -20),
    ("edt", -16),
    ("et", -20),
    ("cst", -24),
    ("cdt", -20),
    ("ct", -24),
    ("mst", -28),
    ("mdt", -24),
    ("mt", -28),
    ("pst", -32),
    ("pdt", -28),
    ("pt", -32),
    ("akst", -36),
    ("akdt", -32),
    ("hst", -40),
    ("brt", -12),
    ("art", -12),
];

/// Parses a zone to seconds east of UTC: `Z`, `+0200`, `-05:00`, `+2`, `GMT+2`, `EST`.
pub(super) fn parse_zone(text: &str) -> Option<i32> {
    let text = text.trim().trim_matches(['(', ')', '.', ',']);
    if let Some(zone) = named_zone(text) {
        return Some(zone);
    }
    let offset =
        ["GMT", "UTC", "UT"].iter().find_map(|name| text.strip_prefix(name)).unwrap_or(text);
    // In "+0200 (CEST)" the offset decides.
    let offset = offset.split_whitespace().next()?;
    let (sign, digits) = match offset.chars().next()? {
        '+' => (1, &offset[1..]),
        '-' => (-1, &offset[1..]),
        '\u{2212}' => (-1, &offset['\u{2212}'.len_utf8()..]),
        _ => return None,
    };
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let number = |part: &str| part.parse::<i32>().ok().filter(|_| part.len() <= 2);
    let (hour, minute) = (number(hour)?, number(minute)?);
    (hour <= 15 && minute < 60).then_some(sign * (hour * 3600 + minute * 60))
}

/// Returns the seconds east of UTC of a named zone. The single letters of RFC 822 are unreliable,
/// as RFC 2822 explains, and count as UTC.
pub(super) fn named_zone(text: &str) -> Option<i32> {
    let lower = text.to_ascii_lowercase();
    if lower.len() == 1 && lower.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(0);
    }
    NAMES.iter().find(|(name, _)| *name == lower).map(|(_, quarters)| quarters * 900)
}
