//! What is to be written out, in which form, and where to.

use std::path::PathBuf;

use super::{ArticleId, DossierQuery, Query, Span};

/// The form of what is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// Markdown, with the statements and their sources.
    Markdown,
    /// One HTML file, with the highlighting.
    Html,
    /// JSON: the document of `onrecord extract`, with what is known of the article.
    Json,
    /// A statement a row.
    Csv,
    /// brat standoff annotation.
    Brat,
    /// Plain text.
    Text,
}

impl ExportFormat {
    /// All forms with their names and the endings of their files.
    pub const ALL: [(ExportFormat, &'static str, &'static str); 6] = [
        (ExportFormat::Markdown, "markdown", "md"),
        (ExportFormat::Html, "html", "html"),
        (ExportFormat::Json, "json", "json"),
        (ExportFormat::Csv, "csv", "csv"),
        (ExportFormat::Brat, "brat", "ann"),
        (ExportFormat::Text, "text", "txt"),
    ];
}

/// Something to be written out.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// What.
    pub what: Exported,
    /// In which form.
    pub format: ExportFormat,
    /// Where to.
    pub to: Destination,
}

/// What is written out.
#[derive(Debug, Clone, PartialEq)]
pub enum Exported {
    /// Articles, in this order.
    Articles(Vec<ArticleId>),
    /// A passage of an article (bytes of its text), with the statements in it.
    Passage(ArticleId, Span),
    /// One statement, as a quotation with its citation line: its index in the article's analysis.
    Quotation(ArticleId, usize),
    /// All articles of a list, in its order.
    List(Query),
    /// A dossier.
    Dossier(DossierQuery),
    /// What the reader has corrected, in all articles.
    Corrections,
}

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A file; for brat a folder. One that is there already is not overwritten.
    File(PathBuf),
    /// The clipboard.
    Clipboard,
    /// The standard input of a program: its name and arguments, run without a shell.
    Command(Vec<String>),
    /// The standard input of a line for the shell.
    Shell(String),
}
