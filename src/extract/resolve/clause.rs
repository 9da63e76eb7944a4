//! Where a phrase stands in its clause: subject, owner, object, after a preposition, in apposition.

use crate::domain::Span;
use crate::extract::document::Document;
use crate::extract::tag::Tag;

/// The most tokens of an apposition that is passed over on the way to the verb.
const APPOSITION: usize = 24;

/// How a phrase stands in its clause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// A finite verb follows.
    pub(super) subject: bool,
    /// It owns what follows: "Orr's lawyer".
    pub(super) owner: bool,
    /// A preposition goes before it.
    pub(super) hangs: bool,
    /// A verb goes before it.
    pub(super) object: bool,
    /// It opens its sentence.
    pub(super) opens: bool,
    /// It stands within a quotation.
    pub(super) quoted: bool,
}

/// The first token that begins at `offset` (bytes) or after it.
pub(super) fn token_at(document: &Document<'_>, offset: usize) -> usize {
    document.tokens.partition_point(|token| token.span.start < offset)
}

/// The number of the sentence that holds the token `at`.
pub(super) fn sentence_of(document: &Document<'_>, at: usize) -> usize {
    document.units.partition_point(|unit| unit.tokens.end <= at)
}

/// The number of the paragraph that holds the token `at`.
pub(super) fn paragraph_of(document: &Document<'_>, at: usize) -> usize {
    let last = document.units.len().saturating_sub(1);
    document.units.get(sentence_of(document, at).min(last)).map_or(0, |unit| unit.paragraph)
}

/// How the phrase at `span` stands in its clause.
pub(super) fn place(document: &Document<'_>, span: Span) -> Place {
    let first = token_at(document, span.start);
    let next = token_at(document, span.end);
    let sentence = document.units.get(sentence_of(document, first));
    let (start, end) = sentence.map_or((first, next), |unit| (unit.tokens.start, unit.tokens.end));
    let tag = |at: usize| (at < end).then(|| document.tags.get(at).copied()).flatten();
    let before = first.checked_sub(1).filter(|at| *at >= start);
    let before = before.map(|at| skip_determiners(document, at, start));
    let before_tag = before.flatten().and_then(|at| document.tags.get(at).copied());
    let owner = tag(next) == Some(Tag::Pos)
        || document
            .text
            .get(span.end..)
            .is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s "));
    let hangs = matches!(before_tag, Some(Tag::In | Tag::To));
    let object =
        matches!(before_tag, Some(Tag::Vb | Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbg | Tag::Vbn));
    Place {
        subject: !owner && !hangs && verb_after(document, next, end),
        owner,
        hangs,
        object,
        opens: before.is_none() || first < start + 3,
        quoted: document.quoted.get(first).is_some_and(|quote| *quote != 0),
    }
}

/// The token before the articles and adjectives that end at `at`; none at the sentence's beginning.
fn skip_determiners(document: &Document<'_>, mut at: usize, start: usize) -> Option<usize> {
    loop {
        if !matches!(document.tags[at], Tag::Dt | Tag::PrpS | Tag::Jj | Tag::Nn | Tag::Nnp) {
            return Some(at);
        }
        if at == start {
            return None;
        }
        at -= 1;
    }
}

/// Whether the token `next` is a finite verb, past adverbs, an apposition or a relative clause.
fn verb_after(document: &Document<'_>, next: usize, end: usize) -> bool {
    let finite = |from: usize| {
        (from..end.min(from + 3))
            .find(|at| document.tags[*at] != Tag::Rb)
            .is_some_and(|at| document.tags[at].is_finite())
    };
    if finite(next) {
        return true;
    }
    if next >= end || document.tags[next] != Tag::Comma {
        return false;
    }
    let close = (next + 1..end.min(next + APPOSITION)).find(|at| document.tags[*at] == Tag::Comma);
    close.is_some_and(|close| finite(close + 1))
}
