//! What comes in moves nothing under the reader: neither the list nor the open article.

use super::play::{FEEDS_TEXT, Play, row, tally};
use crate::app::list::{Arrival, List};
use crate::app::*;
use crate::domain::{ArticleId, ArticleRow, Edge, Page, Shown};

#[test]
fn what_comes_in_moves_neither_the_list_nor_the_selection() {
    for keys in ["j", "j j j j j", "G", "j j j j j j j j j j j j j j j j j j j j j k k k"] {
        let mut play = Play::new();
        play.keys(keys);
        let before = play.view();
        play.articles.splice(0..0, [63, 62, 61]);
        play.send(Message::StoreChanged);
        assert_eq!(play.view(), before, "{keys}");
        assert_eq!(play.app.list.newer, 3);
        play.articles.splice(0..0, [65, 64]);
        let (request, _) = play.refresh("R");
        play.send(Message::Net(request, NetAnswer::Refreshed(tally(2, 2, 2, 0))));
        assert_eq!(play.view(), before, "{keys}");
        assert_eq!(play.app.list.newer, 5);
        play.keys("g g");
        assert_eq!(play.view()[0], ">Article 65");
        assert_eq!(play.app.list.newer, 0);
    }
}

#[test]
fn a_short_list_holds_its_lines_too_until_it_is_scrolled() {
    let mut play = Play::new();
    play.articles = vec![4, 3, 2, 1];
    play.send(Message::StoreChanged);
    play.keys("g g j");
    let before = play.view();
    play.articles.splice(0..0, [6, 5]);
    play.send(Message::StoreChanged);
    assert_eq!(play.view(), before);
    play.send(Message::StoreChanged);
    assert_eq!(play.view(), before);
    play.keys("j");
    assert_eq!(play.view(), ["Article 4", "Article 3", ">Article 2", "Article 1"]);
    play.keys("k k k");
    assert_eq!(play.view()[0], ">Article 5");
    play.keys("k");
    assert_eq!(play.view().len(), 6);
}

/// Up to which article, and which later ones, a key marks as read.
fn marked(play: &mut Play, keys: &str) -> (Option<i64>, Vec<i64>) {
    let asked = play.keys(keys);
    let seen = asked.into_iter().find_map(|effect| match effect {
        Effect::Write(_, Write::SetReadIn(_, _, seen, true)) => Some(seen),
        _ => None,
    });
    let Shown { up_to, later } = seen.expect("articles are marked");
    (up_to.map(|id| id.0), later.into_iter().map(|id| id.0).collect())
}

#[test]
fn what_has_come_in_since_the_list_was_drawn_is_not_marked_with_it() {
    for key in ["A", "[", "]"] {
        let mut play = Play::new();
        play.keys("j j");
        // It is in the store, and the list does not know it yet.
        play.articles.insert(0, 61);
        assert_eq!(marked(&mut play, key), (Some(60), vec![]), "{key}");
        // The list knows it, and it stands above what is shown.
        play.send(Message::StoreChanged);
        assert_eq!(play.app.list.newer, 1);
        assert_eq!(marked(&mut play, key), (Some(60), vec![]), "{key}");
        // It has been scrolled to.
        play.keys("g g");
        assert_eq!(marked(&mut play, &format!("j {key}")), (Some(61), vec![]), "{key}");
    }
}

#[test]
fn what_has_come_in_on_the_screen_is_marked_with_the_list_though_newer_ones_are_not() {
    let dated = |id: i64, key: i64| ArticleRow { sort_key: key, order_key: key, ..row(id) };
    let mut list = List::default();
    list.visible = 10;
    let came = |list: &mut List, arrival, rows: Vec<ArticleRow>| {
        let newest = rows.iter().map(|row| row.id).max();
        list.expect(RequestId(1), Edge::Start, arrival);
        assert!(list.take(RequestId(1), Page { rows, offset: 0, newest }));
    };
    came(&mut list, Arrival::First, vec![dated(5, 50), dated(4, 40)]);
    assert_eq!(list.seen(), Shown { up_to: Some(ArticleId(5)), later: vec![] });
    list.move_to(1);
    let rows = vec![dated(7, 60), dated(5, 50), dated(6, 45), dated(4, 40)];
    came(&mut list, Arrival::Hold, rows);
    assert_eq!(list.seen(), Shown { up_to: Some(ArticleId(5)), later: vec![ArticleId(6)] });
    list.move_to(0);
    assert_eq!(list.seen(), Shown { up_to: Some(ArticleId(7)), later: vec![] });
}

