//! What an article has on a line of a comparison: a source's name, a line of a statement.

use crate::app::Area;
use crate::app::comparing::Comparison;
use crate::app::comparing::lines::{Cell, INDENT, Line, Spot};
use crate::domain::{Attribution, Mode};

use super::super::margin::bar;
use super::super::pen::Pen;
use super::super::theme::Role;

/// Draws the cell of a column on a line.
pub(super) fn draw(
    shown: &Comparison,
    (column, line): (usize, usize),
    cell: &Cell,
    area: Area,
    pen: &mut Pen<'_>,
) {
    let end = area.x + area.width;
    match cell {
        Cell::Blank => {}
        Cell::None => {
            pen.fit(area.x + 1, area.y, end, "—", Role::Secondary);
        }
        Cell::Source(source, name) => {
            let colour = pen.theme.source(*source);
            pen.put(area.x, area.y, end, "▌", colour);
            let role = if source.is_some() { Role::RowUnread } else { Role::Secondary };
            pen.fit(area.x + 1, area.y, end, name, role);
        }
        Cell::Said(index, words, _) => {
            if is_selected(shown, column, line) {
                pen.select(area);
            }
            let analysis = shown.articles.get(column).and_then(|it| it.analysis.as_ref());
            let Some(found) = analysis.and_then(|it| it.attributions.get(*index)) else { return };
            said(found, words, area, pen);
        }
    }
}

fn said(found: &Attribution, words: &str, area: Area, pen: &mut Pen<'_>) {
    let end = area.x + area.width;
    let mut colour = pen.theme.source(found.source_id());
    if found.is_doubtful() {
        colour = colour.patch(pen.style(Role::Doubtful));
    }
    pen.put(area.x + 1, area.y, end, bar(found.kind), colour);
    let mut style = pen.style(Role::Text);
    if found.kind == Mode::Indirect {
        style = style.patch(pen.style(Role::Indirect));
    }
    pen.put(area.x + INDENT, area.y, end, words, style);
}

/// Whether a line is one of the selected statement's.
fn is_selected(shown: &Comparison, column: usize, line: usize) -> bool {
    let Some(Spot { column: here, line: first }) = shown.selected else { return false };
    let goes_on = |line: usize| {
        let Some(Line::Cells(cells)) = shown.lines.get(line) else { return false };
        matches!(cells.get(column), Some(Cell::Said(_, _, false)))
    };
    column == here && line >= first && (first + 1..=line).all(goes_on)
}
