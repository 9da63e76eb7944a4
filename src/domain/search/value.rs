//! Values after a field's colon other than words: states, days, ages, numbers.

use chrono::{Days, NaiveDate, NaiveTime};

use super::field::SearchField;

/// The read state tested by `is:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ReadState {
    Unread,
    Read,
    Starred,
}

/// The feature of an article tested by `has:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// At least one attribution.
    Quotes,
    /// Links in the text.
    Links,
    /// Attached files.
    Files,
    /// Tags from the feed or the user.
    Tags,
    /// Named authors.
    Authors,
    /// A date of publication.
    Date,
    /// An address.
    Address,
    /// The full text of the web page, shown instead of the feed's text.
    Page,
}

/// A day, whose beginning is counted in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Day {
    /// A calendar day; the first day of a given month or year.
    On(NaiveDate),
    /// This many days before the current one.
    Ago(u64),
}

impl Day {
    /// Returns the beginning of the day in seconds since 1970 UTC. `now` is the current time in the
    /// same unit.
    pub fn start_seconds(self, now: i64) -> i64 {
        let day = match self {
            Day::On(day) => Some(day),
            Day::Ago(days) => chrono::DateTime::from_timestamp(now, 0)
                .and_then(|now| now.date_naive().checked_sub_days(Days::new(days))),
        };
        day.map_or(0, |day| day.and_time(NaiveTime::MIN).and_utc().timestamp())
    }
}

/// A number that is counted for each article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Named persons who speak.
    Named,
    /// Unnamed persons who speak.
    Unnamed,
    /// Organizations that speak.
    Organizations,
    /// Documents that are cited.
    Documents,
    /// Sources of all kinds.
    Sources,
    /// Attributions.
    Statements,
    /// The percentage of the text that is ascribed to a source.
    Share,
    /// Words of the text.
    Words,
}

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// Greater.
    Over,
    /// Greater or equal.
    AtLeast,
    /// Less.
    Under,
    /// Less or equal.
    AtMost,
    /// Equal.
    Exactly,
}

impl Compare {
    /// Returns whether the comparison of `found` with `wanted` is true.
    pub fn is_true(self, found: u32, wanted: u32) -> bool {
        match self {
            Compare::Over => found > wanted,
            Compare::AtLeast => found >= wanted,
            Compare::Under => found < wanted,
            Compare::AtMost => found <= wanted,
            Compare::Exactly => found == wanted,
        }
    }
}

/// A condition that is not about words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The article is in this read state.
    Is(ReadState),
    /// The article has this feature.
    Has(Feature),
    /// The article is dated on this day or later.
    After(Day),
    /// The article is dated before this day.
    Before(Day),
    /// The article is older than this many seconds.
    Older(i64),
    /// The article is at most this many seconds old.
    Newer(i64),
    /// The measure of the article compares like this with the number.
    Count(Measure, Compare, u32),
}

/// Parses the value of a field. Returns `None` if the value is invalid or the field takes words.
pub(super) fn parse_fact(field: SearchField, value: &str) -> Option<Fact> {
    let value = value.to_lowercase();
    match field {
        SearchField::Is => parse_state(&value).map(Fact::Is),
        SearchField::Has => parse_feature(&value).map(Fact::Has),
        SearchField::After => parse_day(&value).map(Fact::After),
        SearchField::Before => parse_day(&value).map(Fact::Before),
        SearchField::Older => parse_age(&value).map(Fact::Older),
        SearchField::Newer => parse_age(&value).map(Fact::Newer),
        _ => {
            let measure = measure_of(field)?;
            let (compare, number) = parse_number(&value)?;
            Some(Fact::Count(measure, compare, number))
        }
    }
}

/// Returns whether the field takes words.
pub(super) fn takes_words(field: SearchField) -> bool {
    matches!(
        field,
        SearchField::Title
            | SearchField::Body
            | SearchField::Quote
            | SearchField::Source
            | SearchField::Feed
            | SearchField::Tag
            | SearchField::Mine
            | SearchField::Author
            | SearchField::Url
    )
}

