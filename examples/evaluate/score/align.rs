//! Aligns found statements with expected ones.

use std::collections::BTreeSet;

use super::words::Words;
use super::{Place, ROLES, Statement};

/// A statement as it is compared.
pub(super) struct Read {
    /// By role, trimmed.
    pub(super) spans: [Vec<Place>; ROLES],
    /// By role, the numbers of the words.
    pub(super) words: [BTreeSet<usize>; ROLES],
    /// Whether it is direct or mixed.
    pub(super) quoted: bool,
}

const CUE: usize = 0;
const SOURCE: usize = 1;
const CONTENT: usize = 2;

impl Read {
    pub(super) fn new(text: &Words, statement: &Statement) -> Read {
        let Statement { cue, source, content } = statement;
        let spans = [cue, source, content].map(|spans| text.trimmed(spans));
        let words = [CUE, SOURCE, CONTENT].map(|role| text.of(&spans[role]));
        Read { spans, words, quoted: text.quoted(content) }
    }

    /// Whether the two can be the same statement at all.
    fn meets(&self, other: &Read) -> bool {
        let shared = |role: usize| !self.words[role].is_disjoint(&other.words[role]);
        let without_cue = self.words[CUE].is_empty() && other.words[CUE].is_empty();
        shared(CUE) || (without_cue && shared(CONTENT))
    }

    /// How alike the two are: from 0 to 3.
    fn likeness(&self, other: &Read) -> f64 {
        (0..ROLES).map(|role| dice(&self.words[role], &other.words[role])).sum()
    }
}

/// Pairs of an expected and a found statement, each in at most one: the most alike first, then by
/// the order of the expected, then of the found ones.
pub(super) fn align(gold: &[Read], found: &[Read]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (expected, one) in gold.iter().enumerate() {
        for (got, other) in found.iter().enumerate() {
            if one.meets(other) {
                candidates.push((one.likeness(other), expected, got));
            }
        }
    }
    // Stable: those that are equally alike stay in order.
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut gold_taken, mut found_taken) = (vec![false; gold.len()], vec![false; found.len()]);
    candidates.retain(|&(_, expected, got)| {
        let free = !gold_taken[expected] && !found_taken[got];
        if free {
            (gold_taken[expected], found_taken[got]) = (true, true);
        }
        free
    });
    candidates.into_iter().map(|(_, expected, got)| (expected, got)).collect()
}

/// Whether a reader would call an aligned pair right.
pub(super) fn usable(gold: &Read, found: &Read) -> bool {
    [SOURCE, CONTENT].iter().all(|&role| dice(&gold.words[role], &found.words[role]) >= 0.5)
}

/// The share of words that two sets have in common; nothing equals nothing.
fn dice(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    match one.len() + other.len() {
        0 => 1.0,
        both => (2 * one.intersection(other).count()) as f64 / both as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Statements of the text "a b c d e f g h i j", each role given by its letters.
    fn read(statements: &[[&str; ROLES]]) -> Vec<Read> {
        let text = Words::new("a b c d e f g h i j");
        let role = |letters: &str| -> Vec<Place> {
            letters
                .bytes()
                .map(|letter| 2 * usize::from(letter - b'a'))
                .map(|at| (at, at + 1))
                .collect()
        };
        let statement = |[cue, source, content]: &[&str; ROLES]| Statement {
            cue: role(cue),
            source: role(source),
            content: role(content),
        };
        statements.iter().map(|roles| Read::new(&text, &statement(roles))).collect()
    }

    #[test]
    fn the_most_alike_are_aligned_first_then_the_earlier() {
        for (gold, found, expected) in [
            (vec![["a", "b", "cd"], ["a", "b", "ef"]], vec![["a", "b", "e"]], vec![(1, 0)]),
            (vec![["a", "b", "c"], ["a", "b", "c"]], vec![["a", "b", "c"]], vec![(0, 0)]),
            (vec![["a", "b", "c"]], vec![["ab", "c", "d"], ["a", "c", "d"]], vec![(0, 1)]),
            (vec![["", "b", "cd"]], vec![["a", "b", "cd"]], vec![]),
            (vec![["", "b", "cd"]], vec![["", "", "de"]], vec![(0, 0)]),
            (vec![["a", "b", "cd"]], vec![["e", "b", "cd"]], vec![]),
        ] {
            assert_eq!(align(&read(&gold), &read(&found)), expected, "{gold:?} {found:?}");
        }
    }

    #[test]
    fn half_of_source_and_content_is_usable() {
        let gold = &read(&[["a", "b", "cdef"]])[0];
        for (found, expected) in [
            (["a", "b", "cdef"], true),
            (["aj", "bgh", "cdgh"], true),
            (["a", "bghi", "cdef"], false),
            (["a", "", "cdef"], false),
            (["a", "b", "c"], false),
        ] {
            assert_eq!(usable(gold, &read(&[found])[0]), expected, "{found:?}");
        }
        let nobody = &read(&[["a", "", "cdef"]])[0];
        assert!(usable(nobody, &read(&[["a", "", "cdef"]])[0]));
    }
}
