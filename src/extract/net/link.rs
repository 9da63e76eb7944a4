//! Links cues with their sources and contents: learned scores of pairs, with the directions in the
//! labels as evidence.

use super::math::dot;
use super::scan::{Role, Scan, Segment};
use super::weights::Weights;

/// How many segments on either side of a cue or content are considered: farther than any window in
/// training.
const NEAR: usize = 40;

/// A cue with its source and contents, as indexes of segments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The cue.
    pub cue: usize,
    /// The source, if one was found.
    pub source: Option<usize>,
    /// The contents.
    pub content: Vec<usize>,
    /// The confidence, if it does not depend on the tags.
    pub sure: Option<f32>,
    /// Whether the content is speech although it has no quotation marks.
    pub spoken: bool,
    /// Whether nothing shows that the content is speech: its cue belongs to another statement, or
    /// there is none.
    pub silent: bool,
}

/// Groups the segments of a scan by their cues.
pub(crate) fn group_by_cue(scan: &Scan, weights: &Weights) -> Vec<Group> {
    let all = &scan.segments;
    let of =
        |role: Role| (0..all.len()).filter(|index| all[*index].role == role).collect::<Vec<_>>();
    let (cues, sources) = (of(Role::Cue), of(Role::Source));
    let linker = Linker { all, cues: &cues, weights };
    let mut groups: Vec<Group> = cues
        .iter()
        .map(|cue| Group {
            cue: *cue,
            source: linker.source_of(*cue, &sources),
            content: Vec::new(),
            sure: None,
            spoken: false,
            silent: false,
        })
        .collect();
    for content in of(Role::Content) {
        if let Some(group) = linker.cue_of(content) {
            groups[group].content.push(content);
        }
    }
    groups
}

struct Linker<'a> {
    all: &'a [Segment],
    cues: &'a [usize],
    weights: &'a Weights,
}

/// Returns the position of a segment's beginning.
fn place(segment: &Segment) -> (usize, usize) {
    (segment.paragraph, segment.from)
}

impl Linker<'_> {
    fn source_of(&self, cue: usize, sources: &[usize]) -> Option<usize> {
        let at = sources.partition_point(|source| *source < cue);
        let near = at.saturating_sub(NEAR)..(at + NEAR).min(sources.len());
        let (mut best, mut top) = (None, self.weights.no_source);
        for source in &sources[near] {
            let (segment, of) = (&self.all[*source], &self.all[cue]);
            if segment.paragraph.abs_diff(of.paragraph) > 1 {
                continue;
            }
            let learned = dot(&of.query, &segment.key) / 8.0;
            let score = learned + self.lie(*source, cue, &self.weights.source_place);
            if score > top {
                (best, top) = (Some(*source), score);
            }
        }
        best
    }

    /// Returns the group of the cue that a content belongs to.
    fn cue_of(&self, content: usize) -> Option<usize> {
        let at = self.cues.partition_point(|cue| *cue < content);
        let near = at.saturating_sub(NEAR)..(at + NEAR).min(self.cues.len());
        let (mut best, mut top) = (None, self.weights.no_cue);
        for group in near {
            let cue = self.cues[group];
            let (segment, of) = (&self.all[content], &self.all[cue]);
            if segment.paragraph.abs_diff(of.paragraph) > 1 {
                continue;
            }
            let learned = dot(&segment.query, &of.key) / 8.0;
            let score = learned + self.lie(content, cue, &self.weights.content_place);
            if score > top {
                (best, top) = (Some(group), score);
            }
        }
        best
    }

    /// Returns the score of the relative position of a segment and a cue, from learned values and
    /// the segment's direction.
    fn lie(&self, segment: usize, cue: usize, places: &[f32]) -> f32 {
        let (a, b) = (&self.all[segment], &self.all[cue]);
        let side = usize::from(place(a) >= place(b));
        let apart = match a.paragraph as isize - b.paragraph as isize {
            0 => 0,
            1 => 1,
            -1 => 2,
            _ => 3,
        };
        let (low, high) = (segment.min(cue), segment.max(cue));
        let between = self.cues.partition_point(|other| *other < high)
            - self.cues.partition_point(|other| *other <= low);
        let bucket = (side * 4 + apart) * 5 + between.min(4);
        places.get(bucket).copied().unwrap_or(0.0) + self.evidence(segment, cue, between)
    }

    fn evidence(&self, segment: usize, cue: usize, between: usize) -> f32 {
        let (a, b) = (&self.all[segment], &self.all[cue]);
        let settings = &self.weights.settings;
        let agrees = if a.points_right {
            cue > segment && a.paragraph == b.paragraph
        } else {
            cue < segment
        };
        match (agrees, between) {
            (false, _) => 0.0,
            (true, 0) => settings.arrow + settings.nearest,
            (true, _) => settings.arrow,
        }
    }
}
