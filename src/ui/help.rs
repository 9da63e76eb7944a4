//! The help: every key and what it does, made from the keymap, over the panes.

use crate::app::overlay::{HelpLine, help_columns};
use crate::app::{Action, App, Area};

use super::pen::{Pen, width};
use super::theme::Role;

/// The widest that a column of the help is made.
const COLUMN: u16 = 64;

/// Draws the help, scrolled to line `top`.
pub(super) fn draw(app: &App, top: usize, pen: &mut Pen<'_>) {
    let (columns, rows) = help_columns(&app.keymap, app.size);
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let top = top.min(longest.saturating_sub(rows));
    let wish = columns.len() as u16 * COLUMN + 4;
    let close = app.keymap.key_of(Action::Back).unwrap_or_default();
    let more = if longest > rows { format!("{} of {longest}  ", top + 1) } else { String::new() };
    let note = format!("{more}{close} closes");
    let height = rows.min(longest) as u16;
    let area = panel(app, "Keys", &note, (wish, height), pen);
    let width = area.width / columns.len() as u16;
    for (place, lines) in columns.iter().enumerate() {
        let keys = keys_width(lines).min(width / 2);
        let x = area.x + place as u16 * width;
        for (line, y) in lines.iter().skip(top).zip(area.y..area.y + area.height) {
            let end = (x + width).saturating_sub(1);
            match line {
                HelpLine::Chapter(title) => {
                    pen.fit(x, y, end, title, Role::Heading);
                }
                HelpLine::Keys(keys_text, what) => {
                    pen.fit(x, y, x + keys, keys_text, Role::HintKey);
                    pen.fit(x + keys + 2, y, end, what, Role::Secondary);
                }
                HelpLine::Gap => {}
            }
        }
    }
}

fn keys_width(lines: &[HelpLine]) -> u16 {
    let width_of = |line: &HelpLine| match line {
        HelpLine::Keys(keys, _) => width(keys),
        _ => 0,
    };
    lines.iter().map(width_of).max().unwrap_or(0).min(26)
}

/// A panel over the panes with a title, a note on the right and a rule; gives the room inside for
/// `wish` columns and rows, or for as much of it as there is.
pub(super) fn panel(
    app: &App,
    title: &str,
    note: &str,
    wish: (u16, u16),
    pen: &mut Pen<'_>,
) -> Area {
    let (columns, rows) = (app.size.columns, app.size.rows.saturating_sub(1));
    let behind = pen.style(Role::Behind);
    pen.fade(Area { x: 0, y: 0, width: columns, height: rows }, behind);
    let wide = (wish.0 + 4).min(columns);
    let high = (wish.1 + 4).min(rows);
    let area = Area { x: (columns - wide) / 2, y: (rows - high) / 2, width: wide, height: high };
    let ground = pen.style(Role::Panel);
    pen.clear(area, ground);
    let (x, end) = (area.x + 2, (area.x + area.width).saturating_sub(2));
    let after = pen.fit(x, area.y, end, title, Role::Title);
    pen.put_right(after + 2, area.y, end, note, Role::Secondary);
    pen.rule(area.x, area.y + 1, area.x + area.width, true);
    Area {
        x,
        y: area.y + 2,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(3),
    }
}
