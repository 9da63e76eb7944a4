//! The trained network: finds attributions and entities in a text. The results are the same on
//! every machine.

mod announced;
mod attention;
mod coreference;
mod decode;
mod encoder;
mod frames;
mod kernel;
mod linear;
mod link;
mod math;
mod onward;
mod pieces;
mod scan;
mod settle;
mod signed;
mod tagged;
mod turns;
mod units;
mod weights;
mod windows;
mod x86;

#[cfg(test)]
mod tests;

use crate::domain::{EntityKind, Span};

pub(in crate::extract) use self::coreference::Coreference;
pub(in crate::extract) use self::math::{exp, ln};

use self::kernel::Path;
use self::link::Group;
use self::scan::Scan;
use self::units::{Paragraph, Quote};
use self::weights::Weights;

/// The trained network.
pub(crate) struct Network {
    weights: Weights,
}

/// An attribution found by the network. Spans are byte ranges of the text.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub(crate) struct Found {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    /// The probability that the attribution is right.
    pub confidence: f32,
    /// Whether the content is speech although it has no quotation marks.
    pub spoken: bool,
}

/// Everything that the network finds in a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// Attributions in the order of their cues.
    pub attributions: Vec<Found>,
    /// Mentions of entities, in order.
    pub entities: Vec<(Span, EntityKind)>,
    /// Coreference scores.
    pub coreference: Coreference,
}

impl Network {
    /// Reads the weights (`training/FORMAT.md`).
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the weights.
    pub(crate) fn load(bytes: &'static [u8]) -> Result<Network, String> {
        Ok(Network { weights: Weights::read(bytes, Path::best())? })
    }

    /// Reads a text. Returns `None` if `going` returns false before the end.
    pub(crate) fn read(&self, text: &str, going: &dyn Fn() -> bool) -> Option<Findings> {
        let mut scan = scan::scan_text(text, &self.weights, going)?;
        let mut groups = link::group_by_cue(&scan, &self.weights);
        if self.weights.settings.quotes {
            settle::fit_to_marks(text, &mut scan, &mut groups);
            tagged::attribute_tagged(text, &mut scan, &mut groups);
            signed::add_signed(text, &mut scan, &mut groups);
            frames::correct_speakers(text, &mut scan, &mut groups);
            announced::attribute_announced(text, &mut scan, &mut groups);
            onward::go_on(text, &mut scan, &mut groups);
            turns::take_turns(text, &mut scan, &mut groups);
        }
        let found = groups.iter().filter(|group| !group.content.is_empty());
        let attributions = found
            .map(|group| self.found(text, &scan, group))
            .filter(|found| found.confidence >= self.weights.settings.least)
            .collect();
        Some(Findings { attributions, entities: scan.entities, coreference: scan.coreference })
    }

    fn found(&self, text: &str, scan: &Scan, group: &Group) -> Found {
        let span = |segment: &usize| {
            let segment = &scan.segments[*segment];
            trimmed(text, &scan.paragraphs[segment.paragraph], segment.from, segment.to)
        };
        Found {
            source: group.source.iter().map(span).collect(),
            cue: if group.silent { Vec::new() } else { vec![span(&group.cue)] },
            content: group.content.iter().map(span).collect(),
            confidence: group.sure.unwrap_or_else(|| self.confidence(scan, group)),
            spoken: group.spoken,
        }
    }

    /// Returns the confidence of a group by logistic regression on its tag probabilities, fitted on
    /// held-out articles.
    fn confidence(&self, scan: &Scan, group: &Group) -> f32 {
        let Some(weights) = &self.weights.settings.confidence else { return 1.0 };
        let mut worst = 0.0f32;
        let mut mean = |parts: &mut dyn Iterator<Item = usize>| {
            let mut least = 0.0f32;
            for part in parts {
                let (mean, border) = scan.segments[part].sure;
                least = least.min(mean);
                worst = worst.min(border);
            }
            least
        };
        let cue = mean(&mut std::iter::once(group.cue));
        let source = mean(&mut group.source.into_iter());
        let content = mean(&mut group.content.iter().copied());
        let quoted = group.content.iter().any(|content| settle::is_quoted(scan, *content));
        let sourceless = f32::from(u8::from(group.source.is_none()));
        let features = [1.0, cue, source, content, worst, f32::from(u8::from(quoted)), sourceless];
        let logit: f32 = features.iter().zip(weights).map(|(a, b)| a * b).sum();
        let logit = bent(logit, self.weights.settings.calibration.as_deref().unwrap_or(&[]));
        1.0 / (1.0 + math::exp(-logit))
    }
}

/// Evaluates the piecewise linear function through `points` at `z`, extended straight at both ends.
fn bent(z: f32, points: &[(f32, f32)]) -> f32 {
    let after = points.partition_point(|(x, _)| *x <= z).clamp(1, points.len().max(2) - 1);
    let (Some((x, y)), Some((next, up))) = (points.get(after - 1), points.get(after)) else {
        return z;
    };
    y + (z - x) * (up - y) / (next - x)
}

/// Returns the byte range of a run of units without commas, full stops and dashes at its ends.
fn trimmed(text: &str, paragraph: &Paragraph, mut from: usize, mut to: usize) -> Span {
    let is_edge = |unit: usize| {
        matches!(paragraph.units[unit].of(text), "," | "." | ";" | ":" | "–" | "—" | "-")
    };
    while from + 1 < to && is_edge(from) {
        from += 1;
    }
    // The full stop of a quotation that continues in the next paragraph belongs to the speaker.
    let spoken = |unit: usize| paragraph.quotes[unit] == Quote::In;
    let kept = |unit: usize| spoken(unit) || paragraph.is_abbreviation(text, unit);
    while from + 1 < to && is_edge(to - 1) && !kept(to - 1) {
        to -= 1;
    }
    Span::new(paragraph.units[from].start, paragraph.units[to - 1].end)
}
