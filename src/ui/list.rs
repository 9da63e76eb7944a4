//! The article list: what is unread, how old it is, how many statements it holds.

use crate::app::{App, Area, Focus, Layout};
use crate::domain::{ArticleRow, Scope};

use super::pen::{Pen, width};
use super::theme::Role;
use super::{dates, empty, focused};

/// Columns from which a row of one line also names the feed.
const WITH_FEED: u16 = 64;

/// The widest that a feed's title is made beside the article's.
const FEED_WIDTH: u16 = 20;

/// The widest age.
const AGE_WIDTH: u16 = 8;

/// Draws the pane.
pub(super) fn draw(app: &App, layout: &Layout, area: Area, pen: &mut Pen<'_>) {
    head(app, area, pen);
    if app.list.rows.is_empty() {
        empty::list(app, area, pen);
        return;
    }
    let columns = Columns::new(app, layout, area);
    for (place, (index, row)) in app.list.shown().enumerate() {
        let y = area.y + 2 + place as u16 * layout.list_row_height;
        if y + layout.list_row_height > area.y + area.height {
            break;
        }
        if index == app.list.selected {
            let role = if focused(app, Focus::List) { Role::Selected } else { Role::SelectedIdle };
            let style = pen.style(role);
            pen.wash(Area { y, height: layout.list_row_height, ..area }, style);
        }
        columns.draw(app, row, y, pen);
    }
}

fn head(app: &App, area: Area, pen: &mut Pen<'_>) {
    let active = focused(app, Focus::List);
    let end = area.x + area.width - 1;
    let title = match app.list.query.scope {
        Scope::All => "Articles".into(),
        _ => app.scope_title(),
    };
    let counts = app.list.counts;
    let count = match (counts.total > 0, app.list.query.unread_only) {
        (false, _) => String::new(),
        (_, true) => format!("{} unread", counts.unread),
        (_, false) => format!("{} unread of {}", counts.unread, counts.total),
    };
    let role = if active { Role::Title } else { Role::TitleIdle };
    let reserved = (width(&count) + 2).min(area.width / 2);
    let x = pen.fit(area.x + 1, area.y, end.saturating_sub(reserved), &title, role);
    pen.fit(x + 2, area.y, end, &count, Role::Secondary);
    pen.rule(area.x, area.y + 1, area.x + area.width, active);
}

/// Where the parts of a row stand.
struct Columns {
    /// The title's first column.
    title: u16,
    /// The feed's columns, if a row of one line names it.
    feed: Option<(u16, u16)>,
    /// The column after the age.
    age_end: u16,
    /// The column after the count.
    count_end: u16,
    /// Whether the feed stands below the title.
    below: bool,
}

impl Columns {
    fn new(app: &App, layout: &Layout, area: Area) -> Columns {
        let counts = app.list.shown().map(|(_, row)| width(&count(row))).max().unwrap_or(0);
        let count_end = area.x + area.width - 1;
        let age_end = count_end - counts.clamp(2, 5) - 2;
        let one_feed = matches!(app.list.query.scope, Scope::Feed(_));
        let feed = (area.width >= WITH_FEED && layout.list_row_height == 1 && !one_feed)
            .then(|| (age_end - AGE_WIDTH - 2 - FEED_WIDTH, age_end - AGE_WIDTH - 2));
        let below = layout.list_row_height > 1;
        Columns { title: area.x + 3, feed, age_end, count_end, below }
    }

    fn draw(&self, app: &App, row: &ArticleRow, y: u16, pen: &mut Pen<'_>) {
        if row.unread {
            let style = pen.style(Role::Unread);
            pen.put(self.title - 2, y, self.title, "●", style);
        }
        pen.put_right(self.age_end, y, self.count_end, &count(row), Role::Secondary);
        let age = pen.put_right(self.title, y, self.age_end, &age(app, row), Role::Secondary);
        let mut end = age - 1;
        if let Some((start, feed_end)) = self.feed {
            pen.fit(start, y, feed_end.min(end), &row.feed_title, Role::Secondary);
            end = start - 2;
        }
        if row.starred {
            end = pen.put_right(self.title, y, end, "★", Role::Star) - 1;
        }
        let role = if row.unread { Role::RowUnread } else { Role::RowRead };
        let title = if row.title.trim().is_empty() { "(no title)" } else { &row.title };
        pen.fit(self.title, y, end, title, role);
        if self.below {
            pen.fit(self.title, y + 1, self.count_end, &row.feed_title, Role::Secondary);
        }
    }
}

/// The number of statements; a dot while the article has not been analysed.
fn count(row: &ArticleRow) -> String {
    row.attributions.map_or("·".into(), |count| count.to_string())
}

/// The age of a dated article; an undated one has none.
fn age(app: &App, row: &ArticleRow) -> String {
    row.published.map_or_else(String::new, |when| dates::age(when, app.now, &app.settings))
}
