//! Draws a dossier: its head, then the lines that are visible.

use crate::app::screens::{DossierView, dossier_head};
use crate::app::{Action, App, Area};

use super::super::empty::sentences;
use super::super::pen::Pen;
use super::super::theme::Role;
use super::{known, rows};

pub(super) fn draw(app: &App, view: &DossierView, area: Area, pen: &mut Pen<'_>) {
    known::draw(app, view, area, pen);
    let head = dossier_head(app.env.size.rows);
    let below = Area { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    if view.is_coming() {
        empty(app, view, below, pen);
        return;
    }
    if view.total == 0 {
        let used = (view.lines.len() as u16).min(below.height);
        let rest = Area { y: below.y + used, height: below.height - used, ..below };
        empty(app, view, rest, pen);
    }
    for (line, y) in view.lines.iter().skip(view.top).zip(below.y..below.y + below.height) {
        let row = Area { y, height: 1, ..below };
        if line.spot.is_some() && line.spot == view.selected {
            let style = pen.style(Role::Current);
            pen.wash(row, style);
        }
        rows::draw(app, view, line, row, pen);
    }
    scrollbar(view, below, pen);
}

/// How far down one is, at the right border, where not everything fits.
fn scrollbar(view: &DossierView, area: Area, pen: &mut Pen<'_>) {
    let (lines, rows) = (view.lines.len().max(1), usize::from(area.height.max(1)));
    if view.articles.len() as u64 == view.total && lines <= rows {
        return;
    }
    // Articles that are not in memory count as much as those that are, on the average.
    let each = lines as f64 / view.articles.len().max(1) as f64;
    let all = (view.total as f64 * each).max(lines as f64);
    let at = (view.offset as f64 * each + view.top as f64) / (all - rows as f64).max(1.0);
    let y = area.y + (at.clamp(0.0, 1.0) * (rows - 1) as f64).round() as u16;
    let x = area.x + area.width - 1;
    let style = pen.style(Role::Scrollbar);
    pen.put(x, y, x + 1, "▐", style);
}

/// Why there is nothing, and what to do about it.
fn empty(app: &App, view: &DossierView, area: Area, pen: &mut Pen<'_>) {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let area = Area { y: area.y.saturating_sub(2), height: area.height + 2, ..area };
    if view.is_coming() {
        let text = if view.waiting() { "Reading the archive…" } else { "Nothing could be read." };
        sentences(area, &[text], &[], pen);
    } else if view.query.feed.is_some() || view.dates.is_set() {
        let back = format!("{} takes off one condition.", key(Action::Back));
        sentences(area, &["No article is left by what is set on top."], &[&back], pen);
    } else {
        let (nothing, other) = if view.query.about {
            ("Nothing is said about it, and it is mentioned nowhere.", "what it says")
        } else {
            ("It says nothing in any article.", "what is said about it")
        };
        let swap = format!("{} shows {other}.", key(Action::SwapSide));
        sentences(area, &[nothing], &[&swap], pen);
    }
}
