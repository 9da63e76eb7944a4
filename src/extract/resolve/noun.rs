//! What a noun phrase is about: its noun, whether it is many, and what kind of source it makes.

use crate::domain::SourceKind;
use crate::extract::lexicon;

/// Words before which the noun of a phrase stands.
const ENDS: &[&str] = &[
    "of",
    "in",
    "at",
    "for",
    "from",
    "on",
    "with",
    "to",
    "about",
    "who",
    "which",
    "that",
    "near",
    "against",
    "close",
    "familiar",
    "by",
    "and",
    "or",
    "under",
    "inside",
    "involved",
    "including",
    "working",
    "waiting",
    "living",
];

/// The noun that a phrase is about, in the singular and small letters, and whether it is many.
pub(super) fn head_noun(words: &str) -> (String, bool) {
    let head = words.split([',', '(']).next().unwrap_or(words);
    let mut last = "";
    for word in head.split_whitespace() {
        let lower = word.to_lowercase();
        let stops = ENDS.contains(&lower.as_str());
        if stops && !last.is_empty() {
            // "five of the sources", "some of the passengers": the noun is still to come.
            if lower != "of" || !is_share(last) {
                break;
            }
        } else {
            last = word;
        }
    }
    let plain = last.trim_end_matches(['\'', '’', '.']).to_lowercase();
    let singular = singular(&plain);
    let many = singular != plain
        || matches!(
            plain.as_str(),
            "people"
                | "men"
                | "women"
                | "children"
                | "many"
                | "some"
                | "others"
                | "most"
                | "few"
                | "several"
                | "both"
                | "police"
                | "those"
                | "these"
        );
    (singular, many)
}

/// Whether a word says which part of a number is meant: "five of the sources".
fn is_share(word: &str) -> bool {
    let lower = word.to_lowercase();
    is_count(&lower)
        || matches!(
            lower.as_str(),
            "all"
                | "both"
                | "majority"
                | "number"
                | "group"
                | "half"
                | "percent"
                | "couple"
                | "handful"
                | "each"
                | "none"
                | "either"
        )
}

/// Whether a word in small letters says how many there are: "five", "several", "12".
pub(super) fn is_count(word: &str) -> bool {
    matches!(
        word,
        "some"
            | "many"
            | "most"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "several"
            | "few"
            | "dozens"
            | "hundreds"
            | "thousands"
    ) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// The noun of a description: "Sudani's foreign affairs advisor" is about an advisor.
pub(super) fn noun_of(words: &str) -> String {
    head_noun(words).0
}

pub(super) fn singular(word: &str) -> String {
    match word {
        "people" => return "person".into(),
        "women" | "spokeswomen" | "congresswomen" => return word.replace("women", "woman"),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("men").filter(|stem| !stem.is_empty()) {
        return format!("{stem}man");
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) && stem.len() > 2 => stem.to_string(),
        _ => word.to_string(),
    }
}

/// What a source is whose noun is `noun`.
pub(super) fn kind_of(noun: &str, words: &str) -> SourceKind {
    let person = lexicon::list("roles", noun);
    if person && !lexicon::list("body nouns", noun) {
        return SourceKind::Unnamed;
    }
    if lexicon::list("body nouns", noun) {
        return SourceKind::Organization;
    }
    if lexicon::list("documents", noun) {
        return SourceKind::Document;
    }
    let head = words.split([',', '(']).next().unwrap_or(words).rsplit(' ').next().unwrap_or("");
    if lexicon::list("org words", head) {
        return SourceKind::Organization;
    }
    let doer = ["er", "or", "ist", "man", "woman", "ian", "ee", "ant", "eer", "ster"]
        .iter()
        .any(|ending| noun.ends_with(ending));
    // "starlings" are no findings.
    let many = words.split_whitespace().next().is_some_and(|word| is_count(&word.to_lowercase()));
    let thing = !many
        && ["tion", "ment", "ity", "ness", "ance", "ence", "ing", "ism", "sis"]
            .iter()
            .any(|ending| noun.ends_with(ending));
    match (doer, thing) {
        (true, _) | (false, false) => SourceKind::Unnamed,
        (false, true) => SourceKind::Document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_is_the_one_that_speaks() {
        let check = |words: &str, noun: &str, many: bool| {
            assert_eq!(head_noun(words), (noun.to_string(), many), "{words}");
        };
        check("five of the sources", "source", true);
        check("a spokesman for the board", "spokesman", false);
        check("Lee's foreign affairs adviser", "adviser", false);
        check("two women", "woman", true);
        check("the head of the board", "head", false);
    }

    #[test]
    fn nouns_tell_people_from_bodies_and_papers() {
        let kind = |words: &str| kind_of(&noun_of(words), words);
        assert_eq!(kind("two sailors"), SourceKind::Unnamed);
        assert_eq!(kind("her campaign"), SourceKind::Organization);
        assert_eq!(kind("a survey"), SourceKind::Document);
    }
}
