//! The palette: a command is found by a few of its letters.

use super::{type_in, typed};
use crate::app::command::table;
use crate::app::tests::Play;
use crate::app::*;

#[test]
fn the_palette_finds_by_letters_and_runs_under_what_lay_there() {
    let mut play = Play::new(3);
    let names = |play: &Play| match play.app.overlays.top() {
        Some(Overlay::Palette(palette)) => palette.found.iter().map(|it| it.name).collect(),
        _ => Vec::new(),
    };
    play.keys("ctrl-k");
    assert_eq!(names(&play).len(), table::all().count());
    type_in(&mut play, "tst");
    assert!(names(&play).contains(&"toggle-star"), "{:?}", names(&play));
    play.keys("ctrl-u");
    type_in(&mut play, "undo");
    assert_eq!(names(&play)[0], "undo");
    play.keys("ctrl-u");
    type_in(&mut play, "next statement");
    assert_eq!(names(&play)[0], "next-statement");
    play.keys("down up enter");
    assert!(play.app.overlays.top().is_none() && play.app.commands.prompt.is_none());
    play.keys("ctrl-k");
    type_in(&mut play, "scope");
    play.keys("enter");
    assert_eq!(typed(&play), "scope ");
    play.keys("esc ? ctrl-k");
    type_in(&mut play, "zzzzzz");
    assert_eq!(names(&play), Vec::<&str>::new());
    play.keys("enter esc");
    assert!(
        matches!(play.app.overlays.top(), Some(Overlay::Help(_))),
        "what lay there lies there again"
    );
}
