//! Walks mark-up and writes its text with its structure: paragraphs, headings, lists, quotes, code.

use crate::domain::BlockKind;

use super::super::writer::Writer;
use super::kinds::{AROUND, CONTAINERS, SKIPPED, WORDS};
use super::look::White;
use super::media::has_picture;
use super::node::NodeRef;
use super::{address, look, math, table};

/// The longest text (bytes) that may be a label beside a picture ("View full size").
const LONGEST_LABEL: usize = 80;

/// What is known of the page that mark-up stands in.
pub(super) struct Around<'a> {
    /// What relative links are resolved against.
    pub(super) base: Option<&'a str>,
    /// Its title: a picture that says the same says nothing.
    pub(super) title: &'a str,
    /// Whether the mark-up is a text of its own (of a feed), not a page with more around it:
    /// embedded media are then part of it.
    pub(super) piece: bool,
}

/// Writes all below `node`.
pub(super) fn walk(node: NodeRef, around: &Around, writer: &mut Writer) {
    start(around, writer, false).children(node);
}

/// The same for a whole page, without what stands around its text.
pub(super) fn walk_page(node: NodeRef, around: &Around, writer: &mut Writer) {
    start(around, writer, true).children(node);
}

fn start<'w>(around: &'w Around<'w>, writer: &'w mut Writer, page: bool) -> HtmlWalk<'w> {
    HtmlWalk { around, writer, lists: Vec::new(), page, state: TextState::default() }
}

/// Where the walk stands.
pub(super) struct HtmlWalk<'w> {
    pub(super) around: &'w Around<'w>,
    pub(super) writer: &'w mut Writer,
    /// The lists around, each with its next number if it has numbers.
    lists: Vec<Option<u32>>,
    page: bool,
    pub(super) state: TextState,
}

/// What the elements around make of the text inside.
#[derive(Clone, Copy, Default)]
pub(super) struct TextState {
    code: bool,
    /// Inside a cell, all is one line.
    pub(super) inline: bool,
    white: White,
    /// Inside a figure with a picture.
    pub(super) figure: bool,
    /// Inside such a figure of a page, where no running text is.
    pub(super) labels: bool,
    /// The item that paragraphs go on, if any.
    item: Option<BlockKind>,
}

