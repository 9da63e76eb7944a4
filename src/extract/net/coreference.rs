//! The network's coreference scores: a vector for each phrase that may refer, one for each possible
//! referent, and their dot product.

use crate::domain::Span;
use crate::extract::lexicon;

use super::math::dot;
use super::units::Paragraph;
use super::weights::Weights;

/// The most words of one text that are kept.
const MOST: usize = 60_000;

/// The vectors of the words of a text that may refer, or be referred to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coreference {
    /// The start of each word (bytes), in order.
    places: Vec<usize>,
    /// For each word, its query vector followed by its key vector.
    vectors: Vec<f32>,
    /// The length of one vector.
    width: usize,
}

impl Coreference {
    /// Returns whether the network has no coreference scores.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns the score for the word at `pointer` (bytes) referring to the mention at `candidate`;
    /// about 0 is neutral. Returns `None` if the network knows nothing about one of them.
    pub(crate) fn score(&self, pointer: usize, candidate: Span) -> Option<f32> {
        let pointer = self.places.binary_search(&pointer).ok()?;
        let last = self.places.partition_point(|place| *place < candidate.end).checked_sub(1)?;
        if self.places[last] < candidate.start {
            return None;
        }
        let vectors = |index: usize| &self.vectors[index * 2 * self.width..][..2 * self.width];
        Some(dot(&vectors(pointer)[..self.width], &vectors(last)[self.width..]) / 8.0)
    }

    /// Stores the vectors of the units `wanted` of a paragraph, in order. `states` are the
    /// encoder's outputs for those units.
    pub(super) fn store_vectors(
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

/// Returns whether a word may refer, or be referred to, in any context.
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
