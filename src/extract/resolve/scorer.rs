//! The learned scorer: how likely it is that a phrase means a referent.
//!
//! A perceptron with one hidden layer over the features of a phrase and a candidate
//! (`features`), trained by `training/resolver.py`; a softmax over the candidates and "nobody of
//! these" gives probabilities.

use std::sync::LazyLock;

use super::features::{COUNT, Features};

/// The trained weights, as numbers in text: hidden units, then for each its bias, its weights and
/// its weight in the sum.
static WEIGHTS: LazyLock<Scorer> =
    LazyLock::new(|| Scorer::read(include_str!("../../../assets/resolver.txt")));

/// The weights of the perceptron.
pub(super) struct Scorer {
    /// For each hidden unit: its bias and its weights.
    hidden: Vec<(f32, Vec<f32>)>,
    /// The weight of each hidden unit.
    out: Vec<f32>,
    /// Weights straight from the features.
    direct: Vec<f32>,
    /// What log-odds are divided by before they are shown as probabilities.
    temperature: f32,
}

impl Scorer {
    /// The scorer that is part of the program.
    pub(super) fn built_in() -> &'static Scorer {
        &WEIGHTS
    }

    /// Reads weights: lines of numbers, `#` begins a remark. Without weights for today's features
    /// every score is 0.
    fn read(text: &str) -> Scorer {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let numbers = |line: &str| -> Vec<f32> {
            line.split_whitespace().filter_map(|number| number.parse().ok()).collect()
        };
        let mut rows = lines.map(numbers);
        let temperature = rows.next().and_then(|row| row.first().copied()).unwrap_or(1.0);
        let direct = rows.next().unwrap_or_default();
        let (mut hidden, mut out) = (Vec::new(), Vec::new());
        for row in rows.filter(|row| row.len() == COUNT + 2) {
            out.push(row[0]);
            hidden.push((row[1], row[2..].to_vec()));
        }
        Scorer { hidden, out, direct, temperature }
    }

    /// The score of a candidate with these features.
    pub(super) fn score(&self, features: &Features) -> f32 {
        let dot =
            |weights: &[f32]| -> f32 { weights.iter().zip(features).map(|(a, b)| a * b).sum() };
        let hidden = self.hidden.iter().zip(&self.out);
        dot(&self.direct)
            + hidden.map(|((bias, weights), out)| out * (bias + dot(weights)).max(0.0)).sum::<f32>()
    }

    /// The probabilities of candidates with these scores.
    pub(super) fn chances(&self, scores: &[f32]) -> Vec<f32> {
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let odds: Vec<f32> = scores
            .iter()
            .map(|score| crate::extract::net::exp((score - most) / self.temperature))
            .collect();
        let sum: f32 = odds.iter().sum();
        odds.into_iter().map(|odd| odd / sum).collect()
    }
}
