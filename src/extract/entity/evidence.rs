//! Decides the kind of a name by its words and the words beside it, for all mentions in an article
//! together, because the network judges each mention separately.

use std::collections::HashMap;

use super::agree::is_name;
use super::beside::{OF_TOWNS, TEAMS, beside_place, is_body, is_inside, is_land, is_somebody};
use super::border::Mention;
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// Titles that precede only people's names.
pub(super) const TITLES: &[&str] = &["Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr"];

/// "Hurricane X" and "the ferry X" are not people.
const STORMS: &[&str] = &[
    "cyclone",
    "hurricane",
    "storm",
    "typhoon",
    "ferry",
    "ship",
    "vessel",
    "yacht",
    "trawler",
    "tanker",
    "steamer",
];

/// Prepositions that precede places and not people.
const WITHIN: &[&str] = &["across", "near", "outside", "throughout"];

/// Evidence for the kind of a name, counted over all its mentions.
#[derive(Debug, Clone, Copy, Default)]
struct Clues {
    person: usize,
    /// Uses as the family name of a person with a longer name elsewhere.
    family: usize,
    place: usize,
    /// Contexts of buildings and their organizations, and not of people.
    nearby: usize,
    storm: usize,
    /// Contexts of people only: "X, who", "X, 41,", "coach X".
    somebody: usize,
    /// Contexts of organizations only: "X, which", "shares in X", "bookmaker X".
    body: usize,
    /// Contexts of places: "in X".
    inside: usize,
    /// The number of all mentions.
    all: usize,
}

/// Decides the kinds of mentions, and removes mentions that are not names.
pub(super) fn decide_kinds(text: &str, mentions: &mut Vec<Mention>) {
    mentions.retain(|(span, kind)| !is_name(*kind) || !is_code(span.of(text), *kind));
    // "the" in "the first day" is not a date.
    mentions.retain(|(span, kind)| {
        *kind != EntityKind::Date
            || !matches!(span.of(text), "the" | "The" | "a" | "A" | "an" | "of")
    });
    for (span, kind) in mentions.iter_mut() {
        *kind = by_its_words(span.of(text), *kind);
        if *kind == EntityKind::Person && is_abbreviated(text, *span) {
            *kind = EntityKind::Organization;
        }
    }
    let clues = clues(text, mentions);
    mentions.retain_mut(|(span, kind)| {
        let name = span.of(text);
        let Some(own) = clues.get(name).filter(|_| is_name(*kind)) else { return true };
        *kind = decide(*own, *kind);
        if *kind == EntityKind::Person {
            *kind = by_company(name, *own);
        }
        // "Storm X", and "T. S. X" for the same storm.
        let last = name.rsplit(' ').next().and_then(|last| clues.get(last)).unwrap_or(own);
        !(own.is_storm() || last.is_storm() && *kind == EntityKind::Person)
    });
}

/// Returns whether a name is an address, a file, a single letter, or an acronym of something that
/// is neither a person nor an organization.
fn is_code(name: &str, kind: EntityKind) -> bool {
    // People's names are capitalized.
    if kind == EntityKind::Person && !name.contains(|c: char| !c.is_lowercase()) {
        return true;
    }
    let address = name.contains(['@', '_']) && !name.contains(' ');
    let letter = kind == EntityKind::Person && name.len() == 1;
    address
        || letter
        || kind != EntityKind::Place && lexicon::list("capitals that are no bodies", name)
}

/// Returns whether a name is in capitals among words that are not, like the acronyms of
/// organizations. In transcripts ("LARK: No."), speakers are in capitals, too.
fn is_abbreviated(text: &str, span: Span) -> bool {
    let name = span.of(text);
    let capitals = (3..=6).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase());
    let rest = &text[span.end..text.ceil_char_boundary((span.end + 40).min(text.len()))];
    let quiet = |beside: &str| beside.contains(|c: char| c.is_lowercase());
    capitals
        && !lexicon::list("people by initials", name)
        && !rest.starts_with(':')
        && (quiet(rest) || quiet(before(text, span)))
}

/// Returns whether a name is a person's rank over a place: "Archbishop of Corvo".
fn is_ranked(name: &str) -> bool {
    let mut words = name.split(' ');
    words.next().is_some_and(|rank| lexicon::list("ranks over places", rank))
        && words.next() == Some("of")
        && words.count() == 1
}

