//! What a run of capitalised words names: by lists, by the words in it, by what stands beside it.

use std::collections::HashMap;
use std::ops::Range;

use super::Name;
use crate::domain::EntityKind;
use crate::extract::document::Document;
use crate::extract::lexicon;
use crate::extract::tag::Tag;
use crate::extract::token::Kind;

/// The names in `runs`: titles cut off, kinds told. What is no name is left out.
pub(super) fn names(document: &Document<'_>, runs: &[Range<usize>]) -> Vec<Name> {
    let mut found = Vec::new();
    for run in runs {
        cut(document, run.clone(), &mut found);
    }
    settle(document.text, &mut found);
    found.retain(|name| name.kind != EntityKind::Other || name.sure);
    found
}

/// Cuts titles and peoples off the front of a run, and names what is left.
fn cut(document: &Document<'_>, run: Range<usize>, found: &mut Vec<Name>) {
    let mut start = run.start;
    let mut title = None;
    loop {
        let rest = start..run.end;
        if let Some(end) = title_end(document, rest.clone()) {
            title = Some(document.piece(end - 1).to_lowercase());
            start = end;
        } else if rest.len() > 1 && (leads(document, rest.clone())) {
            push(document, start..start + 1, None, found);
            start += 1;
        } else {
            break;
        }
        if start >= run.end {
            return;
        }
    }
    push(document, start..run.end, title.as_deref(), found);
}

/// Whether the run's first word is a name of its own: "US State Department", "Iraqi Prime
/// Minister", "Republican Ann Lee".
fn leads(document: &Document<'_>, run: Range<usize>) -> bool {
    let word = document.piece(run.start);
    let next = run.start + 1..run.end;
    let whole = words(document, &run);
    let rest = words(document, &next);
    let known = ["countries", "cities", "regions", "orgs", "groups"]
        .iter()
        .any(|list| lexicon::list(list, &whole));
    let state = matches!(word, "US" | "U.S." | "UK" | "U.K." | "EU" | "UN" | "U.N.");
    let people = lexicon::list("groups", word);
    let person = title_end(document, next.clone()).is_some()
        || is_given(document.piece(next.start)) && next.len() > 1;
    !known
        && (state
            || people && (person || lexicon::list("orgs", &rest))
            || lexicon::list("countries", word) && person)
}

/// Where a title ends that the run begins with: "Prime Minister", "Sen.", "Secretary of State".
fn title_end(document: &Document<'_>, run: Range<usize>) -> Option<usize> {
    (1..=4.min(run.len())).rev().map(|length| run.start + length).find(|end| {
        let phrase = words(document, &(run.start..*end)).to_lowercase();
        let phrase = phrase.strip_prefix("former ").unwrap_or(&phrase);
        // "Transport Minister": any office of that kind, before a name.
        let office = || {
            let last = document.piece(end - 1).to_lowercase();
            *end < run.end && is_office(&last) && !is_given(document.piece(run.start))
        };
        lexicon::list("titles", phrase) || office()
    })
}

/// Titles that take a word before them: "Transport Minister", "Budget Director".
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "minister"
            | "secretary"
            | "commissioner"
            | "chief"
            | "director"
            | "adviser"
            | "advisor"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "chairman"
            | "chairwoman"
            | "leader"
            | "manager"
            | "ambassador"
            | "editor"
            | "correspondent"
            | "columnist"
            | "strategist"
            | "president"
            | "candidate"
            | "nominee"
    )
}

fn words(document: &Document<'_>, run: &Range<usize>) -> String {
    run.clone().map(|at| document.piece(at).replace('’', "'")).collect::<Vec<_>>().join(" ")
}

fn push(document: &Document<'_>, run: Range<usize>, title: Option<&str>, found: &mut Vec<Name>) {
    let whole = words(document, &run);
    let lower = whole.to_lowercase();
    let date = |word: &str| lexicon::list("months", word) || lexicon::list("weekdays", word);
    if date(&lower) || lower.split(' ').all(date) {
        return;
    }
    let span = document.span(run.start, run.end - 1);
    let pronoun = pronoun(title, document.piece(run.start));
    let (kind, sure) = match by_name(&whole) {
        Some(kind) if title.is_none() || kind != EntityKind::Organization => (kind, true),
        _ if title.is_some() => (EntityKind::Person, true),
        Some(kind) => (kind, true),
        None => by_look(document, &run, &whole),
    };
    let kind = if title.is_some() && run.len() > 1 { EntityKind::Person } else { kind };
    found.push(Name { span, kind, pronoun, sure });
}

