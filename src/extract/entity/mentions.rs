//! Makes entities from the network's mentions. Titles and given names add pronouns.

use std::collections::HashSet;

use super::{
    Entities, Name, agree, beginning, border, dateline, evidence, institution, kind, merge, whole,
};
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::lexicon;

/// Returns the entities of these mentions, which must be in the order of the text.
pub(in crate::extract) fn from_mentions(
    document: &Document<'_>,
    mentions: &[(Span, EntityKind)],
) -> Entities {
    let ends = mentions.iter().skip(1).map(|(next, _)| next.start).chain([document.text.len()]);
    let mut mentions: Vec<(Span, EntityKind)> = mentions
        .iter()
        .zip(ends)
        .map(|((span, kind), end)| body(document, whole(document, *span, *kind), end))
        .collect();
    border::correct_borders(document.text, &mut mentions);
    institution::complete_institutions(document.text, &mut mentions);
    whole::complete_people(document.text, &mut mentions);
    evidence::decide_kinds(document.text, &mut mentions);
    agree::unify_mentions(document, &mut mentions);
    beginning::extend_beginnings(document.text, &mut mentions);
    dateline::mark_dateline(document.text, &mut mentions);
    add_certain(document, &mut mentions);
    mark_peoples(document.text, &mut mentions);
    let mut names: Vec<Name> = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions {
        let person = kind == EntityKind::Person;
        let kin = person.then(|| kin_of(document.text, span, &names)).flatten();
        let told = pronoun(document, span, kind);
        let guess = guessed_pronoun(document, span, kind);
        names.push(Name {
            span,
            kind,
            pronoun: kin.as_ref().and_then(|(_, pronoun)| *pronoun).or(told).or(guess),
            guessed: told.is_none() && guess.is_some(),
            title: person.then(|| title(document.text, span)).flatten(),
            family: kin.map(|(family, _)| family),
        });
    }
    merge::merge_mentions(document.text, &names)
}

/// Adds mentions that need no network: names of peoples, and people called "Mr.". Not inside
/// another mention, nor where a following capitalized word may make it another name.
fn add_certain(document: &Document<'_>, mentions: &mut Vec<(Span, EntityKind)>) {
    let capital = |at: usize| {
        let word = document.tokens.get(at).map_or("", |token| token.span.of(document.text));
        word.starts_with(char::is_uppercase)
    };
    let mut found = Vec::new();
    let mut known = mentions.iter().map(|(span, _)| *span).peekable();
    for (at, token) in document.tokens.iter().enumerate().filter(|(at, _)| capital(*at)) {
        while known.next_if(|span| span.end <= token.span.start).is_some() {}
        if known.peek().is_some_and(|span| span.start < token.span.end) {
            continue;
        }
        let word = token.span.of(document.text);
        let people = |word| lexicon::list("peoples", word);
        let titled = at > 0 && evidence::TITLES.contains(&document.piece(at - 1));
        let office = |word: &str| lexicon::list("titles", word) || lexicon::list("roles", word);
        if titled && document.tokens[at - 1].span.end < token.span.start {
            // "Mr. President" is not a name.
            if office(&word.to_lowercase()) {
                continue;
            }
            found.push((token.span, EntityKind::Person));
        } else if !capital(at + 1) && (people(word) || word.strip_suffix('s').is_some_and(people)) {
            found.push((token.span, EntityKind::Group));
        }
    }
    mentions.append(&mut found);
    mentions.sort_by_key(|(span, _)| span.start);
}

/// Extends a mention that ends within a word to the word's end: the network may split "Shi" and
/// "ite". Such a word with the ending of a people's name is a group.
fn whole(document: &Document<'_>, span: Span, kind: EntityKind) -> (Span, EntityKind) {
    let next = document.tokens.partition_point(|token| token.span.end <= span.end);
    let cut =
        document.tokens.get(next).map(|token| token.span).filter(|token| token.start < span.end);
    let Some(token) = cut else { return (span, kind) };
    // "African-American", "Geun-hye", "EB-5"; not "Iran-aligned".
    let rest = &document.text[span.end..token.end];
    let apart = matches!(kind, EntityKind::Place | EntityKind::Organization);
    if apart && rest.starts_with('-') && rest[1..].starts_with(char::is_alphabetic) {
        return (span, kind);
    }
    let span = Span::new(span.start, token.end);
    let word = token.of(document.text);
    let people = ["ite", "ites", "ian", "ians", "ish"].iter().any(|ending| word.ends_with(ending));
    (span, if people { EntityKind::Group } else { kind })
}

/// Makes a people's name before a word for an organization part of the organization: "Islamic
/// State", "Dutch Airlines". Not where that word begins another mention (at `end`).
fn body(
    document: &Document<'_>,
    (span, kind): (Span, EntityKind),
    end: usize,
) -> (Span, EntityKind) {
    let next = document.tokens.partition_point(|token| token.span.start < span.end);
    let noun = document.tokens.get(next).map(|token| token.span).filter(|noun| {
        let word = noun.of(document.text);
        let beside = &document.text[span.end..noun.start] == " ";
        beside && noun.end <= end && lexicon::list("org words", word)
    });
    match noun {
        Some(noun) if kind == EntityKind::Group => {
            (Span::new(span.start, noun.end), EntityKind::Organization)
        }
        _ => (span, kind),
    }
}

/// Returns whether a name is only the name of a people: "Swede", "Danish".
fn is_people(name: &str) -> bool {
    let people = |word: &str| lexicon::list("peoples", word);
    people(name) || name.strip_suffix('s').is_some_and(people)
}

