//! The screen of feeds: what the list can show, and how each feed is followed.

use crate::app::sidebar::picker::{Choice, Picker};
use crate::app::{Action, App, Area};
use crate::domain::{
    FeedOrigin, FeedRow, FeedState, QueryId, Scope, Span, Subscription, clean, secret,
};
use crate::text::wrap::wrap_span;

use super::help::panel;
use super::pen::{Pen, width};
use super::theme::Role;
use super::{dates, keys};

/// The columns that the feeds are given where there is room.
const WIDTH: u16 = 92;

/// Columns from which a row says more than the title and the counts.
const ROOMY: u16 = 60;

/// The columns of a feed's state.
const STATE: u16 = 13;

/// Rows below the feeds: a rule, what is known of the selected one, and its keys.
const DETAIL: u16 = 7;

/// Rows of it without the keys.
const SHORT_DETAIL: u16 = 5;

/// Draws the feeds.
pub(super) fn draw(app: &App, picker: &Picker, pen: &mut Pen<'_>) {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let note = if app.env.size.columns < ROOMY {
        format!("{} shows", key(Action::Open))
    } else {
        let (show, filter, close) = (key(Action::Open), key(Action::Filter), key(Action::Back));
        format!("{show} shows  {filter} filters  {close} closes")
    };
    let title = match picker.filter.as_str() {
        "" => "Feeds".to_owned(),
        filter => format!("Feeds › /{}", clean::one_line(filter)),
    };
    // As high as for all of them, so that it keeps its size while it is filtered.
    let all =
        app.sidebar.feeds.len() + app.sidebar.tags.len() + app.sidebar.shelves.queries.len() + 2;
    let count = all.max(picker.choices.len()).min(usize::from(u16::MAX) / 2) as u16;
    let area = panel(app, &title, &note, (WIDTH, count + DETAIL), pen);
    let detail = match area.height {
        0..10 => 0,
        height if height < (count + DETAIL).min(14) => SHORT_DETAIL,
        _ => DETAIL,
    };
    let list = Area { height: area.height - detail, ..area };
    if picker.choices.is_empty() {
        pen.fit(list.x, list.y, list.x + list.width, "Nothing is called so.", Role::Secondary);
    }
    draw_list(app, picker, list, pen);
    if detail > 0 {
        let below = Area { y: area.y + list.height, height: detail, ..area };
        draw_detail(app, picker, below, pen);
    }
}

fn draw_list(app: &App, picker: &Picker, area: Area, pen: &mut Pen<'_>) {
    let rows = usize::from(area.height);
    let last = picker.choices.len().saturating_sub(rows);
    let top = picker.selected.saturating_sub(rows / 2).min(last);
    let roomy = area.width >= ROOMY;
    let shown = || picker.choices.iter().enumerate().skip(top).take(rows);
    let counted = shown().map(|(_, choice)| width(&counts(choice, roomy))).max().unwrap_or(0);
    for ((index, choice), y) in shown().zip(area.y..) {
        let row = Area { x: area.x - 1, y, width: area.width + 2, height: 1 };
        if index == picker.selected {
            pen.select(row);
        }
        draw_row(app, choice, (Area { y, ..area }, counted, roomy), pen);
    }
}

fn draw_row(
    app: &App,
    choice: &Choice,
    (area, counted, roomy): (Area, u16, bool),
    pen: &mut Pen<'_>,
) {
    let y = area.y;
    let mut end = area.x + area.width;
    pen.put_right(area.x, y, end, &counts(choice, roomy), Role::Secondary);
    end -= counted + 2;
    let feed = feed_of(app, &choice.scope);
    let subscription = feed.and_then(|feed| feed.subscription.as_deref());
    if let Some(subscription) = subscription {
        let (text, role) = state(app, subscription);
        let stop = if roomy { end } else { end.min(area.x + area.width) };
        let fits =
            roomy || role == Role::Error || subscription.settings.state != FeedState::Followed;
        if fits {
            let start = pen.put_right(area.x + 10, y, stop, &text, role);
            end = start.saturating_sub(2);
        }
        if roomy {
            end = stop - STATE - 2;
        }
    }
    let unread = choice.counts.is_some_and(|(unread, _)| unread > 0);
    let role = if unread { Role::RowUnread } else { Role::RowRead };
    let x = pen.fit(area.x, y, end, &choice.title, role);
    if let Some(subscription) = subscription.filter(|it| roomy && !it.settings.tags.is_empty()) {
        let tags = tags(subscription);
        if end.saturating_sub(x + 2) >= 4 {
            pen.fit(x + 2, y, end, &tags, Role::Secondary);
        }
    }
}

