//! Where the words of a search stand in a text.

use std::collections::{HashMap, VecDeque};

use super::Needle;
use super::words::words;
use crate::domain::Span;

/// All places of `needles` in `text`, in order; what overlaps is one place.
pub(super) fn hits(needles: &[&Needle], text: &str) -> Vec<Span> {
    match needles {
        [] => Vec::new(),
        _ => Finder::new(needles).find(text),
    }
}

/// The first place of `needles` in `text`; reads no further.
pub(super) fn first(needles: &[&Needle], text: &str) -> Option<Span> {
    let longest = needles.iter().map(|needle| needle.words.len()).max()?;
    let finder = Finder::new(needles);
    // Only as many words as the longest needle has are looked at together.
    let mut window: VecDeque<(Span, String)> = VecDeque::with_capacity(longest);
    let mut rest = words(text);
    loop {
        while window.len() < longest
            && let Some(word) = rest.next()
        {
            window.push_back(word);
        }
        let length = finder.longest(window.make_contiguous());
        match (length, window.pop_front()) {
            (_, None) => return None,
            (Some(length), Some((first, _))) => {
                let last = if length > 1 { window[length - 2].0 } else { first };
                return Some(Span::new(first.start, last.end));
            }
            (None, Some(_)) => {}
        }
    }
}

/// The same within pieces of `text` only; pieces that do not fit it are left out.
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
    united(found)
}

/// Needles by their first word, so that a text is read once, however many there are.
struct Finder<'a> {
    exact: HashMap<&'a str, Vec<&'a Needle>>,
    /// Those of one word that need only begin so.
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
        let words: Vec<(Span, String)> = words(text).collect();
        let mut found = Vec::new();
        for (at, (span, _)) in words.iter().enumerate() {
            if let Some(length) = self.longest(&words[at..]) {
                found.push(Span::new(span.start, words[at + length - 1].0.end));
            }
        }
        united(found)
    }

    /// How many words the longest needle has that `words` begin with.
    fn longest(&self, words: &[(Span, String)]) -> Option<usize> {
        let word = words.first()?.1.as_str();
        let phrases = self.exact.get(word).into_iter().flatten();
        let longest = phrases.filter_map(|needle| stands(needle, words)).max();
        let begins = || self.beginnings.iter().any(|begin| word.starts_with(begin));
        longest.or_else(|| begins().then_some(1))
    }
}

/// How many words a needle has, if `words` begin with it.
fn stands(needle: &Needle, words: &[(Span, String)]) -> Option<usize> {
    let last = needle.words.len() - 1;
    let found = words.get(..=last)?;
    let fits = |(at, wanted): (usize, &String)| match needle.prefix && at == last {
        true => found[at].1.starts_with(wanted.as_str()),
        false => found[at].1 == *wanted,
    };
    needle.words.iter().enumerate().all(fits).then_some(needle.words.len())
}

/// Spans in order, those that overlap made one.
fn united(spans: Vec<Span>) -> Vec<Span> {
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut().filter(|last| last.end > span.start) {
            Some(last) => last.end = last.end.max(span.end),
            None => apart.push(span),
        }
    }
    apart
}
