//! Quotations with a citation line: whose words they are, and where they were published.

use serde::Serialize;

use crate::domain::{Mode, When, clean};

use super::document::Document;
use super::facts;
use super::quotes::Quote;
use super::{address, html, markdown, safe};

/// A statement with its citation.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation<'a> {
    /// The content as one line, as written and with its quotation marks. If it is denied, its cue
    /// precedes it.
    pub words: String,
    /// The source, with its description and remarks about the attribution.
    pub who: String,
    /// The article's outlet, or its feed; empty if unknown.
    pub outlet: String,
    /// The article's title; empty if it has none.
    pub title: String,
    /// The date of publication, if known.
    pub published: Option<When>,
    /// The article's address, if it may be a link.
    pub url: Option<&'a str>,
    row: Quote<'a>,
}

impl<'a> Citation<'a> {
    /// Returns the citation of the statement at `index` in the document's analysis, or `None` if
    /// there is no such statement.
    pub fn for_statement(document: &Document<'a>, index: usize) -> Option<Citation<'a>> {
        Some(Citation::for_quote(document, Quote::for_statement(document, index)?))
    }

    /// Returns the citation of a row of a document's statements.
    pub fn for_quote(document: &Document<'a>, row: Quote<'a>) -> Citation<'a> {
        let name = row.speaker_names().as_deref().map(clean::one_line);
        let described = row.description.as_deref().filter(|_| row.sources.len() < 2);
        let mut notes: Vec<String> = described.map(clean::one_line).into_iter().collect();
        if row.kind == Mode::Indirect {
            notes.push("not in the source’s own words".to_owned());
        }
        if row.doubtful {
            notes.push("attribution doubtful".to_owned());
        }
        let mut who = name.unwrap_or_else(|| "source not named".to_owned());
        if !notes.is_empty() {
            who.push_str(&format!(" ({})", notes.join("; ")));
        }
        Citation {
            words: clean::one_line(&row.content_with_denial()),
            who,
            outlet: document.outlet(),
            title: clean::one_line(document.title),
            published: document.published,
            url: document.url(),
            row,
        }
    }

    /// Returns the citation as one line: `“…” — Isla Mackenzie (captain), Harbour Gazette, “Title”,
    /// 18 February 2024, https://…`
    pub fn line(&self) -> String {
        let mut parts = vec![self.who.clone(), self.outlet.clone(), quoted(&self.title)];
        parts.extend(self.published.map(facts::format_day));
        parts.extend(self.url.map(address::encode_url));
        parts.retain(|part| !part.is_empty());
        format!("{} — {}", self.words, parts.join(", "))
    }

    /// Returns the citation as a Markdown block quote.
    pub fn markdown(&self) -> String {
        let title = match self.title.as_str() {
            "" => markdown::link_markdown("article", self.url),
            title => format!("“{}”", markdown::link_markdown(title, self.url)),
        };
        let outlet =
            Some(markdown::escape_markdown(&self.outlet)).filter(|outlet| !outlet.is_empty());
        let mut parts = vec![markdown::escape_markdown(&self.who)];
        parts.extend(outlet.map(|outlet| format!("*{outlet}*")));
        parts.push(title);
        parts.extend(self.published.map(facts::format_day));
        format!("> {}\n>\n> — {}\n", markdown::escape_markdown(&self.words), parts.join(", "))
    }

    /// Returns the citation as an HTML figure with a caption.
    pub fn html(&self) -> String {
        let title = match self.title.as_str() {
            "" => html::link_html("article", self.url),
            title => format!("“{}”", html::link_html(title, self.url)),
        };
        let outlet = Some(html::escape_html(&self.outlet)).filter(|outlet| !outlet.is_empty());
        let mut parts = vec![html::escape_html(&self.who)];
        parts.extend(outlet.map(|outlet| format!("<cite>{outlet}</cite>")));
        parts.push(title);
        parts.extend(self.published.map(facts::format_day));
        format!(
            "<figure>\n<blockquote dir=\"auto\">{}</blockquote>\n<figcaption>— {}</figcaption>\n\
             </figure>\n",
            html::escape_html(&self.words),
            parts.join(", ")
        )
    }

    /// Returns the citation as a JSON object: the fields of a row, and the line.
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct Cited<'a> {
            #[serde(flatten)]
            row: &'a Quote<'a>,
            url: Option<&'a str>,
            citation: String,
        }
        safe::to_safe_json(&Cited { row: &self.row, url: self.url, citation: self.line() })
    }
}

fn quoted(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!("“{title}”") }
}
