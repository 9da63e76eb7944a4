//! A screen too small for the reader takes the keys that quit, and no others.

use super::play::Play;
use crate::app::*;

#[test]
fn on_a_screen_too_small_keys_only_quit_and_draw_anew() {
    let mut play = Play::new();
    play.send(Message::Input(Input::Resize(Size { columns: 39, rows: 9 })));
    let before = (play.app.focus, play.app.list.position());
    assert_eq!(play.keys("enter j m s D a x r f"), []);
    play.send(Message::Input(Input::Paste("x".into())));
    play.send(Message::Input(Input::Mouse(Mouse::Click(3, 5))));
    assert_eq!((play.app.focus, play.app.list.position()), before);
    assert!(play.app.commands.prompt.is_none() && play.app.overlays.top().is_none());
    assert_eq!(play.keys("ctrl-l"), [Effect::Screen(OnScreen::Redraw)]);
    assert_eq!(play.keys("q").last(), Some(&Effect::Screen(OnScreen::Quit)));
    assert_eq!(play.keys("ctrl-c").last(), Some(&Effect::Screen(OnScreen::Quit)));
}
