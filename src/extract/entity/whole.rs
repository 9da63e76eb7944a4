//! Completes people's names: particles ("do Céu Évora"), nicknames in quotation marks, and words
//! that the network missed.

use super::border::Mention;
use crate::domain::{EntityKind, Span};
use crate::extract::lexicon;

/// Small words within names.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la",
    "le", "bin", "ibn", "ben", "al", "el", "ter", "ten", "zu", "zur", "af", "av", "y", "St.",
    "Van", "Von", "De", "Da", "Do", "Di", "Du", "Del", "La", "Le", "Bin", "Ben", "Al", "El", "Mac",
    "Ter",
];

/// Letters after a name that are not part of it.
const LETTERS: &[&str] = &["MP", "MSP", "MEP", "KC", "QC", "PC", "CBE", "OBE", "MBE", "PhD", "MD"];

/// Completes the names of people.
pub(super) fn complete_people(text: &str, mentions: &mut Vec<Mention>) {
    drop_letters(text, mentions);
    drop_courtesy(text, mentions);
    drop_office(text, mentions);
    join(text, mentions);
    for index in 0..mentions.len() {
        let start = index.checked_sub(1).map_or(0, |before| mentions[before].0.end);
        let end = mentions.get(index + 1).map_or(text.len(), |(next, _)| next.start);
        let (span, kind) = &mut mentions[index];
        if *kind != EntityKind::Person {
            continue;
        }
        if !span.of(text).contains(' ') {
            let more = surname(&text[span.end..end]);
            *span = Span::new(span.start, span.end + more);
        }
        if !span.of(text).contains(' ') {
            let given = given_name(&text[start..span.start]);
            *span = Span::new(span.start - given, span.end);
        }
        let particles = particles_before(&text[start..span.start]);
        let numeral = numeral(&text[span.end..end]);
        *span = Span::new(span.start - particles, span.end + numeral);
    }
}

/// Removes "QC" and the like from names. The name before them is a person.
fn drop_letters(text: &str, mentions: &mut Vec<Mention>) {
    mentions.retain(|(span, kind)| {
        !(LETTERS.contains(&span.of(text))
            && *kind == EntityKind::Organization
            && text[..span.start].ends_with([' ', '('])
            && follows_name(text, span.start))
    });
    for (span, kind) in mentions.iter_mut() {
        let bare = span.of(text).rsplit_once(' ').filter(|(_, last)| LETTERS.contains(last));
        if let Some((name, _)) = bare {
            *span = Span::new(span.start, span.start + name.trim_end_matches([',', ' ']).len());
            *kind = EntityKind::Person;
        }
    }
}

/// Removes courtesy titles from the names that begin with them: "Coun Ann Lee" is Ann Lee.
fn drop_courtesy(text: &str, mentions: &mut Vec<Mention>) {
    const COURTESY: &[&str] = &[
        "Coun",
        "Coun.",
        "Cllr",
        "Cllr.",
        "Councillor",
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Dr",
        "Dr.",
        "Prof",
        "Prof.",
        "Professor",
        "Rev",
        "Rev.",
    ];
    mentions.retain(|(span, _)| !COURTESY.contains(&span.of(text)));
    for (span, kind) in mentions.iter_mut() {
        if let (EntityKind::Person, Some((first, rest))) = (*kind, span.of(text).split_once(' '))
            && COURTESY.contains(&first)
            && rest.starts_with(char::is_uppercase)
        {
            *span = Span::new(span.end - rest.len(), span.end);
        }
    }
}

/// Removes "Prime" of "Prime Minister" from a name. The rest is not a person.
fn drop_office(text: &str, mentions: &mut Vec<Mention>) {
    mentions.retain_mut(|(span, kind)| {
        let office = text[span.end..].starts_with(" Minister");
        let bare = match span.of(text) {
            "Prime" if office => return false,
            name => name
                .strip_suffix(" Prime")
                .filter(|_| office)
                .or_else(|| name.strip_suffix(" Prime Minister")),
        };
        if let Some(bare) = bare {
            *span = Span::new(span.start, span.start + bare.trim_end().len());
            let people = ["ian", "ish", "ese", "i"].iter().any(|ending| bare.ends_with(ending));
            *kind = if people { EntityKind::Group } else { EntityKind::Place };
        }
        !span.is_empty()
    });
}

