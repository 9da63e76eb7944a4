//! HTML: pages with their main text, and pieces of mark-up inside feeds and Markdown.

mod depth;
mod inside;
mod kinds;
mod linked;
mod look;
mod math;
mod media;
mod meta;
mod node;
mod prepare;
mod rules;
mod script;
mod soup;
mod spans;
mod table;
mod tag;
mod telling;
mod walk;

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::domain::{Body, Draft, clean};

use super::title::without_title;
use super::writer::Writer;
use super::{Hints, IngestError, Parsed, address, paragraphs, plain};
pub(super) use inside::{Reading, html as from_xml};
use soup::Soup;
pub(super) use telling::{is_element, is_markup};
use walk::Around;

/// Pages with more elements than this are read whole: finding their main text would take long.
const MOST_ELEMENTS: usize = 100_000;

/// A page shows an article if it has one word out of so many.
const LEAST_SHOWN: usize = 5;

/// So are pages with a longer text between two tags (bytes): looking for references in it takes
/// time with its square.
const LONGEST_TEXT: usize = 100_000;

/// Reads a page: its main text, and what it says about itself.
pub(super) fn read(text: &str, hints: &Hints) -> Result<Parsed, IngestError> {
    let text = &*prepare::ended(text);
    let (capped, whole) = depth::capped(text);
    let document = Document::from(capped.as_ref());
    drop(capped);
    let page = meta::read(&document, hints.address);
    let base = page.base.as_deref();
    prepare::prepare(&document);
    let around = Around { base, title: &page.draft.title, piece: false };
    let mut main = main_text(text, &document, &around, whole);
    if let Some(text) = page.text.as_deref().filter(|text| is_missing(&main.body, text)) {
        main.body = if is_markup(text) { body(text, base) } else { plain_body(text) };
    }
    let mut draft = Draft { body: without_title(main.body, &page.draft.title), ..page.draft };
    // A paper is not its own author.
    let is_outlet = |names: &Vec<String>| {
        draft.outlet.as_deref().map(super::fields::names).as_ref() == Some(names)
    };
    if draft.authors.is_empty() && !is_outlet(&main.authors) {
        draft.authors = main.authors;
    }
    if draft.body.blocks.is_empty() {
        return Err(IngestError::NoArticle("the page has no text".to_owned()));
    }
    let problems = main.read.map(|read| {
        let part = read * 100 / text.len().max(1);
        format!("the page has too many elements: its first {part} % were read")
    });
    Ok(Parsed {
        drafts: vec![draft],
        problems: problems.into_iter().collect(),
        ..Parsed::default()
    })
}

/// Whether a page shows nothing, or hardly anything, of the article that its data hold.
fn is_missing(shown: &Body, text: &str) -> bool {
    shown.words() * LEAST_SHOWN < crate::domain::body::words(text)
}

/// Plain words as a body, without what must not be shown.
pub(super) fn plain_body(text: &str) -> Body {
    paragraphs::body(clean::visible(&plain::unix_lines(text)).trim())
}

/// A page as a tree, of bounded depth.
pub(super) fn tree(markup: &str) -> Document {
    Document::from(depth::capped(markup).0.as_ref())
}

/// A piece of mark-up as a body; relative links are resolved against `base`.
pub(super) fn body(markup: &str, base: Option<&str>) -> Body {
    let mut writer = Writer::default();
    write(markup, base, &mut writer);
    writer.finish()
}

/// A piece of mark-up as one line of text. Tags that are only named are words of it.
pub(super) fn line(markup: &str) -> String {
    let mut writer = Writer::default();
    let around = Around { base: None, title: "", piece: false };
    walk::walk(Soup::read_line(markup).root(), &around, &mut writer);
    crate::domain::clean::one_line(&writer.finish().text)
}

/// Writes a piece of mark-up where `writer` stands.
pub(super) fn write(markup: &str, base: Option<&str>, writer: &mut Writer) {
    walk::walk(Soup::read(markup).root(), &Around { base, title: "", piece: true }, writer);
}

/// Whether finding the main text takes no more than a moment.
fn is_tractable(document: &Document) -> bool {
    let root = document.root();
    let is_long = |node: &NodeRef| {
        let shown = || {
            node.parent()
                .is_none_or(|parent| !parent.has_name("script") && !parent.has_name("style"))
        };
        node.is_text() && node.text().len() > LONGEST_TEXT && shown()
    };
    let elements =
        root.descendants_it().filter(NodeRef::is_element).take(MOST_ELEMENTS + 1).count();
    elements <= MOST_ELEMENTS && !root.descendants_it().any(|node| is_long(&node))
}

/// The main text of a page.
struct MainText {
    body: Body,
    /// The authors that stand in it.
    authors: Vec<String>,
    /// How much of the page was read (bytes), where that is not all of it.
    read: Option<usize>,
}

/// The main text of a page, with the authors that stand in it. Where nothing can be told from
/// the rest, or the tree does not hold the `whole` page, all of it without its navigation.
fn main_text(text: &str, document: &Document, around: &Around, whole: bool) -> MainText {
    if whole && is_tractable(document) {
        let config = Config { disable_json_ld: true, ..Config::default() };
        let page = Readability::with_document(document.clone(), None, Some(config));
        if let Ok(article) = page.and_then(|mut page| page.parse()) {
            let mut writer = Writer::default();
            walk::walk(Soup::read(&article.content).root(), around, &mut writer);
            let body = writer.finish();
            let authors = article.byline.map(|line| super::fields::byline(&line));
            if !body.blocks.is_empty() {
                return MainText { body, authors: authors.unwrap_or_default(), read: None };
            }
        }
    }
    let soup = Soup::read(text);
    let mut writer = Writer::default();
    walk::walk_page(soup.root(), around, &mut writer);
    MainText { body: writer.finish(), authors: Vec::new(), read: soup.read }
}
