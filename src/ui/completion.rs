//! What a command that is typed can go on with: a small list above the status line.

use crate::app::{App, Area, Purpose};
use crate::domain::clean;

use super::pen::{Pen, fit, width};
use super::theme::Role;

/// The most rows of it.
const ROWS: usize = 8;

/// The columns of what is offered, at most.
const TEXT: u16 = 40;

/// The columns of the list, at most.
const WIDTH: u16 = 84;

/// Draws the list directly above the status line, which is at `area`.
pub(super) fn draw(app: &App, area: Area, pen: &mut Pen<'_>) {
    let completion = &app.commands.completion;
    let is_line =
        app.commands.prompt.as_ref().is_some_and(|it| matches!(it.purpose, Purpose::Line(_)));
    if !is_line || completion.offers.is_empty() {
        return;
    }
    let rows = completion.offers.len().min(ROWS).min(usize::from(area.y) / 2);
    let chosen = completion.chosen.unwrap_or(0);
    let top = chosen.saturating_sub(rows / 2).min(completion.offers.len() - rows);
    let shown = || completion.offers.iter().enumerate().skip(top).take(rows);
    let text = |text: &str| fit(&clean::one_line(text), TEXT);
    let texts = shown().map(|(_, offer)| width(&text(&offer.text))).max().unwrap_or(0);
    let helps = shown().map(|(_, offer)| width(&offer.help)).max().unwrap_or(0);
    let more = completion.offers.len() - rows;
    let wide = (texts + helps + 4).clamp(20, WIDTH).min(area.width);
    let first = area.y - rows as u16;
    let ground = pen.style(Role::Panel);
    pen.clear(Area { y: first, height: rows as u16, width: wide, ..area }, ground);
    for ((index, offer), y) in shown().zip(first..area.y) {
        if completion.chosen == Some(index) {
            let style = pen.style(Role::Selected);
            pen.wash(Area { y, height: 1, width: wide, ..area }, style);
        }
        let mut end = area.x + wide - 1;
        if more > 0 && y + 1 == area.y && top + rows < completion.offers.len() {
            let note = format!("+{}", completion.offers.len() - top - rows);
            end = pen.put_right(area.x + texts + 3, y, end, &note, Role::StatusDim) - 1;
        }
        pen.fit(area.x + 1, y, end, &text(&offer.text), Role::Text);
        let x = area.x + texts + 3;
        if x < end {
            pen.fit(x, y, end, &offer.help, Role::Secondary);
        }
    }
}
