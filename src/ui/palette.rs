//! The palette: the commands that fit what is typed, their keys, what they do.

use crate::app::command::{Entry, Palette};
use crate::app::{Action, App, Area};

use super::help::panel;
use super::pen::{Pen, fit, width};
use super::theme::Role;

/// The columns that the palette is given where there is room.
const WIDTH: u16 = 96;

/// The columns of the keys, at most.
const KEYS: u16 = 16;

/// Columns from which it says what a command does.
const ROOMY: u16 = 56;

/// The most rows of commands.
const ROWS: u16 = 18;

/// Draws the palette.
pub(super) fn draw(app: &App, palette: &Palette, pen: &mut Pen<'_>) {
    let close = app.env.keymap.key_of(Action::Back).unwrap_or_default();
    let count = match palette.found.len() {
        1 => "1 command".to_owned(),
        count => format!("{count} commands"),
    };
    let note = if app.env.size.columns < ROOMY {
        count
    } else {
        format!("{count}   enter runs  {close} closes")
    };
    let area = panel(app, "Commands", &note, (WIDTH, ROWS), pen);
    if palette.found.is_empty() {
        pen.fit(area.x, area.y, area.x + area.width, "No command is called so.", Role::Secondary);
    }
    let rows = usize::from(area.height);
    let last = palette.found.len().saturating_sub(rows);
    let top = palette.selected.saturating_sub(rows / 2).min(last);
    let shown = palette.found.iter().enumerate().skip(top).take(rows);
    let names = palette.found.iter().skip(top).take(rows).map(|it| width(it.name)).max();
    let names = names.unwrap_or(0).min(area.width / 2);
    for ((index, entry), y) in shown.zip(area.y..) {
        if index == palette.selected {
            pen.select(Area { x: area.x - 1, y, width: area.width + 2, height: 1 });
        }
        draw_entry(entry, names, Area { y, height: 1, ..area }, pen);
    }
}

fn draw_entry(entry: &Entry, names: u16, area: Area, pen: &mut Pen<'_>) {
    let mut end = area.x + area.width;
    let keys = fit(&entry.keys, KEYS);
    if !keys.is_empty() {
        end = pen.put_right(area.x + names + 2, area.y, end, &keys, Role::HintKey);
        end = end.saturating_sub(2).max(area.x);
    }
    let x = pen.fit(area.x, area.y, (area.x + names).min(end), entry.name, Role::Text);
    if area.width < ROOMY {
        return;
    }
    let x = x.max(area.x + names) + 2;
    let after = pen.fit(x, area.y, end, entry.help, Role::Secondary);
    if end > after + 6 {
        pen.fit(after + 2, area.y, end, entry.usage, Role::StatusDim);
    }
}
