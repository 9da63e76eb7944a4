//! What a search has found, marked in the texts of the list.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::app::App;
use crate::domain::search::{self, Search};
use crate::domain::{Span, clean};
use crate::text::bidi;

use super::pen::{Pen, fit, width};
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
        let find = |text: &str| {
            let Some(search) = self.search.as_ref() else { return Vec::new() };
            let mut spans = search.highlights(text);
            spans.extend(search.said_highlights(text, &[Span::new(0, text.len())]));
            spans
        };
        let text = clean::one_line(text);
        let text = around(&text, find(&text).first().copied(), at.2.saturating_sub(at.0));
        put(at, &text, Role::Secondary, pen, find);
    }
}

/// `text`, begun later where its first hit would else not be seen in so many columns.
fn around(text: &str, hit: Option<Span>, columns: u16) -> Cow<'_, str> {
    let Some(hit) = hit.filter(|hit| width(&text[..hit.end]) >= columns) else {
        return Cow::Borrowed(text);
    };
    let words = text.split_word_bound_indices().map(|(at, _)| at);
    let room = columns.saturating_sub(width(hit.of(text))) / 3;
    let fits = |at: &usize| *at <= hit.start && width(&text[*at..hit.start]) <= room;
    let start = words.clone().find(fits).unwrap_or(hit.start);
    Cow::Owned(format!("…{}", text[start..].trim_start()))
}

/// The grapheme clusters of `text` as they are written.
fn clusters(text: &str) -> Vec<(Span, bool)> {
    let span = |(at, it): (usize, &str)| (Span::new(at, at + it.len()), false);
    text.grapheme_indices(true).map(span).collect()
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
    let order = match pen.bidi {
        true => bidi::graphemes_seen(&text),
        false => clusters(&text),
    };
    for (span, rtl) in order {
        let grapheme = span.of(&text);
        let grapheme = if rtl { bidi::mirrored(grapheme) } else { Cow::Borrowed(grapheme) };
        let hit = spans.iter().any(|hit| hit.contains(span.start));
        match pen.put_grapheme(column, y, end, &grapheme, if hit { marked } else { plain }) {
            Some(next) => column = next,
            None => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_begins_where_its_hit_can_be_seen() {
        let text = "Trains will run again through the old tunnel on Friday";
        let at = text.find("tunnel").unwrap();
        let shown = |columns| around(text, Some(Span::new(at, at + 6)), columns);
        assert_eq!(shown(60), text);
        assert_eq!(shown(30), "…the old tunnel on Friday");
        assert_eq!(shown(4), "…tunnel on Friday");
        assert_eq!(around(text, None, 10), text);
    }
}
