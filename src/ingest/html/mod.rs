//! Reads HTML: pages with their main text, and fragments in feeds and Markdown.

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
pub(super) use inside::{Reading, xml_to_html as from_xml};
use soup::Soup;
pub(super) use telling::{is_element, is_markup};
use walk::Around;

/// Pages with more elements than this are read completely, because extracting their main text would
/// take long.
const MOST_ELEMENTS: usize = 100_000;

/// A page shows its article if it has at least one in this many of the article's words.
const LEAST_SHOWN: usize = 5;

/// Pages with a longer text between two tags (bytes) are read completely, too: resolving references
/// in it takes time with its square.
const LONGEST_TEXT: usize = 100_000;

/// Reads a page: its main text and its metadata.
pub(super) fn read_page(text: &str, hints: &Hints) -> Result<Parsed, IngestError> {
    let text = &*prepare::close_self_closing(text);
    let (capped, whole) = depth::limit_markup(text);
    let document = Document::from(capped.as_ref());
    drop(capped);
    let page = meta::read_metadata(&document, hints.address);
    let base = page.base.as_deref();
    prepare::prepare_page(&document);
    let around = Around { base, title: &page.draft.title, piece: false };
    let mut main = main_text(text, &document, &around, whole);
    if let Some(text) = page.text.as_deref().filter(|text| is_missing(&main.body, text)) {
        main.body = if is_markup(text) { fragment_body(text, base) } else { plain_body(text) };
    }
    let mut draft = Draft { body: without_title(main.body, &page.draft.title), ..page.draft };
    // An outlet is not its own author.
    let is_outlet = |names: &Vec<String>| {
        draft.outlet.as_deref().map(super::fields::split_names).as_ref() == Some(names)
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

/// Returns whether a page shows little or nothing of the article in its data.
fn is_missing(shown: &Body, text: &str) -> bool {
    shown.words() * LEAST_SHOWN < crate::domain::body::words(text)
}

/// Makes a body from plain text, without hidden characters.
pub(super) fn plain_body(text: &str) -> Body {
    paragraphs::running_text(clean::strip_hidden(&plain::unix_lines(text)).trim())
}

/// Parses a page to a tree of bounded depth.
pub(super) fn parse_tree(markup: &str) -> Document {
    Document::from(depth::limit_markup(markup).0.as_ref())
}

/// Reads a fragment of markup. Relative links are resolved against `base`.
pub(super) fn fragment_body(markup: &str, base: Option<&str>) -> Body {
    let mut writer = Writer::default();
    write_fragment(markup, base, &mut writer);
    writer.finish()
}

/// Reads a fragment of markup as one line of text. Tags that are only mentioned stay as words.
pub(super) fn fragment_line(markup: &str) -> String {
    let mut writer = Writer::default();
    let around = Around { base: None, title: "", piece: false };
    walk::write_nodes(Soup::parse_line(markup).root(), &around, &mut writer);
    crate::domain::clean::one_line(&writer.finish().text)
}

/// Writes a fragment of markup to `writer`.
pub(super) fn write_fragment(markup: &str, base: Option<&str>, writer: &mut Writer) {
    walk::write_nodes(Soup::parse(markup).root(), &Around { base, title: "", piece: true }, writer);
}

/// Returns whether extracting the main text takes only a moment.
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
    /// The authors named in the text.
    authors: Vec<String>,
    /// The number of bytes of the page that were read, if the page is longer.
    read: Option<usize>,
}

/// Extracts the main text of a page, with the authors named in it. Returns all text without
/// navigation if the main text cannot be distinguished, or if the tree is not the `whole` page.
fn main_text(text: &str, document: &Document, around: &Around, whole: bool) -> MainText {
    if whole && is_tractable(document) {
        let config = Config { disable_json_ld: true, ..Config::default() };
        let page = Readability::with_document(document.clone(), None, Some(config));
        if let Ok(article) = page.and_then(|mut page| page.parse()) {
            let mut writer = Writer::default();
            walk::write_nodes(Soup::parse(&article.content).root(), around, &mut writer);
            let body = writer.finish();
            let authors = article.byline.map(|line| super::fields::split_byline(&line));
            if !body.blocks.is_empty() {
                return MainText { body, authors: authors.unwrap_or_default(), read: None };
            }
        }
    }
    let soup = Soup::parse(text);
    let mut writer = Writer::default();
    walk::write_page(soup.root(), around, &mut writer);
    MainText { body: writer.finish(), authors: Vec::new(), read: soup.read }
}
