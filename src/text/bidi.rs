//! Text that runs from right to left: its direction, and the order in which it is seen.
//!
//! By the Unicode Bidirectional Algorithm (UAX 9), line by line. Characters that would override it
//! are left out of account, as they are left out of what is drawn.

use std::borrow::Cow;

use unicode_bidi::{BidiInfo, Direction, Level, ParagraphBidiInfo, get_base_direction_full};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::Span;

use super::cells;
use super::line::{Line, Note, NoteKind, Piece};

/// Whether anything in `text` runs from right to left.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl_letter)
}

/// Whether a text as a whole runs from right to left: its first letter decides.
pub fn is_rtl(text: &str) -> bool {
    has_rtl(text) && get_base_direction_full(text) == Direction::Rtl
}

fn is_rtl_letter(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// How deeply each byte of a paragraph is set into text of the other direction: odd numbers run
/// from right to left.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    start: usize,
    levels: Vec<Level>,
    base: Level,
}

impl Levels {
    /// The levels of a paragraph; none where all of it runs from left to right.
    pub(super) fn of(text: &str, span: Span) -> Option<Levels> {
        let paragraph = span.of(text);
        let base = if is_rtl(paragraph) { Level::rtl() } else { Level::ltr() };
        Levels::based(text, span, base)
    }

    /// As `of`, of a text that runs from left to right as a whole.
    fn to_the_right(text: &str, span: Span) -> Option<Levels> {
        Levels::based(text, span, Level::ltr())
    }

    fn based(text: &str, span: Span, base: Level) -> Option<Levels> {
        let paragraph = span.of(text);
        if !has_rtl(paragraph) {
            return None;
        }
        let plain = without_overrides(paragraph);
        let levels = ParagraphBidiInfo::new(&plain, Some(base)).levels;
        Some(Levels { start: span.start, levels, base })
    }

    /// Whether the paragraph as a whole runs from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.base.is_rtl()
    }

    fn at(&self, byte: usize) -> Level {
        let place = byte.checked_sub(self.start);
        place.and_then(|place| self.levels.get(place)).copied().unwrap_or(self.base)
    }
}

