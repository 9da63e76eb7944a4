//! The text of an article, line by line: structure, statements, mentions.

use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::correcting::spans::SpanEditor;
use crate::app::marks::{Role as Part, Run, runs_in};
use crate::app::{App, Reader};
use crate::domain::{Accent, AccentKind, Attribution, Block, BlockKind, Span};
use crate::text::bidi;
use crate::text::line::{Line, Note, NoteKind, Piece};
use crate::text::links::Place;

use super::correct;
use super::pen::{Pen, width};
use super::theme::{Role, Theme};

/// What decides how the open article's text looks, gathered once a frame.
pub(super) struct Ink<'a> {
    reader: &'a Reader,
    theme: &'a Theme,
    attributions: &'a [Attribution],
    /// The current statement's stretches, with the blanks between them.
    current: Vec<Span>,
    /// The chosen entity's mentions.
    mentions: &'a [Span],
    /// The mention that was jumped to.
    here: Option<Span>,
    /// The number of the link that is being chosen.
    chosen: Option<usize>,
    /// The selected text, and the first byte of the character that moves.
    selected: Option<(Span, usize)>,
    /// The levels of its headings, a bit each.
    levels: u8,
    /// The passages that are being adjusted.
    edited: Option<&'a SpanEditor>,
}

impl<'a> Ink<'a> {
    /// What the article looks like now.
    pub(super) fn new(app: &'a App, reader: &'a Reader, theme: &'a Theme) -> Ink<'a> {
        let analysis = reader.analysis.as_ref();
        let chosen = reader.entity.and_then(|(id, at)| {
            let entity = analysis?.entities.get(id.index())?;
            Some((entity.mentions.as_slice(), entity.mentions.get(at).copied()))
        });
        let (mentions, here) = chosen.unwrap_or_default();
        let edited = app.overlays.edited();
        // What is being adjusted stands alone.
        let current = reader.current_attribution().filter(|_| edited.is_none());
        Ink {
            reader,
            theme,
            attributions: analysis.map_or(&[], |analysis| &analysis.attributions),
            current: current.map_or_else(Vec::new, |found| grounds(found, text(reader))),
            mentions,
            here,
            chosen: app.article.choice.as_ref().and_then(|choice| choice.number),
            selected: app
                .article
                .selection()
                .zip(app.article.selecting.as_ref().map(|it| it.cursor)),
            levels: levels(&reader.article.body.blocks),
            edited,
        }
    }

    /// Draws one line of text, whose first column is `x`, up to column `end`.
    pub(super) fn draw(&self, line: &Line, x: u16, y: u16, end: u16, pen: &mut Pen<'_>) {
        let dim = self.theme.style(Role::Rule);
        for depth in 0..u16::from(line.bars) {
            pen.put(x + depth * 2, y, end, "│", dim);
        }
        for note in &line.notes {
            pen.put(x + note.column, y, end, &note.text, self.noted(note));
        }
        let Some(block) = self.reader.article.body.blocks.get(line.block) else { return };
        let base = self.base(line, block);
        if self.is_head_rule(line, block) {
            // The underline of a table's head goes through from column to column.
            for column in x..end.min(x + self.right_of(line.block)) {
                pen.put_grapheme(column, y, end, " ", base);
            }
        }
        for piece in &line.pieces {
            self.draw_piece(*piece, base, x, y, end, pen);
        }
    }

    /// The style of what stands beside the text.
    fn noted(&self, note: &Note) -> Style {
        let chosen = |number| self.chosen == Some(number);
        let style = match note.kind {
            NoteKind::Marker => self.theme.style(Role::Marker),
            NoteKind::Number { .. } | NoteKind::Address(_) => self.theme.style(Role::LinkNumber),
            NoteKind::Heading => self.theme.style(Role::Heading),
            NoteKind::Label | NoteKind::Detail => self.theme.style(Role::Secondary),
        };
        match note.kind {
            NoteKind::Number { number, .. } | NoteKind::Address(number) if chosen(number) => {
                style.patch(self.theme.style(Role::LinkHere))
            }
            // A number inside the current statement stands on its ground.
            NoteKind::Number { at, .. } if self.current.iter().any(|it| it.contains(at)) => {
                style.patch(self.theme.style(Role::Current))
            }
            _ => style,
        }
    }

    fn draw_piece(&self, piece: Piece, base: Style, x: u16, y: u16, end: u16, pen: &mut Pen<'_>) {
        let runs = runs_in(&self.reader.runs, piece.span);
        let near = |spans: &[Span]| -> Vec<Span> {
            spans.iter().copied().filter(|span| span.overlaps(piece.span)).collect()
        };
        let (current, mentions) = (near(&self.current), near(self.mentions));
        let hits = near(&self.reader.hits.spans);
        let hit_here = self.reader.hits.here.map(|here| self.reader.hits.spans[here]);
        let accents = accents(&self.reader.article.body.accents, piece.span);
        let links = self.reader.links.places.iter();
        let links: Vec<Place> =
            links.copied().filter(|place| place.span.overlaps(piece.span)).collect();
        let within = |spans: &[Span], offset| spans.iter().any(|span| span.contains(offset));
        let whole = piece.span.of(text(self.reader));
        // Text that runs from right to left begins at the right end of its place.
        let mut column = x + piece.column + if piece.rtl { width(whole) } else { 0 };
        for (offset, grapheme) in whole.grapheme_indices(true) {
            let offset = piece.span.start + offset;
            let mut style = base;
            for accent in accents.iter().filter(|accent| accent.span.contains(offset)) {
                style = self.set_apart(style, accent.kind);
            }
            let link = links.iter().find(|place| place.span.contains(offset));
            if link.is_some() {
                style = style.patch(self.theme.style(Role::Link));
            }
            if let Some(editor) = self.edited {
                style = style.patch(correct::passage(editor, offset, self.theme));
            } else if let Some(run) = run_at(runs, offset) {
                style = style.patch(self.said(run));
            }
            if within(&current, offset) {
                style = style.patch(self.theme.style(Role::Current));
            }
            if self.here.is_some_and(|here| here.contains(offset)) {
                style = style.patch(self.theme.style(Role::MentionHere));
            } else if within(&mentions, offset) {
                style = style.patch(self.theme.style(Role::Mention));
            }
            if hit_here.is_some_and(|here| here.contains(offset)) {
                style = style.patch(self.theme.style(Role::MentionHere));
            } else if within(&hits, offset) {
                style = style.patch(self.theme.style(Role::Hit));
            }
            if link.is_some_and(|place| self.chosen == Some(place.number)) {
                style = style.patch(self.theme.style(Role::LinkHere));
            }
            style = self.selected(offset, style);
            if piece.rtl {
                column = column.saturating_sub(width(grapheme));
                pen.put_grapheme(column, y, end, &bidi::mirrored(grapheme), style);
                continue;
            }
            match pen.put_grapheme(column, y, end, grapheme, style) {
                Some(next) => column = next,
                None => break,
            }
        }
    }

    /// The style of words that are set apart: nothing but the letters' own looks, for colours say who
    /// said what.
    fn set_apart(&self, style: Style, kind: AccentKind) -> Style {
        match kind {
            AccentKind::Emphasis => style.add_modifier(Modifier::ITALIC),
            AccentKind::Strong => style.add_modifier(Modifier::BOLD),
            AccentKind::Code => style.patch(self.theme.style(Role::Code)),
            AccentKind::Struck => style.add_modifier(Modifier::CROSSED_OUT),
        }
    }

    /// The style of a heading: the highest level of the text is bold, the next bold and slanted, those
    /// below slanted.
    fn heading(&self, level: u8) -> Style {
        let style = self.theme.style(Role::Heading);
        let above = self.levels & ((1_u8 << level.min(7)) - 1);
        match above.count_ones() {
            0 => style,
            1 => style.add_modifier(Modifier::ITALIC),
            _ => style.remove_modifier(Modifier::BOLD).add_modifier(Modifier::ITALIC),
        }
    }

    /// The style of what is selected, and of the character that moves.
    fn selected(&self, offset: usize, style: Style) -> Style {
        match self.selected {
            Some((_, cursor)) if cursor == offset => {
                let here = style.patch(self.theme.style(Role::LinkHere));
                here.add_modifier(Modifier::UNDERLINED)
            }
            Some((span, _)) if span.contains(offset) => {
                style.patch(self.theme.style(Role::LinkHere))
            }
            _ => style,
        }
    }

    /// The style of a part of a statement.
    fn said(&self, run: &Run) -> Style {
        let Some(attribution) = self.attributions.get(run.attribution) else {
            return Style::new();
        };
        let colour = self.theme.source(attribution.source_id());
        match run.role {
            Part::Source => colour.patch(self.theme.style(Role::SourceName)),
            Part::Cue => self.theme.style(Role::Cue),
            Part::Content => colour.patch(self.theme.said(attribution.kind)),
        }
    }

    /// The style that a block's text has before anything is said in it.
    fn base(&self, line: &Line, block: &Block) -> Style {
        let title = self.reader.head.is_empty() && line.block == 0;
        match block.kind {
            _ if title => self.theme.style(Role::Title),
            BlockKind::Heading(level) => self.heading(level),
            BlockKind::Rule => self.theme.style(Role::Rule),
            BlockKind::Code => self.theme.style(Role::Code),
            BlockKind::Image => self.theme.style(Role::Secondary).add_modifier(Modifier::ITALIC),
            BlockKind::Table { head: true } if self.in_head(line, block) => {
                let style = self.theme.style(Role::TableHead);
                let ruled = self.is_head_rule(line, block);
                if ruled { style } else { style.remove_modifier(Modifier::UNDERLINED) }
            }
            _ => self.theme.style(Role::Text),
        }
    }

    /// The column after the widest line of a block.
    fn right_of(&self, block: usize) -> u16 {
        let lines = &self.reader.lines;
        let from = lines.partition_point(|line| line.block < block);
        let of_block = lines[from..].iter().take_while(|line| line.block == block);
        let last = of_block.filter_map(|line| line.pieces.last());
        let end = |piece: &Piece| piece.column + width(piece.span.of(text(self.reader)));
        last.map(end).max().unwrap_or(0)
    }

    fn in_head(&self, line: &Line, block: &Block) -> bool {
        let first_row = block.span.of(text(self.reader)).find('\n').unwrap_or(block.span.len());
        line.span().is_some_and(|span| span.start < block.span.start + first_row)
    }

    /// Whether the line is the last one of a table's head.
    fn is_head_rule(&self, line: &Line, block: &Block) -> bool {
        if block.kind != (BlockKind::Table { head: true }) || !self.in_head(line, block) {
            return false;
        }
        let lines = &self.reader.lines;
        let from = lines.partition_point(|other| other.block < line.block);
        let of_block = lines[from..].iter().filter(|other| !other.pieces.is_empty());
        let head = of_block.take_while(|other| self.in_head(other, block)).last();
        head.is_some_and(|last| std::ptr::eq(last, line))
    }
}

/// The levels of headings among blocks, a bit each.
fn levels(blocks: &[Block]) -> u8 {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading(level) => 1 << level.min(7),
        _ => 0,
    };
    blocks.iter().map(level).fold(0, |levels, level| levels | level)
}

