//! Writes a body block by block: text with its white space in order, and spans that always fit.

use crate::domain::clean;
use crate::domain::{Accent, AccentKind, Block, BlockKind, Body, Link, Span};

/// A body in the making. Text outside a block opens a paragraph.
#[derive(Default)]
pub(super) struct Writer {
    body: Body,
    open: Option<Open>,
    /// The link that text now belongs to, and where its words in this block began.
    link: Option<(String, Option<usize>)>,
    /// White space was read, and is written once a word follows.
    space: bool,
    quotes: u8,
    /// Images met inside a block; they follow it, so that they do not cut a sentence.
    images: Vec<(String, Option<String>)>,
    /// How text is now set apart, and where its words in this block began.
    accents: Vec<(AccentKind, Option<usize>)>,
    /// What text outside a block opens, where that is no paragraph.
    running: Option<BlockKind>,
    /// A rule was met, and is written once a block follows.
    rule: bool,
}

/// What stands for a rule in a text.
const RULE: &str = "———";

struct Open {
    kind: BlockKind,
    start: usize,
}

impl Writer {
    /// Ends the block that is open, and begins one. An empty one leaves no trace.
    pub(super) fn open(&mut self, kind: BlockKind) {
        self.close();
        self.start(kind);
    }

    /// Ends the block that is open, if any.
    pub(super) fn close(&mut self) {
        self.end_block();
        let images = std::mem::take(&mut self.images);
        // They have links of their own.
        let around = if images.is_empty() { None } else { self.link.take() };
        for (text, url) in images {
            self.start(BlockKind::Image);
            let start = self.body.text.len();
            self.write(&text);
            if let Some(url) = url {
                let span = Span::new(start, self.body.text.len());
                self.body.links.push(Link { span, url });
            }
            self.end_block();
        }
        self.link = around.or(self.link.take());
    }