fn feed_of<'a>(app: &'a App, scope: &Scope) -> Option<&'a FeedRow> {
    app.sidebar.feeds.iter().find(|feed| *scope == Scope::Feed(feed.id))
}

fn counts(choice: &Choice, roomy: bool) -> String {
    match choice.counts {
        None => String::new(),
        Some((0, total)) => total.to_string(),
        Some((unread, total)) if roomy => format!("{unread} unread of {total}"),
        Some((unread, total)) => format!("{unread}/{total}"),
    }
}

fn tags(subscription: &Subscription) -> String {
    let tags: Vec<String> =
        subscription.settings.tags.iter().map(|tag| format!("#{}", clean::one_line(tag))).collect();
    tags.join(" ")
}

/// How it stands with a feed, in at most 13 columns.
fn state(app: &App, subscription: &Subscription) -> (String, Role) {
    let dim = |text: &str| (text.to_owned(), Role::Secondary);
    match subscription.settings.state {
        FeedState::Paused => dim("paused"),
        FeedState::Kept => dim("not followed"),
        FeedState::Gone => ("gone".into(), Role::Error),
        FeedState::Followed if subscription.failures > 0 || subscription.last_error.is_some() => {
            match subscription.failures {
                0 | 1 => ("failed".into(), Role::Error),
                times @ 2..1000 => (format!("failed {times}×"), Role::Error),
                _ => ("failing".into(), Role::Error),
            }
        }
        FeedState::Followed => match subscription.fetched_at {
            Some(at) => (dates::span(app.env.now - at), Role::Secondary),
            None => dim("not yet"),
        },
    }
}

/// What is known of the selected feed, and the keys that change it.
fn draw_detail(app: &App, picker: &Picker, area: Area, pen: &mut Pen<'_>) {
    pen.rule(area.x, area.y, area.x + area.width, false);
    let end = area.x + area.width;
    if let Some(Scope::Saved(id)) = picker.scope() {
        draw_query(app, *id, area, pen);
        return;
    }
    let Some(feed) = picker.scope().and_then(|scope| feed_of(app, scope)) else {
        let wanted = [(Action::AddFeed, "add a feed"), (Action::RefreshAll, "refresh all")];
        keys::draw(app, &wanted, (area.x, area.y + 1, end), pen);
        return;
    };
    let Some(subscription) = feed.subscription.as_deref() else {
        let origin = match &feed.origin {
            FeedOrigin::Path(path) | FeedOrigin::Address(path) => path.as_str(),
            FeedOrigin::Input => "came through standard input",
            FeedOrigin::Saved => "pages that were saved",
            FeedOrigin::Welcome => "came with the program",
        };
        pen.fit(area.x, area.y + 1, end, origin, Role::Secondary);
        let wanted = [
            (Action::NameFeed, "name"),
            (Action::RemoveFeed, "remove with articles"),
            (Action::AddFeed, "add a feed"),
        ];
        keys::draw(app, &wanted, (area.x, area.y + 3, end), pen);
        return;
    };
    pen.fit(area.x, area.y + 1, end, &secret::mask_secrets(&subscription.address), Role::Text);
    pen.fit(area.x, area.y + 2, end, &how(app, subscription), Role::Secondary);
    let trouble = trouble(app, subscription);
    let lines = wrap_span(&trouble, Span::new(0, trouble.len()), usize::from(area.width.max(1)));
    for (place, line) in lines.iter().take(2).enumerate() {
        let rest = if place == 1 { &trouble[line.start..] } else { line.of(&trouble) };
        pen.fit(area.x, area.y + 3 + place as u16, end, rest, Role::Error);
    }
    if area.height >= DETAIL {
        draw_keys(app, subscription, (area.x, area.y + 5, end), pen);
    }
}

