//! Corrects findings of the network by rules: removes what is not a statement, and finds sources
//! inside a content.

use super::document::Document;
use super::draft::Draft;
use super::tag::Tag;
use crate::domain::Span;

/// Words that are not a content by themselves ("what patients say").
const EMPTY: &[&str] = &[
    "what", "which", "who", "that", "it", "this", "so", "them", "how", "why", "when", "where", "as",
];

/// Cues that name something, if nobody is named as the source.
const NAMING: &[&str] = &[
    "known as",
    "nicknamed",
    "dubbed",
    "titled",
    "entitled",
    "named",
    "so-called",
    "is called",
    "was called",
    "were called",
    "are called",
];

/// Words for nobody.
const NOBODY: &[&str] = &["nobody", "none", "no-one", "neither", "nothing"];

/// Returns the statements among `drafts`, with their sources corrected.
pub(super) fn correct_drafts(document: &Document<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        without_that(document, &mut draft);
        take_source(document, &mut draft);
        if !is_empty(document, &draft)
            && !is_naming(document, &draft)
            && !is_denied(document, &draft)
        {
            kept.push(draft);
        }
    }
    kept
}

/// Returns whether a content says nothing: "What patients say".
fn is_empty(document: &Document<'_>, draft: &Draft) -> bool {
    !draft.content.is_empty()
        && draft.content.iter().all(|span| {
            let words = span.of(document.text).to_lowercase();
            EMPTY.contains(&words.trim())
        })
}

/// Returns whether a cue without a source only names something: "Eidvang, known as “the Ferryman”".
fn is_naming(document: &Document<'_>, draft: &Draft) -> bool {
    let cue = draft.cue.map_or("", |cue| cue.of(document.text)).to_lowercase();
    draft.source.is_none() && NAMING.contains(&cue.as_str())
}

/// Returns whether the source is nobody: "nobody in the courtroom".
fn is_denied(document: &Document<'_>, draft: &Draft) -> bool {
    let source = draft.source.map_or("", |source| source.of(document.text)).to_lowercase();
    let first = source.split_whitespace().next().unwrap_or("");
    NOBODY.contains(&first) || source.starts_with("no one")
}

/// Removes the "that" of a relative clause from a source: "a snowfall that forecasters called
/// heavy".
fn without_that(document: &Document<'_>, draft: &mut Draft) {
    let Some(source) = draft.source else { return };
    let first = document.tokens.partition_point(|token| token.span.start < source.start);
    let Some(next) = document.tokens.get(first + 1).map(|token| token.span) else { return };
    let relative = matches!(document.piece(first), "that" | "which" | "what");
    let many = matches!(document.tags.get(first + 1), Some(Tag::Nns | Tag::Nnp | Tag::Prp));
    if relative && many && next.end <= source.end {
        draft.source = Some(Span::new(next.start, source.end));
    }
}

/// Gives a statement without source the noun phrase at the end of its content, directly before the
/// cue: "… to stop, six people with knowledge of the trip said".
fn take_source(document: &Document<'_>, draft: &mut Draft) {
    let (None, Some(cue), Some(content)) = (draft.source, draft.cue, draft.content.last().copied())
    else {
        return;
    };
    let text = document.text;
    let beside = content.end <= cue.start && text[content.end..cue.start].trim().is_empty();
    let Some(comma) = content.of(text).rfind(", ").filter(|_| beside) else { return };
    let start = content.start + comma + 2;
    let from = document.tokens.partition_point(|token| token.span.start < start);
    let to = document.tokens.partition_point(|token| token.span.start < content.end);
    let verb = document.tokens.get(to).is_some() && document.tags[to].is_finite();
    let phrase = to > from
        && (from..to).all(|at| !document.tags[at].is_finite() && document.quoted[at] == 0)
        && matches!(
            document.tags[from],
            Tag::Dt | Tag::Cd | Tag::Nnp | Tag::Nns | Tag::PrpS | Tag::Prp | Tag::Jj
        );
    if verb && phrase && comma > 0 {
        draft.source = Some(document.span(from, to - 1));
        if let Some(last) = draft.content.last_mut() {
            *last = Span::new(content.start, content.start + comma);
        }
    }
}
