//! Windows: the paragraphs that the encoder reads at a time, preceded by the headline and the end
//! of the text before.

use super::pieces::{Pieces, Vocabulary};
use super::units::{Paragraph, SPECIAL};

/// The most pieces of a window.
const MOST: usize = 320;

/// The most pieces of the headline at the beginning of a window.
const HEADLINE: usize = 16;

/// The number of pieces of the preceding paragraph at the beginning of a window.
const LEAD: usize = 32;

/// The most pieces of a paragraph in a window. A longer one is split, at the end of a sentence if
/// possible.
const CHUNK: usize = 230;

/// A paragraph, or a part of it that fits into a window.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    paragraph: usize,
    from: usize,
    to: usize,
}

/// The encoder's input for one pass.
#[derive(Debug, Clone, Default)]
pub(crate) struct Window {
    /// The ids of the pieces.
    pub ids: Vec<u32>,
    /// The feature of each piece.
    pub features: Vec<u8>,
    /// The units whose tags are requested: paragraph, unit, and index of its first piece.
    pub units: Vec<(usize, usize, usize)>,
}

/// Returns the windows of a text, in order. Each unit of each paragraph is requested in exactly one
/// window.
pub(crate) fn make_windows(
    paragraphs: &[Paragraph],
    pieces: &[Pieces],
    vocabulary: &Vocabulary,
) -> Vec<Window> {
    let chunks: Vec<Chunk> = (0..paragraphs.len())
        .flat_map(|index| cut(index, &paragraphs[index], &pieces[index]))
        .collect();
    let room = MOST - 3 - HEADLINE - LEAD;
    let mut found = Vec::new();
    let mut from = 0;
    let mut size = 0;
    for (index, chunk) in chunks.iter().enumerate() {
        let more = length(chunk, pieces) + 1;
        if index > from && size + more > room {
            found.push(build(&chunks, from, index, pieces, vocabulary));
            (from, size) = (index, 0);
        }
        size += more;
    }
    if from < chunks.len() {
        found.push(build(&chunks, from, chunks.len(), pieces, vocabulary));
    }
    found
}

fn cut(index: usize, paragraph: &Paragraph, pieces: &Pieces) -> Vec<Chunk> {
    let units = paragraph.units.len();
    let mut chunks = Vec::new();
    let mut from = 0;
    while from < units {
        let mut to = units;
        if pieces.ids.len() - pieces.first[from] > CHUNK {
            let limit = pieces.first[from] + CHUNK;
            let whole = pieces.first.partition_point(|first| *first <= limit) - 1;
            to = whole.max(from + 1);
            let starts =
                |unit: &usize| paragraph.sentences[*unit] != paragraph.sentences[*unit - 1];
            let least = from + (to - from) / 3;
            to = (least + 1..=to.min(units - 1)).rev().find(starts).unwrap_or(to);
        }
        chunks.push(Chunk { paragraph: index, from, to });
        from = to;
    }
    chunks
}

/// Returns the range of the chunk's pieces in its paragraph.
fn range(chunk: &Chunk, pieces: &[Pieces]) -> std::ops::Range<usize> {
    let of = &pieces[chunk.paragraph];
    let end = of.first.get(chunk.to).copied().unwrap_or(of.ids.len());
    of.first[chunk.from]..end
}

fn length(chunk: &Chunk, pieces: &[Pieces]) -> usize {
    range(chunk, pieces).len()
}

fn build(
    chunks: &[Chunk],
    from: usize,
    to: usize,
    pieces: &[Pieces],
    vocabulary: &Vocabulary,
) -> Window {
    let mut window =
        Window { ids: vec![vocabulary.begin], features: vec![SPECIAL], units: Vec::new() };
    if from > 0 {
        let headline = range(&chunks[0], pieces);
        if from > 1 && headline.len() <= 3 * HEADLINE {
            let end = headline.start + headline.len().min(HEADLINE);
            window.add(&pieces[0], headline.start..end, vocabulary);
        }
        let before = range(&chunks[from - 1], pieces);
        let start = before.end - before.len().min(LEAD);
        window.add(&pieces[chunks[from - 1].paragraph], start..before.end, vocabulary);
    }
    for chunk in &chunks[from..to] {
        let base = window.ids.len();
        let of = &pieces[chunk.paragraph];
        let units = (chunk.from..chunk.to)
            .map(|unit| (chunk.paragraph, unit, base + of.first[unit] - of.first[chunk.from]));
        window.units.extend(units);
        window.add(of, range(chunk, pieces), vocabulary);
    }
    window
}

impl Window {
    fn add(&mut self, pieces: &Pieces, range: std::ops::Range<usize>, vocabulary: &Vocabulary) {
        self.ids.extend(&pieces.ids[range.clone()]);
        self.features.extend(&pieces.features[range]);
        self.ids.push(vocabulary.part);
        self.features.push(SPECIAL);
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::split_paragraphs;
    use super::*;

    fn of(text: &str) -> (Vec<Paragraph>, Vec<Window>) {
        let vocabulary = Vocabulary::new(["[UNK]", "[CLS]", "[SEP]", "a", "b", "."]).unwrap();
        let paragraphs = split_paragraphs(text);
        let pieces: Vec<Pieces> = paragraphs.iter().map(|p| vocabulary.encode(text, p)).collect();
        let windows = make_windows(&paragraphs, &pieces, &vocabulary);
        (paragraphs, windows)
    }

    #[test]
    fn every_unit_is_asked_about_once_and_windows_stay_small() {
        for text in [
            "",
            "a",
            "a b. ".repeat(400).as_str(),
            "a b\n".repeat(300).as_str(),
            &"a".repeat(9_000),
        ] {
            let (paragraphs, windows) = of(text);
            let units: usize = paragraphs.iter().map(|paragraph| paragraph.units.len()).sum();
            let mut asked: Vec<(usize, usize)> =
                windows.iter().flat_map(|w| w.units.iter().map(|(p, u, _)| (*p, *u))).collect();
            assert_eq!(asked.len(), units);
            asked.dedup();
            assert_eq!(asked.len(), units);
            assert!(windows.iter().all(|window| window.ids.len() <= MOST));
        }
    }
}
