//! The screen for those who hear it: words instead of signs, and the cursor where one is.

use ratatui::layout::Position;

use crate::app::{App, Area, Focus, Layout};
use crate::domain::{Attribution, Mode, Scope, Source, clean};

use super::pen::{Pen, fit, width};
use super::theme::Role;
use super::{dates, focused, source_rows};

/// The cell of the selected row, or of the line that is read; only where the screen is heard.
pub(super) fn cursor(app: &App, layout: &Layout) -> Option<Position> {
    if !app.env.look.plain || app.overlays.is_open() {
        return None;
    }
    let (area, row) = match app.focus {
        Focus::List => (layout.list?, 2 + app.list.selected.checked_sub(app.list.top)?),
        Focus::Sources => {
            let line = app.side.place()?;
            (layout.sources?, 2 + line.checked_sub(app.side.top)?)
        }
        Focus::Body => {
            let reader = app.article.reader.as_ref()?;
            let head = reader.head.len() + 2;
            let current = reader.current_place().and_then(|_| reader.current_attribution());
            let line = current.map(|current| reader.line_of(current.extent().start));
            let seen = line.filter(|line| (reader.top..reader.top + reader.rows).contains(line));
            (layout.body?, head + seen.map_or(0, |line| line - reader.top))
        }
        Focus::Feeds => return None,
    };
    let y = area.y + u16::try_from(row).ok()?;
    (y < area.y + area.height).then_some(Position { x: area.x, y })
}

/// The list: a line an article, which says all of it in words.
pub(super) fn list(app: &App, area: Area, pen: &mut Pen<'_>) {
    for ((index, row), y) in app.list.shown().zip(area.y + 2..area.y + area.height) {
        if index == app.list.selected {
            let role = if focused(app, Focus::List) { Role::Selected } else { Role::SelectedIdle };
            let style = pen.style(role);
            pen.wash(Area { y, height: 1, ..area }, style);
        }
        let mut after = String::new();
        if row.starred {
            after.push_str(", starred");
        }
        if let Some(when) = row.published {
            after.push_str(&format!(", {}", dates::age(when, app.env.now, &app.env.settings)));
        }
        if !matches!(app.list.query.scope, Scope::Feed(_)) {
            after.push_str(&format!(", {}", clean::one_line(&row.feed_title)));
        }
        match row.attributions {
            Some(1) => after.push_str(", 1 statement"),
            Some(count) => after.push_str(&format!(", {count} statements")),
            None if row.analysed => after.push_str(", not analysed: another language"),
            None => {}
        }
        let (before, role) =
            if row.unread { ("unread: ", Role::RowUnread) } else { ("read: ", Role::RowRead) };
        let room = area.width.saturating_sub(width(before) + width(&after) + 1);
        let title = clean::one_line(super::pen::beginning(&row.title, 4096));
        let title = if title.is_empty() { "no title" } else { &title };
        let line = format!("{before}{}{after}", fit(title, room));
        pen.fit(area.x, y, area.x + area.width, &line, role);
    }
}

/// A source: who it is, how it is described, how many statements it has.
pub(super) fn source(source: &Source, tag: &str, count: usize, row: Area, pen: &mut Pen<'_>) {
    let statements = if count == 1 { "statement" } else { "statements" };
    let described = if tag.is_empty() { String::new() } else { format!(", {tag}") };
    let line = format!("{}{described}, {count} {statements}", clean::one_line(&source.name));
    pen.fit(row.x, row.y, row.x + row.width, &line, Role::RowUnread);
}

/// A statement: in whose words it is, and how it begins.
pub(super) fn statement(attribution: &Attribution, text: &str, row: Area, pen: &mut Pen<'_>) {
    let mode = match attribution.kind {
        Mode::Direct => "direct quote",
        Mode::Mixed => "partly quoted",
        Mode::Indirect => "reported",
    };
    let doubt = if attribution.is_doubtful() { ", doubtful" } else { "" };
    let before = format!("  {mode}{doubt}: ");
    let room = row.width.saturating_sub(width(&before));
    let line = format!("{before}{}", source_rows::preview(attribution, text, room));
    pen.fit(row.x, row.y, row.x + row.width, &line, Role::Text);
}
