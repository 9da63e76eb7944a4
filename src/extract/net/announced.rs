//! Quotations without a cue of their own: those announced by a line with a colon, those that
//! continue an earlier statement, and those of the person whom their paragraph is about.

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::{closed_quotations, is_quoted};
use super::units::{Case, Paragraph, Quote};
use crate::extract::lexicon;

/// The most units of a line that announces a quotation.
const LINE: usize = 60;

/// The most paragraphs of a block quote.
const BLOCK: usize = 12;

/// The most units of a paragraph that only attributes the quotation before it.
const TAIL: usize = 8;

/// The confidence of announced quotations, of continued ones, and of those attributed by their
/// paragraph.
const ANNOUNCED: f32 = 0.85;
const GOES_ON: f32 = 0.75;
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
        goes_on(text, scan, groups, paragraph);
    }
    for paragraph in 0..scan.paragraphs.len() {
        about(text, scan, groups, paragraph);
    }
    groups.retain(|group| !group.content.is_empty());
}

fn word<'a>(text: &'a str, paragraph: &Paragraph, unit: usize) -> &'a str {
    paragraph.units.get(unit).map_or("", |unit| unit.of(text))
}

/// Returns whether a paragraph consists of quotations only.
fn all_quoted(paragraph: &Paragraph) -> bool {
    paragraph.quotes.first() == Some(&Quote::Open)
        && paragraph.quotes.iter().all(|quote| *quote != Quote::Out)
}

/// Returns whether a paragraph without quotation marks is in the first person.
fn in_first_person(text: &str, paragraph: &Paragraph) -> bool {
    let first = paragraph.units.iter().any(|unit| FIRST.contains(&unit.of(text)));
    first && paragraph.quotes.iter().all(|quote| *quote == Quote::Out)
}

fn push(scan: &mut Scan, role: Role, paragraph: usize, from: usize, to: usize) -> usize {
    scan.segments.push(Segment::from_rule(role, paragraph, from, to));
    scan.segments.len() - 1
}

/// Removes the segments of a paragraph from all groups except one.
fn free(scan: &Scan, groups: &mut [Group], paragraph: usize, but: Option<usize>) {
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

/// Makes a paragraph that is only a quotation a continuation of the statement directly before it,
/// whoever speaks afterwards.
fn goes_on(text: &str, scan: &mut Scan, groups: &mut Vec<Group>, paragraph: usize) {
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
    // Its own cue, or that of the paragraph before, is right already.
    let cue_of = |group: &Group| scan.segments[group.cue].paragraph;
    let cued = |owner: usize| cue_of(&groups[owner]) <= paragraph && Some(owner) != taker;
    if units == it.units.len() && owner.is_some_and(cued) {
        return;
    }
    // "Ann Lee added." after it, alone in its sentence, is its cue.
    let alone = |group: &Group| group.content.iter().all(|content| lies(*content));
    let tail = |group: &Group| {
        cue_of(group) == paragraph + 1
            && scan.paragraphs.get(paragraph + 1).is_some_and(|next| next.units.len() <= TAIL)
    };
    if owner.is_some_and(|owner| alone(&groups[owner]) && tail(&groups[owner])) {
        return;
    }
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
    let Some((before, _)) = before else { return };
    // A statement that ends the paragraph before, with nothing after it.
    let (home, end) = last(&groups[before]).unwrap_or((0, 0));
    let rest = &scan.paragraphs[home];
    let after = rest.units.len().saturating_sub(end);
    if after > 3 && rest.sentences.last() != rest.sentences.get(end.saturating_sub(1)) {
        return;
    }
    if let Some(taker) = taker {
        // The words after its cue are its content.
        let cue = scan.segments[groups[taker].cue].clone();
        let sentences = &scan.paragraphs[paragraph].sentences;
        let own = sentences[cue.to - 1];
        let end = (cue.to..sentences.len()).find(|at| sentences[*at] != own);
        let end = end.unwrap_or(sentences.len());
        groups[taker].content = vec![push(scan, Role::Content, paragraph, cue.to, end)];
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

/// Returns the end of the quotation that opens a paragraph, if it is a sentence and the next
/// sentence is a statement of its own ("“It burned.” Ann Lee said that she had run."). Also returns
/// the group of that statement, if it has taken the quotation.
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

/// Attributes an unclaimed quotation in a paragraph that begins with a name to that person.
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
