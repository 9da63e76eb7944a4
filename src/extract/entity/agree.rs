//! Makes the mentions of one name in an article consistent, because the network judges each mention
//! separately.

use std::collections::{HashMap, HashSet};

use super::border::Mention;
use crate::domain::{EntityKind, Span};
use crate::extract::document::Document;
use crate::extract::lexicon;

/// The longest acronym in bytes.
const ACRONYM: usize = 8;

/// A name that was found this many times as often as missed is a name everywhere.
const OFTEN: usize = 2;

/// A name that was missed this many times as often as found is not a name.
const SELDOM: usize = 3;

/// The most names with the same first word that are searched.
const NAMESAKES: usize = 50;

/// Makes the mentions of each name consistent, removes false ones, and adds those that were missed.
pub(super) fn unify_mentions(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    let explained = explained(document, mentions);
    mentions.retain_mut(|(span, kind)| match explained.get(span.of(document.text)) {
        Some(None) if is_name(*kind) => false,
        Some(Some(stands_for)) => {
            *kind = *stands_for;
            true
        }
        _ => true,
    });
    drop_phrases(document, mentions);
    vote(document.text, mentions);
    even_out(document, mentions, &explained);
}

pub(super) fn is_name(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Person | EntityKind::Organization | EntityKind::Place)
}

/// Returns the acronyms that the article explains ("Free Harbour Union (FHU)") with the kind of
/// entity they stand for; `None` if the words before are not a name.
fn explained<'a>(
    document: &Document<'a>,
    mentions: &[Mention],
) -> HashMap<&'a str, Option<EntityKind>> {
    let mut found = HashMap::new();
    for at in 1..document.tokens.len().saturating_sub(1) {
        let word = document.piece(at);
        let enclosed = document.piece(at - 1) == "(" && document.piece(at + 1) == ")";
        if !enclosed || !is_acronym(word) {
            continue;
        }
        let Some(first) = expansion(document, at - 1, word) else { continue };
        let long = document.span(first, at - 2);
        let from = mentions.partition_point(|(span, _)| span.end <= long.start);
        let within = mentions[from..].iter().take_while(|(span, _)| span.start < long.end);
        let named = within.filter(|(_, kind)| is_name(*kind)).last();
        // "Member of Parliament (MP)" is not a parliament.
        let whole = |span: Span| span.start <= long.start && span.end >= long.end;
        let stands_for = named.map(|(span, kind)| whole(*span).then_some(*kind));
        match stands_for {
            // If only part of the words is another name, nothing is known.
            Some(None) => {}
            Some(Some(kind)) => drop(found.insert(word, Some(kind))),
            None => drop(found.entry(word).or_insert(None)),
        }
    }
    found
}

fn is_acronym(word: &str) -> bool {
    (2..=ACRONYM).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Returns the first token of the words before `end` whose initials are `acronym`. Small words may
/// be in between.
fn expansion(document: &Document<'_>, end: usize, acronym: &str) -> Option<usize> {
    let mut letters = acronym.chars().rev().peekable();
    let mut at = end;
    while let Some(letter) = letters.peek() {
        at = at.checked_sub(1)?;
        let word = document.piece(at);
        if word.chars().next()?.to_ascii_uppercase() == *letter {
            letters.next();
        } else if !matches!(word, "of" | "the" | "and" | "for" | "in" | "on" | "to" | "&" | "-") {
            return None;
        }
    }
    Some(at)
}

/// Removes acronyms of capitalized phrases that occur at least twice and are not names: "DR" for
/// "Distant Reading".
fn drop_phrases(document: &Document<'_>, mentions: &mut Vec<Mention>) {
    let text = document.text;
    let acronyms: HashSet<&str> = mentions
        .iter()
        .filter(|(span, kind)| *kind == EntityKind::Organization && is_acronym(span.of(text)))
        .map(|(span, _)| span.of(text))
        .collect();
    if acronyms.is_empty() {
        return;
    }
    // How often the phrase occurs, and whether it is ever part of a name.
    let mut phrases: HashMap<&str, (usize, bool)> = HashMap::new();
    let mut initials = String::new();
    for at in 0..document.tokens.len() {
        initials.clear();
        for next in at..document.tokens.len().min(at + ACRONYM) {
            let word = document.piece(next);
            let mut letters = word.chars();
            let first = letters.next().filter(char::is_ascii_uppercase);
            let Some(first) = first.filter(|_| letters.next().is_some_and(char::is_lowercase))
            else {
                break;
            };
            initials.push(first);
            if let Some(acronym) = acronyms.get(initials.as_str()) {
                let whole = document.span(at, next);
                let from = mentions.partition_point(|(span, _)| span.end <= whole.start);
                let named = mentions
                    .get(from)
                    .is_some_and(|(span, kind)| span.start < whole.end && is_name(*kind));
                let seen = phrases.entry(acronym).or_default();
                *seen = (seen.0 + 1, seen.1 || named);
            }
        }
    }
    mentions.retain(|(span, kind)| {
        let seen = phrases.get(span.of(text)).copied().unwrap_or_default();
        *kind != EntityKind::Organization || seen.0 < 2 || seen.1
    });
}

/// Gives all mentions of a name the kind that the majority of them has.
fn vote(text: &str, mentions: &mut [Mention]) {
    let mut counts: HashMap<&str, [usize; 3]> = HashMap::new();
    for (span, kind) in mentions.iter().filter(|(_, kind)| is_name(*kind)) {
        counts.entry(span.of(text)).or_default()[place(*kind)] += 1;
    }
    for (span, kind) in mentions.iter_mut().filter(|(_, kind)| is_name(*kind)) {
        let counts = counts[span.of(text)];
        let all: usize = counts.iter().sum();
        for (count, of) in
            counts.iter().zip([EntityKind::Person, EntityKind::Organization, EntityKind::Place])
        {
            if count * 2 > all {
                *kind = of;
            }
        }
    }
}

fn place(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organization => 1,
        _ => 2,
    }
}

