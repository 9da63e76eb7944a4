//! Named fields of an article ("Author: …") in headers, front matter and data.

use sha2::{Digest, Sha256};

use crate::domain::Draft;

use super::{address, dates, title};

/// The longest identifier that is kept as it is (bytes).
const LONGEST_IDENTITY: usize = 2048;

/// Returns whether `key` (in any case) is the name of a field.
pub(super) fn is_known(key: &str) -> bool {
    field(key).is_some()
}

/// Sets the field that `key` names. Returns false if the key is unknown. A value that cannot be
/// parsed (a date, an address) leaves the field unchanged.
pub(super) fn set_field(draft: &mut Draft, key: &str, value: &str) -> bool {
    let Some(field) = field(key) else { return false };
    let value = value.trim();
    match field {
        HeaderField::Title => draft.title = title::clean_title(value),
        HeaderField::Author => draft.authors.extend(split_names(value)),
        HeaderField::Published => draft.published = dates::parse(value).or(draft.published),
        HeaderField::Updated => draft.updated = dates::parse(value).or(draft.updated),
        HeaderField::Outlet => draft.outlet = non_empty_line(value),
        HeaderField::Url => draft.url = address::web_address(value).or(draft.url.take()),
        HeaderField::Tags => draft.tags.extend(split_tags(value)),
        HeaderField::Language => draft.language = language_tag(value),
        HeaderField::Id => draft.guid = identifier(value),
    }
    true
}

/// Sets a field from several values. The values of a list are not split any further.
pub(super) fn set_field_values(draft: &mut Draft, key: &str, values: &[String]) {
    match (field(key), values) {
        (Some(HeaderField::Author), [_, _, ..]) => {
            draft.authors.extend(values.iter().filter_map(|v| non_empty_line(v)))
        }
        (Some(HeaderField::Tags), [_, _, ..]) => {
            draft.tags.extend(values.iter().filter_map(|v| non_empty_line(v)))
        }
        (_, [first, ..]) => {
            set_field(draft, key, first);
        }
        _ => {}
    }
}

