//! Tests of a refresh on a terminal: progress, and questions to the user.
#![cfg(unix)]

use crate::desk::{Desk, small};
use crate::support::pty::Pty;
use crate::support::response::{Gate, Response};

#[test]
fn a_line_shows_how_far_a_refresh_has_come() {
    let desk = Desk::new();
    let gate = Gate::closed();
    for name in ["one", "two"] {
        desk.serve(&format!("/{name}"), small(name));
        desk.follow(&format!("/{name}"));
    }
    desk.serve("/late", small("late").behind(&gate));
    desk.follow("/late");
    desk.follow("/lost");
    let mut pty = Pty::start(&desk.home, (100, 20), &["refresh"]);
    pty.wait("3 of 4 feeds · 2 new · 1 failed");
    gate.open();
    let ended = pty.end();
    assert_eq!(ended.status.exit_code(), 1);
    assert!(
        ended.screen.contains("4 feeds: 3 new, 0 updated; 0 unchanged, 1 failed"),
        "{}",
        ended.screen
    );
    assert!(!ended.screen.contains(" of 4 feeds"), "the line has gone: {}", ended.screen);
}

#[test]
fn of_several_feeds_the_one_is_added_that_somebody_names() {
    let desk = Desk::new();
    let page = "<!doctype html><html><head>\
         <link rel=\"alternate\" type=\"application/rss+xml\" title=\"All\" href=\"/all\">\
         <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Sport\" href=\"/sport\">\
         </head><body><p>Welcome.</p></body></html>";
    desk.serve("/", Response::html(page));
    desk.serve("/all", small("All"));
    desk.serve("/sport", small("Sport"));
    let mut pty = Pty::start(&desk.home, (100, 20), &["add", &desk.url("/")]);
    pty.wait("Which?").keys("7<enter>").wait("Numbers from 1 to 2").keys("2<enter>");
    let ended = pty.end();
    assert_eq!(ended.status.exit_code(), 0, "{}", ended.screen);
    assert_eq!(desk.feed().address, desk.url("/sport"));
    assert_eq!(desk.titles(), ["News of Sport"]);
}
