//! Finds the words of a search in a text, to highlight them.

use std::collections::{HashMap, VecDeque};

use super::Needle;
use super::words::{Word, WordShape, split_words};
use crate::domain::Span;

/// Returns all matches of `needles` in `text`, in order. Overlapping matches are united.
pub(super) fn find_all(needles: &[&Needle], text: &str) -> Vec<Span> {
    match needles {
        [] => Vec::new(),
        _ => Finder::new(needles).find(text),
    }
}

/// Returns the first match of `needles` in `text` and reads no further.
pub(super) fn find_first(needles: &[&Needle], text: &str) -> Option<Span> {
    let longest = needles.iter().map(|needle| needle.words.len()).max()?;
    let finder = Finder::new(needles);
    // The window holds only as many words as the longest needle has.
    let mut window: VecDeque<Word> = VecDeque::with_capacity(longest);
    let mut rest = split_words(text);
    loop {
        while window.len() < longest
            && let Some(word) = rest.next()
        {
            window.push_back(word);
        }
        let found = finder.longest(window.make_contiguous());
        if found.is_some() {
            return found;
        }
        window.pop_front()?;
    }
}

/// Returns all matches that lie within `pieces` of `text`. Pieces that do not fit the text are
/// ignored.
pub(super) fn hits_within(needles: &[&Needle], text: &str, pieces: &[Span]) -> Vec<Span> {
    if needles.is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(needles);
    let mut found = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.fits(text)) {
        let moved = |span: Span| Span::new(span.start + piece.start, span.end + piece.start);
        found.extend(finder.find(piece.of(text)).into_iter().map(moved));
    }
    found.sort_unstable();
    unite_spans(found)
}

/// Needles indexed by their first word, so that a text is read once, however many needles there
/// are.
struct Finder<'a> {
    exact: HashMap<&'a str, Vec<&'a Needle>>,
    /// The needles of a single word of which only the beginning must match.
    beginnings: Vec<&'a str>,
}

impl<'a> Finder<'a> {
    fn new(needles: &[&'a Needle]) -> Finder<'a> {
        let mut finder = Finder { exact: HashMap::new(), beginnings: Vec::new() };
        for needle in needles {
            match &needle.words[..] {
                [] => {}
                [word] if needle.prefix => finder.beginnings.push(word),
                [first, ..] => finder.exact.entry(first).or_default().push(needle),
            }
        }
        finder
    }

    fn find(&self, text: &str) -> Vec<Span> {
        let words: Vec<Word> = split_words(text).collect();
        unite_spans((0..words.len()).filter_map(|at| self.longest(&words[at..])).collect())
    }

    /// Returns the longest match that begins with the first of `words`.
    fn longest(&self, words: &[Word]) -> Option<Span> {
        let word = words.first()?;
        let phrases = self.exact.get(word.text.as_str()).into_iter().flatten();
        let phrases = phrases.filter_map(|needle| match_end(needle, words));
        let begins = self.beginnings.iter().filter(|begin| word.text.starts_with(**begin));
        let end = phrases.chain(begins.map(|begin| end_of(word, begin))).max()?;
        Some(Span::new(word.span.start, end))
    }
}

/// Returns the end of the match in bytes, if `words` begin with the needle.
fn match_end(needle: &Needle, words: &[Word]) -> Option<usize> {
    let last = needle.words.len() - 1;
    let found = words.get(..=last)?;
    let fits = |(at, wanted): (usize, &String)| match needle.prefix && at == last {
        true => found[at].text.starts_with(wanted.as_str()),
        false => found[at].text == *wanted,
    };
    let all = needle.words.iter().enumerate().all(fits);
    all.then(|| end_of(&found[last], &needle.words[last]))
}

/// Returns the end of a match of `wanted` at `word` (bytes). If `word` is a pair of letters and
/// `wanted` only the first of them, the match ends after that letter.
fn end_of(word: &Word, wanted: &str) -> usize {
    match word.shape {
        WordShape::Pair(end, length) if wanted.len() == length => end,
        _ => word.span.end,
    }
}

/// Sorts spans and unites those that overlap.
fn unite_spans(spans: Vec<Span>) -> Vec<Span> {
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut().filter(|last| last.end > span.start) {
            Some(last) => last.end = last.end.max(span.end),
            None => apart.push(span),
        }
    }
    apart
}
