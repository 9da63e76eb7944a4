//! Draws the passages that are being adjusted: in the text, and part by part below it.

use ratatui::style::Style;

use crate::app::correcting::Passages;
use crate::app::correcting::parts::ROLES;
use crate::app::correcting::spans::{Active, SpanEditor};
use crate::app::marks::Role as Part;
use crate::app::{Action, App, Area};

use super::super::pen::{Pen, fit, width};
use super::super::theme::{Role, Theme};
use super::{keyed, keys, panel};

/// How byte `at` of the text looks while passages are adjusted.
pub(in crate::ui) fn passage(editor: &SpanEditor, at: usize, theme: &Theme) -> Style {
    let style = match editor.role_at(at) {
        Some(Part::Content) => theme.style(Role::Direct).patch(theme.style(Role::Current)),
        Some(Part::Source) => theme.style(Role::SourceName).patch(theme.style(Role::Current)),
        Some(Part::Cue) => theme.style(Role::Cue).patch(theme.style(Role::Current)),
        None => Style::new(),
    };
    let active = editor.active().span().contains(at);
    if active { style.patch(theme.style(Role::MentionHere)) } else { style }
}

/// Draws the panel of the editor.
pub(super) fn draw(app: &App, shown: &Passages, area: Area, pen: &mut Pen<'_>) {
    let (title, enter) = match shown.of {
        Some(_) => ("Which words?", "keeps"),
        None => ("A statement that was missed", "goes on"),
    };
    let note = match shown.editor.active() {
        Active::Free(_) => "not marked yet",
        Active::Kept(Part::Content, _) => "what was said",
        Active::Kept(Part::Source, _) => "the source",
        Active::Kept(Part::Cue, _) => "the cue",
    };
    let inside = panel(title, note, area, pen);
    let text = app.article.reader.as_ref().map_or("", |reader| &reader.article.body.text);
    for (part, y) in ROLES.into_iter().zip(inside.y..inside.y + inside.height) {
        row(&shown.editor, part, text, Area { y, height: 1, ..inside }, pen);
    }
    let wanted: [(&[Action], &str); 10] = [
        (&[Action::Open], enter),
        (&[Action::SelectContent, Action::SelectSource, Action::SelectCue], "is said, source, cue"),
        (&[Action::StartLeft, Action::StartRight], "start"),
        (&[Action::EndLeft, Action::EndRight], "end"),
        (&[Action::FocusNext], "next passage"),
        (&[Action::WordRight, Action::WordLeft], "word"),
        (&[Action::Down, Action::Up], "sentence"),
        (&[Action::WholeSentence], "all of it"),
        (&[Action::Unmark], "no part"),
        (&[Action::Back], "leaves"),
    ];
    let below = Area { y: inside.y + 3, height: inside.height.saturating_sub(3), ..inside };
    keys(&keyed(app, &wanted), below, pen);
}

/// The passages of one part, in words; the one that the keys move is marked.
fn row(editor: &SpanEditor, part: Part, text: &str, row: Area, pen: &mut Pen<'_>) {
    let end = row.x + row.width;
    let label = match part {
        Part::Content => "said",
        Part::Source => "source",
        Part::Cue => "cue",
    };
    pen.fit(row.x, row.y, end, label, Role::Secondary);
    let mut x = row.x + 8;
    let spans = editor.parts().of(part);
    if spans.is_empty() {
        pen.fit(x, row.y, end, "—", Role::Secondary);
    }
    // Each passage has its share of the room; short ones leave theirs to the others.
    for (place, span) in spans.iter().enumerate() {
        if place > 0 {
            let dim = pen.style(Role::Secondary);
            x = pen.put(x, row.y, end, " … ", dim);
        }
        let left = (spans.len() - place) as u16;
        let room = (end.saturating_sub(x)).saturating_sub((left - 1) * 3) / left;
        let active = editor.active() == Active::Kept(part, *span);
        let plain = pen.style(Role::Text);
        let style = if active { plain.patch(pen.style(Role::MentionHere)) } else { plain };
        let words = ends(span.of(text), room);
        x = pen.put(x, row.y, end, &words, style);
    }
}

/// The beginning and the end of a passage, in so many columns: both borders are being moved.
fn ends(words: &str, room: u16) -> String {
    let line = crate::domain::clean::one_line(words);
    if width(&line) <= room { line } else { middle(&line, room) }
}

fn middle(line: &str, room: u16) -> String {
    if room < 12 {
        fit(line, room)
    } else {
        crate::text::cells::fit_middle(line, usize::from(room))
    }
}
