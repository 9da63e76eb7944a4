//! One unit as the rules see it: items (a token, or a whole quotation) and its groups of verbs.

use std::ops::Range;

use super::document::{Document, Unit};
use super::lexicon;
use super::quote::Quotation;
use super::tag::Tag;
use super::token::Kind;
use crate::domain::Span;

/// A token, or a quotation that stands as one thing (its tag is `Tag::Quote`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) tag: Tag,
    /// Whether it stands in a quotation (also a short one that is part of the sentence).
    pub(super) quoted: bool,
}

/// How a group of verbs stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// With a subject: "said", "has been saying".
    Finite,
    /// "to say"
    Infinitive,
    /// "saying"
    Gerund,
    /// "said" without "was": "asked about it, he …"
    Participle,
}

/// Verbs that belong together: "has also not been told".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// Its items, from `start` up to and without `end`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The base form of the last verb, with its particle ("point_out") or adjective ("be_sure").
    pub(super) lemma: String,
    pub(super) form: Form,
    pub(super) passive: bool,
}

/// A unit, ready for rules.
pub(super) struct Clause<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) items: Vec<Item>,
    pub(super) groups: Vec<Group>,
}

impl<'d> Clause<'d> {
    /// Reads one unit of `document`.
    pub(super) fn new(document: &'d Document<'d>, unit: &Unit) -> Self {
        let mut clause = Clause { document, items: items(document, unit), groups: Vec::new() };
        let mut at = 0;
        while at < clause.items.len() {
            match clause.group(at) {
                Some(group) => {
                    at = group.end;
                    clause.groups.push(group);
                }
                None => at += 1,
            }
        }
        clause
    }

    /// The tag of the item `at`; past the end the end's.
    pub(super) fn tag(&self, at: usize) -> Tag {
        self.items.get(at).map_or(Tag::End, |item| item.tag)
    }

    /// The words of the item `at` as they are written; empty for a quotation and past the end.
    pub(super) fn word(&self, at: usize) -> &'d str {
        match self.items.get(at) {
            Some(item) if item.tag != Tag::Quote => self.document.piece(item.first),
            _ => "",
        }
    }

    /// The words of the item `at` in small letters.
    pub(super) fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase().replace('’', "'")
    }

    /// Whether the item is the word `word` (given in small letters).
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the item stands in a title between quotation marks.
    pub(super) fn is_title(&self, at: usize) -> bool {
        let in_marks = |item: &Item| !item.quoted && self.document.quoted[item.first] != 0;
        self.items.get(at).is_some_and(in_marks)
    }

    /// The bytes of the items from `start` up to and without `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        match (self.items.get(start), self.items.get(end.wrapping_sub(1))) {
            (Some(first), Some(last)) if start < end => self.document.span(first.first, last.last),
            _ => Span::new(0, 0),
        }
    }

    /// The group of verbs that begins with the item `at`.
    fn group(&self, at: usize) -> Option<Group> {
        if self.items[at].quoted {
            return None;
        }
        let (form, verb) = match self.tag(at) {
            Tag::Md => (Form::Finite, self.after_modal(at + 1)?),
            Tag::To => (Form::Infinitive, self.verb_after(at + 1, &[Tag::Vb])?),
            Tag::Vbd | Tag::Vbz | Tag::Vbp => (Form::Finite, at),
            Tag::Vbg => (Form::Gerund, at),
            Tag::Vbn => (Form::Participle, at),
            Tag::Vb if self.after_subject(at) => (Form::Finite, at),
            Tag::Vb => (Form::Infinitive, at),
            _ => return None,
        };
        let mut group = self.heads(at, verb, form);
        self.carry_on(&mut group);
        self.add_particle(&mut group);
        while group.start > 0
            && self.tag(group.start - 1) == Tag::Rb
            && self.adverb_joins(group.start - 1)
        {
            group.start -= 1;
        }
        Some(group)
    }

    /// Whether a verb in its base form stands where a subject's verb does: "they also prefer".
    fn after_subject(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && self.tag(before - 1) == Tag::Rb {
            before -= 1;
        }
        let Some(last) = before.checked_sub(1) else { return false };
        let helped = self.groups.iter().rev().take(2).any(|group| group.end + 3 > last);
        !helped && matches!(self.tag(last), Tag::Nns | Tag::Prp | Tag::Wp | Tag::Nnp | Tag::Nn)
    }

    fn adverb_joins(&self, at: usize) -> bool {
        !self.items[at].quoted
            && self.groups.last().is_none_or(|last| last.end <= at)
            && !matches!(
                self.lower(at).as_str(),
                "here" | "there" | "however" | "though" | "instead" | "too" | "else" | "then"
            )
    }

    fn after_modal(&self, at: usize) -> Option<usize> {
        self.verb_after(at, &[Tag::Vb, Tag::Vbp, Tag::Vbd, Tag::Vbn])
    }

    /// The first item from `at` on, past adverbs, if it is a verb with one of `tags`.
    fn verb_after(&self, at: usize, tags: &[Tag]) -> Option<usize> {
        let mut at = at;
        while self.tag(at) == Tag::Rb {
            at += 1;
        }
        tags.contains(&self.tag(at)).then_some(at)
    }

    /// Follows helping verbs from `verb` to the verb that means something.
    fn heads(&self, start: usize, verb: usize, form: Form) -> Group {
        let mut head = verb;
        let mut passive = form == Form::Participle;
        loop {
            let word = self.lower(head);
            let base = lexicon::lemma(&word);
            let next: &[Tag] = match base.as_str() {
                "be" | "get" | "'s" | "'re" | "'m" => &[Tag::Vbn, Tag::Vbg, Tag::Vbd],
                "have" | "'ve" | "'d" => &[Tag::Vbn, Tag::Vbd],
                "do" => &[Tag::Vb, Tag::Vbp],
                _ => &[],
            };
            let Some(verb) = self.verb_after(head + 1, next) else {
                let lemma = if base.starts_with('\'') { "be".to_string() } else { base };
                return Group { start, end: head + 1, lemma, form, passive };
            };
            let be = matches!(base.as_str(), "be" | "get" | "'s" | "'re" | "'m");
            passive = be && matches!(self.tag(verb), Tag::Vbn | Tag::Vbd);
            head = verb;
        }
    }

    /// "went on to say": verbs that only carry the next one.
    fn carry_on(&self, group: &mut Group) {
        for _ in 0..3 {
            let particle = format!("{}_{}", group.lemma, self.lower(group.end));
            let to = match lexicon::list("chain", &particle) {
                true => group.end + 1,
                false if lexicon::list("chain", &group.lemma) => group.end,
                false => return,
            };
            if self.tag(to) != Tag::To {
                return;
            }
            let Some(verb) = self.verb_after(to + 1, &[Tag::Vb]) else { return };
            let next = self.heads(group.start, verb, group.form);
            *group = Group { passive: next.passive, ..next };
        }
    }

    /// "pointed out", "is sure": the word that makes a verb's meaning whole.
    fn add_particle(&self, group: &mut Group) {
        let next = group.end;
        if self.tag(next) == Tag::Rp || matches!(self.word(next), "out") {
            group.lemma = format!("{}_{}", group.lemma, self.lower(next));
            group.end += 1;
        } else if group.lemma == "be" {
            let mut at = next;
            while self.tag(at) == Tag::Rb {
                at += 1;
            }
            let joins = matches!(
                self.tag(at + 1),
                Tag::To | Tag::In | Tag::Quote | Tag::Wrb | Tag::Wp | Tag::Vbg
            ) || matches!(self.tag(at + 1), Tag::Dt | Tag::Prp | Tag::Nnp);
            if self.tag(at) == Tag::Jj && joins {
                group.lemma = format!("be_{}", self.lower(at));
                group.end = at + 1;
            }
        }
    }
}

