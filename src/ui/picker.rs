//! The choice of what the list shows: everything, the starred, a feed, a tag.

use crate::app::overlay::Picker;
use crate::app::{Action, App, Area};

use super::help::panel;
use super::pen::{Pen, width};
use super::theme::Role;

/// The columns that the choices are given where there is room.
const WIDTH: u16 = 52;

/// Draws the choice.
pub(super) fn draw(app: &App, picker: &Picker, pen: &mut Pen<'_>) {
    let key = |action| app.keymap.key_of(action).unwrap_or_default();
    let mut note = format!("{} shows", key(Action::Open));
    if picker.feed().is_some() {
        note = format!("{}  {} removes", note, key(Action::RemoveFeed));
    }
    let count = picker.choices.len().min(usize::from(u16::MAX)) as u16;
    let area = panel(app, "Show", &note, (WIDTH, count), pen);
    let rows = usize::from(area.height);
    let last = picker.choices.len().saturating_sub(rows);
    let top = picker.selected.saturating_sub(rows / 2).min(last);
    let choices = picker.choices.iter().enumerate().skip(top);
    for ((index, choice), y) in choices.zip(area.y..area.y + area.height) {
        let row = Area { x: area.x - 1, y, width: area.width + 2, height: 1 };
        if index == picker.selected {
            let style = pen.style(Role::Selected);
            pen.wash(row, style);
        }
        let end = area.x + area.width;
        let counts = choice.counts.map_or_else(String::new, |(unread, total)| {
            if unread == 0 { total.to_string() } else { format!("{unread} unread of {total}") }
        });
        let room = area.width.saturating_sub(width(&counts) + 2);
        let unread = choice.counts.is_some_and(|(unread, _)| unread > 0);
        let role = if unread { Role::RowUnread } else { Role::RowRead };
        pen.fit(area.x, y, area.x + room, &choice.title, role);
        pen.put_right(area.x, y, end, &counts, Role::Secondary);
    }
}
