//! Walks a tree of markup and writes its text with structure: paragraphs, headings, lists, quotes,
//! code.

use crate::domain::BlockKind;

use super::super::writer::Writer;
use super::kinds::{AROUND, CONTAINERS, SKIPPED, WORDS};
use super::look::White;
use super::media::has_picture;
use super::node::NodeRef;
use super::{address, look, math, table};

/// The longest text (bytes) that may be a label beside a picture ("View full size").
const LONGEST_LABEL: usize = 80;

/// The facts about the page that contains the markup.
pub(super) struct Around<'a> {
    /// The base address of relative links.
    pub(super) base: Option<&'a str>,
    /// The page's title. A picture with the same text is dropped.
    pub(super) title: &'a str,
    /// Whether the markup is a complete text (of a feed), not a page with other content around it.
    /// Embedded media then belong to it.
    pub(super) piece: bool,
}

/// Writes everything below `node`.
pub(super) fn write_nodes(node: NodeRef, around: &Around, writer: &mut Writer) {
    start(around, writer, false).write_children(node);
}

/// Writes a whole page, without the elements around its text.
pub(super) fn write_page(node: NodeRef, around: &Around, writer: &mut Writer) {
    start(around, writer, true).write_children(node);
}

fn start<'w>(around: &'w Around<'w>, writer: &'w mut Writer, page: bool) -> HtmlWalk<'w> {
    HtmlWalk { around, writer, lists: Vec::new(), page, state: TextState::default() }
}

/// The state of the walk.
pub(super) struct HtmlWalk<'w> {
    pub(super) around: &'w Around<'w>,
    pub(super) writer: &'w mut Writer,
    /// The open lists, each with its next number if it is ordered.
    lists: Vec<Option<u32>>,
    page: bool,
    pub(super) state: TextState,
}

/// The properties that the open elements give to text.
#[derive(Clone, Copy, Default)]
pub(super) struct TextState {
    code: bool,
    /// Whether the text is inside a cell, where everything is one line.
    pub(super) inline: bool,
    white: White,
    /// Whether the text is inside a figure with a picture.
    pub(super) figure: bool,
    /// Whether the text is inside such a figure of a page, and no running text has begun.
    pub(super) labels: bool,
    /// The list item that paragraphs continue, if any.
    item: Option<BlockKind>,
}

