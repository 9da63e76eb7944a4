//! What stands after a field's colon, where it is no words: states, days, ages, numbers.

use chrono::{Days, NaiveDate, NaiveTime};

use super::field::Field;

/// Where an article stands with its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum State {
    Unread,
    Read,
    Starred,
}

/// What an article may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// At least one attribution.
    Quotes,
    /// Links in its text.
    Links,
    /// Files that belong to it.
    Files,
    /// Tags, its feed's or the reader's.
    Tags,
    /// Named authors.
    Authors,
    /// A date of its own.
    Date,
    /// An address.
    Address,
    /// The text of its page, shown instead of the feed's.
    Page,
}

/// The beginning of a day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Day {
    /// Of a day of the calendar; of a month or a year its first one.
    On(NaiveDate),
    /// So many days before the present one.
    Ago(u64),
}

impl Day {
    /// In seconds since 1970 UTC, seen from `now`.
    pub fn begins(self, now: i64) -> i64 {
        let day = match self {
            Day::On(day) => Some(day),
            Day::Ago(days) => chrono::DateTime::from_timestamp(now, 0)
                .and_then(|now| now.date_naive().checked_sub_days(Days::new(days))),
        };
        day.map_or(0, |day| day.and_time(NaiveTime::MIN).and_utc().timestamp())
    }
}

/// What can be counted of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Named persons who speak.
    Named,
    /// Unnamed persons who speak.
    Unnamed,
    /// Bodies that speak.
    Bodies,
    /// Documents that are cited.
    Documents,
    /// All sources.
    Sources,
    /// Attributions.
    Statements,
    /// Percent of the text that is attributed.
    Share,
    /// Words of the text.
    Words,
}

/// How a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// More.
    Over,
    /// As much or more.
    AtLeast,
    /// Less.
    Under,
    /// As much or less.
    AtMost,
    /// As much.
    Exactly,
}

impl Compare {
    /// Whether `found` stands so to `wanted`.
    pub fn holds(self, found: u32, wanted: u32) -> bool {
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
    /// It stands so with its reader.
    Is(State),
    /// It has that.
    Has(Part),
    /// It is from that day or later.
    After(Day),
    /// It is from before that day.
    Before(Day),
    /// It is older than so many seconds.
    Older(i64),
    /// It is at most so many seconds old.
    Newer(i64),
    /// A number of it compares so.
    Count(Measure, Compare, u32),
}

/// What `field:value` demands; none where the value is wrong or the field takes words.
pub(super) fn fact(field: Field, value: &str) -> Option<Fact> {
    let value = value.to_lowercase();
    match field {
        Field::Is => state(&value).map(Fact::Is),
        Field::Has => part(&value).map(Fact::Has),
        Field::After => day(&value).map(Fact::After),
        Field::Before => day(&value).map(Fact::Before),
        Field::Older => age(&value).map(Fact::Older),
        Field::Newer => age(&value).map(Fact::Newer),
        _ => {
            let measure = measure(field)?;
            let (compare, number) = number(&value)?;
            Some(Fact::Count(measure, compare, number))
        }
    }
}

/// Whether the field takes words.
pub(super) fn takes_words(field: Field) -> bool {
    matches!(
        field,
        Field::Title
            | Field::Body
            | Field::Quote
            | Field::Source
            | Field::Feed
            | Field::Tag
            | Field::Author
            | Field::Url
    )
}

fn state(value: &str) -> Option<State> {
    Some(match value {
        "unread" | "new" => State::Unread,
        "read" => State::Read,
        "starred" | "star" => State::Starred,
        _ => return None,
    })
}

fn part(value: &str) -> Option<Part> {
    Some(match value {
        "quotes" | "quote" | "statements" => Part::Quotes,
        "links" | "link" => Part::Links,
        "files" | "file" => Part::Files,
        "tags" | "tag" => Part::Tags,
        "authors" | "author" => Part::Authors,
        "date" => Part::Date,
        "address" | "url" => Part::Address,
        "page" => Part::Page,
        _ => return None,
    })
}

fn day(value: &str) -> Option<Day> {
    match value {
        "today" => return Some(Day::Ago(0)),
        "yesterday" => return Some(Day::Ago(1)),
        _ => {}
    }
    let mut parts = value.split('-');
    let year = digits(parts.next()?, 4..=4)?;
    let month = parts.next().map_or(Some(1), |part| digits(part, 1..=2))?;
    let day = parts.next().map_or(Some(1), |part| digits(part, 1..=2))?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(Day::On)
}

/// Seconds; a month counts thirty days, a year 365.
fn age(value: &str) -> Option<i64> {
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
    Some(i64::from(digits(number, 1..=5)?) * unit)
}

fn measure(field: Field) -> Option<Measure> {
    Some(match field {
        Field::Named => Measure::Named,
        Field::Unnamed => Measure::Unnamed,
        Field::Bodies => Measure::Bodies,
        Field::Documents => Measure::Documents,
        Field::Sources => Measure::Sources,
        Field::Statements => Measure::Statements,
        Field::Share => Measure::Share,
        Field::Words => Measure::Words,
        _ => return None,
    })
}

fn number(value: &str) -> Option<(Compare, u32)> {
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
    Some((compare, self::digits(digits, 1..=9)?))
}

/// A number of so many digits.
fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_begin() {
        let begins = |text: &str| day(text).map(|day| day.begins(1_709_300_000));
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
        assert_eq!(age("30m"), Some(1800));
        assert_eq!(age("3mo"), Some(90 * 86_400));
        assert_eq!((age("3"), age("d"), age("1.5h"), age("999999d")), (None, None, None, None));
        assert_eq!(number(">2"), Some((Compare::Over, 2)));
        assert_eq!(number("≥50%"), Some((Compare::AtLeast, 50)));
        assert_eq!((number(">"), number("-1"), number("two")), (None, None, None));
    }
}
