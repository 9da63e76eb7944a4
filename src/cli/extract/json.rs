//! Documents as JSON: a line each, or one list.

use serde::Serialize;

use crate::domain::{EntityKind, Mode, SourceKind, When};

use super::super::error::Failure;
use super::super::output::{Output, safe_json};
use super::Writer;
use super::document::{Document, confidence};

/// Half-open, in code points.
type Place = (usize, usize);

#[derive(Serialize)]
struct JsonDocument<'a> {
    id: &'a str,
    title: Option<&'a str>,
    published: Option<When>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    text: &'a str,
    sentences: Vec<Place>,
    entities: Vec<JsonEntity<'a>>,
    sources: Vec<JsonSource<'a>>,
    attributions: Vec<JsonAttribution>,
}

#[derive(Serialize)]
struct JsonEntity<'a> {
    id: usize,
    kind: EntityKind,
    name: &'a str,
    mentions: Vec<Place>,
}

#[derive(Serialize)]
struct JsonSource<'a> {
    id: usize,
    kind: SourceKind,
    name: &'a str,
    description: Option<&'a str>,
    entity: Option<u32>,
}

#[derive(Serialize)]
struct JsonAttribution {
    id: usize,
    kind: Mode,
    source: Vec<Place>,
    cue: Vec<Place>,
    content: Vec<Place>,
    source_id: Option<u32>,
    confidence: f64,
}

fn json(document: &Document) -> Result<String, Failure> {
    let Document { id, draft, analysis, offsets } = document;
    let entities = analysis.entities.iter().enumerate().map(|(id, entity)| JsonEntity {
        id,
        kind: entity.kind,
        name: &entity.name,
        mentions: offsets.all(&entity.mentions),
    });
    let sources = analysis.sources.iter().enumerate().map(|(id, source)| JsonSource {
        id,
        kind: source.kind,
        name: &source.name,
        description: source.description.as_deref(),
        entity: source.entity.map(|entity| entity.0),
    });
    let attributions =
        analysis.attributions.iter().enumerate().map(|(id, found)| JsonAttribution {
            id,
            kind: found.kind,
            source: offsets.all(&found.source),
            cue: offsets.all(&found.cue),
            content: offsets.all(&found.content),
            source_id: found.source_id.map(|source| source.0),
            confidence: confidence(found),
        });
    let whole = JsonDocument {
        id,
        title: Some(draft.title.as_str()).filter(|title| !title.is_empty()),
        published: draft.published,
        language: analysis.language.as_deref(),
        text: &draft.body.text,
        sentences: offsets.all(&analysis.sentences),
        entities: entities.collect(),
        sources: sources.collect(),
        attributions: attributions.collect(),
    };
    let json = serde_json::to_string(&whole).map_err(|error| Failure::new(error.to_string()))?;
    Ok(safe_json(&json))
}

/// A document a line.
pub(super) struct Lines;

impl Writer for Lines {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(&json(document)?)?;
        output.write("\n")
    }
}

/// One list of documents.
#[derive(Default)]
pub(super) struct List {
    begun: bool,
}

impl Writer for List {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(if self.begun { ",\n" } else { "[\n" })?;
        self.begun = true;
        output.write(&json(document)?)
    }

    fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        output.write(if self.begun { "\n]\n" } else { "[]\n" })
    }
}
