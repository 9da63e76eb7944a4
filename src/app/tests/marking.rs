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
fn a_failure_is_said_and_the_next_key_works() {
    let mut play = Play::new(3);
    let effects = play.app.update(Message::Key(Key::parse("u").unwrap()));
    let Some(Effect::SetRead(request, ..)) = effects.first() else { panic!("{effects:?}") };
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
