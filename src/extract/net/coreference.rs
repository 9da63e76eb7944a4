//! What the network says of who is meant: a vector for each phrase that may point at somebody, one for
//! each that may be pointed at, and their product.

use crate::domain::Span;
use crate::extract::lexicon;

use super::math::dot;
use super::units::Paragraph;
use super::weights::Weights;

/// The most words that are kept of one text.
const MOST: usize = 60_000;

/// The vectors of the words of a text that may point or be pointed at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coreference {
    /// Where each word begins (bytes), in order.
    places: Vec<usize>,
    /// For each word what it points with, and what it is found by, one after the other.
    vectors: Vec<f32>,
    /// How long one of them is.
    width: usize,
}

impl Coreference {
    /// Whether the network says nothing of who is meant.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How much speaks for it that the word at `pointer` (bytes) means the mention at `candidate`: about
    /// 0 where nothing does. None if the network knows nothing of one.
    pub(crate) fn score(&self, pointer: usize, candidate: Span) -> Option<f32> {
        let pointer = self.places.binary_search(&pointer).ok()?;
        let last = self.places.partition_point(|place| *place < candidate.end).checked_sub(1)?;
        if self.places[last] < candidate.start {
            return None;
        }
        let vectors = |index: usize| &self.vectors[index * 2 * self.width..][..2 * self.width];
        Some(dot(&vectors(pointer)[..self.width], &vectors(last)[self.width..]) / 8.0)
    }

    /// Keeps the vectors of the units `wanted` of a paragraph, in order; `states` are its units'.
    pub(super) fn keep(
        &mut self,
        paragraph: &Paragraph,
        wanted: &[usize],
        states: &[f32],
        weights: &Weights,
    ) {
        let Some((query, key)) = &weights.coreference else { return };
        self.width = query.bias.len();
        for unit in wanted.iter().take(MOST - self.places.len().min(MOST)) {
            let state = &states[unit * weights.encoder.width..][..weights.encoder.width];
            self.places.push(paragraph.units[*unit].start);
            query.apply(state, &mut self.vectors);
            key.apply(state, &mut self.vectors);
        }
    }
}

/// Whether a word may point at somebody, or be pointed at, wherever it stands.
pub(super) fn is_pointer(word: &str) -> bool {
    const PRONOUNS: &[&str] = &[
        "he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their",
        "it", "its", "both", "pair",
    ];
    let lower = word.to_lowercase();
    PRONOUNS.contains(&lower.as_str())
        || lexicon::list("roles", &lower)
        || lexicon::list("body nouns", &lower)
        || lexicon::list("documents", &lower)
}