/// Returns whether a capitalized word is directly before `at`, like a name before "MP".
fn follows_name(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '(', ',']);
    before[word_start(before)..].starts_with(char::is_uppercase)
}

/// Joins the parts of one name: "Maria" and "Céu Évora" over "do", "Antonio" and "Lane" over
/// "“Stubby”", "Gulnora" and "Saidova" beside each other.
fn join(text: &str, mentions: &mut Vec<Mention>) {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for (span, kind) in mentions.drain(..) {
        if let Some((before, EntityKind::Person)) = kept.last_mut()
            && kind == EntityKind::Person
            && before.end < span.start
        {
            let between = &text[before.end..span.start];
            let name = before.of(text);
            let open = name.rsplit(' ').next().is_some_and(|word| {
                word.starts_with(char::is_lowercase) && PARTICLES.contains(&word)
            });
            let single = !name.contains(' ') || open;
            if is_bridge(between) || between == " " && single {
                *before = Span::new(before.start, span.end);
                continue;
            }
        }
        kept.push((span, kind));
    }
    *mentions = kept;
    // The nickname may itself have been taken for a name between the two.
    let mut index = 0;
    while index + 2 < mentions.len() {
        let [(first, a), _, (last, b)] =
            [mentions[index], mentions[index + 1], mentions[index + 2]];
        let person = a == EntityKind::Person && b == EntityKind::Person;
        if person && is_nickname(&text[first.end..last.start]) {
            mentions[index].0 = Span::new(first.start, last.end);
            mentions.drain(index + 1..index + 3);
        }
        index += 1;
    }
}

/// Returns whether the words between two names join them: particles, or a nickname.
fn is_bridge(between: &str) -> bool {
    let spaced = between.starts_with(' ') && between.ends_with(' ');
    let mut words = between.split_whitespace().peekable();
    let particles =
        words.peek().is_some() && words.all(|word| PARTICLES.contains(&word) && word != "y");
    spaced && (particles || is_nickname(between))
}

/// Returns whether a text is a nickname in quotation marks: " “Stubby” ".
fn is_nickname(between: &str) -> bool {
    let words = between.trim();
    let inner = [('“', '”'), ('"', '"'), ('‘', '’'), ('\'', '\''), ('«', '»')]
        .iter()
        .find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
    inner.is_some_and(|inner| {
        let count = inner.split_whitespace().count();
        let plain =
            inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’'));
        (1..=3).contains(&count) && plain && between.starts_with(' ') && between.ends_with(' ')
    })
}

/// Returns the start of the last word of `text` (bytes).
fn word_start(text: &str) -> usize {
    text.len() - text.rsplit(char::is_whitespace).next().map_or(0, str::len)
}

/// Returns whether a capitalized word can be part of a person's name.
pub(super) fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let small = letters.clone().next().is_some()
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''));
    let lower = word.to_lowercase();
    let other =
        ["titles", "roles", "weekdays", "mr", "mrs"].iter().any(|list| lexicon::list(list, &lower))
            || ["org words", "peoples", "places by name", "bodies by name", "kinds of places"]
                .iter()
                .any(|list| lexicon::list(list, word));
    capital && small && !other && !MONTHS.contains(&word)
}

