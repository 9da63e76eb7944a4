//! Tests of links: opened in the browser, copied through the terminal.

use std::os::unix::fs::PermissionsExt;

use portable_pty::CommandBuilder;

use crate::support::pty::Pty;
use crate::support::{Home, wait_for};

const PAGE: &str = "<html><head><title>Ice on the lake</title>\
    <link rel=\"canonical\" href=\"https://example.org/ice\"></head><body><article>\
    <h1>Ice on the lake</h1><p>The ice held, as <a href=\"https://example.org/a?b=1&amp;c=$(id)\">the \
    report</a> of the winter said, and nobody fell through it before the first days of spring came.\
    </p><p>Read <a href=\"https://example.org/more\">more of it</a> where the lake is, or stay here \
    and read it again from its beginning to its end.</p></article></body></html>";

/// Opens the app on the page. Its browser logs what it is given, and prints too much.
fn start(home: &Home, variables: &[(&str, &str)]) -> Pty {
    home.write("page.html", PAGE);
    home.write(
        "browser",
        "#!/bin/sh\necho noise; echo noise >&2\nprintf '%s\\n' \"$@\" >> opened\n",
    );
    let browser = home.root().join("browser");
    let runs = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&browser, runs).expect("a file of ours");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["page.html"]);
    let mut pty = Pty::run(home, (100, 30), command, variables);
    pty.wait("the report[1]");
    pty
}

fn opened(home: &Home, lines: usize) -> Vec<String> {
    wait_for("the browser", || {
        let text = std::fs::read_to_string(home.root().join("opened")).unwrap_or_default();
        let found: Vec<String> = text.lines().map(str::to_owned).collect();
        (found.len() >= lines && text.ends_with('\n')).then_some(found)
    })
}

#[test]
fn a_link_and_the_articles_page_open_in_the_browser() {
    let home = Home::new();
    let browser = home.root().join("browser").display().to_string();
    let mut pty = start(&home, &[("BROWSER", &browser)]);
    pty.keys("1\r").wait("Opening https://example.org/a?b=1&c=$(id)");
    assert_eq!(opened(&home, 1), ["https://example.org/a?b=1&c=$(id)"]);
    pty.keys("o").wait("Opening https://example.org/ice");
    assert_eq!(opened(&home, 2)[1], "https://example.org/ice");
    pty.keys("q");
    let ended = pty.end();
    ended.well();
    assert!(!String::from_utf8_lossy(&ended.raw).contains("noise"));
}

#[test]
fn the_configured_browser_goes_before_the_variable() {
    let home = Home::new();
    home.write("config/config.toml", "[open]\nbrowser = [\"./browser\", \"-new\", \"{}\"]\n");
    let mut pty = start(&home, &[("BROWSER", "false")]);
    pty.keys("2\r").wait("Opening https://example.org/more");
    assert_eq!(opened(&home, 2), ["-new", "https://example.org/more"]);
    pty.keys("q");
    pty.end().well();
}

#[test]
fn without_a_browser_the_address_is_told() {
    let home = Home::new();
    let mut pty = start(&home, &[("BROWSER", "/no/such/program")]);
    pty.keys("2\r").wait("No program to open addresses").keys("q");
    pty.end().well();
}

#[test]
fn an_address_is_copied_through_the_terminal() {
    let home = Home::new();
    let mut pty = start(&home, &[]);
    pty.keys("y2").wait("Copied https://example.org/more");
    pty.keys("q");
    let ended = pty.end();
    ended.well();
    // "https://example.org/more" in base 64.
    let copied = "\u{1b}]52;c;aHR0cHM6Ly9leGFtcGxlLm9yZy9tb3Jl\u{7}";
    assert!(String::from_utf8_lossy(&ended.raw).contains(copied));
}
