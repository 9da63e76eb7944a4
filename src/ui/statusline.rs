//! The status line: where the reader is, what just happened, and which keys help now.

use ratatui::layout::Position;
use ratatui::style::Style;

use crate::app::{Action, App, Area, Focus, Key, Level, Overlay};
use crate::domain::{Mode, clean, secret};

use super::pen::{Pen, fit, width};
use super::theme::Role;
use super::{choice, completion, hints, notice, prompt, screen};

/// Columns below which nothing is said shorter for the sake of what stands beside it.
const NARROW: u16 = 80;

/// Columns that the least hint takes.
const HELP: u16 = 8;

/// Draws the status line; gives the cursor's cell while something is typed.
pub(super) fn draw(app: &App, area: Area, pen: &mut Pen<'_>) -> Option<Position> {
    let ground = pen.style(Role::Status);
    pen.clear(area, ground);
    let end = area.x + area.width;
    let style = pen.style(Role::Badge);
    let x = pen.put(area.x, area.y, end, &format!(" {} ", badge(app)), style);
    let above = spilled(app, end.saturating_sub(x + 3));
    if let Some((text, role)) = &above {
        notice::draw(text, *role, area, pen);
    } else {
        completion::draw(app, area, pen);
    }
    if let Some(choice) = &app.article.choice {
        return choice::draw(app, choice, Area { x, width: end - x, ..area }, pen);
    }
    if let Some(typed) = &app.commands.prompt {
        return Some(prompt::draw(app, typed, Area { x, width: end - x, ..area }, pen));
    }
    let (whole, end) = (x + 2, end - 1);
    let x = place(app, whole, area, pen) + 2;
    let room = end.saturating_sub(x);
    let beside = (room * 2 / 3).max(room.saturating_sub(HELP));
    let said = |room| if above.is_some() { None } else { said(app, room) };
    let alone = said(end.saturating_sub(whole));
    let shorter = |it: &(String, Role)| area.width < NARROW && Some(it) != alone.as_ref();
    let said_beside = said(beside).filter(|it| width(&it.0) <= room && !shorter(it));
    if let (None, Some((text, role))) = (&said_beside, &alone) {
        // It matters more than where one is, and than the keys.
        pen.clear(Area { x: whole, width: end - whole, ..area }, ground);
        pen.fit(whole, area.y, end, text, *role);
        return None;
    }
    let message = said_beside.or_else(|| progress(app, beside));
    let taken = message.as_ref().map_or(0, |(text, _)| width(text) + 2);
    let start = hints(app, x + taken, end, area.y, pen);
    if let Some((text, role)) = message {
        let stop = if start < end { start - 2 } else { end };
        pen.fit(x, area.y, stop, &text, role);
    }
    None
}

fn badge(app: &App) -> &'static str {
    if let Some(typed) = &app.commands.prompt {
        return prompt::badge(typed);
    }
    match (app.overlays.top(), app.focus) {
        _ if app.article.choice.as_ref().is_some_and(|choice| choice.copy) => "COPY",
        _ if app.article.choice.is_some() => "LINK",
        (Some(Overlay::Help(_)), _) => "HELP",
        (Some(Overlay::Feeds(_)), _) => "FEEDS",
        (Some(Overlay::Looking(_) | Overlay::Offers(_)), _) => "ADD",
        (Some(Overlay::Screen(_)), _) => "ARCHIVE",
        (Some(Overlay::Compare(_)), _) => "COMPARE",
        (Some(Overlay::Same(_)), _) => "SAME",
        (Some(Overlay::Correct(_)), _) => "CORRECT",
        (Some(Overlay::Palette(_)), _) => "COMMAND",
        (Some(Overlay::Themes(_)), _) => "THEME",
        (Some(Overlay::Orders(_)), _) => "ORDER",
        (None, Focus::Body) if app.article.selection().is_some() => "SELECT",
        (None, Focus::List) => "LIST",
        (None, _) if app.env.look.zen.is_some() => "ZEN",
        (None, Focus::Body) => "READ",
        (None, Focus::Sources) => "SOURCES",
        (None, Focus::Feeds) => "FEEDS",
    }
}

