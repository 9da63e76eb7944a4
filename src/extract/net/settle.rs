//! Quotation marks as hard evidence for where a content begins and ends.

use super::link::Group;
use super::scan::{Scan, Segment};
use super::units::{Paragraph, Quote};

/// A quotation: from its opening mark to the unit after the closing one.
pub(super) type Quotation = (usize, usize);

/// Within how many units of its paragraph's beginning a dateline ends.
const DATELINE: usize = 14;

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
pub(super) fn settle(text: &str, scan: &mut Scan, groups: &mut [Group]) {
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
    for group in groups {
        for part in group.source.iter().chain(&group.content) {
            drop_dateline(text, scan, *part);
        }
        keep_at_home(text, scan, group);
        drop_strays(scan, group);
        drop_echo(text, scan, group);
    }
}

/// Where a report was written and for whom is part of no statement ("CORVO, Azores (AP) — …").
fn drop_dateline(text: &str, scan: &mut Scan, segment: usize) {
    let segment = &mut scan.segments[segment];
    let units = &scan.paragraphs[segment.paragraph].units;
    let word = |unit: usize| units[unit].of(text);
    let dash = |unit: &usize| matches!(word(*unit), "—" | "–" | "-" | "--");
    let first = segment.from.max(1)..segment.to.min(DATELINE);
    let end = first.clone().find(|unit| dash(unit) && word(*unit - 1) == ")");
    let after = end.map(|end| (end..segment.to).find(|unit| !dash(unit)).unwrap_or(segment.to));
    if let Some(after) = after.filter(|after| *after < segment.to) {
        segment.from = after;
    }
}

/// Nobody is called "said": where one word is taken for the source and for the cue, there is no
/// statement.
fn drop_echo(text: &str, scan: &Scan, group: &mut Group) {
    let words = |segment: usize| {
        let segment = &scan.segments[segment];
        let units = &scan.paragraphs[segment.paragraph].units[segment.from..segment.to];
        &text[units[0].start..units[units.len() - 1].end]
    };
    if group.source.is_some_and(|source| words(source).eq_ignore_ascii_case(words(group.cue))) {
        group.content.clear();
    }
}

/// Only a quotation goes over into another paragraph than its cue's, or what a colon announces.
fn keep_at_home(text: &str, scan: &Scan, group: &mut Group) {
    let home = scan.segments[group.cue].paragraph;
    let last = scan.paragraphs[home].units.last().map(|unit| unit.of(text));
    group.content.retain(|content| {
        let paragraph = scan.segments[*content].paragraph;
        let announced = paragraph == home + 1 && last == Some(":");
        paragraph == home || announced || is_quoted(scan, *content)
    });
}

/// What follows the cue without any mark is not part of a content that is wholly quoted before it
/// ("…," she said, and soon the balloons were dropping), nor of any content before it when it stands
/// in another sentence.
fn drop_strays(scan: &Scan, group: &mut Group) {
    let (before, after): (Vec<usize>, Vec<usize>) =
        group.content.iter().partition(|content| **content < group.cue);
    if before.is_empty() || after.iter().any(|content| is_quoted(scan, *content)) {
        return;
    }
    let whole = |content: &usize| {
        let segment = &scan.segments[*content];
        let quotes = &scan.paragraphs[segment.paragraph].quotes[segment.from..segment.to];
        let last = quotes.len().saturating_sub(2);
        quotes.first() == Some(&Quote::Open) && quotes[last..].contains(&Quote::Close)
    };
    let quoted = before.iter().all(whole);
    let cue = sentence(scan, group.cue);
    group
        .content
        .retain(|content| *content < group.cue || (!quoted && sentence(scan, *content) == cue));
}

/// The sentence that a segment begins in.
fn sentence(scan: &Scan, segment: usize) -> (usize, u32) {
    let segment = &scan.segments[segment];
    (segment.paragraph, scan.paragraphs[segment.paragraph].sentences[segment.from])
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
