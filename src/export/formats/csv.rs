//! Exports as CSV.

use crate::domain::Appearance;
use crate::export::bundle::ExportPart;
use crate::export::document::Document;
use crate::export::dossier::said;
use crate::export::quotes::{self, Quote};

use super::{DossierHeading, Format, Heading, one_text};

/// CSV, one statement per row.
#[derive(Debug)]
pub(super) struct Csv;

impl Format for Csv {
    fn begin(&mut self, _heading: &Heading) -> Vec<ExportPart> {
        one_text(quotes::csv_header())
    }

    fn article(&mut self, document: &Document, _single: bool, _is_first: bool) -> Vec<ExportPart> {
        one_text(quotes::csv_rows(document, 0..document.analysis().attributions.len()))
    }

    fn begin_dossier(&self, _heading: &DossierHeading) -> String {
        quotes::csv_header()
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        _about: bool,
        _is_first: bool,
    ) -> String {
        said(appearance, document).iter().map(Quote::csv_row).collect()
    }
}
