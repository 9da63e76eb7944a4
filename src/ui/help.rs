//! The help: every key and what it does, made from the keymap, over the panes.

use crate::app::overlay::{HelpLine, help_columns};
use crate::app::{Action, App, Area};

use super::pen::{Pen, width};
use super::theme::Role;

/// Columns between the keys and what they do, and between two columns of the help.
const GAP: u16 = 2;

/// Draws the help, scrolled to line `top`.
pub(super) fn draw(app: &App, top: usize, pen: &mut Pen<'_>) {
    let (columns, rows) = help_columns(&app.env.keymap, app.env.size);
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    let top = top.min(longest.saturating_sub(rows));
    let close = app.env.keymap.key_of(Action::Back).unwrap_or_default();
    let more = if longest > rows {
        format!("{} to {} of {longest}   ", top + 1, (top + rows).min(longest))
    } else {
        String::new()
    };
    let note = format!("{more}{close} closes");
    let wish = columns.iter().map(|lines| keys_width(lines) + GAP + text_width(lines)).sum::<u16>()
        + (columns.len() as u16 - 1) * 2 * GAP;
    let area = panel(app, "Keys", &note, (wish, rows.min(longest) as u16), pen);
    let mut x = area.x;
    let right = area.x + area.width;
    let wishes: Vec<u16> =
        columns.iter().map(|lines| keys_width(lines) + GAP + text_width(lines)).collect();
    for (place, lines) in columns.iter().enumerate() {
        let keys = keys_width(lines).min(area.width / 2);
        // Where there is not room for all, each column has its share of it.
        let others: u16 = wishes[place + 1..].iter().map(|wish| wish + 2 * GAP).sum();
        let left = right.saturating_sub(x);
        let share = (left / (columns.len() - place) as u16).saturating_sub(GAP);
        let end = match place + 1 == columns.len() {
            true => right,
            false => x + wishes[place].min(share.max(left.saturating_sub(others))),
        };
        for (line, y) in lines.iter().skip(top).zip(area.y..area.y + area.height) {
            match line {
                HelpLine::Chapter(title) => {
                    pen.fit(x, y, end, title, Role::Heading);
                }
                HelpLine::Keys(names, what) => {
                    pen.fit(x, y, x + keys, names, Role::HintKey);
                    pen.fit(x + keys + GAP, y, end, what, Role::Secondary);
                }
                HelpLine::Gap => {}
            }
        }
        x = end + 2 * GAP;
    }
}

/// The columns that the keys of these lines take.
fn keys_width(lines: &[HelpLine]) -> u16 {
    let width_of = |line: &HelpLine| match line {
        HelpLine::Keys(keys, _) => width(keys),
        _ => 0,
    };
    lines.iter().map(width_of).max().unwrap_or(0).min(26)
}

/// The columns that what these lines say takes.
fn text_width(lines: &[HelpLine]) -> u16 {
    let width_of = |line: &HelpLine| match line {
        HelpLine::Keys(_, what) => width(what),
        _ => 0,
    };
    lines.iter().map(width_of).max().unwrap_or(0)
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
    let (columns, rows) = (app.env.size.columns, app.env.size.rows.saturating_sub(1));
    let behind = pen.style(Role::Behind);
    pen.fade(Area { x: 0, y: 0, width: columns, height: rows }, behind);
    let wide = (wish.0 + 4).min(columns);
    let high = (wish.1 + 3).min(rows);
    // A panel that nearly fills the screen fills it.
    let (wide, high) = (
        if columns - wide < 8 { columns } else { wide },
        if rows - high < 8 { rows } else { high },
    );
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
