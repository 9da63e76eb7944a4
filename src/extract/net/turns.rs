//! Transcripts (LEE: We sail at noon.): paragraphs that begin with a name and a colon. The
//! speaker's words have no quotation marks, or one pair for all of them.

use std::collections::{HashMap, HashSet};

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::units::{Case, Paragraph, is_double};

/// The most words of a speaker's name.
const LONGEST: usize = 4;

/// The fewest words of a turn that counts as evidence for a transcript.
const LEAST: usize = 3;

/// The confidence of a turn.
const SURE: f32 = 0.85;

/// Words before a colon that are not speakers.
const LABELS: &[&str] = &[
    "a",
    "answer",
    "breaking",
    "clarification",
    "correction",
    "exclusive",
    "note",
    "p",
    "photos",
    "poll",
    "ps",
    "q",
    "question",
    "read",
    "related",
    "report",
    "source",
    "update",
    "updated",
    "video",
    "watch",
];

/// The most units of a label: name and office before the colon.
const LONGEST_LABEL: usize = 24;

/// Small words between the capitalized words of a name.
const PARTICLES: &[&str] =
    &["de", "da", "do", "di", "van", "von", "der", "den", "du", "la", "bin", "al"];

/// A turn: the units of its paragraph at which the name begins and ends, and the unit of the colon.
struct Turn {
    paragraph: usize,
    name: usize,
    name_end: usize,
    colon: usize,
    /// The kind of label.
    label: Label,
}

/// The label before the colon of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// "Q:", for the interviewer.
    Question,
    /// "A:", for the person interviewed.
    Answer,
    /// A name, possibly with an office.
    Name,
}

/// Adds a group for each turn of a transcript. It replaces what the network found in labels and in
/// whole answers, but not statements within a turn.
pub(super) fn take_turns(text: &str, scan: &mut Scan, groups: &mut Vec<Group>) {
    let turns = transcript(text, scan);
    if turns.is_empty() {
        return;
    }
    let places: HashMap<usize, usize> =
        turns.iter().enumerate().map(|(index, turn)| (turn.paragraph, index)).collect();
    let marks = |segment: usize| {
        let segment = &scan.segments[segment];
        places.get(&segment.paragraph).is_some_and(|turn| segment.from <= turns[*turn].colon)
    };
    let said = |cue: usize, content: usize| {
        let (cue, content) = (&scan.segments[cue], &scan.segments[content]);
        cue.paragraph == content.paragraph || !places.contains_key(&content.paragraph)
    };
    groups.retain_mut(|group| {
        let cue = group.cue;
        group.content.retain(|content| !marks(*content) && said(cue, *content));
        let speaks = |part: usize| marks(part) && said(part, cue);
        !marks(cue) && !group.source.is_some_and(speaks) && !group.content.is_empty()
    });
    // A paragraph with its own statement belongs to the reporter.
    let told: HashSet<usize> =
        groups.iter().map(|group| scan.segments[group.cue].paragraph).collect();
    for turn in &turns {
        if turn.label != Label::Question {
            groups.push(add(text, scan, turn, &places, &told));
        }
    }
}

/// Returns the turns of a text if it is a transcript, and otherwise none.
fn transcript(text: &str, scan: &Scan) -> Vec<Turn> {
    let all = scan.paragraphs.iter().enumerate();
    let mut turns: Vec<Turn> = all.filter_map(|(index, it)| turn(text, index, it)).collect();
    let mut capitals: HashMap<String, usize> = HashMap::new();
    let mut others: HashMap<String, usize> = HashMap::new();
    for turn in turns.iter().filter(|turn| turn.label == Label::Name) {
        let paragraph = &scan.paragraphs[turn.paragraph];
        if words(paragraph, turn.colon) >= LEAST {
            // "MINA ATWELL, ANALYST" is later "ATWELL".
            let last = paragraph.units[turn.name_end - 1].of(text).to_lowercase();
            let of = if in_capitals(paragraph, turn) { &mut capitals } else { &mut others };
            *of.entry(last).or_default() += 1;
        }
    }
    let count = |label: Label| turns.iter().filter(|turn| turn.label == label).count();
    let asked = count(Label::Question) >= 1 && count(Label::Answer) >= 1;
    // A list has each name once; people in a conversation speak again.
    let spoken = others.len() >= 2 && others.values().any(|count| *count >= 2);
    let shouted = capitals.len() >= 2;
    turns.retain(|turn| match turn.label {
        Label::Question | Label::Answer => asked,
        Label::Name if in_capitals(&scan.paragraphs[turn.paragraph], turn) => shouted,
        Label::Name => spoken,
    });
    turns
}

