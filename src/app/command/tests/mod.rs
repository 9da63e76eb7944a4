//! The command line, the palette, numbers and several steps: keys in, effects and words out.

mod any_keys;
mod line;
mod palette;
mod steps;

use crate::app::tests::Play;
use crate::app::*;

/// Types a command, letter by letter, and Enter.
fn run(play: &mut Play, line: &str) -> Vec<Effect> {
    let mut log = play.keys(":");
    for letter in line.chars() {
        play.send(Message::Input(Input::Key(Key::plain(Code::Char(letter)))));
    }
    log.extend(play.keys("enter"));
    log
}

fn typed(play: &Play) -> &str {
    play.app.commands.prompt.as_ref().map_or("(nothing)", |prompt| &prompt.line.text)
}

fn offers(play: &Play) -> Vec<&str> {
    play.app.commands.completion.offers.iter().map(|offer| offer.text.as_str()).collect()
}

fn type_in(play: &mut Play, text: &str) {
    for letter in text.chars() {
        play.send(Message::Input(Input::Key(Key::plain(Code::Char(letter)))));
    }
}
