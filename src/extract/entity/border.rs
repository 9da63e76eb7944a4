//! Corrects where names begin and end by the words beside them, for a few habits of the network.

use super::beginning::is_prose;
use super::whole;
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// A mention and its kind.
pub(super) type Mention = (Span, EntityKind);

/// Suffixes of companies' names, with or without a comma before them.
const LEGAL: &[&str] = &[
    "Inc.", "Inc", "Corp.", "Corp", "Ltd.", "Ltd", "LLC", "L.P.", "PLC", "plc", "Co.", "NV",
    "N.V.", "AG", "GmbH", "S.A.", "SpA", "S.p.A.", "AB", "BV", "B.V.", "Oyj", "ASA", "A/S", "KGaA",
];

/// Countries that belong to the name of the organization after them.
pub(super) const LANDS: &[&str] = &["US", "U.S.", "UK", "U.K.", "EU", "E.U."];

/// Corrects the borders of mentions, in the order of the text. Some mentions are merged.
pub(super) fn correct_borders(text: &str, mentions: &mut Vec<Mention>) {
    join(text, mentions);
    lengthen(text, mentions);
    of_places(text, mentions);
}

/// Completes names that end with "of": the next name belongs to them ("National Library of" and
/// "Norway"), or "of" is removed.
fn join(text: &str, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions.drain(..) {
        // A completed mention may contain the next one.
        if kept.last().is_some_and(|(before, _)| span.start < before.end) {
            continue;
        }
        if let Some((before, first)) = kept.last_mut()
            && *first == EntityKind::Organization
            && before.of(text).strip_suffix(" of").is_some_and(|name| !LEGAL.contains(&name))
            && matches!(text[before.end..span.start].trim(), "" | "the")
        {
            *before = Span::new(before.start, span.end);
            continue;
        }
        match kept.last_mut() {
            // "US" and "State Department"
            Some((before, first))
                if kind == EntityKind::Organization
                    && LANDS.contains(&before.of(text))
                    && &text[before.end..span.start] == " " =>
            {
                (*before, *first) = (Span::new(before.start, span.end), kind);
            }
            // "Liberal" and "Democrats"
            Some((before, first))
                if *first == EntityKind::Organization
                    && matches!(kind, EntityKind::Group | EntityKind::Organization)
                    && span.of(text).ends_with('s')
                    && !span.of(text).contains(' ')
                    && &text[before.end..span.start] == " "
                    && whole::is_name(before.of(text))
                    && !lexicon::list("bodies by name", before.of(text))
                    && !lexicon::list("peoples", span.of(text)) =>
            {
                *before = Span::new(before.start, span.end);
            }
            // "Lee & Sons" and "Inc."
            Some((before, first))
                if LEGAL.contains(&without_end(text, span).of(text))
                    && matches!(&text[before.end..span.start], " " | ", ") =>
            {
                let end = without_end(text, span).end;
                (*before, *first) = (Span::new(before.start, end), EntityKind::Organization);
            }
            _ => kept.push((span, kind)),
        }
    }
    *mentions = kept;
}

/// Extends names by following words that always are part of one ("Lark" and "Corp.", "Rowan" and
/// "Foundation"), and people's names by preceding initials.
fn lengthen(text: &str, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let start = index.checked_sub(1).map_or(0, |before| mentions[before].0.end);
        let end = mentions.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        let (span, kind) = &mut mentions[index];
        *span = without_end(text, *span);
        if let Some(legal) = legal(&text[span.end..end]) {
            (*span, *kind) = (Span::new(span.start, span.end + legal), EntityKind::Organization);
        }
        match *kind {
            EntityKind::Person | EntityKind::Organization | EntityKind::Place => {
                let long = *kind == EntityKind::Place && is_prose(text, *span);
                if let Some(more) = bodily(&text[span.end..end], if long { 3 } else { 1 }) {
                    let whole = Span::new(span.start, span.end + more);
                    (*span, *kind) = (whole, EntityKind::Organization);
                }
            }
            _ => {}
        }
        // Not for a single word: "plan B. Lark left".
        if *kind == EntityKind::Person && span.of(text).contains(' ') {
            *span = Span::new(span.start - initials(&text[start..span.start]), span.end);
        }
    }
}

/// Returns whether a name ends with a company's suffix.
fn is_legal(name: &str) -> bool {
    LEGAL.iter().any(|legal| name.ends_with(legal))
}

/// Returns the number of bytes of `rest`, the text after a name, that belong to a company's name.
fn legal(rest: &str) -> Option<usize> {
    let word = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' '))?;
    let found = LEGAL.iter().find(|legal| word.starts_with(**legal))?;
    let goes_on = word[found.len()..].starts_with(char::is_alphanumeric);
    (!goes_on).then(|| rest.len() - word.len() + found.len())
}

/// Returns the number of bytes of `rest`, the text after a name, that make it the name of an
/// organization: " Film Festival" is two words. At most `most` words count.
fn bodily(rest: &str, most: usize) -> Option<usize> {
    let mut length = 0;
    for _ in 0..most {
        let word = rest[length..].strip_prefix(' ')?;
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        length += 1 + end;
        if lexicon::list("last words of bodies", &word[..end]) {
            return Some(length);
        }
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
    }
    None
}

