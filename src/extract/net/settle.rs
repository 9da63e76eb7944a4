//! Quotation marks as hard evidence: where a content begins and ends, and contents that no tag found.

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::units::{Paragraph, Quote, is_word};

/// The most units that may stand between a cue or source and its quotation.
const FAR: usize = 3;

/// The fewest units of a quotation that is added.
pub(super) const LEAST: usize = 5;

/// A quotation: from its opening mark to the unit after the closing one.
pub(super) type Quotation = (usize, usize);

/// The closed quotations of a paragraph.
pub(super) fn quotations(paragraph: &Paragraph) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut opened = None;
    for (unit, quote) in paragraph.quotes.iter().enumerate() {
        match (quote, opened) {
            (Quote::Open, None) => opened = Some(unit),
            (Quote::Close, Some(open)) => {
                found.push((open, unit + 1));
                opened = None;
            }
            _ => {}
        }
    }
    found
}

/// Moves contents' borders to the marks around them, and gives quotations that nobody claims to the
/// cues beside them. What is added to the scan's segments are contents.
pub(crate) fn settle(text: &str, scan: &mut Scan, groups: &mut [Group], rules: &[String]) {
    let has = |rule: &str| rules.iter().any(|other| other == rule);
    let tagged: Vec<(usize, usize, usize)> =
        scan.segments.iter().map(|s| (s.paragraph, s.from, s.to)).collect();
    let mut first = 0;
    while first < tagged.len() {
        let index = tagged[first].0;
        let count = tagged[first..].partition_point(|(paragraph, ..)| *paragraph == index);
        let here = &tagged[first..first + count];
        // Only groups of this paragraph's segments can be concerned.
        let near = groups_near(groups, scan, index);
        for (open, end) in quotations(&scan.paragraphs[index]) {
            let taken = |unit: usize| here.iter().any(|(_, from, to)| (*from..*to).contains(&unit));
            let inside = contents_inside(groups, scan, &near, index, (open, end));
            if let ([content], true) = (inside.as_slice(), has("extend")) {
                extend(&mut scan.segments[*content], (open, end), taken);
            } else if end - open >= LEAST && !(open..end).any(taken) {
                let by =
                    has("adopt").then(|| adopter(text, scan, groups, &near, index, (open, end)));
                let by = by.flatten().or_else(|| {
                    let goes_on = || goer_on(text, scan, groups, &near, index, (open, end));
                    has("go on").then(goes_on).flatten()
                });
                if let Some((group, points_right)) = by {
                    groups[group].content.push(scan.segments.len());
                    scan.segments.push(quotation(index, (open, end), points_right));
                }
            }
        }
        first += count;
    }
}

/// A content that is a whole quotation.
fn quotation(paragraph: usize, (from, to): Quotation, points_right: bool) -> Segment {
    Segment {
        role: Role::Content,
        points_right,
        paragraph,
        from,
        to,
        query: Vec::new(),
        key: Vec::new(),
        sure: (0.0, 0.0),
    }
}

/// The groups that have a segment in a paragraph or beside it.
fn groups_near(groups: &[Group], scan: &Scan, index: usize) -> Vec<usize> {
    let of = |group: &Group| scan.segments[group.cue].paragraph;
    let from = groups.partition_point(|group| of(group) + 1 < index);
    let to = groups.partition_point(|group| of(group) <= index + 1);
    (from..to).collect()
}

fn contents_inside(
    groups: &[Group],
    scan: &Scan,
    near: &[usize],
    index: usize,
    (open, end): Quotation,
) -> Vec<usize> {
    let contents = near.iter().flat_map(|group| groups[*group].content.iter().copied());
    let inside = |content: &usize| {
        let segment = &scan.segments[*content];
        segment.paragraph == index && segment.from < end && segment.to > open
    };
    contents.filter(inside).collect()
}

/// A content with its greater part in a quotation, without another segment beside it there, is all
/// of it.
fn extend(content: &mut Segment, (open, end): Quotation, taken: impl Fn(usize) -> bool) {
    let others = (open..end).any(|unit| taken(unit) && !(content.from..content.to).contains(&unit));
    let shared = content.to.min(end) - content.from.max(open);
    if !others && shared * 2 >= end - open {
        content.from = content.from.min(open);
        content.to = content.to.max(end);
    }
}

/// A cue without a content, which takes the quotation next to it or to its source; and whether the
/// quotation's cue lies to the right.
fn adopter(
    text: &str,
    scan: &Scan,
    groups: &[Group],
    near: &[usize],
    index: usize,
    (open, end): Quotation,
) -> Option<(usize, bool)> {
    let words = Words { text, paragraph: &scan.paragraphs[index] };
    for group in near.iter().copied().filter(|group| groups[*group].content.is_empty()) {
        for part in std::iter::once(groups[group].cue).chain(groups[group].source) {
            let part = &scan.segments[part];
            let before = part.to <= open;
            let gap = if before { part.to..open } else { end..part.from.max(end) };
            let beside = before || part.from >= end;
            if part.paragraph == index && beside && gap.len() <= FAR && !words.any(gap) {
                return Some((group, !before));
            }
        }
    }
    None
}

/// A group whose quoted content stands before the quotation, with nothing but its own cue and
/// source between ("…," he said. "…").
fn goer_on(
    text: &str,
    scan: &Scan,
    groups: &[Group],
    near: &[usize],
    index: usize,
    (open, _): Quotation,
) -> Option<(usize, bool)> {
    let paragraph = &scan.paragraphs[index];
    let words = Words { text, paragraph };
    let before = |part: &usize| {
        let part = &scan.segments[*part];
        part.paragraph == index && part.to <= open
    };
    near.iter().copied().find_map(|group| {
        let contents: Vec<usize> = groups[group].content.iter().copied().filter(before).collect();
        let last = scan.segments[*contents.last()?].to;
        let quoted = contents.iter().any(|content| is_quoted(scan, *content));
        let parts = std::iter::once(groups[group].cue).chain(groups[group].source).filter(before);
        let tail = parts.map(|part| scan.segments[part].to).max()?;
        (quoted && tail >= last && !words.any(tail..open)).then_some((group, false))
    })
}

/// Whether any unit of a segment stands in quotation marks.
pub(crate) fn is_quoted(scan: &Scan, segment: usize) -> bool {
    let segment = &scan.segments[segment];
    let quotes = &scan.paragraphs[segment.paragraph].quotes;
    quotes[segment.from..segment.to].iter().any(|quote| *quote != Quote::Out)
}

struct Words<'a> {
    text: &'a str,
    paragraph: &'a Paragraph,
}

impl Words<'_> {
    /// Whether any of these units is a word.
    fn any(&self, mut units: std::ops::Range<usize>) -> bool {
        units.any(|unit| {
            let first = self.paragraph.units[unit].of(self.text).chars().next();
            first.is_some_and(is_word)
        })
    }
}
