//! Copies: through the terminal (OSC 52), which works over ssh and needs no other program, and,
//! where there is a screen of our own, to the program that keeps its clipboard.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::domain::base64;

/// The most bytes that are copied through the terminal: it takes about 75,000 characters of base 64.
const MOST: usize = 55_000;

/// The programs that put their standard input on a clipboard: the variable that tells of its
/// screen, the program, its arguments.
const PROGRAMS: [(&str, &str, &[&str]); 4] = [
    ("WAYLAND_DISPLAY", "wl-copy", &[]),
    ("DISPLAY", "xclip", &["-selection", "clipboard"]),
    ("DISPLAY", "xsel", &["--clipboard", "--input"]),
    ("WSL_DISTRO_NAME", "clip.exe", &[]),
];

/// What goes to the terminal so that it puts `text` on the clipboard; none where that is too long.
/// What stands between us and the terminal (tmux, screen) is told by `TMUX` and `STY`.
fn sequence(text: &str, tmux: bool, screen: bool) -> Option<String> {
    if text.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{}\x07", base64::encode_base64(text.as_bytes()));
    Some(if tmux {
        // tmux takes the plain one where it is to set the clipboard itself, and hands the wrapped
        // one on where that is allowed.
        format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else if screen {
        // screen hands on strings of up to 768 bytes.
        let pieces = plain.as_bytes().chunks(512).map(String::from_utf8_lossy);
        pieces.map(|piece| format!("\x1bP{piece}\x1b\\")).collect()
    } else {
        plain
    })
}

fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The sequence for the terminal that we run in.
pub(super) fn sequence_here(text: &str) -> Option<String> {
    sequence(text, set("TMUX"), set("STY"))
}

/// The programs that keep a clipboard here, to be tried in turn.
fn programs(set: impl Fn(&str) -> bool) -> Vec<(&'static str, &'static [&'static str])> {
    if cfg!(target_os = "macos") {
        return vec![("pbcopy", &[])];
    }
    if cfg!(windows) {
        return vec![("clip.exe", &[])];
    }
    let here = PROGRAMS.iter().filter(|(variable, ..)| set(variable));
    here.map(|(_, program, arguments)| (*program, *arguments)).collect()
}

/// Hands `text` to the first program there is that keeps a clipboard here, on a thread of its own;
/// whether there may be one. Where none takes it, the terminal has it, or nobody.
pub(super) fn hand_over(text: &str) -> bool {
    let programs = programs(set);
    if programs.is_empty() {
        return false;
    }
    let text = text.to_owned();
    let work = move || programs.into_iter().any(|(program, words)| give(program, words, &text));
    thread::Builder::new().name("clipboard".into()).spawn(work).is_ok()
}

/// Gives `text` to a program; whether it took it.
fn give(program: &str, arguments: &[&str], text: &str) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // It keeps the clipboard when we have ended, and none of our keys are for it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let put = |mut child: std::process::Child| -> io::Result<bool> {
        if let Some(mut input) = child.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        Ok(child.wait()?.success())
    };
    command.spawn().and_then(put).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_hands_it_on() {
        assert_eq!(sequence("foo", false, false).unwrap(), "\x1b]52;c;Zm9v\x07");
        assert_eq!(
            sequence("foo", true, false).unwrap(),
            "\x1b]52;c;Zm9v\x07\x1bPtmux;\x1b\x1b]52;c;Zm9v\x07\x1b\\"
        );
        assert_eq!(sequence("foo", false, true).unwrap(), "\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        assert_eq!(sequence(&"x".repeat(60_000), false, false), None);
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn only_where_a_screen_is_does_a_program_keep_its_clipboard() {
        let names = |variables: &[&str]| -> Vec<&str> {
            programs(|name| variables.contains(&name)).into_iter().map(|(it, _)| it).collect()
        };
        assert_eq!(names(&[]), Vec::<&str>::new());
        assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel"]);
        assert_eq!(names(&["WAYLAND_DISPLAY", "DISPLAY"]), ["wl-copy", "xclip", "xsel"]);
        assert_eq!(names(&["WSL_DISTRO_NAME"]), ["clip.exe"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_gets_the_text_as_it_is_and_one_that_is_missing_does_not_take_it() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let line = format!("cat > '{}'", out.display());
        let text = "“Twice,” she said.\n\n$(id) ".repeat(9000);
        assert!(give("sh", &["-c", &line], &text));
        assert_eq!(std::fs::read_to_string(out).unwrap(), text);
        assert!(!give("/no/such/program", &[], "x"));
        assert!(!give("false", &[], "x"));
    }
}
