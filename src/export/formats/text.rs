//! Exports as plain text.

use crate::domain::{Appearance, clean};
use crate::export::bundle::ExportPart;
use crate::export::document::Document;
use crate::export::dossier::{facts_of_appearance, note, said, speakers, title_of};
use crate::export::text;

use super::{DossierHeading, Format, one_text};

/// Plain text.
#[derive(Debug)]
pub(super) struct Text;

impl Format for Text {
    fn article(&mut self, document: &Document, _single: bool, is_first: bool) -> Vec<ExportPart> {
        let text = text::document(document, false);
        one_text(if is_first { text } else { format!("{}{text}", text::BETWEEN) })
    }

    fn begin_dossier(&self, heading: &DossierHeading) -> String {
        format!("{}\n{}\n", heading.title, heading.facts)
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        about: bool,
        _is_first: bool,
    ) -> String {
        let facts = facts_of_appearance(appearance, document);
        let mut text = format!("\n{}\n{facts}\n", title_of(document));
        let url = appearance.url.as_deref().map(clean::one_line);
        text.extend(url.map(|url| format!("{url}\n")));
        for quote in said(appearance, document) {
            let who = speakers(&quote, about).map(|who| format!("{who}: ")).unwrap_or_default();
            let words = clean::one_line(&quote.content_with_denial());
            text.push_str(&format!("  - {who}{words} ({})\n", note(&quote)));
        }
        text
    }
}
