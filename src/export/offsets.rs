//! From bytes to Unicode code points, as the outside counts.

use crate::domain::Span;

/// Which code point begins at each byte of one text.
pub(super) struct Offsets {
    /// None where every byte is a code point.
    points: Option<Vec<u32>>,
}

impl Offsets {
    /// Counts `text`.
    pub(super) fn new(text: &str) -> Offsets {
        if text.is_ascii() {
            return Offsets { points: None };
        }
        let mut points = vec![0; text.len() + 1];
        let mut count = 0;
        for (at, c) in text.char_indices() {
            points[at..at + c.len_utf8()].fill(count);
            count += 1;
        }
        points[text.len()] = count;
        Offsets { points: Some(points) }
    }

    /// The code point at a byte.
    pub(super) fn at(&self, byte: usize) -> usize {
        match &self.points {
            None => byte,
            Some(points) => points.get(byte).or(points.last()).map_or(0, |point| *point as usize),
        }
    }

    /// A span, half-open, in code points.
    pub(super) fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// Spans, half-open, in code points.
    pub(super) fn all(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        spans.iter().map(|span| self.of(*span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_whatever_their_bytes() {
        for text in ["plain", "“Zoë” 👩\u{200d}🚀 said", ""] {
            let offsets = Offsets::new(text);
            for (point, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.at(byte), point, "{text:?} at {byte}");
            }
            assert_eq!(offsets.at(text.len()), text.chars().count());
        }
    }
}