/// Returns the length in bytes of the initials at the end of `before`, the text up to a person's
/// name.
fn initials(before: &str) -> usize {
    let mut rest = before;
    let mut length = 0;
    loop {
        let at = rest.strip_suffix(' ').unwrap_or(rest);
        let Some(letters) = at.strip_suffix('.') else { return length };
        let Some(letter) = letters.chars().next_back().filter(|c| c.is_uppercase()) else {
            return length;
        };
        rest = &letters[..letters.len() - letter.len_utf8()];
        if rest.ends_with(|c: char| c.is_alphanumeric()) {
            return length;
        }
        length = before.len() - rest.len();
    }
}

fn without_end(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let small = [" of", " and", " the", " for"].iter().find_map(|word| name.strip_suffix(word));
    small.map_or(span, |name| Span::new(span.start, span.start + name.trim_end().len()))
}

/// Decides whether a place after "of" belongs to a title ("Duke of Corvo"), a kind of place
/// ("Municipality of Corvo") or the name of an organization ("Medical Journal of Corvo").
fn of_places(text: &str, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions.drain(..) {
        let from = kept.last().map_or(0, |(before, _)| before.start);
        let near = text[from..span.start].trim_end();
        let before = near.strip_suffix(" the").unwrap_or(near);
        let placed = matches!(kind, EntityKind::Place | EntityKind::Person);
        let Some(head) = before.strip_suffix(" of").filter(|_| placed) else {
            kept.push((span, kind));
            continue;
        };
        let stem = head.trim_end_matches(char::is_alphanumeric);
        let start = from + stem.len();
        let word = &text[start..from + head.len()];
        let rank = before == near && lexicon::list("ranks over places", word);
        let place = kind == EntityKind::Place;
        let sort = place && lexicon::list("kinds of places", word);
        match kept.last().copied() {
            Some((body, EntityKind::Organization))
                if place && body.end == from + head.len() && !is_legal(body.of(text)) =>
            {
                kept.pop();
                kept.push((Span::new(body.start, span.end), EntityKind::Organization));
            }
            last if rank || sort => {
                if last.is_some_and(|(last, _)| last.end > start) {
                    kept.pop();
                }
                let kind = if rank { EntityKind::Person } else { EntityKind::Place };
                kept.push((Span::new(start, span.end), kind));
            }
            _ => kept.push((span, kind)),
        }
    }
    *mentions = kept;
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Organization, Person, Place};

    /// Asserts the result of this step for the mentions `read`.
    fn check(text: &str, read: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        assert_settled(text, read, expected, |mentions| correct_borders(text, mentions));
    }

    #[test]
    fn a_name_does_not_end_with_of() {
        check(
            "The National Library of the Azores is old, and the Bay of it.",
            &[("National Library of", Organization), ("Azores", Place), ("Bay of", Place)],
            &[("National Library of the Azores", Organization), ("Bay", Place)],
        );
        check(
            "The US State Department left the US on Monday.",
            &[("US", Organization), ("State Department", Organization), ("US", Place)],
            &[("US State Department", Organization), ("US", Place)],
        );
        check(
            "He sold Lark, Inc. of Corvo, to Dunn Corp. on Monday.",
            &[("Lark", Person), ("Inc. of", Organization), ("Corvo", Place), ("Dunn", Person)],
            &[("Lark, Inc.", Organization), ("Corvo", Place), ("Dunn Corp.", Organization)],
        );
    }

    #[test]
    fn a_mention_within_another_is_none() {
        let mut mentions =
            vec![(Span::new(0, 4), Organization), (Span::new(3, 4), EntityKind::Quantity)];
        correct_borders("EB-5 is old.", &mut mentions);
        assert_eq!(mentions, [(Span::new(0, 4), Organization)]);
    }

    #[test]
    fn a_place_may_be_part_of_another_name() {
        check(
            "The Duke of Corvo met Earl of Flores, the Duke of the Azores.",
            &[("Corvo", Place), ("Flores", Person), ("Azores", Place)],
            &[("Duke of Corvo", Person), ("Earl of Flores", Person), ("Azores", Place)],
        );
        check("“Earl”Duke of Corvo", &[("Corvo", Place)], &[("Duke of Corvo", Person)]);
        check(
            "The Municipality of Corvo reads the Medical Journal of Flores in the town of Lajes.",
            &[
                ("Corvo", Place),
                ("Medical Journal", Organization),
                ("Flores", Place),
                ("Lajes", Place),
            ],
            &[
                ("Municipality of Corvo", Place),
                ("Medical Journal of Flores", Organization),
                ("Lajes", Place),
            ],
        );
    }

    #[test]
    fn initials_and_words_for_bodies_belong_to_a_name() {
        check(
            "A. Noel Dunn and R.E. Lark read the Corvo Bulletin. To plan B. Rowan went.",
            &[("Noel Dunn", Person), ("E. Lark", Person), ("Corvo", Place), ("Rowan", Person)],
            &[
                ("A. Noel Dunn", Person),
                ("R.E. Lark", Person),
                ("Corvo Bulletin", Organization),
                ("Rowan", Person),
            ],
        );
    }
}
