//! Completes and splits mentions: an institution's purpose belongs to its name ("Department of
//! Health and Care"), and an office-holder does not ("Mayor of Corvo Ann Lee").

use std::collections::HashSet;

use super::border::Mention;
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// Nouns for institutions whose names continue with their purpose.
const INSTITUTIONS: &[&str] = &[
    "Academy",
    "Agency",
    "Association",
    "Authority",
    "Board",
    "Bureau",
    "Center",
    "Centers",
    "Centre",
    "Chamber",
    "Commission",
    "Committee",
    "Confederation",
    "Congress",
    "Council",
    "Court",
    "Department",
    "Directorate",
    "Federation",
    "Festival",
    "Institute",
    "Ministry",
    "Office",
    "Organisation",
    "Organization",
    "Service",
    "Society",
    "Union",
];

/// The most words that are added to an institution's name.
const MOST_WORDS: usize = 8;

/// Completes the names of institutions, and splits places from people's names.
pub(super) fn complete_institutions(text: &str, mentions: &mut Vec<Mention>) {
    part_places(text, mentions);
    complete(text, mentions);
    shorten(text, mentions);
}

/// Words that turn an organization's name into another one's: "Corvo Foundation" is not Corvo.
pub(super) const PARTS: &[&str] = &[
    "Campaign",
    "Center",
    "Centre",
    "College",
    "Foundation",
    "Hospital",
    "Institute",
    "News",
    "Organization",
    "Research",
    "School",
    "Stadium",
    "Studios",
    "University",
    "Women",
];

/// Makes mentions of people organizations if an organization whose name begins the same was
/// mentioned before: "Corvo" after "Corvo Networks". Not if any person has that name.
fn shorten(text: &str, mentions: &mut [Mention]) {
    let mut people: HashSet<&str> = HashSet::new();
    let mut bodies: HashSet<&str> = HashSet::new();
    for (span, kind) in mentions.iter() {
        let parts = span.of(text).rsplit_once(' ');
        match (kind, parts) {
            (EntityKind::Person, Some((given, family))) => {
                people.extend([given.split(' ').next().unwrap_or(given), family]);
            }
            (EntityKind::Organization, Some((beginning, last))) if !PARTS.contains(&last) => {
                bodies.insert(beginning);
            }
            _ => {}
        }
    }
    let titled = |span: Span| super::evidence::title_before(text, span);
    people.extend(
        mentions
            .iter()
            .filter(|(span, kind)| *kind == EntityKind::Person && titled(*span))
            .map(|(span, _)| span.of(text)),
    );
    let mut spoken: HashSet<&str> = HashSet::new();
    for (span, kind) in mentions.iter_mut() {
        let name = span.of(text);
        match kind {
            EntityKind::Organization => {
                let beginning = name.rsplit_once(' ').map(|(beginning, _)| beginning);
                spoken.extend(beginning.filter(|beginning| bodies.contains(beginning)));
            }
            EntityKind::Person if spoken.contains(name) && !people.contains(name) => {
                *kind = EntityKind::Organization;
            }
            _ => {}
        }
    }
}

/// Splits "Corvo Ann Lee" after "of" into a place and a person, if the place is mentioned
/// elsewhere.
fn part_places(text: &str, mentions: &mut Vec<Mention>) {
    let mut parted = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions.drain(..) {
        let name = span.of(text);
        let before = &text[text.floor_char_boundary(span.start.saturating_sub(8))..span.start];
        let office = before.ends_with(" of ") || before.ends_with(" for ");
        let at = name.match_indices(' ').map(|(at, _)| at).take(3).find(|at| {
            let rest = &name[at + 1..];
            lexicon::list("places by name", &name[..*at])
                && rest.split(' ').count() >= 2
                && rest.split(' ').all(super::whole::is_name)
        });
        match at.filter(|_| office && matches!(kind, EntityKind::Person | EntityKind::Place)) {
            Some(at) => {
                parted.push((Span::new(span.start, span.start + at), EntityKind::Place));
                parted.push((Span::new(span.start + at + 1, span.end), EntityKind::Person));
            }
            None => parted.push((span, kind)),
        }
    }
    *mentions = parted;
}

/// Extends an institution's name over "of", "for" and "on", and over "and" inside it.
fn complete(text: &str, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (index, (span, kind)) in mentions.iter().copied().enumerate() {
        if kept.last().is_some_and(|(before, _)| span.start < before.end) {
            continue;
        }
        let mut end = span.end;
        if kind == EntityKind::Organization && is_institution(span.of(text)) {
            end += goes_on(text, span, &mentions[index + 1..]);
            // A name that begins inside and continues beyond is another one.
            let beyond = |(next, _): &&Mention| next.start < end && next.end > end;
            if mentions[index + 1..].iter().take(MOST_WORDS).any(|next| beyond(&next)) {
                end = span.end;
            }
        }
        kept.push((Span::new(span.start, end), kind));
    }
    *mentions = kept;
}

