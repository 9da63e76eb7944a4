//! The pane of feeds: what the list can show, in groups that fold.

use crate::app::sidebar::Row;
use crate::app::{App, Area, Focus};
use crate::domain::{FeedState, Scope, clean};

use super::focused;
use super::list::thousands;
use super::pen::Pen;
use super::theme::Role;

/// Draws the pane.
pub(super) fn draw(app: &App, area: Area, pen: &mut Pen<'_>) {
    let active = focused(app, Focus::Feeds);
    let role = if active { Role::Title } else { Role::TitleIdle };
    let end = area.x + area.width;
    pen.fit(area.x + 1, area.y, end, "Feeds", role);
    pen.rule(area.x, area.y + 1, end, active);
    let rows = app.sidebar.pane.rows.iter().enumerate().skip(app.sidebar.pane.top);
    for ((index, row), y) in rows.zip(area.y + 2..area.y + area.height) {
        let selected = index == app.sidebar.pane.selected;
        if selected && active {
            pen.select(Area { y, height: 1, ..area });
        }
        draw_row(app, row, selected && active, (area.x, y, end - 1), pen);
    }
}

fn draw_row(app: &App, row: &Row, selected: bool, (x, y, end): (u16, u16, u16), pen: &mut Pen<'_>) {
    let shown = row.scope.as_ref() == Some(&app.list.query.scope);
    let indent = if row.inside() { 2 } else { 0 };
    let text = x + 2 + indent;
    if shown {
        let style = pen.style(Role::Unread);
        pen.put(x, y, end, "▸", style);
    } else if row.head {
        pen.fit(x, y, end, if row.folded { "+" } else { "−" }, Role::Secondary);
    }
    let count = counts(row, selected);
    let stop = pen.put_right(text, y, end, &count, Role::Secondary);
    let stop = if count.is_empty() { end } else { stop.saturating_sub(1) };
    let stop = match state(app, row) {
        Some((mark, role)) => pen.put_right(text, y, stop, mark, role).saturating_sub(1),
        None => stop,
    };
    let unread = row.counts.is_some_and(|(unread, _)| unread > 0);
    let role = match (row.head && row.scope.is_none(), shown || unread) {
        (true, _) => Role::Secondary,
        (_, true) => Role::RowUnread,
        _ => Role::RowRead,
    };
    pen.fit(text, y, stop, &clean::one_line(&row.title), role);
}

/// Unread articles; where the row is selected also how many there are in all.
fn counts(row: &Row, selected: bool) -> String {
    match row.counts {
        Some((unread, total)) if selected => format!("{}/{}", thousands(unread), thousands(total)),
        Some((unread, _)) if unread > 0 => thousands(unread),
        _ => String::new(),
    }
}

/// What is to be known of how a feed is followed.
fn state(app: &App, row: &Row) -> Option<(&'static str, Role)> {
    let Some(Scope::Feed(id)) = row.scope else { return None };
    let feed = app.sidebar.feeds.iter().find(|feed| feed.id == id)?;
    let it = feed.subscription.as_deref()?;
    match it.settings.state {
        FeedState::Gone => Some(("gone", Role::Error)),
        FeedState::Followed if it.failures > 0 || it.last_error.is_some() => {
            Some(("!", Role::Error))
        }
        FeedState::Paused => Some(("paused", Role::Secondary)),
        FeedState::Kept | FeedState::Followed => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sidebar::Group;

    #[test]
    fn the_selected_row_also_says_how_many_there_are() {
        let row = |counts| Row {
            group: Group::Top,
            head: false,
            folded: false,
            scope: None,
            title: String::new(),
            counts,
        };
        assert_eq!(counts(&row(Some((3, 12_345))), false), "3");
        assert_eq!(counts(&row(Some((3, 12_345))), true), "3/12k");
        assert_eq!(counts(&row(Some((0, 5))), false), "");
        assert_eq!(counts(&row(None), true), "");
        assert_eq!(counts(&row(Some((0, 5))), true), "0/5");
    }
}