#[derive(Clone, Copy)]
enum HeaderField {
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

fn field(key: &str) -> Option<HeaderField> {
    Some(match key.trim().to_lowercase().as_str() {
        "title" | "headline" => HeaderField::Title,
        "author" | "authors" | "by" | "byline" => HeaderField::Author,
        "date" | "published" | "pubdate" | "publishdate" => HeaderField::Published,
        "updated" | "modified" | "lastmod" => HeaderField::Updated,
        "source" | "outlet" | "publisher" | "publication" => HeaderField::Outlet,
        "url" | "link" | "canonical" | "canonical_url" => HeaderField::Url,
        "tag" | "tags" | "keywords" | "category" | "categories" => HeaderField::Tags,
        "language" | "lang" => HeaderField::Language,
        "id" | "guid" => HeaderField::Id,
        _ => return None,
    })
}

/// Words of dates where a name is expected, at the beginning of a line or alone in it.
const DATED: &[&str] = &[
    "last updated",
    "last modified",
    "first published",
    "updated",
    "published",
    "posted",
    "modified",
    "created",
    "dated",
    "date",
    "aktualisiert",
    "veröffentlicht",
    "stand",
    "publié",
    "mis à jour",
    "actualizado",
    "publicado",
    "aggiornato",
    "pubblicato",
    "bijgewerkt",
    "gepubliceerd",
];
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "heute",
    "gestern",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// Returns a line without the words before its names: "Posted on Monday by Ann Lee". Empty if the
/// words are a date and no name follows.
fn without_label(text: &str) -> &str {
    let text = text.trim();
    let lower = text.to_lowercase();
    let is_label = |label: &str| lower.strip_prefix(label).is_some_and(says_when);
    // Lower case may have another length, so the position is searched in the line itself.
    let by = || text.find(" by ").map(|at| &text[at + 4..]);
    match DATED.iter().chain(DAYS).any(|label| is_label(label)) {
        true => by().unwrap_or(""),
        false => text.strip_prefix("Written by ").unwrap_or(text),
    }
}

/// Returns whether the rest of a line makes such a word part of a date, not of a name ("Domingo
/// Santos").
fn says_when(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches([':', ',', ' ']);
    let word = trimmed.split([' ', ',']).next().unwrap_or("");
    let goes_on = ["on", "at", "by", "am", "um", "le", "el", "il", "op"].contains(&word);
    let is_when = goes_on || word.starts_with(|c: char| c.is_ascii_digit());
    trimmed.is_empty()
        || rest.starts_with(':')
        || (trimmed.len() < rest.len()
            && (is_when || DAYS.contains(&word) || dates::is_month(word)))
}

/// Returns "Ann Lee" for "Lee, Ann", if the line is a single inverted name as in catalogues.
pub(super) fn uninverted_name(text: &str) -> Option<String> {
    let text = title::clean_title(text);
    let (last, first) = text.split_once(", ")?;
    let is_one = |words: &str| !words.is_empty() && !words.contains([' ', ',', ';']);
    let is_suffix = ["jr.", "jr", "sr.", "sr", "ii", "iii", "inc.", "ltd."];
    let is_name = !first.contains([',', ';']) && !last.contains(';') && !first.contains(" and ");
    let fits = is_name && (is_one(last) || is_one(first));
    let fits = fits && !is_suffix.contains(&first.to_lowercase().as_str());
    fits.then(|| format!("{first} {last}"))
}

/// Splits names in one line at semicolons, or else at commas and "and". A leading "by" is dropped.
pub(super) fn split_names(text: &str) -> Vec<String> {
    let text = title::clean_title(text);
    let text = text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(&text);
    if text.contains(';') {
        return text.split(';').filter_map(non_empty_line).collect();
    }
    let and = text.replace(" and ", ", ").replace(" & ", ", ");
    // "Ann Lee, Jr." is one name.
    let mut names: Vec<String> = Vec::new();
    for name in and.split(", ").filter_map(|name| non_empty_line(name.trim_matches(','))) {
        match names.last_mut() {
            Some(last) if matches!(name.as_str(), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III") => {
                *last = format!("{last}, {name}");
            }
            _ => names.push(name),
        }
    }
    names
}

/// Splits names in a line as a page shows it, in which a date, a time or an account may follow
/// them.
pub(super) fn split_byline(text: &str) -> Vec<String> {
    let words: Vec<&str> = without_label(text).split_whitespace().collect();
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let ends = |at: &usize| {
        let next = words.get(at + 1).is_some_and(|next| has_digit(next));
        let word = words[*at];
        has_digit(word) || word.contains('@') || word == "|" || (next && dates::is_month(word))
    };
    let end = (0..words.len()).find(ends).unwrap_or(words.len());
    split_names(words[..end].join(" ").trim_end_matches([',', '-', '–', '—', '·', ' ']))
}

/// Splits tags in one line at commas or semicolons.
pub(super) fn split_tags(text: &str) -> Vec<String> {
    text.split([',', ';'])
        .filter_map(|tag| non_empty_line(tag.trim().trim_start_matches('#')))
        .collect()
}

/// Returns the text as one line, no longer than a title; `None` if it is empty.
pub(super) fn non_empty_line(text: &str) -> Option<String> {
    let text = title::shorten(title::clean_title(text));
    (!text.is_empty()).then_some(text)
}

/// Returns an article's identifier as one line; a very long one as its digest.
pub(super) fn identifier(text: &str) -> Option<String> {
    let text = title::clean_title(text);
    match text.len() {
        0 => None,
        1..=LONGEST_IDENTITY => Some(text),
        _ => {
            let digest = Sha256::digest(text.as_bytes());
            Some(digest.iter().fold("sha256:".to_owned(), |hex, byte| format!("{hex}{byte:02x}")))
        }
    }
}

/// Returns a language tag (BCP 47), if the text looks like one.
pub(super) fn language_tag(text: &str) -> Option<String> {
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
            ("Last Updated: January 7, 2025", &[]),
            ("Posted on Tuesday by Ann Lee", &["Ann Lee"]),
            ("Sunday, 3 March", &[]),
            ("Sonntag", &[]),
            ("Domingo Santos", &["Domingo Santos"]),
            ("Date Masamune", &["Date Masamune"]),
            ("Stanley Monday", &["Stanley Monday"]),
        ] {
            assert_eq!(split_byline(text), expected, "{text}");
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
            assert_eq!(split_names(text), expected, "{text}");
        }
    }
}
