//! Who does what a verb says: the subject of each group of verbs.

use super::clause::{Clause, Form, Group};
use super::lexicon;
use super::tag::Tag;

/// How a verb came by its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It stands right before the verb.
    Own,
    /// It belongs to an earlier verb: "denied it and said".
    Shared,
    /// It is "who", "which" or "that".
    Relative,
}

/// The items of a subject, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) how: How,
}

/// How far back, in items, an inserted phrase between commas may reach.
const INSERTED: usize = 40;

/// The subjects of all groups of verbs of `clause`.
pub(super) fn subjects(clause: &Clause<'_>) -> Vec<Option<Subject>> {
    let mut found: Vec<Option<Subject>> = Vec::with_capacity(clause.groups.len());
    let mut main = None;
    for group in &clause.groups {
        let own = match group.form {
            Form::Finite => clause.own_subject(group),
            Form::Gerund => clause.noun_right_before(group),
            Form::Infinitive | Form::Participle => None,
        };
        if let Some(subject) = own.filter(|own| own.how == How::Own && group.form == Form::Finite)
            && (main.is_none() || clause.is_main(subject.start))
        {
            main = Some(Subject { how: How::Shared, ..subject });
        }
        let after_comma = group.start > 0 && clause.tag(group.start - 1) == Tag::Comma;
        let speaks = group.form == Form::Gerund && after_comma
            || group.form == Form::Finite && super::candidate::reports(clause, group);
        let shared = || main.filter(|_| speaks).or_else(|| shared(clause, &found));
        found.push(own.or_else(shared));
    }
    // A sentence that opens with "Speaking in …," has its subject later.
    let first = found.iter().flatten().find(|subject| subject.how != How::Relative).copied();
    for (group, subject) in clause.groups.iter().zip(&mut found) {
        if subject.is_none() && group.form == Form::Gerund {
            *subject = first.map(|first| Subject { how: How::Shared, ..first });
        }
    }
    found
}

/// The subject of the verb before that had one of its own.
fn shared(clause: &Clause<'_>, found: &[Option<Subject>]) -> Option<Subject> {
    let finite =
        |(index, _): &(usize, &Option<Subject>)| clause.groups[*index].form == Form::Finite;
    let before = found.iter().enumerate().rev().filter(finite).find_map(|(_, subject)| *subject)?;
    Some(Subject { how: How::Shared, ..before })
}

