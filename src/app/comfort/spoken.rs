//! What a bar in the margin shows, in words between the lines: for those who hear the screen.

use crate::domain::{Accent, AccentKind, Analysis, Attribution, Body, Mode, clean};
use crate::text::cells;
use crate::text::line::{Line, Mark, Note, NoteKind};

/// How a statement is announced: "direct quote, Isla Mackenzie:".
pub fn announced(analysis: &Analysis, attribution: &Attribution) -> String {
    let mode = match attribution.kind {
        Mode::Direct => "direct quote",
        Mode::Mixed => "partly quoted",
        Mode::Indirect => "reported",
    };
    let names = analysis.speakers(attribution);
    let name = names.map_or("nobody named".into(), |names| clean::one_line(&names));
    let doubt = if attribution.is_doubtful() { ", doubtful" } else { "" };
    format!("{mode}, {name}{doubt}:")
}

/// What is said behind words that are struck out.
pub(in crate::app) fn struck(body: &Body) -> Vec<Mark> {
    let struck = body.accents.iter().filter(|accent| accent.kind == AccentKind::Struck);
    let mark = |accent: &Accent| Mark {
        at: accent.span.end,
        text: " [struck out]".into(),
        kind: NoteKind::Label,
    };
    struck.map(mark).collect()
}

/// Puts the announcement of every statement above the line on which its words begin.
pub(in crate::app) fn announce(
    lines: Vec<Line>,
    analysis: &Analysis,
    order: &[usize],
    width: u16,
) -> Vec<Line> {
    let begins: Vec<(usize, &Attribution)> = order
        .iter()
        .filter_map(|index| {
            let attribution = analysis.attributions.get(*index)?;
            Some((attribution.content.iter().map(|span| span.start).min()?, attribution))
        })
        .collect();
    let mut told = Vec::with_capacity(lines.len() + begins.len());
    for line in lines {
        let holds = |byte: usize| line.pieces.iter().any(|piece| piece.span.contains(byte));
        for (_, attribution) in begins.iter().filter(|(byte, _)| holds(*byte)) {
            let text = cells::fit(&announced(analysis, attribution), usize::from(width));
            let note = Note { column: 0, text, kind: NoteKind::Label };
            told.push(Line { block: line.block, notes: vec![note], ..Line::default() });
        }
        told.push(line);
    }
    told
}
