//! Tests of typed commands, of keys with several steps, and of their history.

use crate::support::pty::Pty;
use crate::support::{home_with_news, wait_for};

const WIDE: (u16, u16) = (120, 36);

#[test]
fn a_command_is_completed_done_and_there_again_the_next_day() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys(":filter cou<enter>").wait_gone("Central bank");
    pty.keys(":exprot<enter>").wait("did you mean `export`?").keys("<esc>");
    pty.keys(":set link-numbers hid<tab><enter>").keys(":filter x<esc>");
    pty.keys(":quit<enter>");
    pty.end().well();
    assert_eq!(home.store().setting("link-numbers").unwrap().as_deref(), Some("hidden"));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys(":f<up>").wait(":filter cou").keys("<enter>");
    pty.wait_gone("Central bank").wait("Court clears").keys("q");
    pty.end().well();
}

#[test]
fn a_key_of_several_steps_goes_through_them_and_stands_in_the_help() {
    let home = home_with_news();
    let keys = "[global]\n\"Z\" = { do = [\"toggle-star\", \"next-article\", \"open\"], help = \"keep it\" }\n";
    home.write("config/keymap.toml", keys);
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").wait("All sailings").keys("Z").wait("READ");
    let starred = || home.rows().iter().filter(|row| row.starred).count();
    wait_for("the star", || (starred() == 1).then_some(()));
    pty.keys("?G").wait("Your own keys").wait("keep it").keys("<esc>q");
    pty.end().well();
}

#[test]
fn the_article_goes_through_a_pipe_and_a_selection_to_the_clipboard() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("All sailings").keys("<enter>|grep -c sailings<enter>").wait("grep: 2");
    pty.keys("v").wait("SELECT").keys("wwy").wait("Copied");
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(raw.contains("\u{1b}]52;c;"), "nothing was copied");
    pty.keys("q");
    pty.end().well();
}
