//! Words as the full-text index sees them: runs of letters and digits, without case and accents; in
//! scripts without spaces, letters two by two.

use unicode_normalization::char::decompose_canonical;

use crate::domain::Span;
use crate::domain::scripts::{self, Letter};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands (bytes). Pairs of letters overlap.
    pub(super) span: Span,
    /// Folded as the index folds it.
    pub(super) text: String,
    pub(super) shape: Shape,
}

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters between spaces or marks.
    Whole,
    /// Two letters of a script without spaces; where the first of them ends (bytes), and how long it is
    /// in `text`.
    Pair(usize, usize),
    /// The last letter of such a script before something else.
    Last,
    /// A single one.
    Lone,
}

/// The words of `text`, in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut at = 0;
    let mut run: Option<Letter> = None;
    std::iter::from_fn(move || {
        if let Some(letter) = run.take() {
            return Some(paired(text, letter, false, &mut at, &mut run));
        }
        let start = at + text[at..].find(begins)?;
        if let Some(letter) = scripts::letter(text, start) {
            return Some(paired(text, letter, true, &mut at, &mut run));
        }
        let word = whole(text, start);
        at = word.span.end;
        Some(word)
    })
}

/// The word that begins with `letter` of a script without spaces; where to go on.
fn paired(
    text: &str,
    letter: Letter,
    is_first: bool,
    at: &mut usize,
    run: &mut Option<Letter>,
) -> Word {
    let next = scripts::letter(text, letter.end);
    *at = letter.end;
    match &next {
        Some(second) => {
            let word = Word {
                span: Span::new(letter.start, second.end),
                text: format!("{}{}", letter.text, second.text),
                shape: Shape::Pair(letter.end, letter.text.len()),
            };
            *run = next;
            word
        }
        None => Word {
            span: Span::new(letter.start, letter.end),
            text: letter.text,
            shape: if is_first { Shape::Lone } else { Shape::Last },
        },
    }
}

/// The word that begins at byte `start`, up to what is no letter of it.
fn whole(text: &str, start: usize) -> Word {
    let (mut word, mut end) = (String::new(), start);
    for (offset, c) in text[start..].char_indices() {
        if !belongs(c) {
            break;
        }
        end = start + offset + c.len_utf8();
        if !is_accent(c) {
            word.push(fold(c));
        }
    }
    Word { span: Span::new(start, end), text: word, shape: Shape::Whole }
}

/// Whether `text` has a word at all.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(begins)
}

/// Whether a word may begin with `c`.
fn begins(c: char) -> bool {
    (c.is_alphanumeric() || scripts::is_spaceless(c)) && !is_accent(c)
}

/// Whether `c` goes on with a word.
fn belongs(c: char) -> bool {
    (c.is_alphanumeric() || is_accent(c)) && !scripts::is_spaceless(c)
}

/// A letter in lower case, without its accents.
fn fold(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let c = scripts::plain(c).unwrap_or(c);
    let (mut base, mut others) = (None, false);
    decompose_canonical(c, |part| match base {
        None => base = Some(part),
        Some(_) => others |= !is_accent(part),
    });
    let bare = base.filter(|_| !others).unwrap_or(c);
    bare.to_lowercase().next().unwrap_or(bare)
}

/// An accent or point that stands for itself, after its letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || scripts::is_point(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let found = words(text).map(|word| {
            assert!(word.span.fits(text));
            word.text
        });
        found.collect()
    }

    #[test]
    fn words_are_folded_and_know_where_they_stand() {
        let text = "O’Hara: «ÉTÉ» cafe\u{301}-bar, 3½% 東京 Ål שָׁלוֹם أَحْمَد";
        let expected =
            ["o", "hara", "ete", "cafe", "bar", "3½", "東京", "京", "al", "שלום", "احمد"];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn words_are_what_the_index_is_told() {
        for text in ["2024年3月、渡轮 stops。港", "ภาษา\u{200b}ไทย 5 บาท", "ガス会社ABC社", "مَدْرَسَة"]
        {
            let told = scripts::indexed(text).to_lowercase();
            let told: Vec<&str> =
                told.split(|c: char| c.is_whitespace() || "、。".contains(c)).collect();
            let told: Vec<&str> = told.into_iter().filter(|word| !word.is_empty()).collect();
            assert_eq!(found(text), told);
        }
    }
}
