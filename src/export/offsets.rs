//! Converts byte offsets to code points, the unit of all exported offsets.

use crate::domain::Span;

/// For each byte of a text, the code point that begins there.
pub(super) struct Offsets {
    /// `None` if every byte is a code point.
    points: Option<Vec<u32>>,
}

impl Offsets {
    /// Counts the code points of `text`.
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

    /// Returns the code point at a byte.
    pub(super) fn code_point_at(&self, byte: usize) -> usize {
        match &self.points {
            None => byte,
            Some(points) => points.get(byte).or(points.last()).map_or(0, |point| *point as usize),
        }
    }

    /// Returns a span as a half-open range of code points.
    pub(super) fn range_of(&self, span: Span) -> (usize, usize) {
        (self.code_point_at(span.start), self.code_point_at(span.end))
    }

    /// Returns spans as half-open ranges of code points.
    pub(super) fn ranges_of(&self, spans: &[Span]) -> Vec<(usize, usize)> {
        spans.iter().map(|span| self.range_of(*span)).collect()
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
                assert_eq!(offsets.code_point_at(byte), point, "{text:?} at {byte}");
            }
            assert_eq!(offsets.code_point_at(text.len()), text.chars().count());
        }
    }
}