#[test]
fn a_marking_that_finds_nothing_says_that_something_has_come_in_above() {
    let mut play = Play::new();
    play.keys("j");
    play.articles.insert(0, 61);
    play.send(Message::StoreChanged);
    let asked = play.keys("A");
    let Some(Effect::Write(request, Write::SetReadIn(..))) = asked.first() else {
        panic!("{asked:?}")
    };
    play.send(Message::Write(*request, WriteAnswer::Changed(Vec::new())));
    assert_eq!(play.status(), "Nothing changed: what came in above has not been shown yet.");
}

#[test]
fn what_comes_in_between_keeps_the_rows_above_on_the_screen_still_selected_in_place() {
    let mut play = Play::new();
    play.articles = (1..=60).rev().filter(|id| id % 10 != 5).collect();
    play.send(Message::StoreChanged);
    play.keys("j j j j j j j j");
    let line = play.view().iter().position(|title| title.starts_with('>'));
    play.articles = (1..=60).rev().collect();
    play.send(Message::StoreChanged);
    let after = play.view();
    assert_eq!(after.iter().position(|title| title.starts_with('>')), line);
    assert_eq!(after[line.unwrap()], ">Article 51");
}

#[test]
fn where_the_selected_article_has_gone_the_next_one_takes_its_place() {
    let mut play = Play::new();
    play.keys("j j j");
    play.articles.retain(|id| *id != 57);
    play.send(Message::StoreChanged);
    assert_eq!(play.view()[3], ">Article 56");
}

#[test]
fn a_page_that_the_user_goes_to_is_not_lost_to_what_comes_in() {
    let mut play = Play::new();
    play.articles = (1..=900).rev().collect();
    play.send(Message::StoreChanged);
    play.keys("g g");
    let going = play.app.update(Message::Input(Input::Key(Key::parse("G").unwrap())));
    assert!(matches!(&going[..], [Effect::Read(_, Read::Page(_, Edge::End, _))]), "{going:?}");
    play.articles.insert(0, 901);
    let changed = play.app.update(Message::StoreChanged);
    assert!(
        !changed.iter().any(|effect| matches!(effect, Effect::Read(_, Read::Page(..)))),
        "{changed:?}"
    );
    let [Effect::Read(request, Read::Page(..))] = going[..] else { panic!() };
    let rows = (1..=200).rev().map(row).collect();
    play.send(Message::Read(request, ReadAnswer::Page(Page { rows, offset: 700, newest: None })));
    assert_eq!(play.app.list.selected_row().unwrap().id, ArticleId(1));
    assert_eq!(play.app.list.position(), 901, "read again afterwards");
}

#[test]
fn an_open_article_that_is_edited_says_so_and_is_shown_anew_when_opened_again() {
    for keys in ["enter", "esc enter"] {
        let mut play = Play::new();
        play.keys("enter");
        play.edited = Some("The lead, corrected.");
        play.send(Message::StoreChanged);
        assert!(play.app.article.is_outdated());
        assert_eq!(play.app.article.reader.as_ref().unwrap().article.body.text, FEEDS_TEXT);
        play.keys(keys);
        assert_eq!(
            play.app.article.reader.as_ref().unwrap().article.body.text,
            "The lead, corrected."
        );
        assert!(!play.app.article.is_outdated());
        assert_eq!(play.app.focus, Focus::Body);
        play.send(Message::StoreChanged);
        assert!(!play.app.article.is_outdated());
    }
}

#[test]
fn an_edited_article_that_was_only_passed_over_shows_its_new_text_at_once() {
    let mut play = Play::new();
    play.edited = Some("The lead, corrected.");
    play.send(Message::StoreChanged);
    assert_eq!(play.app.article.reader.as_ref().unwrap().article.body.text, "The lead, corrected.");
    assert!(!play.app.article.is_outdated());
}
