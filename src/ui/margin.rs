//! The margin bar: in whose words a line's statement is, and whose it is.

use crate::app::marks::{Role as Part, runs_in};
use crate::app::{App, Reader};
use crate::domain::{Attribution, Mode, Span};
use crate::text::line::Line;

use super::pen::Pen;
use super::theme::Role;

/// The sign of a statement that the reader has corrected.
pub(super) const CORRECTED: &str = "✓";

/// The sign of a statement that stands in other articles in the same words.
pub(super) const ELSEWHERE: &str = "=";

/// The bar of a way of saying: solid for the source's own words, dashed for partly its own,
/// dotted for the paper's.
pub(super) fn bar(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "┃",
        Mode::Mixed => "╏",
        Mode::Indirect => "┊",
    }
}

/// Draws the margin of a line of the text, whose first column is `x`.
pub(super) fn draw(app: &App, reader: &Reader, line: &Line, x: u16, y: u16, pen: &mut Pen<'_>) {
    if pen.plain {
        return;
    }
    let Some((index, attribution, first)) = marked(reader, line) else { return };
    let mut style = pen.theme.source(attribution.source_id());
    if attribution.is_doubtful() {
        style = style.patch(pen.style(Role::Doubtful));
    }
    if first {
        let dim = pen.style(Role::Secondary);
        pen.put(x, y, x + 1, sign(app, reader, index, attribution), dim);
    }
    pen.put(x + 1, y, x + 2, bar(attribution.kind), style);
}

/// What stands beside the beginning of a statement: that it is corrected, doubtful, or
/// that it stands in other articles, too.
pub(super) fn sign(
    app: &App,
    reader: &Reader,
    index: usize,
    attribution: &Attribution,
) -> &'static str {
    match attribution {
        _ if reader.is_corrected(index) => CORRECTED,
        it if it.is_doubtful() => "?",
        _ if app.comparison.also_in(index) > 0 => ELSEWHERE,
        _ => "",
    }
}

/// The attribution that a line's bar stands for, and whether its content begins on the line: the
/// current one if the line has any of it, else the one with the most text there.
fn marked<'a>(reader: &'a Reader, line: &Line) -> Option<(usize, &'a Attribution, bool)> {
    let span = line.span()?;
    let attributions = &reader.analysis.as_ref()?.attributions;
    let contents = runs_in(&reader.runs, span).iter().filter(|run| run.role == Part::Content);
    let shared = |run: Span| run.intersection(span).map_or(0, Span::len);
    let most = contents.max_by_key(|run| {
        let here = reader.current == Some(run.attribution);
        (here, shared(run.span), std::cmp::Reverse(run.span.start))
    })?;
    let attribution = attributions.get(most.attribution)?;
    let first = attribution.content.iter().map(|content| content.start).min()?;
    Some((most.attribution, attribution, span.contains(first)))
}
