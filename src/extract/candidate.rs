//! Every construction in a unit that may ascribe something, with the key under which the table of
//! cues counts it. Which of them count is decided later.

use super::clause::{Clause, Form, Group};
use super::extent;
use super::frame::Frame;
use super::lexicon;
use super::special;
use super::subject::{How, Subject, subjects};
use super::tag::Tag;

/// Items from a first one up to and without a last.
pub(super) type Items = (usize, usize);

/// Something that may be an attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// How the cue stands: "v" before its content, "post" after it, and so on.
    pub(super) form: &'static str,
    /// The cue's base form.
    pub(super) word: String,
    /// What follows it.
    pub(super) frame: String,
    pub(super) source: Option<Items>,
    pub(super) cue: Items,
    pub(super) content: Vec<Items>,
}

/// The candidates of one unit, in order of their cues.
pub(super) fn candidates(clause: &Clause<'_>) -> Vec<Candidate> {
    let subjects = subjects(clause);
    let mut found = Vec::new();
    for (index, group) in clause.groups.iter().enumerate() {
        let subject = subjects[index];
        if is_according(clause, group) {
            found.extend(according(clause, group));
            continue;
        }
        let frame = clause.frame(group);
        found.extend(after_content(clause, group, subject, &frame));
        found.extend(inverted(clause, group));
        found.extend(before_content(clause, group, subject, &frame));
        found.extend(special::carried(clause, index, subject));
        found.extend(special::state(clause, group, subject, &frame));
        found.extend(special::so_called(clause, group, subject));
    }
    found.extend(special::label(clause));
    super::nominal::candidates(clause, &mut found);
    found
}

/// Cue, then content: "said that …", "asked Ann to …", "was accused of …".
fn before_content(
    clause: &Clause<'_>,
    group: &Group,
    subject: Option<Subject>,
    frame: &Frame,
) -> Vec<Candidate> {
    if matches!(frame.name.as_str(), "end" | "x") || clause.is_title(frame.start) {
        return Vec::new();
    }
    let end = extent::content_end(clause, group, frame);
    if end <= frame.start {
        return Vec::new();
    }
    let relative = subject.is_some_and(|subject| subject.how == How::Relative);
    let end = if relative { extent::relative_end(clause, frame.start, end) } else { end };
    let cue = (group.start, extent::cue_end(clause, group, frame));
    let content = vec![(frame.start.max(cue.1), end)];
    let candidate = |form, source| Candidate {
        form,
        word: group.lemma.clone(),
        frame: frame.name.clone(),
        source,
        cue,
        content: content.clone(),
    };
    let source = subject.map(|subject| (subject.start, subject.end));
    let adds = form_of(group, subject) == "ing" && frame.is_statement() && is_speech(clause, group);
    let form = if adds { "adding" } else { form_of(group, subject) };
    let mut found = vec![candidate(form, source)];
    if group.passive {
        found.push(candidate("passive", None));
    }
    found
}

fn form_of(group: &Group, subject: Option<Subject>) -> &'static str {
    match (group.form, subject.map(|subject| subject.how)) {
        (Form::Participle, _) => "participle",
        (_, None) => "none",
        (Form::Finite, Some(_)) if group.passive => "become",
        (Form::Finite, Some(How::Own)) => "verb",
        (Form::Finite, Some(How::Shared)) => "shared",
        (Form::Finite, Some(How::Relative)) => "who",
        (Form::Gerund, Some(How::Own)) => "noun-ing",
        (Form::Gerund, _) => "ing",
        (Form::Infinitive, _) => "to",
    }
}

/// Content, then source and cue: "…, Ann Lee said"; with what goes on after it.
fn after_content(
    clause: &Clause<'_>,
    group: &Group,
    subject: Option<Subject>,
    frame: &Frame,
) -> Option<Candidate> {
    let subject =
        subject.filter(|subject| subject.how == How::Own && group.form == Form::Finite)?;
    if frame.is_statement() && frame.name != "q" && !frame.name.starts_with("n_") {
        return None;
    }
    let before = content_before(clause, subject.start)?;
    let kind = if has_quote(clause, before) { "q" } else { "c" };
    let quote_goes_on = frame.name == "q" && kind == "q";
    let closes = |name: &str| {
        matches!(name, "end" | "np" | "wh" | "ing" | "x" | "adj" | "to")
            || name.starts_with("p_")
            || name.starts_with("n_")
    };
    if !(closes(&frame.name) || quote_goes_on) {
        return None;
    }
    let mut content = vec![before];
    if quote_goes_on {
        content.push((frame.start, extent::quote_end(clause, frame.start)));
    } else {
        content.extend(goes_on(clause, group.end, before));
    }
    let name = match frame.name.as_str() {
        "end" | "q" => kind.to_string(),
        _ => format!("{kind}+"),
    };
    Some(Candidate {
        form: "post",
        word: group.lemma.clone(),
        frame: name,
        source: Some((subject.start, subject.end)),
        cue: (group.start, group.end),
        content,
    })
}