/// What lists and telling words say.
fn by_name(whole: &str) -> Option<EntityKind> {
    let lists = [
        ("countries", EntityKind::Place),
        ("cities", EntityKind::Place),
        ("regions", EntityKind::Place),
        ("orgs", EntityKind::Organization),
        ("groups", EntityKind::Group),
    ];
    if let Some((_, kind)) = lists.iter().find(|(list, _)| lexicon::list(list, whole)) {
        return Some(*kind);
    }
    let mut parts = whole.split(' ');
    let first = parts.next().unwrap_or("");
    let last = whole.rsplit(' ').next().unwrap_or("");
    if first == last {
        return None;
    }
    let head = whole.split(" of ").next().and_then(|head| head.rsplit(' ').next()).unwrap_or("");
    if lexicon::list("org words", last)
        || lexicon::list("org words", head)
        || whole.contains(" for ")
    {
        return Some(EntityKind::Organization);
    }
    if lexicon::list("place words", last)
        || matches!(
            first,
            "Mount"
                | "Lake"
                | "Fort"
                | "Port"
                | "Cape"
                | "Isle"
                | "Loch"
                | "San"
                | "Santa"
                | "Los"
                | "Las"
                | "El"
        )
    {
        return Some(EntityKind::Place);
    }
    if is_given(first) {
        return Some(EntityKind::Person);
    }
    None
}

/// What stands beside the run, and how it looks.
fn by_look(document: &Document<'_>, run: &Range<usize>, whole: &str) -> (EntityKind, bool) {
    let before = run.start.checked_sub(1);
    let role = before.is_some_and(|at| {
        document.tags[at].is_noun() && lexicon::list("roles", &document.piece(at).to_lowercase())
            || is_role(document.piece(at))
    });
    if role {
        return (EntityKind::Person, true);
    }
    let letters = whole.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = whole.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&'));
    if capitals && run.len() == 1 {
        return (EntityKind::Organization, (2..=6).contains(&letters));
    }
    let after = document.tokens.get(run.end).map(|token| token.kind);
    let tag = document.tags.get(run.end).copied().unwrap_or(Tag::End);
    let owns = after == Some(Kind::Clitic) && tag == Tag::Pos;
    let located = before.is_some_and(|at| {
        matches!(document.piece(at), "in" | "at" | "near" | "outside" | "across")
    });
    let common =
        run.clone().all(|at| lexicon::tags_of(&document.piece(at).to_lowercase()).is_some());
    match run.len() {
        1 if located => (EntityKind::Place, !common),
        1 if owns || tag.is_finite() => (EntityKind::Person, !common),
        1 => (EntityKind::Other, false),
        2..=4 if common => (EntityKind::Other, false),
        2..=4 if located => (EntityKind::Place, true),
        2..=4 => (EntityKind::Person, tag.is_finite() || owns || tag == Tag::Comma),
        _ => (EntityKind::Organization, false),
    }
}

fn is_role(word: &str) -> bool {
    word.len() > 5
        && word.starts_with(char::is_lowercase)
        && (word.ends_with("er")
            || word.ends_with("or")
            || word.ends_with("ist")
            || word.ends_with("man"))
        && lexicon::tags_of(word).is_some_and(|tags| tags.iter().any(|(tag, _)| *tag == Tag::Nn))
}

/// Whether `word` is a given name.
fn is_given(word: &str) -> bool {
    ["men", "women", "names"].iter().any(|list| lexicon::list(list, word))
}

/// "he" or "she", where a title or a given name says so.
pub(super) fn pronoun(title: Option<&str>, first: &str) -> Option<&'static str> {
    let title = title.unwrap_or("");
    if lexicon::list("mr", title) {
        Some("he")
    } else if lexicon::list("mrs", title) {
        Some("she")
    } else if lexicon::list("men", first) {
        Some("he")
    } else if lexicon::list("women", first) {
        Some("she")
    } else {
        None
    }
}

/// Brings names of one word, and unsure ones, in line with what the rest of the text says of them.
fn settle(text: &str, names: &mut [Name]) {
    let mut known: HashMap<&str, EntityKind> = HashMap::new();
    for name in names.iter().filter(|name| name.sure) {
        let piece = name.span.of(text);
        known.entry(piece).or_insert(name.kind);
        if name.kind == EntityKind::Person {
            let last = last_name(piece);
            known.entry(last).or_insert(EntityKind::Person);
        }
    }
    for name in names.iter_mut() {
        let piece = name.span.of(text);
        let listed = by_name(piece).is_some();
        match known
            .get(piece)
            .or_else(|| known.get(last_name(piece)).filter(|_| !piece.contains(' ')))
        {
            Some(kind) if !name.sure || (!listed && name.kind != *kind) => {
                name.kind = *kind;
                name.sure = true;
            }
            _ => {}
        }
    }
}

/// The last word of a person's name, without "al-" and "Jr.".
pub(super) fn last_name(name: &str) -> &str {
    let mut words = name
        .rsplit(' ')
        .filter(|word| !matches!(*word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV"));
    let last = words.next().unwrap_or(name);
    ["al-", "el-", "Al-", "El-", "bin-", "ash-", "as-", "an-"]
        .iter()
        .find_map(|prefix| last.strip_prefix(prefix))
        .unwrap_or(last)
}
