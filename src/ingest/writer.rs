//! Builds a body block by block: normalizes white space, and keeps all spans valid.

use crate::domain::clean;
use crate::domain::{Accent, AccentKind, Block, BlockKind, Body, Link, Span};

/// A body under construction. Text outside a block opens a paragraph.
#[derive(Default)]
pub(super) struct Writer {
    body: Body,
    open: Option<Open>,
    /// The current link, and the start of its words in this block.
    link: Option<(String, Option<usize>)>,
    /// Whether white space was read. It is written once a word follows.
    space: bool,
    quotes: u8,
    /// Images inside the open block. They follow it, so that they do not interrupt a sentence.
    images: Vec<(String, Option<String>)>,
    /// The current accents, each with the start of its words in this block.
    accents: Vec<(AccentKind, Option<usize>)>,
    /// The kind of block that text outside a block opens, if not a paragraph.
    running: Option<BlockKind>,
    /// Whether a rule was read. It is written once a block follows.
    rule: bool,
}

/// The text of a rule.
const RULE: &str = "———";

struct Open {
    kind: BlockKind,
    start: usize,
}

impl Writer {
    /// Ends the open block and begins another. An empty block is dropped.
    pub(super) fn open_block(&mut self, kind: BlockKind) {
        self.close_block();
        self.start(kind);
    }

    /// Ends the open block, if there is one.
    pub(super) fn close_block(&mut self) {
        self.end_block();
        let images = std::mem::take(&mut self.images);
        // Images have links of their own.
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

    /// Returns whether the open block has words.
    pub(super) fn has_words(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.start < self.body.text.len())
    }

