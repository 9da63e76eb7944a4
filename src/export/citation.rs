//! A quotation with the line that says whose words they are and where they stand.

use serde::Serialize;

use crate::domain::{Mode, When, clean};

use super::document::Document;
use super::facts;
use super::quotes::Quote;
use super::{address, html, markdown, safe};

/// A statement to be cited.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation<'a> {
    /// What is ascribed, on one line, as written: what stands in quotation marks there has them
    /// here. Where it is denied, the words that deny it stand before it.
    pub words: String,
    /// Who said it, with the description and what is to be known of the attribution.
    pub who: String,
    /// The outlet that the article names, or its feed; empty where neither is known.
    pub outlet: String,
    /// The article's title; empty where it has none.
    pub title: String,
    /// When it was published, if known.
    pub published: Option<When>,
    /// The article's address, if it may be a link.
    pub url: Option<&'a str>,
    row: Quote<'a>,
}

impl<'a> Citation<'a> {
    /// The statement with that index in the document's analysis; none where there is none.
    pub fn of(document: &Document<'a>, index: usize) -> Option<Citation<'a>> {
        Some(Citation::quoted(document, Quote::of(document, index)?))
    }

    /// A row of a document's statements.
    pub fn quoted(document: &Document<'a>, row: Quote<'a>) -> Citation<'a> {
        let name = row.who().as_deref().map(clean::one_line);
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
            words: clean::one_line(&row.alone()),
            who,
            outlet: document.outlet(),
            title: clean::one_line(document.title),
            published: document.published,
            url: document.url(),
            row,
        }
    }

    /// On one line: `“…” — Isla Mackenzie (captain), Harbour Gazette, “Title”, 18 February 2024,
    /// https://…`
    pub fn line(&self) -> String {
        let mut parts = vec![self.who.clone(), self.outlet.clone(), quoted(&self.title)];
        parts.extend(self.published.map(facts::day));
        parts.extend(self.url.map(address::encoded));
        parts.retain(|part| !part.is_empty());
        format!("{} — {}", self.words, parts.join(", "))
    }

    /// As a block quote with its line.
    pub fn markdown(&self) -> String {
        let title = match self.title.as_str() {
            "" => markdown::linked("article", self.url),
            title => format!("“{}”", markdown::linked(title, self.url)),
        };
        let outlet = Some(markdown::escaped(&self.outlet)).filter(|outlet| !outlet.is_empty());
        let mut parts = vec![markdown::escaped(&self.who)];
        parts.extend(outlet.map(|outlet| format!("*{outlet}*")));
        parts.push(title);
        parts.extend(self.published.map(facts::day));
        format!("> {}\n>\n> — {}\n", markdown::escaped(&self.words), parts.join(", "))
    }

    /// As a figure with its caption.
    pub fn html(&self) -> String {
        let title = match self.title.as_str() {
            "" => html::linked("article", self.url),
            title => format!("“{}”", html::linked(title, self.url)),
        };
        let outlet = Some(html::escaped(&self.outlet)).filter(|outlet| !outlet.is_empty());
        let mut parts = vec![html::escaped(&self.who)];
        parts.extend(outlet.map(|outlet| format!("<cite>{outlet}</cite>")));
        parts.push(title);
        parts.extend(self.published.map(facts::day));
        format!(
            "<figure>\n<blockquote dir=\"auto\">{}</blockquote>\n<figcaption>— {}</figcaption>\n\
             </figure>\n",
            html::escaped(&self.words),
            parts.join(", ")
        )
    }

    /// As an object: the fields of a row, and the line.
    pub fn json(&self) -> String {
        #[derive(Serialize)]
        struct Cited<'a> {
            #[serde(flatten)]
            row: &'a Quote<'a>,
            url: Option<&'a str>,
            citation: String,
        }
        safe::json(&Cited { row: &self.row, url: self.url, citation: self.line() })
    }
}

fn quoted(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!("“{title}”") }
}
