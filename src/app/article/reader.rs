//! The open article: its lines, what is visible, the current statement and the chosen entity.

use crate::domain::{Analysis, Article, Attribution, Body, EntityId, SourceId, Span};
use crate::text::{cells, link_list};

use crate::app::article::hits::Hits;
use crate::app::comfort::{Page, announce, spaced, struck, time};
use crate::app::layout::{Area, BODY_INDENT, text_width};
use crate::app::marks::{Run, runs};
use crate::text::line::Line;
use crate::text::lines::lines;
use crate::text::links::Links;

/// The most lines that a title takes above the text.
const TITLE_LINES: usize = 3;

/// The most lines of a table's row that are searched for a byte.
const TALLEST_ROW: usize = 60;

/// The open article and the place in it.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The article.
    pub article: Article,
    /// Its analysis; none while it has not been analysed.
    pub analysis: Option<Analysis>,
    /// Which attribution each stretch of the text belongs to.
    pub runs: Vec<Run>,
    /// Where the article leads to.
    pub links: Links,
    /// The text in screen lines, for the present width, and below it the list of its links.
    pub lines: Vec<Line>,
    /// The title in screen lines; empty where the text itself begins with the title.
    pub head: Vec<String>,
    /// The first visible line.
    pub top: usize,
    /// How many lines are visible.
    pub rows: usize,
    /// The current attribution: an index in the analysis.
    pub current: Option<usize>,
    /// The source that was chosen of those that say the current attribution together.
    pub voice: Option<SourceId>,
    /// The chosen entity, and which of its mentions was jumped to.
    pub entity: Option<(EntityId, usize)>,
    /// What a search has found in it.
    pub hits: Hits,
    /// Whether the reader has turned to the text (and not only passed over it in the list).
    pub opened: bool,
    /// The attributions' indices in the order of the text.
    pub(in crate::app) order: Vec<usize>,
    /// For each line of the text, the first byte on it; for a blank one, that of the line above.
    starts: Vec<usize>,
    /// What is at the top of the screen, and stays there when the width changes: a byte of the
    /// text, and past its end a line below the text.
    anchor: usize,
    width: u16,
    /// How the text is set.
    page: Page,
    /// Columns left of the text where it stands in the middle of its pane.
    pub lead: u16,
    /// How long the text is, in words; see `comfort::time`.
    pub length: f32,
}

impl Reader {
    /// Shows `article` from its beginning.
    pub fn new(article: Article, analysis: Option<Analysis>) -> Reader {
        let mut reader = Reader {
            links: Links::of(&article),
            length: time::length(&article.body.text),
            article,
            analysis: None,
            runs: Vec::new(),
            lines: Vec::new(),
            head: Vec::new(),
            top: 0,
            rows: 1,
            current: None,
            voice: None,
            entity: None,
            hits: Hits::default(),
            opened: false,
            order: Vec::new(),
            starts: Vec::new(),
            anchor: 0,
            width: 0,
            page: Page::default(),
            lead: 0,
        };
        if let Some(analysis) = analysis {
            reader.set_analysis(analysis);
        }
        reader
    }

    /// Takes a new analysis; the place stays, and the current statement if it is still there.
    pub fn set_analysis(&mut self, analysis: Analysis) {
        let before = self.current_attribution().map(|attribution| attribution.extent());
        self.runs = runs(&analysis);
        self.order = (0..analysis.attributions.len()).collect();
        self.order.sort_by_key(|index| {
            let extent = analysis.attributions[*index].extent();
            (extent.start, extent.end)
        });
        let same = |index: &usize| Some(analysis.attributions[*index].extent()) == before;
        self.current = self.order.iter().copied().find(same);
        self.entity = None;
        self.hits = Hits::default();
        self.analysis = Some(analysis);
        if self.page.plain {
            // Its statements are announced between the lines.
            self.width = 0;
        }
    }

