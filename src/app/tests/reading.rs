//! From statement to statement, source to source, mention to mention in an open article.

use super::play::{Play, TEXT};
use crate::app::*;
use crate::domain::{ArticleId, SourceId};

#[test]
fn quotes_follow_one_another_and_the_sources_pane_follows_them() {
    let mut play = Play::new(1);
    play.keys("n");
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("n n");
    assert_eq!(play.current(), "it rained");
    assert_eq!(play.app.side.selected, Some(Item::Statement(2)));
    play.keys("n n");
    assert_eq!((play.current(), play.status()), ("\"Twice,\"", "This is the last statement."));
    play.keys("N");
    assert_eq!(play.current(), "it rained");
}

#[test]
fn statements_of_one_source_go_round() {
    let mut play = Play::new(1);
    play.keys("n s");
    assert_eq!(play.current(), "the rest");
    play.keys("s");
    assert_eq!(play.current(), "\"Twice,\"");
    play.keys("s");
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("S");
    assert_eq!(play.current(), "\"Twice,\"");
    play.keys(") ");
    assert_eq!((play.current(), play.status()), ("it rained", ""));
    play.keys("s");
    assert_eq!(play.status(), "No other statement of this source.");
}

/// An article in which the first statement is by both sources.
fn both() -> Play {
    let mut play = Play::new(1);
    let analysis = play.app.article.reader.as_ref().and_then(|reader| reader.analysis.clone());
    let mut analysis = analysis.expect("it is analysed");
    analysis.attributions[0].source_ids = vec![SourceId(0), SourceId(1)];
    let reader = play.app.article.reader.as_mut().expect("an article is open");
    let (id, hash) = (reader.article.row.id, reader.article.text_hash.clone());
    play.send(Message::Analysed(id, hash, Box::new(analysis)));
    play
}

#[test]
fn what_two_say_together_stands_below_each_of_them() {
    let mut play = both();
    let lines = play.app.side.lines.clone();
    let expected = [
        SideLine::Source(SourceId(0), 3),
        SideLine::Statement(0),
        SideLine::Statement(1),
        SideLine::Statement(3),
        SideLine::Source(SourceId(1), 2),
        SideLine::Statement(0),
        SideLine::Statement(2),
    ];
    assert_eq!(lines[..7], expected);
    // Line by line through the pane: the second time it is not gone back to the first.
    play.keys("tab tab");
    play.app.side.select(Some(Item::Source(SourceId(0))));
    let places: Vec<Option<usize>> = (0..6)
        .map(|_| {
            play.keys("j");
            play.app.side.place()
        })
        .collect();
    assert_eq!(places, [1, 2, 3, 4, 5, 6].map(Some));
    play.keys("k");
    assert_eq!((play.app.side.place(), play.current()), (Some(5), "\"We left,\""));
}

#[test]
fn the_same_sources_statements_are_those_of_the_source_that_was_chosen() {
    let mut play = both();
    play.keys("n s");
    assert_eq!(play.current(), "the rest", "the first of several");
    play.keys("n");
    assert_eq!(play.current(), "it rained");
    play.keys("s");
    assert_eq!((play.current(), play.app.side.place()), ("\"We left,\"", Some(5)));
    play.keys("s");
    assert_eq!(play.current(), "it rained", "still the second one's");
    play.keys("s (");
    assert_eq!(play.app.side.place(), Some(1), "the source before has the same statement");
}

#[test]
fn entities_and_their_mentions_are_visited() {
    let mut play = Play::new(1);
    play.keys("e");
    assert_eq!(play.status(), "Ann Lee: mention 1 of 2");
    play.keys("m");
    assert_eq!(play.status(), "Ann Lee: mention 2 of 2");
    play.keys("e");
    assert_eq!(play.status(), "Bob Ray: mention 1 of 1");
    play.keys("E M");
    assert_eq!(play.status(), "Ann Lee: mention 2 of 2");
}

#[test]
fn the_sources_pane_leads_the_body() {
    let mut play = Play::new(1);
    play.keys("tab tab j");
    assert_eq!(play.app.focus, Focus::Sources);
    assert_eq!(play.current(), "\"We left,\"");
    play.keys("j j j j enter");
    assert_eq!((play.current(), play.app.focus), ("it rained", Focus::Body));
}

#[test]
fn a_resized_screen_keeps_its_place() {
    let mut play = Play::sized(1, 80, 12);
    play.keys("enter j j j");
    let reader = play.app.article.reader.as_ref().unwrap();
    let first = reader.lines[reader.top].span().unwrap();
    let before = first.of(TEXT).to_string();
    for (columns, rows) in [(40, 10), (200, 11), (41, 10), (39, 5), (80, 12)] {
        play.send(Message::Input(Input::Resize(Size { columns, rows })));
    }
    let reader = play.app.article.reader.as_ref().unwrap();
    assert_eq!(reader.lines[reader.top].span().unwrap().of(TEXT), before);
}

#[test]
fn a_resized_screen_keeps_the_current_statement_in_view() {
    let mut play = Play::sized(1, 120, 36);
    play.keys("enter n n n");
    assert_eq!(play.current(), "it rained");
    for (columns, rows) in [(80, 12), (40, 10), (60, 10)] {
        play.send(Message::Input(Input::Resize(Size { columns, rows })));
        assert!(play.app.article.reader.as_ref().unwrap().current_in_view(), "{columns}x{rows}");
    }
    play.keys("n");
    assert_eq!(play.current(), "\"Twice,\"");
}

#[test]
fn an_analysis_that_comes_later_is_shown_and_one_of_another_text_is_not() {
    let mut play = Play::new(1);
    let late = |hash: &str| Message::Analysed(ArticleId(1), hash.into(), Box::default());
    play.send(late("other"));
    assert!(!play.app.article.reader.as_ref().unwrap().runs.is_empty());
    play.send(late("h"));
    assert!(play.app.article.reader.as_ref().unwrap().runs.is_empty());
    assert_eq!(play.app.list.rows[0].attributions, Some(0));
}
