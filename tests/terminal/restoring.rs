//! Tests that the terminal is restored, however the program ends.

use onrecord::shell::terminal::{self, Screen};
use portable_pty::CommandBuilder;

use crate::support::pty::{self, Pty, SIZE};
use crate::support::{Home, news, wait_for};

#[test]
fn quitting_by_either_key_restores_the_terminal() {
    for keys in ["q", "<ctrl-c>"] {
        let home = Home::new();
        let mut pty = pty::open_with_news(&home);
        pty.keys(keys);
        pty.end().well();
    }
}

#[test]
fn signals_end_the_reader_in_order() {
    for signal in ["TERM", "INT", "HUP"] {
        let home = Home::new();
        let mut pty = pty::open_with_news(&home);
        pty.keys("u");
        let unread = || home.rows().iter().filter(|row| row.unread).count();
        wait_for("the mark", || (unread() == 2).then_some(()));
        pty.signal(signal);
        pty.end().well();
        assert_eq!(unread(), 2, "the mark is not lost by SIG{signal}");
    }
}

#[test]
fn drawing_anew_asks_the_terminal_nothing_and_goes_on() {
    let home = Home::new();
    let mut pty = pty::open_with_news(&home);
    for _ in 0..20 {
        pty.keys("<ctrl-l>");
    }
    pty.keys("u");
    let unread = || home.rows().iter().filter(|row| row.unread).count();
    wait_for("the mark", || (unread() == 2).then_some(()));
    pty.wait("Central bank");
    pty.keys("q");
    let ended = pty.end();
    ended.well();
    let raw = String::from_utf8_lossy(&ended.raw).into_owned();
    assert!(!raw.contains("\u{1b}[6n"), "it asked where the cursor is");
    assert!(raw.contains("\u{1b}[2J"), "it drew nothing anew");
}

/// Keys in a burst without bracketed paste, as some terminals paste.
#[test]
fn keys_that_come_all_at_once_are_all_taken_and_the_next_one_too() {
    let home = Home::new();
    let mut pty = pty::open_with_news(&home);
    let burst = "jk".repeat(50_000);
    pty.burst(burst.as_bytes());
    pty.keys("u");
    let unread = || home.rows().iter().filter(|row| row.unread).count();
    wait_for("the mark", || (unread() == 2).then_some(()));
    pty.keys("q");
    pty.end().well();
}

/// Not a test of its own: what `a_panic_restores_the_terminal` runs in a terminal.
#[test]
#[ignore = "run by another test"]
fn panicking() {
    terminal::install_panic_hook();
    let mut screen = Screen::enter().expect("a terminal");
    screen.draw(|_| ()).expect("a frame");
    let frame = screen.draw(|frame| panic!("in the middle of a frame of {:?}", frame.area()));
    panic!("never here: {frame:?}");
}

/// Not a test of its own: a panic of another thread, while the reader still holds the terminal.
#[test]
#[ignore = "run by another test"]
fn panicking_elsewhere() {
    terminal::install_panic_hook();
    let _screen = Screen::enter().expect("a terminal");
    let other = std::thread::spawn(|| panic!("in another thread"));
    assert!(other.join().is_err());
    // Ends without a chance to clean up.
    std::process::exit(3);
}

#[test]
fn a_panic_restores_the_terminal_and_is_told() {
    for (which, told) in
        [("panicking", "in the middle of a frame"), ("panicking_elsewhere", "in another thread")]
    {
        let home = Home::new();
        let program = std::env::current_exe().expect("this test");
        let mut command = CommandBuilder::new(program);
        command.args([&format!("restoring::{which}"), "--exact", "--ignored", "--nocapture"]);
        let ended = Pty::run(&home, SIZE, command, &[]).end();
        assert!(!ended.status.success());
        ended.terminal_is_as_it_was();
        assert!(ended.screen.contains(told), "{}", ended.screen);
        let shown = ended.screen.replace('\n', "");
        assert!(
            shown.contains("A fault in onrecord ended it.") && shown.contains("last-fault.txt")
        );
        // What the fault says may be words of an article: none of it is in the report.
        let report = home.path(".local/share/onrecord/last-fault.txt");
        if cfg!(target_os = "linux") {
            let report = std::fs::read_to_string(report).expect("a report");
            assert!(report.contains("restoring.rs:") && !report.contains(told), "{report}");
        }
    }
}

#[test]
fn without_a_usable_terminal_the_reader_says_what_works() {
    let home = Home::new();
    let refused = home.command().assert().code(1);
    let told = String::from_utf8_lossy(&refused.get_output().stderr).into_owned();
    assert!(told.contains("not a terminal") && told.contains("onrecord list"), "{told}");
    let command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
    let ended = Pty::run(&home, SIZE, command, &[("TERM", "dumb")]).end();
    assert_eq!(ended.status.exit_code(), 1);
    let told = ended.screen.replace('\n', "");
    assert!(told.contains("TERM=dumb") && told.contains("xterm-256color"), "{told}");
    assert!(!ended.raw.contains(&0x1b), "nothing but text for a dumb terminal");
}

#[test]
fn without_colours_no_colour_is_sent() {
    let home = Home::new();
    news(&home);
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
    command.arg("news");
    let mut pty = Pty::run(&home, SIZE, command, &[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    pty.wait("Central bank").keys("<enter>").wait("All sailings").keys("q");
    let ended = pty.end();
    ended.well();
    let raw = String::from_utf8_lossy(&ended.raw).into_owned();
    let coloured = raw.split("\u{1b}[").skip(1).any(|sequence| {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(0);
        let numbers: Vec<u16> = sequence[..end].split(';').flat_map(str::parse).collect();
        let is_colour = |n: &u16| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107);
        sequence[end..].starts_with('m') && numbers.iter().any(is_colour)
    });
    assert!(!coloured, "{raw:?}");
}
