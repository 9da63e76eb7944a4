//! The findings in a text, in code points: for scoring, and for output like that of `onrecord
//! extract`.

use onrecord::domain::{Analysis, Span};
use serde_json::{Value, json};

use crate::corpus::{Document, Name};
use crate::score::{Place, Statement};

/// An analysis and where it stands.
pub(crate) struct Found {
    analysis: Analysis,
    /// For each byte of the text, how many code points lie before it.
    points: Vec<usize>,
}

impl Found {
    /// Counts the code points of `text`, of which `analysis` is.
    pub(crate) fn new(text: &str, analysis: Analysis) -> Found {
        let mut points = vec![0; text.len() + 1];
        let mut count = 0;
        for (byte, c) in text.char_indices() {
            points[byte..byte + c.len_utf8()].fill(count);
            count += 1;
        }
        points[text.len()] = count;
        Found { analysis, points }
    }

    /// The attributions.
    pub(crate) fn statements(&self) -> Vec<Statement> {
        let statement = |found: &onrecord::domain::Attribution| Statement {
            cue: self.places(&found.cue),
            source: self.places(&found.source),
            content: self.places(&found.content),
        };
        self.analysis.attributions.iter().map(statement).collect()
    }

    /// For each attribution the probability that it is right.
    pub(crate) fn confidences(&self) -> impl Iterator<Item = f64> + '_ {
        self.analysis.attributions.iter().map(|found| f64::from(found.confidence))
    }

    /// The mentions of entities.
    pub(crate) fn names(&self) -> Vec<Name> {
        let mentions = self.analysis.entities.iter().flat_map(|entity| {
            let place = |(start, end)| (start, end, entity.kind);
            self.places(&entity.mentions).into_iter().map(place)
        });
        mentions.collect()
    }

    /// A line of predictions.
    pub(crate) fn json(&self, document: &Document) -> Value {
        let Analysis { entities, sources, attributions, sentences, language, read, corrected: _ } =
            &self.analysis;
        let entities = entities.iter().enumerate().map(|(id, entity)| {
            json!({"id": id, "kind": entity.kind, "name": entity.name,
                   "mentions": self.places(&entity.mentions)})
        });
        let sources = sources.iter().enumerate().map(|(id, source)| {
            json!({"id": id, "kind": source.kind, "name": source.name,
                   "description": source.description, "entity": source.entity})
        });
        let attributions = attributions.iter().enumerate().map(|(id, found)| {
            json!({"id": id, "kind": found.kind, "source": self.places(&found.source),
                   "cue": self.places(&found.cue), "content": self.places(&found.content),
                   "source_id": found.source_id(),
                   "confidence": (f64::from(found.confidence) * 1000.0).round() / 1000.0})
        });
        let mut line = json!({"id": document.id, "title": document.title, "published": null,
               "text": document.text, "sentences": self.places(sentences),
               "entities": entities.collect::<Vec<_>>(), "sources": sources.collect::<Vec<_>>(),
               "attributions": attributions.collect::<Vec<_>>()});
        if let Some(language) = language {
            line["language"] = json!(language);
        }
        if let Some(read) = read {
            line["read"] = json!(self.points[*read]);
        }
        line
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|span| (self.points[span.start], self.points[span.end])).collect()
    }
}