/// Returns whether a name ends with a noun for an institution, or with the purpose of one.
fn is_institution(name: &str) -> bool {
    let head = [" of ", " for ", " on "].iter().find_map(|word| name.split_once(word));
    let head = head.map_or(name, |(head, _)| head);
    head.rsplit(' ').next().is_some_and(|last| INSTITUTIONS.contains(&last))
}

/// Returns the number of bytes after an institution's name that belong to it: " for Clearing
/// Services", " and Wales". `after` are the mentions that follow.
fn goes_on(text: &str, span: Span, after: &[Mention]) -> usize {
    let name = span.of(text);
    let open = [" of ", " for ", " on "].iter().any(|word| name.contains(word));
    let mut end = span.end;
    let mut open = open;
    // "Association of British" and "Insurers"
    let last = name.rsplit(' ').next().unwrap_or(name);
    if open && lexicon::list("peoples", last) && text[end..].starts_with(' ') {
        let words = capitalised(&text[end + 1..]);
        let free = after.first().is_none_or(|(next, _)| next.start > end + words);
        end += if words > 0 && free { words + 1 } else { 0 };
    }
    for _ in 0..MOST_WORDS {
        let rest = &text[end..];
        let link = if open {
            [" and ", " & "].iter().find(|link| rest.starts_with(**link))
        } else {
            [" for the ", " of the ", " for ", " of ", " on "]
                .iter()
                .find(|link| rest.starts_with(**link))
        };
        let Some(link) = link else { break };
        let from = end + link.len();
        let words = capitalised(&text[from..]);
        let next = after
            .iter()
            .find(|(next, _)| next.end > from)
            .filter(|(next, _)| next.start < from + words);
        let stops = match next {
            // "the Department of Health and Ann Lee"
            Some((next, EntityKind::Person)) => next.of(text).contains(' ') || open,
            // "the Council and the Bank of Corvo"
            Some((next, EntityKind::Organization)) if open => {
                is_institution(next.of(text))
                    || lexicon::list("bodies by name", next.of(text))
                    || next.of(text).rsplit(' ').next().is_some_and(|last| {
                        lexicon::list("last words of bodies", last)
                            || lexicon::list("org words", last)
                    })
            }
            Some((_, EntityKind::Place)) => open && !place_before(text, end),
            _ => false,
        };
        if words == 0 || stops {
            break;
        }
        end = from + words;
        open = true;
    }
    end - span.end
}

/// Returns whether the word that ends at `end` is the name of a place: "England" in "England and
/// Wales".
fn place_before(text: &str, end: usize) -> bool {
    let start = text[..end].rfind(' ').map_or(0, |at| at + 1);
    lexicon::list("places by name", &text[start..end])
}

/// Returns the length in bytes of the capitalized words at the start of `rest`, without the space
/// after them.
fn capitalised(rest: &str) -> usize {
    let mut length = 0;
    for word in rest.split(' ').take(5) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let name = letters.starts_with(char::is_uppercase)
            && letters.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''));
        if !name || letters.ends_with("'s") || letters.ends_with("’s") {
            break;
        }
        length += usize::from(length > 0) + letters.len();
        if letters.len() < word.len() {
            break;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Organization, Person, Place};

    fn check(text: &str, read: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        assert_settled(text, read, expected, |mentions| complete_institutions(text, mentions));
    }

    #[test]
    fn what_an_institution_is_for_belongs_to_its_name() {
        check(
            "The Association for Tidal Safety (ATS) met the Ministry of Health and Care.",
            &[("Association", Organization), ("Ministry of Health", Organization)],
            &[
                ("Association for Tidal Safety", Organization),
                ("Ministry of Health and Care", Organization),
            ],
        );
        check(
            "The High Court of England and Wales sat. The Department of Trade and Ann Lee left.",
            &[
                ("High Court of England", Organization),
                ("Wales", Place),
                ("Department of Trade", Organization),
                ("Ann Lee", Person),
            ],
            &[
                ("High Court of England and Wales", Organization),
                ("Department of Trade", Organization),
                ("Ann Lee", Person),
            ],
        );
    }

    #[test]
    fn a_body_may_be_called_by_the_beginning_of_its_name() {
        check(
            "Corvo Networks lost money. Corvo said so. Ann Lark met Lark of Lark Foods.",
            &[
                ("Corvo Networks", Organization),
                ("Corvo", Person),
                ("Ann Lark", Person),
                ("Lark", Person),
                ("Lark Foods", Organization),
            ],
            &[
                ("Corvo Networks", Organization),
                ("Corvo", Organization),
                ("Ann Lark", Person),
                ("Lark", Person),
                ("Lark Foods", Organization),
            ],
        );
    }

    #[test]
    fn two_bodies_stay_two() {
        check(
            "The Council of Corvo and Rowan Bank spoke.",
            &[("Council of Corvo", Organization), ("Rowan Bank", Organization)],
            &[("Council of Corvo", Organization), ("Rowan Bank", Organization)],
        );
    }

    #[test]
    fn a_place_is_no_part_of_its_mayors_name() {
        check(
            "Mayor of London Ann Lee spoke.",
            &[("London Ann Lee", Place)],
            &[("London", Place), ("Ann Lee", Person)],
        );
    }
}
