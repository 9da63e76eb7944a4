//! One article with what was found in it, under a name of its own.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::{Analysis, Attribution, Draft, Source, Span};
use crate::extract::Engine;

use super::offsets::Offsets;

/// An article, analysed.
pub(super) struct Document {
    /// Its name, unlike that of any other of the same run.
    pub(super) id: String,
    /// What was read.
    pub(super) draft: Draft,
    /// What was found.
    pub(super) analysis: Analysis,
    /// Where that stands, in code points.
    pub(super) offsets: Offsets,
}

impl Document {
    /// Analyses an article.
    pub(super) fn new(engine: &Engine, id: String, draft: Draft) -> Document {
        let title = Some(draft.title.as_str()).filter(|title| !title.is_empty());
        let analysis = engine.analyse(title, &draft.body.text);
        let offsets = Offsets::new(&draft.body.text);
        Document { id, draft, analysis, offsets }
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.draft.body.text
    }

    /// The source of an attribution, if it resolves to one.
    pub(super) fn source(&self, attribution: &Attribution) -> Option<&Source> {
        self.analysis.sources.get(attribution.source_id?.index())
    }

    /// The words of spans, the pieces joined by ` … `.
    pub(super) fn words(&self, spans: &[Span]) -> String {
        let pieces: Vec<&str> = spans.iter().map(|span| span.of(self.text())).collect();
        pieces.join(" … ")
    }
}

/// A probability as it is written: no more digits than it is worth.
pub(super) fn confidence(found: &Attribution) -> f64 {
    (f64::from(found.confidence) * 1000.0).round() / 1000.0
}

/// Gives each document a name: the one that it has, else its file's.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
}

impl Ids {
    /// A name for a draft from the file that messages call `name`.
    pub(super) fn id_of(&mut self, draft: &Draft, name: &str) -> String {
        // A guid that was made from the file's path says no more than the file's name.
        let own = draft.guid.as_deref().filter(|guid| !guid.starts_with("file:"));
        let file = || Path::new(name).file_name().unwrap_or(name.as_ref()).to_string_lossy();
        let wanted = own.map_or_else(|| file().into_owned(), str::to_owned);
        let mut id = wanted.clone();
        let mut count = 1;
        while !self.taken.insert(id.clone()) {
            count += 1;
            id = format!("{wanted}-{count}");
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_has_a_name_of_its_own() {
        let mut ids = Ids::default();
        let draft =
            |guid: Option<&str>| Draft { guid: guid.map(str::to_owned), ..Draft::default() };
        let mut check = |guid, expected: &str| {
            assert_eq!(ids.id_of(&draft(guid), "news/a.txt"), expected);
        };
        check(Some("x1"), "x1");
        check(Some("file:/home/ann/news/a.txt"), "a.txt");
        check(None, "a.txt-2");
        check(Some("x1"), "x1-2");
    }
}
