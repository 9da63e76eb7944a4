//! Exports articles one after the other in one format, so that a list of any length is written
//! while it is read.

use crate::domain::{Article, ExportFormat};

use super::document::Document;
use super::{brat, html, json, markdown, quotes, text};

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
    format: ExportFormat,
    title: String,
    /// Whether the export has only one article.
    single: bool,
    begun: bool,
    names: brat::FileNames,
}

impl Bundle {
    /// Starts the export of a single article.
    pub fn single(format: ExportFormat, article: &Article) -> Bundle {
        let title = article.row.title.clone();
        Bundle { format, title, single: true, begun: false, names: brat::FileNames::default() }
    }

    /// Starts the export of a list with a title.
    pub fn list(format: ExportFormat, title: &str) -> Bundle {
        let title = title.to_owned();
        Bundle { format, title, single: false, begun: false, names: brat::FileNames::default() }
    }

    /// Returns the parts for the next article.
    pub fn add(&mut self, document: &Document) -> Vec<ExportPart> {
        let mut parts = self.begin(document.article.and_then(|it| it.language.as_deref()));
        let level = if self.single { 1 } else { 2 };
        let first = !std::mem::replace(&mut self.begun, true);
        parts.push(ExportPart::Text(match self.format {
            ExportFormat::Markdown if self.single => markdown::document(document, level),
            ExportFormat::Markdown => format!("\n{}", markdown::document(document, level)),
            ExportFormat::Html => html::document(document, level),
            ExportFormat::Json if self.single => format!("{}\n", json::document(document)),
            ExportFormat::Json if first => json::document(document),
            ExportFormat::Json => format!(",\n{}", json::document(document)),
            ExportFormat::Csv => {
                quotes::csv_rows(document, 0..document.analysis().attributions.len())
            }
            ExportFormat::Text if first => text::document(document, false),
            ExportFormat::Text => format!("{}{}", text::BETWEEN, text::document(document, false)),
            ExportFormat::Brat => {
                parts.extend(self.annotated(document));
                return parts;
            }
        }));
        parts
    }

    /// Returns the parts after the last article.
    pub fn end(&mut self) -> Vec<ExportPart> {
        let none = !self.begun;
        let mut parts = self.begin(None);
        parts.extend(
            match self.format {
                ExportFormat::Html => Some(html::END),
                ExportFormat::Json if !self.single => Some(if none { "]\n" } else { "\n]\n" }),
                _ => None,
            }
            .map(|end| ExportPart::Text(end.to_owned())),
        );
        parts
    }

    /// Returns the parts before the first article; empty once they were returned.
    fn begin(&self, language: Option<&str>) -> Vec<ExportPart> {
        if self.begun {
            return Vec::new();
        }
        let text = |text: String| vec![ExportPart::Text(text)];
        match self.format {
            ExportFormat::Markdown if !self.single => {
                text(format!("# {}\n", markdown::escape_markdown(&self.title)))
            }
            ExportFormat::Html => {
                let language = language.filter(|_| self.single);
                let begin = html::begin(&self.title, language);
                let head = if self.single { String::new() } else { html::title(&self.title) };
                text(format!("{begin}{head}"))
            }
            ExportFormat::Json if !self.single => text("[\n".to_owned()),
            ExportFormat::Csv => text(quotes::csv_header()),
            ExportFormat::Brat => {
                let (name, content) = (brat::CONFIGURATION_FILE, brat::CONFIGURATION);
                vec![ExportPart::File(name.to_owned(), content.to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn annotated(&mut self, document: &Document) -> [ExportPart; 2] {
        let name = self.names.unique_name(&document.id);
        let (text, annotation) = (document.text().to_owned(), brat::annotation(document));
        [
            ExportPart::File(format!("{name}.txt"), text),
            ExportPart::File(format!("{name}.ann"), annotation),
        ]
    }
}
