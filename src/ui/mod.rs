//! Drawing: `view` puts the reader's state on the screen. It only borrows the app.
//!
//! The screen's language: the terminal's own ground; text calm, everything secondary dim; colour
//! is spent on sources. Whatever a colour says, a glyph or a weight says too.

mod body;
mod choice;
mod colour;
mod compare;
mod completion;
#[cfg(test)]
mod contrast;
mod corner;
mod correct;
mod dates;
mod empty;
mod feeds;
mod feeds_pane;
mod help;
mod hints;
mod hits;
mod keys;
mod list;
mod margin;
mod notice;
mod offers;
mod orders;
mod palette;
mod pen;
mod plain;
mod profile;
mod prompt;
mod screen;
mod search_panel;
mod signs;
mod source_rows;
mod sources;
mod statusline;
mod text;
mod theme;
mod theme_file;
mod themes;

use ratatui::Frame;

use crate::app::{App, Area, Focus, Layout, Overlay};

pub use colour::ColourDepth;
pub use theme::{BUILT_IN, ROLES, Role, Theme};

use pen::Pen;

/// Draws the whole screen.
pub fn view(app: &App, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), theme);
    (pen.bidi, pen.plain) = (app.env.look.reorders(), app.env.look.plain);
    pen.wash(whole(area.width, area.height), theme.style(Role::Text));
    let Some(layout) = app.layout() else {
        empty::too_small(app.env.size, &mut pen);
        return;
    };
    if app.overlays.screen().is_none() {
        // A screen of the archive covers them.
        panes(app, &layout, &mut pen);
    }
    match app.overlays.top() {
        Some(Overlay::Help(top)) => help::draw(app, *top, &mut pen),
        Some(Overlay::Feeds(picker)) => feeds::draw(app, picker, &mut pen),
        Some(Overlay::Looking(address)) => offers::draw_looking(app, address, &mut pen),
        Some(Overlay::Offers(found)) => offers::draw(app, found, &mut pen),
        Some(Overlay::Screen(screen)) => screen::draw(app, screen, &mut pen),
        Some(Overlay::Same(found)) => compare::draw_same(app, found, &mut pen),
        Some(Overlay::Compare(articles)) => compare::draw(app, articles, &mut pen),
        Some(Overlay::Correct(statement)) => correct::draw(app, statement, &mut pen),
        Some(Overlay::Palette(found)) => palette::draw(app, found, &mut pen),
        Some(Overlay::Themes(choice)) => themes::draw(app, choice, &mut pen),
        Some(Overlay::Orders(choice)) => orders::draw(app, choice, &mut pen),
        None => {}
    }
    if let Some(searching) = app.search.typing.as_ref().filter(|_| app.commands.prompt.is_some()) {
        search_panel::draw(app, searching, layout.status, &mut pen);
    }
    let typed = statusline::draw(app, layout.status, &mut pen);
    let heard = pen.selected.filter(|_| app.env.look.plain);
    let cursor = typed.or_else(|| plain::cursor(app, &layout)).or_else(|| screen::cursor(app));
    if let Some(cursor) = cursor.or(heard) {
        frame.set_cursor_position(cursor);
    }
}

fn panes(app: &App, layout: &Layout, pen: &mut Pen<'_>) {
    if let Some(area) = layout.feeds {
        feeds_pane::draw(app, area, pen);
    }
    if let Some(area) = layout.list {
        list::draw(app, layout, area, pen);
    }
    if let Some(area) = layout.body {
        body::draw(app, area, pen);
    }
    if let Some(area) = layout.sources {
        sources::draw(app, area, pen);
    }
    for area in
        [layout.list, layout.body, layout.sources].into_iter().flatten().filter(|area| area.x > 0)
    {
        let style = pen.style(Role::Rule);
        for y in area.y..area.y + area.height {
            pen.put_grapheme(area.x - 1, y, area.x, "│", style);
        }
    }
}

/// Whether a pane has the focus, and nothing lies over it.
fn focused(app: &App, pane: Focus) -> bool {
    app.focus == pane && app.overlays.top().is_none()
}

fn whole(width: u16, height: u16) -> Area {
    Area { x: 0, y: 0, width, height }
}
