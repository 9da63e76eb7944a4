//! What the reader corrects in an analysis: kept apart from it, and applied to any analysis of the
//! same article, whatever version of the extractor made it.

use serde::{Deserialize, Serialize};

use super::{Analysis, ArticleId, CorrectionId, Source, SourceKind, Span};

/// A correction of one article's analysis: an attribution that is wrong (`is` is none), one that
/// was missed (`was` is none), or one that reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Its name in the store; none before it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CorrectionId>,
    /// The article.
    pub article: ArticleId,
    /// The attribution as it was found.
    pub was: Option<Marked>,
    /// The attribution as it is.
    pub is: Option<Marked>,
    /// When it was made: seconds since 1970 UTC.
    pub made_at: i64,
}

/// An attribution as the reader marks it. Passages carry their words, so that they are found again
/// when the article's text has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The words that name the source.
    pub source: Vec<Passage>,
    /// The words that ascribe.
    pub cue: Vec<Passage>,
    /// What is ascribed.
    pub content: Vec<Passage>,
    /// Who the source is; none: nobody, or unknown.
    pub by: Option<Speaker>,
    /// Who else says it together with that source, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Speaker>,
}

/// A passage of a text (W3C Web Annotation: TextPositionSelector with TextQuoteSelector).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stood: bytes of the text.
    pub span: Span,
    /// Its words, exactly.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
}

/// Who a source is, as the reader says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// What it is.
    pub kind: SourceKind,
    /// Its name; for an unnamed source the words of the article.
    pub name: String,
    /// How the article describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How many characters around a passage are kept with it.
const AROUND: usize = 32;

impl Passage {
    /// The passage at `span` of `text`; without words where the span does not fit the text.
    pub fn of(text: &str, span: Span) -> Passage {
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

    /// The passages of `text` that `spans` cover.
    pub fn all(text: &str, spans: &[Span]) -> Vec<Passage> {
        spans.iter().map(|span| Passage::of(text, *span)).collect()
    }
}

impl Marked {
    /// The attribution with that index in `analysis` of `text`, as it was found; none where there is
    /// none.
    pub fn of(text: &str, analysis: &Analysis, index: usize) -> Option<Marked> {
        let attribution = analysis.attributions.get(index)?;
        let mut speakers = analysis.sources_of(attribution).map(Speaker::of);
        Some(Marked {
            source: Passage::all(text, &attribution.source),
            cue: Passage::all(text, &attribution.cue),
            content: Passage::all(text, &attribution.content),
            by: speakers.next(),
            also: speakers.collect(),
        })
    }

    /// Who says it, all of them, in order.
    pub fn speakers(&self) -> impl Iterator<Item = &Speaker> {
        self.by.iter().chain(&self.also)
    }
}

impl Speaker {
    /// Who a source of an analysis is.
    pub fn of(source: &Source) -> Speaker {
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
        let passage = Passage::of(text, Span::new(start, start + 7));
        assert_eq!(passage.exact, "Ann Lee");
        assert_eq!(passage.prefix, "ter the old bridge nobody, said ");
        assert_eq!(passage.suffix, ", “ever waits for the tide”.");
        let whole = Passage::of(text, Span::new(0, text.len()));
        assert_eq!((&*whole.prefix, &*whole.exact, &*whole.suffix), ("", text, ""));
        assert_eq!(Passage::of("é", Span::new(1, 9)).exact, "");
    }
}
