//! Rows of the sources pane: a source with its kind and count, a statement with its bar.

use crate::app::comfort::Icons;
use crate::app::{App, Area};
use crate::domain::{Analysis, Attribution, Mode, Source, SourceId, SourceKind};

use super::margin::{bar, sign};
use super::pen::{Pen, beginning, fit, width};
use super::theme::Role;
use super::{plain, signs};

/// Draws a source: its colour, its name, how it is described, how many statements it has.
pub(super) fn source(
    icons: Icons,
    analysis: &Analysis,
    id: SourceId,
    count: usize,
    row: Area,
    pen: &mut Pen<'_>,
) {
    let Some(source) = analysis.sources.get(id.index()) else { return };
    if pen.plain {
        plain::source(source, &tag(source), count, row, pen);
        return;
    }
    let colour = pen.theme.source(Some(id));
    pen.put(row.x + 1, row.y, row.x + 2, signs::source(icons, source.kind), colour);
    named(&source.name, &tag(source), count, row, pen);
}

/// Draws the heading of the statements that name no source.
pub(super) fn nobody(count: usize, row: Area, pen: &mut Pen<'_>) {
    let dim = pen.style(Role::Secondary);
    pen.put(row.x + 1, row.y, row.x + 2, "▌", dim);
    named("no source named", "", count, row, pen);
}

fn named(name: &str, tag: &str, count: usize, row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width - 1;
    let from = row.x + 2;
    let count = count.to_string();
    pen.put_right(from, row.y, end, &count, Role::Secondary);
    let end = end.saturating_sub(width(&count).max(2) + 1);
    let room = end.saturating_sub(from);
    // The name keeps its room; a description takes what is left, or stays away.
    let wish = width(&fit(name, room));
    let left = room.saturating_sub(wish.min(room * 2 / 3) + 2);
    let tag = if width(tag) <= left || left >= 8 { fit(tag, left) } else { String::new() };
    let tag_start = if tag.is_empty() {
        end
    } else {
        pen.put_right(from, row.y, end, &tag, Role::Secondary) - 2
    };
    pen.fit(from, row.y, tag_start, name, Role::RowUnread);
}

/// How a source is described, or what it is.
fn tag(source: &Source) -> String {
    let described = source.description.clone().unwrap_or_default();
    let kind = match source.kind {
        SourceKind::Person => return described,
        SourceKind::Unnamed => "unnamed",
        SourceKind::Organization => "body",
        SourceKind::Document => "document",
    };
    kind.into()
}

/// Draws a statement: its bar and what of it fits; a doubtful one says so.
pub(super) fn statement(
    app: &App,
    analysis: &Analysis,
    index: usize,
    row: Area,
    pen: &mut Pen<'_>,
) {
    let Some(reader) = app.article.reader.as_ref() else { return };
    let Some(attribution) = analysis.attributions.get(index) else { return };
    if pen.plain {
        plain::statement(attribution, &reader.article.body.text, row, pen);
        return;
    }
    let mut end = row.x + row.width - 1;
    let mut colour = pen.theme.source(attribution.source_id());
    if attribution.is_doubtful() {
        colour = colour.patch(pen.style(Role::Doubtful));
    }
    let note = note(app, index, attribution);
    if !note.is_empty() {
        // On the ground of the current statement, what is dim could not be read.
        let current = reader.current == Some(index);
        let role = if current { Role::StatusText } else { Role::Secondary };
        end = pen.put_right(row.x + 16, row.y, end, &note, role);
        end = end.saturating_sub(1);
        let dim = pen.style(role);
        pen.put(row.x + 2, row.y, row.x + 3, sign(app, reader, index, attribution), dim);
    }
    pen.put(row.x + 3, row.y, row.x + 4, bar(attribution.kind), colour);
    let role = if reader.current == Some(index) { Role::StatusText } else { Role::Preview };
    let mut style = pen.style(role);
    if attribution.kind == Mode::Indirect {
        style = style.patch(pen.style(Role::Indirect));
    }
    let from = row.x + 5;
    let text = preview(attribution, &reader.article.body.text, end.saturating_sub(from));
    pen.put(from, row.y, end, &text, style);
}

/// What is to be known of a statement: that it is corrected, or doubtful, or
/// that it stands in other articles, too.
fn note(app: &App, index: usize, attribution: &Attribution) -> String {
    let corrected = app.article.reader.as_ref().is_some_and(|reader| reader.is_corrected(index));
    match (corrected, attribution.is_doubtful(), app.comparison.also_in(index)) {
        (true, ..) => "corrected".into(),
        (false, true, _) => "doubtful".into(),
        (.., 0) => String::new(),
        (.., articles) => format!("also in {articles}"),
    }
}

/// The beginning of what was said, on one line; where it is denied, behind the cue.
pub(super) fn preview(attribution: &Attribution, text: &str, columns: u16) -> String {
    let enough = 256 + 16 * usize::from(columns);
    let denial = attribution.denial(text).map(|cue| format!("{cue}: "));
    let mut words = denial.unwrap_or_default();
    for (place, span) in attribution.content.iter().enumerate() {
        if place > 0 {
            words.push_str(" … ");
        }
        words.push_str(beginning(span.of(text), enough));
        if words.len() > enough {
            words.push('…');
            break;
        }
    }
    fit(&words, columns)
}

#[cfg(test)]
mod tests {
    use crate::domain::Span;

    use super::*;

    #[test]
    fn a_preview_joins_the_parts_of_a_statement() {
        let text = "“We did,” she said, “and we will.”";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let attribution = Attribution {
            kind: Mode::Direct,
            source: vec![at("she")],
            cue: vec![at("said")],
            content: vec![at("“We did,”"), at("“and we will.”")],
            source_ids: Vec::new(),
            negated: false,
            confidence: 1.0,
        };
        assert_eq!(preview(&attribution, text, 80), "“We did,” … “and we will.”");
        assert_eq!(preview(&attribution, text, 20), "“We did,” … “and we…");
        let denied = Attribution { negated: true, ..attribution };
        assert_eq!(preview(&denied, text, 80), "said: “We did,” … “and we will.”");
    }
}
