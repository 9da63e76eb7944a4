//! What is said where there is nothing to show.

use crate::app::layout::LEAST;
use crate::app::{Action, App, Area, Size};
use crate::domain::{Analysis, FeedState, Scope, Span, clean};
use crate::text::wrap::wrap_span;

use super::pen::{Pen, fit, width};
use super::theme::Role;
use super::whole;

/// Asks for more room, in the middle of the screen.
pub(super) fn too_small(size: Size, pen: &mut Pen<'_>) {
    let text = format!(
        "onrecord needs a little more room: at least {} columns and {} rows (now {} and {}).",
        LEAST.columns, LEAST.rows, size.columns, size.rows
    );
    let lines = wrapped(&text, size.columns);
    let lines = if lines.len() > usize::from(size.rows) {
        wrapped(&format!("{}×{}, please", LEAST.columns, LEAST.rows), size.columns)
    } else {
        lines
    };
    let top = size.rows.saturating_sub(lines.len() as u16) / 2;
    for (line, y) in lines.iter().zip(top..size.rows) {
        let x = size.columns.saturating_sub(width(line)) / 2;
        pen.fit(x, y, whole(size.columns, 1).width, line, Role::Text);
    }
}

/// Why the list is empty, and what to do about it.
pub(super) fn list(app: &App, area: Area, pen: &mut Pen<'_>) {
    let query = &app.list.query;
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    if !app.list.loaded {
        sentences(area, &["Reading the store…"], &[], pen);
    } else if !query.filter.is_empty() {
        let nothing = format!("No article matches “{}”.", fit(&query.filter, area.width));
        let back = format!("{} shows all again.", key(Action::Back));
        sentences(area, &[&nothing], &[&back], pen);
    } else if let Some(text) = app.search_text() {
        nothing_found(app, text, area, pen);
    } else if query.unread_only {
        let shown = format!("{} shows the read ones, too.", key(Action::ToggleUnreadOnly));
        sentences(area, &["Everything here is read."], &[&shown], pen);
    } else if query.scope == Scope::Starred {
        let star = format!("{} gives an article a star.", key(Action::ToggleStar));
        sentences(area, &["Nothing is starred."], &[&star], pen);
    } else if app.refresh.running.is_some() {
        let stop = format!("{} stops it.", key(Action::Stop));
        sentences(area, &["Fetching what is new…"], &[&stop], pen);
    } else if query.scope != Scope::All {
        let feeds = format!("{} chooses another.", key(Action::Feeds));
        sentences(area, &["No articles here."], &[&feeds], pen);
    } else if let waiting @ 1.. = waiting(app) {
        let feeds =
            if waiting == 1 { "1 feed waits".into() } else { format!("{waiting} feeds wait") };
        let what = format!("{feeds} to be fetched for the first time.");
        let fetch = format!("{} fetches what is new.", key(Action::RefreshAll));
        let choose = format!("{} shows the feeds.", key(Action::Feeds));
        sentences(area, &[&what, &fetch], &[&choose], pen);
    } else {
        let add = format!("{} adds a feed by its address, or its site's.", key(Action::AddFeed));
        let shell = "Or bring some in from a shell:";
        let y = sentences(area, &["No articles yet.", &add], &[shell], pen);
        let y = command(area, y, "onrecord import PATH", pen);
        let below = Area { y, height: area.height.saturating_sub(y - area.y), ..area };
        let what = "PATH is a file or a folder: text, Markdown, HTML, JSON, a saved feed.";
        paragraph(below, y + 1, what, Role::Secondary, pen);
    }
}

/// How many feeds are followed that have never been fetched.
fn waiting(app: &App) -> usize {
    let known = app.sidebar.feeds.iter().filter_map(|feed| feed.subscription.as_ref());
    known
        .filter(|known| known.settings.state == FeedState::Followed && known.fetched_at.is_none())
        .count()
}

/// What was searched, and how more is found.
fn nothing_found(app: &App, text: &str, area: Area, pen: &mut Pen<'_>) {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let unread = if app.list.query.unread_only { "unread " } else { "" };
    let nothing = format!("No {unread}article matches “{}”.", fit(text, area.width));
    let read = format!("{} shows read ones, too.", key(Action::ToggleUnreadOnly));
    let other = format!("{} searches for something else.", key(Action::Search));
    let back = format!("{} goes back.", key(Action::Back));
    let mut ways: Vec<&str> = Vec::new();
    if app.list.query.unread_only {
        ways.push(&read);
    }
    let parts = text.split_whitespace().count();
    if parts > 1 && !text.contains(" OR ") {
        ways.push("All words must be met: leave one out, or put OR between them.");
    }
    if text.contains(':') {
        ways.push("A word without a field before it is looked for everywhere.");
    }
    if app.search.typing.is_none() {
        ways.extend([other.as_str(), &back]);
    }
    sentences(area, &[&nothing], &ways, pen);
}

/// That no article is open.
pub(super) fn body(app: &App, area: Area, pen: &mut Pen<'_>) {
    if app.list.selected_row().is_some() {
        sentences(area, &["Opening…"], &[], pen);
    } else if app.list.loaded {
        sentences(area, &["No article is open."], &[], pen);
    }
}

/// Why there are no sources.
pub(super) fn sources(app: &App, area: Area, pen: &mut Pen<'_>) {
    let Some(reader) = app.article.reader.as_ref() else { return };
    if reader.analysis.is_none() {
        let why = "Who says what appears here in a moment; read on.";
        sentences(area, &["Being analysed…"], &[why], pen);
    } else if let Some(language) = reader.analysis.as_ref().and_then(Analysis::not_analysed) {
        let what = format!("Not analysed ({}).", clean::one_line(language));
        let why = "Who says what is found in English texts; of others, quotations alone.";
        sentences(area, &[&what], &[why], pen);
    } else {
        let why = "Nobody is quoted, and nothing is ascribed to anybody.";
        sentences(area, &["No statements found."], &[why], pen);
    }
}

/// Sentences below a pane's head: plain ones, then dim ones; gives the row after them.
pub(super) fn sentences(area: Area, plain: &[&str], dim: &[&str], pen: &mut Pen<'_>) -> u16 {
    let mut y = area.y + 3;
    for text in plain {
        y = paragraph(area, y, text, Role::Text, pen);
    }
    for text in dim {
        y = paragraph(area, y, text, Role::Secondary, pen);
    }
    y
}

fn paragraph(area: Area, mut y: u16, text: &str, role: Role, pen: &mut Pen<'_>) -> u16 {
    for line in wrapped(text, area.width.saturating_sub(4).min(60)) {
        if y < area.y + area.height {
            pen.fit(area.x + 3, y, area.x + area.width - 1, &line, role);
            y += 1;
        }
    }
    y
}

fn command(area: Area, y: u16, text: &str, pen: &mut Pen<'_>) -> u16 {
    if y + 1 < area.y + area.height {
        pen.fit(area.x + 5, y + 1, area.x + area.width - 1, text, Role::Title);
    }
    y + 2
}

/// The text in lines of at most so many columns.
pub(super) fn wrapped(text: &str, columns: u16) -> Vec<String> {
    let spans = wrap_span(text, Span::new(0, text.len()), usize::from(columns.max(1)));
    spans.into_iter().map(|span| span.of(text).to_string()).collect()
}
