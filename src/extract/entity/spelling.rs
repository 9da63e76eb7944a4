//! How names are compared: spaces, accents, titles, capitals, and places that have several names.

use crate::extract::lexicon;

/// A name without what may differ from one mention to the next.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

/// A person's name as it is compared: in small letters, without accents.
pub(super) fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = plain(name).to_lowercase();
    // "Cardinal Lee" and "Ann Lee" may be one: ranks and titles are no part of what is compared.
    let mut bare = plain.as_str();
    while let Some((first, rest)) = bare.split_once(' ')
        && lexicon::list("titles", first)
    {
        bare = rest;
    }
    bare.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

/// A name that a headline has in capitals as the text has it; acronyms stay.
pub(super) fn spoken(name: &str) -> String {
    let shouted = name.chars().count() > 3 && name.chars().all(|c| c.is_uppercase() || c == ' ');
    if !shouted {
        return name.to_string();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// One name for places that have several.
pub(super) fn alias(name: &str) -> &str {
    match name {
        "US" | "U.S." | "USA" | "U.S.A." | "United States of America" => "United States",
        "UK" | "U.K." => "United Kingdom",
        "UAE" => "United Arab Emirates",
        other => other,
    }
}
