//! Tests of the panel of corrections with user-defined keys.

use onrecord::app::Overlay;

use super::desk::Desk;
use super::{articles, show};

fn tunnel(keymap: &str) -> Desk {
    let mut desk = Desk::new(articles::shelf(), 120, 36);
    assert_eq!(desk.app.env.keymap.read("keymap.toml", keymap), Vec::<String>::new());
    desk.keys("l n n")
}

#[test]
fn the_panels_keys_are_those_of_the_keymap() {
    let keymap = "[correct]\n\"w\" = \"none\"\n\"ctrl-x\" = \"statement-wrong\"\n\"c\" = \"none\"\n\
                  \"f5\" = \"change-content\"\n[passages]\n\"h\" = \"none\"\n\"<\" = \"start-left\"\n";
    let desk = tunnel(keymap).keys("x");
    let shown = show(&desk);
    assert!(shown.contains("ctrl-x wrong") && shown.contains("f5 what was said"), "{shown}");
    let desk = desk.keys("w");
    assert!(desk.app.status.get().is_some() && desk.mended.kept.is_empty(), "it is bound no more");
    let desk = desk.keys("f5");
    assert!(show(&desk).contains("< l start"), "{}", show(&desk));
    let desk = desk.keys("esc ctrl-x");
    assert_eq!(desk.mended.kept.len(), 1);
    assert!(desk.app.overlays.top().is_none());
}

#[test]
fn a_statement_is_corrected_by_a_key_outside_of_the_panel() {
    let desk = tunnel("[body]\n\"alt-w\" = \"statement-wrong\"\n").keys("alt-w");
    assert_eq!(desk.mended.kept.len(), 1);
    assert!(desk.app.overlays.top().is_none());
    let desk = desk.keys("U n : ").types("change-source").keys("enter");
    assert!(matches!(desk.app.overlays.top(), Some(Overlay::Correct(_))), "{}", show(&desk));
    let desk = desk.keys("esc esc : ").types("start-left").keys("enter");
    let told = desk.app.status.get().map(|it| it.text.as_str());
    assert_eq!(told, Some("That is done in the panel of corrections; x opens it."));
}

#[test]
fn the_help_names_the_panels_keys() {
    let desk = Desk::new(articles::shelf(), 100, 200).keys("?");
    let shown = show(&desk);
    for line in ["In the panel of corrections", "the passage begins a word earlier"] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
}
