//! Searching, saved searches and the pane of feeds, in a real terminal on a real store.

use crate::support::pty::Pty;
use crate::support::{home_with_news, wait_for};

const WIDE: (u16, u16) = (200, 50);
const NARROW: (u16, u16) = (80, 24);

#[test]
fn a_search_is_typed_kept_saved_and_there_again_at_the_next_start() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Court clears").keys("Q").wait("a word or phrase of the title");
    pty.keys("lind").wait("search: lind*").wait("1 article");
    pty.wait_until("only what was found", |screen| !screen.contains("Central bank"));
    pty.keys("<enter>").wait_until("no star", |screen| !screen.contains("lind*"));
    pty.keys("W").wait("name of the search").keys("The court<enter>");
    pty.wait("saved as “The court”").keys("<esc>").wait("Central bank");
    pty.keys("B").wait("Searches").keys("q");
    pty.end().well();
    let shelves = home.store().shelves(0).unwrap();
    assert_eq!(shelves.queries[0].0.title, "The court");
    assert_eq!((shelves.queries[0].0.text.as_str(), shelves.queries[0].1.total), ("lind", 1));
    let mut again = Pty::start(&home, WIDE, &[]);
    again.wait("Searches").wait("The court").keys("Q<up>").wait("search: lind");
    again.keys("<esc>q");
    again.end().well();
}

#[test]
fn a_fault_is_told_as_it_is_typed_and_escape_leaves_everything_as_it_was() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, NARROW, &[]);
    pty.wait("Court clears").keys("Qis:odd").wait("unread, read or starred");
    pty.wait("not understood").keys("<esc>");
    pty.wait_until("the list as it was", |screen| {
        screen.contains("Central bank") && !screen.contains("SEARCH")
    });
    pty.keys("q");
    pty.end().well();
}

#[test]
fn a_feed_is_chosen_in_the_pane_and_marked_read() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, NARROW, &[]);
    pty.wait("Court clears").keys("B").wait("All articles").keys("jjjA");
    wait_for("all read", || home.rows().iter().all(|row| !row.unread).then_some(()));
    pty.keys("<enter>").wait("Court clears").keys("q");
    pty.end().well();
}
