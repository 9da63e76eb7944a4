//! Exports a dossier: the statements of a subject, or those about it, article by article.

use crate::domain::{Appearance, Dossier, ExportFormat, clean};

use super::bundle::ExportPart;
use super::document::Document;
use super::facts;
use super::formats::{DossierHeading, Format, format_of};
use super::names::{self, mode_name, with_noun};
use super::quotes::Quote;

/// An export of a dossier. As brat, which knows only articles, it is plain text.
#[derive(Debug)]
pub struct DossierWriter {
    format: Box<dyn Format>,
    /// Whether it has statements about the subject.
    about: bool,
    begun: bool,
}

impl DossierWriter {
    /// Starts the export of a subject's own statements or, with `about`, of statements about it.
    pub fn new(format: ExportFormat, about: bool) -> DossierWriter {
        DossierWriter { format: format_of(format), about, begun: false }
    }

    /// Returns the part before the articles.
    pub fn begin(&self, dossier: &Dossier) -> ExportPart {
        let name = clean::one_line(&dossier.subject.name);
        let title = if self.about { format!("About {name}") } else { name };
        let heading =
            DossierHeading { dossier, about: self.about, title, facts: facts_of(dossier) };
        ExportPart::Text(self.format.begin_dossier(&heading))
    }

    /// Returns the part for one article: the appearance in it, and the document of its statements.
    pub fn add(&mut self, appearance: &Appearance, document: &Document) -> ExportPart {
        let is_first = !std::mem::replace(&mut self.begun, true);
        ExportPart::Text(self.format.appearance(appearance, document, self.about, is_first))
    }

    /// Returns the part after the last article.
    pub fn end(&self) -> ExportPart {
        ExportPart::Text(self.format.end_dossier().to_owned())
    }
}

fn facts_of(dossier: &Dossier) -> String {
    let subject = &dossier.subject;
    let kind = subject.source_kind.map(names::source_kind_name);
    let kind = kind.or(subject.entity_kind.map(names::entity_kind_name)).unwrap_or("source");
    let statements = with_noun(subject.statements as usize, "statement", "statements");
    let articles = with_noun(subject.articles as usize, "article", "articles");
    format!("{kind} · {statements} in {articles}")
}

/// Returns the title of an appearance's article as one line.
pub(super) fn title_of(document: &Document) -> String {
    match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    }
}

/// Returns the facts about an appearance as one line.
pub(super) fn facts_of_appearance(appearance: &Appearance, document: &Document) -> String {
    let mut facts = facts::origin_lines(document);
    facts.push(clean::one_line(&appearance.name));
    facts.extend(appearance.description.as_deref().map(clean::one_line));
    facts.join(" · ")
}

/// Returns the statements of an appearance.
pub(super) fn said<'a>(appearance: &Appearance, document: &Document<'a>) -> Vec<Quote<'a>> {
    let quote = |statement| Quote::for_found_statement(document, statement);
    appearance.statements.iter().map(quote).collect()
}

/// Returns a note on a statement: "direct, said", further speakers, and whether it is doubtful.
pub(super) fn note(quote: &Quote) -> String {
    let cue = clean::one_line(&quote.cue);
    let mut notes = vec![mode_name(quote.kind).to_owned()];
    notes.extend((!cue.is_empty()).then_some(cue));
    let several = (quote.sources.len() > 1).then(|| quote.speaker_names()).flatten();
    notes.extend(several.map(|names| format!("by {}", clean::one_line(&names))));
    notes.extend(quote.doubtful.then(|| "attribution doubtful".to_owned()));
    notes.join(", ")
}

/// Returns the speakers of a statement as one line if they have to be named: in a dossier with
/// statements `about` the subject.
pub(super) fn speakers(quote: &Quote, about: bool) -> Option<String> {
    let name =
        || quote.speaker_names().as_deref().map_or("source not known".into(), clean::one_line);
    about.then(name)
}
