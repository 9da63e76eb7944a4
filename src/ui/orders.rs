//! Draws the choice of an order: a small list in the corner, the present order marked.

use crate::app::searching::{OrderPicker, listed_order};
use crate::app::{App, Area};

use super::pen::{Pen, width};
use super::theme::Role;

/// What stands beside the order that the list has.
const PRESENT: &str = "now";

pub(super) fn draw(app: &App, picker: &OrderPicker, pen: &mut Pen<'_>) {
    let names: Vec<String> = picker.orders.iter().map(|order| listed_order(*order)).collect();
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let columns = (widest + width(PRESENT) + 6).min(app.size.columns);
    let room = app.size.rows.saturating_sub(1);
    let rows = (names.len() as u16 + 2).min(room);
    let area = Area { x: app.size.columns - columns, y: room - rows, width: columns, height: rows };
    pen.clear(area, pen.style(Role::Text));
    let ground = pen.style(Role::Panel);
    pen.wash(area, ground);
    let end = area.x + area.width - 1;
    pen.fit(area.x + 2, area.y, end, "Order", Role::Title);
    pen.rule(area.x, area.y + 1, area.x + area.width, true);
    let shown = usize::from(rows.saturating_sub(2)).max(1);
    let top = (picker.selected + 1).saturating_sub(shown);
    for ((index, name), y) in names.iter().enumerate().skip(top).zip(area.y + 2..area.y + rows) {
        let selected = index == picker.selected;
        if selected {
            pen.select(Area { y, height: 1, ..area });
        }
        let role = if selected { Role::RowUnread } else { Role::RowRead };
        let x = pen.fit(area.x + 2, y, end, name, role);
        if picker.present == Some(index) {
            let from = (area.x + 2 + widest + 2).max(x + 1);
            pen.fit(from, y, end, PRESENT, Role::Secondary);
        }
    }
}
