//! Opening, reading, jumping, marking, filtering, resizing, help.

use portable_pty::CommandBuilder;

use crate::support::pty::Pty;
use crate::support::{Home, home_with_news, news, wait_for};

const WIDE: (u16, u16) = (120, 36);
const NARROW: (u16, u16) = (80, 24);

#[test]
fn an_empty_store_opens_on_the_welcome_feed() {
    let home = Home::new();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait_until("a list", |screen| !screen.trim().is_empty());
    wait_for("the Welcome feed", || (home.rows().len() >= 8).then_some(()));
    let title = home.rows()[0].title.chars().take(12).collect::<String>();
    pty.wait(&title).keys("q");
    pty.end().well();
    assert_eq!(home.store().feeds().unwrap()[0].title, "Welcome");
}

#[test]
fn a_removed_welcome_feed_does_not_come_back() {
    let home = Home::new();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait_until("a list", |screen| !screen.trim().is_empty());
    pty.keys("F").wait("Welcome").keys("jjD");
    wait_for("an empty store", || home.rows().is_empty().then_some(()));
    pty.keys("<esc>q");
    pty.end().well();
    let mut again = Pty::start(&home, WIDE, &[]);
    again.keys("?").wait("next statement").keys("qq");
    again.end().well();
    assert!(home.rows().is_empty());
}

#[test]
fn a_file_is_imported_and_opened_at_its_text() {
    let home = Home::new();
    news(&home);
    let mut pty = Pty::start(&home, NARROW, &["news/bank.txt"]);
    pty.wait("Governor Ada Brandt").wait("1 imported").keys("q");
    pty.end().well();
    assert_eq!(home.rows().len(), 1);
}

#[test]
fn a_file_that_is_known_is_opened_too_wherever_it_stands_in_the_list() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, NARROW, &["news/court.txt"]);
    pty.wait("cleared Otto Lind").wait("1 unchanged").keys("q");
    pty.end().well();
    assert_eq!(home.rows().len(), 3);
}

#[test]
fn a_folder_is_imported_and_listed() {
    let home = Home::new();
    news(&home);
    let mut pty = Pty::start(&home, WIDE, &["news"]);
    pty.wait("Central bank").wait("Court clears").wait("3 imported").keys("q");
    pty.end().well();
}

#[test]
fn an_opened_article_is_marked_read_and_the_mark_is_undone_and_redone() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    let read = |expected: bool| {
        wait_for("the mark", || {
            (home.row("Central bank holds rates").unread != expected).then_some(())
        });
    };
    pty.wait("Central bank").keys("j<enter>").wait("Prices will fall");
    read(true);
    pty.keys("U");
    read(false);
    pty.keys("<ctrl-r>");
    read(true);
    pty.keys("u");
    read(false);
    pty.keys("*");
    wait_for("the star", || home.row("Central bank holds rates").starred.then_some(()));
    pty.keys("q");
    pty.end().well();
    assert!(home.row("Ferry operator halts sailings").unread);
}

#[test]
fn everything_below_and_everything_shown_is_marked_and_unmarked_at_once() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    let unread = |expected: usize| {
        wait_for("the marks", || {
            (home.rows().iter().filter(|row| row.unread).count() == expected).then_some(())
        });
    };
    pty.wait("Central bank").keys("]");
    unread(1);
    pty.keys("A");
    unread(0);
    pty.keys("U");
    unread(1);
    pty.keys("U");
    unread(3);
    pty.keys("q");
    pty.end().well();
}

#[test]
fn the_next_statement_is_brought_into_view() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, NARROW, &[]);
    pty.wait("Ferry operator").keys("<enter>").wait("All sailings");
    assert!(!pty.screen().contains("forty minutes"));
    wait_for("the analysis", || home.row("Ferry operator halts sailings").attributions);
    // The screen has it a moment after the store.
    pty.wait("┊").keys("nn").wait("forty minutes");
    pty.keys("N").wait("All sailings").keys("G").wait("forty minutes");
    pty.keys("gg").wait("All sailings").keys("q");
    pty.end().well();
}

#[test]
fn the_list_is_filtered_as_one_types() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("/court").wait_gone("Central bank").wait("Court clears");
    pty.keys("<enter>").keys("<esc>").wait("Central bank").keys("q");
    pty.end().well();
}

#[test]
fn a_paste_goes_to_the_filter_as_a_whole_and_to_nothing_else() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").bytes(b"\x1b[200~qqq\x1b[201~");
    pty.keys("/").bytes(b"\x1b[200~court\x1b[201~").wait_gone("Central bank");
    pty.keys("<esc>").wait("Central bank").keys("q");
    pty.end().well();
}

#[test]
fn the_help_names_the_keys_and_goes_away() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, NARROW, &[]);
    pty.wait("Central bank").keys("?").wait("next statement of the same source");
    pty.keys("<esc>").wait_gone("next statement of the same source").keys("q");
    pty.end().well();
}