fn parse_state(value: &str) -> Option<ReadState> {
    Some(match value {
        "unread" | "new" => ReadState::Unread,
        "read" => ReadState::Read,
        "starred" | "star" => ReadState::Starred,
        _ => return None,
    })
}

fn parse_feature(value: &str) -> Option<Feature> {
    Some(match value {
        "quotes" | "quote" | "statements" => Feature::Quotes,
        "links" | "link" => Feature::Links,
        "files" | "file" => Feature::Files,
        "tags" | "tag" => Feature::Tags,
        "authors" | "author" => Feature::Authors,
        "date" => Feature::Date,
        "address" | "url" => Feature::Address,
        "page" => Feature::Page,
        _ => return None,
    })
}

fn parse_day(value: &str) -> Option<Day> {
    match value {
        "today" => return Some(Day::Ago(0)),
        "yesterday" => return Some(Day::Ago(1)),
        _ => {}
    }
    let mut parts = value.split('-');
    let year = parse_digits(parts.next()?, 4..=4)?;
    let month = parts.next().map_or(Some(1), |part| parse_digits(part, 1..=2))?;
    let day = parts.next().map_or(Some(1), |part| parse_digits(part, 1..=2))?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Day::On)
}

/// Parses an age into seconds. A month counts as 30 days, a year as 365.
fn parse_age(value: &str) -> Option<i64> {
    let end = value.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = value.split_at(end);
    let unit = match unit {
        "m" | "min" => 60,
        "h" => 3_600,
        "d" => 86_400,
        "w" => 7 * 86_400,
        "mo" => 30 * 86_400,
        "y" => 365 * 86_400,
        _ => return None,
    };
    Some(i64::from(parse_digits(number, 1..=5)?) * unit)
}

fn measure_of(field: SearchField) -> Option<Measure> {
    Some(match field {
        SearchField::Named => Measure::Named,
        SearchField::Unnamed => Measure::Unnamed,
        SearchField::Organizations => Measure::Organizations,
        SearchField::Documents => Measure::Documents,
        SearchField::Sources => Measure::Sources,
        SearchField::Statements => Measure::Statements,
        SearchField::Share => Measure::Share,
        SearchField::Words => Measure::Words,
        _ => return None,
    })
}

fn parse_number(value: &str) -> Option<(Compare, u32)> {
    const SIGNS: [(&str, Compare); 7] = [
        (">=", Compare::AtLeast),
        ("≥", Compare::AtLeast),
        ("<=", Compare::AtMost),
        ("≤", Compare::AtMost),
        (">", Compare::Over),
        ("<", Compare::Under),
        ("=", Compare::Exactly),
    ];
    let signed =
        SIGNS.iter().find_map(|(sign, compare)| Some((*compare, value.strip_prefix(sign)?)));
    let (compare, digits) = signed.unwrap_or((Compare::Exactly, value));
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    Some((compare, self::parse_digits(digits, 1..=9)?))
}

/// Parses a number whose count of digits is in `length`.
fn parse_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_begin() {
        let begins = |text: &str| parse_day(text).map(|day| day.start_seconds(1_709_300_000));
        assert_eq!(begins("2024-03-01"), Some(1_709_251_200));
        assert_eq!(begins("2024-3"), begins("2024-03-01"));
        assert_eq!(begins("today"), begins("2024-03-01"));
        assert_eq!(begins("yesterday"), begins("2024-02-29"));
        assert_eq!(begins("2024"), begins("2024-01-01"));
        for wrong in ["", "24", "2024-13", "2024-02-30", "2024-02-18-1", "+2024", "now", "2024-"] {
            assert_eq!(begins(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn ages_and_numbers_have_units_and_signs() {
        assert_eq!(parse_age("30m"), Some(1800));
        assert_eq!(parse_age("3mo"), Some(90 * 86_400));
        assert_eq!(
            (parse_age("3"), parse_age("d"), parse_age("1.5h"), parse_age("999999d")),
            (None, None, None, None)
        );
        assert_eq!(parse_number(">2"), Some((Compare::Over, 2)));
        assert_eq!(parse_number("≥50%"), Some((Compare::AtLeast, 50)));
        assert_eq!(
            (parse_number(">"), parse_number("-1"), parse_number("two")),
            (None, None, None)
        );
    }
}