impl Clause<'_> {
    /// Whether a subject that begins here is one of the sentence itself, not of what it reports.
    fn is_main(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1) else { return true };
        match self.tag(before) {
            Tag::Colon => true,
            Tag::Comma => !self.groups.iter().any(|group| group.end <= before),
            Tag::Cc => before > 0 && self.tag(before - 1) == Tag::Comma,
            _ => false,
        }
    }

    /// The subject that stands before a finite verb, past adverbs and inserted phrases.
    fn own_subject(&self, group: &Group) -> Option<Subject> {
        let mut end = self.before_adverbs(group.start);
        let mut described = None;
        if self.tag(end.checked_sub(1)?) == Tag::Comma {
            let comma = self.comma_before(end - 1)?;
            if self.describes(comma + 1, end - 1) {
                described = Some(end - 1);
            }
            end = self.before_adverbs(comma);
        }
        let last = end.checked_sub(1)?;
        if matches!(self.tag(last), Tag::Wp)
            || (self.is(last, "that") && last > 0 && self.ends_noun(last - 1))
        {
            return Some(Subject { start: last, end, how: How::Relative });
        }
        let participle = self.tag(last) == Tag::Vbn && last > 0 && self.ends_noun(last - 1);
        if !(self.ends_noun(last) || participle) || self.items[last].tag == Tag::Quote {
            return None;
        }
        let start = self.phrase_before(last - usize::from(participle));
        let start = self.whole_relative(start).unwrap_or(start);
        Some(Subject { start, end: described.unwrap_or(end), how: How::Own })
    }

    /// "the man who knew Ann": where the phrase begins whose relative clause ends at `start`.
    fn whole_relative(&self, start: usize) -> Option<usize> {
        let verb = self.groups.iter().rev().take(2).find(|group| group.end == start)?;
        let who = verb.start.checked_sub(1)?;
        let relative = self.tag(who) == Tag::Wp || self.is(who, "that");
        let before = who.checked_sub(1).filter(|at| relative && self.ends_noun(*at))?;
        Some(self.phrase_before(before))
    }

    /// A noun right before "saying": "a letter saying that".
    fn noun_right_before(&self, group: &Group) -> Option<Subject> {
        let last = group.start.checked_sub(1)?;
        let noun = self.tag(last).is_noun() || self.tag(last) == Tag::Prp;
        noun.then(|| Subject { start: self.phrase_before(last), end: last + 1, how: How::Own })
    }

    /// Passes back over "on Tuesday", "also", "himself" and the like.
    fn before_adverbs(&self, end: usize) -> usize {
        let mut end = end;
        while end > 1 {
            let last = end - 1;
            let date = lexicon::list("weekdays", &self.lower(last));
            if date && self.tag(last - 1) == Tag::In && last > 1 {
                end -= 2;
            } else if self.tag(last) == Tag::Rb && self.lower(last) != "not"
                || date && (self.ends_noun(last - 1) || self.tag(last - 1) == Tag::Vbn)
            {
                end -= 1;
            } else if matches!(
                self.lower(last).as_str(),
                "week" | "month" | "year" | "night" | "morning"
            ) && matches!(
                self.lower(last - 1).as_str(),
                "last" | "this" | "next" | "earlier"
            ) && last > 1
            {
                end -= 2;
            } else {
                break;
            }
        }
        end
    }

    /// The comma that opens the insertion that the comma at `close` closes.
    fn comma_before(&self, close: usize) -> Option<usize> {
        let mut depth = 0;
        for at in (close.saturating_sub(INSERTED)..close).rev() {
            match self.tag(at) {
                Tag::Stop | Tag::Quote => return None,
                Tag::Comma => {
                    let series = self.tag(at + 1) == Tag::Cc
                        || (self.tag(at + 1) == Tag::Jj && self.tag(at.wrapping_sub(1)) == Tag::Jj);
                    let place = self.tag(at + 1) == Tag::Nnp
                        && close - at <= 4
                        && at > 1
                        && self.comma_again(at);
                    if !series && !place || depth > 1 {
                        return Some(at).filter(|at| *at > 0);
                    }
                    depth += 1;
                }
                _ => {}
            }
        }
        None
    }

    /// "Ann Lee, a farmer in Dover, Vermont, said": whether another comma stands close before.
    fn comma_again(&self, at: usize) -> bool {
        let from = at.saturating_sub(INSERTED / 2);
        (from..at).rev().any(|before| self.tag(before) == Tag::Comma)
            && !self.items[from..at].iter().any(|item| item.tag.is_finite())
    }

    /// Whether the items from `start` up to `end` describe the noun before: no clause, no date.
    fn describes(&self, start: usize, end: usize) -> bool {
        let opens = matches!(
            self.tag(start),
            Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Jj | Tag::Cd | Tag::Vbg
        );
        let clause = self.items[start..end].iter().any(|item| item.tag.is_finite());
        let relative = (start..end).any(|at| self.tag(at) == Tag::Wp);
        if self.tag(start) == Tag::Wp && !self.is(start, "that") {
            return true;
        }
        let only_age = end - start == 1 && self.tag(start) == Tag::Cd;
        let date = lexicon::list("weekdays", &self.lower(start));
        let adverb = self.tag(start) == Tag::Vbg && !self.tag(start + 1).is_noun();
        opens && (!clause || relative) && !only_age && !date && !adverb
    }
}
