//! The user's corrections of an analysis. They are stored apart from it and apply to any analysis
//! of the same article, whatever version of the extractor made it.

use serde::{Deserialize, Serialize};

use super::{Analysis, ArticleId, CorrectionId, Source, SourceKind, Span};

/// A correction of one article's analysis. It rejects an attribution (`is` is `None`), adds a
/// missing one (`was` is `None`), or changes one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The correction's id; `None` before it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CorrectionId>,
    /// The article's id.
    pub article: ArticleId,
    /// The attribution as it was found.
    pub was: Option<Marked>,
    /// The attribution as the user corrected it.
    pub is: Option<Marked>,
    /// When the correction was made, in seconds since 1970 UTC.
    pub made_at: i64,
}

/// An attribution as the user marked it. Passages carry their words, so that they can be found
/// again after the article's text has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The words that name the source.
    pub source: Vec<Passage>,
    /// The words of the cue.
    pub cue: Vec<Passage>,
    /// The words of the content.
    pub content: Vec<Passage>,
    /// The first source; `None` if there is no source or it is unknown.
    pub by: Option<Speaker>,
    /// Further sources that make the statement together with `by`, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Speaker>,
}

/// A passage of a text, as in the W3C Web Annotation model (TextPositionSelector with
/// TextQuoteSelector).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The original byte range in the text.
    pub span: Span,
    /// The exact words.
    pub exact: String,
    /// Up to 32 characters before the passage.
    pub prefix: String,
    /// Up to 32 characters after the passage.
    pub suffix: String,
}

/// A source as the user describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The kind of source.
    pub kind: SourceKind,
    /// The name; for an unnamed source, the words of the article.
    pub name: String,
    /// The article's description of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Number of characters of context that are kept on each side of a passage.
const AROUND: usize = 32;

impl Passage {
    /// Returns the passage at `span` of `text`; it is empty if the span does not fit the text.
    pub fn from_span(text: &str, span: Span) -> Passage {
        if !span.fits(text) {
            let empty = String::new;
            return Passage { span, exact: empty(), prefix: empty(), suffix: empty() };
        }
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        Passage {
            span,
            exact: span.of(text).to_owned(),
            prefix: before[start..].to_owned(),
            suffix: after[..end].to_owned(),
        }
    }

    /// Returns the passages of `text` that `spans` cover.
    pub fn from_spans(text: &str, spans: &[Span]) -> Vec<Passage> {
        spans.iter().map(|span| Passage::from_span(text, *span)).collect()
    }
}

impl Marked {
    /// Returns the attribution at `index` of `analysis` as it was found in `text`, or `None` if
    /// there is no such attribution.
    pub fn from_analysis(text: &str, analysis: &Analysis, index: usize) -> Option<Marked> {
        let attribution = analysis.attributions.get(index)?;
        let mut speakers = analysis.sources_of(attribution).map(Speaker::from_source);
        Some(Marked {
            source: Passage::from_spans(text, &attribution.source),
            cue: Passage::from_spans(text, &attribution.cue),
            content: Passage::from_spans(text, &attribution.content),
            by: speakers.next(),
            also: speakers.collect(),
        })
    }

    /// Returns all sources of the attribution, in order.
    pub fn speakers(&self) -> impl Iterator<Item = &Speaker> {
        self.by.iter().chain(&self.also)
    }
}

impl Speaker {
    /// Describes a source of an analysis.
    pub fn from_source(source: &Source) -> Speaker {
        Speaker {
            kind: source.kind,
            name: source.name.clone(),
            description: source.description.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_carries_its_words_and_what_stands_around_them() {
        let text = "Ünter the old bridge nobody, said Ann Lee, “ever waits for the tide”.";
        let start = text.find("Ann").unwrap();
        let passage = Passage::from_span(text, Span::new(start, start + 7));
        assert_eq!(passage.exact, "Ann Lee");
        assert_eq!(passage.prefix, "ter the old bridge nobody, said ");
        assert_eq!(passage.suffix, ", “ever waits for the tide”.");
        let whole = Passage::from_span(text, Span::new(0, text.len()));
        assert_eq!((&*whole.prefix, &*whole.exact, &*whole.suffix), ("", text, ""));
        assert_eq!(Passage::from_span("é", Span::new(1, 9)).exact, "");
    }
}
