//! Quotations without a cue of their own: those announced by a line with a colon, those that
//! continue an earlier statement, and those of the person whom their paragraph is about.

use super::link::Group;
use super::onward;
use super::scan::{Role, Scan, Segment};
use super::settle::closed_quotations;
use super::units::{Case, Paragraph, Quote};
use crate::extract::lexicon;

/// The most units of a line that announces a quotation.
const LINE: usize = 60;

/// The most paragraphs of a block quote.
const BLOCK: usize = 12;

/// How sure an announced quotation is, and one of whom its paragraph is about.
const ANNOUNCED: f32 = 0.85;
const ABOUT: f32 = 0.55;

/// The fewest units of a quotation without a cue.
const LEAST: usize = 7;

/// Words of the first person, by which a block quote is recognized.
const FIRST: &[&str] = &["I", "we", "We", "my", "My", "our", "Our", "us", "me"];

/// Attributes each quotation without a cue to its speaker.
pub(super) fn attribute_announced(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    for line in 0..scan.paragraphs.len().saturating_sub(1) {
        announced(text, scan, groups, line);
    }
    for paragraph in 1..scan.paragraphs.len() {
        onward::goes_on(text, scan, groups, paragraph);
    }
    for paragraph in 0..scan.paragraphs.len() {
        about(text, scan, groups, paragraph);
    }
    groups.retain(|group| !group.content.is_empty());
}

pub(super) fn word<'a>(text: &'a str, paragraph: &Paragraph, unit: usize) -> &'a str {
    paragraph.units.get(unit).map_or("", |unit| unit.of(text))
}

/// Whether a paragraph is nothing but quotations.
pub(super) fn all_quoted(paragraph: &Paragraph) -> bool {
    paragraph.quotes.first() == Some(&Quote::Open)
        && paragraph.quotes.iter().all(|quote| *quote != Quote::Out)
}

/// Returns whether a paragraph without quotation marks is in the first person.
fn in_first_person(text: &str, paragraph: &Paragraph) -> bool {
    let first = paragraph.units.iter().any(|unit| FIRST.contains(&unit.of(text)));
    first && paragraph.quotes.iter().all(|quote| *quote == Quote::Out)
}

pub(super) fn push(scan: &mut Scan, role: Role, paragraph: usize, from: usize, to: usize) -> usize {
    scan.segments.push(Segment::from_rule(role, paragraph, from, to));
    scan.segments.len() - 1
}

/// Takes what lies in a paragraph from all groups but one.
pub(super) fn free(scan: &Scan, groups: &mut [Group], paragraph: usize, but: Option<usize>) {
    for (index, group) in groups.iter_mut().enumerate() {
        if Some(index) != but {
            group.content.retain(|content| scan.segments[*content].paragraph != paragraph);
        }
    }
}

