//! Quotations that stand by themselves: they go on with the statement before them.

use super::clause::Clause;
use super::document::Unit;
use super::draft::Draft;
use super::tag::Tag;
use crate::domain::Span;

/// Joins the quotations of `clause` that no attribution has to the statement before them in the
/// paragraph, or, where a quotation goes on over paragraphs, to the one before. `from` is the
/// first draft of this unit.
pub(super) fn join(clause: &Clause<'_>, unit: &Unit, drafts: &mut Vec<Draft>, from: usize) {
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
    let spoken = |draft: &&mut Draft| draft.content.iter().any(|content| quoted(clause, *content));
    let Some(before) = drafts.iter_mut().rev().take_while(near).find(spoken) else { return };
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

/// Whether the bytes end within a quotation.
fn quoted(clause: &Clause<'_>, span: Span) -> bool {
    let document = clause.document;
    let last = document.tokens.partition_point(|token| token.span.end < span.end);
    document.quoted.get(last).is_some_and(|index| *index != 0)
}
