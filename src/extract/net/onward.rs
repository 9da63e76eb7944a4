//! Quotations that go on: over a mark that is not closed into the next paragraph, and past who said the
//! first half ("“It burned,” he said. “We ran.”").

use super::announced::{all_quoted, free, push, word};
use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{Quotation, closed_quotations, is_quoted};
use super::units::Quote;

/// The most units between the halves of a quotation.
const BETWEEN: usize = 14;

/// The fewest units of a second half that nobody claims.
const LEAST: usize = 4;

/// The most units of a paragraph that only says whose the quotation before it is.
const TAIL: usize = 8;

/// How sure a statement is that goes on from another one.
const GOES_ON: f32 = 0.75;

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

/// A paragraph that is nothing but a quotation goes on from the statement right before it, whoever
/// speaks after it.
pub(super) fn goes_on(text: &str, scan: &mut Scan, groups: &mut Vec<Group>, paragraph: usize) {
    let it = &scan.paragraphs[paragraph];
    let closed = it.quotes.last() == Some(&Quote::Close);
    let (units, taker) = if all_quoted(it) && closed {
        (it.units.len(), None)
    } else {
        unclaimed(text, scan, groups, paragraph).unwrap_or_default()
    };
    if units < 4 {
        return;
    }
    let lies = |segment: usize| scan.segments[segment].paragraph == paragraph;
    let owner = groups.iter().position(|group| group.content.iter().any(|content| lies(*content)));
    // Its own cue, or the one of the paragraph before, is as it should be.
    let cue_of = |group: &Group| scan.segments[group.cue].paragraph;
    let cued = |owner: usize| cue_of(&groups[owner]) <= paragraph && Some(owner) != taker;
    if units == it.units.len() && owner.is_some_and(cued) {
        return;
    }
    // "Ann Lee added." after it, with nothing else to say, is its cue.
    let alone = |group: &Group| group.content.iter().all(|content| lies(*content));
    let tail = |group: &Group| {
        cue_of(group) == paragraph + 1
            && scan.paragraphs.get(paragraph + 1).is_some_and(|next| next.units.len() <= TAIL)
    };
    if owner.is_some_and(|owner| alone(&groups[owner]) && tail(&groups[owner])) {
        return;
    }
    let Some(before) = statement_before(scan, groups, paragraph) else { return };
    if let Some(taker) = taker {
        groups[taker].content = vec![behind_cue(scan, &groups[taker], paragraph)];
    } else if units == scan.paragraphs[paragraph].units.len() {
        free(scan, groups, paragraph, None);
    }
    let content = push(scan, Role::Content, paragraph, 0, units);
    let quoted = groups[before].content.iter().any(|content| is_quoted(scan, *content));
    if quoted && !groups[before].silent {
        groups[before].content.push(content);
        return;
    }
    let (cue, source) = (groups[before].cue, groups[before].source);
    groups.push(Group {
        cue,
        source,
        content: vec![content],
        sure: Some(GOES_ON),
        spoken: false,
        silent: true,
    });
}

/// The group of the statement that ends the paragraph before, with nothing told after it.
fn statement_before(scan: &Scan, groups: &[Group], paragraph: usize) -> Option<usize> {
    let last = |group: &Group| {
        group
            .content
            .iter()
            .chain([&group.cue])
            .map(|part| (scan.segments[*part].paragraph, scan.segments[*part].to))
            .max()
    };
    let before = groups
        .iter()
        .enumerate()
        .filter(|(_, group)| group.source.is_some())
        .filter(|(_, group)| last(group).is_some_and(|(home, _)| home + 1 == paragraph))
        .max_by_key(|(_, group)| last(group));
    let (before, _) = before?;
    let (home, end) = last(&groups[before]).unwrap_or((0, 0));
    let rest = &scan.paragraphs[home];
    let after = rest.units.len().saturating_sub(end);
    if after > 3 && rest.sentences.last() != rest.sentences.get(end.saturating_sub(1)) {
        return None;
    }
    Some(before)
}

/// What stands behind the cue of a group, up to the end of its sentence, as a content.
fn behind_cue(scan: &mut Scan, group: &Group, paragraph: usize) -> usize {
    let from = scan.segments[group.cue].to;
    let sentences = &scan.paragraphs[paragraph].sentences;
    let end = (from..sentences.len()).find(|at| sentences[*at] != sentences[from - 1]);
    let end = end.unwrap_or(sentences.len());
    push(scan, Role::Content, paragraph, from, end)
}

/// Where the quotation ends with which a paragraph opens, if it is a sentence and the next sentence is a
/// statement of its own ("“It burned.” Ann Lee said that she had run."); and the group of that statement,
/// if it has taken the quotation.
fn unclaimed(
    text: &str,
    scan: &Scan,
    groups: &[Group],
    paragraph: usize,
) -> Option<(usize, Option<usize>)> {
    let it = &scan.paragraphs[paragraph];
    let (_, end) = closed_quotations(it).first().copied().filter(|(open, _)| *open == 0)?;
    // "“Run!” Ann Lee said" is one sentence.
    let stops = word(text, it, end.checked_sub(2)?) == ".";
    let next = *it.sentences.get(end)?;
    if !stops || next == it.sentences[0] {
        return None;
    }
    let part =
        |segment: usize| Some(&scan.segments[segment]).filter(|it| it.paragraph == paragraph);
    let inside = |segment: usize| {
        part(segment).is_some_and(|it_is| it_is.from >= end && it.sentences[it_is.from] == next)
    };
    let takes = |group: &Group| {
        group.content.iter().any(|content| part(*content).is_some_and(|it| it.from < end))
    };
    let last = it.sentences.iter().rposition(|sentence| *sentence == next)?;
    // "Ann Lee said that she had run": words of their own behind the cue, and the speaker before it.
    let tells = |group: &Group| {
        let cue = &scan.segments[group.cue];
        let before = group.source.is_some_and(|source| scan.segments[source].to <= cue.from);
        let more = last.saturating_sub(cue.to) >= 4;
        let begins = ["it", "that", "he", "she", "they", "there"];
        inside(group.cue) && before && more && begins.contains(&word(text, it, cue.to))
    };
    let mut takers = groups.iter().enumerate().filter(|(_, group)| takes(group));
    match (takers.next(), takers.next()) {
        (None, _) => groups
            .iter()
            .any(|group| inside(group.cue) && group.content.iter().any(|content| inside(*content)))
            .then_some((end, None)),
        (Some((taker, group)), None) if tells(group) => Some((end, Some(taker))),
        _ => None,
    }
}
