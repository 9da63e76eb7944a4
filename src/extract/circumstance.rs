//! What speaks for or against a construction beyond its words: who the source is, the tense, how
//! long the content is, whether it stands in a headline.

use super::candidate::{Candidate, Items};
use super::clause::Clause;
use super::lexicon;
use super::tag::Tag;

/// The circumstances of `candidate`, by the names that the table of lifts has for them.
pub(super) fn circumstances(clause: &Clause<'_>, candidate: &Candidate) -> [String; 5] {
    let form = candidate.form;
    [
        format!("source:{form}:{}", source(clause, candidate.source)),
        format!("tense:{form}:{}", tense(clause, candidate.cue)),
        format!("length:{form}:{}", length(candidate)),
        format!("opens:{}:{}", candidate.frame, opens(clause, candidate)),
        format!("place:{form}:{}", place(clause, candidate)),
    ]
}

fn source(clause: &Clause<'_>, source: Option<Items>) -> &'static str {
    let Some((start, end)) = source else { return "none" };
    let last = end.saturating_sub(1);
    let words = clause.lower(start);
    match clause.tag(start) {
        Tag::Prp if end - start == 1 => match words.as_str() {
            "i" | "we" | "you" | "me" | "us" => "speaker",
            "he" | "she" => "he",
            "they" | "them" => "they",
            _ => "it",
        },
        Tag::Wp => "who",
        Tag::PrpS if end - start == 1 => "his",
        Tag::Dt if end - start == 1 => "this",
        _ if end > 40 + start => "long",
        _ => {
            let head = (start..end)
                .find(|at| matches!(clause.tag(at + 1), Tag::In | Tag::Comma) || at + 1 == end);
            let head = head.unwrap_or(last);
            let word = clause.lower(head);
            let singular = word.strip_suffix('s').unwrap_or(&word);
            match clause.tag(head) {
                Tag::Nnp => "name",
                _ if lexicon::list("roles", singular) => "role",
                _ if lexicon::list("body nouns", singular) => "body",
                _ if lexicon::list("documents", singular) => "document",
                Tag::Nns => "things",
                _ => "thing",
            }
        }
    }
}

fn tense(clause: &Clause<'_>, (start, end): Items) -> &'static str {
    let modal = (start..end).any(|at| clause.tag(at) == Tag::Md);
    let not = (start..end).any(|at| matches!(clause.lower(at).as_str(), "not" | "n't" | "never"));
    let verb = (start..end).rev().map(|at| clause.tag(at)).find(|tag| tag.is_verb());
    match (modal, not, verb) {
        (true, true, _) => "would-not",
        (true, false, _) => "would",
        (false, true, _) => "not",
        (_, _, Some(Tag::Vbd)) => "past",
        (_, _, Some(Tag::Vbz)) => "present",
        (_, _, Some(Tag::Vbp)) => "presents",
        (_, _, Some(Tag::Vbg)) => "ing",
        (_, _, Some(Tag::Vbn)) => "perfect",
        _ => "base",
    }
}

fn length(candidate: &Candidate) -> &'static str {
    let items: usize = candidate.content.iter().map(|(start, end)| end - start).sum();
    match items {
        0..=1 => "1",
        2..=3 => "3",
        4..=7 => "7",
        8..=15 => "15",
        16..=30 => "30",
        _ => "more",
    }
}

fn opens(clause: &Clause<'_>, candidate: &Candidate) -> &'static str {
    let Some((start, end)) = candidate.content.first().copied() else { return "none" };
    if (start..end).any(|at| {
        clause.tag(at) == Tag::Quote || clause.items.get(at).is_some_and(|item| item.quoted)
    }) {
        return "quoted";
    }
    let start = start + usize::from(clause.tag(start) == Tag::Rb);
    match clause.tag(start) {
        Tag::Dt => match clause.lower(start).as_str() {
            "the" => "the",
            "a" | "an" => "a",
            _ => "this",
        },
        Tag::Nnp => "name",
        Tag::Prp => "pronoun",
        Tag::PrpS => "his",
        Tag::Nn | Tag::Nns | Tag::Jj => "noun",
        Tag::Cd => "number",
        _ => "other",
    }
}

fn place(clause: &Clause<'_>, candidate: &Candidate) -> &'static str {
    let capitals = clause.items.iter().filter(|item| item.tag == Tag::Nnp).count() * 10
        > clause.items.len() * 6;
    let before = candidate.cue.0.min(candidate.source.map_or(usize::MAX, |source| source.0));
    let first = before.checked_sub(1).map(|at| clause.lower(at));
    match first.as_deref() {
        _ if capitals => "headline",
        None => "first",
        Some("if" | "when" | "unless" | "whether" | "because" | "while" | "as") => "if",
        Some("that" | "what" | "how" | "why") => "that",
        Some("," | "and" | "but") => "after",
        Some("to") => "to",
        _ => "within",
    }
}