/// Returns the kind of a name according to its own words, by known names or by its last word.
/// "Peruvian" is not a place.
fn by_its_words(name: &str, kind: EntityKind) -> EntityKind {
    match kind {
        EntityKind::Person | EntityKind::Place if lexicon::list("bodies by name", name) => {
            return EntityKind::Organization;
        }
        EntityKind::Person if lexicon::list("places by name", name) => return EntityKind::Place,
        // "Duke of X" if nothing follows: "King of X Hospital" ends with a word for an
        // organization.
        EntityKind::Organization | EntityKind::Place if is_ranked(name) => {
            return EntityKind::Person;
        }
        _ => {}
    }
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

/// Returns whether "Mr" or the like is directly before a name.
pub(super) fn title_before(text: &str, span: Span) -> bool {
    let last = before(text, span).trim_end_matches(' ').rsplit([' ', '\n']).next();
    last.is_some_and(|last| TITLES.contains(&last))
}

/// Returns the text before a span, limited to a few words.
pub(super) fn before(text: &str, span: Span) -> &str {
    &text[text.floor_char_boundary(span.start.saturating_sub(80))..span.start]
}

fn clues<'a>(text: &'a str, mentions: &[Mention]) -> HashMap<&'a str, Clues> {
    let mut found: HashMap<&str, Clues> = HashMap::new();
    for (index, (span, kind)) in mentions.iter().enumerate() {
        if !is_name(*kind) {
            continue;
        }
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
        clues.all += 1;
        if *kind == EntityKind::Person {
            let after = &text[span.end..];
            let town = OF_TOWNS.iter().any(|noun| after.starts_with(noun));
            let place = is_inside(&small, other, after)
                || is_land(after)
                || town
                || beside_place(text, mentions, index);
            clues.inside += usize::from(place);
            let rivals = TEAMS.contains(&small.as_str());
            clues.body += usize::from(is_body(&small, other, after)) + 3 * usize::from(rivals);
            clues.somebody += usize::from(is_somebody(&small, after));
        }
        // The family name alone, elsewhere in the article.
        if *kind == EntityKind::Person
            && let Some((_, family)) = name.rsplit_once(' ')
            && !name.contains(" of ")
        {
            found.entry(family).or_default().family += 1;
        }
    }
    found
}

/// Returns the kind of a name that the network takes for a person, by the words beside all its
/// mentions. A name that begins with a given name remains a person.
fn by_company(name: &str, clues: Clues) -> EntityKind {
    let first = name.split(' ').next().unwrap_or(name);
    let person = clues.person + clues.family + clues.somebody;
    let given = super::kind::pronoun_of(None, first)
        .or_else(|| super::kind::by_given_name(first).filter(|_| name.contains(' ')));
    // "Leaders X, who had scored": a team is several people.
    let team = clues.body > 2 && clues.person + clues.family == 0;
    if person > 0 && !team || given.is_some() && clues.body < 2 {
        return EntityKind::Person;
    }
    if clues.body == 0 && lexicon::list("towns", name) {
        return EntityKind::Place;
    }
    // For a name of several words, one such context is weak evidence.
    if clues.body > usize::from(name.contains(' ')) {
        return EntityKind::Organization;
    }
    if clues.inside * 3 >= clues.all && clues.inside > 0 {
        return EntityKind::Place;
    }
    EntityKind::Person
}

impl Clues {
    /// "Cyclone X" shows that "T C X" is not a person, either.
    fn is_storm(self) -> bool {
        self.storm > 0 && self.person == 0
    }
}

fn decide(clues: Clues, kind: EntityKind) -> EntityKind {
    match (clues.person + clues.family, clues.place) {
        (0, 0) if kind == EntityKind::Person && clues.nearby > 0 => EntityKind::Place,
        (0, 0) => kind,
        (_, 0) => EntityKind::Person,
        (0, _) => EntityKind::Place,
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Organization, Person, Place};

    /// Asserts the result of this step for the mentions `read`.
    fn check(text: &str, read: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        assert_settled(text, read, expected, |mentions| decide_kinds(text, mentions));
    }

    #[test]
    fn an_article_is_no_date() {
        let date = EntityKind::Date;
        check("On the first day of May", &[("the", date), ("May", date)], &[("May", date)]);
    }

    #[test]
    fn the_words_beside_a_name_tell_a_body_from_a_person() {
        check(
            "Shares in Yoxall fell. Yoxall, which is old, lost. Brewer Karlsen, 41, who left, wept.",
            &[("Yoxall", Person), ("Yoxall", Person), ("Karlsen", Person)],
            &[("Yoxall", Organization), ("Yoxall", Organization), ("Karlsen", Person)],
        );
        check(
            "She lives in Dunholt. Trust in Halvorsen fell.",
            &[("Dunholt", Person), ("Halvorsen", Person)],
            &[("Dunholt", Place), ("Halvorsen", Person)],
        );
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
    fn a_storm_is_nobody() {
        check(
            "Hurricane Della came. Della was strong, said Ann Lark.",
            &[("Della", Person), ("Della", Person), ("Ann Lark", Person)],
            &[("Ann Lark", Person)],
        );
        check(
            "Cyclone Della has winds; T C Della is strong.",
            &[("Della", Person), ("T C Della", Person)],
            &[],
        );
    }

    #[test]
    fn what_is_known_is_not_mistaken() {
        check(
            "In Samarra people read Xinhua, and Jack London left; London was late.",
            &[("Samarra", Person), ("Xinhua", Person), ("Jack London", Person), ("London", Place)],
            &[
                ("Samarra", Place),
                ("Xinhua", Organization),
                ("Jack London", Person),
                ("London", Person),
            ],
        );
        check("j goes down, K up.", &[("j", Person), ("K", Person)], &[]);
        check(
            "The Archbishop of Corvo left the King of Corvo Hospital.",
            &[("Archbishop of Corvo", Organization), ("King of Corvo Hospital", Organization)],
            &[("Archbishop of Corvo", Person), ("King of Corvo Hospital", Organization)],
        );
        check(
            "The CEO of HARO wrote to ann@example.org. LARK: No. She met JFK.",
            &[
                ("CEO", Organization),
                ("HARO", Person),
                ("ann@example.org", Person),
                ("LARK", Person),
                ("JFK", Person),
            ],
            &[("HARO", Organization), ("LARK", Person), ("JFK", Person)],
        );
    }
}
