//! Analyses texts under unique names.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::{Analysis, Draft};
use crate::export;
use crate::extract::Engine;

/// An analysed text.
pub(super) struct Analysed {
    id: String,
    draft: Draft,
    analysis: Analysis,
}

impl Analysed {
    /// Analyses a text. `id` must be unique within a run.
    pub(super) fn new(engine: &Engine, id: String, draft: Draft) -> Analysed {
        let analysis = engine.analyse(&draft.body.text);
        Analysed { id, draft, analysis }
    }

    /// Returns the percentage of the text that was analysed, or `None` if all of it was.
    pub(super) fn percent_read(&self) -> Option<usize> {
        self.analysis.percent_read(&self.draft.body.text)
    }

    /// Returns the text prepared for export.
    pub(super) fn document(&self) -> export::Document<'_> {
        export::Document::of_draft(&self.id, &self.draft, &self.analysis)
    }
}

/// Assigns each document a unique name: its own, or its file's.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
}

impl Ids {
    /// Returns a name for a draft. `name` is its file's name as in messages.
    pub(super) fn id_of(&mut self, draft: &Draft, name: &str) -> String {
        // A guid made from the file's path says no more than the file's name.
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
