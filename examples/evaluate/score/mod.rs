//! Attributions found against attributions expected, counted as the literature counts them.
//!
//! - Spans are trimmed of white space and outer punctuation; neighbours with no word between them
//!   are one. So a quotation cut at a paragraph's end equals the uncut one.
//! - One is aligned with at most one other, the most alike first; their cues share a word (or both
//!   have none, and their contents share one).
//! - *exact*: aligned, and the role's spans are equal. *overlap*: words shared by any found and any
//!   expected role in a document, whether aligned or not (Pareti's and Citron's measure). *linked*:
//!   words shared within aligned pairs. *token*: the words of a role, whoever's they are.
//!   *usable*: aligned, with half of the source and half of the content right.
//! - A pair is direct or mixed where the expected content has a quotation mark, else indirect; one
//!   that was found in vain is classed by its own content.

mod align;
mod table;
mod tally;
mod words;

use serde::Deserialize;

use align::{Read, align, usable};
pub(crate) use tally::Count;
use tally::Tally;
use words::Words;

/// Half-open, in code points.
pub(crate) type Place = (usize, usize);

/// An attribution: who, said, what.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Statement {
    pub(crate) cue: Vec<Place>,
    pub(crate) source: Vec<Place>,
    pub(crate) content: Vec<Place>,
}

/// How many roles a statement has: cue, source and content, in this order.
const ROLES: usize = 3;

/// The counts over all documents so far; displayed as a table.
#[derive(Default)]
pub(crate) struct Scores {
    all: Tally,
    direct: Tally,
    indirect: Tally,
}

impl Scores {
    /// Counts a document; says of each statement that was found whether it is usable.
    pub(crate) fn add(&mut self, text: &str, gold: &[Statement], found: &[Statement]) -> Vec<bool> {
        let words = Words::new(text);
        let read = |statement| Read::new(&words, statement);
        let gold: Vec<Read> = gold.iter().map(read).collect();
        let mut found: Vec<Read> = found.iter().map(read).collect();
        let mut right = vec![false; found.len()];
        let pairs = align(&gold, &found);
        for &(expected, got) in &pairs {
            right[got] = usable(&gold[expected], &found[got]);
            found[got].quoted = gold[expected].quoted;
        }
        self.all.add(&gold, &found, &pairs, |_| true);
        self.direct.add(&gold, &found, &pairs, |one| one.quoted);
        self.indirect.add(&gold, &found, &pairs, |one| !one.quoted);
        right
    }

    /// How many statements were expected.
    pub(crate) fn expected(&self) -> usize {
        self.all.usable.gold
    }
}
