//! Draws what is chosen from in the panel of corrections: sources, kinds, corrections.

use crate::app::changes::history::corrected;
use crate::app::correcting::source::{Entry, KINDS, KindChoice, SourceChoice};
use crate::app::correcting::{Correcting, Target};
use crate::app::{Action, App, Area};
use crate::domain::Correction;

use super::super::pen::Pen;
use super::super::theme::Role;
use super::menu::{kind, said};
use super::{keyed, keys, panel};

/// Draws the choice of who said it.
pub(super) fn sources(app: &App, choice: &SourceChoice, area: Area, pen: &mut Pen<'_>) {
    let note = match choice.target {
        Target::Statement(_) => "",
        Target::New(_) => "a new statement",
    };
    let inside = panel("Who said it?", note, area, pen);
    let analysis = app.article.reader.as_ref().and_then(|reader| reader.analysis.as_ref());
    let rows = rows(choice.entries.len(), choice.selected, inside);
    for (index, row) in rows {
        ground(index == choice.selected, row, pen);
        let end = row.x + row.width;
        match choice.entries[index] {
            Entry::Known(id) => {
                let Some(source) = analysis.and_then(|it| it.sources.get(id.index())) else {
                    continue;
                };
                let colour = pen.theme.source(Some(id));
                pen.put(row.x, row.y, end, "▌", colour);
                let x = pen.fit(row.x + 1, row.y, end, &source.name, Role::RowUnread);
                let described = source.description.as_deref().unwrap_or(kind(source.kind));
                if end > x + 6 {
                    pen.fit(x + 2, row.y, end, described, Role::Secondary);
                }
            }
            Entry::Another => {
                pen.fit(row.x + 1, row.y, end, "another source …", Role::Text);
            }
            Entry::Nobody => {
                pen.fit(row.x + 1, row.y, end, "nobody who is named", Role::Text);
            }
        }
    }
    foot(
        app,
        &[
            (&[Action::Open], "takes"),
            (&[Action::Down, Action::Up], "choose"),
            (&[Action::TypeSource], "type a name"),
            (&[Action::Back], "back"),
        ],
        inside,
        pen,
    );
}

/// Draws the choice of a kind.
pub(super) fn kinds(app: &App, choice: &KindChoice, area: Area, pen: &mut Pen<'_>) {
    let inside = panel(&format!("What is “{}”?", choice.name), "", area, pen);
    for (index, row) in rows(KINDS.len(), choice.selected, inside) {
        ground(index == choice.selected, row, pen);
        let (letter, _, what) = KINDS[index];
        let style = pen.style(Role::HintKey);
        let x = pen.put(row.x + 1, row.y, row.x + row.width, &letter.to_string(), style);
        pen.fit(x + 1, row.y, row.x + row.width, what, Role::Text);
    }
    foot(
        app,
        &[
            (&[Action::Open], "takes"),
            (&[Action::Down, Action::Up], "choose"),
            (&[Action::Back], "back"),
        ],
        inside,
        pen,
    );
}

/// Draws the article's corrections.
pub(super) fn corrections(
    app: &App,
    shown: &Correcting,
    selected: usize,
    area: Area,
    pen: &mut Pen<'_>,
) {
    let known = shown.known.as_deref();
    let note = known.map_or_else(String::new, |known| known.len().to_string());
    let inside = panel("Corrections of this article", &note, area, pen);
    let end = inside.x + inside.width;
    match known {
        None => {
            pen.fit(inside.x, inside.y, end, "They are being read.", Role::Secondary);
        }
        Some([]) => {
            pen.fit(inside.x, inside.y, end, "Nothing was corrected here.", Role::Secondary);
        }
        Some(known) => {
            for (index, row) in rows(known.len(), selected, inside) {
                ground(index == selected, row, pen);
                correction(&known[index], row, pen);
            }
        }
    }
    foot(
        app,
        &[
            (&[Action::TakeBack], "take it back"),
            (&[Action::Down, Action::Up], "choose"),
            (&[Action::Back], "back"),
        ],
        inside,
        pen,
    );
}

fn correction(shown: &Correction, row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width;
    let what = corrected(shown);
    let what = what.strip_prefix("statement ").unwrap_or(&what);
    let middle = row.x + row.width * 2 / 5;
    let x = pen.fit(row.x + 1, row.y, middle, what, Role::RowUnread);
    let words = shown.is.as_ref().or(shown.was.as_ref()).map(said).unwrap_or_default();
    pen.fit((x + 2).max(row.x + 16).min(end), row.y, end, &words, Role::Preview);
}

/// The rows of a list of so many that are shown, with what stands in each; the last row of the room
/// is for the keys.
fn rows(count: usize, selected: usize, inside: Area) -> impl Iterator<Item = (usize, Area)> {
    let rows = usize::from(inside.height.saturating_sub(1)).max(1);
    let top = selected.saturating_sub(rows / 2).min(count.saturating_sub(rows));
    let shown = (top..count).take(rows).zip(inside.y..);
    shown.map(move |(index, y)| (index, Area { y, height: 1, ..inside }))
}

fn ground(selected: bool, row: Area, pen: &mut Pen<'_>) {
    if selected {
        pen.select(row);
    }
}

fn foot(app: &App, wanted: &[(&[Action], &'static str)], inside: Area, pen: &mut Pen<'_>) {
    let y = inside.y + inside.height.saturating_sub(1);
    keys(&keyed(app, wanted), Area { y, height: 1, ..inside }, pen);
}
