//! Decides whether a cue reports speech or thought, rather than a deed.
//!
//! The corpora that the network learned from also mark deeds and wishes ("signed the treaty",
//! "plans to leave"). Readers expect a statement to be said, shown or thought, so anything else is
//! doubtful as a statement.

use super::lexicon;

/// Irregular past forms of reporting verbs.
const FORMS: &[&str] = &[
    "felt",
    "foresaw",
    "found",
    "heard",
    "held",
    "knew",
    "known",
    "meant",
    "said",
    "saw",
    "seen",
    "shown",
    "spoke",
    "spoken",
    "swore",
    "sworn",
    "taught",
    "thought",
    "told",
    "understood",
    "written",
];

/// Endings of verb forms, with their replacements in the base form.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
];

/// Returns whether a word of a cue is a form of a reporting word.
pub(super) fn is_reporting_cue(cue: &str) -> bool {
    cue.split(|c: char| !c.is_alphabetic()).any(|word| is_reporting(&word.to_lowercase()))
}

/// Returns whether a word (in lower case) is a form of a reporting word.
fn is_reporting(word: &str) -> bool {
    let plain = |word: &str| lexicon::list("reporting", word);
    if plain(word) || FORMS.contains(&word) {
        return true;
    }
    ENDINGS.iter().any(|(ending, plains)| {
        let Some(stem) = word.strip_suffix(ending) else { return false };
        // "admitted", "admitting"
        let mut letters = stem.chars().rev();
        let doubled = letters.next().is_some_and(|last| letters.next() == Some(last));
        let short = stem.get(..stem.len().saturating_sub(1)).filter(|_| doubled && stem.len() > 2);
        plains.iter().any(|end| plain(&format!("{stem}{end}"))) || short.is_some_and(plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_reporting_are_known_in_all_their_forms() {
        for cue in
            ["said", "has denied", "According to", "replies", "admitting", "in his words", "told"]
        {
            assert!(is_reporting_cue(cue), "{cue}");
        }
        for cue in ["signed", "has decided", "voted against", "is planning", "sentenced", ""] {
            assert!(!is_reporting_cue(cue), "{cue}");
        }
    }
}
