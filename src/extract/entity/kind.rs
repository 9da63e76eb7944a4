//! What a person's name and title tell: who is "he" and who is "she", which word is the last name.

use crate::extract::lexicon;

/// "he" or "she", where a title or a given name says so; `first` is the first word of the name.
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

/// "he" or "she", where nearly all who bear the given name are one of them, anywhere in the world.
/// To be asked for names of two words or more: "Carter" alone is a family's name.
pub(super) fn by_given_name(first: &str) -> Option<&'static str> {
    if lexicon::list("given names of men", first) {
        Some("he")
    } else if lexicon::list("given names of women", first) {
        Some("she")
    } else {
        None
    }
}

/// The last word of a person's name, without "al-" and "Jr.".
pub(super) fn last_name(name: &str) -> &str {
    let mut words = name.rsplit(' ').filter(|word| {
        !matches!(
            word.to_lowercase().as_str(),
            "jr."
                | "jr"
                | "sr."
                | "sr"
                | "ii"
                | "iii"
                | "iv"
                | "vi"
                | "vii"
                | "viii"
                | "xiv"
                | "xv"
                | "xvi"
                | "kc"
                | "qc"
                | "mp"
        )
    });
    let last = words.next().unwrap_or(name);
    ["al-", "el-", "Al-", "El-", "bin-", "ash-", "as-", "an-"]
        .iter()
        .find_map(|prefix| last.strip_prefix(prefix))
        .unwrap_or(last)
}
