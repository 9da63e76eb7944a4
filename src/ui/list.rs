//! The article list: what is unread, how old it is, how many statements it holds.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::comfort::time;
use crate::app::{App, Area, Focus, Layout};
use crate::domain::{ArticleRow, Order, Scope, clean};

use super::hits::Marker;
use super::pen::{Pen, beginning, fit, width};
use super::theme::Role;
use super::{dates, empty, focused, plain, signs};

/// Columns from which a row of one line also names the feed.
const WITH_FEED: u16 = 64;

/// The widest that a feed's title is made beside the article's.
const FEED_WIDTH: u16 = 20;

/// The widest age where a row has room.
const AGE_WIDTH: u16 = 8;

/// What stands before an article that is picked to be compared.
const PICKED: &str = "▸";

/// Draws the pane.
pub(super) fn draw(app: &App, layout: &Layout, area: Area, pen: &mut Pen<'_>) {
    head(app, area, pen);
    if app.list.rows.is_empty() {
        empty::list(app, area, pen);
        return;
    }
    if app.env.look.plain {
        plain::list(app, area, pen);
        return;
    }
    let columns = Columns::new(app, layout, area);
    let marker = Marker::new(app);
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
        columns.draw(app, row, (y, &marker), pen);
    }
}

fn head(app: &App, area: Area, pen: &mut Pen<'_>) {
    let active = focused(app, Focus::List);
    let end = area.x + area.width - 1;
    let title = match app.list.query.scope {
        Scope::All => "Articles".into(),
        _ => app.scope_title(),
    };
    let role = if active { Role::Title } else { Role::TitleIdle };
    let newer = match app.list.newer {
        0 => String::new(),
        newer => format!("↑ {} new", thousands(newer)),
    };
    let apart = if newer.is_empty() { 0 } else { width(&newer) + 2 };
    let title = match order(app) {
        Some(order) => format!("{title} · {order}"),
        None => title,
    };
    let room = area.width.saturating_sub(4 + apart + width(&title));
    let count = counts(app, room);
    let reserved = width(&count) + 2 + apart;
    let x = pen.fit(area.x + 1, area.y, end.saturating_sub(reserved), &title, role);
    let x = pen.fit(x + 2, area.y, end.saturating_sub(apart), &count, Role::Secondary);
    pen.put_right(x, area.y, end, &newer, Role::StatusText);
    pen.rule(area.x, area.y + 1, area.x + area.width, active);
}

/// What the list is ordered by, where that is not what one expects of it.
fn order(app: &App) -> Option<&'static str> {
    let query = &app.list.query;
    let searches = matches!(query.scope, Scope::Search(_) | Scope::Saved(_));
    match query.order {
        Order::Newest if searches => Some("newest"),
        Order::Newest | Order::Best => None,
        Order::Oldest => Some("oldest"),
        Order::Named => Some("by named"),
        Order::Unnamed => Some("by unnamed"),
        Order::Statements => Some("by statements"),
        Order::Share => Some("by share"),
    }
}

/// How many are unread, and of how many; shorter where it does not fit in `room`.
fn counts(app: &App, room: u16) -> String {
    let counts = app.list.counts;
    let (unread, total) = (thousands(counts.unread), thousands(counts.total));
    if counts.total == 0 {
        return String::new();
    }
    if app.list.query.unread_only {
        return format!("{unread} unread");
    }
    let long = format!("{unread} unread of {total}");
    if width(&long) <= room { long } else { format!("{unread}/{total} unread") }
}

/// A number in at most four digits and a letter: `9999`, `12k`, `3M`.
pub(super) fn thousands(number: u64) -> String {
    match number {
        0..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{}k", number / 1000),
        _ => format!("{}M", number / 1_000_000),
    }
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
    /// Whether the row has a second line, where the title runs on and feed and age stand.
    below: bool,
    /// Whether a row says which feed it is from.
    with_feed: bool,
    /// The line of a row on which it says what a search has found, if it does.
    snippet: Option<u16>,
}

impl Columns {
    fn new(app: &App, layout: &Layout, area: Area) -> Columns {
        let counts = app
            .list
            .shown()
            .map(|(_, row)| width(&count(app.list.query.order, row)))
            .max()
            .unwrap_or(0);
        let count_end = area.x + area.width - 1;
        let age_end = count_end - counts.clamp(2, 8) - 2;
        let one_feed = matches!(app.list.query.scope, Scope::Feed(_));
        let snippet =
            app.search_text().map(|_| layout.list_row_height - 1).filter(|line| *line > 0);
        let below = layout.list_row_height > snippet.map_or(1, |_| 2);
        let feed = (area.width >= WITH_FEED && !below && !one_feed)
            .then(|| (age_end - AGE_WIDTH - 2 - FEED_WIDTH, age_end - AGE_WIDTH - 2));
        Columns {
            title: area.x + 3,
            feed,
            age_end,
            count_end,
            below,
            with_feed: !one_feed,
            snippet,
        }
    }