impl HtmlWalk<'_> {
    pub(super) fn children(&mut self, node: NodeRef) {
        for child in node.children() {
            match child.text() {
                Some(text) => self.words(text),
                None => self.element(child, child.name()),
            }
        }
    }

    fn words(&mut self, text: &str) {
        let TextState { code, inline, white, labels, .. } = self.state;
        if labels && text.trim().len() <= LONGEST_LABEL {
            return;
        }
        if code {
            return self.writer.verbatim(text);
        }
        if inline || white == White::Blank {
            return self.writer.text(text);
        }
        for (index, line) in text.lines().chain(text.ends_with('\n').then_some("")).enumerate() {
            if index > 0 {
                self.line_break();
            }
            match white {
                White::Kept => self.writer.spaced(line),
                _ => self.writer.text(line),
            }
        }
    }

    pub(super) fn element(&mut self, node: NodeRef, name: &str) {
        if SKIPPED.contains(&name)
            || (self.page && AROUND.contains(&name))
            || look::is_hidden(node)
            || math::is_twin(node)
        {
            return;
        }
        let around = self.state;
        self.state.white = look::white(node).unwrap_or(around.white);
        self.state.labels &= !WORDS.contains(&name);
        let accent = look::accent(node, name).filter(|_| !around.code);
        accent.into_iter().for_each(|kind| self.writer.start_accent(kind));
        match around.inline {
            true => self.inline(node, name),
            false => self.shown(node, name),
        }
        if accent.is_some() {
            self.writer.end_accent();
        }
        self.state = around;
        self.writer.go_on(around.item);
    }

    fn shown(&mut self, node: NodeRef, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.block(BlockKind::Heading(level), node);
            }
            "ul" | "ol" | "dir" | "menu" => self.list(node, name == "ol"),
            "li" => self.item(node),
            "dd" => self.block(BlockKind::Item { depth: self.depth(), number: None }, node),
            "blockquote" => {
                self.state.item = None;
                self.writer.go_on(None);
                self.writer.enter_quote();
                self.children(node);
                self.writer.leave_quote();
            }
            "pre" | "listing" | "xmp" => self.preformatted(node),
            "code" if self.state.white == White::Kept && node.words().trim().contains('\n') => {
                self.preformatted(node);
            }
            "table" if !self.state.code && table::is_data(node) => table::write(self, node),
            "br" => self.line_break(),
            "hr" if !self.state.code => self.writer.rule(),
            "figure" if has_picture(node) => self.picture(node),
            "figcaption" if self.is_told(node) => {}
            "p" if self.state.figure && self.is_credit(node) => {}
            "audio" | "embed" | "iframe" | "video" => self.media(node, name),
            "noscript" => self.late(node),
            _ if CONTAINERS.contains(&name) || name == "table" => self.container(node),
            _ => self.said(node, name),
        }
    }

    /// What stands inside a line.
    fn said(&mut self, node: NodeRef, name: &str) {
        match name {
            "a" => self.link(node),
            // Where a link ends that a block was opened in.
            "/a" => self.writer.end_link(),
            "img" => self.image(node),
            "sub" | "sup" => self.script(node, name),
            "rt" => self.reading(node),
            "math" => self.formula(node),
            "q" => {
                self.say("“");
                self.children(node);
                self.say("”");
            }
            _ => self.children(node),
        }
    }

    /// A cell of a table, on one line.
    pub(super) fn cell(&mut self, node: NodeRef) {
        let around = std::mem::replace(&mut self.state.inline, true);
        self.children(node);
        self.state.inline = around;
    }

    fn inline(&mut self, node: NodeRef, name: &str) {
        match name {
            "br" | "hr" => self.writer.text(" "),
            "img" => self.writer.text(&self.words_of(node).unwrap_or_default()),
            "figcaption" if self.is_told(node) => {}
            "audio" | "embed" | "iframe" | "video" | "noscript" => {}
            _ if CONTAINERS.contains(&name) || name == "li" => {
                self.writer.text(" ");
                self.children(node);
                self.writer.text(" ");
            }
            _ => self.said(node, name),
        }
    }

    fn depth(&self) -> u8 {
        self.lists.len().saturating_sub(1).min(255) as u8
    }

    fn block(&mut self, kind: BlockKind, node: NodeRef) {
        self.writer.open(kind);
        self.state.item = match kind {
            BlockKind::Item { depth, number } => Some(BlockKind::Continued { depth, number }),
            _ => None,
        };
        self.writer.go_on(self.state.item);
        self.children(node);
        self.writer.close();
    }

    /// A paragraph or what looks like one. The first inside a list item is the item itself.
    fn container(&mut self, node: NodeRef) {
        if self.state.code {
            self.children(node);
            return self.writer.verbatim("\n");
        }
        if !self.writer.is_fresh() {
            self.writer.close();
        }
        self.children(node);
        self.writer.close();
    }

    fn list(&mut self, node: NodeRef, numbered: bool) {
        self.writer.close();
        let start = node.attribute("start").and_then(|start| start.trim().parse().ok());
        self.lists.push(numbered.then(|| start.unwrap_or(1)));
        self.children(node);
        self.lists.pop();
        self.writer.close();
    }

    fn item(&mut self, node: NodeRef) {
        let depth = self.depth();
        let value = node.attribute("value").and_then(|value| value.trim().parse().ok());
        let number = match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = value.unwrap_or(*next);
                *next = number.saturating_add(1);
                Some(number)
            }
            _ => None,
        };
        self.block(BlockKind::Item { depth, number }, node);
    }

    fn preformatted(&mut self, node: NodeRef) {
        self.writer.open(BlockKind::Code);
        let around = std::mem::replace(&mut self.state.code, true);
        self.children(node);
        self.state.code = around;
        self.writer.close();
    }

    /// One break is a line break; two are how old pages part paragraphs.
    fn line_break(&mut self) {
        if self.state.code {
            self.writer.verbatim("\n");
        } else if self.writer.after_break() {
            self.writer.close();
        } else {
            self.writer.line_break();
        }
    }

    fn link(&mut self, node: NodeRef) {
        let url = node.attribute("href").and_then(|href| address::link(&href, self.around.base));
        match url {
            Some(url) => {
                self.writer.start_link(url);
                self.children(node);
                self.writer.end_link();
            }
            None => self.children(node),
        }
    }

    /// Text inside a line, as it stands in code.
    pub(super) fn say(&mut self, text: &str) {
        match self.state.code {
            true => self.writer.verbatim(text),
            false => self.writer.text(text),
        }
    }
}
