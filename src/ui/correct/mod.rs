//! Draws the panel of corrections, below the text that it is about.

mod lists;
mod menu;
mod passages;

use crate::app::correcting::{Correcting, Stage};
use crate::app::{Action, App, Area};

use super::pen::{Pen, fit, width};
use super::theme::Role;

pub(super) use passages::passage;

/// Draws the panel.
pub(super) fn draw(app: &App, shown: &Correcting, pen: &mut Pen<'_>) {
    let Some(area) = app.dock() else { return };
    match &shown.stage {
        Stage::Menu { details } => menu::draw(app, shown, *details, area, pen),
        Stage::Source(choice) => lists::sources(app, choice, area, pen),
        Stage::Kind(choice) => lists::kinds(app, choice, area, pen),
        Stage::Passages(edited) => passages::draw(app, edited, area, pen),
        Stage::List { selected } => lists::corrections(app, shown, *selected, area, pen),
    }
}

/// The panel's ground with its title and a note in the rule on top; gives the room inside.
fn panel(title: &str, note: &str, area: Area, pen: &mut Pen<'_>) -> Area {
    let ground = pen.style(Role::Panel);
    pen.clear(area, ground);
    if area.x > 0 {
        let style = pen.style(Role::Rule);
        for y in area.y..area.y + area.height {
            pen.put_grapheme(area.x - 1, y, area.x, "│", style);
        }
    }
    let end = area.x + area.width;
    pen.rule(area.x, area.y, end, true);
    let style = pen.style(Role::Title);
    let title = format!(" {} ", fit(title, area.width.saturating_sub(6)));
    let x = pen.put(area.x + 1, area.y, end - 1, &title, style);
    if !note.is_empty() {
        pen.put_right(x + 1, area.y, end - 2, &format!(" {note} "), Role::Secondary);
    }
    let inside = area.width.saturating_sub(2);
    Area { x: area.x + 1, y: area.y + 1, width: inside, height: area.height.saturating_sub(1) }
}

/// Actions with what they do in a few words, as the keys that they have in the panel now.
fn keyed(app: &App, wanted: &[(&[Action], &'static str)]) -> Vec<(String, &'static str)> {
    let key = |actions: &[Action]| {
        actions.iter().map(|action| app.key_here(*action)).collect::<Vec<_>>().join(" ")
    };
    wanted.iter().map(|(actions, what)| (key(actions), *what)).collect()
}

/// Writes keys and what they do into the rows of `area`, as many as fit.
fn keys(wanted: &[(String, &str)], area: Area, pen: &mut Pen<'_>) {
    let (bright, dim) = (pen.style(Role::HintKey), pen.style(Role::Secondary));
    let end = area.x + area.width;
    let (mut x, mut y) = (area.x, area.y);
    for (key, what) in wanted {
        let columns = width(key) + 1 + width(what);
        if x + columns > end && x > area.x {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.y + area.height {
            return;
        }
        x = pen.put(x, y, end, key, bright);
        x = pen.put(x + 1, y, end, what, dim) + 2;
    }
}

/// How many rows `keys` takes in so many columns.
fn key_rows(wanted: &[(String, &str)], columns: u16) -> u16 {
    let (mut used, mut rows) = (0, 1);
    for (key, what) in wanted {
        let wide = width(key) + 1 + width(what);
        if used + wide > columns && used > 0 {
            (used, rows) = (0, rows + 1);
        }
        used += wide + 2;
    }
    rows
}
