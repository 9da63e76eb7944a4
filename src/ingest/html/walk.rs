//! Walks mark-up and writes its text with its structure: paragraphs, headings, lists, quotes, code.

use crate::domain::BlockKind;

use super::super::writer::Writer;
use super::media::is_picture;
use super::node::NodeRef;
use super::{address, table};

/// Elements without text for a reader. What is struck out is no longer said: it is dropped, too.
const SKIPPED: &[&str] = &[
    "annotation",
    "annotation-xml",
    "applet",
    "button",
    "canvas",
    "datalist",
    "del",
    "frame",
    "frameset",
    "head",
    "input",
    "link",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "option",
    "rp",
    "rt",
    "s",
    "script",
    "select",
    "strike",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
];

/// Elements around the text of a page, which are no part of it.
const AROUND: &[&str] = &["aside", "dialog", "footer", "form", "header", "menu", "nav"];

/// Elements that stand by themselves.
const CONTAINERS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "main",
    "menu",
    "nav",
    "p",
    "search",
    "section",
    "summary",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "caption",
];

/// What is known of the page that mark-up stands in.
pub(super) struct Around<'a> {
    /// What relative links are resolved against.
    pub(super) base: Option<&'a str>,
    /// Its title: a picture that says the same says nothing.
    pub(super) title: &'a str,
    /// Whether the mark-up is a text of its own (of a feed), not a page with more around it:
    /// captions and embedded media are then part of it.
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

fn start<'w>(around: &'w Around<'w>, writer: &'w mut Writer, page: bool) -> Walk<'w> {
    Walk { around, writer, lists: Vec::new(), code: false, page, inline: false }
}

/// Where the walk stands.
pub(super) struct Walk<'w> {
    pub(super) around: &'w Around<'w>,
    pub(super) writer: &'w mut Writer,
    /// The lists around, each with its next number if it has numbers.
    lists: Vec<Option<u32>>,
    code: bool,
    page: bool,
    /// Inside a cell, all is one line.
    inline: bool,
}

impl Walk<'_> {
    pub(super) fn children(&mut self, node: NodeRef) {
        for child in node.children() {
            match child.text() {
                Some(text) if self.code => self.writer.verbatim(text),
                Some(text) => self.writer.text(text),
                None => self.element(child, child.name()),
            }
        }
    }

    pub(super) fn element(&mut self, node: NodeRef, name: &str) {
        if SKIPPED.contains(&name) || (self.page && AROUND.contains(&name)) || is_hidden(node) {
            return;
        }
        if self.inline {
            return self.inline(node, name);
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.block(BlockKind::Heading(level), node);
            }
            "ul" | "ol" | "dir" | "menu" => self.list(node, name == "ol"),
            "li" => self.item(node),
            "dd" => self.block(BlockKind::Item { depth: self.depth(), number: None }, node),
            "blockquote" => {
                self.writer.enter_quote();
                self.children(node);
                self.writer.leave_quote();
            }
            "pre" | "listing" | "xmp" => self.preformatted(node),
            "table" if !self.code && table::is_data(node) => table::write(self, node),
            "br" => self.line_break(),
            "img" => self.image(node),
            "figure" if is_picture(node) => self.picture(node),
            "figcaption" if !self.around.piece => {}
            "audio" | "embed" | "iframe" | "video" => self.media(node, name),
            "sub" | "sup" => self.script(node, name),
            "a" => self.link(node),
            // Where a link ends that a block was opened in.
            "/a" => self.writer.end_link(),
            "q" => {
                self.writer.text("“");
                self.children(node);
                self.writer.text("”");
            }
            _ if CONTAINERS.contains(&name) || name == "table" => self.container(node),
            _ => self.children(node),
        }
    }

    /// A cell of a table, on one line.
    pub(super) fn cell(&mut self, node: NodeRef) {
        let around = std::mem::replace(&mut self.inline, true);
        self.children(node);
        self.inline = around;
    }

    fn inline(&mut self, node: NodeRef, name: &str) {
        match name {
            "a" => self.link(node),
            "/a" => self.writer.end_link(),
            "br" => self.writer.text(" "),
            "img" => self.writer.text(&node.attribute("alt").unwrap_or_default()),
            "figcaption" if !self.around.piece => {}
            "audio" | "embed" | "iframe" | "video" => {}
            "sub" | "sup" => self.script(node, name),
            _ if CONTAINERS.contains(&name) || name == "li" => {
                self.writer.text(" ");
                self.children(node);
                self.writer.text(" ");
            }
            _ => self.children(node),
        }
    }

    fn depth(&self) -> u8 {
        self.lists.len().saturating_sub(1).min(255) as u8
    }

    fn block(&mut self, kind: BlockKind, node: NodeRef) {
        self.writer.open(kind);
        self.children(node);
        self.writer.close();
    }

    /// A paragraph or what looks like one. The first inside a list item is the item itself.
    fn container(&mut self, node: NodeRef) {
        if self.code {
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
        let around = std::mem::replace(&mut self.code, true);
        self.children(node);
        self.code = around;
        self.writer.close();
    }

    /// One break is a line break; two are how old pages part paragraphs.
    fn line_break(&mut self) {
        if self.code {
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
        match self.code {
            true => self.writer.verbatim(text),
            false => self.writer.text(text),
        }
    }
}

/// Whether an element is there, but not to be seen.
fn is_hidden(node: NodeRef) -> bool {
    if !node.has_attributes() {
        return false;
    }
    let style = node.attribute("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    node.attribute("hidden").is_some() || style.to_ascii_lowercase().contains("display:none")
}
