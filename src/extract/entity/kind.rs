//! Derives pronoun and last name from a person's name and title.

use crate::extract::lexicon;

/// Returns "he" or "she" if the title or the given name determines it. `first` is the first word of
/// the name.
pub(super) fn pronoun_of(title: Option<&str>, first: &str) -> Option<&'static str> {
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

/// Returns "he" or "she" if nearly everybody with the given name, anywhere in the world, is one of
/// them. Only for names of two words or more: "Carter" alone is a family name.
pub(super) fn by_given_name(first: &str) -> Option<&'static str> {
    if lexicon::list("given names of men", first) {
        Some("he")
    } else if lexicon::list("given names of women", first) {
        Some("she")
    } else {
        None
    }
}

/// Returns the last word of a person's name, without "al-" and "Jr.".
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
