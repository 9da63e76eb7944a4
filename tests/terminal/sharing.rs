//! Tests of several processes on one store: each shows the others' changes.

use crate::support::pty::Pty;
use crate::support::{home_with_news, wait_for};

const SIZE: (u16, u16) = (120, 36);

#[test]
fn what_is_imported_meanwhile_appears_and_is_analysed() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, SIZE, &[]);
    pty.wait("Central bank");
    home.write(
        "later/harbour.txt",
        "2024-02-19 Harbour master resigns\n\n\"I have done enough,\" said Ole Brandt.\n",
    );
    home.import("later");
    // It stands above what is shown, which stays where it is.
    pty.wait("↑ 1 new").keys("gg").wait("Harbour m");
    wait_for("the analysis", || home.row("Harbour master resigns").attributions);
    pty.keys("q");
    pty.end().well();
}

#[test]
fn a_mark_in_one_reader_shows_in_another() {
    let home = home_with_news();
    let mut one = Pty::start(&home, SIZE, &[]);
    let mut other = Pty::start(&home, SIZE, &[]);
    one.wait("Central bank");
    other.wait("Central bank");
    one.keys("A");
    other.wait("0 unread").keys("q");
    one.wait("0 unread").keys("q");
    one.end().well();
    other.end().well();
}

#[test]
fn everything_is_analysed_behind_the_screen() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, SIZE, &[]);
    wait_for("all analyses", || {
        home.rows().iter().all(|row| row.attributions.is_some()).then_some(())
    });
    pty.wait("Central bank").keys("q");
    pty.end().well();
}
