//! The result of extraction for one text: entities, sources and attributions, as spans of the text.
//!
//! The terms follow Pareti (2012) and PolNeAR (Newell, Margolin & Ruths, LREC 2018): an
//! *attribution* ascribes a *content* to a *source* by means of a *cue*.

use serde::{Deserialize, Serialize};

use super::denial::has_negation;
use super::{CorrectionId, EntityId, SourceId, Span};

/// Everything that one version of the extractor found in one text. All spans are byte ranges of
/// that text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// English name of the text's language, if that is surely another than the one that the
    /// extractor was trained for. Then only quotations are extracted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Number of bytes that were read, if the text is longer than the limit; 0 if the extractor
    /// failed; `None` if the whole text was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<usize>,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Entities, ordered by first mention. An [`EntityId`] is an index into this list.
    pub entities: Vec<Entity>,
    /// Sources, ordered by first statement. A [`SourceId`] is an index into this list.
    pub sources: Vec<Source>,
    /// Attributions, ordered by their first byte.
    pub attributions: Vec<Attribution>,
    /// Indexes of the attributions that the user has corrected or added, each with its correction.
    /// The extractor never sets this, and it is never stored.
    #[serde(skip)]
    pub corrected: Vec<(usize, CorrectionId)>,
}

/// A person, organization, place or other named thing, with all of its mentions in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The kind of entity.
    pub kind: EntityKind,
    /// The fullest form of the name in the text, as written there.
    pub name: String,
    /// The mentions, in the order of the text.
    pub mentions: Vec<Span>,
}

/// The kind of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Organization,
    Place,
    Group,
    Date,
    Quantity,
    Other,
}

/// A person, organization or document to which statements are ascribed, after names, roles and
/// pronouns are resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The kind of source.
    pub kind: SourceKind,
    /// The name; for an unnamed source, the words that the article uses.
    pub name: String,
    /// The article's description of the source ("Sudani's foreign affairs advisor"), if it has one.
    pub description: Option<String>,
    /// The entity that is this source, if there is one.
    pub entity: Option<EntityId>,
}

/// The kind of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A person or people without a name.
    Unnamed,
    /// An organization, a state, or a place that speaks as one. Called `body` in stored analyses.
    #[serde(rename = "body")]
    Organization,
    /// A report, a study, a statement, a poll.
    Document,
}

/// One statement that is ascribed to a source, or to several sources that make it together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "super::stored::Attribution")]
pub struct Attribution {
    /// Whether the content is quoted in full, in part or not at all.
    pub kind: Mode,
    /// The words that name the source here; empty in a passive sentence or a headline.
    pub source: Vec<Span>,
    /// The cue: the words that ascribe ("said", "according to"). May be empty.
    pub cue: Vec<Span>,
    /// The content: the ascribed words with their quotation marks, without a closing full stop.
    pub content: Vec<Span>,
    /// The sources that `source` resolves to, in the order of the words that name them, each once.
    /// Empty if no source was found.
    pub source_ids: Vec<SourceId>,
    /// True if the cue denies or refuses the content: "denied that", "would not say".
    pub negated: bool,
    /// Estimated probability, from 0 to 1, that this attribution and its sources are right.
    pub confidence: f32,
}

/// How much of a content is in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// All of the content is quoted.
    Direct,
    /// Part of the content is quoted.
    Mixed,
    /// None of the content is quoted.
    Indirect,
}

impl Attribution {
    /// Returns the first of the sources, if there is one.
    pub fn source_id(&self) -> Option<SourceId> {
        self.source_ids.first().copied()
    }

    /// Returns whether `source` is one of the sources.
    pub fn is_by(&self, source: SourceId) -> bool {
        self.source_ids.contains(&source)
    }

    /// Returns the words of the cue if they deny the content. They must be shown before the content
    /// wherever it appears without its sentence.
    pub fn denial(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = self.cue.iter().map(|span| span.of(text)).collect();
        let words = words.join(" … ");
        let shown = self.negated || has_negation(&words);
        shown.then(|| if words.is_empty() { "denied".to_owned() } else { words })
    }

    /// Returns the range from the first byte of any span of the attribution to the last.
    pub fn extent(&self) -> Span {
        let spans = || self.source.iter().chain(&self.cue).chain(&self.content);
        let start = spans().map(|span| span.start).min().unwrap_or(0);
        let end = spans().map(|span| span.end).max().unwrap_or(start);
        Span::new(start, end)
    }

    /// Returns whether the attribution is more likely wrong than right, and must be shown as
    /// doubtful.
    pub fn is_doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }
}

/// The number of sources of each kind that speak in an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Profile {
    /// Named persons.
    pub named: u32,
    /// Unnamed persons.
    pub unnamed: u32,
    /// Organizations.
    pub organizations: u32,
    /// Documents.
    pub documents: u32,
}

/// The confidence below which an attribution is doubtful.
pub(super) const DOUBTFUL: f32 = 0.5;

/// Joins names as prose: "Ann", "Ann and Bo", "Ann, Bo and Cy".
pub fn all_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

