//! Draws the screens of the archive, over the panes: lists of subjects, and dossiers.

mod dossier;
mod known;
mod rows;
mod spark;
mod subjects;

use ratatui::layout::Position;

use crate::app::screens::dates::Dates;
use crate::app::screens::subjects::HEAD;
use crate::app::screens::{Screen, dossier_head};
use crate::app::{App, Area};
use crate::domain::{EntityKind, FeedId, SourceKind, Subject};

use super::pen::{Pen, fit, width};
use super::theme::Role;

/// The columns that a feed's name takes among the conditions.
const FEED: u16 = 24;

pub(super) fn draw(app: &App, shown: &Screen, pen: &mut Pen<'_>) {
    let area = Area {
        x: 0,
        y: 0,
        width: app.env.size.columns,
        height: app.env.size.rows.saturating_sub(1),
    };
    pen.clear(area, pen.style(Role::Text));
    match shown {
        Screen::Subjects(list) => subjects::draw(app, list, area, pen),
        Screen::Dossier(view) => dossier::draw(app, view, area, pen),
    }
}

/// The cell of what is selected, where the screen is heard and not seen.
pub(super) fn cursor(app: &App) -> Option<Position> {
    let shown = app.overlays.screen().filter(|_| app.env.look.plain)?;
    let y = match shown {
        Screen::Subjects(list) => {
            HEAD + u16::try_from(list.selected.checked_sub(list.top)?).ok()?
        }
        Screen::Dossier(view) => {
            let line = view.line_of(view.selected?)?.checked_sub(view.top)?;
            dossier_head(app.env.size.rows) + u16::try_from(line).ok()?
        }
    };
    (y + 1 < app.env.size.rows).then_some(Position { x: 0, y })
}

/// Where one is in a screen, for the status line.
pub(super) fn place(shown: &Screen) -> String {
    match shown {
        Screen::Subjects(list) if list.total == 0 => String::new(),
        Screen::Subjects(list) => {
            format!("{}/{}", grouped(list.selected + 1), grouped(list.total))
        }
        Screen::Dossier(view) => match view.selected.and_then(|spot| spot.article()) {
            Some(place) => format!("article {}/{}", grouped(place + 1), grouped(view.total)),
            None => String::new(),
        },
    }
}

/// The title of a screen, what it is narrowed to, and on the right that it is not complete while
/// analyses are being made.
fn title(app: &App, title: &str, conditions: &[String], area: Area, pen: &mut Pen<'_>) {
    let end = area.x + area.width - 1;
    let from = area.x + 1;
    let note = incomplete(app, area.width);
    let stop = match note.as_str() {
        "" => end,
        note => pen.put_right(from + 12, area.y, end, note, Role::StatusText).saturating_sub(2),
    };
    let x = pen.fit(from, area.y, stop, title, Role::Title);
    if !conditions.is_empty() {
        pen.fit(x + 2, area.y, stop, &conditions.join(" · "), Role::Secondary);
    }
}

/// That there is more to come; shorter where there is less room.
fn incomplete(app: &App, columns: u16) -> String {
    let Some(progress) = app.refresh.progress.as_ref().filter(|it| it.what == "Analysing") else {
        return String::new();
    };
    let (done, total) = (grouped(progress.done), grouped(progress.total));
    if columns < 100 {
        format!("{done} of {total} analysed")
    } else {
        format!("not complete: {done} of {total} articles analysed")
    }
}

/// What a screen is narrowed to, in words: feed and dates.
fn narrowed(app: &App, feed: Option<FeedId>, dates: &Dates) -> Vec<String> {
    let feed = feed.map(|id| {
        let feed = app.sidebar.feeds.iter().find(|feed| feed.id == id);
        fit(feed.map_or("one feed", |feed| &feed.title), FEED)
    });
    let dates = Some(dates.text.clone()).filter(|_| dates.is_set());
    feed.into_iter().chain(dates).collect()
}

/// What a subject is, in a word; as an entity where it is listed as one.
fn kind(subject: &Subject, entity: bool) -> &'static str {
    let of_source = subject.source_kind.map(source_kind);
    let of_entity = subject.entity_kind.map(|kind| match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "body",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        EntityKind::Date => "date",
        EntityKind::Quantity => "quantity",
        EntityKind::Other => "other",
    });
    let found = if entity { of_entity.or(of_source) } else { of_source.or(of_entity) };
    found.unwrap_or("")
}

fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Organization => "body",
        SourceKind::Document => "document",
    }
}

/// A number with its thousands set apart: `1,204`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of things in words: `1 article`, `1,204 articles`.
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Writes `text` and gives the column after it and a gap of so many columns.
fn after(x: u16, gap: u16, text: &str) -> u16 {
    x.saturating_add(width(text)).saturating_add(gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let all = [0, 12, 999, 1000, 12_345, 1_234_567].map(grouped);
        assert_eq!(all, ["0", "12", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(counted(1, "article", "articles"), "1 article");
    }
}
