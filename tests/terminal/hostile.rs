//! Tests of foreign text: no control character of any field reaches the terminal.

use crate::support::hidden;
use crate::support::pty::Pty;
use crate::support::{Home, wait_for};

/// Sets the window's title, turns text red, asks the terminal questions, reverses the line, hides.
const EVIL: &str =
    "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}5n\u{90}q\u{9c}\u{202e}\u{2066}\u{200b}\u{feff}\u{8}\u{7f}";

fn hostile_articles() -> String {
    let article = serde_json::json!({
        "id": format!("a{EVIL}1"),
        "title": format!("Tit{EVIL}le of the day"),
        "authors": [format!("Ann{EVIL} Writer")],
        "source": format!("Gaz{EVIL}ette"),
        "tags": [format!("har{EVIL}bour")],
        "url": format!("https://example.org/{EVIL}"),
        "published": "2024-02-18",
        "text": format!(
            "Mayor Ka{EVIL}rin Holm said the quay was \"sa{EVIL}fe\".\n\n\
             A second para{EVIL}graph about Oslo{EVIL} and the Harbour {EVIL}Board.\r\n\n\
             {}\n",
            hidden::samples()
        ),
    });
    article.to_string()
}

/// The characters that a terminal would act upon, beside the sequences that draw our screen.
fn teeth(raw: &[u8]) -> Vec<String> {
    // The one question that is the reader's own: of what colour the terminal's ground is.
    let text = String::from_utf8_lossy(raw).replacen("\u{1b}]11;?\u{1b}\\", "", 1);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match after.strip_prefix('[').filter(|_| c == '\u{1b}') {
            // What crossterm writes: parameters, then one letter of those that draw.
            Some(sequence) => {
                let end = sequence
                    .find(|c: char| !(c.is_ascii_digit() || ";?<>=:".contains(c)))
                    .unwrap_or(sequence.len());
                let last = sequence[end..].chars().next().unwrap_or(' ');
                if !"mHJKhlABCDr".contains(last) || sequence[..end] == *"31" {
                    found
                        .push(format!("sequence {:?}", &sequence[..(end + 1).min(sequence.len())]));
                }
                &sequence[end + last.len_utf8()..]
            }
            None => {
                if hidden::is_hidden(c) && !"\r\n".contains(c) {
                    found.push(format!("{c:?}"));
                }
                after
            }
        };
    }
    found
}

#[test]
fn article_fields_emit_no_control_sequences() {
    for size in [(160, 45), (80, 24)] {
        let home = Home::new();
        home.write("news/hostile.jsonl", hostile_articles());
        let mut pty = Pty::start(&home, size, &["news"]);
        pty.wait("le of the day");
        wait_for("the analysis", || home.rows()[0].attributions);
        pty.wait("second para").keys("nesm").keys("<tab>").keys("j");
        pty.keys("<esc>F").wait("All articles").keys("<esc>/owned").keys("<esc>");
        pty.bytes("/\u{9b}31m\u{202e}x".as_bytes()).keys("<esc>q");
        let ended = pty.end();
        ended.terminal_is_as_it_was();
        assert_eq!(teeth(&ended.raw), Vec::<String>::new());
    }
}

#[test]
fn messages_about_files_emit_no_control_sequences() {
    let home = Home::new();
    home.write("evil\u{1b}[31m\u{202e}name.txt", [0u8, 1, 2, 255, 254, 0, 0, 7]);
    let failed = home.command().args(["import", "."]).assert().code(1);
    let output = failed.get_output();
    for stream in [&output.stdout, &output.stderr] {
        assert_eq!(teeth(stream), Vec::<String>::new(), "{}", String::from_utf8_lossy(stream));
    }
}
