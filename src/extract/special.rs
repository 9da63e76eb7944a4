//! Constructions of their own: two verbs that are one cue, states of mind, so-called words, names
//! with a colon.

use super::candidate::Candidate;
use super::clause::{Clause, Form, Group};
use super::extent;
use super::frame::Frame;
use super::lexicon;
use super::subject::{How, Subject};
use super::tag::Tag;

/// Two verbs that are one cue: "declined to discuss …", "wants to see …".
pub(super) fn carried(
    clause: &Clause<'_>,
    index: usize,
    subject: Option<Subject>,
) -> Option<Candidate> {
    let (first, second) = (&clause.groups[index], clause.groups.get(index + 1)?);
    if second.start != first.end
        || clause.tag(second.start) != Tag::To
        || first.form == Form::Participle
    {
        return None;
    }
    let frame = clause.frame(second);
    let end = extent::content_end(clause, second, &frame);
    let cue = (first.start, extent::cue_end(clause, second, &frame));
    let content = (frame.start.max(cue.1), end);
    (content.1 > content.0 && !matches!(frame.name.as_str(), "end" | "x")).then(|| Candidate {
        form: "carried",
        word: format!("{}+{}", first.lemma, second.lemma),
        frame: frame.name,
        source: subject.map(|subject| (subject.start, subject.end)),
        cue,
        content: vec![content],
    })
}

/// "what it calls a mistake", "what Orr described as a mistake": a word that is somebody's own.
pub(super) fn so_called(
    clause: &Clause<'_>,
    group: &Group,
    subject: Option<Subject>,
) -> Option<Candidate> {
    let subject =
        subject.filter(|subject| subject.how == How::Own && group.form == Form::Finite)?;
    let what = subject.start.checked_sub(1).filter(|at| clause.is(*at, "what"))?;
    let at = group.end
        + usize::from(matches!(
            clause.lower(group.end).as_str(),
            "as" | "to" | "was" | "were" | "is"
        ));
    let end = match clause.tag(at) {
        Tag::Quote => at + 1,
        _ => clause.long_phrase(at),
    };
    (end > at && what < at).then(|| Candidate {
        form: "what",
        word: group.lemma.clone(),
        frame: "np".into(),
        source: Some((subject.start, subject.end)),
        cue: (group.start, at),
        content: vec![(at, end)],
    })
}

/// "…, concerned that it would": a state of mind after a comma, of the subject before.
pub(super) fn state(
    clause: &Clause<'_>,
    group: &Group,
    subject: Option<Subject>,
    frame: &Frame,
) -> Option<Candidate> {
    let after_comma = group.start > 0 && clause.tag(group.start - 1) == Tag::Comma;
    let opens = group.start == 0;
    if group.form != Form::Participle
        || !(after_comma || opens)
        || matches!(frame.name.as_str(), "end" | "x")
    {
        return None;
    }
    let cue = (group.start, extent::cue_end(clause, group, frame));
    let content = (frame.start.max(cue.1), extent::content_end(clause, group, frame));
    let mind = lexicon::list("minds", &clause.lower(group.end - 1));
    (content.1 > content.0).then(|| Candidate {
        form: if mind { "mind" } else { "state" },
        word: group.lemma.clone(),
        frame: frame.name.clone(),
        source: subject.map(|subject| (subject.start, subject.end)),
        cue,
        content: vec![content],
    })
}

/// "ORR: We will see." and "Poll: Voters Stay Home": a name, a colon, what is said.
pub(super) fn label(clause: &Clause<'_>) -> Option<Candidate> {
    let colon = (1..10).find(|at| clause.tag(*at) == Tag::Colon && clause.word(*at) == ":")?;
    let named =
        clause.ends_noun(colon - 1) && !clause.groups.iter().any(|group| group.start < colon);
    let content = (colon + 1, clause.items.len());
    let start = clause.phrase_before(colon - 1);
    let capitals = (start..colon).all(|at| clause.word(at).chars().all(|c| !c.is_lowercase()));
    let names = (start..colon).all(|at| clause.tag(at) == Tag::Nnp);
    let word = if capitals {
        "CAPITALS"
    } else if names {
        "Name"
    } else {
        "noun"
    };
    let frame = if clause.tag(colon + 1) == Tag::Quote { "q" } else { "c" };
    (named && start == 0 && content.1 > content.0).then(|| Candidate {
        form: "label",
        word: word.into(),
        frame: frame.into(),
        source: Some((start, colon)),
        cue: (colon, colon + 1),
        content: vec![content],
    })
}