    /// Returns whether a block is open that has no words yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.open.is_some() && !self.has_words()
    }

    /// Returns whether a word was written last, without white space after it.
    pub(super) fn is_after_word(&self) -> bool {
        let ends = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']');
        self.has_words() && !self.space && self.body.text.ends_with(ends)
    }

    /// Returns whether a sentence continues in the current line.
    pub(super) fn is_in_sentence(&self) -> bool {
        let ends = |c: char| matches!(c, '.' | '!' | '?' | '”' | '"' | '\n');
        self.has_words() && !self.body.text.trim_end_matches(' ').ends_with(ends)
    }

    /// Returns whether text currently belongs to a link.
    pub(super) fn is_linked(&self) -> bool {
        self.link.is_some()
    }

    /// Sets the kind of block that text outside a block opens; `None` for a paragraph.
    pub(super) fn set_running_kind(&mut self, kind: Option<BlockKind>) {
        self.running = kind;
    }

    /// Returns whether the last word is a single letter or a number, like a variable or quantity.
    pub(super) fn is_after_variable(&self) -> bool {
        let text = &self.body.text;
        let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        is_number || (word.chars().count() == 1 && word.chars().all(char::is_lowercase))
    }

    /// Begins a block quote, which [`leave_quote`](Writer::leave_quote) ends.
    pub(super) fn enter_quote(&mut self) {
        self.close_block();
        self.quotes = self.quotes.saturating_add(1);
    }

    /// Ends a block quote.
    pub(super) fn leave_quote(&mut self) {
        self.close_block();
        self.quotes = self.quotes.saturating_sub(1);
    }

    /// Writes running text. Each run of white space becomes one space, and none is kept at a
    /// block's edges.
    pub(super) fn push_text(&mut self, text: &str) {
        if matches!(clean::strip_hidden(text), std::borrow::Cow::Owned(_)) {
            for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
                self.space |= index > 0;
                self.write(word);
            }
            return;
        }
        let mut words = text.split_ascii_whitespace();
        let Some(first) = words.next() else {
            self.space |= !text.is_empty();
            return;
        };
        let is_space = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
        self.space |= is_space(text.as_bytes().first());
        self.write(first);
        for word in words {
            self.body.text.push(' ');
            self.body.text.push_str(word);
        }
        self.space = is_space(text.as_bytes().last());
    }

    /// Writes text unchanged, with its line breaks and spaces, for code.
    pub(super) fn push_verbatim(&mut self, text: &str) {
        self.ensure_open();
        let text = text.replace("\r\n", "\n");
        // The first line break belongs to the markup.
        let text = if self.has_words() { text.as_str() } else { text.trim_start_matches('\n') };
        self.push(text);
    }

    /// Writes a line break inside the block, unless no word precedes it.
    pub(super) fn line_break(&mut self) {
        if self.has_words() {
            self.trim_line();
            self.body.text.push('\n');
        }
        self.space = false;
    }

    /// Writes a tab, which separates two cells of a row.
    pub(super) fn next_cell(&mut self) {
        self.ensure_open();
        self.body.text.push('\t');
        self.space = false;
    }

    /// Ends a row with a line break, even if its cells are empty.
    pub(super) fn end_row(&mut self) {
        if self.open.is_some() {
            self.body.text.push('\n');
        }
        self.space = false;
    }

    /// Returns whether a line break was written last.
    pub(super) fn after_break(&self) -> bool {
        self.has_words() && self.body.text.ends_with('\n')
    }

    /// Begins a link: the following text belongs to it.
    pub(super) fn start_link(&mut self, url: String) {
        self.end_link();
        self.link = Some((url, None));
    }

    /// Ends the current link.
    pub(super) fn end_link(&mut self) {
        self.cut_link();
        self.link = None;
    }

    /// Begins an accent, which [`end_accent`](Writer::end_accent) ends.
    pub(super) fn start_accent(&mut self, kind: AccentKind) {
        self.accents.push((kind, None));
    }

    /// Ends the accent that began last.
    pub(super) fn end_accent(&mut self) {
        if let Some((kind, begin)) = self.accents.pop() {
            self.accent(kind, begin);
        }
    }

    /// Writes a rule between the last block and the next.
    pub(super) fn push_rule(&mut self) {
        self.close_block();
        self.rule = !self.body.blocks.is_empty();
    }

    /// Writes text whose spaces are significant. White space alone opens no block.
    pub(super) fn push_spaced(&mut self, text: &str) {
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

    /// Writes an image: its alternative text becomes a block after the open one. It links to the
    /// page of a link around it, or else to `url`.
    pub(super) fn push_image(&mut self, text: &str, url: Option<String>) {
        let text = clean::one_line(text);
        if text.is_empty() {
            return;
        }
        let around = self.link.as_ref().map(|(url, _)| url);
        let around = around.filter(|url| !url.starts_with("mailto:")).cloned();
        self.images.push((text, around.or(url)));
        if !self.has_words() {
            let kind = self.open.as_ref().map(|open| open.kind);
            self.close_block();
            if let Some(kind) = kind {
                self.start(kind);
            }
        }
    }

    /// Returns the finished body.
    pub(super) fn finish(mut self) -> Body {
        self.close_block();
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

    /// Ends the open block without white space at its end, and drops it if it is empty.
    fn end_block(&mut self) {
        self.cut_link();
        self.cut_accents();
        self.space = false;
        let Some(Open { kind, start }) = self.open.take() else { return };
        let text = &self.body.text[start..];
        let end = start + text.trim_end().len();
        // Code and tables keep the indentation or empty cell with which they begin.
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
        self.body.text.push_str(&clean::strip_hidden(text));
    }

    /// Ends the spans of the current accents, which continue in the next block.
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

    /// Returns the span from byte `begin` to the end without surrounding white space; `None` if it
    /// is empty.
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

    /// Ends the span of the current link, which continues in the next block if there are more
    /// words.
    fn cut_link(&mut self) {
        let Some((url, begin)) = &mut self.link else { return };
        let Some(begin) = begin.take() else { return };
        let url = url.clone();
        if let Some(span) = self.trimmed(begin) {
            self.body.links.push(Link { span, url });
        }
    }
}