/// What a saved query searches for, and the keys that change it.
fn draw_query(app: &App, id: QueryId, area: Area, pen: &mut Pen<'_>) {
    let end = area.x + area.width;
    let found = app.sidebar.shelves.queries.iter().find(|(query, _)| query.id == id);
    let text = found.map_or("", |(query, _)| query.text.as_str());
    pen.fit(area.x, area.y + 1, end, text, Role::Text);
    let wanted = [
        (Action::Refresh, "refresh"),
        (Action::NameFeed, "name"),
        (Action::EditQuery, "edit"),
        (Action::RemoveFeed, "remove"),
        (Action::Undo, "undo"),
    ];
    keys::draw(app, &wanted, (area.x, area.y + 3, end), pen);
}

fn draw_keys(
    app: &App,
    subscription: &Subscription,
    (x, y, end): (u16, u16, u16),
    pen: &mut Pen<'_>,
) {
    let pause = match subscription.settings.state {
        FeedState::Followed => "pause",
        _ => "follow again",
    };
    let first = [
        (Action::Refresh, "refresh"),
        (Action::NameFeed, "name"),
        (Action::TagFeed, "tags"),
        (Action::PauseFeed, pause),
        (Action::FeedInterval, "interval"),
        (Action::FeedFullText, "full text"),
        (Action::AddFeed, "add"),
    ];
    let second = [
        (Action::MoveFeedUp, "up"),
        (Action::MoveFeedDown, "down"),
        (Action::EndFeed, "end, keep articles"),
        (Action::RemoveFeed, "remove with articles"),
        (Action::Undo, "undo"),
    ];
    keys::draw(app, &first, (x, y, end), pen);
    keys::draw(app, &second, (x, y + 1, end), pen);
}

/// When it was refreshed, and how it is.
fn how(app: &App, subscription: &Subscription) -> String {
    let settings = &subscription.settings;
    let mut parts = vec![match subscription.fetched_at {
        Some(at) => format!("refreshed {}", dates::ago(app.env.now - at)),
        None => "not refreshed yet".into(),
    }];
    parts.push(match (settings.interval, app.env.settings.refresh_every) {
        (Some(minutes), _) => format!("by itself {}", crate::app::changes::history::every(minutes)),
        (None, Some(seconds)) => {
            let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX);
            format!("by itself {}, as all", crate::app::changes::history::every(minutes))
        }
        (None, None) => "only when asked".into(),
    });
    if settings.full_text {
        parts.push("full texts".into());
    }
    if !settings.tags.is_empty() {
        parts.push(tags(subscription));
    }
    let text = parts.join(" · ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Why it is not fetched, or could not be.
fn trouble(app: &App, subscription: &Subscription) -> String {
    let reason = subscription.last_error.as_deref().map(clean::one_line);
    let again = app.env.keymap.key_of(Action::PauseFeed).unwrap_or_default();
    match (subscription.settings.state, reason) {
        (FeedState::Gone, reason) => {
            let reason = reason.unwrap_or_else(|| "its server says that it is gone".into());
            format!("Gone for good: {reason}. {again} asks anew.")
        }
        (_, None) => String::new(),
        (_, Some(reason)) => {
            let times = match subscription.failures {
                0 | 1 => String::new(),
                times => format!(" {times} times"),
            };
            let wait = subscription.not_before.map(|at| at - app.env.now).filter(|wait| *wait > 0);
            let next = wait.map_or_else(String::new, |wait| {
                format!(" Not asked by itself for {}.", dates::span(wait))
            });
            format!("Failed{times}: {}.{next}", reason.trim_end_matches('.'))
        }
    }
}
