//! XML as a tree, whatever shape it is in: tags that do not match, bare ampersands, a missing end.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::references::References;
use super::names::Namespaces;

/// How deep elements are kept; deeper ones leave their text in the last that is.
const DEEPEST: usize = 64;

/// Errors after which the rest is given up.
const MOST_ERRORS: usize = 1000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// In lower case, with the usual prefix of its namespace ("dc:creator"); none for feeds' own.
    pub(super) name: String,
    /// Attributes by name in lower case.
    pub(super) attributes: HashMap<String, String>,
    /// Its own text: character data and CDATA, references resolved, children left out.
    pub(super) text: String,
    /// Elements inside.
    pub(super) children: Vec<Node>,
    /// Where what is inside stands in the feed (bytes).
    pub(super) inside: Range<usize>,
}

impl Node {
    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of one of those names that has any.
    pub(super) fn text_of(&self, names: &[&str]) -> Option<&str> {
        let text_of = |name: &str| {
            let named = self.children.iter().filter(|child| child.name == name);
            named.map(|child| child.text.trim()).find(|text| !text.is_empty())
        };
        names.iter().find_map(|name| text_of(name))
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// The mark-up of a feed, and the names that it uses.
pub(super) struct Source<'a> {
    pub(super) markup: &'a str,
    pub(super) names: Namespaces,
}

impl<'a> Source<'a> {
    /// What is inside an element, as it is written.
    pub(super) fn inside(&self, node: &Node) -> &'a str {
        self.markup.get(node.inside.clone()).unwrap_or("")
    }
}

/// Elements of RSS that hold only text, and elements that never stand inside those: where one
/// begins before the other was closed, its end is missing.
const LEAVES: &[&str] = &["title", "link", "guid", "pubdate", "category", "comments"];
const SIBLINGS: &[&str] =
    &["title", "link", "description", "guid", "pubdate", "category", "item", "entry"];

/// Reads XML. The node that is given is around the root element, for there may be several.
pub(super) fn read(markup: &str) -> (Node, Source<'_>) {
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
                    references.push(&name, &mut top.text);
                }
            }
            Ok(Event::DocType(text)) => tree.references.declare(&text),
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

    /// Ends the innermost element of that name and all inside it; nothing where there is none.
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
            // A feed may have a million of them: none keeps room for more than it holds.
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
