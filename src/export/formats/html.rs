//! Exports as HTML.

use crate::domain::{Appearance, clean};
use crate::export::bundle::ExportPart;
use crate::export::document::Document;
use crate::export::dossier::{facts_of_appearance, note, said, speakers, title_of};
use crate::export::html::{self, escape_html};
use crate::export::names::mode_name;

use super::{DossierHeading, Format, Heading, one_text};

/// One HTML file, with statements highlighted.
#[derive(Debug)]
pub(super) struct Html;

impl Format for Html {
    fn begin(&mut self, heading: &Heading) -> Vec<ExportPart> {
        let language = heading.language.filter(|_| heading.single);
        let begin = html::begin(heading.title, language);
        let title = if heading.single { String::new() } else { html::title(heading.title) };
        one_text(format!("{begin}{title}"))
    }

    fn article(&mut self, document: &Document, single: bool, _is_first: bool) -> Vec<ExportPart> {
        one_text(html::document(document, if single { 1 } else { 2 }))
    }

    fn end(&mut self, _single: bool, _is_empty: bool) -> &'static str {
        html::END
    }

    fn begin_dossier(&self, heading: &DossierHeading) -> String {
        let begin = html::begin(&heading.title, None);
        let (title, facts) = (html::title(&heading.title), escape_html(&heading.facts));
        format!("{begin}{title}<p class=\"facts\">{facts}</p>\n")
    }

    fn appearance(
        &self,
        appearance: &Appearance,
        document: &Document,
        about: bool,
        _is_first: bool,
    ) -> String {
        let title = html::link_html(&title_of(document), appearance.url.as_deref());
        let facts = escape_html(&facts_of_appearance(appearance, document));
        let mut text = format!(
            "<section class=\"appearance\">\n{}<p class=\"facts\">{facts}</p>\n<ul>\n",
            html::heading(2, &title)
        );
        for quote in said(appearance, document) {
            let words = escape_html(&clean::one_line(&quote.content_with_denial()));
            let who = speakers(&quote, about).map(|who| format!("<b>{}</b>: ", escape_html(&who)));
            let (kind, note) = (mode_name(quote.kind), escape_html(&note(&quote)));
            text.push_str(&format!(
                "<li dir=\"auto\">{}<span class=\"c0 {kind}\">{words}</span> ({note})</li>\n",
                who.unwrap_or_default()
            ));
        }
        text.push_str("</ul>\n</section>\n");
        text
    }

    fn end_dossier(&self) -> &'static str {
        html::END
    }
}
