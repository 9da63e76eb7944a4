//! Draws the choice of a theme: a small list in the corner; what is behind it shows the theme.

use crate::app::comfort::ThemePicker;
use crate::app::{App, Area};
use crate::domain::SourceId;

use super::pen::{Pen, width};
use super::theme::Role;

/// How many of the sources' colours are shown.
const COLOURS: u32 = 5;

pub(super) fn draw(app: &App, _picker: &ThemePicker, pen: &mut Pen<'_>) {
    let names = &app.settings.themes;
    let widest = names.iter().map(|name| width(name)).max().unwrap_or(0).max(8);
    let columns = (widest + COLOURS as u16 + 6).min(app.size.columns);
    let room = app.size.rows.saturating_sub(1);
    let rows = (names.len() as u16 + 2).min(room);
    let area = Area { x: app.size.columns - columns, y: room - rows, width: columns, height: rows };
    pen.clear(area, pen.style(Role::Text));
    let ground = pen.style(Role::Panel);
    pen.wash(area, ground);
    let end = area.x + area.width - 1;
    pen.fit(area.x + 2, area.y, end, "Theme", Role::Title);
    pen.rule(area.x, area.y + 1, area.x + area.width, true);
    let shown = usize::from(rows.saturating_sub(2)).max(1);
    let top = (app.theme + 1).saturating_sub(shown);
    for ((index, name), y) in names.iter().enumerate().skip(top).zip(area.y + 2..area.y + rows) {
        let selected = index == app.theme;
        if selected {
            pen.select(Area { y, height: 1, ..area });
        }
        let role = if selected { Role::RowUnread } else { Role::RowRead };
        let x = pen.fit(area.x + 2, y, end, name, role);
        if selected {
            let from = (area.x + 2 + widest + 2).max(x + 1);
            for source in 0..COLOURS {
                let style = pen.theme.source(Some(SourceId(source)));
                pen.put(from + source as u16, y, end, "▌", style);
            }
        }
    }
}