/// Returns the turn at the beginning of a paragraph, if there is one.
fn turn(text: &str, index: usize, paragraph: &Paragraph) -> Option<Turn> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let name = usize::from(is_double(word(0)));
    let first = word(name).to_lowercase();
    let letter = matches!(first.as_str(), "q" | "a" | "question" | "answer");
    if letter && matches!(word(name + 1), ":" | ".") && words(paragraph, name + 1) > 0 {
        let label = if first.starts_with('q') { Label::Question } else { Label::Answer };
        let colon = name + 1;
        return Some(Turn { paragraph: index, name, name_end: colon, colon, label });
    }
    let limit = paragraph.units.len().min(name + LONGEST_LABEL);
    let colon = (name..limit).find(|at| word(*at) == ":")?;
    let name_end = (name..colon).find(|at| matches!(word(*at), "," | "(")).unwrap_or(colon);
    let is_name = |at: usize| match paragraph.cases[at] {
        Case::Upper | Case::Title => true,
        Case::Symbol => matches!(word(at), "." | "-" | "'" | "’"),
        Case::Lower => PARTICLES.contains(&word(at)),
        Case::Digit => false,
    };
    // An office may follow the name, in any case, but no digits: "6:12".
    let office = (name_end..colon).all(|at| {
        paragraph.cases[at] != Case::Digit && !matches!(word(at), "." | "?" | "!" | "\"")
    });
    let count = paragraph.cases[name..name_end].iter().filter(|it| **it != Case::Symbol).count();
    let named = (1..=LONGEST + 1).contains(&count) && (name..name_end).all(is_name) && office;
    let spaced = paragraph.units.get(colon + 1)?.start > paragraph.units[colon].end;
    let glued = colon > name && paragraph.units[colon].start == paragraph.units[colon - 1].end;
    let label = LABELS.contains(&first.as_str());
    let fits = named && spaced && glued && !label && words(paragraph, colon) > 0;
    fits.then_some(Turn { paragraph: index, name, name_end, colon, label: Label::Name })
}

/// Returns the number of words in a paragraph from a unit on.
fn words(paragraph: &Paragraph, from: usize) -> usize {
    let cases = &paragraph.cases[from..];
    cases.iter().filter(|case| !matches!(case, Case::Symbol | Case::Digit)).count()
}

fn in_capitals(paragraph: &Paragraph, turn: &Turn) -> bool {
    let cases = &paragraph.cases[turn.name..turn.name_end];
    cases.contains(&Case::Upper)
        && cases.iter().all(|case| matches!(case, Case::Upper | Case::Symbol))
}

/// Returns the group of a turn. Following paragraphs without label and without statements belong to
/// the same speaker, except after the last turn, where anybody may continue.
fn add(
    text: &str,
    scan: &mut Scan,
    turn: &Turn,
    places: &HashMap<usize, usize>,
    told: &HashSet<usize>,
) -> Group {
    let mut content = vec![(turn.paragraph, turn.colon + 1)];
    let after = turn.paragraph + 1..scan.paragraphs.len();
    let speaks = |next: &usize| {
        !places.contains_key(next)
            && !told.contains(next)
            && is_spoken(text, &scan.paragraphs[*next])
    };
    let more: Vec<usize> = after.take_while(speaks).collect();
    if places.contains_key(&(turn.paragraph + 1 + more.len())) {
        content.extend(more.into_iter().map(|next| (next, 0)));
    }
    let at = scan.segments.len();
    let mut push = |role, paragraph: usize, from: usize, to: usize| {
        scan.segments.push(Segment::from_rule(role, paragraph, from, to));
    };
    let lengths: Vec<usize> =
        content.iter().map(|(paragraph, _)| scan.paragraphs[*paragraph].units.len()).collect();
    push(Role::Cue, turn.paragraph, turn.colon, turn.colon + 1);
    push(Role::Source, turn.paragraph, turn.name, turn.name_end);
    for ((paragraph, from), end) in content.iter().zip(&lengths) {
        push(Role::Content, *paragraph, *from, *end);
    }
    let content = (at + 2..at + 2 + lengths.len()).collect();
    Group { cue: at, source: Some(at + 1), content, sure: Some(SURE), spoken: true, silent: false }
}

/// Returns whether a paragraph without label may be speech: it ends like a sentence, and is not a
/// remark in brackets ("(Laughter.)").
fn is_spoken(text: &str, paragraph: &Paragraph) -> bool {
    let word = |unit: Option<&crate::domain::Span>| unit.map_or("", |unit| unit.of(text));
    let last = word(paragraph.units.last());
    let ends = matches!(last, "." | "!" | "?" | "…" | "-" | "—" | ":") || is_double(last);
    ends && !matches!(word(paragraph.units.first()), "(" | "[")
}
