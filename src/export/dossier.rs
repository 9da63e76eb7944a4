//! Exports a dossier: the statements of a subject, or those about it, article by article.

use serde::Serialize;

use crate::domain::{
    Appearance, ArticleId, Dossier, EntityKind, ExportFormat, SourceKind, When, clean,
};

use super::bundle::ExportPart;
use super::document::Document;
use super::names::{self, mode_name, with_noun};
use super::quotes::{self, Quote};
use super::{facts, html, markdown, safe};

/// An export of a dossier. Not for brat, which knows only articles.
#[derive(Debug)]
pub struct DossierWriter {
    format: ExportFormat,
    /// Whether it has statements about the subject.
    about: bool,
    begun: bool,
}

#[derive(Serialize)]
struct DossierFields<'a> {
    name: &'a str,
    source_kind: Option<SourceKind>,
    entity_kind: Option<EntityKind>,
    about: bool,
    statements: u64,
    articles: u64,
    mentioned_in: u64,
}

#[derive(Serialize)]
struct InArticle<'a> {
    article: ArticleId,
    title: &'a str,
    feed: &'a str,
    url: Option<&'a str>,
    published: Option<When>,
    name: &'a str,
    description: Option<&'a str>,
    mentions: u32,
    statements: Vec<Quote<'a>>,
}

impl DossierWriter {
    /// Starts the export of a subject's own statements or, with `about`, of statements about it.
    pub fn new(format: ExportFormat, about: bool) -> DossierWriter {
        DossierWriter { format, about, begun: false }
    }

    /// Returns the part before the articles.
    pub fn begin(&self, dossier: &Dossier) -> ExportPart {
        let subject = &dossier.subject;
        let name = clean::one_line(&subject.name);
        let title = if self.about { format!("About {name}") } else { name };
        let facts = facts_of(dossier);
        ExportPart::Text(match self.format {
            ExportFormat::Markdown => {
                format!(
                    "# {}\n\n{}\n",
                    markdown::escape_markdown(&title),
                    markdown::escape_markdown(&facts)
                )
            }
            ExportFormat::Html => format!(
                "{}{}<p class=\"facts\">{}</p>\n",
                html::begin(&title, None),
                html::title(&title),
                html::escape_html(&facts)
            ),
            ExportFormat::Json => {
                let head = safe::to_safe_json(&DossierFields {
                    name: &subject.name,
                    source_kind: subject.source_kind,
                    entity_kind: subject.entity_kind,
                    about: self.about,
                    statements: subject.statements,
                    articles: subject.articles,
                    mentioned_in: subject.mentioned_in,
                });
                format!("{{\"subject\":{head},\"appearances\":[")
            }
            ExportFormat::Csv => quotes::csv_header(),
            ExportFormat::Text | ExportFormat::Brat => format!("{title}\n{facts}\n"),
        })
    }

    /// Returns the part for one article: the appearance in it, and the document of its statements.
    pub fn add(&mut self, appearance: &Appearance, document: &Document) -> ExportPart {
        let first = !std::mem::replace(&mut self.begun, true);
        let said = said(appearance, document);
        ExportPart::Text(match self.format {
            ExportFormat::Markdown => self.markdown(appearance, document),
            ExportFormat::Html => self.html(appearance, document),
            ExportFormat::Json => {
                let json = safe::to_safe_json(&InArticle {
                    article: appearance.row.id,
                    title: &appearance.row.title,
                    feed: &appearance.row.feed_title,
                    url: appearance.url.as_deref(),
                    published: appearance.row.published,
                    name: &appearance.name,
                    description: appearance.description.as_deref(),
                    mentions: appearance.mentions,
                    statements: said,
                });
                format!("{}\n{json}", if first { "" } else { "," })
            }
            ExportFormat::Csv => said.iter().map(Quote::csv_row).collect(),
            ExportFormat::Text | ExportFormat::Brat => self.text(appearance, document),
        })
    }

