//! Quotations that stand by themselves: they go on with the statement before them.

use super::clause::Clause;
use super::document::{Document, Unit};
use super::draft::Draft;
use super::lexicon;
use super::tag::Tag;
use crate::domain::Span;

/// How many statements back a quotation looks for the one that it goes on with.
const RECENT: usize = 8;

/// How many turns make a transcript.
const TURNS: usize = 2;

/// How likely a quotation with a name after a dash is that name's.
const SIGNED: f32 = 0.85;

/// Joins the quotations of `clause` that no attribution has to the statement before them in the
/// paragraph, or, where a quotation goes on over paragraphs, to the one before. `from` is the
/// first draft of this unit.
pub(super) fn join(clause: &Clause<'_>, unit: &Unit, drafts: &mut [Draft], from: usize) {
    if drafts.len() > from {
        return;
    }
    let Some(span) = alone(clause) else { return };
    let document = clause.document;
    let goes_on = clause.items.first().is_some_and(|item| {
        document.quoted[item.first]
            .checked_sub(1)
            .is_some_and(|index| document.quotes[index as usize].goes_on)
    });
    let near = |draft: &&mut Draft| {
        draft.paragraph == unit.paragraph || goes_on && draft.paragraph + 1 == unit.paragraph
    };
    let spoken = |draft: &&mut Draft| {
        let cue = draft.cue.map_or("", |cue| cue.of(document.text));
        let quoted = draft.content.first().is_some_and(|content| {
            let last = document.tokens.partition_point(|token| token.span.end < content.end);
            document.quoted.get(last).is_some_and(|index| *index != 0)
        });
        quoted || cue.split(' ').any(|word| lexicon::list("said", word))
    };
    let mut recent = drafts.iter_mut().rev().take(RECENT).take_while(near);
    let Some(before) = recent.find(spoken) else { return };
    before.content.push(span);
    before.paragraph = unit.paragraph;
}

/// The bytes of a unit that is nothing but quotations.
fn alone(clause: &Clause<'_>) -> Option<Span> {
    let quotes = clause.items.iter().filter(|item| item.tag == Tag::Quote).count();
    let only =
        clause.items.iter().all(|item| matches!(item.tag, Tag::Quote | Tag::Stop | Tag::Comma));
    let first = clause.items.iter().position(|item| item.tag == Tag::Quote)?;
    let last = clause.items.iter().rposition(|item| item.tag == Tag::Quote)?;
    (only && quotes > 0).then(|| clause.span(first, last + 1))
}

/// Whether several paragraphs open with a name in capitals and a colon.
pub(super) fn is_transcript(document: &Document<'_>) -> bool {
    let turn = |unit: &&Unit| {
        let colon = unit.tokens.clone().take(5).position(|at| document.piece(at) == ":");
        let name = |length: usize| {
            let mut tokens = unit.tokens.start..unit.tokens.start + length;
            length > 0 && tokens.all(|at| !document.piece(at).chars().any(char::is_lowercase))
        };
        colon.is_some_and(name)
    };
    document.units.iter().filter(turn).take(TURNS).count() == TURNS
}

/// Whether `draft` is a speaker's turn in a transcript: a name in capitals and a colon.
pub(super) fn is_label(clause: &Clause<'_>, draft: &Draft) -> bool {
    let text = clause.document.text;
    let name = draft.source.map_or("", |source| source.of(text));
    let capitals = !name.is_empty() && !name.chars().any(char::is_lowercase);
    capitals && draft.cue.is_some_and(|cue| cue.of(text) == ":")
}

/// Gives a turn in a transcript all of its paragraph.
pub(super) fn whole_turn(document: &Document<'_>, unit: usize, draft: &mut Draft) {
    let same = |other: &&Unit| other.paragraph == document.units[unit].paragraph;
    for next in document.units[unit + 1..].iter().take_while(same) {
        let last = next.tokens.end - 1;
        let stop = document.piece(last) == "." && last > next.tokens.start;
        draft.content.push(document.span(next.tokens.start, last - usize::from(stop)));
    }
}

/// `"We will see." — Ann Lee, teacher`: a quotation with a dash and a name after it.
pub(super) fn sign(clause: &Clause<'_>, unit: usize, drafts: &mut Vec<Draft>, from: usize) {
    let document = clause.document;
    let dash = clause
        .items
        .iter()
        .position(|item| matches!(document.piece(item.first), "—" | "–" | "―" | "--" | "-"));
    let Some(dash) = dash.filter(|_| drafts.len() == from) else { return };
    let name = (dash + 1, clause.described_phrase(dash + 1));
    let closes = matches!(clause.tag(name.1), Tag::End | Tag::Stop | Tag::Comma);
    if name.1 == name.0 || clause.tag(dash + 1) != Tag::Nnp || !closes || !clause.groups.is_empty()
    {
        return;
    }
    let quote = match dash {
        0 => before(document, unit),
        _ => alone(clause).or_else(|| quotes(clause, dash)),
    };
    let Some(quote) = quote else { return };
    drafts.push(Draft {
        paragraph: document.units[unit].paragraph,
        source: Some(clause.span(name.0, name.1)),
        cue: Some(clause.span(dash, dash + 1)),
        content: vec![quote],
        confidence: SIGNED,
    });
}

/// The quotation that is all of the items before `end`.
fn quotes(clause: &Clause<'_>, end: usize) -> Option<Span> {
    let only = (0..end).all(|at| matches!(clause.tag(at), Tag::Quote | Tag::Stop | Tag::Comma));
    (only && clause.tag(0) == Tag::Quote).then(|| clause.span(0, end))
}

/// The quotation that is all of the unit before.
fn before(document: &Document<'_>, unit: usize) -> Option<Span> {
    let before = unit.checked_sub(1)?;
    alone(&Clause::new(document, &document.units[before]))
}
