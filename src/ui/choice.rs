//! The status line while a link is chosen: its number, where it leads, what the keys do.

use ratatui::layout::Position;

use crate::app::{Action, App, Area, Choice, cells};

use super::pen::Pen;
use super::theme::Role;

/// Columns from which there is room to say what the keys do.
const WIDE: u16 = 60;

/// Draws the choice beside its badge; gives the cursor's cell where a number is being typed.
pub(super) fn draw(app: &App, choice: &Choice, area: Area, pen: &mut Pen<'_>) -> Option<Position> {
    let reader = app.reader.as_ref()?;
    let end = area.x + area.width;
    let hint = hint(app, choice);
    let stop = match area.width > WIDE {
        true => pen.put_right(area.x + WIDE / 2, area.y, end - 1, &hint, Role::StatusDim),
        false => end,
    };
    let count = reader.links.entries.len();
    let number = match (choice.number, choice.typed.is_empty()) {
        (Some(number), true) => format!("{number} of {count}"),
        (None, true) => format!("1–{count}"),
        (_, false) => choice.typed.clone(),
    };
    let style = pen.style(Role::Prompt);
    let x = pen.put(area.x + 1, area.y, end, &number, style);
    let cursor = Position { x: x.min(end - 1), y: area.y };
    if let Some(entry) = choice.number.and_then(|number| reader.links.get(number)) {
        let room = usize::from(stop.saturating_sub(x + 4));
        let address = cells::fit_middle(&entry.shown, room);
        pen.put(x + 2, area.y, stop, &address, pen.style(Role::StatusText));
    }
    (!choice.typed.is_empty()).then_some(cursor)
}

fn hint(app: &App, choice: &Choice) -> String {
    let key = |action| app.keymap.key_of(action).unwrap_or_default();
    let copy = key(Action::CopyLink);
    match (choice.copy, choice.number) {
        (true, None) => format!("{copy} the article's own  esc leaves"),
        (true, _) => "enter copies  esc leaves".into(),
        (false, _) => format!("enter opens  {copy} copies  esc leaves"),
    }
}
