//! Phrases in which another person is in the position of the speaker: a publisher ("was quoted by
//! the Gazette as saying"), a hearer ("a jury heard"), or an owner of the words ("in the words
//! of").

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::settle::closed_quotations;
use super::tagged::VERBS;
use super::units::{Case, Paragraph, Quote};

/// People who hear a statement and do not make it.
const HEARERS: &[&str] = &[
    "jury",
    "court",
    "inquest",
    "tribunal",
    "inquiry",
    "hearing",
    "jurors",
    "magistrates",
    "trial",
    "panel",
];

/// The confidence of a statement whose speaker is given by such a phrase.
const SURE: f32 = 0.85;

/// The most units of the words for a speaker.
const LONGEST: usize = 14;

/// Corrects the speakers of statements with such phrases.
pub(super) fn correct_speakers(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    for group in groups.iter_mut() {
        if !quoted_as_saying(text, scan, group) {
            heard(text, scan, group);
        }
    }
    for paragraph in 0..scan.paragraphs.len() {
        in_the_words_of(text, scan, groups, paragraph);
    }
    groups.retain(|group| !group.content.is_empty());
}

fn words<'a>(text: &'a str, scan: &Scan, segment: usize) -> Vec<&'a str> {
    let segment = &scan.segments[segment];
    let units = &scan.paragraphs[segment.paragraph].units[segment.from..segment.to];
    units.iter().map(|unit| unit.of(text)).collect()
}

fn push(scan: &mut Scan, role: Role, paragraph: usize, from: usize, to: usize) -> usize {
    scan.segments.push(Segment::from_rule(role, paragraph, from, to));
    scan.segments.len() - 1
}

/// Corrects "X was quoted by Y as saying Z" and "Y quoted X as saying Z": X says Z. Returns whether
/// it applied.
fn quoted_as_saying(text: &str, scan: &mut Scan, group: &mut Group) -> bool {
    let cue = words(text, scan, group.cue);
    let prints = cue
        .iter()
        .any(|word| matches!(*word, "quoted" | "quotes" | "cited" | "cites" | "reported"));
    if !prints {
        return false;
    }
    let saying = group.content.iter().position(|content| {
        let words = words(text, scan, *content);
        words.windows(2).any(|two| matches!(two, ["as", "saying"]))
    });
    let Some(place) = saying else { return false };
    let content = group.content[place];
    let all = words(text, scan, content);
    let at = all.windows(2).position(|two| matches!(two, ["as", "saying"])).unwrap_or(0);
    let segment = scan.segments[content].clone();
    let home = segment.paragraph;
    let speaker = if at > 0 && at <= LONGEST {
        Some((segment.from, segment.from + at))
    } else {
        // In "X was quoted by Y" the network takes X for part of the content.
        let before = group.content.iter().copied().find(|other| {
            let other = &scan.segments[*other];
            let out = scan.paragraphs[home].quotes.get(other.from) == Some(&Quote::Out);
            other.paragraph == home && other.to <= scan.segments[group.cue].from && out
        });
        if let Some(before) = before {
            group.content.retain(|other| *other != before);
        }
        before.map(|before| (scan.segments[before].from, scan.segments[before].to))
    };
    if segment.from + at + 2 < segment.to {
        scan.segments[content].from = segment.from + at + 2;
    }
    let Some((from, to)) = speaker.filter(|(from, to)| from < to) else { return false };
    group.source = Some(push(scan, Role::Source, home, from, to));
    group.sure = Some(SURE);
    true
}

/// Corrects "A landlord told his wife that …, a jury heard": the landlord says it. Without another
/// speaker, nobody does.
fn heard(text: &str, scan: &mut Scan, group: &mut Group) {
    let Some(source) = group.source else { return };
    let hearer = words(text, scan, source).last().is_some_and(|word| HEARERS.contains(word));
    let cue = words(text, scan, group.cue);
    let hears = cue.iter().any(|word| matches!(*word, "heard" | "hears"))
        || cue.windows(2).any(|two| matches!(two, ["was" | "were" | "is" | "been", "told"]));
    if !(hearer && hears) {
        return;
    }
    group.source = None;
    let Some(first) = group.content.first().copied() else { return };
    let segment = scan.segments[first].clone();
    let paragraph = &scan.paragraphs[segment.paragraph];
    let word = |unit: usize| paragraph.units[unit].of(text);
    let limit = segment.to.min(segment.from + LONGEST);
    let out = |unit: &usize| paragraph.quotes[*unit] == Quote::Out;
    let says = |unit: &usize| out(unit) && (VERBS.contains(&word(*unit)) || word(*unit) == "told");
    let start = segment.from + usize::from(word(segment.from) == "that");
    let Some(verb) = (start + 1..limit).find(says) else { return };
    // After the hearer: "told his wife that".
    let opens = |unit: &usize| {
        matches!(word(*unit), "that" | "how" | ":") || paragraph.quotes[*unit] == Quote::Open
    };
    let content = (verb + 1..segment.to.min(verb + 8)).find(opens).unwrap_or(verb + 1);
    if content >= segment.to {
        return;
    }
    let home = segment.paragraph;
    group.source = Some(push(scan, Role::Source, home, start, verb));
    group.cue = push(scan, Role::Cue, home, verb, verb + 1);
    scan.segments[first].from = content;
    group.sure = Some(SURE);
}

