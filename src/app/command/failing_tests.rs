//! Lines that fail: what is told, and where the line is found again.

use crate::app::tests::Play;
use crate::app::{Code, Effect, FileTask, Input, Key, Level, Message};

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

#[test]
fn a_program_that_cannot_be_run_is_told_and_its_line_comes_back() {
    let mut play = Play::new(3);
    let log = run(&mut play, "pipe nosuchprogram -x");
    let asked = log.into_iter().find_map(|effect| match effect {
        Effect::File(request, FileTask::Export(_)) => Some(request),
        _ => None,
    });
    let reason = "there is no program nosuchprogram: check its spelling, and $PATH";
    play.send(Message::Failed(asked, reason.into()));
    let status = play.app.status.get().cloned().expect("it is told");
    assert_eq!(status.text, format!("{reason}; : up brings the line back"));
    assert_eq!(status.level, Level::Error);
    play.keys(": up");
    assert_eq!(typed(&play), "pipe nosuchprogram -x");
}

#[test]
fn a_wrong_line_that_is_left_is_found_again() {
    let mut play = Play::new(3);
    run(&mut play, "exprot markdown");
    assert_eq!(play.app.status.get().map(|it| it.level), Some(Level::Error));
    play.keys("esc : up");
    assert_eq!(typed(&play), "exprot markdown");
}
