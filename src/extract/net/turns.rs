//! Transcripts (LEE: We sail at noon.): a name and a colon at a paragraph's beginning, again and
//! again. The speaker's words stand without quotation marks, or with one mark for all of them.

use std::collections::HashMap;

use super::link::Group;
use super::scan::{Role, Scan, Segment};
use super::units::{Case, Paragraph, is_double};

/// The most words of a speaker's name.
const LONGEST: usize = 4;

/// The fewest words of a turn that counts when a transcript is told from a list.
const LEAST: usize = 3;

/// How sure a turn is.
const SURE: f32 = 0.85;

/// Words before a colon that are no speakers.
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

/// A turn: the units of its paragraph where the name begins, and where the colon stands.
struct Turn {
    paragraph: usize,
    name: usize,
    colon: usize,
}

/// Adds a group for each turn of a transcript. What the tags made of a speaker's name and colon
/// gives way; what they found within a turn does not.
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
    for turn in &turns {
        groups.push(add(text, scan, turn, &places));
    }
}

/// The turns of a text that is a transcript; none of any other.
fn transcript(text: &str, scan: &Scan) -> Vec<Turn> {
    let all = scan.paragraphs.iter().enumerate();
    let turns: Vec<Turn> = all.filter_map(|(index, it)| turn(text, index, it)).collect();
    let mut capitals: HashMap<&str, usize> = HashMap::new();
    let mut others: HashMap<&str, usize> = HashMap::new();
    for turn in &turns {
        let paragraph = &scan.paragraphs[turn.paragraph];
        if words(paragraph, turn.colon) >= LEAST {
            let name = &text[paragraph.units[turn.name].start..paragraph.units[turn.colon].start];
            let of = if in_capitals(paragraph, turn) { &mut capitals } else { &mut others };
            *of.entry(name).or_default() += 1;
        }
    }
    // A list has a name once; people who talk with each other speak again.
    let spoken = others.len() >= 2 && others.values().any(|count| *count >= 2);
    let shouted = capitals.len() >= 2;
    let mut turns = turns;
    turns.retain(|turn| {
        let paragraph = &scan.paragraphs[turn.paragraph];
        if in_capitals(paragraph, turn) { shouted } else { spoken }
    });
    turns
}

/// The turn that a paragraph begins, if it does.
fn turn(text: &str, index: usize, paragraph: &Paragraph) -> Option<Turn> {
    let word = |unit: usize| paragraph.units.get(unit).map_or("", |unit| unit.of(text));
    let name = usize::from(is_double(word(0)));
    let colon =
        (name..paragraph.units.len().min(name + 4 * LONGEST)).find(|at| word(*at) == ":")?;
    let is_name = |at: usize| match paragraph.cases[at] {
        Case::Upper | Case::Title => true,
        Case::Symbol => matches!(word(at), "." | "-" | "'" | "’"),
        Case::Lower | Case::Digit => false,
    };
    let count = paragraph.cases[name..colon].iter().filter(|case| **case != Case::Symbol).count();
    let named = (1..=LONGEST).contains(&count) && (name..colon).all(is_name);
    let spaced = paragraph.units.get(colon + 1)?.start > paragraph.units[colon].end;
    let glued = colon > name && paragraph.units[colon].start == paragraph.units[colon - 1].end;
    let label = LABELS.contains(&word(name).to_lowercase().as_str());
    let fits = named && spaced && glued && !label && words(paragraph, colon) > 0;
    fits.then_some(Turn { paragraph: index, name, colon })
}

/// How many words a paragraph has from a unit on.
fn words(paragraph: &Paragraph, from: usize) -> usize {
    let cases = &paragraph.cases[from..];
    cases.iter().filter(|case| !matches!(case, Case::Symbol | Case::Digit)).count()
}

fn in_capitals(paragraph: &Paragraph, turn: &Turn) -> bool {
    let cases = &paragraph.cases[turn.name..turn.colon];
    cases.contains(&Case::Upper)
        && cases.iter().all(|case| matches!(case, Case::Upper | Case::Symbol))
}

/// Makes the group of a turn. Where quotation marks begin each paragraph, those after it without a
/// name are the speaker's too.
fn add(text: &str, scan: &mut Scan, turn: &Turn, places: &HashMap<usize, usize>) -> Group {
    let opens = |paragraph: &Paragraph| is_double(paragraph.units[0].of(text));
    let mut content = vec![(turn.paragraph, turn.colon + 1)];
    if turn.name > 0 {
        let after = turn.paragraph + 1..scan.paragraphs.len();
        let more: Vec<usize> = after
            .take_while(|next| !places.contains_key(next) && opens(&scan.paragraphs[*next]))
            .collect();
        // After the last turn, a mark may begin anybody's words.
        if places.contains_key(&(turn.paragraph + 1 + more.len())) {
            content.extend(more.into_iter().map(|next| (next, 0)));
        }
    }
    let at = scan.segments.len();
    let mut push = |role, paragraph: usize, from: usize, to: usize| {
        scan.segments.push(Segment::given(role, paragraph, from, to));
    };
    let lengths: Vec<usize> =
        content.iter().map(|(paragraph, _)| scan.paragraphs[*paragraph].units.len()).collect();
    push(Role::Cue, turn.paragraph, turn.colon, turn.colon + 1);
    push(Role::Source, turn.paragraph, turn.name, turn.colon);
    for ((paragraph, from), end) in content.iter().zip(&lengths) {
        push(Role::Content, *paragraph, *from, *end);
    }
    let content = (at + 2..at + 2 + lengths.len()).collect();
    Group { cue: at, source: Some(at + 1), content, sure: Some(SURE), spoken: true }
}
