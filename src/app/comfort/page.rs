//! How an article is set: measure, spacing, what is put between its lines.

use crate::app::layout::MEASURE;
use crate::domain::{BlockKind, Body};
use crate::text::line::Line;

/// How an article is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Whether the links' numbers stand in the text.
    pub numbered: bool,
    /// The longest line of running text (columns).
    pub measure: u16,
    /// How many blank lines stand between two lines of a paragraph.
    pub spacing: u16,
    /// Whether the text stands in the middle of its pane.
    pub centred: bool,
    /// Whether text that runs from right to left is put in the order in which it is seen.
    pub bidi: bool,
    /// Whether statements are announced in words.
    pub plain: bool,
}

impl Default for Page {
    fn default() -> Self {
        Page {
            numbered: false,
            measure: MEASURE,
            spacing: 0,
            centred: false,
            bidi: true,
            plain: false,
        }
    }
}

/// Sets blank lines between the lines of running text. Tables and code stay as they are.
pub(in crate::app) fn spaced(lines: Vec<Line>, body: &Body, spacing: u16) -> Vec<Line> {
    if spacing == 0 {
        return lines;
    }
    let runs = |block: usize| {
        let block = body.blocks.get(block);
        block.is_some_and(|it| !matches!(it.kind, BlockKind::Code | BlockKind::Table { .. }))
    };
    let mut spaced: Vec<Line> = Vec::with_capacity(lines.len() * 2);
    for line in lines {
        let above = spaced.last().filter(|above| {
            above.block == line.block && !above.is_blank() && !line.is_blank() && runs(line.block)
        });
        if let Some(above) = above {
            let spacer =
                Line { block: above.block, bars: above.bars, spacer: true, ..Line::default() };
            spaced.extend(std::iter::repeat_n(spacer, usize::from(spacing)));
        }
        spaced.push(line);
    }
    spaced
}