/// Makes the names of peoples groups. A name and the same name with the ending of a people are a country
/// and its people: "Sarvenia" and "Sarvenian".
fn mark_peoples(text: &str, mentions: &mut [(Span, EntityKind)]) {
    let names: HashSet<&str> = mentions
        .iter()
        .filter(|(span, kind)| match kind {
            EntityKind::Place => true,
            EntityKind::Person => !is_given_name(span.of(text)),
            _ => false,
        })
        .map(|(span, _)| span.of(text))
        .collect();
    let pairs: Vec<(String, &str)> =
        names.iter().filter_map(|name| Some((country_of(name, &names)?, *name))).collect();
    for (span, kind) in mentions {
        let name = span.of(text);
        if is_people(name) || pairs.iter().any(|(_, people)| *people == name) {
            *kind = EntityKind::Group;
        } else if pairs.iter().any(|(country, _)| country == name) {
            *kind = EntityKind::Place;
        }
    }
}

/// Returns the one of `names` whose people is called `name`.
fn country_of(name: &str, names: &HashSet<&str>) -> Option<String> {
    let stem = ["ians", "ian", "ns", "n"].iter().find_map(|ending| name.strip_suffix(ending))?;
    if stem.len() < 4 || !stem.ends_with(char::is_alphabetic) || is_given_name(name) {
        return None;
    }
    let mut countries = ["", "ia", "a"].iter().map(|end| format!("{stem}{end}"));
    countries.find(|country| names.contains(country.as_str()))
}

/// Returns whether a name may be a given name: "Maria" and "Marian" are no country and its people.
fn is_given_name(name: &str) -> bool {
    kind::pronoun_of(None, name).or_else(|| kind::by_given_name(name)).is_some()
}

/// Returns the courtesy title directly before a name.
fn title(text: &str, span: Span) -> Option<Span> {
    let before = evidence::before(text, span);
    let rest = before.trim_end();
    let last = rest.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = last.trim_start_matches(['“', '"', '‘', '(', '\'']);
    let lower = word.to_lowercase();
    let courtesy = lexicon::list("mr", &lower) || lexicon::list("mrs", &lower);
    let end = span.start - (before.len() - rest.len());
    (courtesy && !word.is_empty()).then(|| Span::new(end - word.len(), end))
}

/// Returns the last name, and the pronoun, of a given name that is identified by a relative: "Orr's
/// wife, Ann".
fn kin_of(text: &str, span: Span, names: &[Name]) -> Option<(String, Option<&'static str>)> {
    let owner = names.last().filter(|name| name.kind == EntityKind::Person)?;
    if span.of(text).contains(' ') || owner.span.end > span.start {
        return None;
    }
    let between = &text[owner.span.end..span.start];
    let rest = ["'s ", "’s ", "' ", "’ "].iter().find_map(|mark| between.strip_prefix(mark))?;
    let noun = rest.trim_end().trim_end_matches(',').rsplit(' ').next().unwrap_or("");
    let pronoun = match noun {
        "wife" | "widow" | "daughter" | "sister" | "mother" => Some("she"),
        "husband" | "son" | "brother" | "father" => Some("he"),
        _ => return None,
    };
    let short = rest.split_whitespace().count() <= 3;
    let family = owner.span.of(text).rsplit(' ').next().unwrap_or("").to_string();
    short.then_some((family, pronoun))
}

/// "he" or "she", where a title or a well-known given name says so.
fn pronoun(document: &Document<'_>, span: Span, kind: EntityKind) -> Option<&'static str> {
    if kind != EntityKind::Person {
        return None;
    }
    let before = evidence::before(document.text, span).trim_end();
    let title = before.rsplit(|c: char| c.is_whitespace()).next().map(str::to_lowercase);
    let first = span.of(document.text).split_whitespace().next().unwrap_or("");
    kind::pronoun_of(title.as_deref(), first)
}

/// "he" or "she", where nearly everyone with the given name of a full name is one of them.
fn guessed_pronoun(document: &Document<'_>, span: Span, kind: EntityKind) -> Option<&'static str> {
    let (first, _) = span.of(document.text).split_once(' ')?;
    kind::by_given_name(first).filter(|_| kind == EntityKind::Person)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &[&str] = &[
        "Duke",
        "of",
        "the",
        "Corvo",
        "”Earl",
        "(CHO)",
        "CHO",
        "Corvo Harbour Organisation",
        "R.",
        "E.",
        "Lark",
        "Inc.",
        "US",
        "Municipality",
        "Bulletin",
        "and",
        "\n\n",
        "“",
        "é",
        "名前",
        "LARK:",
        "ann@example.org",
        "Cyclone",
        "Shi-ite",
        "’s",
        ",",
        "van der",
        "Swede",
        "Mrs",
        "wife,",
        "“Shorty”",
        "\u{a0}",
    ];

    proptest! {
        /// For any mentions, the resulting ones are whole, in order, and do not overlap.
        #[test]
        fn mentions_stay_whole_and_apart(
            words in prop::collection::vec((0..WORDS.len(), any::<bool>(), 0..8usize), 0..60),
        ) {
            let mut text = String::new();
            let mut mentions = Vec::new();
            for (word, apart, kind) in words {
                let start = text.len();
                text.push_str(WORDS[word]);
                let kinds = [
                    EntityKind::Person,
                    EntityKind::Organization,
                    EntityKind::Place,
                    EntityKind::Group,
                ];
                if let Some(kind) = kinds.get(kind).filter(|_| !WORDS[word].trim().is_empty()) {
                    mentions.push((Span::new(start, text.len()), *kind));
                }
                text.push_str(if apart { " " } else { "" });
            }
            let entities = from_mentions(&Document::new(&text), &mentions);
            let mut free = 0;
            for (span, _) in &entities.mentions {
                prop_assert!(free <= span.start && span.start < span.end, "{text:?} {span:?}");
                prop_assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
                free = span.end;
            }
        }
    }
}
