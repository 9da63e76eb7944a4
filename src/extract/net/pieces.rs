//! Word pieces: the longest match in a vocabulary, over units in lower case without accents
//! (WordPiece; Schuster & Nakajima 2012, as used by BERT).

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::units::{Paragraph, Quote, is_mark};

/// The most characters of a unit that the network knows.
const LONGEST: usize = 100;

/// The most pieces of a unit; the rest of a very long unit is ignored.
const MOST: usize = 8;

/// A vocabulary of word pieces. Pieces inside a word begin with `##`.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    ids: HashMap<Box<str>, u32>,
    unknown: u32,
    /// The piece at the beginning of a window.
    pub begin: u32,
    /// The piece that separates the parts of a window.
    pub part: u32,
}

/// A paragraph as pieces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces {
    /// The ids of the pieces.
    pub ids: Vec<u32>,
    /// The feature of each piece.
    pub features: Vec<u8>,
    /// The index of each unit's first piece.
    pub first: Vec<usize>,
}

impl Vocabulary {
    /// Creates a vocabulary of these pieces, numbered in order. Returns `None` if a special piece
    /// is missing.
    pub(crate) fn new<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Option<Vocabulary> {
        let numbered = pieces.into_iter().enumerate();
        let ids: HashMap<Box<str>, u32> =
            numbered.map(|(id, piece)| (piece.into(), id as u32)).collect();
        let id = |piece: &str| ids.get(piece).copied();
        let (unknown, begin, part) = (id("[UNK]")?, id("[CLS]")?, id("[SEP]")?);
        Some(Vocabulary { ids, unknown, begin, part })
    }

    /// Returns the pieces of a paragraph. All outer quotation marks become the same piece, and so
    /// do all apostrophes: their style is dropped, and the feature tells which open and close.
    pub(crate) fn encode(&self, text: &str, paragraph: &Paragraph) -> Pieces {
        let mut pieces = Pieces::default();
        for (index, unit) in paragraph.units.iter().enumerate() {
            let word = unit.of(text);
            let outer = matches!(paragraph.quotes[index], Quote::Open | Quote::Close);
            let word = match is_mark(word) {
                true if outer => "\"",
                true => "'",
                false => word,
            };
            pieces.first.push(pieces.ids.len());
            self.cut(word, &mut pieces.ids);
            pieces.features.resize(pieces.ids.len(), paragraph.feature_of(index));
        }
        pieces
    }

    fn cut(&self, word: &str, ids: &mut Vec<u32>) {
        if word.is_ascii() && word.len() <= LONGEST {
            let lower = word.to_ascii_lowercase();
            return self.match_longest(&lower, ids);
        }
        if word.chars().count() > LONGEST {
            return ids.push(self.unknown);
        }
        let folded: String = word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
        self.match_longest(&folded, ids);
    }

    fn match_longest(&self, word: &str, ids: &mut Vec<u32>) {
        let before = ids.len();
        let mut candidate = String::with_capacity(word.len() + 2);
        let mut from = 0;
        while from < word.len() {
            let prefix = if from > 0 { "##" } else { "" };
            candidate.clear();
            candidate.push_str(prefix);
            candidate.push_str(&word[from..]);
            let found = loop {
                if candidate.len() == prefix.len() {
                    break None;
                }
                if let Some(id) = self.ids.get(candidate.as_str()) {
                    break Some(*id);
                }
                candidate.pop();
            };
            let Some(id) = found else {
                ids.truncate(before);
                return ids.push(self.unknown);
            };
            if ids.len() < before + MOST {
                ids.push(id);
            }
            from += candidate.len() - prefix.len();
        }
        if ids.len() == before {
            ids.push(self.unknown);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::split_paragraphs;
    use super::*;

    fn check(text: &str, expected: &str) {
        let list = [
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "\"", "'", "un", "##able", "##a", "said", "cafe",
            ".",
        ];
        let vocabulary = Vocabulary::new(list).unwrap();
        let pieces = vocabulary.encode(text, &split_paragraphs(text)[0]);
        let shown: Vec<&str> = pieces.ids.iter().map(|id| list[*id as usize]).collect();
        assert_eq!(shown.join(" "), expected, "{text:?}");
        assert_eq!(pieces.ids.len(), pieces.features.len());
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        check("Unable said.", "un ##able said .");
        check("unaable", "un ##a ##able");
        check("unx said", "[UNK] said");
        check("CAFÉ", "cafe");
    }

    #[test]
    fn all_styles_of_quotation_marks_are_one_piece() {
        check("“said” «said» ‘said’", "\" said \" \" said \" \" said \"");
        check("said’s", "said ' [UNK]");
    }
}
