//! A text prepared for the rules: tokens, quotations, units and parts of speech.

use std::ops::Range;

use super::quote::{self, Quotation};
use super::sentence;
use super::tag::{self, Tag};
use super::token::{self, Token};
use crate::domain::Span;
use crate::domain::body::paragraphs;

/// The longest line, in bytes, of a text with hard-wrapped lines.
const WRAPPED: usize = 100;

/// Returns the paragraphs of a text: its lines, or groups of lines if the text is hard-wrapped.
pub(super) fn lines_of(text: &str) -> impl Iterator<Item = Span> + '_ {
    paragraphs(text).flat_map(move |span| lines(text, span))
}

/// The input of the rules.
pub(super) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    /// The part of speech of each token. Quotation marks have `Tag::Quote`.
    pub(super) tags: Vec<Tag>,
    /// The outermost quotations, in order.
    pub(super) quotes: Vec<Quotation>,
    /// For each token, the index of its quotation plus one; 0 outside quotations.
    pub(super) quoted: Vec<u32>,
    /// Ranges of tokens: sentences that are not split within quotations.
    pub(super) units: Vec<Unit>,
}

/// A unit, and the paragraph that contains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    pub(super) paragraph: usize,
}

/// Returns the lines that are paragraphs of their own: all of them, unless the text is
/// hard-wrapped.
fn lines(text: &str, paragraph: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = paragraph.start;
    for line in paragraph.of(text).split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        found.push(Span::new(start, start + line.trim().len()));
        at += line.len() + 1;
    }
    found.retain(|line| !line.is_empty());
    let narrow = found.iter().rev().skip(1).all(|line| line.len() <= WRAPPED);
    let stops =
        |line: &Span| line.of(text).ends_with(['.', '!', '?', '"', '”', '’', '\'', ':', '…']);
    let broken = found.iter().rev().skip(1).any(|line| line.len() * 2 >= WRAPPED && !stops(line));
    if narrow && broken { vec![paragraph] } else { found }
}

impl<'a> Document<'a> {
    /// Tokenizes and tags `text`.
    pub(super) fn new(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut ranges = Vec::new();
        for span in lines_of(text) {
            let start = tokens.len();
            token::tokenize(text, span, &mut tokens);
            ranges.push(start..tokens.len());
        }
        let quotes = quote::outermost_quotations(text, &tokens, &ranges);
        let mut quoted = vec![0; tokens.len()];
        for (index, quotation) in quotes.iter().enumerate() {
            quoted[quotation.first..=quotation.last].fill(index as u32 + 1);
        }
        let mut units = Vec::new();
        for (paragraph, range) in ranges.into_iter().enumerate() {
            let found = sentence::units_of(text, &tokens, range, &quoted, &quotes);
            units.extend(found.into_iter().map(|tokens| Unit { tokens, paragraph }));
        }
        let mut tags = Vec::with_capacity(tokens.len());
        for unit in &units {
            tag::tag_tokens(text, &tokens[unit.tokens.clone()], &mut tags);
        }
        Document { text, tokens, tags, quotes, quoted, units }
    }

    /// Returns the text of the token at index `at`.
    pub(super) fn piece(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.text)
    }

    /// Returns the byte range from token `first` to token `last`, both inclusive.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.tokens[first].span.start, self.tokens[last].span.end)
    }

    /// Returns the byte ranges of the sentences in `unit` as they are shown.
    pub(super) fn sentences_of(&self, unit: &Unit) -> Vec<Span> {
        sentence::sentences_of_unit(
            self.text,
            &self.tokens,
            unit.tokens.clone(),
            &self.quoted,
            &self.quotes,
        )
        .into_iter()
        .map(|range| self.span(range.start, range.end - 1))
        .collect()
    }
}
