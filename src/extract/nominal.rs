//! Nouns that ascribe: "his claim that …", "support for …", "the endorsement of …".

use super::candidate::Candidate;
use super::clause::{Clause, Form, Group};
use super::extent;
use super::lexicon;
use super::subject::subjects;
use super::tag::Tag;

/// Adds the candidates whose cue is a noun.
pub(super) fn candidates(clause: &Clause<'_>, found: &mut Vec<Candidate>) {
    for at in 0..clause.items.len() {
        found.extend(mind(clause, at));
        let noun = matches!(clause.tag(at), Tag::Nn | Tag::Nns) && !clause.items[at].quoted;
        if !noun {
            continue;
        }
        let next = at + 1;
        let word = clause.lower(next);
        let frame = match clause.tag(next) {
            Tag::In if word == "that" => "that".to_string(),
            Tag::To if clause.tag(next + 1) == Tag::Vb => "to".to_string(),
            Tag::In | Tag::To if clause.links(next) => word,
            _ => continue,
        };
        found.extend(candidate(clause, at, &frame));
    }
}

/// "…, afraid that it would fail": an adjective after a comma, of the subject before.
fn mind(clause: &Clause<'_>, at: usize) -> Option<Candidate> {
    let apart = at > 1 && clause.tag(at) == Tag::Jj && clause.tag(at - 1) == Tag::Comma;
    if !apart || !lexicon::list("minds", &clause.lower(at)) {
        return None;
    }
    let group = Group {
        start: at,
        end: at + 1,
        lemma: clause.lower(at),
        form: Form::Participle,
        passive: false,
    };
    let frame = clause.frame(&group);
    if matches!(frame.name.as_str(), "end" | "x" | "adj") {
        return None;
    }
    let before = subjects(clause).into_iter().zip(&clause.groups);
    let subject = before
        .filter(|(_, group)| group.end <= at && group.form == Form::Finite)
        .find_map(|(subject, _)| subject)?;
    let cue = (at, extent::cue_end(clause, &group, &frame));
    let content = (frame.start.max(cue.1), extent::content_end(clause, &group, &frame));
    (content.1 > content.0).then(|| Candidate {
        form: "mind",
        word: group.lemma.clone(),
        frame: frame.name,
        source: Some((subject.start, subject.end)),
        cue,
        content: vec![content],
    })
}

fn candidate(clause: &Clause<'_>, at: usize, frame: &str) -> Option<Candidate> {
    let next = at + 1;
    let (start, end) = match frame {
        "that" => (next, extent::part_end(clause, next, true)),
        "to" => (next, extent::part_end(clause, next, true)),
        _ => (next + 1, extent::part_end(clause, next + 1, false)),
    };
    if end <= start {
        return None;
    }
    let (source, cue_start, form) = owner(clause, at);
    let cue_end = if matches!(frame, "that" | "to") { next } else { next + 1 };
    Some(Candidate {
        form,
        word: singular(&clause.lower(at)),
        frame: frame.to_string(),
        source,
        cue: (cue_start, cue_end),
        content: vec![(start, end)],
    })
}

/// Whose it is: "Ann Lee's claim", "her claim"; and where the cue begins.
fn owner(clause: &Clause<'_>, at: usize) -> (Option<(usize, usize)>, usize, &'static str) {
    let mut start = at;
    while start > 0
        && at - start < 4
        && matches!(clause.tag(start - 1), Tag::Jj | Tag::Nn | Tag::Vbg | Tag::Vbn)
    {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1) else { return (None, at, "noun") };
    match clause.tag(before) {
        Tag::PrpS => (Some((before, start)), start, "owned"),
        Tag::Pos if before > 0 => {
            let first = clause.phrase_before(before - 1);
            (Some((first, before)), start, "owned")
        }
        _ => (None, at, "noun"),
    }
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.ends_with("ss") => word.to_string(),
        None => word.strip_suffix('s').unwrap_or(word).to_string(),
    }
}
