//! The article: its title, where and when it appeared, and its text.

use crate::app::comfort::time;
use crate::app::layout::{BODY_INDENT, text_width};
use crate::app::{Action, App, Area, Focus, Reader};
use crate::domain::{TextSource, clean};
use crate::text::bidi;

use super::pen::{Pen, fit, width};
use super::text::Ink;
use super::theme::Role;
use super::{dates, empty, focused, margin};

/// Draws the pane.
pub(super) fn draw(app: &App, area: Area, pen: &mut Pen<'_>) {
    let Some(reader) = app.article.reader.as_ref() else {
        pen.rule(area.x, area.y + 1, area.x + area.width, focused(app, Focus::Body));
        empty::body(app, area, pen);
        return;
    };
    let first = head(app, reader, area, pen);
    let ink = Ink::new(app, reader, pen.theme);
    let end = area.x + area.width - 1;
    let bottom = area.y + area.height;
    for (line, y) in reader.lines.iter().skip(reader.top).zip(first..bottom) {
        let x = area.x + reader.lead;
        margin::draw(app, reader, line, x, y, pen);
        ink.draw(line, x + BODY_INDENT, y, end, pen);
    }
    if app.env.look.zen.is_none() {
        scrollbar(reader, first, bottom, end, pen);
    }
}

/// Title, meta line, and a rule while the pane has the focus; gives the row after them.
fn head(app: &App, reader: &Reader, area: Area, pen: &mut Pen<'_>) -> u16 {
    let active = focused(app, Focus::Body);
    let (x, end) = (area.x + 1 + reader.lead, area.x + area.width - 1);
    let mut y = area.y;
    let to_the_left = pen.bidi && bidi::is_rtl(&reader.article.row.title);
    let right = (x + 2 + text_width(area.width, app.env.look.measure)).min(end);
    for line in &reader.head {
        if to_the_left {
            pen.put_right(x, y, right, &fit(line, right.saturating_sub(x)), Role::Title);
        } else {
            pen.fit(x, y, end, line, Role::Title);
        }
        y += 1;
    }
    let meta = meta(app, reader, end - x);
    let role = if reader.head.is_empty() && active { Role::Title } else { Role::Secondary };
    pen.fit(x, y, end, &meta, role);
    if active && app.env.look.zen.is_none() {
        pen.rule(area.x, y + 1, area.x + area.width, active);
    }
    y + 2
}

/// Date, outlet, length, authors and the user's tags, as many of them as fit in `columns`.
fn meta(app: &App, reader: &Reader, columns: u16) -> String {
    if app.article.is_outdated() {
        let open = app.env.keymap.key_of(Action::Open).unwrap_or_default();
        return format!("changed since you opened it; {open} shows the new text");
    }
    let article = &reader.article;
    let outlet = article.outlet.as_deref().filter(|outlet| !outlet.trim().is_empty());
    let date = article.row.published.map(|when| dates::written(when, &app.env.settings));
    let mut parts = Vec::from_iter(date);
    let part = reader.analysis.as_ref().and_then(|it| it.percent_read(&article.body.text));
    match part {
        Some(0) => parts.push("not analysed, by a fault".into()),
        Some(part) => parts.push(format!("first {part} % analysed")),
        None => {}
    }
    match (article.text_source, article.has_other_text) {
        (TextSource::Page, _) => parts.push("full text".into()),
        (TextSource::Feed, true) => parts.push("feed's text".into()),
        (TextSource::Feed, false) => {}
    }
    parts.push(clean::one_line(outlet.unwrap_or(&article.row.feed_title)));
    if let Some(language) = reader.analysis.as_ref().and_then(|it| it.language.as_deref()) {
        parts.push(format!("{}: quotations only", clean::one_line(language)));
    }
    parts.push(format!("{} min", time::minutes(reader.length, app.env.look.speed)));
    let authors: Vec<String> = article.authors.iter().map(|name| clean::one_line(name)).collect();
    if authors.iter().any(|name| !name.is_empty()) {
        parts.push(format!("by {}", authors.join(", ")));
    }
    parts.extend(article.own_tags.iter().map(|tag| format!("#{}", clean::one_line(tag))));
    parts.retain(|part| !part.is_empty());
    let mut meta = String::new();
    for part in parts {
        let joined = if meta.is_empty() { part } else { format!("{meta} · {part}") };
        // A last part of which only a stump would be left is better left out.
        if !meta.is_empty() && width(&joined) > columns && width(&meta) + 14 > columns {
            break;
        }
        meta = joined;
    }
    meta
}

/// A thumb at the right border, where the text is longer than the pane.
fn scrollbar(reader: &Reader, top: u16, bottom: u16, x: u16, pen: &mut Pen<'_>) {
    let (lines, rows) = (reader.lines.len(), usize::from(bottom.saturating_sub(top)));
    if lines <= rows || rows < 3 {
        return;
    }
    let length = (rows * rows / lines).max(1);
    let room = rows - length;
    let last = lines - rows;
    let start = (reader.top.min(last) * room + last / 2) / last;
    let style = pen.style(Role::Scrollbar);
    for y in start..start + length {
        pen.put_grapheme(x, top + y as u16, x + 1, "▐", style);
    }
}
