//! How the words around a name describe it.

use crate::domain::Span;
use crate::extract::document::Document;
use crate::extract::lexicon;
use crate::extract::tag::Tag;
use crate::extract::token::Kind;

/// The description of a person: the words before the name, or those after a comma.
pub(super) fn description(before: &str, after: &str) -> Option<String> {
    let clean = |words: &str| {
        let words = words.trim().trim_matches([',', '(', ')', '—', '–', ';']).trim();
        let many = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain = matches!(
            many.to_lowercase().as_str(),
            "" | "the" | "a" | "an" | "and" | "but" | "mr." | "mrs." | "ms." | "even" | "both"
        );
        let letters = many.chars().any(char::is_alphabetic);
        (!plain && letters && many.len() < 160).then_some(many)
    };
    let apposition =
        after.strip_prefix(',').filter(|rest| rest.trim().contains(char::is_alphabetic));
    let ago = clean(before);
    match apposition.and_then(clean) {
        Some(words)
            if ago.as_deref().is_none_or(|it| it.split(' ').count() < 2)
                && !words.starts_with("and ") =>
        {
            Some(words)
        }
        _ => ago,
    }
}

/// The description that stands around the first mention of a name elsewhere in the text: a title
/// before it, or an apposition after it.
pub(super) fn around(document: &Document<'_>, mention: Span) -> Option<String> {
    let first = document.tokens.partition_point(|token| token.span.start < mention.start);
    let last = document.tokens.partition_point(|token| token.span.end <= mention.end);
    let before = title_before(document, first).map(|start| document.span(start, first - 1));
    let after = apposition_after(document, last).map(|end| document.span(last + 1, end - 1));
    before
        .or(after)
        .map(|span| span.of(document.text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A phrase without what follows after a comma, and that, where it describes: "the firm, an ally of
/// Orr's,". A clause with "who" is no description.
pub(super) fn parted(words: &str) -> (&str, Option<String>) {
    for (at, _) in words.match_indices(", ") {
        let rest = &words[at + 2..];
        let first = rest.split_whitespace().next().unwrap_or("");
        if matches!(first, "who" | "which" | "whose") {
            return (&words[..at], None);
        }
        if matches!(
            first,
            "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one" | "former" | "including"
        ) {
            return (&words[..at], description("", &words[at..]));
        }
    }
    (words, None)
}

/// Where the words begin that stand as a title or a role before the name at `first`.
fn title_before(document: &Document<'_>, first: usize) -> Option<usize> {
    let mut start = first;
    while start > 0 && first - start < 8 {
        let at = start - 1;
        let tag = document.tags[at];
        let word = document.piece(at).to_lowercase();
        let part = tag.is_noun()
            || matches!(tag, Tag::Jj | Tag::Pos)
            || (tag == Tag::PrpS)
            || (tag == Tag::In && word == "of" && start < first);
        if !part || document.quoted[at] != document.quoted[first] {
            break;
        }
        start = at;
    }
    let near = first.checked_sub(1).filter(|at| *at >= start)?;
    let word = document.piece(near).to_lowercase();
    let role = lexicon::list("titles", &word)
        || lexicon::list("roles", &word)
        || word.ends_with("er")
        || word.ends_with("or");
    let polite = lexicon::list("mr", &word) || lexicon::list("mrs", &word);
    (role && !polite).then_some(start)
}

/// Where the words end that stand between commas after the name that ends before `last`.
fn apposition_after(document: &Document<'_>, last: usize) -> Option<usize> {
    if document.tokens.get(last)?.kind != Kind::Mark(',') {
        return None;
    }
    let opens = matches!(document.tags.get(last + 1)?, Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Jj);
    let age = document.tokens[last + 1].kind == Kind::Number;
    let limit = (last + 18).min(document.tokens.len());
    let end = (last + 1..limit).find(|at| {
        matches!(document.tags[*at], Tag::Comma | Tag::Stop | Tag::Quote | Tag::Colon | Tag::Wp)
            || document.tags[*at].is_finite()
    })?;
    let clause = document.tags[end].is_finite() || document.tags[end] == Tag::Quote;
    (opens && !age && !clause && end > last + 1).then_some(end)
}

/// The noun phrase that stands right before "who" at `span`, past a comma.
pub(super) fn phrase_before(document: &Document<'_>, span: Span) -> Option<Span> {
    let mut last =
        document.tokens.partition_point(|token| token.span.start < span.start).checked_sub(1)?;
    let unit = document.units.partition_point(|unit| unit.tokens.end <= last);
    let start = document.units.get(unit)?.tokens.start;
    if document.tags[last] == Tag::Comma && last > start {
        last -= 1;
    }
    let mut first = last;
    while first > start && last - first < 14 {
        let at = first - 1;
        let tag = document.tags[at];
        let part = tag.is_noun()
            || matches!(tag, Tag::Dt | Tag::Jj | Tag::Cd | Tag::Pos | Tag::PrpS)
            || (tag == Tag::In
                && matches!(document.piece(at), "of" | "from" | "for" | "in")
                && document.tags[at.saturating_sub(1)].is_noun()
                && at > start);
        let whole =
            matches!(document.tags[first], Tag::Dt | Tag::PrpS) && tag != Tag::In && tag != Tag::Dt;
        if !part || whole {
            break;
        }
        first = at;
    }
    let noun = document.tags[last].is_noun()
        || matches!(document.tags[last], Tag::Dt | Tag::Prp | Tag::Cd | Tag::Jj);
    noun.then(|| document.span(first, last))
}
