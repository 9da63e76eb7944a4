//! Bodies in, lines out.

use super::*;
use crate::domain::Link;
use crate::text::cells;
use crate::text::line::Note;
use crate::text::links::Links;

/// A line as it is drawn, without the bars of quotes.
pub(crate) fn draw(text: &str, line: &Line) -> String {
    let pieces = line.pieces.iter().map(|piece| (piece.column, piece.span.of(text)));
    let notes = line.notes.iter().map(|note| (note.column, note.text.as_str()));
    let mut parts: Vec<(u16, &str)> = pieces.chain(notes).collect();
    parts.sort_by_key(|(column, _)| *column);
    let mut drawn = String::new();
    for (column, part) in parts {
        let used = cells::text_width(&drawn);
        assert!(used <= usize::from(column), "{drawn:?} runs into {part:?}");
        drawn.push_str(&" ".repeat(usize::from(column) - used));
        drawn.push_str(part);
    }
    drawn.trim_end().to_string()
}

/// A body of blocks; `<words>` carry a link to the address that is the words themselves.
fn body(blocks: &[(&str, BlockKind, u8)]) -> Body {
    let mut body = Body::default();
    for (marked, kind, quote_depth) in blocks {
        if !body.text.is_empty() {
            body.text.push_str("\n\n");
        }
        let start = body.text.len();
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '<' => open = body.text.len(),
                '>' => {
                    let span = Span::new(open, body.text.len());
                    let url = format!("https://example.org/{}", span.of(&body.text));
                    body.links.push(Link { span, url });
                }
                c => body.text.push(c),
            }
        }
        let span = Span::new(start, body.text.len());
        body.blocks.push(Block { span, kind: *kind, quote_depth: *quote_depth });
    }
    body
}

fn marks(body: &Body) -> Vec<Mark> {
    let place = |(index, link): (usize, &Link)| crate::text::links::Place {
        span: link.span,
        number: index + 1,
    };
    let places = body.links.iter().enumerate().map(place).collect();
    Links { entries: Vec::new(), places }.marks(&body.text)
}

fn check(blocks: &[(&str, BlockKind, u8)], width: u16, expected: &[&str]) {
    let body = body(blocks);
    let lines = lines(&body, &marks(&body), width, true);
    let shown: Vec<String> = lines.iter().map(|line| draw(&body.text, line)).collect();
    assert_eq!(shown, expected, "{blocks:?} at {width}");
}

const PARAGRAPH: BlockKind = BlockKind::Paragraph;

#[test]
fn what_goes_on_an_item_stands_below_its_words() {
    let item = |number| BlockKind::Item { depth: 0, number };
    let more = |number| BlockKind::Continued { depth: 0, number };
    check(
        &[
            ("first", item(Some(10)), 0),
            ("goes on here", more(Some(10)), 0),
            ("second", item(None), 0),
            ("goes on", more(None), 0),
            ("———", BlockKind::Rule, 0),
        ],
        14,
        &["10. first", "", "    goes on", "    here", "", "• second", "", "  goes on", "", "———"],
    );
}

#[test]
fn paragraphs_are_parted_and_items_hang() {
    check(
        &[
            ("Intro", PARAGRAPH, 0),
            ("first thing here", BlockKind::Item { depth: 0, number: Some(1) }, 0),
            ("second", BlockKind::Item { depth: 1, number: None }, 0),
            ("end", PARAGRAPH, 0),
        ],
        14,
        &["Intro", "", "1. first thing", "   here", "  • second", "", "end"],
    );
}

#[test]
fn a_number_stands_behind_its_words_and_counts_in_the_line() {
    check(&[("read <this> now", PARAGRAPH, 0)], 20, &["read this[1] now"]);
    check(&[("read <this> now", PARAGRAPH, 0)], 12, &["read this[1]", "now"]);
    // Without its number the word would still fit on the first line.
    check(&[("read <this> now", PARAGRAPH, 0)], 11, &["read", "this[1] now"]);
    check(&[("so <much to read>, here", PARAGRAPH, 0)], 10, &["so much to", "read[1],", "here"]);
}

#[test]
fn a_number_never_begins_a_line() {
    check(&[("<abcdefgh>", PARAGRAPH, 0)], 8, &["abcdefg", "h[1]"]);
    check(&[("<漢字漢字>漢", PARAGRAPH, 0)], 8, &["漢字漢", "字[1]漢"]);
    check(&[("<a-bcde>-f", PARAGRAPH, 0)], 8, &["a-", "bcde[1]-", "f"]);
}

#[test]
fn an_image_says_what_it_is_before_its_number() {
    check(
        &[("<the lower gate>", BlockKind::Image, 0)],
        20,
        &["[image: the lower", "        gate][1]"],
    );
    check(&[("a gate", BlockKind::Image, 0)], 20, &["[image: a gate]"]);
}

#[test]
fn numbers_stand_in_cells_and_code() {
    check(
        &[("Who\tWhere\n<Ana>\tthe pass", BlockKind::Table { head: true }, 0)],
        40,
        &["Who     Where", "Ana[1]  the pass"],
    );
    check(&[("go(<x>);\n\ty", BlockKind::Code, 0)], 40, &["go(x[1]);", "    y"]);
}

