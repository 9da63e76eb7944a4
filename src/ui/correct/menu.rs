//! Draws what can be done with the current statement.

use crate::app::changes::history::corrected;
use crate::app::correcting::Correcting;
use crate::app::{Action, App, Area, Reader};
use crate::domain::analysis::all_of;
use crate::domain::{
    Attribution, Correction, Marked, Mode, Passage, SourceKind, Span, chains, denial,
};

use super::super::pen::Pen;
use super::super::theme::Role;
use super::{key_rows, keyed, keys, panel};

/// Draws the menu; with all that is known of the statement if `details`.
pub(super) fn draw(app: &App, shown: &Correcting, details: bool, area: Area, pen: &mut Pen<'_>) {
    let reader = app.article.reader.as_ref();
    let found = reader.and_then(|it| Some((it, it.current?, it.current_attribution()?)));
    let note = reader.map_or_else(String::new, place);
    let inside = panel("Correct", &note, area, pen);
    let Some((reader, index, found)) = found else {
        let end = inside.x + inside.width;
        pen.fit(inside.x, inside.y, end, "No statement is chosen.", Role::Secondary);
        let wanted: [(&[Action], &str); 4] = [
            (&[Action::NextQuote], "next statement"),
            (&[Action::AddStatement], "add one that was missed"),
            (&[Action::Corrections], "all corrections"),
            (&[Action::Back], "close"),
        ];
        keys(
            &keyed(app, &wanted),
            Area { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside },
            pen,
        );
        return;
    };
    who(reader, found, inside, pen);
    let wanted = keyed(app, &wanted(reader.is_corrected(index)));
    let below = key_rows(&wanted, inside.width).min(inside.height.saturating_sub(1));
    let rows = inside.height.saturating_sub(1 + below);
    let about = about(reader, shown, index, found);
    let about = if details { &about[..] } else { &about[..about.len().min(1)] };
    for (line, y) in about.iter().take(usize::from(rows)).zip(inside.y + 1..) {
        let end = inside.x + inside.width;
        pen.fit(inside.x + 1, y, end, line.0, Role::Secondary);
        pen.fit(inside.x + 11, y, end, &line.1, Role::Text);
    }
    let y = inside.y + inside.height - below;
    keys(&wanted, Area { y, height: below, ..inside }, pen);
}

/// Which statement it is, in whose words, and how sure.
fn place(reader: &Reader) -> String {
    let (Some((place, count)), Some(found)) =
        (reader.current_place(), reader.current_attribution())
    else {
        return String::new();
    };
    let mode = match found.kind {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    };
    if reader.current.is_some_and(|index| reader.is_corrected(index)) {
        return format!("{place} of {count} · {mode} · corrected");
    }
    let percent = (found.confidence.clamp(0.0, 1.0) * 100.0).round();
    let doubt = if found.is_doubtful() { " · doubtful" } else { "" };
    format!("{place} of {count} · {mode} · {percent} %{doubt}")
}

fn who(reader: &Reader, found: &Attribution, area: Area, pen: &mut Pen<'_>) {
    let end = area.x + area.width;
    let analysis = reader.analysis.as_ref();
    let names = analysis.and_then(|analysis| analysis.speakers(found));
    let colour = pen.theme.source(found.source_id());
    pen.put(area.x, area.y, end, "▌", colour);
    let Some(names) = names else {
        pen.fit(area.x + 1, area.y, end, "no source named", Role::RowUnread);
        return;
    };
    let x = pen.fit(area.x + 1, area.y, end, &names, Role::RowUnread);
    let alone = analysis.map(|analysis| analysis.sources_of(found).collect::<Vec<_>>());
    let Some([source]) = alone.as_deref() else { return };
    let described = source.description.as_deref().unwrap_or(kind(source.kind));
    if end > x + 6 {
        pen.fit(x + 2, area.y, end, described, Role::Secondary);
    }
}

/// What a source is, in a word.
pub(super) fn kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Organization => "body",
        SourceKind::Document => "document",
    }
}

fn wanted(corrected: bool) -> Vec<(&'static [Action], &'static str)> {
    let mut wanted: Vec<(&'static [Action], &'static str)> = vec![
        (&[Action::StatementWrong], "wrong"),
        (&[Action::StatementRight], "right"),
        (&[Action::ChangeSource], "another source"),
        (&[Action::ChangeContent], "what was said"),
        (&[Action::ChangeNaming], "source and cue"),
        (&[Action::Details], "details"),
    ];
    if corrected {
        wanted.push((&[Action::TakeBack], "take the correction back"));
    }
    wanted.push((&[Action::NextQuote], "next"));
    wanted.push((&[Action::Corrections], "corrections"));
    wanted.push((&[Action::AddStatement], "add"));
    wanted.push((&[Action::Back], "close"));
    wanted
}

/// What is known of a statement: its words, and how it was found.
fn about(
    reader: &Reader,
    shown: &Correcting,
    index: usize,
    found: &Attribution,
) -> Vec<(&'static str, String)> {
    let text = &reader.article.body.text;
    let words = |spans: &[Span]| -> String {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        if words.is_empty() { "none".into() } else { words.join(" … ") }
    };
    let mut about = vec![
        ("said", words(&found.content)),
        ("source", words(&found.source)),
        ("cue", words(&found.cue)),
    ];
    let corrected_by = reader.analysis.as_ref().and_then(|analysis| {
        let (_, id) = analysis.corrected.iter().find(|(of, _)| *of == index)?;
        let known = chains::fold_chains(shown.known.clone()?);
        known.into_iter().find(|it| it.id == Some(*id))
    });
    if let Some(correction) = &corrected_by {
        about.push(("corrected", corrected(correction)));
        about.push(("found as", found_as(correction)));
    }
    about
}

/// How a corrected statement was found.
fn found_as(correction: &Correction) -> String {
    let Some(was) = &correction.was else { return "not found".into() };
    let by: Vec<&str> = was.speakers().map(|speaker| speaker.name.as_str()).collect();
    let by = if by.is_empty() { "nobody".to_owned() } else { all_of(&by) };
    format!("{by}: {}", said(was))
}

/// What was said, on one line; where it is denied, behind the cue.
pub(super) fn said(marked: &Marked) -> String {
    let words: Vec<&str> = marked.content.iter().map(|it: &Passage| it.exact.as_str()).collect();
    let cue: Vec<&str> = marked.cue.iter().map(|it| it.exact.as_str()).collect();
    let cue = cue.join(" … ");
    denial::with_denial(&words.join(" … "), &cue, denial::is_denial(&cue))
}