/// Content, then cue and source: "…, said Ann Lee, the captain".
fn inverted(clause: &Clause<'_>, group: &Group) -> Option<Candidate> {
    let before = content_before(clause, group.start)?;
    let plain = group.form == Form::Finite || group.form == Form::Participle;
    if !plain || group.end - group.start > 2 || clause.tag(group.end) == Tag::Quote {
        return None;
    }
    if lexicon::list("weekdays", &clause.lower(group.end)) {
        return None;
    }
    let end = clause.with_relative(clause.described_phrase(group.end));
    let bare = end > group.end && clause.tag(group.end) != Tag::Prp;
    let pronoun = end - group.end == 1 && clause.tag(end) != Tag::Comma;
    if !bare && !pronoun {
        return None;
    }
    if clause.group_at(end).is_some_and(|next| next.form == Form::Finite) {
        return None;
    }
    let kind = if has_quote(clause, before) { "q" } else { "c" };
    let mut content = vec![before];
    content.extend(goes_on(clause, end, before));
    Some(Candidate {
        form: "inverted",
        word: group.lemma.clone(),
        frame: kind.to_string(),
        source: Some((group.end, end)),
        cue: (group.start, group.end),
        content,
    })
}

/// What stands before `end` as a statement of its own: a quotation, or words up to a comma.
fn content_before(clause: &Clause<'_>, end: usize) -> Option<Items> {
    let last = end.checked_sub(1)?;
    match clause.tag(last) {
        Tag::Quote => Some((extent::statement_start(clause, last), end)),
        Tag::Comma | Tag::Colon if last > 0 => {
            let start = extent::statement_start(clause, last);
            (last > start).then_some((start, last))
        }
        Tag::Stop if last > 0 && clause.items[last].quoted => Some((0, end)),
        _ => None,
    }
}

fn has_quote(clause: &Clause<'_>, (start, end): Items) -> bool {
    (start..end).any(|at| clause.tag(at) == Tag::Quote)
        || end > start && clause.items[end - 1].quoted && clause.items[start].quoted
}

/// Where the statement goes on after "he said,": a quotation, or the rest of a sentence whose verb
/// is still to come.
fn goes_on(clause: &Clause<'_>, end: usize, before: Items) -> Option<Items> {
    let at = clause.past_adjuncts(end);
    let at = if clause.tag(at) == Tag::Comma || clause.tag(at) == Tag::Colon { at + 1 } else { at };
    let at = at + usize::from(clause.tag(at) == Tag::Cc && clause.tag(at + 1) == Tag::Quote);
    if clause.tag(at) == Tag::Quote {
        return Some((at, extent::quote_end(clause, at)));
    }
    if clause.tag(at) == Tag::Cc && at > end {
        // `Orr "won," Lee said, and "will win"`: the other half of what is quoted.
        let next = (at + 1..at + 3).find(|at| clause.tag(*at) != Tag::Rb).unwrap_or(at);
        let quoted = clause.tag(next) == Tag::Quote
            || clause.items.get(next).is_some_and(|item| item.quoted);
        return quoted.then(|| (at, extent::unit_end(clause)));
    }
    let finite = |(start, end): Items| {
        let inside = |group: &&Group| group.start >= start && group.end <= end;
        clause.groups.iter().filter(inside).any(|group| group.form == Form::Finite)
    };
    let rest = (at, extent::clause_end(clause, at));
    let interrupted = at > end && !has_quote(clause, before) && !finite(before);
    (interrupted && rest.1 > rest.0 && finite(rest)).then_some(rest)
}

fn is_according(clause: &Clause<'_>, group: &Group) -> bool {
    clause.is(group.end - 1, "according") && clause.tag(group.end) == Tag::To
}

/// "according to Ann Lee", before or after what it ascribes.
fn according(clause: &Clause<'_>, group: &Group) -> Option<Candidate> {
    let source = (group.end + 1, clause.described_phrase(group.end + 1));
    if source.1 == source.0 {
        return None;
    }
    let mut content = Vec::new();
    let start = extent::statement_start(clause, group.start);
    let opening = (start..group.start)
        .all(|at| matches!(clause.tag(at), Tag::Cc | Tag::Rb | Tag::Comma | Tag::In));
    let after = if clause.tag(source.1) == Tag::Comma { source.1 + 1 } else { source.1 };
    if opening {
        content.push((after, extent::clause_end(clause, after)));
    } else {
        content.push((start, group.start));
        content.extend(goes_on(clause, source.1, (start, group.start)));
    }
    content.retain(|(start, end)| end > start);
    let frame = if opening { "before" } else { "after" };
    (!content.is_empty()).then(|| Candidate {
        form: "according",
        word: "accord".into(),
        frame: frame.into(),
        source: Some(source),
        cue: (group.start, group.end + 1),
        content,
    })
}

/// Whether a verb is one that reports what somebody said, whatever stands beside it.
pub(super) fn reports(clause: &Clause<'_>, group: &Group) -> bool {
    lexicon::list("said", &clause.lower(group.end - 1))
}

/// Whether the verbs of `group` report speech and follow a comma: "…, noting that".
fn is_speech(clause: &Clause<'_>, group: &Group) -> bool {
    let after_comma = group.start > 0 && clause.tag(group.start - 1) == Tag::Comma;
    after_comma && lexicon::class(&group.lemma) == Some("@speech")
}
