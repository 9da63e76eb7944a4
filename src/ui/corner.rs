//! Draws a choice: a small list in the corner, the chosen row marked.

use crate::app::{App, Area};

use super::pen::{Pen, width};
use super::theme::Role;

/// Draws the list of `names` under `title`. `room` columns beside the names are for what `beside`
/// draws in a row, given its index, the column to begin at, its line and the end of the list.
pub(super) fn draw(
    app: &App,
    pen: &mut Pen<'_>,
    (title, names, selected): (&str, &[String], usize),
    (least, room): (u16, u16),
    beside: impl Fn(&mut Pen<'_>, usize, u16, u16, u16),
) {
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0).max(least);
    let columns = (widest + room + 6).min(app.env.size.columns);
    let above = app.env.size.rows.saturating_sub(1);
    let rows = (names.len() as u16 + 2).min(above);
    let area =
        Area { x: app.env.size.columns - columns, y: above - rows, width: columns, height: rows };
    pen.clear(area, pen.style(Role::Text));
    let ground = pen.style(Role::Panel);
    pen.wash(area, ground);
    let end = area.x + area.width - 1;
    pen.fit(area.x + 2, area.y, end, title, Role::Title);
    pen.rule(area.x, area.y + 1, area.x + area.width, true);
    let shown = usize::from(rows.saturating_sub(2)).max(1);
    let top = (selected + 1).saturating_sub(shown);
    for ((index, name), y) in names.iter().enumerate().skip(top).zip(area.y + 2..area.y + rows) {
        if index == selected {
            pen.select(Area { y, height: 1, ..area });
        }
        let role = if index == selected { Role::RowUnread } else { Role::RowRead };
        let x = pen.fit(area.x + 2, y, end, name, role);
        beside(pen, index, (area.x + 2 + widest + 2).max(x + 1), y, end);
    }
}
