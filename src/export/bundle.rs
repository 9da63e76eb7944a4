//! Exports articles one after the other in one format, so that a list of any length is written
//! while it is read.

use crate::domain::{Article, ExportFormat};

use super::document::Document;
use super::formats::{Format, Heading, format_of};

/// A part of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportPart {
    /// Text to append to the output.
    Text(String),
    /// A separate file in a folder: name and content.
    File(String, String),
}

/// An export of several articles.
#[derive(Debug)]
pub struct Bundle {
    format: Box<dyn Format>,
    title: String,
    /// Whether the export has only one article.
    single: bool,
    begun: bool,
}

impl Bundle {
    /// Starts the export of a single article.
    pub fn single(format: ExportFormat, article: &Article) -> Bundle {
        Bundle::new(format, &article.row.title, true)
    }

    /// Starts the export of a list with a title.
    pub fn list(format: ExportFormat, title: &str) -> Bundle {
        Bundle::new(format, title, false)
    }

    fn new(format: ExportFormat, title: &str, single: bool) -> Bundle {
        Bundle { format: format_of(format), title: title.to_owned(), single, begun: false }
    }

    /// Returns the parts for the next article.
    pub fn add(&mut self, document: &Document) -> Vec<ExportPart> {
        let is_first = !self.begun;
        let mut parts = self.begin(document.article.and_then(|it| it.language.as_deref()));
        parts.extend(self.format.article(document, self.single, is_first));
        parts
    }

    /// Returns the parts after the last article.
    pub fn end(&mut self) -> Vec<ExportPart> {
        let is_empty = !self.begun;
        let mut parts = self.begin(None);
        let end = self.format.end(self.single, is_empty);
        parts.extend((!end.is_empty()).then(|| ExportPart::Text(end.to_owned())));
        parts
    }

    /// Returns the parts before the first article; empty once they were returned.
    fn begin(&mut self, language: Option<&str>) -> Vec<ExportPart> {
        if std::mem::replace(&mut self.begun, true) {
            return Vec::new();
        }
        self.format.begin(&Heading { title: &self.title, single: self.single, language })
    }
}
