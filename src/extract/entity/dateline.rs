//! Recognizes datelines: "CORVO, Azores, Feb 5 (AP) — …" names places, whatever kind the network
//! gives them.

use super::border::Mention;
use super::whole::MONTHS;
use crate::domain::{EntityKind, Span};

/// The last byte of a text at which a dateline may end.
const LONGEST: usize = 70;

/// Makes the names in a dateline places, including mentions as people with the same name.
pub(super) fn mark_dateline(text: &str, mentions: &mut Vec<Mention>) {
    let Some(end) = end(text) else { return };
    mentions.retain(|(span, _)| span.start >= end);
    let mut places = Vec::new();
    for part in parts(text, end) {
        let word = part.of(text);
        let date = MONTHS.iter().any(|month| word.starts_with(&month[..3]) && word.contains(' '));
        if !date
            && !word.is_empty()
            && word.chars().all(|c| c.is_alphabetic() || " .-'’".contains(c))
        {
            places.push((part, EntityKind::Place));
        }
    }
    for (span, kind) in mentions.iter_mut().filter(|(_, kind)| *kind == EntityKind::Person) {
        let name = span.of(text).to_lowercase();
        if places.iter().any(|(place, _)| place.of(text).to_lowercase() == name) {
            *kind = EntityKind::Place;
        }
    }
    places.append(mentions);
    *mentions = places;
}

/// Returns the end of a dateline (bytes) if the text begins with one: a word in capitals, and no
/// lower-case word before a dash.
fn end(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let limit = line.floor_char_boundary(LONGEST.min(line.len()));
    let dash = [" — ", " – ", " - ", " -- "];
    let end = dash.iter().filter_map(|dash| line[..limit].find(dash)).min()?;
    let first = line.split([' ', ',', '/', '(']).next()?;
    let capitals = first.chars().count() > 2 && first.chars().all(|c| c.is_uppercase() || c == '-');
    let plain = line[..end].split([' ', '/', '(']).all(|word| {
        !word.starts_with(char::is_lowercase) && !word.ends_with([':', '?', '!', '”', '"'])
    });
    (capitals && plain).then_some(end)
}

/// Splits the first `end` bytes at commas, slashes and brackets.
fn parts(text: &str, end: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text[..end].char_indices().chain([(end, ',')]) {
        if matches!(c, ',' | '/' | '(' | ')') {
            let part = &text[from..at];
            let start = from + part.len() - part.trim_start().len();
            let bracket = text[..from].ends_with('(');
            if !bracket && start < from + part.trim_end().len() {
                found.push(Span::new(start, from + part.trim_end().len()));
            }
            from = at + c.len_utf8().min(end - at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Organization, Person, Place};

    #[test]
    fn a_dateline_names_places() {
        let check = |text: &str, read: &[_], expected: &[_]| {
            assert_settled(text, read, expected, |mentions| mark_dateline(text, mentions));
        };
        check(
            "CORVO/PORT LAJES, Flores, Feb 5 (AP) — Corvo sleeps, said Ann Lee.",
            &[("CORVO", Organization), ("Flores", Person), ("Corvo", Person), ("Ann Lee", Person)],
            &[
                ("CORVO", Place),
                ("PORT LAJES", Place),
                ("Flores", Place),
                ("Corvo", Place),
                ("Ann Lee", Person),
            ],
        );
        check("Corvo - a city.", &[("Corvo", Person)], &[("Corvo", Person)]);
    }
}
