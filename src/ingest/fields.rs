//! Named fields of an article ("Author: …"), as headers, front matter and tables of data give them.

use sha2::{Digest, Sha256};

use crate::domain::Draft;

use super::{address, dates, title};

/// The longest identity that is kept as it is (bytes).
const LONGEST_IDENTITY: usize = 2048;

/// Whether `key` (any case) names a field that is known.
pub(super) fn is_known(key: &str) -> bool {
    field(key).is_some()
}

/// Puts the value that `key` names where it belongs; false where the key is not known. A value
/// that cannot be read (a date, an address) leaves its field as it was.
pub(super) fn set(draft: &mut Draft, key: &str, value: &str) -> bool {
    let Some(field) = field(key) else { return false };
    let value = value.trim();
    match field {
        Field::Title => draft.title = title::clean(value),
        Field::Author => draft.authors.extend(names(value)),
        Field::Published => draft.published = dates::parse(value).or(draft.published),
        Field::Updated => draft.updated = dates::parse(value).or(draft.updated),
        Field::Outlet => draft.outlet = filled(value),
        Field::Url => draft.url = address::web(value).or(draft.url.take()),
        Field::Tags => draft.tags.extend(tags(value)),
        Field::Language => draft.language = language(value),
        Field::Id => draft.guid = identity(value),
    }
    true
}

/// The same for a field with several values: those of a list are not parted any further.
pub(super) fn set_all(draft: &mut Draft, key: &str, values: &[String]) {
    match (field(key), values) {
        (Some(Field::Author), [_, _, ..]) => {
            draft.authors.extend(values.iter().filter_map(|v| filled(v)))
        }
        (Some(Field::Tags), [_, _, ..]) => {
            draft.tags.extend(values.iter().filter_map(|v| filled(v)))
        }
        (_, [first, ..]) => {
            set(draft, key, first);
        }
        _ => {}
    }
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Author,
    Published,
    Updated,
    Outlet,
    Url,
    Tags,
    Language,
    Id,
}

fn field(key: &str) -> Option<Field> {
    Some(match key.trim().to_lowercase().as_str() {
        "title" | "headline" => Field::Title,
        "author" | "authors" | "by" | "byline" => Field::Author,
        "date" | "published" | "pubdate" | "publishdate" => Field::Published,
        "updated" | "modified" | "lastmod" => Field::Updated,
        "source" | "outlet" | "publisher" | "publication" => Field::Outlet,
        "url" | "link" | "canonical" | "canonical_url" => Field::Url,
        "tag" | "tags" | "keywords" | "category" | "categories" => Field::Tags,
        "language" | "lang" => Field::Language,
        "id" | "guid" => Field::Id,
        _ => return None,
    })
}

/// Names in one line: parted by semicolons, or else by commas and "and"; a leading "by" dropped.
pub(super) fn names(text: &str) -> Vec<String> {
    let text = title::clean(text);
    let text = text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(&text);
    if text.contains(';') {
        return text.split(';').filter_map(filled).collect();
    }
    let and = text.replace(" and ", ", ").replace(" & ", ", ");
    // "Ann Lee, Jr." is one name.
    let mut names: Vec<String> = Vec::new();
    for name in and.split(", ").filter_map(|name| filled(name.trim_matches(','))) {
        match names.last_mut() {
            Some(last) if matches!(name.as_str(), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III") => {
                *last = format!("{last}, {name}");
            }
            _ => names.push(name),
        }
    }
    names
}

/// Names in a line that a page shows: a date, an hour or an account may follow them.
pub(super) fn byline(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let ends = |at: &usize| {
        let next = words.get(at + 1).is_some_and(|next| has_digit(next));
        let word = words[*at];
        has_digit(word) || word.contains('@') || word == "|" || (next && dates::is_month(word))
    };
    let end = (0..words.len()).find(ends).unwrap_or(words.len());
    names(words[..end].join(" ").trim_end_matches([',', '-', '–', '—', '·', ' ']))
}

/// Tags in one line, parted by commas or semicolons.
pub(super) fn tags(text: &str) -> Vec<String> {
    text.split([',', ';']).filter_map(|tag| filled(tag.trim().trim_start_matches('#'))).collect()
}

/// The text on one line, if there is any; no longer than a title.
pub(super) fn filled(text: &str) -> Option<String> {
    let text = title::short(title::clean(text));
    (!text.is_empty()).then_some(text)
}

/// What an article is known by, on one line; a very long one by its digest.
pub(super) fn identity(text: &str) -> Option<String> {
    let text = title::clean(text);
    match text.len() {
        0 => None,
        1..=LONGEST_IDENTITY => Some(text),
        _ => {
            let digest = Sha256::digest(text.as_bytes());
            Some(digest.iter().fold("sha256:".to_owned(), |hex, byte| format!("{hex}{byte:02x}")))
        }
    }
}

/// A language tag (BCP 47), if it looks like one.
pub(super) fn language(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "-");
    let fits = (2..=35).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && text.split('-').next().is_some_and(|first| (2..=3).contains(&first.len()));
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_ends_before_its_date() {
        for (text, expected) in [
            ("By Ann Lee January 18, 2017 11:00 PM @annlee", &["Ann Lee"][..]),
            ("April May and Bo Ek", &["April May", "Bo Ek"]),
            ("Ann Lee, 3 hours ago", &["Ann Lee"]),
            ("18 May 2024", &[]),
        ] {
            assert_eq!(byline(text), expected, "{text}");
        }
    }

    #[test]
    fn names_are_parted() {
        for (text, expected) in [
            ("Ann Lee", &["Ann Lee"][..]),
            ("By Ann Lee and Bo Ek", &["Ann Lee", "Bo Ek"]),
            ("Ann Lee & Bo Ek", &["Ann Lee", "Bo Ek"]),
            ("Ann Lee, Bo Ek, and Cy Day", &["Ann Lee", "Bo Ek", "Cy Day"]),
            ("Lee, Ann; Ek, Bo", &["Lee, Ann", "Ek, Bo"]),
            ("Ann Lee, Jr.", &["Ann Lee, Jr."]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }
}
