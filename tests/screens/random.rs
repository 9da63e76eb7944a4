//! Drawing never panics, and nothing hidden reaches a cell, whatever the text and the size.

use onrecord::domain::{Attribution, EntityKind, Mode, SourceId, SourceKind, Span};
use onrecord::ui::{BUILT_IN, Theme};
use proptest::prelude::*;
use ratatui::buffer::Buffer;

use super::articles::{self, Story};
use super::desk::Desk;
use super::marked;

#[path = "../support/hidden.rs"]
mod hidden;

/// Text of odd pieces: scripts, joiners, marks, control characters, blanks.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,12}",
        "\\PC{0,8}",
        ".{0,6}",
        Just("漢字かな交じり".to_string()),
        Just(hidden::samples()),
        Just("👨\u{200d}👩\u{200d}👧🇳🇴".to_string()),
        Just("e\u{301}\u{301}\u{301}\u{fe0f}".to_string()),
        Just("\u{1b}[2J\u{202e}\u{200b}\u{7}\r".to_string()),
        Just("שלום العربية क्षत्रिय ｶﾞ".to_string()),
        Just("\n\n".to_string()),
        Just("\t".to_string()),
        Just("x".repeat(300)),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

/// Returns a span of `text` from two numbers; `None` if it would be empty.
fn span(text: &str, at: (usize, usize)) -> Option<Span> {
    let place = |number: usize| {
        let number = number % (text.len() + 1);
        (0..=number).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
    };
    let (a, b) = (place(at.0), place(at.1));
    Some(Span::new(a.min(b), a.max(b))).filter(|span| !span.is_empty())
}

fn story(title: &str, text: &str, marks: &[[usize; 6]]) -> Story {
    let statement = |mark: &[usize; 6]| {
        Some(Attribution {
            kind: [Mode::Direct, Mode::Mixed, Mode::Indirect][mark[0] % 3],
            source: span(text, (mark[1], mark[2])).into_iter().collect(),
            cue: span(text, (mark[2], mark[3])).into_iter().collect(),
            content: vec![span(text, (mark[4], mark[5]))?],
            source_ids: [None, Some(SourceId(0)), Some(SourceId(1))][mark[1] % 3]
                .into_iter()
                .collect(),
            negated: false,
            confidence: [0.2, 0.9][mark[2] % 2],
        })
    };
    let attributions = marks.iter().filter_map(statement).collect();
    let sources = vec![
        marked::source(SourceKind::Person, title, text),
        marked::source(SourceKind::Unnamed, text, ""),
    ];
    let word = text.split_whitespace().next().unwrap_or("");
    let entities: &[(EntityKind, &[&str])] = &[(EntityKind::Person, &[word])];
    let entities = if word.is_empty() { &[] } else { entities };
    let analysis = marked::analysis(text, attributions, sources, entities);
    let mut article = articles::plain(1, title, 0, "2024-02-18");
    article.authors = vec![title.into()];
    article.outlet = Some(text.into());
    articles::with(article, text.into(), analysis)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_drawn_on_any_screen(
        (columns, rows) in prop_oneof![(0u16..=220, 0u16..=60), (40u16..=60, 10u16..=16)],
        title in odd_text(),
        text in odd_text(),
        marks in prop::collection::vec(prop::array::uniform6(any::<usize>()), 0..6),
        keys in prop::sample::select(vec!["", "l n", "l n N G", "tab tab j j", "l e m", "?", "F G", "F j j j", "F j j j n", "a", "R", "tab tab G", "/", "Q", "B", "B z j j z G", "B G h h", "O O O", "Q t h e enter l ; ;"]),
        typed in "[a-z漢]{0,4}",
    ) {
        let mut shelf = articles::shelf();
        shelf.insert(0, story(&title, &text, &marks));
        let desk = Desk::new(shelf, columns, rows).keys(keys);
        let desk = if keys == "/" || keys == "Q" { desk.types(&typed) } else { desk };
        for (name, _) in BUILT_IN {
            let screen = desk.screen(&Theme::built_in(name).unwrap());
            whole(&screen, columns, rows)?;
        }
    }
}

/// Keys of every mode.
const KEYS: &[&str] = &[
    ":",
    "ctrl-k",
    "|",
    "w",
    "v",
    ",",
    "'",
    "a",
    "ctrl-o",
    "ctrl-e",
    "1",
    "9",
    "j",
    "k",
    "h",
    "l",
    "n",
    "}",
    "{",
    "g",
    "G",
    "$",
    "0",
    "o",
    "tab",
    "shift-tab",
    "up",
    "down",
    "enter",
    "esc",
    "backspace",
    "q",
    "?",
    "F",
    "L",
    "J",
    "space",
    "e",
    "y",
    "Y",
    "/",
    "x",
    "pagedown",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_are_drawn_on_any_screen(
        (columns, rows) in prop_oneof![(0u16..=220, 0u16..=60), (40u16..=60, 10u16..=16)],
        text in odd_text(),
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..40),
        typed in "(:(open|export|scope|set) )?[a-z漢é ]{0,6}",
    ) {
        let mut shelf = articles::shelf();
        shelf.insert(0, story(&text, &text, &[[0, 1, 9, 20, 5, 60]]));
        let theme = Theme::built_in("dark").unwrap();
        let mut desk = Desk::new(shelf, columns, rows);
        for (place, key) in keys.iter().enumerate() {
            desk = desk.keys(key);
            if place % 5 == 0 {
                whole(&desk.screen(&theme), columns, rows)?;
            }
        }
        whole(&desk.types(&typed).screen(&theme), columns, rows)?;
    }
}

/// Every cell holds what may be shown, and no character is cut at the border.
pub(super) fn whole(screen: &Buffer, columns: u16, rows: u16) -> Result<(), TestCaseError> {
    for y in 0..rows {
        let mut x = 0;
        while x < columns {
            let symbol = screen[(x, y)].symbol();
            prop_assert!(
                !symbol.chars().any(|c| hidden::is_hidden(c) || c.is_control()),
                "{symbol:?}"
            );
            x += (onrecord::text::cells::text_width(symbol) as u16).max(1);
        }
        prop_assert_eq!(x, columns, "a character is cut at the border of row {}", y);
    }
    Ok(())
}
