//! What a search has found, marked in the texts of the list.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::App;
use crate::domain::Span;
use crate::domain::search::{self, Search};

use super::pen::{Pen, fit};
use super::theme::Role;

/// Marks the words of the search that the list shows.
pub(super) struct Marker {
    search: Option<Search>,
}

impl Marker {
    /// For the list as it is.
    pub(super) fn new(app: &App) -> Marker {
        Marker { search: app.search_text().and_then(|text| search::parse(text).ok()) }
    }

    /// Writes a title, or a part of it.
    pub(super) fn title(&self, at: (u16, u16, u16), text: &str, role: Role, pen: &mut Pen<'_>) {
        put(at, text, role, pen, |text| {
            self.search.as_ref().map_or_else(Vec::new, |search| search.title_highlights(text))
        });
    }

    /// Writes words around what was found.
    pub(super) fn snippet(&self, at: (u16, u16, u16), text: &str, pen: &mut Pen<'_>) {
        put(at, text, Role::Secondary, pen, |text| {
            let Some(search) = self.search.as_ref() else { return Vec::new() };
            let mut spans = search.highlights(text);
            spans.extend(search.said_highlights(text, &[Span::new(0, text.len())]));
            spans
        });
    }
}

/// Writes `text` from a column of a row to another one, with what is found in it marked.
fn put(
    (x, y, end): (u16, u16, u16),
    text: &str,
    role: Role,
    pen: &mut Pen<'_>,
    find: impl Fn(&str) -> Vec<Span>,
) {
    let text = fit(text, end.saturating_sub(x));
    let spans = find(&text);
    let plain = pen.style(role);
    let marked = plain.patch(pen.style(Role::Hit));
    let mut column = x;
    for (at, grapheme) in text.grapheme_indices(true) {
        let hit = spans.iter().any(|span| span.contains(at));
        match pen.put_grapheme(column, y, end, grapheme, if hit { marked } else { plain }) {
            Some(next) => column = next,
            None => break,
        }
    }
}