impl HtmlWalk<'_> {
    pub(super) fn write_children(&mut self, node: NodeRef) {
        for child in node.children() {
            match child.text() {
                Some(text) => self.words(text),
                None => self.write_element(child, child.name()),
            }
        }
    }

    fn words(&mut self, text: &str) {
        let TextState { code, inline, white, labels, .. } = self.state;
        if labels && text.trim().len() <= LONGEST_LABEL {
            return;
        }
        if code {
            return self.writer.push_verbatim(text);
        }
        if inline || white == White::Blank {
            return self.writer.push_text(text);
        }
        for (index, line) in text.lines().chain(text.ends_with('\n').then_some("")).enumerate() {
            if index > 0 {
                self.line_break();
            }
            match white {
                White::Kept => self.writer.push_spaced(line),
                _ => self.writer.push_text(line),
            }
        }
    }

    pub(super) fn write_element(&mut self, node: NodeRef, name: &str) {
        if SKIPPED.contains(&name)
            || (self.page && AROUND.contains(&name))
            || look::is_hidden(node)
            || math::is_twin(node)
        {
            return;
        }
        let around = self.state;
        self.state.white = look::white_space_of(node).unwrap_or(around.white);
        self.state.labels &= !WORDS.contains(&name);
        let accent = look::accent_of(node, name).filter(|_| !around.code);
        accent.into_iter().for_each(|kind| self.writer.start_accent(kind));
        match around.inline {
            true => self.inline(node, name),
            false => self.shown(node, name),
        }
        if accent.is_some() {
            self.writer.end_accent();
        }
        self.state = around;
        self.writer.set_running_kind(around.item);
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
                self.writer.set_running_kind(None);
                self.writer.enter_quote();
                self.write_children(node);
                self.writer.leave_quote();
            }
            "pre" | "listing" | "xmp" => self.preformatted(node),
            "code"
                if self.state.white == White::Kept && node.inner_text().trim().contains('\n') =>
            {
                self.preformatted(node);
            }
            "table" if !self.state.code && table::is_data(node) => table::write_table(self, node),
            "br" => self.line_break(),
            "hr" if !self.state.code => self.writer.push_rule(),
            "figure" if has_picture(node) => self.write_figure(node),
            "figcaption" if self.is_told(node) => {}
            "p" if self.state.figure && self.is_credit(node) => {}
            "audio" | "embed" | "iframe" | "video" => self.write_media(node, name),
            "noscript" => self.write_noscript(node),
            _ if CONTAINERS.contains(&name) || name == "table" => self.container(node),
            _ => self.said(node, name),
        }
    }

    /// Writes an inline element.
    fn said(&mut self, node: NodeRef, name: &str) {
        match name {
            "a" => self.link(node),
            // The end of a link in which a block was opened.
            "/a" => self.writer.end_link(),
            "img" => self.write_image(node),
            "sub" | "sup" => self.write_script(node, name),
            "rt" => self.write_ruby(node),
            "math" => self.write_formula(node),
            "q" => {
                self.write_text("“");
                self.write_children(node);
                self.write_text("”");
            }
            _ => self.write_children(node),
        }
    }

    /// Writes a table cell as one line.
    pub(super) fn write_cell(&mut self, node: NodeRef) {
        let around = std::mem::replace(&mut self.state.inline, true);
        self.write_children(node);
        self.state.inline = around;
    }

    fn inline(&mut self, node: NodeRef, name: &str) {
        match name {
            "br" | "hr" => self.writer.push_text(" "),
            "img" => self.writer.push_text(&self.words_of(node).unwrap_or_default()),
            "figcaption" if self.is_told(node) => {}
            "audio" | "embed" | "iframe" | "video" | "noscript" => {}
            _ if CONTAINERS.contains(&name) || name == "li" => {
                self.writer.push_text(" ");
                self.write_children(node);
                self.writer.push_text(" ");
            }
            _ => self.said(node, name),
        }
    }

    fn depth(&self) -> u8 {
        self.lists.len().saturating_sub(1).min(255) as u8
    }

    fn block(&mut self, kind: BlockKind, node: NodeRef) {
        self.writer.open_block(kind);
        self.state.item = match kind {
            BlockKind::Item { depth, number } => Some(BlockKind::Continued { depth, number }),
            _ => None,
        };
        self.writer.set_running_kind(self.state.item);
        self.write_children(node);
        self.writer.close_block();
    }

    /// Writes a paragraph or a similar container. The first one in a list item is the item itself.
    fn container(&mut self, node: NodeRef) {
        if self.state.code {
            self.write_children(node);
            return self.writer.push_verbatim("\n");
        }
        if !self.writer.is_fresh() {
            self.writer.close_block();
        }
        self.write_children(node);
        self.writer.close_block();
    }

    fn list(&mut self, node: NodeRef, numbered: bool) {
        self.writer.close_block();
        let start = node.attribute("start").and_then(|start| start.trim().parse().ok());
        self.lists.push(numbered.then(|| start.unwrap_or(1)));
        self.write_children(node);
        self.lists.pop();
        self.writer.close_block();
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
        self.writer.open_block(BlockKind::Code);
        let around = std::mem::replace(&mut self.state.code, true);
        self.write_children(node);
        self.state.code = around;
        self.writer.close_block();
    }

    /// One break is a line break; two breaks separate paragraphs, as in old pages.
    fn line_break(&mut self) {
        if self.state.code {
            self.writer.push_verbatim("\n");
        } else if self.writer.after_break() {
            self.writer.close_block();
        } else {
            self.writer.line_break();
        }
    }

    fn link(&mut self, node: NodeRef) {
        let url =
            node.attribute("href").and_then(|href| address::link_address(&href, self.around.base));
        match url {
            Some(url) => {
                self.writer.start_link(url);
                self.write_children(node);
                self.writer.end_link();
            }
            None => self.write_children(node),
        }
    }

    /// Writes inline text; verbatim inside code.
    pub(super) fn write_text(&mut self, text: &str) {
        match self.state.code {
            true => self.writer.push_verbatim(text),
            false => self.writer.push_text(text),
        }
    }
}
