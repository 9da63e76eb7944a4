//! Any keys in any order leave the reader whole.

use proptest::prelude::*;

use crate::app::tests::{Play, TEXT};
use crate::app::*;

const KEYS: &[&str] = &[
    ":",
    "ctrl-k",
    "|",
    "w",
    "v",
    "y",
    "Y",
    ",",
    "'",
    "a",
    "ctrl-o",
    "ctrl-e",
    "1",
    "2",
    "0",
    "9",
    "j",
    "k",
    "h",
    "l",
    "b",
    "n",
    "N",
    "}",
    "{",
    "g",
    "G",
    "$",
    "o",
    "tab",
    "shift-tab",
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "enter",
    "esc",
    "backspace",
    "delete",
    "ctrl-u",
    "ctrl-w",
    "q",
    "?",
    "F",
    "L",
    "J",
    "K",
    "space",
    "s",
    "e",
    "m",
    "/",
    "u",
    "*",
    "U",
    "ctrl-r",
    "p",
    "i",
    "x",
    "pagedown",
    "pageup",
    "T",
    "H",
    "f2",
    "é",
    "漢",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_in_any_order_leave_the_reader_whole(
        keys in prop::collection::vec(prop::sample::select(KEYS), 0..60),
        line in "(scope|open|export|pipe|set|goto|search|dossier|theme)? ?.{0,20}",
        total in 0u64..40,
        (columns, rows) in prop_oneof![(0u16..=130, 0u16..=40), Just((120, 36))],
    ) {
        let mut play = Play::sized(total, columns, rows);
        play.app.env.keymap.read("k", "[global]\n\"f2\" = [\"next-article\", \"open\", \":mark b\", \"select\"]\n");
        for key in keys {
            play.keys(key);
            if let Some(span) = play.app.article.selection() {
                prop_assert!(!span.is_empty() && span.fits(TEXT));
            }
        }
        play.keys(":");
        play.send(Message::Input(Input::Paste(line)));
        play.keys("tab tab left tab enter");
    }
}
