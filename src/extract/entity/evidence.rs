//! What the words in a name and the words beside it say of its kind, for all its mentions in an
//! article together: the network judges each mention by itself.

use std::collections::HashMap;

use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// What follows a company's name, with or without a comma.
const LEGAL: &[&str] =
    &["Inc.", "Inc", "Corp.", "Corp", "Ltd.", "Ltd", "LLC", "L.P.", "PLC", "Co."];

/// What goes with the name of a body that follows.
const LANDS: &[&str] = &["US", "U.S.", "UK", "U.K.", "EU", "E.U."];

/// What stands before people's names only.
pub(super) const TITLES: &[&str] = &["Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr"];

/// "Hurricane X" is nobody.
const STORMS: &[&str] = &["cyclone", "hurricane", "typhoon"];

/// Where one is, and with people is not.
const WITHIN: &[&str] = &["across", "near", "outside", "throughout"];

/// A mention, and what it is.
type Mention = (Span, EntityKind);

/// What speaks for a name's being one thing or another, over all its mentions.
#[derive(Debug, Clone, Copy, Default)]
struct Clues {
    person: usize,
    place: usize,
    /// Not said of people, though of buildings and the bodies in them.
    nearby: usize,
    storm: usize,
}

/// Settles borders and kinds.
pub(super) fn settle(text: &str, mentions: &mut Vec<Mention>) {
    join(text, mentions);
    for (span, kind) in mentions.iter_mut() {
        *kind = by_its_words(span.of(text), *kind);
    }
    let clues = clues(text, mentions);
    mentions.retain_mut(|(span, kind)| {
        let Some(clues) = clues.get(span.of(text)).filter(|_| is_name(*kind)) else { return true };
        *kind = decide(*clues, *kind);
        clues.storm == 0 || clues.person > 0
    });
}

fn is_name(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
}

/// A name does not end with "of": what follows belongs to it, if it is a name too ("National
/// Library of" and "Norway"), or the small word goes.
fn join(text: &str, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions.drain(..) {
        // A mention that was made whole may hold the next.
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
    for index in 0..kept.len() {
        let end = kept.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        let (span, kind) = &mut kept[index];
        *span = without_end(text, *span);
        if let Some(legal) = legal(&text[span.end..end]) {
            (*span, *kind) = (Span::new(span.start, span.end + legal), EntityKind::Organization);
        }
    }
    *mentions = kept;
}

/// How much of `rest`, the text after a name, still belongs to a company's name, in bytes.
fn legal(rest: &str) -> Option<usize> {
    let word = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' '))?;
    let found = LEGAL.iter().find(|legal| word.starts_with(**legal))?;
    let goes_on = word[found.len()..].starts_with(char::is_alphanumeric);
    (!goes_on).then(|| rest.len() - word.len() + found.len())
}

fn without_end(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let small = [" of", " and", " the", " for"].iter().find_map(|word| name.strip_suffix(word));
    small.map_or(span, |name| Span::new(span.start, span.start + name.trim_end().len()))
}

/// The kind that a name of several words has by its last one; "Peruvian" is no place.
fn by_its_words(name: &str, kind: EntityKind) -> EntityKind {
    let Some((_, last)) = name.trim_end_matches('.').rsplit_once([' ', '\n']) else {
        let people = kind == EntityKind::Place && lexicon::list("peoples", name);
        return if people { EntityKind::Group } else { kind };
    };
    match kind {
        EntityKind::Person | EntityKind::Place if lexicon::list("last words of bodies", last) => {
            EntityKind::Organization
        }
        EntityKind::Person | EntityKind::Organization
            if lexicon::list("last words of places", last) =>
        {
            EntityKind::Place
        }
        _ => kind,
    }
}

/// The text before a span, as much of it as a few words take.
pub(super) fn before(text: &str, span: Span) -> &str {
    &text[text.floor_char_boundary(span.start.saturating_sub(80))..span.start]
}

