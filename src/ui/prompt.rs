//! The line that is being typed, in the status line.

use ratatui::layout::Position;
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::command::line::Line;
use crate::app::command::{Verb, help_for};
use crate::app::screens::Screen;
use crate::app::screens::dates::FORMS;
use crate::app::{App, Area, Overlay, Prompt, Purpose};
use crate::domain::Span;

use super::pen::{Pen, fit, width};
use super::theme::Role;

/// The columns that the text has at least before what stands beside it is shown.
const LEAST: u16 = 8;

/// What the line is typed for, in a word.
pub(super) fn badge(prompt: &Prompt) -> &'static str {
    match prompt.purpose {
        Purpose::Filter => "FILTER",
        Purpose::Feeds => "FEEDS",
        Purpose::Address => "ADD",
        Purpose::PageAddress => "SAVE",
        Purpose::Name(_) => "NAME",
        Purpose::Tags(_) | Purpose::ArticleTags(_) => "TAGS",
        Purpose::Interval(_) => "EVERY",
        Purpose::Line(Verb::Pipe) => "PIPE",
        Purpose::Line(Verb::Export) => "EXPORT",
        Purpose::Line(Verb::Command) | Purpose::Palette => "COMMAND",
        Purpose::SubjectName => "FILTER",
        Purpose::SubjectFeed => "FEED",
        Purpose::SubjectDates => "DATES",
        Purpose::Search => "SEARCH",
        Purpose::SaveQuery(_) => "SAVE",
        Purpose::RenameQuery(_) => "NAME",
        Purpose::Speaker | Purpose::Description => "SOURCE",
    }
}

/// Draws the line with what it finds or asks for; gives the cursor's cell.
pub(super) fn draw(app: &App, prompt: &Prompt, area: Area, pen: &mut Pen<'_>) -> Position {
    let end = area.x + area.width;
    let (lead, short, long) = words(app, prompt);
    // What stands beside the text gives way to it: first the note, then what the badge says too.
    let columns = (end - area.x).saturating_sub(3);
    let text = (width(&prompt.line.text) + 1).max(LEAST);
    let note = if area.width > 60 { &long } else { &short };
    let fits = |note: &str| text + width(lead) + width(note) + 2 <= columns;
    let note = [note, &short].into_iter().find(|note| fits(note)).map_or("", |note| note);
    let lead = if width(lead) > 1 && text + width(lead) > columns { "" } else { lead };
    let stop = match note {
        "" => end - 1,
        note => pen.put_right(area.x, area.y, end - 1, note, Role::StatusDim),
    };
    let dim = pen.style(Role::StatusDim);
    let x = pen.put(area.x + 1, area.y, end, lead, dim);
    let plain = pen.style(Role::Prompt);
    let chosen = pen.style(Role::Selected);
    let style = if prompt.line.proposed { chosen } else { plain };
    let (before, after) = window(&prompt.line, stop.saturating_sub(x + 2));
    let cursor = pen.put(x, area.y, end, &before, style);
    pen.put(cursor, area.y, end, &after, style);
    if let Some(fault) = app.search.typing.as_ref().and_then(|searching| searching.fault.as_ref()) {
        let from = prompt.line.cursor - before.len();
        underline(fault.span, (from, &format!("{before}{after}")), (x, area.y, end), pen);
    }
    Position { x: cursor.min(end - 1), y: area.y }
}

/// Underlines what is wrong in the piece of a line that begins at byte `from` and stands at column
/// `x`; what is missing at its end as a blank.
fn underline(fault: Span, (from, piece): (usize, &str), at: (u16, u16, u16), pen: &mut Pen<'_>) {
    let (mut x, y, end) = at;
    let style = pen.style(Role::Error).add_modifier(Modifier::UNDERLINED);
    for (offset, grapheme) in piece.grapheme_indices(true) {
        let columns = width(grapheme);
        if fault.contains(from + offset) {
            pen.put_grapheme(x, y, end, grapheme, style);
        }
        x += columns;
    }
    if fault.start >= from + piece.len() {
        pen.put_grapheme(x, y, end, " ", style);
    }
}

