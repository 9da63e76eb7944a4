//! Quotations that go on: over a mark that is not closed into the next paragraph, and past who said the
//! first half ("“It burned,” he said. “We ran.”").

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{Quotation, closed_quotations};
use super::units::Quote;

/// The most units between the halves of a quotation.
const BETWEEN: usize = 14;

/// The fewest units of a second half that nobody claims.
const LEAST: usize = 4;

/// Gives what goes on to whoever said what it goes on from.
pub(super) fn go_on(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    for paragraph in 0..scan.paragraphs.len() {
        if paragraph > 0 {
            over_paragraphs(scan, groups, paragraph);
        }
        past_the_tag(text, scan, groups, paragraph);
    }
    groups.retain(|group| !group.content.is_empty());
}

/// Whether a segment lies in a part of a paragraph, or reaches into it.
fn meets(segment: &Segment, paragraph: usize, (from, to): Quotation) -> bool {
    segment.paragraph == paragraph && segment.from < to && segment.to > from
}

/// Gives the part of a paragraph to the group `owner` alone.
fn give(scan: &mut Scan, groups: &mut [Group], owner: usize, paragraph: usize, part: Quotation) {
    for (index, group) in groups.iter_mut().enumerate() {
        if index != owner {
            group.content.retain(|content| !meets(&scan.segments[*content], paragraph, part));
        }
    }
    let has = |content: &usize| meets(&scan.segments[*content], paragraph, part);
    if !groups[owner].content.iter().any(has) {
        scan.segments.push(Segment::from_rule(Role::Content, paragraph, part.0, part.1));
        groups[owner].content.push(scan.segments.len() - 1);
    }
}

/// A paragraph that opens with a mark, after one whose mark was not closed, is the same speaker's.
fn over_paragraphs(scan: &mut Scan, groups: &mut [Group], paragraph: usize) {
    let (before, it) = (&scan.paragraphs[paragraph - 1], &scan.paragraphs[paragraph]);
    let open = before.quotes.last() == Some(&Quote::In);
    if !open || it.quotes.first() != Some(&Quote::Open) {
        return;
    }
    let end = before.units.len();
    let last = |group: &Group| {
        group.content.iter().any(|content| {
            let segment = &scan.segments[*content];
            segment.paragraph == paragraph - 1 && segment.to + 1 >= end
        })
    };
    let Some(owner) = groups.iter().position(|group| group.source.is_some() && last(group)) else {
        return;
    };
    let close = it.quotes.iter().position(|quote| *quote == Quote::Close);
    let part = (0, close.map_or(it.units.len(), |close| close + 1));
    give(scan, groups, owner, paragraph, part);
}

/// A quotation right after the words that say who said the one before is the same speaker's, unless words
/// of its own say otherwise.
fn past_the_tag(text: &str, scan: &mut Scan, groups: &mut [Group], paragraph: usize) {
    let all = closed_quotations(&scan.paragraphs[paragraph]);
    for pair in all.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let it = &scan.paragraphs[paragraph];
        let word = |unit: usize| it.units.get(unit).map_or("", |unit| unit.of(text));
        let near = second.0 > first.1 + 1 && second.0 - first.1 <= BETWEEN;
        let stop = |unit: usize| matches!(word(unit), "." | "!" | "?");
        let whole = second.1 - second.0 >= LEAST && stop(second.1 - 2);
        if !near || !whole || word(second.0 - 1) != "." {
            continue;
        }
        // One sentence, and the cue in it.
        if (first.1..second.0 - 1).any(stop) {
            continue;
        }
        let between = (first.1, second.0);
        let tagged = |group: &Group| {
            group.source.is_some()
                && meets(&scan.segments[group.cue], paragraph, between)
                && group.content.iter().any(|it| meets(&scan.segments[*it], paragraph, first))
        };
        let Some(owner) = groups.iter().position(tagged) else { continue };
        let other = groups.iter().enumerate().find(|(index, group)| {
            *index != owner
                && group.content.iter().any(|it| meets(&scan.segments[*it], paragraph, second))
        });
        let own_cue = other.is_some_and(|(_, group)| {
            let cue = &scan.segments[group.cue];
            cue.paragraph > paragraph || cue.paragraph == paragraph && cue.from >= second.0
        });
        if !own_cue {
            give(scan, groups, owner, paragraph, second);
        }
    }
}
