//! Draws where else the open article's statements stand in the same words.

use crate::app::comparing::same::{Elsewhere, SameLine, SameList};
use crate::app::{Action, App, Area};
use crate::domain::{Analysis, SourceId};

use super::super::help::panel;
use super::super::margin::bar;
use super::super::pen::{Pen, width};
use super::super::theme::Role;
use super::super::{dates, keys};

/// The columns that the list is given where there is room.
const WIDTH: u16 = 108;

/// Draws the list.
pub(in crate::ui) fn draw(app: &App, shown: &SameList, pen: &mut Pen<'_>) {
    let count = shown.lines.len().min(usize::from(u16::MAX) / 2) as u16;
    let area = panel(app, "In the same words", "", (WIDTH, count + 1), pen);
    let rows = area.height.saturating_sub(1);
    let last = shown.lines.len().saturating_sub(usize::from(rows));
    let top = shown.top.max((shown.selected + 1).saturating_sub(usize::from(rows))).min(last);
    let analysis = app.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
    for (index, y) in (top..shown.lines.len()).zip(area.y..area.y + rows) {
        let row = Area { y, height: 1, ..area };
        match &shown.lines[index] {
            SameLine::Gap => {}
            SameLine::Here(statement, words, by) => {
                here(analysis, *statement, (words, by), row, pen);
            }
            SameLine::There(there) => {
                if index == shown.selected {
                    pen.select(Area { x: row.x - 1, width: row.width + 2, ..row });
                }
                elsewhere(app, there, row, pen);
            }
        }
    }
    let wanted = [(Action::Open, "go there"), (Action::Back, "close")];
    keys::draw(app, &wanted, (area.x, area.y + rows, area.x + area.width), pen);
}

/// A statement of the open article, and who says it here.
fn here(
    analysis: Option<&Analysis>,
    index: usize,
    (words, by): (&str, &str),
    row: Area,
    pen: &mut Pen<'_>,
) {
    let Some(found) = analysis.and_then(|it| it.attributions.get(index)) else { return };
    let source: Option<SourceId> = found.source_id();
    let colour = pen.theme.source(source);
    pen.put(row.x, row.y, row.x + 1, bar(found.kind), colour);
    let end = row.x + row.width;
    let share = (row.width / 3).max(12).min(width(by));
    let middle = end.saturating_sub(share + 2);
    pen.fit(row.x + 2, row.y, middle, words, Role::RowUnread);
    pen.fit(middle + 2, row.y, end, by, Role::Secondary);
}

/// An article that has it, too: feed, age, title, and who says it there if that is somebody else.
fn elsewhere(app: &App, there: &Elsewhere, row: Area, pen: &mut Pen<'_>) {
    let mut end = row.x + row.width;
    if let Some(other) = &there.other {
        let note = format!("there: {other}");
        let room = (row.width / 3).max(12).min(width(&note));
        pen.fit(end - room, row.y, end, &note, Role::Error);
        end = end.saturating_sub(room + 2);
    }
    let age =
        there.row.published.map(|when| dates::short_age(when, app.env.now, &app.env.settings));
    let feed = match age {
        Some(age) => format!("{} · {age}", there.row.feed_title),
        None => there.row.feed_title.clone(),
    };
    let room = (row.width / 3).min(30);
    pen.fit(row.x + 2, row.y, (row.x + 2 + room).min(end), &feed, Role::Secondary);
    let title = &there.row.title;
    let title = if title.trim().is_empty() { "(no title)" } else { title };
    pen.fit((row.x + 4 + room).min(end), row.y, end, title, Role::Text);
}
