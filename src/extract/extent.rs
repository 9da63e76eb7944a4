//! Where the words begin and end that a cue ascribes.

use super::clause::{Clause, Form, Group};
use super::frame::Frame;
use super::lexicon;
use super::tag::Tag;

/// The end of the unit without its closing stop (exclusive).
pub(super) fn unit_end(clause: &Clause<'_>) -> usize {
    let mut end = clause.items.len();
    while end > 0 && matches!(clause.tag(end - 1), Tag::Stop) && !clause.items[end - 1].quoted {
        end -= 1;
    }
    end
}

/// Where the cue ends: with its preposition, where the content follows that ("called for").
pub(super) fn cue_end(clause: &Clause<'_>, group: &Group, frame: &Frame) -> usize {
    let joins = frame.name.starts_with("p_")
        && !matches!(frame.name.as_str(), "p_in" | "p_at" | "p_during" | "p_after" | "p_before");
    if joins && frame.start == group.end && clause.tag(frame.start + 1) != Tag::End {
        group.end + 1
    } else {
        group.end
    }
}

/// Where what follows a verb in `frame` ends (exclusive).
pub(super) fn content_end(clause: &Clause<'_>, group: &Group, frame: &Frame) -> usize {
    match frame.name.trim_start_matches("n_") {
        "q" => quote_end(clause, frame.start),
        "that" | "s" => clause_end(clause, frame.start),
        "wh" => clause_end(clause, frame.start),
        "to" => part_end(clause, frame.start, true),
        _ => {
            let start = if frame.name.starts_with("p_") { group.end + 1 } else { frame.start };
            part_end(clause, start, false)
        }
    }
}

/// Where a quotation ends that opens at `at`, with what belongs to its sentence after it.
pub(super) fn quote_end(clause: &Clause<'_>, at: usize) -> usize {
    if clause.tag(at) != Tag::Quote {
        return clause_end(clause, at);
    }
    let next = at + 1;
    match clause.tag(next) {
        Tag::Stop | Tag::End | Tag::Comma | Tag::Colon | Tag::Cc => {
            let again = if matches!(clause.tag(next), Tag::Comma | Tag::Cc | Tag::Colon) {
                next + 1
            } else {
                next
            };
            if clause.tag(again) == Tag::Quote && again > next {
                quote_end(clause, again)
            } else {
                next
            }
        }
        Tag::Quote => quote_end(clause, next),
        // `said, "We will go" by Friday`: the sentence goes on.
        Tag::In | Tag::To | Tag::Vbg | Tag::Wp => part_end(clause, next, false),
        _ if clause.group_at(next).is_some_and(|group| group.form == Form::Finite) => {
            clause_end(clause, next)
        }
        _ => next,
    }
}

/// Where the sentence ends that begins at `start`: before a second cue of the same speaker, before
/// somebody else's statement, or with the unit.
pub(super) fn clause_end(clause: &Clause<'_>, start: usize) -> usize {
    let end = unit_end(clause);
    let mut at = start + 1;
    while at < end {
        let stops = match clause.tag(at) {
            Tag::Colon => clause.word(at) == ";",
            Tag::Comma => comma_stops(clause, at),
            Tag::Cc => second_cue(clause, at + 1),
            _ => false,
        };
        if stops {
            return at;
        }
        at += 1;
    }
    end.max(start)
}

/// Where a clause with "who" ends at the latest: "…, who said it was late, sailed": before the verb
/// of the sentence that it stands in.
pub(super) fn relative_end(clause: &Clause<'_>, start: usize, end: usize) -> usize {
    let verb = |at: usize| clause.group_at(at).is_some_and(|group| group.form == Form::Finite);
    let inner = |at: usize| (start..at).any(|at| clause.tag(at) == Tag::Wp);
    let closes = |at: &usize| clause.tag(*at) == Tag::Comma && verb(*at + 1) && !inner(*at);
    (start..end).find(closes).unwrap_or(end)
}

/// Whether a reported sentence ends at the comma: "…, adding that", "…, but said", "…, he said",
/// "…, according to", "…, while Ann Lee said".
fn comma_stops(clause: &Clause<'_>, comma: usize) -> bool {
    let next = comma + 1;
    if let Some(group) = clause.group_at(next) {
        let cue = is_cue(clause, group);
        return match group.form {
            Form::Gerund => cue || clause.is(group.end - 1, "according"),
            Form::Finite => cue && clause.frame(group).is_statement(),
            _ => false,
        };
    }
    let after = match clause.tag(next) {
        Tag::Cc => next + 1,
        Tag::In
            if matches!(clause.lower(next).as_str(), "while" | "although" | "though" | "but") =>
        {
            next + 1
        }
        Tag::Wrb if clause.is(next, "when") => next + 1,
        _ => next,
    };
    if after > next && second_cue(clause, after) {
        return true;
    }
    // ", Ann Lee said": a sentence of its own, if the verb reports.
    let subject = clause.described_phrase(after);
    let speaks = |at: usize| {
        clause.group_at(at).is_some_and(|group| {
            group.form == Form::Finite && super::candidate::reports(clause, group)
        })
    };
    subject > after
        && (speaks(subject) || (clause.tag(subject) == Tag::Comma && speaks(subject + 1)))
}