/// The names of the months.
pub(super) const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns the number of bytes of `rest`, the text after a name, that are an ordinal or
/// generational suffix: " II", " Jr.".
fn numeral(rest: &str) -> usize {
    const NUMERALS: &[&str] = &[
        "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
        "XVI", "XVII", "XVIII", "XXIII", "Jr.", "Jr", "Sr.", "Sr",
    ];
    let Some(word) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(' ')) else { return 0 };
    let found = NUMERALS.iter().filter(|numeral| {
        let after = word.strip_prefix(**numeral);
        let comma = rest.starts_with(',') && !numeral.starts_with(['J', 'S']);
        !comma && after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    });
    let longest = found.max_by_key(|numeral| numeral.len());
    longest.map_or(0, |numeral| rest.len() - word.len() + numeral.len())
}

/// Returns the number of bytes of `rest`, the text after a given name, that belong to the name: "
/// Saidova".
fn surname(rest: &str) -> usize {
    let Some(mut after) = rest.strip_prefix(' ') else { return 0 };
    let mut length = 1;
    loop {
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(after.len());
        let word = &after[..end];
        if is_name(word) && !LETTERS.contains(&word) {
            return length + end;
        }
        let small =
            word.starts_with(char::is_lowercase) && PARTICLES.contains(&word) && word != "y";
        if !small || !after[end..].starts_with(' ') {
            return 0;
        }
        length += end + 1;
        after = &after[end + 1..];
    }
}

/// Returns the length in bytes of the given name at the end of `before`, the text up to a name of
/// one word, including the space; 0 if the word there may be anything else, as at the beginning of
/// a sentence.
fn given_name(before: &str) -> usize {
    let Some(rest) = before.strip_suffix(' ') else { return 0 };
    let start = word_start(rest);
    let word = &rest[start..];
    let ahead = rest[..start].trim_end();
    let inside = ahead.ends_with(|c: char| c.is_lowercase() || c == ',');
    if inside && is_name(word) { before.len() - start } else { 0 }
}

/// Returns the length in bytes of the particles at the end of `before`, the text up to a name: "van
/// der ".
fn particles_before(before: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = before[..before.len() - length].strip_suffix(' ') {
        let start = word_start(rest);
        let word = &rest[start..];
        if !PARTICLES.contains(&word) || matches!(word, "y" | "do" | "Do" | "al" | "la" | "La") {
            break;
        }
        length = before.len() - start;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::super::assert_settled;
    use super::*;
    use EntityKind::Person;

    fn check(text: &str, read: &[&str], expected: &[&str]) {
        let read: Vec<_> = read.iter().map(|name| (*name, Person)).collect();
        let expected: Vec<_> = expected.iter().map(|name| (*name, Person)).collect();
        assert_settled(text, &read, &expected, |mentions| complete_people(text, mentions));
    }

    #[test]
    fn particles_belong_to_a_name() {
        check("Judge Ana do Mar Silva left.", &["Ana", "Mar Silva"], &["Ana do Mar Silva"]);
        check("“No,” Van der Holt said.", &["Holt"], &["Van der Holt"]);
        check("Then St. Clair left.", &["Clair"], &["St. Clair"]);
    }

    #[test]
    fn letters_behind_a_name_are_no_part_of_it() {
        check(
            "It was Guy Marlow QC, and Ann Lee MP.",
            &["Guy", "Marlow QC", "Ann Lee"],
            &["Guy Marlow", "Ann Lee"],
        );
    }

    #[test]
    fn nicknames_stand_within_a_name() {
        check(
            "It was Anton “Shorty” Lund.",
            &["Anton", "Shorty", "Lund"],
            &["Anton “Shorty” Lund"],
        );
        check("He met Anton “and” Lund.", &["Anton", "Lund"], &["Anton “and” Lund"]);
    }

    #[test]
    fn a_name_goes_on_to_the_words_beside_it() {
        check("The farmer Dilnoza Karimova left.", &["Dilnoza"], &["Dilnoza Karimova"]);
        check("The manager Per Holm left.", &["Holm"], &["Per Holm"]);
        check("On Monday Holm left. Then Holm MP wept.", &["Holm", "Holm"], &["Holm", "Holm"]);
    }
}
