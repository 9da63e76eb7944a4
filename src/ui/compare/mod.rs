//! Draws articles side by side, and where statements stand in the same words.

mod cells;
mod same;

use crate::app::comparing::Comparison;
use crate::app::comparing::lines::{GAP, Line};
use crate::app::{App, Area, Comparand};
use crate::domain::clean;

use super::pen::{Pen, fit, width};
use super::theme::Role;
use super::{dates, profile};

pub(super) use same::draw as draw_same;

/// Draws the comparison over all panes.
pub(super) fn draw(app: &App, shown: &Comparison, pen: &mut Pen<'_>) {
    let (columns, rows) = (app.env.size.columns, app.env.size.rows.saturating_sub(1));
    let ground = pen.style(Role::Text);
    pen.clear(Area { x: 0, y: 0, width: columns, height: rows }, ground);
    let head = Comparison::head(app.env.size);
    let visible = shown.first..(shown.first + shown.columns).min(shown.articles.len());
    for (place, column) in visible.clone().enumerate() {
        let x = left(shown, place);
        let area = Area { x, y: 0, width: shown.width, height: head - 1 };
        title(app, shown, column, area, pen);
    }
    pen.rule(0, head - 1, columns, true);
    arrows(shown, columns, head - 1, pen);
    for (index, y) in (shown.top..shown.lines.len()).zip(head..rows) {
        let row = Area { x: 1, y, width: columns.saturating_sub(2), height: 1 };
        match &shown.lines[index] {
            Line::Gap => {}
            Line::Heading(text) => heading(text, row, pen),
            Line::Name(name) => {
                pen.fit(row.x, y, row.x + row.width, name, Role::RowUnread);
            }
            Line::Note(text) => {
                pen.fit(row.x, y, row.x + row.width, text, Role::Secondary);
            }
            Line::Cells(line) => {
                for (place, column) in visible.clone().enumerate() {
                    let area = Area { x: left(shown, place), width: shown.width, ..row };
                    cells::draw(shown, (column, index), &line[column], area, pen);
                }
            }
        }
        if matches!(shown.lines[index], Line::Cells(_) | Line::Gap) {
            parting(shown, visible.len(), y, pen);
        }
    }
}

/// The first column of the screen of the article that is shown in that place.
fn left(shown: &Comparison, place: usize) -> u16 {
    1 + place as u16 * (shown.width + GAP)
}

fn parting(shown: &Comparison, columns: usize, y: u16, pen: &mut Pen<'_>) {
    let style = pen.style(Role::Rule);
    for place in 1..columns {
        let x = left(shown, place) - 2;
        pen.put_grapheme(x, y, x + 1, "│", style);
    }
}

fn heading(text: &str, row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width;
    let x = pen.fit(row.x, row.y, end, text, Role::Heading);
    pen.rule(x + 1, row.y, end, false);
}

/// Title, feed and date, and how the article is sourced.
fn title(app: &App, shown: &Comparison, column: usize, area: Area, pen: &mut Pen<'_>) {
    let Some(comparand) = shown.articles.get(column) else { return };
    let end = area.x + area.width;
    let row = &comparand.article.row;
    let selected = shown.selected.is_some_and(|spot| spot.column == column);
    let role = if selected { Role::Title } else { Role::TitleIdle };
    let name = if row.title.trim().is_empty() { "(no title)" } else { &row.title };
    let mut y = area.y;
    if area.height > 3 {
        let spans = crate::text::wrap::wrap_span(
            name,
            crate::domain::Span::new(0, name.len()),
            usize::from(area.width),
        );
        let first = spans.first().map_or("", |span| span.of(name));
        pen.fit(area.x, y, end, first, role);
        if let Some(second) = spans.get(1) {
            pen.fit(area.x, y + 1, end, &name[second.start..], role);
        }
        y += 2;
    } else {
        pen.fit(area.x, y, end, name, role);
        y += 1;
    }
    let mut feed = row.feed_title.clone();
    if let Some(when) = row.published {
        feed = format!("{feed} · {}", dates::written(when, &app.env.settings));
    }
    pen.fit(area.x, y, end, &feed, Role::Secondary);
    pen.fit(area.x, y + 1, end, &sourcing(comparand), Role::Secondary);
}

/// The profile in words, and how much of the text is attributed.
fn sourcing(comparand: &Comparand) -> String {
    let Some(analysis) = comparand.analysis.as_ref() else { return "not analysed yet".into() };
    if let Some(language) = analysis.not_analysed() {
        return format!("not analysed ({})", clean::one_line(language));
    }
    let words = profile::words(analysis.profile());
    let share = comparand.article.row.sourcing.map(|it| format!("{} % attributed", it.share));
    let parts: Vec<String> =
        [Some(words).filter(|words| !words.is_empty()), share].into_iter().flatten().collect();
    if parts.is_empty() { "no sources".into() } else { parts.join(" · ") }
}

/// That there are more articles to the left or the right.
fn arrows(shown: &Comparison, columns: u16, y: u16, pen: &mut Pen<'_>) {
    if shown.columns == shown.articles.len() {
        return;
    }
    let place = format!(
        " {}{}–{} of {}{} ",
        if shown.first > 0 { "‹ " } else { "" },
        shown.first + 1,
        shown.first + shown.columns,
        shown.articles.len(),
        if shown.first + shown.columns < shown.articles.len() { " ›" } else { "" },
    );
    let from = columns.saturating_sub(width(&place) + 2);
    let style = pen.style(Role::Secondary);
    pen.put(from, y, columns, &fit(&place, columns), style);
}
