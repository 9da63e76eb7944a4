//! The formats of exports, each a file that implements [`Format`].

mod brat;
mod csv;
mod html;
mod json;
mod markdown;
mod text;

use crate::domain::{Appearance, Dossier, ExportFormat};

use super::bundle::ExportPart;
use super::document::Document;

/// What precedes the articles of an export.
#[derive(Debug)]
pub(super) struct Heading<'a> {
    /// The title of the list, or of the only article.
    pub(super) title: &'a str,
    /// Whether the export has only one article.
    pub(super) single: bool,
    /// The language of the only article, if it declares one.
    pub(super) language: Option<&'a str>,
}

/// What precedes the appearances of a dossier.
#[derive(Debug)]
pub(super) struct DossierHeading<'a> {
    /// The dossier.
    pub(super) dossier: &'a Dossier,
    /// Whether it has statements about the subject, instead of the subject's own.
    pub(super) about: bool,
    /// The title as one line.
    pub(super) title: String,
    /// Facts about the subject as one line.
    pub(super) facts: String,
}

/// A format of exports. Articles are written one after the other, so that a list of any length is
/// written while it is read.
pub(super) trait Format: std::fmt::Debug {
    /// Returns the parts before the first article.
    fn begin(&mut self, _heading: &Heading) -> Vec<ExportPart> {
        Vec::new()
    }

    /// Returns the parts of an article. `is_first` tells whether it is the first one.
    fn article(&mut self, document: &Document, single: bool, is_first: bool) -> Vec<ExportPart>;

    /// Returns the text after the last article. `is_empty` tells whether there was none.
    fn end(&mut self, _single: bool, _is_empty: bool) -> &'static str {
        ""
    }

    /// Returns the text before the appearances of a dossier.
    fn begin_dossier(&self, heading: &DossierHeading) -> String;

    /// Returns the text of an appearance. With `about`, its statements are those about the subject.
    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        about: bool,
        is_first: bool,
    ) -> String;

    /// Returns the text after the appearances of a dossier.
    fn end_dossier(&self) -> &'static str {
        ""
    }
}

/// Returns the implementation of a format.
pub(super) fn format_of(format: ExportFormat) -> Box<dyn Format> {
    match format {
        ExportFormat::Markdown => Box::new(markdown::Markdown),
        ExportFormat::Html => Box::new(html::Html),
        ExportFormat::Json => Box::new(json::Json),
        ExportFormat::Csv => Box::new(csv::Csv),
        ExportFormat::Brat => Box::new(brat::Brat::default()),
        ExportFormat::Text => Box::new(text::Text),
    }
}

fn one_text(text: String) -> Vec<ExportPart> {
    vec![ExportPart::Text(text)]
}