fn clues<'a>(text: &'a str, mentions: &[Mention]) -> HashMap<&'a str, Clues> {
    let mut found: HashMap<&str, Clues> = HashMap::new();
    for (span, kind) in mentions.iter().filter(|(_, kind)| is_name(*kind)) {
        let name = span.of(text);
        let clues = found.entry(name).or_default();
        let mut before = before(text, *span).trim_end_matches(' ').rsplit([' ', '\n']);
        let (last, other) = (before.next().unwrap_or(""), before.next().unwrap_or(""));
        let small = last.to_lowercase();
        clues.storm += usize::from(STORMS.contains(&small.as_str()));
        clues.person += usize::from(TITLES.contains(&last));
        let of_town = small == "of" && lexicon::list("settlements", &other.to_lowercase());
        clues.place += usize::from(of_town);
        clues.nearby += usize::from(WITHIN.contains(&small.as_str()));
        // The family's name by itself, elsewhere in the article.
        if *kind == EntityKind::Person
            && let Some((_, family)) = name.rsplit_once(' ')
        {
            found.entry(family).or_default().person += 1;
        }
    }
    found
}

fn decide(clues: Clues, kind: EntityKind) -> EntityKind {
    match (clues.person, clues.place) {
        (0, 0) if kind == EntityKind::Person && clues.nearby > 0 => EntityKind::Place,
        (0, 0) => kind,
        (_, 0) => EntityKind::Person,
        (0, _) => EntityKind::Place,
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use EntityKind::{Organization, Person, Place};

    /// Settles the mentions that `read` gives, each the first of its words after the one before,
    /// and checks what they are then.
    fn check(text: &str, read: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        let mut at = 0;
        let place = |(name, kind): &(&str, EntityKind)| {
            let start = at + text[at..].find(name).unwrap();
            at = start + name.len();
            (Span::new(start, at), *kind)
        };
        let mut mentions: Vec<Mention> = read.iter().map(place).collect();
        settle(text, &mut mentions);
        let found: Vec<(&str, EntityKind)> =
            mentions.iter().map(|(span, kind)| (span.of(text), *kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_last_word_of_a_name_tells_what_it_is() {
        check(
            "She left Corvo College for Elm Street.",
            &[("Corvo College", Place), ("Elm Street", Organization)],
            &[("Corvo College", Organization), ("Elm Street", Place)],
        );
        check(
            "Peruvian rice is from Peru.",
            &[("Peruvian", Place), ("Peru", Place)],
            &[("Peruvian", EntityKind::Group), ("Peru", Place)],
        );
        check("The West Bank is dry.", &[("West Bank", Place)], &[("West Bank", Place)]);
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
    fn words_beside_a_name_tell_what_it_is_all_over_the_article() {
        check(
            "In the town of Corvo it rained. Corvo is old.",
            &[("Corvo", Person), ("Corvo", Organization)],
            &[("Corvo", Place), ("Corvo", Place)],
        );
        check(
            "Mr. Dunn left. Dunn was late.",
            &[("Dunn", Place), ("Dunn", Organization)],
            &[("Dunn", Person), ("Dunn", Person)],
        );
        check(
            "It rained near Corvo. Fans stood outside Lark Corp. in Corvo.",
            &[("Corvo", Person), ("Lark Corp.", Organization), ("Corvo", Person)],
            &[("Corvo", Place), ("Lark Corp.", Organization), ("Corvo", Place)],
        );
        check(
            "Ann Lark spoke. The Lark family left.",
            &[("Ann Lark", Person), ("Lark", Organization)],
            &[("Ann Lark", Person), ("Lark", Person)],
        );
    }

    #[test]
    fn a_mention_within_another_is_none() {
        let mut mentions =
            vec![(Span::new(0, 4), Organization), (Span::new(3, 4), EntityKind::Quantity)];
        settle("EB-5 is old.", &mut mentions);
        assert_eq!(mentions, [(Span::new(0, 4), Organization)]);
    }

    #[test]
    fn a_storm_is_nobody() {
        check(
            "Hurricane Della came. Della was strong, said Ann Lark.",
            &[("Della", Person), ("Della", Person), ("Ann Lark", Person)],
            &[("Ann Lark", Person)],
        );
    }
}
