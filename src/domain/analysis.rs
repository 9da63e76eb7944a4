//! What is extracted from one body: entities, sources, attributions, as spans of the text.
//!
//! The terms are those of Pareti (2012) and of PolNeAR (Newell, Margolin & Ruths, LREC 2018): an
//! *attribution* ascribes a *content* to a *source* by way of a *cue*.

use serde::{Deserialize, Serialize};

use super::denial::turns;
use super::{CorrectionId, EntityId, SourceId, Span};

/// All that one version of the extractor found in one text. All spans are bytes of that text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The English name of the language, where it is surely another than the extractor was trained
    /// for: then nothing but quotations is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// How many bytes of the text were read, where it is longer than what is read of one text; 0
    /// where the extractor failed at it. None: all of it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<usize>,
    /// Sentences, in order.
    pub sentences: Vec<Span>,
    /// Entities, by first mention; an `EntityId` is an index here.
    pub entities: Vec<Entity>,
    /// Sources, by first statement; a `SourceId` is an index here.
    pub sources: Vec<Source>,
    /// Attributions, by where they begin.
    pub attributions: Vec<Attribution>,
    /// Attributions that the reader has corrected or added: index and correction. Never part of
    /// what the extractor gives, and never stored with it.
    #[serde(skip)]
    pub corrected: Vec<(usize, CorrectionId)>,
}

/// A person, organisation, place or the like, with everywhere that the text mentions it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the text, as written there.
    pub name: String,
    /// Where the text mentions it, in order.
    pub mentions: Vec<Span>,
}

/// What an entity is.
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

/// Whoever or whatever statements are ascribed to, once names, roles and pronouns are resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// Its name; for an unnamed source the words that the article uses.
    pub name: String,
    /// How the article describes it ("Sudani's foreign affairs advisor"), if it does.
    pub description: Option<String>,
    /// The entity that it is, if it is one.
    pub entity: Option<EntityId>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A named person.
    Person,
    /// A person or people without a name.
    Unnamed,
    /// An organisation, a state, a place speaking as one.
    Body,
    /// A report, a study, a statement, a poll.
    Document,
}

/// One statement ascribed to a source, or to several that say it together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "super::stored::Attribution")]
pub struct Attribution {
    /// Whose words it is in.
    pub kind: Mode,
    /// The words that name the source here; empty for the passive or a headline.
    pub source: Vec<Span>,
    /// The words that ascribe ("said", "according to"); may be empty.
    pub cue: Vec<Span>,
    /// What is ascribed: with its quotation marks, without a closing full stop.
    pub content: Vec<Span>,
    /// The sources that it resolves to, in the order in which the words name them, each once;
    /// empty: nobody.
    pub source_ids: Vec<SourceId>,
    /// Whether the cue denies or refuses what is ascribed: "denied that", "would not say".
    pub negated: bool,
    /// The probability that this attribution is right: its words and who says them.
    pub confidence: f32,
}

/// How much of a content stands between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// All of it.
    Direct,
    /// Some of it.
    Mixed,
    /// None of it.
    Indirect,
}

impl Attribution {
    /// The source that it resolves to, if any; of several the first.
    pub fn source_id(&self) -> Option<SourceId> {
        self.source_ids.first().copied()
    }

    /// Whether `source` is one of those that it resolves to.
    pub fn is_by(&self, source: SourceId) -> bool {
        self.source_ids.contains(&source)
    }

    /// The words that ascribe, where they deny what is ascribed: they must stand before the content
    /// wherever that is shown without its sentence.
    pub fn denial(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = self.cue.iter().map(|span| span.of(text)).collect();
        let words = words.join(" … ");
        let shown = self.negated || turns(&words);
        shown.then(|| if words.is_empty() { "denied".to_owned() } else { words })
    }

    /// Where it begins and ends: from the first byte of any of its spans to the last.
    pub fn extent(&self) -> Span {
        let spans = || self.source.iter().chain(&self.cue).chain(&self.content);
        let start = spans().map(|span| span.start).min().unwrap_or(0);
        let end = spans().map(|span| span.end).max().unwrap_or(start);
        Span::new(start, end)
    }

