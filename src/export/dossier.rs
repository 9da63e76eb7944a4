//! A dossier: what somebody said, or what is said about them, article by article.

use serde::Serialize;

use crate::domain::{
    Appearance, ArticleId, Dossier, EntityKind, ExportFormat, SourceKind, When, clean,
};

use super::bundle::ExportPart;
use super::document::Document;
use super::names::{self, counted, mode};
use super::quotes::{self, Quote};
use super::{facts, html, markdown, safe};

/// A dossier while it is written out. Not for brat, which knows articles alone.
#[derive(Debug)]
pub struct DossierWriter {
    format: ExportFormat,
    /// Whether it is what others say about the subject.
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
    /// A dossier of what its subject says, or of what is said about it.
    pub fn new(format: ExportFormat, about: bool) -> DossierWriter {
        DossierWriter { format, about, begun: false }
    }

    /// What comes before the articles.
    pub fn begin(&self, dossier: &Dossier) -> ExportPart {
        let subject = &dossier.subject;
        let name = clean::one_line(&subject.name);
        let title = if self.about { format!("About {name}") } else { name };
        let facts = facts_of(dossier);
        ExportPart::Text(match self.format {
            ExportFormat::Markdown => {
                format!("# {}\n\n{}\n", markdown::escaped(&title), markdown::escaped(&facts))
            }
            ExportFormat::Html => format!(
                "{}{}<p class=\"facts\">{}</p>\n",
                html::begin(&title, None),
                html::title(&title),
                html::escaped(&facts)
            ),
            ExportFormat::Json => {
                let head = safe::json(&DossierFields {
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
            ExportFormat::Csv => quotes::head(),
            ExportFormat::Text | ExportFormat::Brat => format!("{title}\n{facts}\n"),
        })
    }

    /// What one article adds: the appearance in it, and its document for the statements.
    pub fn add(&mut self, appearance: &Appearance, document: &Document) -> ExportPart {
        let first = !std::mem::replace(&mut self.begun, true);
        let said = said(appearance, document);
        ExportPart::Text(match self.format {
            ExportFormat::Markdown => self.markdown(appearance, document),
            ExportFormat::Html => self.html(appearance, document),
            ExportFormat::Json => {
                let json = safe::json(&InArticle {
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
            ExportFormat::Csv => said.iter().map(Quote::row).collect(),
            ExportFormat::Text | ExportFormat::Brat => self.text(appearance, document),
        })
    }

    /// What comes after the last article.
    pub fn end(&self) -> ExportPart {
        let end = match self.format {
            ExportFormat::Html => html::END,
            ExportFormat::Json => "\n]}\n",
            _ => "",
        };
        ExportPart::Text(end.to_owned())
    }

    fn markdown(&self, appearance: &Appearance, document: &Document) -> String {
        let title = markdown::linked(&title_of(document), appearance.url.as_deref());
        let facts = markdown::escaped(&head_of(appearance, document));
        let mut text = format!("\n## {title}\n\n{facts}\n\n");
        for quote in said(appearance, document) {
            let words = markdown::escaped(&clean::one_line(&quote.alone()));
            let who = self.who(&quote).map(|who| format!("**{}**: ", markdown::escaped(&who)));
            let note = markdown::escaped(&note(&quote));
            text.push_str(&format!("- {}{words} ({note})\n", who.unwrap_or_default()));
        }
        text
    }

    fn html(&self, appearance: &Appearance, document: &Document) -> String {
        let title = html::linked(&title_of(document), appearance.url.as_deref());
        let facts = html::escaped(&head_of(appearance, document));
        let mut text = format!(
            "<section class=\"appearance\">\n{}<p class=\"facts\">{facts}</p>\n<ul>\n",
            html::heading(2, &title)
        );
        for quote in said(appearance, document) {
            let words = html::escaped(&clean::one_line(&quote.alone()));
            let who = self.who(&quote).map(|who| format!("<b>{}</b>: ", html::escaped(&who)));
            let (kind, note) = (mode(quote.kind), html::escaped(&note(&quote)));
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
            let words = clean::one_line(&quote.alone());
            text.push_str(&format!("  - {who}{words} ({})\n", note(&quote)));
        }
        text
    }

    /// Who speaks, where that is not the subject.
    fn who(&self, quote: &Quote) -> Option<String> {
        let name = || quote.who().as_deref().map_or("source not known".into(), clean::one_line);
        self.about.then(name)
    }
}

fn facts_of(dossier: &Dossier) -> String {
    let subject = &dossier.subject;
    let kind = subject.source_kind.map(names::source_kind);
    let kind = kind.or(subject.entity_kind.map(names::entity_kind)).unwrap_or("source");
    let statements = counted(subject.statements as usize, "statement", "statements");
    let articles = counted(subject.articles as usize, "article", "articles");
    format!("{kind} · {statements} in {articles}")
}

fn title_of(document: &Document) -> String {
    match clean::one_line(document.title) {
        title if title.is_empty() => format!("Article {}", document.id),
        title => title,
    }
}

fn head_of(appearance: &Appearance, document: &Document) -> String {
    let mut facts = facts::origin(document);
    facts.push(clean::one_line(&appearance.name));
    facts.extend(appearance.description.as_deref().map(clean::one_line));
    facts.join(" · ")
}

fn said<'a>(appearance: &Appearance, document: &Document<'a>) -> Vec<Quote<'a>> {
    let quote = |statement| Quote::said(document, statement);
    appearance.statements.iter().map(quote).collect()
}

/// How it was said: "direct, said", by whom where others said it too, and whether that is doubtful.
fn note(quote: &Quote) -> String {
    let cue = clean::one_line(&quote.cue);
    let mut notes = vec![mode(quote.kind).to_owned()];
    notes.extend((!cue.is_empty()).then_some(cue));
    let several = (quote.sources.len() > 1).then(|| quote.who()).flatten();
    notes.extend(several.map(|who| format!("by {}", clean::one_line(&who))));
    notes.extend(quote.doubtful.then(|| "attribution doubtful".to_owned()));
    notes.join(", ")
}