/// Scope, conditions, and the place in the list and the text; gives the column after them.
fn place(app: &App, x: u16, area: Area, pen: &mut Pen<'_>) -> u16 {
    let end = area.x + area.width;
    if let Some(shown) = app.overlays.screen() {
        let text = screen::place(shown);
        return pen.fit(x, area.y, end, &text, Role::StatusDim);
    }
    let part = (area.width / 4).clamp(8, 30);
    let query = &app.list.query;
    let style = pen.style(Role::Status);
    let mut x = pen.put(x, area.y, end, &fit(&app.scope_title(), part), style);
    let dim = pen.style(Role::StatusDim);
    if query.unread_only {
        x = pen.put(x, area.y, end, " › unread", style);
    }
    if !query.filter.is_empty() {
        x = pen.put(x, area.y, end, " › ", dim);
        x = pen.fit(x, area.y, end, &fit(&format!("/{}", query.filter), part), Role::StatusText);
    }
    if app.list.loaded {
        let place = format!("{}/{}", app.list.position(), app.list.counts.total);
        x = pen.put(x + 2, area.y, end, &place, dim);
    }
    if app.comparison.picked() > 0 {
        x = pen.put(x + 2, area.y, end, &format!("{} picked", app.comparison.picked()), dim);
    }
    let reader = app.article.reader.as_ref().filter(|reader| reader.lines.len() > reader.rows);
    if let (Some(reader), true) = (reader, app.focus.reads()) {
        x = pen.put(x + 2, area.y, end, &format!("{} %", reader.percent()), dim);
        // How much of it is left says more than how much there is, where there is room for both.
        if let Some(minutes) =
            reader.minutes_left(app.env.look.speed).filter(|_| area.width >= NARROW)
        {
            x = pen.put(x + 2, area.y, end, &format!("{minutes} min left"), dim);
        }
    }
    x
}

/// What just happened, where `room` columns do not hold it, or what is typed stands there.
fn spilled(app: &App, room: u16) -> Option<(String, Role)> {
    let status = app.status.get()?;
    let bad = status.level == Level::Error;
    let text = secret::masked_text(&clean::one_line(&status.text)).into_owned();
    let spills = if app.commands.prompt.is_some() { bad } else { width(&text) > room };
    let role = if bad { Role::Error } else { Role::StatusText };
    (spills && app.article.choice.is_none()).then_some((text, role))
}

/// What is to be said, in `room` columns if it can be said shorter: what just happened, that many
/// articles are being marked, keys typed so far, or the current statement.
fn said(app: &App, room: u16) -> Option<(String, Role)> {
    if let Some(status) = app.status.get() {
        let role = if status.level == Level::Error { Role::Error } else { Role::StatusText };
        return Some((secret::masked_text(&clean::one_line(&status.text)).into_owned(), role));
    }
    if app.changes.is_marking() {
        return Some(("Marking…".into(), Role::StatusText));
    }
    if let Some(sets) = app.article.places.asking {
        return Some((mark(app, sets), Role::StatusText));
    }
    if app.commands.count.is_some() || !app.commands.keys.is_empty() {
        return Some((begun(app), Role::StatusText));
    }
    if let Some(span) = app.article.selection() {
        let reader = app.article.reader.as_ref()?;
        let text = span.of(&reader.article.body.text);
        let (letters, words) = (text.chars().count(), text.split_whitespace().count());
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let said = format!("{words} word{}, {letters} character{}", plural(words), plural(letters));
        return Some((said, Role::StatusText));
    }
    let statement = statement(app, room).filter(|_| app.overlays.top().is_none())?;
    Some((statement, Role::StatusText))
}

/// A number and keys that have been typed, and the link of that number.
fn begun(app: &App) -> String {
    let count = app.commands.count.map(|count| count.to_string());
    let keys = count.into_iter().chain(app.commands.keys.iter().map(Key::to_string));
    let keys = format!("{} …", keys.collect::<Vec<_>>().join(" "));
    let in_text = app.focus == Focus::Body
        && app.overlays.top().is_none()
        && app.article.selection().is_none();
    let reader = app.article.reader.as_ref().filter(|_| in_text && app.commands.keys.is_empty());
    let link = reader.zip(app.commands.count).and_then(|(it, count)| it.links.get(count as usize));
    link.map_or(keys.clone(), |link| format!("{keys} enter opens {}", link.shown))
}

/// That the letter of a mark is to come, and which there are.
fn mark(app: &App, sets: bool) -> String {
    let marks: Vec<String> = app.article.places.marks().map(String::from).collect();
    let key = app.env.keymap.key_of(Action::GoToMark).unwrap_or_default();
    match (sets, marks.is_empty()) {
        (true, _) => "Set a mark: type a letter".to_owned(),
        (false, true) => format!("Go to a mark: none is set; {key} goes back"),
        (false, false) => format!("Go to a mark: {}; {key} goes back", marks.join(" ")),
    }
}

