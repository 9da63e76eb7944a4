//! Describes an export: what is written, in which format, and where to.

use std::path::PathBuf;

use super::{ArticleId, DossierQuery, Query, Span};

/// The format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Markdown, with the statements and their sources.
    Markdown,
    /// One HTML file, with statements highlighted.
    Html,
    /// JSON: the document of `onrecord extract`, with the article's metadata.
    Json,
    /// CSV, one statement per row.
    Csv,
    /// brat standoff annotation.
    Brat,
    /// Plain text.
    Text,
}

impl ExportFormat {
    /// All formats with their names and file extensions.
    pub const ALL: [(ExportFormat, &'static str, &'static str); 6] = [
        (ExportFormat::Markdown, "markdown", "md"),
        (ExportFormat::Html, "html", "html"),
        (ExportFormat::Json, "json", "json"),
        (ExportFormat::Csv, "csv", "csv"),
        (ExportFormat::Brat, "brat", "ann"),
        (ExportFormat::Text, "text", "txt"),
    ];
}

/// A request to export something.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What is exported.
    pub what: Exported,
    /// The format.
    pub format: ExportFormat,
    /// The destination.
    pub to: Destination,
}

/// The subject of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum Exported {
    /// These articles, in this order.
    Articles(Vec<ArticleId>),
    /// A passage of an article (a byte range of its text), with the statements in it.
    Passage(ArticleId, Span),
    /// One statement as a quotation with its citation line: the article, and the statement's index
    /// in its analysis.
    Quotation(ArticleId, usize),
    /// All articles of a list, in its order.
    List(Query),
    /// A dossier.
    Dossier(DossierQuery),
    /// All of the user's corrections.
    Corrections,
}

/// The destination of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A file, or a folder for brat. An existing file is not overwritten.
    File(PathBuf),
    /// The clipboard.
    Clipboard,
    /// The standard input of a program, given as name and arguments and started without a shell.
    Command(Vec<String>),
    /// The standard input of a shell command line.
    Shell(String),
}