#[test]
fn bars_go_on_between_the_blocks_of_a_quote() {
    let body = body(&[
        ("before", PARAGRAPH, 0),
        ("one", PARAGRAPH, 1),
        ("two", PARAGRAPH, 2),
        ("three", PARAGRAPH, 2),
        ("after", PARAGRAPH, 0),
    ]);
    let lines = lines(&body, &[], 20, true);
    let bars: Vec<u8> = lines.iter().map(|line| line.bars).collect();
    assert_eq!(bars, [0, 0, 1, 1, 2, 2, 2, 0, 0]);
    let columns: Vec<u16> =
        lines.iter().filter_map(|line| line.pieces.first().map(|piece| piece.column)).collect();
    assert_eq!(columns, [0, 2, 4, 4, 0]);
}

#[test]
fn a_blank_line_of_code_keeps_its_row() {
    check(&[("a\n\nb", BlockKind::Code, 1)], 20, &["  a", "", "  b"]);
}

/// Lays pieces of text out, some of which are links: all of them are shown, within the width.
fn all_is_held(pieces: &[(&str, bool)], kind: BlockKind, depth: u8, width: u16) {
    let mut body = Body::default();
    for (piece, linked) in pieces {
        let span = Span::new(body.text.len(), body.text.len() + piece.len());
        body.text.push_str(piece);
        if *linked {
            body.links.push(Link { span, url: "https://example.org/".into() });
        }
    }
    let span = Span::new(0, body.text.len());
    body.blocks.push(Block { span, kind, quote_depth: depth });
    let marks = marks(&body);
    let lines = lines(&body, &marks, width, true);
    let mut held = vec![false; body.text.len()];
    let mut numbers = 0;
    for line in &lines {
        let is_number = |note: &&Note| matches!(note.kind, NoteKind::Number { .. });
        numbers += line.notes.iter().filter(is_number).count();
        for piece in &line.pieces {
            assert!(piece.span.fits(&body.text));
            held[piece.span.start..piece.span.end].fill(true);
            let end = usize::from(piece.column) + cells::text_width(piece.span.of(&body.text));
            assert!(end <= usize::from(width) + 8, "{pieces:?} at {width}: {line:?}");
        }
    }
    if !matches!(kind, BlockKind::Table { .. }) {
        assert_eq!(numbers, marks.len(), "{pieces:?}");
        for (offset, c) in body.text.char_indices() {
            assert!(held[offset] || c.is_whitespace(), "{c:?} is lost of {pieces:?}");
        }
    }
}

const KINDS: [BlockKind; 5] = [
    PARAGRAPH,
    BlockKind::Code,
    BlockKind::Image,
    BlockKind::Table { head: true },
    BlockKind::Item { depth: 1, number: Some(3) },
];

#[test]
fn a_sign_of_several_characters_stands_within_the_width() {
    let signs =
        ["0", "\u{58d}", "\u{11d46}", "\u{58d}\u{11d46}", "0\u{58d}\u{11d46}", "a", "\n", " "];
    for first in signs {
        for second in signs {
            for third in signs {
                for linked in 0..8 {
                    let pieces = [first, second, third];
                    let pieces: Vec<(&str, bool)> =
                        (0..3).map(|at| (pieces[at], linked >> at & 1 == 1)).collect();
                    for kind in KINDS {
                        all_is_held(&pieces, kind, 3, 10);
                        all_is_held(&pieces, kind, 0, 10);
                    }
                }
            }
        }
    }
}

#[test]
fn a_text_of_very_many_lines_is_shown_as_far_as_it_goes() {
    for (text, each) in [("x\n\n".repeat(200_000), 2), ("word ".repeat(700_000), 1)] {
        let body = Body::from_text(text);
        let lines = lines(&body, &[], 10, false);
        assert_eq!(lines.len(), MOST_LINES + 2);
        assert_eq!(lines[MOST_LINES + 1].notes[0].text, LEFT_OUT);
        assert!(lines.iter().all(|line| line.pieces.capacity() <= 1));
        let shown = lines.iter().filter(|line| !line.pieces.is_empty()).count();
        assert_eq!(shown, MOST_LINES / each);
    }
}

use proptest::prelude::*;

proptest! {
    #[test]
    fn whatever_the_text_lines_hold_all_of_it_within_their_width(
        pieces in prop::collection::vec(
            ("[a-z]{1,9}[ ,.-]?|漢字|\\PC{0,4}|e\u{301}|👩\u{200d}👧|[ \t\n]", any::<bool>()),
            1..24,
        ),
        kind in 0..5_u8,
        depth in 0..4_u8,
        width in 10..60_u16,
    ) {
        let pieces: Vec<(&str, bool)> =
            pieces.iter().map(|(piece, linked)| (piece.as_str(), *linked)).collect();
        all_is_held(&pieces, KINDS[usize::from(kind)], depth, width);
    }
}
