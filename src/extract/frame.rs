//! What follows a verb: a quotation, "that …", "to …", a sentence, a noun. With where it begins.

use super::clause::{Clause, Form, Group};
use super::lexicon;
use super::tag::Tag;

/// What follows a verb, and where the words begin that it ascribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// Its name in the table of cues.
    pub(super) name: String,
    /// The first item of what is ascribed.
    pub(super) start: usize,
}

impl Frame {
    fn new(name: impl Into<String>, start: usize) -> Self {
        Frame { name: name.into(), start }
    }

    /// Whether it is a whole statement: a quotation or a sentence.
    pub(super) fn is_statement(&self) -> bool {
        matches!(self.name.trim_start_matches("n_"), "q" | "that" | "s" | "wh")
    }
}

/// How many items may stand between a verb and its quotation: "said in a statement on Monday".
const BETWEEN: usize = 14;

impl Clause<'_> {
    /// What follows the verbs of `group`.
    pub(super) fn frame(&self, group: &Group) -> Frame {
        let plain = self.frame_at(group.end, true);
        if plain.is_statement() && plain.name != "wh" {
            return plain;
        }
        let skipped = self.past_adjuncts(group.end);
        if skipped > group.end {
            let later = self.frame_at(skipped, true);
            let bound =
                matches!(plain.name.as_str(), "p_on" | "p_for" | "p_to" | "p_with" | "p_upon");
            let first = self.lower(group.end);
            let dated = lexicon::list("weekdays", &first)
                || matches!(first.as_str(), "last" | "this" | "earlier")
                    && is_time(&self.lower(group.end + 1));
            if later.is_statement() || later.name == "to" && !bound || dated {
                return later;
            }
        }
        self.far_quotation(group).map_or(plain, |at| Frame::new("q", at))
    }

    /// "said during a rally in Dover, Ohio, "We will win"": a quotation further on that a verb of
    /// saying introduces.
    fn far_quotation(&self, group: &Group) -> Option<usize> {
        if !super::candidate::reports(self, group) || group.form == Form::Infinitive {
            return None;
        }
        let quote = (group.end..group.end + 2 * BETWEEN).find(|at| self.tag(*at) == Tag::Quote)?;
        let mark = matches!(self.tag(quote - 1), Tag::Comma | Tag::Colon);
        let verbs = self
            .groups
            .iter()
            .any(|next| next.start >= group.end && next.end <= quote && next.form == Form::Finite);
        let joined =
            (group.end..quote).any(|at| self.tag(at) == Tag::Cc || self.tag(at) == Tag::Stop);
        (mark && !verbs && !joined).then_some(quote)
    }

    fn frame_at(&self, at: usize, objects: bool) -> Frame {
        let next = self.tag(at + 1);
        match self.tag(at) {
            Tag::Quote => Frame::new("q", at),
            Tag::Comma | Tag::Colon if next == Tag::Quote => Frame::new("q", at + 1),
            Tag::Colon if self.word(at) == ":" => Frame::new("q", at + 1),
            Tag::In | Tag::Dt | Tag::Wp | Tag::Rb
                if self.is(at, "that") && self.clause_follows(at + 1) =>
            {
                Frame::new("that", at)
            }
            Tag::Wrb | Tag::Wp => Frame::new("wh", at),
            Tag::In if matches!(self.lower(at).as_str(), "whether" | "if") => Frame::new("wh", at),
            Tag::To if self.infinitive(at) => Frame::new("to", at),
            Tag::Vbg if !next.is_noun() || self.groups.iter().any(|group| group.start == at) => {
                Frame::new("ing", at)
            }
            Tag::In | Tag::To => Frame::new(format!("p_{}", self.lower(at)), at),
            Tag::Ex => Frame::new("s", at),
            Tag::Stop | Tag::End | Tag::Comma | Tag::Close | Tag::Cc | Tag::Colon => {
                Frame::new("end", at)
            }
            Tag::Rb
                if matches!(
                    next,
                    Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Nnp | Tag::Jj | Tag::In
                ) =>
            {
                match self.frame_at(at + 1, objects) {
                    frame if frame.name == "s" || frame.name == "np" => Frame::new(frame.name, at),
                    frame => frame,
                }
            }
            _ => self.object_frame(at, objects),
        }
    }

    /// What follows a verb with a noun phrase at `at`.
    fn object_frame(&self, at: usize, objects: bool) -> Frame {
        let end = self.noun_phrase(at);
        if end == at {
            return Frame::new(
                if matches!(self.tag(at), Tag::Jj | Tag::Rb | Tag::Vbn) { "adj" } else { "x" },
                at,
            );
        }
        let long = self.long_phrase(at);
        if self.subject_ends(end)
            || self.subject_ends(long)
            || self.subject_ends(self.described_end(long))
        {
            return Frame::new("s", at);
        }
        if !objects {
            return Frame::new("np", at);
        }
        let mut after = self.frame_at(end, false);
        if !after.is_statement() && long > end {
            after = self.frame_at(long, false);
        }
        if !after.is_statement() && after.name != "to" {
            let skipped = self.past_adjuncts(end);
            let later = self.frame_at(skipped, false);
            if skipped > end && later.is_statement() {
                after = later;
            }
        }
        match after.name.as_str() {
            "to" => Frame::new("n_to", at),
            "q" | "that" | "s" | "wh" => Frame::new(format!("n_{}", after.name), after.start),
            "p_as" => Frame::new("n_as", at),
            "p_of" | "p_about" | "p_for" | "p_with" => {
                Frame::new(format!("n_{}", &after.name[2..]), at)
            }
            _ => Frame::new("np", at),
        }
    }

    /// Past ", the captain," after a noun phrase that ends at `end`.
    fn described_end(&self, end: usize) -> usize {
        if self.tag(end) != Tag::Comma {
            return end;
        }
        let next = self.long_phrase(end + 1);
        if next > end + 1 && self.tag(next) == Tag::Comma { next + 1 } else { end }
    }

    /// Whether a finite verb follows, so that what ended here was a subject.
    fn subject_ends(&self, at: usize) -> bool {
        self.group_at(at).is_some_and(|group| group.form == Form::Finite)
    }

    /// The group of verbs that begins with the item `at`.
    pub(super) fn group_at(&self, at: usize) -> Option<&Group> {
        let index = self.groups.partition_point(|group| group.start < at);
        self.groups.get(index).filter(|group| group.start == at)
    }

    /// Whether a sentence can begin here.
    fn clause_follows(&self, at: usize) -> bool {
        !matches!(self.tag(at), Tag::Stop | Tag::End | Tag::Comma | Tag::Vbz | Tag::Vbd)
            || self.tag(at) == Tag::Comma
    }

    fn infinitive(&self, at: usize) -> bool {
        (at + 1..at + 4)
            .find(|at| self.tag(*at) != Tag::Rb)
            .is_some_and(|at| self.tag(at) == Tag::Vb)
    }

    /// Past what only says when, where and how something was said.
    pub(super) fn past_adjuncts(&self, start: usize) -> usize {
        let mut at = start;
        while at < start + BETWEEN {
            let word = self.lower(at);
            let next = if lexicon::list("weekdays", &word) {
                at + 1 + usize::from(is_part_of_day(&self.lower(at + 1)))
            } else if self.tag(at) == Tag::Rb {
                at + 1
            } else if self.tag(at) == Tag::In && !matches!(word.as_str(), "that" | "whether" | "if")
            {
                self.long_phrase(at + 1).max(at + 1)
            } else if matches!(word.as_str(), "last" | "this" | "earlier")
                && self.tag(at + 1) == Tag::Nn
            {
                at + 2
            } else if self.tag(at) == Tag::Comma && self.tag(at + 1) == Tag::Vbg {
                self.until_comma(at + 1)
            } else if self.tag(at) == Tag::Comma
                && at > start
                && matches!(self.tag(at + 1), Tag::Rb | Tag::In)
            {
                at + 1
            } else {
                break;
            };
            if next <= at {
                break;
            }
            at = next;
        }
        at
    }

    fn until_comma(&self, at: usize) -> usize {
        (at..at + BETWEEN).find(|at| self.tag(*at) == Tag::Comma).unwrap_or(at)
    }
}

fn is_time(word: &str) -> bool {
    matches!(
        word,
        "week" | "month" | "year" | "summer" | "winter" | "fall" | "spring" | "weekend" | "season"
    ) || is_part_of_day(word)
}

fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night")
}
