//! Draws the choice of a theme: a small list in the corner; what is behind it shows the theme.

use crate::app::App;
use crate::app::comfort::ThemePicker;
use crate::domain::SourceId;

use super::corner;
use super::pen::Pen;

/// How many of the sources' colours are shown.
const COLOURS: u32 = 5;

pub(super) fn draw(app: &App, _picker: &ThemePicker, pen: &mut Pen<'_>) {
    let list = ("Theme", app.env.settings.themes.as_slice(), app.env.look.theme);
    corner::draw(app, pen, list, (8, COLOURS as u16), |pen, index, from, y, end| {
        if index == app.env.look.theme {
            for source in 0..COLOURS {
                let style = pen.theme.source(Some(SourceId(source)));
                pen.put(from + source as u16, y, end, "▌", style);
            }
        }
    });
}