    /// Whether the block that is open has words already.
    pub(super) fn has_words(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.start < self.body.text.len())
    }

    /// Whether a block is open that has no words yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.open.is_some() && !self.has_words()
    }

    /// Whether the last thing written is a word's end, with no white space after it.
    pub(super) fn is_after_word(&self) -> bool {
        let ends = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']');
        self.has_words() && !self.space && self.body.text.ends_with(ends)
    }

    /// Whether a sentence goes on in the line that is being written.
    pub(super) fn is_in_sentence(&self) -> bool {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '”' | '"' | '\n');
        self.has_words() && !self.body.text.trim_end_matches(' ').ends_with(ends)
    }

    /// Whether text now carries a link.
    pub(super) fn is_linked(&self) -> bool {
        self.link.is_some()
    }

    /// Paragraphs outside a block are of that kind from now on, where one is named.
    pub(super) fn go_on(&mut self, kind: Option<BlockKind>) {
        self.running = kind;
    }

    /// Whether the last word is a single letter or a number, as variables and quantities are.
    pub(super) fn is_after_variable(&self) -> bool {
        let text = &self.body.text;
        let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || (word.chars().count() == 1 && word.chars().all(char::is_lowercase))
    }

    /// Enters a block quote; `leave_quote` leaves it.
    pub(super) fn enter_quote(&mut self) {
        self.close();
        self.quotes = self.quotes.saturating_add(1);
    }

    /// Leaves a block quote.
    pub(super) fn leave_quote(&mut self) {
        self.close();
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Running text: runs of white space become one space, none at a block's edges.
    pub(super) fn text(&mut self, text: &str) {
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= index > 0;
            self.write(word);
        }
    }

    /// Text as it stands, with its line breaks and spaces: for code.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.ensure_open();
        let text = text.replace("\r\n", "\n");
        // A first line break belongs to the mark-up.
        let text = if self.has_words() { text.as_str() } else { text.trim_start_matches('\n') };
        self.push(text);
    }

    /// A line break inside the block; nothing where no word stands before it.
    pub(super) fn line_break(&mut self) {
        if self.has_words() {
            self.trim_line();
            self.body.text.push('\n');
        }
        self.space = false;
    }

    /// A tab that parts two cells of a row.
    pub(super) fn cell(&mut self) {
        self.ensure_open();
        self.body.text.push('\t');
        self.space = false;
    }

    /// The row ends: a line break, even where its cells are empty.
    pub(super) fn row(&mut self) {
        if self.open.is_some() {
            self.body.text.push('\n');
        }
        self.space = false;
    }

    /// Whether the last thing written is a line break.
    pub(super) fn after_break(&self) -> bool {
        self.has_words() && self.body.text.ends_with('\n')
    }

    /// Text from now on carries a link.
    pub(super) fn start_link(&mut self, url: String) {
        self.end_link();
        self.link = Some((url, None));
    }

    /// Text from now on carries no link.
    pub(super) fn end_link(&mut self) {
        self.cut_link();
        self.link = None;
    }

    /// Text from now on is set apart; `end_accent` ends that.
    pub(super) fn start_accent(&mut self, kind: AccentKind) {
        self.accents.push((kind, None));
    }

    /// Text from now on is no longer set apart as it was last.
    pub(super) fn end_accent(&mut self) {
        if let Some((kind, begin)) = self.accents.pop() {
            self.accent(kind, begin);
        }
    }

    /// A rule between the block before and the one that follows.
    pub(super) fn rule(&mut self) {
        self.close();
        self.rule = !self.body.blocks.is_empty();
    }

    /// Text whose spaces count; what is blank opens nothing.
    pub(super) fn spaced(&mut self, text: &str) {
        let is_fresh = !self.has_words() || self.after_break();
        if text.is_empty() || (is_fresh && text.trim().is_empty()) {
            return;
        }
        self.ensure_open();
        if self.space && !is_fresh && !text.starts_with(' ') {
            self.body.text.push(' ');
        }
        self.space = false;
        self.push(&text.replace('\t', "    "));
    }

    /// An image: its alternative text becomes a block of its own after the one that is open.
    /// A link around it that leads to a page is its link; else `url` is.
    pub(super) fn image(&mut self, text: &str, url: Option<String>) {
        let text = clean::one_line(text);
        if text.is_empty() {
            return;
        }
        let around = self.link.as_ref().map(|(url, _)| url);
        let around = around.filter(|url| !url.starts_with("mailto:")).cloned();
        self.images.push((text, around.or(url)));
        if !self.has_words() {
            let kind = self.open.as_ref().map(|open| open.kind);
            self.close();
            if let Some(kind) = kind {
                self.start(kind);
            }
        }
    }

    /// The body, whole.
    pub(super) fn finish(mut self) -> Body {
        self.close();
        self.body.accents.sort_by_key(|accent| (accent.span.start, usize::MAX - accent.span.end));
        self.body
    }

    fn start(&mut self, kind: BlockKind) {
        self.space = false;
        if std::mem::take(&mut self.rule) {
            self.start(BlockKind::Rule);
            self.body.text.push_str(RULE);
            self.end_block();
        }
        if !self.body.text.is_empty() {
            self.body.text.push_str("\n\n");
        }
        self.open = Some(Open { kind, start: self.body.text.len() });
    }

    fn ensure_open(&mut self) {
        if self.open.is_none() {
            self.start(self.running.unwrap_or(BlockKind::Paragraph));
        }
    }

    /// Ends the open block, without white space at its end; an empty one is taken back.
    fn end_block(&mut self) {
        self.cut_link();
        self.cut_accents();
        self.space = false;
        let Some(Open { kind, start }) = self.open.take() else { return };
        let text = &self.body.text[start..];
        let end = start + text.trim_end().len();
        // Code and tables begin with the indent or the empty cell that they are written with.
        let kept = matches!(kind, BlockKind::Code | BlockKind::Table { .. });
        let indent = if kept { 0 } else { text.len() - text.trim_start().len() };
        if start + indent >= end {
            self.body.text.truncate(start);
            let words = self.body.text.trim_end().len();
            self.body.text.truncate(words);
            return;
        }
        self.body.text.truncate(end);
        let span = Span::new(start + indent, end);
        self.body.blocks.push(Block { span, kind, quote_depth: self.quotes });
    }

    fn write(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        self.ensure_open();
        let text = &self.body.text;
        let edge = !self.has_words() || text.ends_with(['\n', '\t', ' ']);
        if self.space && !edge {
            self.body.text.push(' ');
        }
        self.space = false;
        self.push(word);
    }

    fn push(&mut self, text: &str) {
        if let Some((_, begin @ None)) = &mut self.link {
            *begin = Some(self.body.text.len());
        }
        for (_, begin) in self.accents.iter_mut().filter(|(_, begin)| begin.is_none()) {
            *begin = Some(self.body.text.len());
        }
        self.body.text.push_str(&clean::visible(text));
    }

    /// Ends the spans of what is set apart here; it goes on in the next block.
    fn cut_accents(&mut self) {
        for index in 0..self.accents.len() {
            let (kind, begin) = self.accents[index];
            self.accents[index].1 = None;
            self.accent(kind, begin);
        }
    }

    fn accent(&mut self, kind: AccentKind, begin: Option<usize>) {
        let Some(begin) = begin else { return };
        if let Some(span) = self.trimmed(begin) {
            self.body.accents.push(Accent { span, kind });
        }
    }

    /// The words from byte `begin` to the end; none where there are none.
    fn trimmed(&self, begin: usize) -> Option<Span> {
        let words = self.body.text.get(begin..).unwrap_or("");
        let start = begin + (words.len() - words.trim_start().len());
        let end = begin + words.trim_end().len();
        (start < end).then(|| Span::new(start, end))
    }

    fn trim_line(&mut self) {
        let words = self.body.text.trim_end_matches(' ').len();
        self.body.text.truncate(words);
    }

    /// Ends the link's span here; its words go on in the next block, if there are more.
    fn cut_link(&mut self) {
        let Some((url, begin)) = &mut self.link else { return };
        let Some(begin) = begin.take() else { return };
        let url = url.clone();
        if let Some(span) = self.trimmed(begin) {
            self.body.links.push(Link { span, url });
        }
    }
}