impl Analysis {
    /// Returns the analysis of a text on which the extractor failed: nothing was read.
    pub fn failed() -> Analysis {
        Analysis { read: Some(0), ..Analysis::default() }
    }

    /// Returns the percentage of `text` that was read, or `None` if all of it was.
    pub fn percent_read(&self, text: &str) -> Option<usize> {
        let read = self.read?;
        Some((read * 100).checked_div(text.len()).unwrap_or(0).clamp(usize::from(read > 0), 99))
    }

    /// Counts, by kind, the sources that have at least one statement.
    pub fn profile(&self) -> Profile {
        let mut profile = Profile::default();
        for (index, source) in self.sources.iter().enumerate() {
            if self.statements_by(SourceId(index as u32)).next().is_none() {
                continue;
            }
            match source.kind {
                SourceKind::Person => profile.named += 1,
                SourceKind::Unnamed => profile.unnamed += 1,
                SourceKind::Organization => profile.organizations += 1,
                SourceKind::Document => profile.documents += 1,
            }
        }
        profile
    }

    /// Returns the percentage of the bytes of `text` that are ascribed to a source. Bytes that are
    /// ascribed twice count once. `text` must be the analysed text.
    pub fn attributed_percent(&self, text: &str) -> u8 {
        let contents = self.attributions.iter().flat_map(|attribution| &attribution.content);
        let mut spans: Vec<Span> = contents.copied().collect();
        spans.sort_unstable();
        let (mut covered, mut end) = (0, 0);
        for span in spans {
            covered += span.end.saturating_sub(span.start.max(end));
            end = end.max(span.end);
        }
        let percent = (covered * 100 + text.len() / 2).checked_div(text.len()).unwrap_or(0);
        u8::try_from(percent.min(100)).unwrap_or(100)
    }

    /// Returns the sources of an attribution, in order.
    pub fn sources_of(&self, attribution: &Attribution) -> impl Iterator<Item = &Source> {
        attribution.source_ids.iter().filter_map(|id| self.sources.get(id.index()))
    }

    /// Returns the names of an attribution's sources as prose ("Ann Vane and Laura Pitt"), or
    /// `None` if it has no source.
    pub fn speakers(&self, attribution: &Attribution) -> Option<String> {
        let names: Vec<&str> = self.sources_of(attribution).map(|it| &*it.name).collect();
        (!names.is_empty()).then(|| all_of(&names))
    }

    /// Returns the text's language if no sources are extracted in it and the user has added none.
    pub fn not_analysed(&self) -> Option<&str> {
        let heard = self.attributions.iter().any(|it| !it.source_ids.is_empty());
        self.language.as_deref().filter(|_| !heard)
    }

    /// Returns the number of attributions, or `None` if the language is not supported and there are
    /// no attributions.
    pub fn count(&self) -> Option<u32> {
        let count = self.attributions.len() as u32;
        (count > 0 || self.not_analysed().is_none()).then_some(count)
    }

    /// Returns the indexes of the attributions whose sources include `source`, in order.
    pub fn statements_by(&self, source: SourceId) -> impl Iterator<Item = usize> + '_ {
        let found = move |(index, attribution): (usize, &Attribution)| {
            attribution.is_by(source).then_some(index)
        };
        self.attributions.iter().enumerate().filter_map(found)
    }

    /// Returns a description of the first inconsistency between this analysis and `text`: a span
    /// that is empty or does not fit the text, or an id without its entity or source. Returns
    /// `None` for a valid analysis.
    pub fn find_fault(&self, text: &str) -> Option<String> {
        let bad = |spans: &[Span]| spans.iter().any(|span| span.is_empty() || !span.fits(text));
        if bad(&self.sentences) {
            return Some("a sentence does not fit the text".into());
        }
        if self.entities.iter().any(|entity| entity.mentions.is_empty() || bad(&entity.mentions)) {
            return Some("an entity's mention does not fit the text".into());
        }
        let entities = self.entities.len();
        let lost = |id: Option<EntityId>| id.is_some_and(|id| id.index() >= entities);
        if self.sources.iter().any(|source| lost(source.entity)) {
            return Some("a source names an entity that is not there".into());
        }
        self.attributions.iter().enumerate().find_map(|(index, attribution)| {
            let sources = self.sources.len();
            let ids = &attribution.source_ids;
            let lost =
                |(at, id): (usize, &SourceId)| id.index() >= sources || ids[..at].contains(id);
            let wrong = bad(&attribution.source)
                || bad(&attribution.cue)
                || bad(&attribution.content)
                || attribution.content.is_empty()
                || ids.iter().enumerate().any(lost)
                || !(0.0..=1.0).contains(&attribution.confidence);
            wrong.then(|| format!("attribution {index} is not sound: {attribution:?}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_below_half_confidence_are_doubtful() {
        let with = |confidence| Attribution {
            kind: Mode::Indirect,
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![Span::new(0, 4)],
            source_ids: Vec::new(),
            negated: false,
            confidence,
        };
        assert!(with(0.3).is_doubtful());
        assert!(!with(0.5).is_doubtful() && !with(0.9).is_doubtful());
    }
}
