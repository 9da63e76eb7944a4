//! Tests of the pane of feeds.

use insta::assert_snapshot;
use onrecord::domain::{QueryId, SavedQuery};

use super::desk::Desk;
use super::feeds::feeds;
use super::{articles, show};

fn desk(columns: u16, rows: u16) -> Desk {
    let mut desk = Desk::new(articles::shelf(), columns, rows);
    desk.followed = Some(feeds());
    desk.saved = vec![SavedQuery {
        id: QueryId(1),
        title: "Night crew".into(),
        text: "\"night crew\"".into(),
    }];
    desk
}

#[test]
fn the_pane_stands_beside_the_list_where_there_is_room() {
    assert_snapshot!("pane-200x50", show(&desk(200, 50).keys("B j j j j j j")));
    assert_snapshot!("pane-chosen-200x50", show(&desk(200, 50).keys("B j j j enter")));
}

#[test]
fn it_takes_the_lists_place_where_there_is_none() {
    assert_snapshot!("pane-120x36", show(&desk(120, 36).keys("B j j z j")));
    assert_snapshot!("pane-80x24", show(&desk(80, 24).keys("B G z")));
    assert_snapshot!("pane-40x10", show(&desk(40, 10).keys("B j j j")));
}

#[test]
fn the_screen_of_feeds_has_the_saved_queries_too() {
    assert_snapshot!("feeds-query-80x24", show(&desk(80, 24).keys("F j j")));
}