/// The items of a unit: quotations that stand for themselves are one item, the marks of others
/// are left out.
fn items(document: &Document<'_>, unit: &Unit) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::with_capacity(unit.tokens.len());
    let mut at = unit.tokens.start;
    let mut title_until = at;
    while at < unit.tokens.end {
        let tag = document.tags[at];
        let quoted = document.quoted[at] != 0 && at >= title_until;
        if let Some(quote) = quoted.then(|| &document.quotes[document.quoted[at] as usize - 1]) {
            let last = quote.last.min(unit.tokens.end - 1);
            if at == quote.first && is_title(document, quote.first + 1..quote.last) {
                title_until = quote.last + 1;
                at += 1;
                continue;
            }
            if at == quote.first.max(unit.tokens.start)
                && stands_alone(document, quote, items.last())
            {
                items.push(Item { first: at, last, tag: Tag::Quote, quoted });
                at = last + 1;
                continue;
            }
        }
        if tag != Tag::Quote {
            items.push(Item { first: at, last: at, tag, quoted });
        }
        at += 1;
    }
    items
}

/// Whether a quotation is a statement of its own, and not a word or two within the sentence.
fn stands_alone(document: &Document<'_>, quote: &Quotation, before: Option<&Item>) -> bool {
    let inner = quote.first + 1..quote.last;
    let word = |at: &usize| matches!(document.tokens[*at].kind, Kind::Word | Kind::Number);
    let words = inner.clone().filter(word).take(9).count();
    let finite = inner.clone().take(40).any(|at| document.tags[at].is_finite());
    let capital = inner
        .clone()
        .find(word)
        .is_some_and(|at| document.piece(at).starts_with(char::is_uppercase));
    let stop =
        inner.clone().last().is_some_and(|at| matches!(document.tags[at], Tag::Comma | Tag::Stop));
    let apart = before.is_none_or(|item| matches!(item.tag, Tag::Comma | Tag::Colon | Tag::Stop));
    words >= 8
        || (words >= 4 && finite)
        || (capital && stop && (apart || words > 1))
        || (apart && stop && before.is_none())
}

/// Whether the words in quotation marks are a title: nearly all long ones capitalised, no stop.
fn is_title(document: &Document<'_>, inner: Range<usize>) -> bool {
    let long = |at: &usize| {
        let small = matches!(document.tags[*at], Tag::In | Tag::Dt | Tag::Cc | Tag::To);
        document.tokens[*at].kind == Kind::Word && !small && document.piece(*at).len() > 2
    };
    let (mut words, mut capitals) = (0, 0);
    for at in inner.clone().take(12).filter(long) {
        words += 1;
        capitals += usize::from(document.piece(at).starts_with(char::is_uppercase));
    }
    let first =
        inner.clone().next().is_some_and(|at| document.piece(at).starts_with(char::is_uppercase));
    let stop = inner.clone().last().is_some_and(|at| document.tags[at] == Tag::Stop);
    first && !stop && words > 0 && capitals == words && inner.len() > 1 && inner.len() <= 12
}
