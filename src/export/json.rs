//! Exports a document as JSON on one line.

use serde::Serialize;

use crate::domain::{EntityKind, Mode, SourceKind, Span, When};

use super::document::{Document, rounded_confidence};
use super::safe;

/// A half-open range of code points.
type CodePoints = (usize, usize);

/// The id of an article, or the name of a text from outside the archive.
#[derive(Serialize)]
#[serde(untagged)]
enum Id<'a> {
    Number(i64),
    Name(&'a str),
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    id: Id<'a>,
    title: Option<&'a str>,
    published: Option<When>,
    #[serde(flatten)]
    about: Option<ArticleFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<usize>,
    text: &'a str,
    sentences: Vec<CodePoints>,
    entities: Vec<JsonEntity<'a>>,
    sources: Vec<JsonSource<'a>>,
    attributions: Vec<JsonAttribution>,
}

/// The archive's metadata of an article.
#[derive(Serialize)]
struct ArticleFields<'a> {
    feed: &'a str,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    guid: Option<&'a str>,
    authors: &'a [String],
    tags: &'a [String],
    own_tags: &'a [String],
    updated: Option<When>,
    unread: bool,
    starred: bool,
    analysed: bool,
    /// The position of the text within the article's text.
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<CodePoints>,
}

#[derive(Serialize)]
struct JsonEntity<'a> {
    id: usize,
    kind: EntityKind,
    name: &'a str,
    mentions: Vec<CodePoints>,
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
    source: Vec<CodePoints>,
    cue: Vec<CodePoints>,
    content: Vec<CodePoints>,
    source_ids: Vec<u32>,
    source_id: Option<u32>,
    negated: bool,
    confidence: f64,
    /// Whether the attribution is more likely wrong than right.
    doubtful: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
}

/// Returns the document as JSON, without a line break at the end.
pub fn document(document: &Document) -> String {
    let analysis = document.analysis();
    let id = match document.article {
        Some(article) => Id::Number(article.row.id.0),
        None => Id::Name(&document.id),
    };
    safe::to_safe_json(&JsonDocument {
        id,
        title: Some(document.title).filter(|title| !title.is_empty()),
        published: document.published,
        about: article_fields(document),
        language: analysis.language.as_deref(),
        read: analysis.read.map(|byte| document.code_points(Span::new(0, byte)).1),
        text: document.text(),
        sentences: document.code_points_of(&analysis.sentences),
        entities: json_entities(document),
        sources: json_sources(document),
        attributions: json_attributions(document),
    })
}

fn article_fields<'a>(document: &Document<'a>) -> Option<ArticleFields<'a>> {
    document.article.map(|article| ArticleFields {
        feed: &article.row.feed_title,
        outlet: article.outlet.as_deref(),
        url: article.url.as_deref(),
        guid: article.guid.as_deref(),
        authors: &article.authors,
        tags: &article.tags,
        own_tags: &article.own_tags,
        updated: article.updated,
        unread: article.row.unread,
        starred: article.row.starred,
        analysed: document.is_analysed(),
        passage: document.passage,
    })
}

fn json_entities<'a>(document: &Document<'a>) -> Vec<JsonEntity<'a>> {
    let entities = document.analysis().entities.iter().enumerate();
    let one = |(id, entity): (usize, &'a crate::domain::Entity)| JsonEntity {
        id,
        kind: entity.kind,
        name: &entity.name,
        mentions: document.code_points_of(&entity.mentions),
    };
    entities.map(one).collect()
}

fn json_sources<'a>(document: &Document<'a>) -> Vec<JsonSource<'a>> {
    let sources = document.analysis().sources.iter().enumerate();
    let one = |(id, source): (usize, &'a crate::domain::Source)| JsonSource {
        id,
        kind: source.kind,
        name: &source.name,
        description: source.description.as_deref(),
        entity: source.entity.map(|entity| entity.0),
    };
    sources.map(one).collect()
}

fn json_attributions(document: &Document) -> Vec<JsonAttribution> {
    let analysis = document.analysis();
    let corrected = |id: usize| analysis.corrected.iter().any(|(index, _)| *index == id);
    let one = |(id, found): (usize, &crate::domain::Attribution)| JsonAttribution {
        id,
        kind: found.kind,
        source: document.code_points_of(&found.source),
        cue: document.code_points_of(&found.cue),
        content: document.code_points_of(&found.content),
        source_ids: found.source_ids.iter().map(|source| source.0).collect(),
        source_id: found.source_id().map(|source| source.0),
        negated: found.negated,
        confidence: rounded_confidence(found),
        doubtful: found.is_doubtful(),
        corrected: corrected(id),
    };
    analysis.attributions.iter().enumerate().map(one).collect()
}
