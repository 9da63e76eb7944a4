//! Quotation marks as hard evidence for where a content begins and ends.

use super::link::Group;
use super::scan::{Scan, Segment};
use super::units::{Paragraph, Quote};

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

/// Moves contents' borders to the marks around them: a content with its greater part in a
/// quotation, without another segment beside it there, is all of it.
pub(super) fn settle(scan: &mut Scan, groups: &mut [Group]) {
    let mut claimed = vec![false; scan.segments.len()];
    for content in groups.iter().flat_map(|group| &group.content) {
        claimed[*content] = true;
    }
    let mut first = 0;
    while first < scan.segments.len() {
        let paragraph = scan.segments[first].paragraph;
        let count = scan.segments[first..].partition_point(|s| s.paragraph == paragraph);
        let here = first..first + count;
        for quotation in quotations(&scan.paragraphs[paragraph]) {
            let inside = |segment: &Segment| segment.from < quotation.1 && segment.to > quotation.0;
            let all: Vec<usize> =
                here.clone().filter(|index| inside(&scan.segments[*index])).collect();
            if let [only] = all.as_slice()
                && claimed[*only]
            {
                extend(&mut scan.segments[*only], quotation);
            }
        }
        first += count;
    }
    groups.iter_mut().for_each(|group| drop_strays(scan, group));
}

/// What follows the cue without any mark is not part of a content that is wholly quoted before it:
/// "…," she said, and soon the balloons were dropping.
fn drop_strays(scan: &Scan, group: &mut Group) {
    let (before, after): (Vec<usize>, Vec<usize>) =
        group.content.iter().partition(|content| **content < group.cue);
    let whole = |content: &usize| {
        let segment = &scan.segments[*content];
        let quotes = &scan.paragraphs[segment.paragraph].quotes[segment.from..segment.to];
        let last = quotes.len().saturating_sub(2);
        quotes.first() == Some(&Quote::Open) && quotes[last..].contains(&Quote::Close)
    };
    let quoted = !before.is_empty() && before.iter().all(whole);
    if quoted && !after.iter().any(|content| is_quoted(scan, *content)) {
        group.content = before;
    }
}

fn extend(content: &mut Segment, (open, end): Quotation) {
    let shared = content.to.min(end) - content.from.max(open);
    if shared * 2 >= end - open {
        content.from = content.from.min(open);
        content.to = content.to.max(end);
    }
}

/// Whether any unit of a segment stands in quotation marks.
pub(crate) fn is_quoted(scan: &Scan, segment: usize) -> bool {
    let segment = &scan.segments[segment];
    let quotes = &scan.paragraphs[segment.paragraph].quotes;
    quotes[segment.from..segment.to].iter().any(|quote| *quote != Quote::Out)
}