/// Handles "And from Chairwoman Lee:" before a quotation, or before a block of paragraphs without
/// marks.
fn announced(text: &str, scan: &mut Scan, groups: &mut Vec<Group>, line: usize) {
    let paragraph = &scan.paragraphs[line];
    let units = paragraph.units.len();
    let colon = units.checked_sub(1).filter(|last| word(text, paragraph, *last) == ":");
    let Some(colon) = colon.filter(|colon| *colon > 0 && units <= LINE) else { return };
    let next = &scan.paragraphs[line + 1];
    let marked = next.quotes.first() == Some(&Quote::Open);
    if !marked && !in_first_person(text, next) {
        return;
    }
    let goes_on = |at: &usize| {
        let (before, it) = (&scan.paragraphs[*at - 1], &scan.paragraphs[*at]);
        if marked {
            // A paragraph whose quotation is not closed continues in the next one.
            before.quotes.last() == Some(&Quote::In) && it.quotes.first() != Some(&Quote::Out)
        } else {
            in_first_person(text, it)
        }
    };
    let end = scan.paragraphs.len().min(line + 1 + BLOCK);
    let block: Vec<usize> =
        std::iter::once(line + 1).chain((line + 2..end).take_while(goes_on)).collect();
    // In the line itself, whose cue and source the network found.
    let own = groups.iter().rposition(|group| {
        let cue = &scan.segments[group.cue];
        cue.paragraph == line && group.source.is_some()
    });
    let speaker = own.and_then(|own| groups[own].source);
    let found = speaker.map(|it| {
        let segment = &scan.segments[it];
        (segment.paragraph, segment.from, segment.to)
    });
    let named =
        || last_name(text, &scan.paragraphs[line], colon).map(|(from, to)| (line, from, to));
    let Some((home, from, to)) = found.or_else(named) else { return };
    for paragraph in &block {
        free(scan, groups, *paragraph, None);
    }
    let cue = match own {
        Some(own) => groups[own].cue,
        None => push(scan, Role::Cue, line, colon, colon + 1),
    };
    let source = push(scan, Role::Source, home, from, to);
    let mut content = Vec::new();
    for paragraph in block {
        let all = &scan.paragraphs[paragraph];
        let closed = closed_quotations(all).first().copied().filter(|_| marked);
        let end = closed.map_or(all.units.len(), |(_, end)| end);
        content.push(push(scan, Role::Content, paragraph, 0, end));
    }
    let group = Group {
        cue,
        source: Some(source),
        content,
        sure: Some(ANNOUNCED),
        spoken: !marked,
        silent: false,
    };
    match own {
        Some(own) if groups[own].content.is_empty() => groups[own] = group,
        _ => groups.push(group),
    }
}

/// Returns the last name in capitals before the unit `end`, with the capitalized words before it.
fn last_name(text: &str, paragraph: &Paragraph, end: usize) -> Option<(usize, usize)> {
    let capital = |unit: usize| matches!(paragraph.cases[unit], Case::Title | Case::Upper);
    let last = (1..end).rev().find(|unit| capital(*unit))?;
    let joined =
        |unit: usize| capital(unit) || matches!(word(text, paragraph, unit), "." | "-" | "’" | "'");
    let mut from = last;
    while from > 1 && joined(from - 1) {
        from -= 1;
    }
    while !capital(from) {
        from += 1;
    }
    (last + 3 >= end).then_some((from, last + 1))
}

/// A quotation that nobody claims, in a paragraph that begins with a name: that person's.
fn about(text: &str, scan: &mut Scan, groups: &mut Vec<Group>, index: usize) {
    let paragraph = &scan.paragraphs[index];
    let touched = groups.iter().any(|group| {
        group.content.iter().chain([&group.cue]).any(|part| scan.segments[*part].paragraph == index)
    });
    if touched {
        return;
    }
    let ends = |unit: usize| matches!(word(text, paragraph, unit), "." | "!" | "?" | "…");
    let whole = |(open, end): &(usize, usize)| {
        let starts = *open == 0 || ends(*open - 1);
        starts && end - open >= LEAST && ends(*end - 2)
    };
    let Some((open, end)) = closed_quotations(paragraph).into_iter().find(whole) else { return };
    let capital =
        |unit: usize| matches!(paragraph.cases.get(unit), Some(Case::Title | Case::Upper));
    let mut name = 0;
    while name < open && name < 5 && capital(name) {
        name += 1;
    }
    // "Last Tuesday" is not a person.
    let common = |unit: usize| {
        let lower = word(text, paragraph, unit).to_lowercase();
        lexicon::list("weekdays", &lower) || lexicon::tags_of(&lower).is_some()
    };
    if name < 2
        || (0..name).all(common)
        || lexicon::list("weekdays", &word(text, paragraph, name - 1).to_lowercase())
    {
        return;
    }
    let source = push(scan, Role::Source, index, 0, name);
    let content = push(scan, Role::Content, index, open, end);
    groups.push(Group {
        cue: content,
        source: Some(source),
        content: vec![content],
        sure: Some(ABOUT),
        spoken: false,
        silent: true,
    });
}