/// The same text, byte for byte, in which embeddings, overrides and isolates have no effect.
fn without_overrides(text: &str) -> Cow<'_, str> {
    let overrides = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(overrides) {
        Cow::Owned(text.replace(overrides, "\u{200b}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text on one line in the order in which it is seen from left to right. It stands by itself:
/// its own first letter decides its direction.
pub fn seen(text: &str) -> Cow<'_, str> {
    if !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    for (span, rtl) in graphemes_seen(text) {
        let grapheme = span.of(text);
        seen.push_str(&if rtl { mirrored(grapheme) } else { Cow::Borrowed(grapheme) });
    }
    Cow::Owned(seen)
}

/// As `seen`, grapheme cluster by grapheme cluster: where each stands in `text`, and whether it
/// runs from right to left (and is drawn `mirrored`).
pub fn graphemes_seen(text: &str) -> Vec<(Span, bool)> {
    let all = Span::new(0, text.len());
    let runs = match Levels::of(text, all) {
        Some(levels) => level_runs(text, all, &levels),
        None => vec![(all, Level::ltr())],
    };
    let order = BidiInfo::reorder_visual(&runs.iter().map(|(_, level)| *level).collect::<Vec<_>>());
    let mut found = Vec::new();
    for (span, level) in order.into_iter().map(|place| runs[place]) {
        let from = found.len();
        let clusters = span.of(text).grapheme_indices(true).map(|(offset, grapheme)| {
            let start = span.start + offset;
            (Span::new(start, start + grapheme.len()), level.is_rtl())
        });
        found.extend(clusters);
        if level.is_rtl() {
            found[from..].reverse();
        }
    }
    found
}

/// The stretches of one level, never parted within a grapheme cluster.
fn level_runs(text: &str, span: Span, levels: &Levels) -> Vec<(Span, Level)> {
    let mut runs: Vec<(Span, Level)> = Vec::new();
    for (offset, grapheme) in span.of(text).grapheme_indices(true) {
        let start = span.start + offset;
        let level = levels.at(start);
        match runs.last_mut().filter(|(_, last)| *last == level) {
            Some((run, _)) => run.end = start + grapheme.len(),
            None => runs.push((Span::new(start, start + grapheme.len()), level)),
        }
    }
    runs
}

/// Something on a line on its way to its column.
enum Atom {
    Piece(Span),
    Note(Note),
}

/// Puts what stands on a line of running text in the order in which it is seen, and to the right of
/// `room` columns where the paragraph runs from right to left.
pub(super) fn arrange(line: &mut Line, text: &str, levels: &Levels, room: usize) {
    let all = atoms(line);
    let end = place(line, all, text, levels, 0);
    if levels.is_rtl() {
        let by = room.saturating_sub(end) as u16;
        line.pieces.iter_mut().for_each(|piece| piece.column += by);
        line.notes.iter_mut().for_each(|note| note.column += by);
    }
}

/// As `arrange` for a row of a table or a line of code: what stands apart stays apart and is in
/// its place; each cell has its own direction, code runs from left to right.
pub(super) fn arrange_apart(line: &mut Line, text: &str, code: bool) {
    if !line.pieces.iter().any(|piece| has_rtl(piece.span.of(text))) {
        return;
    }
    let mut groups: Vec<Vec<(usize, Atom)>> = Vec::new();
    let mut end = None;
    for (column, atom) in atoms(line) {
        if end != Some(column) {
            groups.push(Vec::new());
        }
        end = Some(column + atom_width(&atom, text));
        if let Some(group) = groups.last_mut() {
            group.push((column, atom));
        }
    }
    for group in groups {
        let spans = group.iter().filter_map(|(_, atom)| match atom {
            Atom::Piece(span) => Some(*span),
            Atom::Note(_) => None,
        });
        let whole = spans.reduce(|a, b| Span::new(a.start.min(b.start), a.end.max(b.end)));
        let levels = whole.and_then(|whole| {
            if code { Levels::to_the_right(text, whole) } else { Levels::of(text, whole) }
        });
        let from = group.first().map_or(0, |(column, _)| *column);
        match levels {
            Some(levels) => {
                place(line, group, text, &levels, from);
            }
            None => group.into_iter().for_each(|(column, atom)| put(line, column, atom, false)),
        }
    }
    line.pieces.sort_by_key(|piece| piece.column);
}

/// Takes all that stands on a line from it, in its order, with the columns.
fn atoms(line: &mut Line) -> Vec<(usize, Atom)> {
    let pieces = line.pieces.drain(..).map(|it| (usize::from(it.column), Atom::Piece(it.span)));
    let mut atoms: Vec<(usize, Atom)> = pieces.collect();
    atoms.extend(line.notes.drain(..).map(|it| (usize::from(it.column), Atom::Note(it))));
    atoms.sort_by_key(|(column, _)| *column);
    atoms
}

fn atom_width(atom: &Atom, text: &str) -> usize {
    match atom {
        Atom::Piece(span) => cells::text_width(span.of(text)),
        Atom::Note(note) => cells::text_width(&note.text),
    }
}

/// Puts things on the line from `column` on, in the order in which they are seen; gives the column
/// after the last.
fn place(
    line: &mut Line,
    atoms: Vec<(usize, Atom)>,
    text: &str,
    levels: &Levels,
    mut column: usize,
) -> usize {
    let mut runs: Vec<(Option<Atom>, Level)> = Vec::new();
    for (_, atom) in atoms {
        match atom {
            Atom::Piece(span) => {
                let parts = level_runs(text, span, levels).into_iter();
                runs.extend(parts.map(|(span, level)| (Some(Atom::Piece(span)), level)));
            }
            Atom::Note(note) => {
                // A link's number goes with the word before it.
                let level = match note.kind {
                    NoteKind::Number { at, .. } if at > 0 => levels.at(at - 1),
                    NoteKind::Marker
                    | NoteKind::Number { .. }
                    | NoteKind::Label
                    | NoteKind::Heading
                    | NoteKind::Address(_)
                    | NoteKind::Detail => levels.base,
                };
                runs.push((Some(Atom::Note(note)), level));
            }
        }
    }
    let order = BidiInfo::reorder_visual(&runs.iter().map(|(_, level)| *level).collect::<Vec<_>>());
    for index in order {
        let (atom, level) = &mut runs[index];
        let Some(atom) = atom.take() else { continue };
        let width = atom_width(&atom, text);
        put(line, column, atom, level.is_rtl());
        column += width;
    }
    column
}

fn put(line: &mut Line, column: usize, atom: Atom, rtl: bool) {
    let column = column as u16;
    match atom {
        Atom::Piece(span) => line.pieces.push(Piece { column, span, rtl }),
        Atom::Note(note) => line.notes.push(Note { column, ..note }),
    }
}

/// Brackets and signs that face the other way in text that runs from right to left, in pairs.
const MIRRORED: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('⟨', '⟩'),
    ('⟪', '⟫'),
    ('「', '」'),
    ('『', '』'),
    ('〈', '〉'),
    ('《', '》'),
    ('【', '】'),
    ('（', '）'),
    ('⁅', '⁆'),
];

/// What is drawn for a grapheme cluster in text that runs from right to left.
pub fn mirrored(grapheme: &str) -> Cow<'_, str> {
    let mut chars = grapheme.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return Cow::Borrowed(grapheme) };
    let other = MIRRORED.iter().find_map(|(left, right)| match c {
        c if c == *left => Some(*right),
        c if c == *right => Some(*left),
        _ => None,
    });
    other.map_or(Cow::Borrowed(grapheme), |other| Cow::Owned(other.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_of_one_direction_is_left_alone() {
        assert_eq!(seen("Ferry halts (again)"), "Ferry halts (again)");
        assert!(!has_rtl("漢字 ไทย देवनागरी") && !is_rtl("abc שלום"));
        assert!(is_rtl("שלום abc") && is_rtl("12: مرحبا"));
    }

    #[test]
    fn a_line_is_seen_from_right_to_left_with_numbers_and_latin_words_as_they_are_read() {
        assert_eq!(seen("אבג דהו"), "והד גבא");
        assert_eq!(seen("אבג 123 דהו"), "והד 123 גבא");
        assert_eq!(seen("abc אבג def"), "abc גבא def");
        assert_eq!(seen("אבג NASA (דה)"), "(הד) NASA גבא");
        assert_eq!(seen("م\u{64b}ب"), "بم\u{64b}");
    }

    #[test]
    fn overrides_do_not_turn_text_round() {
        assert_eq!(seen("\u{202e}abc\u{202c} א"), "\u{202e}abc\u{202c} א");
        let hidden: String =
            seen("א\u{202d}בג\u{202c}").chars().filter(|c| c.is_alphabetic()).collect();
        assert_eq!(hidden, "גבא");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-z]{1,3}|[א-ת]{1,4}|[ا-ي]{1,3}|[0-9]{1,3}|[ ()\\[\\].,]|\\PC){0,20}") {
            let sorted = |text: &str| {
                let mut all: Vec<char> =
                    text.chars().filter(|c| !MIRRORED.iter().any(|(a, b)| c == a || c == b)).collect();
                all.sort_unstable();
                all
            };
            let shown = seen(&text).into_owned();
            prop_assert_eq!(sorted(&shown), sorted(&text));
        }
    }
}