    /// Lays the text out for a pane; the place is kept.
    pub fn lay_out(&mut self, area: Area, page: Page) {
        let seen = self.current_in_view();
        let width = text_width(area.width, page.measure);
        if (width, page) != (self.width, self.page) {
            (self.width, self.page) = (width, page);
            self.set_lines();
        }
        let spare = area.width.saturating_sub(width + BODY_INDENT + 1);
        self.lead = if page.centred { spare / 2 } else { 0 };
        self.head = if title_in_body(&self.article.row.title, &self.article.body) {
            Vec::new()
        } else {
            title_lines(&self.article.row.title, usize::from(width), area.height)
        };
        let head = self.head.len() + 2;
        self.rows = usize::from(area.height).saturating_sub(head).max(1);
        let past = self.anchor.checked_sub(self.article.body.text.len() + 1);
        let top = past.map_or_else(|| self.line_of(self.anchor), |line| self.starts.len() + line);
        self.top = top.min(self.last_top());
        if self.anchor == 0 {
            self.top = 0;
        }
        if seen {
            self.reveal_current();
        }
    }

    fn set_lines(&mut self) {
        let body = &self.article.body;
        let mut marks = if self.page.numbered { self.links.marks(&body.text) } else { Vec::new() };
        if self.page.plain {
            marks.extend(struck(body));
            marks.sort_by_key(|mark| mark.at);
        }
        self.lines = lines(body, &marks, self.width, self.page.bidi);
        if let Some(analysis) = self.analysis.as_ref().filter(|_| self.page.plain) {
            let lines = std::mem::take(&mut self.lines);
            self.lines = announce(lines, analysis, &self.order, self.width);
        }
        self.lines = spaced(std::mem::take(&mut self.lines), body, self.page.spacing);
        self.starts = starts(&self.lines);
        self.lines.extend(link_list::lines(&self.links, body.blocks.len(), self.width));
    }

    /// The current attribution.
    pub fn current_attribution(&self) -> Option<&Attribution> {
        self.analysis.as_ref()?.attributions.get(self.current?)
    }

    /// Which one the current attribution is in the order of the text, from 1, and of how many; none
    /// while it is out of view.
    pub fn current_place(&self) -> Option<(usize, usize)> {
        Some((self.visible_current()? + 1, self.order.len()))
    }

    /// How far the article has been read, in percent of its lines.
    pub fn percent(&self) -> usize {
        let seen = (self.top + self.rows).min(self.lines.len());
        if self.lines.is_empty() { 100 } else { seen * 100 / self.lines.len() }
    }

    /// Scrolls by so many lines, down if positive; whether anything moved.
    pub fn scroll(&mut self, lines: isize) -> bool {
        let top = self.top.saturating_add_signed(lines).min(self.last_top());
        let moved = top != self.top;
        self.set_top(top);
        moved
    }

    /// Whether the last line is visible.
    pub fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    /// Scrolls to the next paragraph (or the one before); whether there was one.
    pub fn scroll_paragraph(&mut self, forward: bool) -> bool {
        let starts = |index: &usize| {
            !self.lines[*index].is_blank()
                && (*index == 0
                    || self.lines[index - 1].block != self.lines[*index].block
                    || (self.lines[index - 1].is_blank() && !self.lines[index - 1].spacer))
        };
        let target = if forward {
            (self.top + 1..self.lines.len()).find(starts)
        } else {
            (0..self.top).rev().find(starts)
        };
        let before = self.top;
        if let Some(target) = target {
            self.set_top(target.min(self.last_top()));
        }
        self.top != before
    }

    /// The attributions' indices in the order of the text.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The innermost attribution at a byte of the text.
    pub fn attribution_at(&self, offset: usize) -> Option<usize> {
        let at = self.runs.iter().find(|run| run.span.contains(offset));
        at.map(|run| run.attribution)
    }

    /// The byte of the text at a line and a column of running text.
    pub fn byte_at(&self, line: usize, column: u16) -> Option<usize> {
        use unicode_segmentation::UnicodeSegmentation;
        let pieces = &self.lines.get(line)?.pieces;
        let piece = pieces.iter().rev().find(|piece| piece.column <= column)?;
        let graphemes = piece.span.of(&self.article.body.text).grapheme_indices(true);
        let end = |at: &mut usize, grapheme: &str| {
            *at += cells::width(grapheme);
            *at > usize::from(column)
        };
        let mut at = usize::from(piece.column);
        let mut graphemes: Vec<(usize, &str)> = graphemes.collect();
        if piece.rtl {
            graphemes.reverse();
        }
        let hit = graphemes.into_iter().find(|(_, grapheme)| end(&mut at, grapheme));
        hit.map(|(offset, _)| piece.span.start + offset)
    }