/// What goes on behind the screen.
fn progress(app: &App, room: u16) -> Option<(String, Role)> {
    if app.env.look.plain {
        // Numbers that change would be read out again and again.
        let busy = app.refresh.running.is_some() || !app.article.fetching.is_empty();
        return busy.then(|| ("Fetching…".into(), Role::StatusText));
    }
    if let Some(going_on) = fetching(app, room) {
        return Some((fit(&going_on, room), Role::StatusText));
    }
    let progress = app.refresh.progress.as_ref()?;
    let text = format!("{} {} of {}", progress.what, progress.done, progress.total);
    Some((fit(&text, room), Role::StatusDim))
}

/// What is being fetched, and how to stop it; shorter where there is less room.
fn fetching(app: &App, room: u16) -> Option<String> {
    let key = |action| app.env.keymap.key_of(action).unwrap_or_default();
    let stop = |action| format!(" · {} stops", key(action));
    let (what, stop) = match (app.article.fetching.len(), &app.refresh.running) {
        (0, None) => return None,
        (0, Some(running)) if running.stopping => ("Stopping…".into(), String::new()),
        (0, Some(running)) if running.tally.pages.1 > 0 => {
            let (done, known) = running.tally.pages;
            (format!("Full texts {done} of {known}"), stop(Action::Stop))
        }
        (0, Some(running)) => {
            let tally = &running.tally;
            let mut text = format!("Refreshing {} of {}", tally.done, tally.total);
            for (count, what) in [
                (tally.new, "new"),
                (tally.updated, "updated"),
                (tally.failed.len() as u64, "failed"),
            ] {
                if count > 0 {
                    text.push_str(&format!(", {count} {what}"));
                }
            }
            (if tally.total == 0 { "Refreshing…".into() } else { text }, stop(Action::Stop))
        }
        (1, _) => ("Fetching the page…".into(), stop(Action::Back)),
        (many, _) => (format!("Fetching {many} pages…"), stop(Action::Back)),
    };
    let long = format!("{what}{stop}");
    Some(if width(&long) <= room { long } else { what })
}

/// The current statement in words, shorter where there is less room; none where it would say
/// nothing.
fn statement(app: &App, room: u16) -> Option<String> {
    let reader = app.article.reader.as_ref().filter(|_| app.focus.reads())?;
    let (place, count) = reader.current_place()?;
    let attribution = reader.current_attribution()?;
    let names = reader.analysis.as_ref()?.speakers(attribution);
    let name = names.map_or_else(|| "no source named".into(), |names| fit(&names, 60));
    let mode = match attribution.kind {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    };
    let after = if reader.current.is_some_and(|index| reader.is_corrected(index)) {
        format!(", {mode}, corrected")
    } else {
        let doubt = if attribution.is_doubtful() { ", doubtful" } else { "" };
        let percent = (attribution.confidence.clamp(0.0, 1.0) * 100.0).round();
        format!(", {mode}{doubt}, {percent} %")
    };
    let long = format!("statement {place} of {count}: {name}{after}");
    if width(&long) <= room {
        return Some(long);
    }
    let before = format!("{place}/{count} ");
    let left = room.saturating_sub(width(&before) + width(&after));
    (left >= 6).then(|| format!("{before}{}{after}", fit(&name, left)))
}

/// Keys that help now, most useful first; the last one always stands at the border.
fn hints(app: &App, from: u16, end: u16, y: u16, pen: &mut Pen<'_>) -> u16 {
    if app.env.look.zen.is_some() && app.overlays.top().is_none() {
        return end;
    }
    let mut shown: Vec<(String, &str)> = Vec::new();
    let mut used = 0;
    for (action, what) in hints::wanted(app) {
        let Some(key) = app.env.keymap.key_of(*action) else { continue };
        let columns = width(&key) + 1 + width(what) + if shown.is_empty() { 0 } else { 2 };
        if used + columns > end.saturating_sub(from) {
            break;
        }
        used += columns;
        shown.push((key, what));
    }
    let first = shown.len().min(1);
    shown.rotate_left(first);
    let start = end - used;
    let (bright, dim): (Style, Style) = (pen.style(Role::HintKey), pen.style(Role::StatusDim));
    let mut x = start;
    for (place, (key, what)) in shown.iter().enumerate() {
        x = pen.put(x + if place > 0 { 2 } else { 0 }, y, end, key, bright);
        x = pen.put(x + 1, y, end, what, dim);
    }
    start
}