/// Adds missed mentions of names that were found far more often, and of explained acronyms. Removes
/// mentions of names that were missed far more often.
fn even_out(
    document: &Document<'_>,
    mentions: &mut Vec<Mention>,
    explained: &HashMap<&str, Option<EntityKind>>,
) {
    let text = document.text;
    let mut names: HashMap<&str, (EntityKind, usize)> = HashMap::new();
    for (span, kind) in mentions.iter().filter(|(_, kind)| is_name(*kind)) {
        names.entry(span.of(text)).or_insert((*kind, 0)).1 += 1;
    }
    let certain = explained.iter().filter_map(|(word, kind)| Some((*word, ((*kind)?, usize::MAX))));
    names.extend(certain);
    let missed = missed(document, mentions, &names);
    let mut times: HashMap<&str, usize> = HashMap::new();
    missed.iter().for_each(|span| *times.entry(span.of(text)).or_default() += 1);
    let times = |name: &str| times.get(name).copied().unwrap_or(0);
    let doubtful = |name: &str| {
        names[name].1.saturating_mul(SELDOM) < times(name) && !lexicon::list("bodies by name", name)
    };
    mentions.retain(|(span, kind)| !is_name(*kind) || !doubtful(span.of(text)));
    mentions.extend(missed.into_iter().filter_map(|span| {
        let (kind, found) = names[span.of(text)];
        (found > OFTEN * times(span.of(text))).then_some((span, kind))
    }));
    mentions.sort_by_key(|(span, _)| span.start);
}

/// Returns the occurrences of known names outside of mentions.
fn missed(
    document: &Document<'_>,
    mentions: &[Mention],
    names: &HashMap<&str, (EntityKind, usize)>,
) -> Vec<Span> {
    let text = document.text;
    // By first words: a name is searched where its first word occurs.
    let mut by_first: HashMap<&str, Vec<&str>> = HashMap::new();
    for name in names.keys().filter(|name| name.starts_with(char::is_uppercase)) {
        by_first.entry(name.split(' ').next().unwrap_or(name)).or_default().push(name);
    }
    for known in by_first.values_mut() {
        known.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
        known.truncate(NAMESAKES);
    }
    let ends: HashSet<usize> = document.tokens.iter().map(|token| token.span.end).collect();
    let mut found = Vec::new();
    let mut taken = mentions.iter().map(|(span, _)| *span).peekable();
    let mut free = 0;
    for token in &document.tokens {
        while taken.next_if(|span| span.end <= token.span.start).is_some() {}
        if token.span.start < free {
            continue;
        }
        let Some(known) = by_first.get(token.span.of(text)) else { continue };
        let limit = taken.peek().map_or(text.len(), |span| span.start);
        let fits = |name: &&&str| {
            let end = token.span.start + name.len();
            end <= limit && text[token.span.start..].starts_with(**name) && ends.contains(&end)
        };
        if let Some(name) = known.iter().find(fits) {
            free = token.span.start + name.len();
            found.push(Span::new(token.span.start, free));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::{Organization, Person, Place};

    /// Asserts the result of this step for the mentions `read`.
    fn check(text: &str, read: &[(&str, EntityKind)], expected: &[(&str, EntityKind)]) {
        assert_settled(text, read, expected, |mentions| {
            unify_mentions(&Document::new(text), mentions)
        });
    }

    #[test]
    fn an_acronym_is_what_its_words_are() {
        check(
            "The Corvo Harbour Organisation (CHO) met. The rules of CHO are old.",
            &[("Corvo Harbour Organisation", Organization)],
            &[
                ("Corvo Harbour Organisation", Organization),
                ("CHO", Organization),
                ("CHO", Organization),
            ],
        );
        check(
            "What is called distant reading (DR) is new. She likes DR.",
            &[("DR", Organization), ("DR", Organization)],
            &[],
        );
        check(
            "In Distant Reading one counts. Distant Reading is new. She likes DR.",
            &[("DR", Organization)],
            &[],
        );
    }

    #[test]
    fn a_name_is_of_one_kind_in_an_article() {
        check(
            "Corvo is old. They left Corvo. To Corvo they came.",
            &[("Corvo", Place), ("Corvo", Person), ("Corvo", Place)],
            &[("Corvo", Place), ("Corvo", Place), ("Corvo", Place)],
        );
        check(
            "Lark played Lark.",
            &[("Lark", Person), ("Lark", Organization)],
            &[("Lark", Person), ("Lark", Organization)],
        );
    }

    #[test]
    fn a_name_that_was_found_often_is_found_everywhere_and_one_that_was_not_nowhere() {
        check(
            "Dunn spoke. Dunn left. Dunn returned. Dunning is old; Dunn is not.",
            &[("Dunn", Person), ("Dunn", Person), ("Dunn", Person)],
            &[("Dunn", Person), ("Dunn", Person), ("Dunn", Person), ("Dunn", Person)],
        );
        check(
            "Members met. Members spoke. The Members left. All Members came. No Members stayed.",
            &[("Members", Organization)],
            &[],
        );
    }
}