/// The words that are set apart in a stretch of text.
fn accents(all: &[Accent], span: Span) -> Vec<Accent> {
    let to = all.partition_point(|accent| accent.span.start < span.end);
    all[..to].iter().copied().filter(|accent| accent.span.overlaps(span)).collect()
}

fn text(reader: &Reader) -> &str {
    &reader.article.body.text
}

fn run_at(runs: &[Run], offset: usize) -> Option<&Run> {
    let after = runs.partition_point(|run| run.span.end <= offset);
    runs.get(after).filter(|run| run.span.contains(offset))
}

/// The stretches of a statement; where only blanks and marks part two of them, as one.
fn grounds(attribution: &Attribution, text: &str) -> Vec<Span> {
    let parts = [&attribution.source, &attribution.cue, &attribution.content];
    let mut spans: Vec<Span> = parts.into_iter().flatten().copied().collect();
    spans.sort_unstable();
    let mut grounds: Vec<Span> = Vec::new();
    for span in spans {
        let gap = grounds.last().map(|last| Span::new(last.end, span.start));
        let joined = gap.is_some_and(|gap| {
            gap.len() < 8 && !gap.of(text).contains(|c: char| c.is_alphanumeric())
        });
        match grounds.last_mut() {
            Some(last) if joined => last.end = last.end.max(span.end),
            _ => grounds.push(span),
        }
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_between_the_parts_of_a_statement_belong_to_its_ground() {
        let text = "“Yes,” she said. “We did”, and left. “Never.”";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let attribution = Attribution {
            kind: crate::domain::Mode::Direct,
            source: vec![at("she")],
            cue: vec![at("said")],
            content: vec![at("“Yes,”"), at("“We did”"), at("“Never.”")],
            source_ids: Vec::new(),
            negated: false,
            confidence: 1.0,
        };
        let shown: Vec<&str> =
            grounds(&attribution, text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(shown, ["“Yes,” she said. “We did”", "“Never.”"]);
    }
}
