//! Exports as Markdown.

use crate::domain::{Appearance, clean};
use crate::export::bundle::ExportPart;
use crate::export::document::Document;
use crate::export::dossier::{facts_of_appearance, note, said, speakers, title_of};
use crate::export::markdown::{self, escape_markdown, link_markdown};

use super::{DossierHeading, Format, Heading, one_text};

/// Markdown, with the statements and their sources.
#[derive(Debug)]
pub(super) struct Markdown;

impl Format for Markdown {
    fn begin(&mut self, heading: &Heading) -> Vec<ExportPart> {
        match heading.single {
            true => Vec::new(),
            false => one_text(format!("# {}\n", escape_markdown(heading.title))),
        }
    }

    fn article(&mut self, document: &Document, single: bool, _is_first: bool) -> Vec<ExportPart> {
        one_text(match single {
            true => markdown::document(document, 1),
            false => format!("\n{}", markdown::document(document, 2)),
        })
    }

    fn begin_dossier(&self, heading: &DossierHeading) -> String {
        let (title, facts) = (escape_markdown(&heading.title), escape_markdown(&heading.facts));
        format!("# {title}\n\n{facts}\n")
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        about: bool,
        _is_first: bool,
    ) -> String {
        let title = link_markdown(&title_of(document), appearance.url.as_deref());
        let facts = escape_markdown(&facts_of_appearance(appearance, document));
        let mut text = format!("\n## {title}\n\n{facts}\n\n");
        for quote in said(appearance, document) {
            let words = escape_markdown(&clean::one_line(&quote.content_with_denial()));
            let who = speakers(&quote, about).map(|who| format!("**{}**: ", escape_markdown(&who)));
            let note = escape_markdown(&note(&quote));
            text.push_str(&format!("- {}{words} ({note})\n", who.unwrap_or_default()));
        }
        text
    }
}