/// Whether a verb of the same speaker follows that ascribes something: "but said that".
fn second_cue(clause: &Clause<'_>, at: usize) -> bool {
    let Some(group) = clause.group_at(at) else { return false };
    group.form == Form::Finite && is_cue(clause, group)
}

/// Whether the table of cues knows the verb as a good one in what follows it.
fn is_cue(clause: &Clause<'_>, group: &Group) -> bool {
    if group.lemma == "say" || group.lemma == "add" {
        return true;
    }
    let frame = clause.frame(group);
    let form = match group.form {
        Form::Gerund => "ing",
        _ => "verb",
    };
    if group.form == Form::Gerund && lexicon::class(&group.lemma) == Some("@speech") {
        return frame.is_statement();
    }
    lexicon::rate(form, &group.lemma, &frame.name)
        .is_some_and(|rate| rate.met >= 3.0 && rate.right / rate.met > 0.5)
}

/// Where a part of a sentence ends, a noun with all that hangs on it, or "to …": at a comma, at a
/// verb of another clause, before "after", "because" and the like.
pub(super) fn part_end(clause: &Clause<'_>, start: usize, verbs: bool) -> usize {
    let end = unit_end(clause);
    let mut at = start + 1;
    let mut relative = verbs;
    while at < end {
        let stops = match clause.tag(at) {
            Tag::Comma => !in_list(clause, start, at),
            Tag::Colon => true,
            Tag::Cc => {
                clause.group_at(at + 1).is_some_and(|group| matches!(group.form, Form::Finite))
                    && !relative
                    || second_cue(clause, at + 1)
            }
            Tag::Wp => {
                relative = true;
                false
            }
            Tag::In | Tag::Wrb => {
                relative |= clause.is(at, "that");
                closes_part(&clause.lower(at))
            }
            _ => clause.group_at(at).is_some_and(|group| {
                let stops = group.form == Form::Finite && !relative && !clause.ends_noun(at - 1);
                relative |= group.form == Form::Finite;
                stops
            }),
        };
        if stops {
            break;
        }
        at += 1;
    }
    trim_date(clause, start, at)
}

fn closes_part(word: &str) -> bool {
    matches!(
        word,
        "after"
            | "because"
            | "while"
            | "before"
            | "when"
            | "as"
            | "since"
            | "although"
            | "though"
            | "until"
            | "during"
            | "if"
            | "despite"
    )
}

/// Whether the comma parts the members of a list "a, b and c".
fn in_list(clause: &Clause<'_>, start: usize, comma: usize) -> bool {
    let next = clause.noun_phrase(comma + 1);
    let listed = matches!(clause.tag(next), Tag::Comma) && clause.tag(next + 1) == Tag::Cc
        || clause.tag(next) == Tag::Cc && next > comma + 1
        || clause.tag(comma + 1) == Tag::Cc
            && clause.tag(comma + 2).is_noun()
            && comma > start + 1
            && !clause.groups.iter().any(|group| group.start > comma && group.form == Form::Finite);
    listed && next > comma
}

/// Leaves a closing "on Tuesday" out: it says when the cue took place.
fn trim_date(clause: &Clause<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    if end > start + 1 && lexicon::list("weekdays", &clause.lower(end - 1)) {
        end -= 1;
        if end > start + 1
            && matches!(clause.lower(end - 1).as_str(), "on" | "late" | "early" | "last")
        {
            end -= 1;
        }
    }
    end
}

/// Where the statement begins that ends before `end`: at the unit's begin, or after the last
/// semicolon.
pub(super) fn statement_start(clause: &Clause<'_>, end: usize) -> usize {
    let part = |at: &usize| clause.tag(*at) == Tag::Colon && clause.word(*at) == ";";
    let start = (0..end).rev().find(part).map_or(0, |at| at + 1);
    // "But he would stay, she said": the conjunction is the paper's own.
    start + usize::from(clause.tag(start) == Tag::Cc && start + 1 < end)
}
