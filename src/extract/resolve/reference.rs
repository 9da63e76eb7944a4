//! What kind of reference the words for a source are.

use super::noun::is_count;

/// How words point at a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// "he", "they", "both": somebody whom the text names elsewhere.
    Pointer,
    /// "who", "which", "that"
    Who,
    /// "I", "we", "you": whoever writes or reads.
    Speaker,
    /// A name or a noun.
    Words,
}

/// How `words` point at a source.
pub(super) fn reference(words: &str) -> Reference {
    match words.to_lowercase().as_str() {
        "he" | "his" | "him" | "himself" | "he himself" | "he also" => Reference::Pointer,
        "she" | "her" | "hers" | "herself" | "she herself" | "she also" => Reference::Pointer,
        "they" | "their" | "them" | "they all" | "both" | "they both" | "themselves" => {
            Reference::Pointer
        }
        "it" | "its" | "itself" => Reference::Pointer,
        "who" | "which" | "that" | "whose" | "whom" => Reference::Who,
        "i" | "we" | "you" | "my" | "our" | "your" | "me" | "us" => Reference::Speaker,
        _ => Reference::Words,
    }
}

/// Whether words in small letters speak of somebody who was not there before: "another official",
/// "a woman", "two of the passengers".
pub(super) fn is_new(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or("");
    is_count(first)
        || matches!(
            first,
            "a" | "an" | "another" | "other" | "others" | "separate" | "second" | "third"
        )
}
