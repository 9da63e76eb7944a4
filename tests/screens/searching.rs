//! Tests of searches on the screen: the input line, matches, highlights, and no matches.

use insta::assert_snapshot;

use super::desk::Desk;
use super::{articles, show};

fn desk(columns: u16, rows: u16) -> Desk {
    Desk::new(articles::shelf(), columns, rows)
}

#[test]
fn a_search_is_typed_with_its_fields_at_hand() {
    assert_snapshot!("search-begun-80x24", show(&desk(80, 24).keys("Q")));
    assert_snapshot!("search-begun-200x50", show(&desk(200, 50).keys("Q")));
    assert_snapshot!("search-typed-120x36", show(&desk(120, 36).keys("Q").types("the tim")));
    assert_snapshot!(
        "search-value-80x24",
        show(&desk(80, 24).keys("Q").types("feed:").keys("tab"))
    );
}

#[test]
fn what_a_search_finds_is_marked_in_list_and_text() {
    assert_snapshot!(
        "search-found-120x36",
        show(&desk(120, 36).keys("Q").types("the crew").keys("enter l ;"))
    );
    assert_snapshot!(
        "search-found-80x24",
        show(&desk(80, 24).keys("Q").types("tunnel").keys("enter"))
    );
    assert_snapshot!(
        "search-found-40x10",
        show(&desk(40, 10).keys("Q").types("tunnel").keys("enter"))
    );
}

#[test]
fn words_of_what_was_said_are_marked_only_there() {
    let found = desk(120, 36).keys("Q").types("quote:tunnel ").keys("enter l");
    assert_snapshot!("search-quote-120x36", show(&found));
}

#[test]
fn a_fault_is_underlined_and_explained_and_the_list_stays() {
    let faulty = desk(80, 24).keys("Q").types("tunnel colour:red");
    assert_snapshot!("search-fault-80x24", show(&faulty));
}

#[test]
fn nothing_found_says_what_was_searched_and_how_to_find_more() {
    let nothing = desk(80, 24).keys("Q").types("tunnel title:zebra").keys("enter");
    assert_snapshot!("search-nothing-80x24", show(&nothing));
}

#[test]
fn a_lists_order_is_told_with_its_figures() {
    let mut stories = articles::shelf();
    for (place, (article, _)) in stories.iter_mut().enumerate() {
        let profile = onrecord::domain::Profile { named: place as u32, ..Default::default() };
        article.row.sourcing = Some(onrecord::domain::Sourcing { profile, share: 62 });
    }
    let desk = Desk::new(stories, 120, 36).keys("O j j");
    assert_snapshot!("order-chosen-120x36", show(&desk));
    let desk = desk.keys("enter");
    assert_snapshot!("order-named-120x36", show(&desk));
}
