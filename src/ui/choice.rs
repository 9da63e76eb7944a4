//! The status line while a link is chosen: its number, where it leads, what the keys do.

use ratatui::layout::Position;

use crate::app::{Action, App, Area, Choice};
use crate::text::cells;

use super::pen::{Pen, width};
use super::theme::Role;

/// Draws the choice beside its badge; gives the cursor's cell where a number is being typed.
pub(super) fn draw(app: &App, choice: &Choice, area: Area, pen: &mut Pen<'_>) -> Option<Position> {
    let reader = app.article.reader.as_ref()?;
    let end = area.x + area.width;
    let count = reader.links.entries.len();
    let number = match (choice.number, choice.typed.is_empty()) {
        (Some(number), true) => format!("{number} of {count}"),
        (None, true) => format!("1–{count}"),
        (_, false) => choice.typed.clone(),
    };
    let style = pen.style(Role::Prompt);
    let x = pen.put(area.x + 1, area.y, end, &number, style);
    let address = choice.number.and_then(|number| reader.links.get(number));
    let address = address.map_or("", |entry| entry.shown.as_str());
    // Where it leads matters more than what the keys do.
    let taken = x + 4 + width(address).min(area.width);
    let hint = hint(app, choice);
    let short = hint.rsplit("  ").next().unwrap_or("");
    let fitting = [hint.as_str(), short].into_iter().find(|it| taken + width(it) < end);
    pen.put_right(taken, area.y, end - 1, fitting.unwrap_or(""), Role::StatusDim);
    let room = usize::from(end.saturating_sub(x + 3));
    let style = pen.style(Role::StatusText);
    pen.put(x + 2, area.y, end, &cells::fit_middle(address, room), style);
    (!choice.typed.is_empty()).then_some(Position { x: x.min(end - 1), y: area.y })
}

fn hint(app: &App, choice: &Choice) -> String {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let copy = key(Action::CopyLink);
    match (choice.copy, choice.number) {
        (true, None) => format!("{copy} the article's own  esc leaves"),
        (true, _) => "enter copies  esc leaves".into(),
        (false, _) => format!("enter opens  {copy} copies  esc leaves"),
    }
}
