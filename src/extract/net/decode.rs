//! Decodes tag scores of a paragraph: Viterbi and forward-backward.

use super::math;

/// A run of units with one label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    /// The label's number, counted without B- and I-.
    pub label: usize,
    /// The index of the first unit.
    pub from: usize,
    /// The index after the last unit.
    pub to: usize,
}

/// Transition scores between tags. Tag 0 is "outside"; label `n` begins with tag `2n + 1` and
/// continues with tag `2n + 2`.
#[derive(Debug, Clone)]
pub(crate) struct Transitions {
    /// The number of tags.
    pub tags: usize,
    /// The score of each tag after each other: `step[before * tags + after]`.
    pub step: Vec<f32>,
    /// The score of each tag at the beginning of a paragraph.
    pub start: Vec<f32>,
}

/// The score of a forbidden transition.
const FORBIDDEN: f32 = -1e4;

impl Transitions {
    /// Returns transition scores that only mask invalid BIO sequences.
    pub(crate) fn masking_invalid(tags: usize) -> Transitions {
        Transitions { tags, step: vec![0.0; tags * tags], start: vec![0.0; tags] }
            .with_invalid_masked()
    }

    /// Masks invalid BIO sequences.
    pub(crate) fn with_invalid_masked(mut self) -> Transitions {
        for after in (2..self.tags).step_by(2) {
            self.start[after] += FORBIDDEN;
            for before in (0..self.tags).filter(|before| *before != after && *before != after - 1) {
                self.step[before * self.tags + after] += FORBIDDEN;
            }
        }
        self
    }

    /// Returns the best sequence of tags (Viterbi 1967). `scores` has `tags` values for each unit.
    pub(crate) fn best_sequence(&self, scores: &[f32]) -> Vec<usize> {
        let tags = self.tags;
        let mut rows = scores.chunks_exact(tags);
        let Some(first) = rows.next() else { return Vec::new() };
        let mut state: Vec<f32> = first.iter().zip(&self.start).map(|(a, b)| a + b).collect();
        let mut next = vec![0.0; tags];
        let mut back: Vec<u8> = Vec::with_capacity(scores.len());
        for row in rows {
            for after in 0..tags {
                let (mut best, mut from) = (f32::NEG_INFINITY, 0);
                for (before, state) in state.iter().enumerate() {
                    let score = state + self.step[before * tags + after];
                    if score > best {
                        (best, from) = (score, before);
                    }
                }
                next[after] = best + row[after];
                back.push(from as u8);
            }
            std::mem::swap(&mut state, &mut next);
        }
        let mut at =
            (0..tags).fold(0, |best, tag| if state[tag] > state[best] { tag } else { best });
        let mut path = vec![at];
        for row in back.chunks_exact(tags).rev() {
            at = usize::from(row[at]);
            path.push(at);
        }
        path.reverse();
        path
    }

    /// Returns the probability of each tag at each unit (forward-backward algorithm).
    pub(crate) fn tag_probabilities(&self, scores: &[f32]) -> Vec<f32> {
        let tags = self.tags;
        let units = scores.len() / tags;
        let mut forward = vec![0.0f32; scores.len()];
        let mut backward = vec![0.0f32; scores.len()];
        let mut terms = vec![0.0f32; tags];
        for unit in 0..units {
            for tag in 0..tags {
                let before = if unit == 0 {
                    self.start[tag]
                } else {
                    let row = &forward[(unit - 1) * tags..unit * tags];
                    for (other, term) in terms.iter_mut().enumerate() {
                        *term = row[other] + self.step[other * tags + tag];
                    }
                    log_sum(&terms)
                };
                forward[unit * tags + tag] = before + scores[unit * tags + tag];
            }
        }
        for unit in (0..units.saturating_sub(1)).rev() {
            for tag in 0..tags {
                let next = (unit + 1) * tags;
                for (other, term) in terms.iter_mut().enumerate() {
                    *term = self.step[tag * tags + other]
                        + scores[next + other]
                        + backward[next + other];
                }
                backward[unit * tags + tag] = log_sum(&terms);
            }
        }
        let whole = if units == 0 { 0.0 } else { log_sum(&forward[(units - 1) * tags..]) };
        forward.iter().zip(&backward).map(|(a, b)| math::exp(a + b - whole).min(1.0)).collect()
    }
}

fn log_sum(terms: &[f32]) -> f32 {
    let most = terms.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    most + math::ln(terms.iter().map(|term| math::exp(term - most)).sum())
}

/// Returns the runs of labelled units in a sequence of tags.
pub(crate) fn labelled_runs(tags: &[usize]) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    for (unit, tag) in tags.iter().enumerate().filter(|(_, tag)| **tag > 0) {
        let (label, inside) = ((tag - 1) / 2, tag % 2 == 0);
        match found.last_mut() {
            Some(last) if inside && last.label == label && last.to == unit => last.to = unit + 1,
            _ => found.push(Segment { label, from: unit, to: unit + 1 }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_sequence_keeps_the_rules() {
        let transitions = Transitions::masking_invalid(5);
        // The best tag of the second unit alone would be I of the second label, which cannot
        // follow.
        let scores = [0.0, 3.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.5, 0.0, 4.0, 2.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(transitions.best_sequence(&scores), [1, 2, 0]);
        assert_eq!(labelled_runs(&[1, 2, 0, 3, 3, 4]).len(), 3);
        assert!(transitions.best_sequence(&[]).is_empty());
    }

    #[test]
    fn chances_add_up_to_one() {
        let transitions = Transitions::masking_invalid(5);
        let scores: Vec<f32> = (0..20).map(|n| (n * 7 % 5) as f32).collect();
        for row in transitions.tag_probabilities(&scores).chunks(5) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{row:?}");
        }
    }
}