    /// Whether it is more likely wrong than right, and is to be shown so.
    pub fn doubtful(&self) -> bool {
        self.confidence < DOUBTFUL
    }
}

/// How well an article is sourced: how many sources of each kind speak in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Profile {
    /// Named persons.
    pub named: u32,
    /// Unnamed persons.
    pub unnamed: u32,
    /// Bodies.
    pub bodies: u32,
    /// Documents.
    pub documents: u32,
}

/// Below this, an attribution is more likely wrong than right.
pub(super) const DOUBTFUL: f32 = 0.5;

/// Names as prose: "Ann", "Ann and Bo", "Ann, Bo and Cy".
pub fn all_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

impl Analysis {
    /// What is told of a text that the extractor failed at: nothing was read.
    pub fn failed() -> Analysis {
        Analysis { read: Some(0), ..Analysis::default() }
    }

    /// How much of `text` was read, in percent, where it was not read to its end.
    pub fn part(&self, text: &str) -> Option<usize> {
        let read = self.read?;
        Some((read * 100).checked_div(text.len()).unwrap_or(0).clamp(usize::from(read > 0), 99))
    }

    /// The sourcing profile: sources that have at least one statement, by kind.
    pub fn profile(&self) -> Profile {
        let mut profile = Profile::default();
        for (index, source) in self.sources.iter().enumerate() {
            if self.statements(SourceId(index as u32)).next().is_none() {
                continue;
            }
            match source.kind {
                SourceKind::Person => profile.named += 1,
                SourceKind::Unnamed => profile.unnamed += 1,
                SourceKind::Body => profile.bodies += 1,
                SourceKind::Document => profile.documents += 1,
            }
        }
        profile
    }

    /// How much of `text`, of which this is the analysis, is attributed to somebody: percent of its
    /// bytes. What is attributed twice counts once.
    pub fn share(&self, text: &str) -> u8 {
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

    /// The sources of an attribution, in order.
    pub fn sources_of(&self, attribution: &Attribution) -> impl Iterator<Item = &Source> {
        attribution.source_ids.iter().filter_map(|id| self.sources.get(id.index()))
    }

    /// The names of an attribution's sources as prose: "Ann Vane and Laura Pitt"; none where it has
    /// none.
    pub fn speakers(&self, attribution: &Attribution) -> Option<String> {
        let names: Vec<&str> = self.sources_of(attribution).map(|it| &*it.name).collect();
        (!names.is_empty()).then(|| all_of(&names))
    }

    /// The language of a text in which no sources are looked for, where none have been added.
    pub fn not_analysed(&self) -> Option<&str> {
        let heard = self.attributions.iter().any(|it| !it.source_ids.is_empty());
        self.language.as_deref().filter(|_| !heard)
    }

    /// How many attributions there are; none in a language that is not read where there are none.
    pub fn count(&self) -> Option<u32> {
        let count = self.attributions.len() as u32;
        (count > 0 || self.not_analysed().is_none()).then_some(count)
    }

    /// The indices of the attributions that resolve to `source`, alone or with others, in order.
    pub fn statements(&self, source: SourceId) -> impl Iterator<Item = usize> + '_ {
        let found = move |(index, attribution): (usize, &Attribution)| {
            attribution.is_by(source).then_some(index)
        };
        self.attributions.iter().enumerate().filter_map(found)
    }

    /// The first thing that is wrong with this analysis of `text`, if any: a span that does not
    /// fit, an empty one, an id without its thing. Right analyses give `None`.
    pub fn fault(&self, text: &str) -> Option<String> {
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
    fn what_is_likelier_wrong_than_right_is_doubtful() {
        let with = |confidence| Attribution {
            kind: Mode::Indirect,
            source: Vec::new(),
            cue: Vec::new(),
            content: vec![Span::new(0, 4)],
            source_ids: Vec::new(),
            negated: false,
            confidence,
        };
        assert!(with(0.3).doubtful());
        assert!(!with(0.5).doubtful() && !with(0.9).doubtful());
    }
}
