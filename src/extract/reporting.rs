//! Whether a cue says that somebody says or thinks something, rather than that they do something.
//!
//! The corpora that the network learned from mark deeds and wishes too ("signed the treaty", "plans to
//! leave"). A reader takes only what is said, shown or thought for a statement, so that anything else
//! is doubtful as one.

use super::lexicon;

/// Past forms of verbs of reporting that no ending makes.
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

/// Endings of verbs, and what may stand in their place in the plain form.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
];

/// Whether one of the words of a cue is a word of reporting, in any of its forms.
pub(super) fn reports(cue: &str) -> bool {
    cue.split(|c: char| !c.is_alphabetic()).any(|word| is_reporting(&word.to_lowercase()))
}

/// Whether a word (small letters) is a form of a word of reporting.
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
            assert!(reports(cue), "{cue}");
        }
        for cue in ["signed", "has decided", "voted against", "is planning", "sentenced", ""] {
            assert!(!reports(cue), "{cue}");
        }
    }
}
