//! Writes text into the screen's cells: safe, by grapheme cluster, never half a wide character.

use std::borrow::Cow;
use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::Area;
use crate::text::{bidi, cells};

use super::theme::{Role, Theme};

/// The most bytes of a grapheme cluster that are drawn: marks can be piled up without end.
const MOST_BYTES: usize = 64;

/// Draws in one theme on one screen.
pub(super) struct Pen<'a> {
    /// The theme.
    pub(super) theme: &'a Theme,
    /// Whether text that runs from right to left is put in the order in which it is seen.
    pub(super) bidi: bool,
    /// Whether neither rules nor bars are drawn.
    pub(super) plain: bool,
    /// Where the selected row begins that was drawn last.
    pub(super) selected: Option<Position>,
    screen: &'a mut Buffer,
}

impl<'a> Pen<'a> {
    /// A pen for a screen.
    pub(super) fn new(screen: &'a mut Buffer, theme: &'a Theme) -> Pen<'a> {
        Pen { theme, bidi: true, plain: false, selected: None, screen }
    }

    /// The style of a role.
    pub(super) fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Writes `text` from column `x` on, as far as it fits before column `end`; gives the column
    /// after it.
    pub(super) fn put(&mut self, x: u16, y: u16, end: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        let words = if self.plain && text.contains(" · ") {
            Cow::Owned(text.replace(" · ", ", "))
        } else {
            Cow::Borrowed(text)
        };
        let text = if self.bidi { bidi::seen(&words) } else { Cow::Borrowed(&*words) };
        for grapheme in text.graphemes(true) {
            match self.put_grapheme(at, y, end, grapheme, style) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// As `put`, in a role's style, cut with an ellipsis where it does not fit.
    pub(super) fn fit(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let style = self.style(role);
        self.put(x, y, end, &fit(text, end.saturating_sub(x)), style)
    }

    /// Writes `text` so that it ends before column `end`; gives the column at which it starts.
    /// Nothing is written where it would start before column `from`.
    pub(super) fn put_right(&mut self, from: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let width = width(text);
        if end < from || end - from < width {
            return end;
        }
        let style = self.style(role);
        self.put(end - width, y, end, text, style);
        end - width
    }

    /// Writes one grapheme cluster and gives the column after it; none where it does not fit.
    pub(super) fn put_grapheme(
        &mut self,
        x: u16,
        y: u16,
        end: u16,
        grapheme: &str,
        style: Style,
    ) -> Option<u16> {
        let columns = cells::width(grapheme) as u16;
        if columns == 0 {
            return Some(x);
        }
        let next = x.checked_add(columns).filter(|next| *next <= end)?;
        let shown = if self.plain { spoken(grapheme) } else { cells::shown(grapheme) };
        let symbol = beginning(&shown, MOST_BYTES);
        for column in x..next {
            let cell = self.screen.cell_mut((column, y))?;
            cell.set_symbol(if column == x { symbol } else { " " });
            cell.set_style(style);
        }
        if symbol.cell_width() != columns {
            // The screen reckons some widths otherwise, and would leave cells out when it updates.
            let forced = NonZeroU16::new(columns).map(CellDiffOption::ForcedWidth);
            self.screen.cell_mut((x, y))?.set_diff_option(forced.unwrap_or_default());
        }
        Some(next)
    }

    /// Lays a style over cells, whatever stands in them.
    pub(super) fn wash(&mut self, area: Area, style: Style) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.screen.cell_mut((x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }

    /// Gives the cells of the selected row their style; where it begins the cursor can stand.
    pub(super) fn select(&mut self, row: Area) {
        self.wash(row, self.style(Role::Selected));
        self.selected = Some(Position { x: row.x, y: row.y });
    }

    /// Empties cells and gives them a style.
    pub(super) fn clear(&mut self, area: Area, style: Style) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.screen.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Cells lose their own colours and weight and take a style: what lies behind a panel.
    pub(super) fn fade(&mut self, area: Area, style: Style) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                if let Some(cell) = self.screen.cell_mut((x, y)) {
                    cell.set_style(Style::reset());
                    cell.set_style(style);
                }
            }
        }
    }

    /// The rule below the head of a pane: heavier where the pane has the focus.
    pub(super) fn rule(&mut self, x: u16, y: u16, end: u16, focused: bool) {
        if self.plain {
            return;
        }
        let (line, role) = if focused { ("━", Role::RuleFocus) } else { ("─", Role::Rule) };
        let style = self.style(role);
        for x in x..end {
            self.put_grapheme(x, y, end, line, style);
        }
    }
}

