//! Numbers before keys, and keys that do several steps.

use super::run;
use crate::app::tests::Play;
use crate::app::*;
use crate::domain::Order;

fn with_keys(text: &str) -> Play {
    let mut play = Play::new(3);
    let faults = play.app.env.keymap.read("k", text);
    assert_eq!(faults, Vec::<String>::new());
    play
}

#[test]
fn a_number_repeats_and_goes_to_lines_and_rows() {
    let mut play = Play::new(3000);
    play.keys("5 j");
    assert_eq!(play.app.list.position(), 6);
    play.keys("2 k");
    assert_eq!(play.app.list.position(), 4);
    play.keys("1 0 G");
    assert_eq!((play.app.list.position(), play.title()), (10, "Article 10"));
    play.keys("2 5 0 0 G");
    assert_eq!((play.app.list.position(), play.title()), (2500, "Article 2500"));
    assert!(play.app.list.rows.len() < 2500, "not everything is kept");
    play.keys("1 2 g g");
    assert_eq!(play.title(), "Article 12");
    play.keys("9 9 9 9 9 9 j");
    assert_eq!(play.title(), "Article 3000");
    run(&mut play, "1500");
    assert_eq!(play.title(), "Article 1500");
    play.keys("l 3 n");
    assert_eq!(play.current(), "it rained");
    play.keys("9 N");
    assert_eq!(play.current(), "\"We left,\"");
    assert_eq!(play.status(), "This is the first statement.");
}

#[test]
fn a_number_is_dropped_and_mended_and_bounded() {
    let mut play = Play::new(30);
    play.keys("1 2 esc j");
    assert_eq!(play.app.list.position(), 2);
    play.keys("1 2 backspace j");
    assert_eq!(play.app.list.position(), 3);
    play.keys("9 9 9 9 9 9 9 9 9 9 9 9");
    assert_eq!(play.app.commands.count, Some(9999));
    play.keys("esc 3 u");
    let ids = [3, 4, 5].map(crate::domain::ArticleId).to_vec();
    assert!(
        play.log
            .iter()
            .any(|it| matches!(it, Effect::Write(_, Write::SetRead(found, true)) if *found == ids))
    );
    play.keys("U");
    assert!(
        play.log.iter().any(
            |it| matches!(it, Effect::Write(_, Write::SetRead(found, false)) if *found == ids)
        )
    );
}

#[test]
fn a_row_that_is_not_there_any_more_ends_the_way_to_it() {
    let mut play = Play::new(5000);
    let mut waiting: Vec<Effect> = Vec::new();
    for key in ["4", "0", "0", "0", "G"] {
        waiting.extend(play.app.update(Message::Input(Input::Key(Key::parse(key).unwrap()))));
    }
    let mut asked = 0;
    while let Some(effect) = waiting.pop() {
        if let Effect::Read(request, Read::Page(_, _, 1000)) = effect {
            asked += 1;
            assert!(asked < 5, "it is asked for again and again");
            waiting.extend(
                play.app.update(Message::Read(
                    request,
                    ReadAnswer::Page(crate::domain::Page::default()),
                )),
            );
        }
    }
    assert_eq!(asked, 2);
}

#[test]
fn a_key_does_its_steps_in_order_and_waits_for_articles() {
    let mut play = with_keys(
        "[global]\n\"f2\" = [\"toggle-star\", \"next-article\", \"open\", \"next-quote\"]\n",
    );
    play.keys("f2");
    assert_eq!((play.title(), play.current()), ("Article 2", "\"We left,\""));
    assert_eq!(play.app.focus, Focus::Body);
    let starred: Vec<_> = play
        .log
        .iter()
        .filter(|it| matches!(it, Effect::Write(_, Write::SetStarred(..))))
        .collect();
    assert_eq!(starred.len(), 1);
}

#[test]
fn steps_end_where_one_leads_nowhere_fails_or_asks() {
    let mut play = with_keys(
        "[global]\n\"f2\" = [\"next-article\", \"toggle-star\"]\n\"f3\" = [\":open nobody\", \"toggle-star\"]\n\"f4\" = [\"filter\", \"toggle-star\"]\n\"f5\" = \":sort named\"\n",
    );
    let stars = |play: &Play| {
        play.log.iter().filter(|it| matches!(it, Effect::Write(_, Write::SetStarred(..)))).count()
    };
    play.keys("f2 f2");
    assert_eq!((stars(&play), play.title()), (2, "Article 3"));
    play.keys("f2");
    assert_eq!((stars(&play), play.status()), (0, "This is the last article."));
    play.keys("f3");
    assert_eq!(stars(&play), 0);
    assert_eq!(play.status(), "No feed, tag or saved query is called `nobody`");
    play.keys("f4");
    assert_eq!((stars(&play), play.app.commands.prompt.is_some()), (0, true));
    play.keys("esc f5");
    assert_eq!(play.app.list.query.order, Order::Named);
}
