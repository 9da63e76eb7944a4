//! Exports as JSON.

use serde::Serialize;

use crate::domain::{Appearance, ArticleId, EntityKind, SourceKind, When};
use crate::export::bundle::ExportPart;
use crate::export::document::Document;
use crate::export::dossier::said;
use crate::export::json;
use crate::export::quotes::Quote;
use crate::export::safe::to_safe_json;

use super::{DossierHeading, Format, Heading, one_text};

/// JSON: one object for a single article, a list of objects otherwise.
#[derive(Debug)]
pub(super) struct Json;

#[derive(Serialize)]
struct SubjectFields<'a> {
    name: &'a str,
    source_kind: Option<SourceKind>,
    entity_kind: Option<EntityKind>,
    about: bool,
    statements: u64,
    articles: u64,
    mentioned_in: u64,
}

#[derive(Serialize)]
struct AppearanceFields<'a> {
    article: ArticleId,
    title: &'a str,
    feed: &'a str,
    url: Option<&'a str>,
    published: Option<When>,
    name: &'a str,
    description: Option<&'a str>,
    mentions: u32,
    statements: Vec<Quote<'a>>,
}

impl Format for Json {
    fn begin(&mut self, heading: &Heading) -> Vec<ExportPart> {
        if heading.single { Vec::new() } else { one_text("[\n".to_owned()) }
    }

    fn article(&mut self, document: &Document, single: bool, is_first: bool) -> Vec<ExportPart> {
        let json = json::document(document);
        one_text(match (single, is_first) {
            (true, _) => format!("{json}\n"),
            (false, true) => json,
            (false, false) => format!(",\n{json}"),
        })
    }

    fn end(&mut self, single: bool, is_empty: bool) -> &'static str {
        match (single, is_empty) {
            (true, _) => "",
            (false, true) => "]\n",
            (false, false) => "\n]\n",
        }
    }

    fn begin_dossier(&self, heading: &DossierHeading) -> String {
        let subject = &heading.dossier.subject;
        let fields = to_safe_json(&SubjectFields {
            name: &subject.name,
            source_kind: subject.source_kind,
            entity_kind: subject.entity_kind,
            about: heading.about,
            statements: subject.statements,
            articles: subject.articles,
            mentioned_in: subject.mentioned_in,
        });
        format!("{{\"subject\":{fields},\"appearances\":[")
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        _about: bool,
        is_first: bool,
    ) -> String {
        let json = to_safe_json(&AppearanceFields {
            article: appearance.row.id,
            title: &appearance.row.title,
            feed: &appearance.row.feed_title,
            url: appearance.url.as_deref(),
            published: appearance.row.published,
            name: &appearance.name,
            description: appearance.description.as_deref(),
            mentions: appearance.mentions,
            statements: said(appearance, document),
        });
        format!("{}\n{json}", if is_first { "" } else { "," })
    }

    fn end_dossier(&self) -> &'static str {
        "\n]}\n"
    }
}