/// What a search finds as it is typed, and how it goes on.
fn searched(app: &App) -> (&'static str, String, String) {
    let typed =
        app.commands.prompt.as_ref().is_none_or(|prompt| !prompt.line.text.trim().is_empty());
    if !typed {
        let key = if app.search.past.is_empty() { "" } else { "up: earlier  " };
        return ("search: ", String::new(), format!("{key}tab completes  esc leaves"));
    }
    let count = app.list.counts.total;
    let more = if app.list.is_counting() { "+" } else { "" };
    let short = match count {
        _ if app.search.typing.as_ref().is_some_and(|it| it.fault.is_some()) => {
            "not understood".into()
        }
        1 => "1 article".into(),
        count => format!("{count}{more} articles"),
    };
    let long = format!("{short}   enter keeps  tab completes  esc leaves");
    ("search: ", short, long)
}

/// What stands before a command, and what it takes or does.
fn command(verb: Verb, typed: &str) -> (&'static str, String, String) {
    let (lead, help) = match verb {
        Verb::Command => (":", help_for(typed)),
        Verb::Pipe => ("| ", help_for("pipe")),
        Verb::Export => ("export ", help_for("export")),
    };
    let told = help.map(|(usage, help)| if usage.is_empty() { help } else { usage });
    let told = told.unwrap_or("tab completes  enter runs  esc leaves");
    (lead, String::new(), told.to_owned())
}

/// What stands before the line, and after it: shortly and in full.
fn words(app: &App, prompt: &Prompt) -> (&'static str, String, String) {
    let found = |count: u64, one: &str, many: &str| {
        let short = if count == 1 { format!("1 {one}") } else { format!("{count} {many}") };
        let long = format!("{short}   enter keeps  esc clears");
        ("/", short, long)
    };
    let asks =
        |lead, hint: &str| (lead, String::new(), format!("{hint}   enter takes  esc leaves"));
    match &prompt.purpose {
        Purpose::Filter => found(app.list.counts.total, "article", "articles"),
        Purpose::Feeds => {
            let count = match app.overlays.top() {
                Some(Overlay::Feeds(picker)) => picker.choices.len() as u64,
                _ => 0,
            };
            found(count, "found", "found")
        }
        Purpose::SubjectName => match app.overlays.screen() {
            Some(Screen::Subjects(list)) => found(list.total, "name", "names"),
            _ => asks("/", ""),
        },
        Purpose::SubjectFeed => {
            let feed = match app.sidebar.feed_meant(&prompt.line.text) {
                None => "no feed is called so".to_owned(),
                Some(None) => "all feeds".to_owned(),
                Some(Some(id)) => {
                    let feed = app.sidebar.feeds.iter().find(|feed| feed.id == id);
                    format!("→ {}", fit(feed.map_or("", |feed| &feed.title), 24))
                }
            };
            let long = format!("{feed}   ↑↓ others  enter takes  esc leaves");
            ("feed: ", feed, long)
        }
        Purpose::SubjectDates => {
            let long = format!("{FORMS}   ↑↓ others  enter takes");
            ("dates: ", "7d, 2024-02..2024-05".into(), long)
        }
        Purpose::Address => asks("address of a feed or a site: ", ""),
        Purpose::PageAddress => asks("address of a page: ", ""),
        Purpose::Name(_) => asks("name: ", "none: its own title"),
        Purpose::Search => searched(app),
        Purpose::SaveQuery(_) => asks("name of the search: ", ""),
        Purpose::RenameQuery(_) => asks("name: ", ""),
        Purpose::Speaker => asks("name: ", "who said it"),
        Purpose::Description => asks("described as: ", "nothing: not described"),
        Purpose::Tags(_) | Purpose::ArticleTags(_) => asks("tags: ", "commas between them"),
        Purpose::Interval(_) => asks("minutes, or 2h, 1d: ", "none: as all"),
        Purpose::Palette => ("", String::new(), String::new()),
        Purpose::Line(verb) => command(*verb, &prompt.line.text),
    }
}

/// What is shown of a line in so many columns, before and after the cursor.
fn window(line: &Line, columns: u16) -> (String, String) {
    let (before, after) = line.text.split_at(line.cursor);
    let starts = before.grapheme_indices(true).map(|(start, _)| start).chain([before.len()]);
    let before = starts.map(|start| &before[start..]).find(|rest| width(rest) <= columns);
    let before = before.unwrap_or("");
    let left = columns.saturating_sub(width(before));
    let ends = after.grapheme_indices(true).map(|(start, piece)| start + piece.len());
    let fits = ends.take_while(|end| width(&after[..*end]) <= left).last().unwrap_or(0);
    (before.to_owned(), after[..fits].to_owned())
}
