//! Words as the full-text index sees them: runs of letters and digits, without case and accents.

use unicode_normalization::char::decompose_canonical;

use crate::domain::Span;

/// The words of `text` with where they stand (bytes), folded as the index folds them.
pub fn words(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, c)| !begins(*c)).is_some() {}
        let start = rest.peek()?.0;
        let (mut word, mut end) = (String::new(), start);
        while let Some((at, c)) = rest.next_if(|(_, c)| c.is_alphanumeric() || is_accent(*c)) {
            end = at + c.len_utf8();
            if !is_accent(c) {
                word.push(fold(c));
            }
        }
        Some((Span::new(start, end), word))
    })
}

/// Whether `text` has a word at all.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(begins)
}

/// Whether a word may begin with `c`.
fn begins(c: char) -> bool {
    c.is_alphanumeric() && !is_accent(c)
}

/// A letter in lower case, without its accents.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let (mut base, mut others) = (None, false);
    decompose_canonical(c, |part| match base {
        None => base = Some(part),
        Some(_) => others |= !is_accent(part),
    });
    let bare = base.filter(|_| !others).unwrap_or(c);
    bare.to_lowercase().next().unwrap_or(bare)
}

/// An accent that stands for itself, after its letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_know_where_they_stand() {
        let text = "O’Hara: «ÉTÉ» cafe\u{301}-bar, 3½% 東京 Ål";
        let found: Vec<String> = words(text)
            .map(|(span, word)| {
                assert!(span.fits(text));
                word
            })
            .collect();
        assert_eq!(found, ["o", "hara", "ete", "cafe", "bar", "3½", "東京", "al"]);
    }
}