    fn draw(&self, app: &App, row: &ArticleRow, (y, marker): (u16, &Marker), pen: &mut Pen<'_>) {
        if app.comparison.is_picked(row.id) {
            let style = pen.style(Role::Star);
            pen.put(self.title - 3, y, self.title - 2, PICKED, style);
        }
        if row.unread {
            let style = pen.style(Role::Unread);
            pen.put(self.title - 2, y, self.title, signs::unread(app.env.look.icons), style);
        }
        pen.put_right(
            self.age_end,
            y,
            self.count_end,
            &count(app.list.query.order, row),
            Role::Secondary,
        );
        let mut end = self.age_end;
        if !self.below {
            let mut age = age(app, row, self.feed.is_some());
            if app.env.look.time_in_list {
                let minutes = time::minutes(row.words as f32, app.env.look.speed);
                age = format!("{minutes} min  {age:>4}");
            }
            end = pen.put_right(self.title, y, end, &age, Role::Secondary) - 1;
        }
        if let Some((start, feed_end)) = self.feed {
            pen.fit(start, y, feed_end.min(end), &row.feed_title, Role::Secondary);
            end = start - 2;
        }
        if row.starred {
            end =
                pen.put_right(self.title, y, end, signs::star(app.env.look.icons), Role::Star) - 1;
        }
        let role = if row.unread { Role::RowUnread } else { Role::RowRead };
        let title = if row.title.trim().is_empty() { "(no title)" } else { &row.title };
        if self.below {
            let (first, rest) = run_on(title, end.saturating_sub(self.title));
            marker.title((self.title, y, end), &first, role, pen);
            self.draw_second(app, row, (&rest, role), (y + 1, marker), pen);
        } else {
            marker.title((self.title, y, end), title, role, pen);
        }
        if let (Some(line), Some(snippet)) = (self.snippet, &row.snippet) {
            marker.snippet((self.title, y + line, self.count_end), snippet, pen);
        }
    }

    /// The second line: what is left of the title, then the age and the feed. Where there is little
    /// room, the title is cut before the feed, and the feed before the age.
    fn draw_second(
        &self,
        app: &App,
        row: &ArticleRow,
        (rest, role): (&str, Role),
        (y, marker): (u16, &Marker),
        pen: &mut Pen<'_>,
    ) {
        let room = self.count_end - self.title;
        let mut parts = vec![age(app, row, false)];
        if app.env.look.time_in_list {
            let minutes = time::minutes(row.words as f32, app.env.look.speed);
            parts.push(format!("{minutes} min"));
        }
        parts.retain(|part| !part.is_empty());
        let mut note = parts.join(" · ");
        if self.with_feed {
            let parted = if note.is_empty() { 0 } else { width(&note) + 3 };
            let used = if rest.is_empty() { 0 } else { width(&fit(rest, room)) + 2 };
            let left = room.saturating_sub(used).max(room / 2).saturating_sub(parted);
            parts.extend(Some(fit(&row.feed_title, left)).filter(|feed| !feed.is_empty()));
            note = parts.join(" · ");
        }
        let end = pen.put_right(self.title, y, self.count_end, &note, Role::Secondary);
        let gap = if note.is_empty() { 0 } else { 2 };
        marker.title((self.title, y, end.saturating_sub(gap)), rest, role, pen);
    }
}

/// What the list is ordered by, or else the number of statements; a dot while the article has not
/// been analysed, a dash where it is in a language that is not read.
fn count(order: Order, row: &ArticleRow) -> String {
    let figure = match (order, &row.sourcing) {
        (Order::Named, Some(found)) => Some(format!("{} named", found.profile.named)),
        (Order::Unnamed, Some(found)) => Some(format!("{} unn.", found.profile.unnamed)),
        (Order::Share, Some(found)) => Some(format!("{} %", found.share)),
        (Order::Named | Order::Unnamed | Order::Share, None) => None,
        _ => row.attributions.map(|count| count.to_string()),
    };
    // A dash: there is nothing to count in a language that is not read.
    figure.unwrap_or_else(|| if row.analysed { "–".into() } else { "·".into() })
}

/// The age of a dated article; an undated one has none.
fn age(app: &App, row: &ArticleRow, room: bool) -> String {
    let age = if room { dates::age } else { dates::short_age };
    row.published.map_or_else(String::new, |when| age(when, app.env.now, &app.env.settings))
}

/// A title in two parts, of which the first fits in `columns`: parted between words, or within one
/// where a word is that long.
fn run_on(title: &str, columns: u16) -> (String, String) {
    let title = clean::one_line(beginning(title, 4096));
    let (mut used, mut full, mut word) = (0, title.len(), None);
    for (at, grapheme) in title.grapheme_indices(true) {
        if grapheme == " " && used > columns / 2 {
            word = Some(at);
        }
        used += width(grapheme);
        if used > columns {
            full = at;
            break;
        }
    }
    if full == title.len() {
        return (title, String::new());
    }
    let (first, rest) = title.split_at(word.unwrap_or(full));
    (first.trim_end().into(), rest.trim_start().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_runs_on_between_words() {
        let parts = |title, columns| {
            let (first, rest) = run_on(title, columns);
            format!("{first}|{rest}")
        };
        assert_eq!(parts("Owners reply to the survey", 15), "Owners reply to|the survey");
        assert_eq!(parts("Owners reply to the survey", 14), "Owners reply|to the survey");
        assert_eq!(parts("Owners reply", 12), "Owners reply|");
        assert_eq!(parts("A Grundstücksverkehr", 10), "A Grundstü|cksverkehr");
        assert_eq!(parts("漢字漢字漢字", 5), "漢字|漢字漢字");
    }

    #[test]
    fn large_numbers_are_short() {
        let shown = [7, 9_999, 10_000, 100_000, 2_345_678].map(thousands);
        assert_eq!(shown, ["7", "9999", "10k", "100k", "2M"]);
    }
}