    /// The minutes that what is below the screen takes at so many words a minute; none where all
    /// of the text has been seen.
    pub fn minutes_left(&self, speed: u32) -> Option<u32> {
        let seen = self.lines.iter().take(self.top + self.rows).rev().find_map(Line::span);
        let text = self.article.body.text.len().max(1);
        let left = text.saturating_sub(seen.map_or(0, |span| span.end)) as f32 / text as f32;
        (left > 0.01).then(|| time::minutes(self.length * left, speed))
    }

    /// Scrolls as little as needed so that `span` is in view; a far jump puts it in the upper third.
    pub fn reveal(&mut self, span: Span) {
        let first = self.line_of(span.start);
        self.reveal_lines(first, self.line_of(span.end.saturating_sub(1)).max(first));
    }

    pub(in crate::app) fn reveal_lines(&mut self, first: usize, last: usize) {
        let fits = last - first < self.rows;
        if first >= self.top && (last < self.top + self.rows || (!fits && first == self.top)) {
            return;
        }
        let lead = if fits { (self.rows / 3).min(self.rows - 1 - (last - first)) } else { 0 };
        self.set_top(first.saturating_sub(lead).min(self.last_top()));
    }

    /// The line that holds a byte of the text, or the one before it where none does.
    pub fn line_of(&self, offset: usize) -> usize {
        let last = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        // The cells of a table's row stand side by side: the byte may be on a line a little above.
        let holds =
            |line: &usize| self.lines[*line].pieces.iter().any(|piece| piece.span.contains(offset));
        let near = last.saturating_sub(TALLEST_ROW)..(last + 1).min(self.starts.len());
        near.clone()
            .rev()
            .find(holds)
            .or_else(|| near.rev().find(|line| !self.lines[*line].pieces.is_empty()))
            .unwrap_or(0)
    }

    /// To the first line, or the last.
    pub fn scroll_to_edge(&mut self, end: bool) {
        self.set_top(if end { self.last_top() } else { 0 });
    }

    /// The byte at the top of the screen.
    pub(in crate::app) fn place(&self) -> usize {
        self.anchor
    }

    /// Brings a byte of the text to the top of the screen, as far as the text goes.
    pub(in crate::app) fn go_to(&mut self, offset: usize) {
        let line = if offset == 0 { 0 } else { self.line_of(offset) };
        self.set_top(line.min(self.last_top()));
    }

    fn set_top(&mut self, top: usize) {
        self.top = top;
        let from = self.lines.iter().skip(top).find_map(Line::span);
        let past = self.article.body.text.len() + 1 + top.saturating_sub(self.starts.len());
        self.anchor = if top == 0 { 0 } else { from.map_or(past, |span| span.start) };
    }

    fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.rows)
    }
}

/// For each line, the first byte on it; for a blank one, that of the line above.
fn starts(lines: &[Line]) -> Vec<usize> {
    let mut before = 0;
    let start = |line: &Line| {
        before = line.span().map_or(before, |span| span.start);
        before
    };
    lines.iter().map(start).collect()
}

/// Whether the text itself begins with the title (as dumps without a headline field do).
fn title_in_body(title: &str, body: &Body) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let first = body.blocks.first().map(|block| block.span.of(&body.text)).unwrap_or("");
    !title.is_empty() && first.len() < title.len() + 16 && plain(first) == plain(title)
}

fn title_lines(title: &str, width: usize, height: u16) -> Vec<String> {
    let title = crate::domain::clean::one_line(title);
    if title.is_empty() {
        return vec!["(no title)".into()];
    }
    let most = if height < 16 { 1 } else { TITLE_LINES };
    let spans = crate::text::wrap::wrap_span(&title, Span::new(0, title.len()), width);
    let cut = spans.len() > most;
    let mut lines: Vec<String> =
        spans.iter().take(most).map(|span| span.of(&title).to_string()).collect();
    if let (true, Some(last)) = (cut, spans.get(most - 1)) {
        lines[most - 1] = cells::fit(&title[last.start..], width);
    }
    lines
}