    /// Returns the part after the last article.
    pub fn end(&self) -> ExportPart {
        let end = match self.format {
            ExportFormat::Html => html::END,
            ExportFormat::Json => "\n]}\n",
            _ => "",
        };
        ExportPart::Text(end.to_owned())
    }

    fn markdown(&self, appearance: &Appearance, document: &Document) -> String {
        let title = markdown::link_markdown(&title_of(document), appearance.url.as_deref());
        let facts = markdown::escape_markdown(&head_of(appearance, document));
        let mut text = format!("\n## {title}\n\n{facts}\n\n");
        for quote in said(appearance, document) {
            let words = markdown::escape_markdown(&clean::one_line(&quote.content_with_denial()));
            let who =
                self.who(&quote).map(|who| format!("**{}**: ", markdown::escape_markdown(&who)));
            let note = markdown::escape_markdown(&note(&quote));
            text.push_str(&format!("- {}{words} ({note})\n", who.unwrap_or_default()));
        }
        text
    }

    fn html(&self, appearance: &Appearance, document: &Document) -> String {
        let title = html::link_html(&title_of(document), appearance.url.as_deref());
        let facts = html::escape_html(&head_of(appearance, document));
        let mut text = format!(
            "<section class=\"appearance\">\n{}<p class=\"facts\">{facts}</p>\n<ul>\n",
            html::heading(2, &title)
        );
        for quote in said(appearance, document) {
            let words = html::escape_html(&clean::one_line(&quote.content_with_denial()));
            let who = self.who(&quote).map(|who| format!("<b>{}</b>: ", html::escape_html(&who)));
            let (kind, note) = (mode_name(quote.kind), html::escape_html(&note(&quote)));
            text.push_str(&format!(
                "<li dir=\"auto\">{}<span class=\"c0 {kind}\">{words}</span> ({note})</li>\n",
                who.unwrap_or_default()
            ));
        }
        text.push_str("</ul>\n</section>\n");
        text
    }

    fn text(&self, appearance: &Appearance, document: &Document) -> String {
        let mut text = format!("\n{}\n{}\n", title_of(document), head_of(appearance, document));
        let url = appearance.url.as_deref().map(clean::one_line);
        text.extend(url.map(|url| format!("{url}\n")));
        for quote in said(appearance, document) {
            let who = self.who(&quote).map(|who| format!("{who}: ")).unwrap_or_default();
            let words = clean::one_line(&quote.content_with_denial());
            text.push_str(&format!("  - {who}{words} ({})\n", note(&quote)));
        }
        text
    }

    /// Returns the speaker, unless that is the subject.
    fn who(&self, quote: &Quote) -> Option<String> {
        let name =
            || quote.speaker_names().as_deref().map_or("source not known".into(), clean::one_line);
        self.about.then(name)
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

fn title_of(document: &Document) -> String {
    match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    }
}

fn head_of(appearance: &Appearance, document: &Document) -> String {
    let mut facts = facts::origin_lines(document);
    facts.push(clean::one_line(&appearance.name));
    facts.extend(appearance.description.as_deref().map(clean::one_line));
    facts.join(" · ")
}

fn said<'a>(appearance: &Appearance, document: &Document<'a>) -> Vec<Quote<'a>> {
    let quote = |statement| Quote::for_found_statement(document, statement);
    appearance.statements.iter().map(quote).collect()
}

/// Returns a note on a statement: "direct, said", further speakers, and whether it is doubtful.
fn note(quote: &Quote) -> String {
    let cue = clean::one_line(&quote.cue);
    let mut notes = vec![mode_name(quote.kind).to_owned()];
    notes.extend((!cue.is_empty()).then_some(cue));
    let several = (quote.sources.len() > 1).then(|| quote.speaker_names()).flatten();
    notes.extend(several.map(|names| format!("by {}", clean::one_line(&names))));
    notes.extend(quote.doubtful.then(|| "attribution doubtful".to_owned()));
    notes.join(", ")
}
