//! Parses XML to a tree, however malformed: mismatched tags, bare ampersands, a missing end.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::references::References;
use super::names::Namespaces;

/// The deepest element that is kept. The text of deeper ones goes to the last element above.
const DEEPEST: usize = 64;

/// The number of errors after which the rest is skipped.
const MOST_ERRORS: usize = 1000;

/// An element of XML.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The name in lower case, with our prefix of its namespace ("dc:creator"); without prefix for
    /// feeds' own elements.
    pub(super) name: String,
    /// Attributes by name, in lower case.
    pub(super) attributes: HashMap<String, String>,
    /// The element's own text: character data and CDATA with references resolved, without children.
    pub(super) text: String,
    /// The child elements.
    pub(super) children: Vec<Node>,
    /// The byte range of the element's content in the feed.
    pub(super) inside: Range<usize>,
}

impl Node {
    /// Returns the first child with that name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns all children with that name.
    pub(super) fn children_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Returns the text of the first child that has one of those names and is not empty.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<&str> {
        let text_of = |name: &str| {
            let named = self.children.iter().filter(|child| child.name == name);
            named.map(|child| child.text.trim()).find(|text| !text.is_empty())
        };
        names.iter().find_map(|name| text_of(name))
    }

    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The markup of a feed, and the namespaces that it declares.
pub(super) struct Source<'a> {
    pub(super) markup: &'a str,
    pub(super) names: Namespaces,
}

impl<'a> Source<'a> {
    /// Returns the markup inside an element, as written.
    pub(super) fn inner_markup(&self, node: &Node) -> &'a str {
        self.markup.get(node.inside.clone()).unwrap_or("")
    }
}

/// Elements of RSS that contain only text, and elements that never occur inside those. If one of
/// the latter begins while one of the former is open, an end tag is missing.
const LEAVES: &[&str] = &["title", "link", "guid", "pubdate", "category", "comments"];
const SIBLINGS: &[&str] =
    &["title", "link", "description", "guid", "pubdate", "category", "item", "entry"];

/// Parses XML. Returns a node around the root element, since there may be several roots.
pub(super) fn parse_tree(markup: &str) -> (Node, Source<'_>) {
    let mut reader = Reader::from_str(markup);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut tree = Tree {
        stack: vec![Node::default()],
        names: Namespaces::default(),
        references: References::default(),
    };
    let mut errors = 0;
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(start)) => tree.open(&start, reader.buffer_position() as usize),
            Ok(Event::Empty(start)) => {
                let depth = tree.stack.len();
                tree.open(&start, reader.buffer_position() as usize);
                if tree.stack.len() > depth || depth >= DEEPEST {
                    tree.shut(reader.buffer_position() as usize, depth < DEEPEST);
                }
            }
            Ok(Event::End(end)) => {
                let name = tree.names.canonical(end.name().as_ref());
                tree.close(&name, before);
            }
            Ok(Event::Text(text)) => tree.text(&text),
            Ok(Event::CData(text)) => tree.text(&text),
            Ok(Event::GeneralRef(name)) => {
                let Tree { stack, references, .. } = &mut tree;
                if let Some(top) = stack.last_mut() {
                    references.push_reference(&name, &mut top.text);
                }
            }
            Ok(Event::DocType(text)) => tree.references.record_declarations(&text),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                errors += 1;
                let stuck = reader.buffer_position() as usize == before;
                if errors > MOST_ERRORS || (stuck && errors > 3) {
                    break;
                }
            }
        }
    }
    let names = std::mem::take(&mut tree.names);
    (tree.finish(markup.len()), Source { markup, names })
}

struct Tree {
    stack: Vec<Node>,
    names: Namespaces,
    references: References,
}

impl Tree {
    fn open(&mut self, start: &BytesStart, at: usize) {
        let mut attributes = HashMap::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let key = attribute.key.as_ref().to_ascii_lowercase();
            let value = self.references.resolve(&attribute.value);
            self.names.declare(&key, &value);
            attributes.insert(key, value);
        }
        let name = self.names.canonical(start.name().as_ref());
        let top = self.stack.last().map_or("", |top| top.name.as_str());
        if LEAVES.contains(&top) && SIBLINGS.contains(&name.as_str()) {
            let top = top.to_owned();
            self.close(&top, at);
        }
        if matches!(name.as_str(), "item" | "entry") {
            self.close(&name, at);
        }
        if self.stack.len() < DEEPEST {
            self.stack.push(Node { name, attributes, inside: at..at, ..Node::default() });
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(top) = self.stack.last_mut() {
            top.text.push_str(text);
        }
    }

    /// Closes the innermost element with that name and everything inside it. Does nothing if there
    /// is none.
    fn close(&mut self, name: &str, at: usize) {
        let Some(place) = self.stack.iter().rposition(|node| node.name == name) else { return };
        if place == 0 {
            return;
        }
        while self.stack.len() > place {
            self.shut(at, true);
        }
    }

    fn shut(&mut self, at: usize, kept: bool) {
        if !kept || self.stack.len() < 2 {
            return;
        }
        if let Some(mut node) = self.stack.pop() {
            node.inside.end = at.max(node.inside.start);
            // A feed may have a million nodes: none keeps spare capacity.
            node.children.shrink_to_fit();
            node.text.shrink_to_fit();
            if let Some(parent) = self.stack.last_mut() {
                parent.children.push(node);
            }
        }
    }

    fn finish(mut self, end: usize) -> Node {
        while self.stack.len() > 1 {
            self.shut(end, true);
        }
        self.stack.pop().unwrap_or_default()
    }
}
