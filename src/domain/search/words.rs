//! Splits text into words as the full-text index does: runs of letters and digits, folded; in
//! scripts without spaces, pairs of letters.

use unicode_normalization::char::decompose_canonical;

use crate::domain::Span;
use crate::domain::scripts::{self, Letter};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// The byte range in the text. Pairs of letters overlap.
    pub(super) span: Span,
    /// The word folded as in the index.
    pub(super) text: String,
    pub(super) shape: WordShape,
}

/// The composition of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordShape {
    /// Letters between spaces or punctuation.
    Whole,
    /// Two letters of a script without spaces, with the end of the first in bytes of the searched
    /// text and its length in `text`.
    Pair(usize, usize),
    /// The last letter of a run in such a script.
    Last,
    /// A single letter of such a script.
    Lone,
}

/// Returns the words of `text`, in order.
pub(super) fn split_words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    let mut run: Option<Letter> = None;
    std::iter::from_fn(move || {
        if let Some(letter) = run.take() {
            return Some(take_paired(text, letter, false, &mut at, &mut run));
        }
        let start = at + text[at..].find(may_begin)?;
        if let Some(letter) = scripts::letter_at(text, start) {
            return Some(take_paired(text, letter, true, &mut at, &mut run));
        }
        let word = take_whole(text, start);
        at = word.span.end;
        Some(word)
    })
}

/// Returns the word that begins with `letter` of a script without spaces, and advances `at`.
fn take_paired(
    text: &str,
    letter: Letter,
    is_first: bool,
    at: &mut usize,
    run: &mut Option<Letter>,
) -> Word {
    let next = scripts::letter_at(text, letter.end);
    *at = letter.end;
    match &next {
        Some(second) => {
            let word = Word {
                span: Span::new(letter.start, second.end),
                text: format!("{}{}", letter.text, second.text),
                shape: WordShape::Pair(letter.end, letter.text.len()),
            };
            *run = next;
            word
        }
        None => Word {
            span: Span::new(letter.start, letter.end),
            text: letter.text,
            shape: if is_first { WordShape::Lone } else { WordShape::Last },
        },
    }
}

/// Returns the word that begins at byte `start`, up to the next character that is not part of it.
fn take_whole(text: &str, start: usize) -> Word {
    let (mut word, mut end) = (String::new(), start);
    for (offset, c) in text[start..].char_indices() {
        if !may_continue(c) {
            break;
        }
        end = start + offset + c.len_utf8();
        if !is_accent(c) {
            word.push(fold(c));
        }
    }
    Word { span: Span::new(start, end), text: word, shape: WordShape::Whole }
}

/// Returns whether `text` contains a word.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(may_begin)
}

/// Returns whether a word may begin with `c`.
fn may_begin(c: char) -> bool {
    (c.is_alphanumeric() || scripts::is_spaceless(c)) && !is_accent(c)
}

/// Returns whether `c` continues a word.
fn may_continue(c: char) -> bool {
    (c.is_alphanumeric() || is_accent(c)) && !scripts::is_spaceless(c)
}

/// Returns a letter in lower case and without accents.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let c = scripts::search_form(c).unwrap_or(c);
    let (mut base, mut others) = (None, false);
    decompose_canonical(c, |part| match base {
        None => base = Some(part),
        Some(_) => others |= !is_accent(part),
    });
    let bare = base.filter(|_| !others).unwrap_or(c);
    bare.to_lowercase().next().unwrap_or(bare)
}

/// Returns whether `c` is a combining accent or point after its letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || scripts::is_point(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let found = split_words(text).map(|word| {
            assert!(word.span.fits(text));
            word.text
        });
        found.collect()
    }

    #[test]
    fn words_are_folded_and_have_their_spans() {
        let text = "O’Hara: «ÉTÉ» cafe\u{301}-bar, 3½% 東京 Ål שָׁלוֹם أَحْمَد";
        let expected =
            ["o", "hara", "ete", "cafe", "bar", "3½", "東京", "京", "al", "שלום", "احمد"];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn words_match_the_index() {
        for text in ["2024年3月、渡轮 stops。港", "ภาษา\u{200b}ไทย 5 บาท", "ガス会社ABC社", "مَدْرَسَة"]
        {
            let told = scripts::index_form(text).to_lowercase();
            let told: Vec<&str> =
                told.split(|c: char| c.is_whitespace() || "、。".contains(c)).collect();
            let told: Vec<&str> = told.into_iter().filter(|word| !word.is_empty()).collect();
            assert_eq!(found(text), told);
        }
    }
}