/// A phrase that names the speaker of a quotation, in units.
struct Words {
    at: usize,
    cue: (usize, usize),
    source: (usize, usize),
}

/// Returns the phrase that begins with the "in" at `at`: "in the words of X", "in X's words", "in
/// her words".
fn words_of(text: &str, paragraph: &Paragraph, at: usize) -> Option<Words> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    if word(at + 1) == "the" && word(at + 2) == "words" && word(at + 3) == "of" {
        let to = speaker_end(text, paragraph, at + 4)?;
        return Some(Words { at, cue: (at, at + 4), source: (at + 4, to) });
    }
    let end = (at + 2..at + 2 + LONGEST).find(|unit| word(*unit) == "words")?;
    let own = usize::from(word(end - 1) == "own");
    let to = end - own;
    if matches!(word(at + 1), "his" | "her" | "their") && to == at + 2 {
        return Some(Words { at, cue: (end, end + 1), source: (at + 1, at + 2) });
    }
    // The possessive mark is one or two units.
    let mark = (at + 2..to).rev().find(|unit| matches!(word(*unit), "'s" | "’s" | "'" | "’"))?;
    let name = (at + 1..mark)
        .any(|unit| matches!(paragraph.cases.get(unit), Some(Case::Title | Case::Upper)));
    (name && mark + 2 >= to).then_some(Words { at, cue: (end, end + 1), source: (at + 1, mark) })
}

/// Attributes the quotation of a sentence with "in the words of X, “…”" or "in X's words, “…”" to
/// X.
fn in_the_words_of(text: &str, scan: &mut Scan, groups: &mut Vec<Group>, index: usize) {
    let paragraph = &scan.paragraphs[index];
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let frame = (0..paragraph.units.len().saturating_sub(2)).find_map(|at| {
        let opens = word(at).eq_ignore_ascii_case("in") && paragraph.quotes[at] == Quote::Out;
        opens.then(|| words_of(text, paragraph, at)).flatten()
    });
    let Some(frame) = frame else { return };
    let at = frame.at;
    let sentence = paragraph.sentences[at];
    let of_it = |(open, _): &(usize, usize)| paragraph.sentences[*open] == sentence && *open >= at;
    let before = |(open, _): &(usize, usize)| paragraph.sentences[*open] == sentence && *open < at;
    let all = closed_quotations(paragraph);
    let quotation = all.iter().find(|it| of_it(it)).or_else(|| all.iter().find(|it| before(it)));
    let Some((open, close)) = quotation.copied() else { return };
    for group in groups.iter_mut() {
        group.content.retain(|content| {
            let segment = &scan.segments[*content];
            segment.paragraph != index || segment.to <= open || segment.from >= close
        });
    }
    let cue = push(scan, Role::Cue, index, frame.cue.0, frame.cue.1);
    let source = push(scan, Role::Source, index, frame.source.0, frame.source.1);
    let content = push(scan, Role::Content, index, open, close);
    groups.push(Group {
        cue,
        source: Some(source),
        content: vec![content],
        sure: Some(SURE),
        spoken: false,
        silent: false,
    });
}

/// Returns the end of the words for a speaker that begin at `from`: at a comma, or after a name
/// between commas ("her deputy, Omar Field,").
fn speaker_end(text: &str, paragraph: &Paragraph, from: usize) -> Option<usize> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let stop = |unit: &usize| {
        matches!(word(*unit), "," | ":" | "." | ";" | "—") || paragraph.quotes[*unit] != Quote::Out
    };
    let limit = paragraph.units.len().min(from + LONGEST);
    let first = (from..limit).find(stop)?;
    if word(first) != "," {
        return (first > from).then_some(first);
    }
    let name = |unit: usize| matches!(paragraph.cases.get(unit), Some(Case::Title | Case::Upper));
    let second = (first + 1..limit).find(stop);
    let apposition = second.filter(|end| *end > first + 1 && (first + 1..*end).all(name));
    Some(apposition.unwrap_or(first)).filter(|end| *end > from)
}
