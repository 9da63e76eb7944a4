//! Dates in words: RFC 822, asctime, `5 November 2025 - 09:01`, `February 18, 2024`, `18.02.2024`.

use unicode_normalization::UnicodeNormalization;

use super::{Parts, Time, iso, names, zone};

/// The parts of a date found so far.
#[derive(Default)]
struct DateWords {
    year: Option<i32>,
    month: Option<u32>,
    /// Whether the word for the month may also be a weekday.
    month_may_be_day: bool,
    numbers: Vec<(u32, usize)>,
    clock: Option<(u32, u32, u32)>,
    afternoon: Option<bool>,
    zone: Option<i32>,
}

/// Parses a date in words. Returns `None` if a word does not belong in a date.
pub(super) fn parse_words(text: &str) -> Option<Parts> {
    let text = spaced(text);
    let mut found = DateWords::default();
    for token in text.split_whitespace() {
        take(token, &mut found)?;
    }
    let (year, month, day) = found.date()?;
    let time = match found.clock {
        Some((hour, minute, second)) => {
            let hour = found.hour(hour)?;
            Some(Time { hour, minute, second, zone: found.zone.unwrap_or(0) })
        }
        None => None,
    };
    Some(Parts { year, month, day, time })
}

/// Returns the text with its parts separated: `18-Feb-2024` and `2024년 2월 18일` get spaces.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    let letters: Vec<char> = text.nfc().collect();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map_or(' ', |at| letters[at]);
        let after = letters.get(at + 1).copied().unwrap_or(' ');
        let beside_letter = (before.is_alphabetic() && after.is_ascii_digit())
            || (before.is_ascii_digit() && after.is_alphabetic());
        match c {
            ',' | '|' | '(' | ')' | '·' | '•' | '–' | '—' => spaced.push(' '),
            '-' if beside_letter && !spaced.contains(':') => spaced.push(' '),
            '-' if after == ' ' => spaced.push(' '),
            '年' | '년' => spaced.push_str(" \u{5e74} "),
            '月' | '월' => spaced.push_str(" \u{6708} "),
            '日' | '일' => spaced.push_str(" \u{65e5} "),
            // The T of ISO after a word: "July-13T9:15".
            'T' if before.is_ascii_digit() && after.is_ascii_digit() => spaced.push(' '),
            c => spaced.push(c),
        }
    }
    spaced
}

fn take(token: &str, found: &mut DateWords) -> Option<()> {
    let word = token.trim_matches('.').to_lowercase();
    if token.starts_with(|c: char| c.is_ascii_digit()) {
        return take_number(token.trim_end_matches('.'), found);
    }
    match word.as_str() {
        "" | "-" => {}
        // Before a time, "am" is a German word.
        "am" if found.clock.is_none() => {}
        "am" | "a.m" | "오전" | "午前" | "上午" => found.afternoon = Some(false),
        "pm" | "p.m" | "오후" | "午後" | "下午" => found.afternoon = Some(true),
        "\u{5e74}" => found.year = Some(found.numbers.pop()?.0 as i32),
        "\u{6708}" => found.month = Some(found.numbers.pop()?.0),
        "\u{65e5}" => {}
        _ => {
            let is_open = found.month.is_none() || found.month_may_be_day;
            if let Some(month) = names::month_number(&word).filter(|_| is_open) {
                found.month_may_be_day = found.month.is_none() && names::may_be_day(&word);
                found.month = Some(month);
            } else if let Some(zone) = zone::parse_zone(token).filter(|_| found.clock.is_some()) {
                found.zone = Some(found.zone.filter(|zone| *zone != 0).unwrap_or(zone));
            } else if !names::is_filler(&word) && !is_unknown_zone(token, found) {
                return None;
            }
        }
    }
    Some(())
}

/// Returns whether the token is an unknown time zone. That is no reason to reject the date; its
/// time counts as UTC.
fn is_unknown_zone(token: &str, found: &DateWords) -> bool {
    let capitals = (2..=5).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_uppercase());
    found.clock.is_some() && (capitals || token.contains('/'))
}

fn take_number(token: &str, found: &mut DateWords) -> Option<()> {
    if token.contains(':') {
        return take_clock(token, found);
    }
    let parts: Vec<&str> = token.split(['.', '/', '-']).collect();
    if let [year, month, day] = parts.as_slice()
        && year.len() == 4
    {
        found.year = year.parse().ok();
        found.month = Some(month.parse().ok()?);
        found.numbers.push((day.parse().ok()?, 2));
        return Some(());
    }
    if let [first, second, third] = parts.as_slice() {
        let (first, second) = (first.parse().ok()?, second.parse().ok()?);
        // In 18.02.2024 the day is first; 18/02/2024 is clear because of 18, and 03/04/2024 is
        // ambiguous.
        let (day, month) = match (token.contains('.'), first, second) {
            (true, day, month) => (day, month),
            (false, 13.., month @ ..=12) => (first, month),
            (false, month @ ..=12, 13..) => (second, month),
            (false, same, other) if same == other => (same, other),
            _ => return None,
        };
        found.month = Some(month);
        found.year = Some(third.parse().ok().filter(|_| third.len() == 4)?);
        found.numbers.push((day, 2));
        return Some(());
    }
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = token.split_at(digits);
    let value = number.parse().ok()?;
    match rest.to_lowercase().as_str() {
        "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "." => found.numbers.push((value, digits)),
        "am" | "pm" if found.clock.is_none() => {
            found.clock = Some((value, 0, 0));
            found.afternoon = Some(rest.eq_ignore_ascii_case("pm"));
        }
        _ => return None,
    }
    Some(())
}

/// Reads a time, with a zone or am/pm that may be attached.
fn take_clock(token: &str, found: &mut DateWords) -> Option<()> {
    let end =
        token.find(|c: char| !c.is_ascii_digit() && !":.,".contains(c)).unwrap_or(token.len());
    let (clock, rest) = token.split_at(end);
    if found.clock.is_some() {
        return None;
    }
    found.clock = Some(iso::clock_of(clock)?);
    match rest.to_lowercase().trim_matches('.') {
        "" => {}
        "am" | "a.m" => found.afternoon = Some(false),
        "pm" | "p.m" => found.afternoon = Some(true),
        _ => found.zone = Some(zone::parse_zone(rest)?),
    }
    Some(())
}

impl DateWords {
    /// Returns year, month and day. The year is the number that cannot be a day, or else the last
    /// one.
    fn date(&self) -> Option<(i32, u32, u32)> {
        let month = self.month?;
        let (year, day) = match (self.year, self.numbers.as_slice()) {
            (Some(year), [(day, _)]) => (year, *day),
            (None, [(year, 4), (day, ..=2)] | [(day, ..=2), (year, 4)]) => (*year as i32, *day),
            (None, [(day, ..=2), (year, 2)]) => (century(*year), *day),
            _ => return None,
        };
        Some((year, month, day))
    }

    fn hour(&self, hour: u32) -> Option<u32> {
        match self.afternoon {
            None => Some(hour),
            Some(_) if hour > 12 => Some(hour),
            Some(false) => Some(hour % 12),
            Some(true) => Some(hour % 12 + 12),
        }
    }
}

/// Returns the full year for one of two digits, as RFC 2822 prescribes.
fn century(year: u32) -> i32 {
    year as i32 + if year < 50 { 2000 } else { 1900 }
}
