//! Above the line of a search: what the word at the cursor can become, or what is wrong.

use crate::app::searching::Proposal;
use crate::app::{App, Area, Searching};

use super::empty::wrapped;
use super::pen::{Pen, width};
use super::theme::Role;

/// The columns that a proposal with its help is given where there is room for several.
const COLUMN: u16 = 62;

/// The columns of a proposal without help.
const SHORT: u16 = 30;

/// Draws the panel above the status line.
pub(super) fn draw(app: &App, searching: &Searching, status: Area, pen: &mut Pen<'_>) {
    if let Some(fault) = &searching.fault {
        let lines = wrapped(&fault.message, status.width.saturating_sub(2));
        let area = panel(status, lines.len().min(3) as u16, pen);
        for (line, y) in lines.iter().zip(area.y..area.y + area.height) {
            pen.fit(area.x + 1, y, area.x + area.width - 1, line, Role::Error);
        }
        return;
    }
    let found = &searching.proposals;
    if found.items.is_empty() {
        return;
    }
    let helps = found.items.iter().any(|item| !item.help.is_empty());
    let across = (status.width / if helps { COLUMN } else { SHORT }).clamp(1, 3);
    let most = (app.env.size.rows / 3).max(1);
    let rows = (found.items.len() as u16).div_ceil(across).min(most);
    let area = panel(status, rows, pen);
    let shown = usize::from(rows * across);
    // What is chosen stays in sight.
    let last = found.items.len().saturating_sub(shown);
    let first = found.chosen.map_or(0, |place| (place + 1).saturating_sub(shown)).min(last);
    let items = found.items.iter().enumerate().skip(first).take(shown);
    for (cell, (index, item)) in items.enumerate() {
        let column = area.width / across;
        let x = area.x + cell as u16 / rows * column;
        let y = area.y + cell as u16 % rows;
        let cell = Area { x, y, width: column, height: 1 };
        draw_item(item, found.chosen == Some(index), cell, pen);
    }
}

fn draw_item(item: &Proposal, chosen: bool, cell: Area, pen: &mut Pen<'_>) {
    if chosen {
        let style = pen.style(Role::Selected);
        pen.wash(cell, style);
    }
    let end = cell.x + cell.width - 1;
    let x = pen.fit(cell.x + 1, cell.y, end, &item.text, Role::HintKey);
    let help = if item.text.is_empty() { x } else { (cell.x + 16).max(x + 1) };
    if width(&item.help) > 0 {
        pen.fit(help, cell.y, end, &item.help, Role::Secondary);
    }
}

/// Room for so many rows above the status line.
fn panel(status: Area, rows: u16, pen: &mut Pen<'_>) -> Area {
    let rows = rows.min(status.y);
    let area = Area { y: status.y - rows, height: rows, ..status };
    let ground = pen.style(Role::Panel);
    pen.clear(area, ground);
    area
}
