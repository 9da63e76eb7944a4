//! Exports as brat standoff annotation.

use crate::domain::Appearance;
use crate::export::brat;
use crate::export::bundle::ExportPart;
use crate::export::document::Document;

use super::{DossierHeading, Format, Heading, text};

/// brat standoff annotation: two files per article. A dossier, which brat does not know, is text.
#[derive(Debug, Default)]
pub(super) struct Brat {
    names: brat::FileNames,
}

impl Format for Brat {
    fn begin(&mut self, _heading: &Heading) -> Vec<ExportPart> {
        let (name, content) = (brat::CONFIGURATION_FILE, brat::CONFIGURATION);
        vec![ExportPart::File(name.to_owned(), content.to_owned())]
    }

    fn article(&mut self, document: &Document, _single: bool, _is_first: bool) -> Vec<ExportPart> {
        let name = self.names.unique_name(&document.id);
        let (text, annotation) = (document.text().to_owned(), brat::annotation(document));
        vec![
            ExportPart::File(format!("{name}.txt"), text),
            ExportPart::File(format!("{name}.ann"), annotation),
        ]
    }

    fn begin_dossier(&self, heading: &DossierHeading) -> String {
        text::Text.begin_dossier(heading)
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        about: bool,
        is_first: bool,
    ) -> String {
        text::Text.appearance(appearance, document, about, is_first)
    }
}