/// What is drawn where a screen is heard: a blank for what only draws lines, bars and boxes.
fn spoken(grapheme: &str) -> Cow<'_, str> {
    match grapheme.chars().next() {
        Some('\u{2500}'..='\u{259f}') => Cow::Borrowed(" "),
        _ => cells::shown(grapheme),
    }
}

/// `text` on one line, safe, cut to `columns` with an ellipsis. A text without end costs no more
/// than what can be seen of it.
pub(super) fn fit(text: &str, columns: u16) -> String {
    let columns = usize::from(columns);
    let enough = 256 + 16 * columns;
    if text.len() <= enough {
        return cells::fit(text, columns);
    }
    let mut cut = cells::fit(beginning(text, enough), columns);
    if !cut.ends_with('…') && columns > 0 {
        cut = cells::fit(&format!("{}…", cells::fit(&cut, columns - 1)), columns);
    }
    cut
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> u16 {
    cells::text_width(text).try_into().unwrap_or(u16::MAX)
}

/// As much of the beginning of `text` as fits in so many bytes.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn drawn(text: &str, end: u16) -> (String, u16) {
        let theme = Theme::built_in("dark").unwrap();
        let mut screen = Buffer::empty(Rect::new(0, 0, 10, 1));
        let next = Pen::new(&mut screen, &theme).put(0, 0, end, text, Style::new());
        (screen.content().iter().map(|cell| cell.symbol()).collect(), next)
    }

    #[test]
    fn a_wide_character_that_does_not_fit_is_left_out() {
        assert_eq!(drawn("漢字漢字", 10), ("漢 字 漢 字   ".into(), 8));
        assert_eq!(drawn("漢字", 3), ("漢         ".into(), 2));
        assert_eq!(drawn("a漢", 2), ("a         ".into(), 1));
    }

    #[test]
    fn hidden_characters_take_no_cell() {
        assert_eq!(drawn("a\u{202e}\u{1b}b\u{200b}c\td", 10), ("abc d     ".into(), 5));
        assert_eq!(drawn("\u{301}a", 10).1, 1);
    }

    #[test]
    fn marks_without_end_are_bounded() {
        let pile = format!("a{}b", "\u{301}".repeat(5000));
        let (text, next) = drawn(&pile, 10);
        assert_eq!(next, 2);
        assert!(text.len() < 100);
    }

    #[test]
    fn every_cell_that_changes_is_updated() {
        let theme = Theme::built_in("dark").unwrap();
        let mut before = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut after = before.clone();
        Pen::new(&mut before, &theme).put(0, 0, 10, "xxxxxxxxxx", Style::new());
        Pen::new(&mut after, &theme).put(0, 0, 10, "ｶﾞab漢c", Style::new());
        let updated: Vec<u16> = before.diff(&after).iter().map(|(x, ..)| *x).collect();
        assert_eq!(updated, [0, 2, 3, 4, 6, 7, 8, 9]);
    }

    #[test]
    fn a_text_without_end_is_cut_like_any_other() {
        assert_eq!(fit(&"word ".repeat(100_000), 11), "word word…");
        assert_eq!(fit(&"\u{200b}".repeat(100_000), 5), "…");
        assert_eq!(fit("short", 5), "short");
    }
}