#[test]
fn resizing_keeps_the_place() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("<enter>").wait("All sailings").keys("G").wait("forty minutes");
    pty.resize(80, 24).wait("forty minutes");
    pty.resize(40, 10).wait_gone("forty minutes").wait("tide");
    pty.resize(30, 5).wait_gone("tide");
    pty.resize(200, 50).wait("forty minutes").wait("Central bank").keys("q");
    pty.end().well();
}

#[test]
fn the_mouse_selects_and_the_wheel_scrolls() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").wait("All sailings");
    let row = pty.screen().lines().position(|line| line.contains("Court clears")).unwrap() + 1;
    pty.bytes(format!("\x1b[<0;5;{row}M\x1b[<0;5;{row}m").as_bytes()).wait("cleared Otto Lind");
    pty.bytes(b"\x1b[<64;5;5M").keys("k").wait("Prices will fall").keys("q");
    pty.end().well();
}

#[test]
fn the_users_keys_count_and_a_wrong_file_is_told_without_stopping_the_reader() {
    let home = home_with_news();
    home.write("config/keymap.toml", "[global]\n\"x\" = \"quit\"\n\"y\" = \"qit\"\n");
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("x");
    let ended = pty.end();
    ended.well();
    assert!(ended.screen.contains("keymap.toml:3"), "{}", ended.screen);
}

#[test]
fn the_theme_is_remembered() {
    let home = home_with_news();
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("T").wait("Theme: contrast-dark").keys("q");
    pty.end().well();
    assert_eq!(home.store().setting("theme").unwrap().as_deref(), Some("contrast-dark"));
    let mut pty = Pty::start(&home, WIDE, &[]);
    pty.wait("Central bank").keys("T").wait("Theme: contrast-light").keys("q");
    pty.end().well();
}

#[test]
fn the_theme_fits_the_ground_that_the_terminal_tells_of_and_no_answer_is_typed() {
    let home = home_with_news();
    // The third theme from there shows which one there was, because a theme for the other ground is
    // passed over; what an answer typed would show before it.
    let next = |answer: &str, ground: &str, theme: &str| {
        let command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
        let mut pty = Pty::run(&home, WIDE, command, &[("COLORFGBG", ground)]);
        pty.wait("Central bank").bytes(answer.as_bytes()).keys("TTT").wait(theme);
        pty.keys(":").keys("set theme auto<enter>").wait("theme: auto").keys("q");
        let ended = pty.end();
        ended.well();
        let raw = String::from_utf8_lossy(&ended.raw).into_owned();
        assert_eq!(raw.matches("\u{1b}]11;?\u{1b}\\").count(), 1, "it is asked once");
    };
    next("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\", "", "Theme: safe-light");
    next("\u{1b}]11;rgb:1c1c/1c1c/1c1c\u{7}", "0;15", "Theme: safe-dark");
    next("", "0;15", "Theme: safe-light");
    next("", "", "Theme: safe-dark");
}

#[test]
fn what_comes_through_a_pipe_is_read_and_keys_come_from_the_terminal() {
    let home = Home::new();
    news(&home);
    let mut command = portable_pty::CommandBuilder::new("sh");
    command.args(["-c", &format!("cat news/bank.txt | {} -", env!("CARGO_BIN_EXE_onrecord"))]);
    let mut pty = Pty::run(&home, NARROW, command, &[]);
    pty.wait("Governor Ada Brandt").keys("q");
    pty.end().well();
}

#[test]
fn paths_that_cannot_be_read_are_told_and_the_rest_is_opened() {
    let home = Home::new();
    news(&home);
    let mut pty = Pty::start(&home, WIDE, &["news", "nowhere.txt"]);
    pty.wait("Central bank").wait("1 failed").keys("q");
    let ended = pty.end();
    ended.terminal_is_as_it_was();
    assert_eq!(ended.status.exit_code(), 1);
    assert!(ended.screen.contains("nowhere.txt: no such file"), "{}", ended.screen);
    let ended = Pty::start(&home, WIDE, &["nowhere.txt"]).end();
    assert_eq!(ended.status.exit_code(), 1);
    assert!(!ended.raw.contains(&0x1b), "the reader does not open on nothing");
}

#[test]
fn waiting_for_a_pipe_is_told() {
    let home = Home::new();
    let made = std::process::Command::new("mkfifo").arg(home.path("fifo")).status();
    assert!(made.expect("mkfifo runs").success());
    let mut pty = Pty::start(&home, (100, 30), &["import", "fifo"]);
    pty.wait("waiting for fifo, which is a pipe");
    std::fs::write(home.path("fifo"), "2024-01-05 From a pipe\n\nThe text.\n").unwrap();
    let ended = pty.end();
    assert!(ended.screen.contains("1 imported"), "{}", ended.screen);
}
