//! The network's pass over a text: windows in, labelled segments and entities out. Scores are
//! dropped after each paragraph, so that memory grows only with the number of segments.

use crate::domain::{EntityKind, Span};

use super::coreference::{self, Coreference};
use super::decode::{Transitions, labelled_runs};
use super::encoder::Room;
use super::math;
use super::pieces::Pieces;
use super::units::{self, Paragraph};
use super::weights::Weights;
use super::windows::make_windows;

/// The role of a segment: a label without its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Role {
    Cue,
    Source,
    Content,
}

/// A run of units that is a cue, a source or a content.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    /// The role.
    pub role: Role,
    /// Whether the segment's cue is to the right.
    pub points_right: bool,
    /// The index of the paragraph.
    pub paragraph: usize,
    /// The index of the first unit.
    pub from: usize,
    /// The index after the last unit.
    pub to: usize,
    /// The query vector for the partner: a cue looks for its source, a content for its cue.
    pub query: Vec<f32>,
    /// The key vector by which a partner is found: a source by its cue, a cue by its contents.
    pub key: Vec<f32>,
    /// The mean log-probability of the tags, and the lowest of the borders.
    pub sure: (f32, f32),
}

impl Segment {
    /// Creates a segment that a rule found. It has no vectors.
    pub(crate) fn from_rule(role: Role, paragraph: usize, from: usize, to: usize) -> Segment {
        let (query, key) = (Vec::new(), Vec::new());
        Segment { role, points_right: false, paragraph, from, to, query, key, sure: (0.0, 0.0) }
    }
}

/// The results of the pass over a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scan {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The segments, in order.
    pub segments: Vec<Segment>,
    /// The entities: span and kind.
    pub entities: Vec<(Span, EntityKind)>,
    /// Coreference scores.
    pub coreference: Coreference,
}

const KINDS: [EntityKind; 6] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Place,
    EntityKind::Group,
    EntityKind::Date,
    EntityKind::Quantity,
];

/// The scores of a paragraph so far.
#[derive(Default)]
struct Scores {
    tags: Vec<f32>,
    entities: Vec<f32>,
    states: Vec<f32>,
}

/// Runs the network over a text. Returns `None` if `going` returns false before the end; it is
/// called before each window.
pub(crate) fn scan_text(text: &str, weights: &Weights, going: &dyn Fn() -> bool) -> Option<Scan> {
    let paragraphs = units::split_paragraphs(text);
    let encode = |paragraph| weights.vocabulary.encode(text, paragraph);
    let pieces: Vec<Pieces> = paragraphs.iter().map(encode).collect();
    let windows = make_windows(&paragraphs, &pieces, &weights.vocabulary);
    drop(pieces);
    let mut scan = Scan { paragraphs, ..Scan::default() };
    let entity_transitions = Transitions::masking_invalid(weights.entities.bias.len());
    let mut room = Room::default();
    let mut scores = Scores::default();
    for window in windows {
        if !going() {
            return None;
        }
        let places: Vec<usize> = window.units.iter().map(|(_, _, place)| *place).collect();
        let states = weights.encoder.encode(&window.ids, &window.features, &places, &mut room);
        let states = states.chunks_exact(weights.encoder.width);
        for ((paragraph, unit, _), state) in window.units.iter().copied().zip(states) {
            weights.tags.apply(state, &mut scores.tags);
            weights.entities.apply(state, &mut scores.entities);
            scores.states.extend_from_slice(state);
            if unit + 1 == scan.paragraphs[paragraph].units.len() {
                scan.take(text, paragraph, &mut scores, weights, &entity_transitions);
            }
        }
    }
    Some(scan)
}

impl Scan {
    /// Decodes a paragraph with complete scores.
    fn take(
        &mut self,
        text: &str,
        index: usize,
        scores: &mut Scores,
        weights: &Weights,
        entities: &Transitions,
    ) {
        let paragraph = &self.paragraphs[index];
        let named = |unit: &usize| coreference::is_pointer(paragraph.units[*unit].of(text));
        let mut wanted: Vec<usize> = (0..paragraph.units.len()).filter(named).collect();
        for found in labelled_runs(&entities.best_sequence(&scores.entities)) {
            wanted.push(found.to - 1);
            let span =
                Span::new(paragraph.units[found.from].start, paragraph.units[found.to - 1].end);
            self.entities.push((span, KINDS[found.label]));
        }
        let tags = weights.transitions.tags;
        let mut shifted = scores.tags.clone();
        shifted.iter_mut().step_by(tags).for_each(|score| *score -= weights.settings.outside);
        let found = labelled_runs(&weights.transitions.best_sequence(&shifted));
        let chances = if found.is_empty() {
            Vec::new()
        } else {
            weights.transitions.tag_probabilities(&scores.tags)
        };
        for segment in found {
            if matches!(segment.label, 1 | 2) {
                wanted.extend(segment.from..segment.to);
            }
            let state =
                &scores.states[segment.from * weights.encoder.width..][..weights.encoder.width];
            let (role, query, key) = match segment.label {
                0 => (Role::Cue, Some(&weights.cue_to_source), Some(&weights.cue_key)),
                1 | 2 => (Role::Source, None, Some(&weights.source_key)),
                _ => (Role::Content, Some(&weights.content_to_cue), None),
            };
            let vector = |head: Option<&super::weights::Head>| {
                let mut vector = Vec::new();
                if let Some(head) = head {
                    head.apply(state, &mut vector);
                }
                vector
            };
            self.segments.push(Segment {
                role,
                points_right: segment.label % 2 == 1,
                paragraph: index,
                from: segment.from,
                to: segment.to,
                query: vector(query),
                key: vector(key),
                sure: sure(&chances, tags, segment.label, segment.from, segment.to),
            });
        }
        wanted.sort_unstable();
        wanted.dedup();
        self.coreference.store_vectors(paragraph, &wanted, &scores.states, weights);
        scores.tags.clear();
        scores.entities.clear();
        scores.states.clear();
    }
}

/// Returns the certainty of a segment: the mean log-probability of its tags, and the lower of the
/// log-probabilities that it begins at `from` and that it ends at `to`.
fn sure(chances: &[f32], tags: usize, label: usize, from: usize, to: usize) -> (f32, f32) {
    let chance = |unit: usize, tag: usize| chances.get(unit * tags + tag).copied().unwrap_or(0.0);
    let log = |chance: f32| math::ln(chance.max(1e-6));
    let (begin, inside) = (2 * label + 1, 2 * label + 2);
    let first = log(chance(from, begin));
    let rest: f32 = (from + 1..to).map(|unit| log(chance(unit, inside))).sum();
    (((first + rest) / (to - from) as f32), first.min(log(1.0 - chance(to, inside))))
}
