//! Articles are marked, by keys and by reading, and that is undone.

use super::play::Play;
use crate::app::*;

#[test]
fn an_opened_article_is_marked_read_after_a_moment_and_a_passed_one_is_not() {
    let mut play = Play::new(3);
    assert!(!play.keys("j").iter().any(|effect| matches!(effect, Effect::Wake(..))));
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, 1000)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.send(Message::Woke(request));
    assert!(!play.app.list.rows[1].unread);
    assert_eq!(play.status(), "1 article marked read.");
    play.keys("U");
    assert!(play.app.list.rows[1].unread);
}

#[test]
fn leaving_before_the_moment_has_passed_leaves_an_article_unread() {
    let mut play = Play::new(3);
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.keys("J");
    play.send(Message::Woke(request));
    assert!(play.app.list.rows[0].unread);
}

#[test]
fn marks_are_undone_and_redone() {
    let mut play = Play::new(9);
    let unread = |play: &Play| play.app.list.rows.iter().filter(|row| row.unread).count();
    play.keys("j j j [");
    assert_eq!((unread(&play), play.status()), (6, "3 articles marked read."));
    play.keys("]");
    assert_eq!(unread(&play), 1);
    play.keys("u *");
    assert_eq!(unread(&play), 0);
    assert!(play.app.list.rows[3].starred);
    play.keys("U U");
    assert!(!play.app.list.rows[3].starred);
    assert_eq!(unread(&play), 1);
    play.keys("U U");
    assert_eq!(unread(&play), 9);
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
    play.keys("ctrl-r ctrl-r");
    assert_eq!(unread(&play), 1);
    play.keys("U U A");
    assert_eq!(unread(&play), 0);
}

#[test]
fn what_changed_nothing_is_nothing_to_undo() {
    let mut play = Play::new(3);
    let effects = play.app.update(Message::Input(Input::Key(Key::parse("u").unwrap())));
    let Some(Effect::Write(request, Write::SetRead(..))) = effects.first() else {
        panic!("{effects:?}")
    };
    play.send(Message::Write(*request, WriteAnswer::Changed(Vec::new())));
    assert_eq!(play.status(), "Nothing changed.");
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
}

#[test]
fn an_open_article_that_was_just_marked_unread_stays_so() {
    let mut play = Play::new(3);
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.keys("u");
    assert!(!play.app.list.rows[0].unread);
    play.keys("u");
    assert!(play.app.list.rows[0].unread);
    play.send(Message::Woke(request));
    assert!(play.app.list.rows[0].unread, "it stays open, and unread");
}

#[test]
fn a_failure_is_said_and_the_next_key_works() {
    let mut play = Play::new(3);
    let effects = play.app.update(Message::Input(Input::Key(Key::parse("u").unwrap())));
    let Some(Effect::Write(request, Write::SetRead(..))) = effects.first() else {
        panic!("{effects:?}")
    };
    play.send(Message::Failed(Some(*request), "the disk is full".into()));
    assert_eq!(play.status(), "the disk is full");
    assert!(play.app.list.rows[0].unread);
    play.keys("U");
    assert_eq!(play.status(), "Nothing to undo.");
}

#[test]
fn undo_and_redo_say_which_they_are() {
    let mut play = Play::new(3);
    play.keys("u U");
    assert_eq!(play.status(), "Undo: 1 article marked unread.");
    play.keys("ctrl-r");
    assert_eq!(play.status(), "Redo: 1 article marked read.");
}

#[test]
fn reading_marks_an_article_without_talking_over_the_statement() {
    let mut play = Play::new(3);
    let opened = play.keys("enter");
    let Some(Effect::Wake(request, _)) = opened.last().cloned() else { panic!("{opened:?}") };
    play.keys("n");
    play.send(Message::Woke(request));
    assert!(!play.app.list.rows[0].unread);
    assert_eq!(play.status(), "");
}

#[test]
fn space_reads_on_to_the_next_unread_article() {
    let mut play = Play::new(3);
    play.keys("enter space");
    assert_eq!(play.title(), "Article 2");
    assert!(!play.app.list.rows[0].unread);
    assert_eq!(play.app.focus, Focus::Body);
}

/// Types keys while the world does not answer; what was asked of it.
fn typed(play: &mut Play, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_sequence(keys).expect("keys are well written");
    keys.into_iter().flat_map(|key| play.app.update(Message::Input(Input::Key(key)))).collect()
}

#[test]
fn undo_waits_for_the_marking_that_goes_on_and_takes_it_back() {
    for keys in ["A U", "A : u n d o enter", "j j j ] U", "A U U ctrl-r U"] {
        let mut play = Play::new(9);
        let asked = typed(&mut play, keys);
        assert!(
            !asked.iter().any(|effect| matches!(effect, Effect::Write(_, Write::SetRead(..)))),
            "{asked:?}"
        );
        assert_eq!(play.status(), "");
        play.world(asked);
        assert!(play.app.list.rows.iter().all(|row| row.unread), "{keys}: {}", play.status());
    }
}

#[test]
fn what_is_typed_behind_an_undo_that_waits_is_done_after_it_and_escape_lets_go_of_both() {
    let mut play = Play::new(9);
    let asked = typed(&mut play, "A U *");
    play.world(asked);
    assert!(play.app.list.rows[0].unread && play.app.list.rows[0].starred);
    let mut play = Play::new(9);
    let asked = typed(&mut play, "A U * esc");
    play.world(asked);
    assert_eq!(play.status(), "9 articles marked read.");
    assert!(!play.app.list.rows[0].starred);
}

#[test]
fn undo_does_not_take_back_what_was_done_before_a_marking_that_fails() {
    let mut play = Play::new(3);
    play.keys("*");
    let asked = typed(&mut play, "A U");
    let Some(Effect::Write(request, Write::SetReadIn(..))) = asked.first() else {
        panic!("{asked:?}")
    };
    play.send(Message::Failed(Some(*request), "the disk is full".into()));
    assert_eq!(play.status(), "the disk is full");
    assert!(play.app.list.rows[0].starred);
    play.keys("U");
    assert!(!play.app.list.rows[0].starred);
}

#[test]
fn a_marking_that_takes_more_than_a_moment_is_told_of_until_it_is_done() {
    let mut play = Play::new(500);
    let asked = typed(&mut play, "A");
    let wake = asked.iter().find_map(|effect| match effect {
        Effect::Wake(request, _) => Some(*request),
        _ => None,
    });
    let wake = wake.expect("it may take long");
    assert!(!play.app.changes.is_marking());
    play.send(Message::Woke(wake));
    assert!(play.app.changes.is_marking());
    typed(&mut play, "j");
    assert!(play.app.changes.is_marking());
    play.world(asked);
    assert!(!play.app.changes.is_marking());
    assert_eq!(play.status(), "500 articles marked read.");
    // To take that back takes as long; to mark one article does not.
    let many = typed(&mut play, "U");
    assert!(many.iter().any(|effect| matches!(effect, Effect::Wake(..))), "{many:?}");
    play.world(many);
    let one = typed(&mut play, "u");
    assert!(!one.iter().any(|effect| matches!(effect, Effect::Wake(..))), "{one:?}");
    // A wake that comes after it is done tells of nothing.
    play.send(Message::Woke(wake));
    assert!(!play.app.changes.is_marking());
}
