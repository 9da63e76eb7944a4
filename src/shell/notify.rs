//! Tells of new articles beside the screen: by the bell, through the terminal, on the desktop.

use std::thread;

use crate::app::comfort::{Look, Notice};
use crate::domain::clean;

use super::{open, terminal};

/// Ends a sequence.
const ST: &str = "\x1b\\";

/// Tells `title` and `text` as the reader has asked for. `failed` is told where a program could not
/// be run.
pub(super) fn notify(
    look: &Look,
    title: &str,
    text: &str,
    failed: impl FnOnce(String) + Send + 'static,
) {
    let (title, text) = (safe(title), safe(text));
    let desktop = look.notice == Notice::Desktop;
    let command = desktop.then(|| command(look.notifier.as_deref(), &title, &text)).flatten();
    if let Some(words) = command {
        start(words, failed);
        return;
    }
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let sequence = match look.notice {
        Notice::Off => return,
        Notice::Terminal => sequence(&title, &text, &variable),
        // Where the desktop has no program for it, the bell is better than nothing.
        Notice::Bell | Notice::Desktop => "\x07".to_owned(),
    };
    if let Err(reason) = terminal::tell(&sequence) {
        failed(reason);
    }
}

/// Text that can stand in a sequence: one line without control characters.
fn safe(text: &str) -> String {
    let line = clean::one_line(text);
    line.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// What makes this terminal show a notification. Terminals know one of three ways; the most
/// common one is taken where nothing else is known.
fn sequence(title: &str, text: &str, variable: &impl Fn(&str) -> String) -> String {
    let (term, program) = (variable("TERM"), variable("TERM_PROGRAM"));
    let plain = if term.contains("kitty") {
        let id = "i=onrecord";
        format!("\x1b]99;{id}:d=0;{title}{ST}\x1b]99;{id}:d=1:p=body;{text}{ST}")
    } else if ["rxvt", "foot", "ghostty"].iter().any(|it| term.contains(it)) || program == "vscode"
    {
        let (title, text) = (title.replace(';', ","), text.replace(';', ","));
        format!("\x1b]777;notify;{title};{text}{ST}")
    } else {
        // Some read "4;…" after it as progress.
        format!("\x1b]9;{title}: {text}{ST}")
    };
    if variable("TMUX").is_empty() {
        plain
    } else {
        format!("\x1bPtmux;{}{ST}", plain.replace('\x1b', "\x1b\x1b"))
    }
}

/// The program that shows a notification, with its arguments; none where there is none.
fn command(own: Option<&[String]>, title: &str, text: &str) -> Option<Vec<String>> {
    let system: &[&str] = if cfg!(target_os = "macos") {
        &[
            "osascript",
            "-e",
            "on run argv",
            "-e",
            "display notification (item 2 of argv) with title (item 1 of argv)",
            "-e",
            "end run",
            "{title}",
            "{text}",
        ]
    } else if cfg!(windows) {
        &[]
    } else {
        &["notify-send", "--app-name=onrecord", "--", "{title}", "{text}"]
    };
    let mut words: Vec<String> = match own {
        Some(own) => own.to_vec(),
        None => system.iter().map(|word| (*word).to_owned()).collect(),
    };
    if !words.iter().any(|word| word.contains("{title}") || word.contains("{text}")) {
        words.extend(["{title}".to_owned(), "{text}".to_owned()]);
    }
    if own.is_none() && system.is_empty() {
        return None;
    }
    // One pass: what a title says of {text} stays as it is.
    let filled = |word: &String| {
        let parts: Vec<String> =
            word.split("{title}").map(|part| part.replace("{text}", text)).collect();
        parts.join(title)
    };
    Some(words.iter().map(filled).collect())
}

/// Runs a program beside the reader, without a shell.
fn start(words: Vec<String>, failed: impl FnOnce(String) + Send + 'static) {
    let work = move || {
        let Some((program, arguments)) = words.split_first() else { return };
        let ended = open::start(program, arguments).and_then(|mut child| child.wait());
        let reason = match ended {
            Ok(status) if status.success() => return,
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        failed(format!("{} could not notify ({reason})", clean::one_line(program)));
    };
    // Where the system gives no thread, more than this fails, and says so.
    let _ = thread::Builder::new().name("notify".into()).spawn(work);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> String {
        let variable = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map_or_else(String::new, |(_, value)| (*value).to_owned())
        };
        sequence("on;record", "3 new", &variable)
    }

    #[test]
    fn each_terminal_is_told_in_its_own_way() {
        assert_eq!(of(&[("TERM", "xterm-256color")]), "\x1b]9;on;record: 3 new\x1b\\");
        assert_eq!(of(&[("TERM", "foot")]), "\x1b]777;notify;on,record;3 new\x1b\\");
        assert!(
            of(&[("TERM", "xterm-kitty")]).ends_with("\x1b]99;i=onrecord:d=1:p=body;3 new\x1b\\")
        );
        let wrapped = of(&[("TERM", "tmux-256color"), ("TMUX", "/tmp/x")]);
        assert_eq!(wrapped, "\x1bPtmux;\x1b\x1b]9;on;record: 3 new\x1b\x1b\\\x1b\\");
    }

    #[test]
    fn what_is_told_can_end_no_sequence() {
        assert_eq!(safe("a\x1b]0;x\x07b\x1b\\\n\u{9c}c"), "ab c");
    }

    #[test]
    fn a_program_gets_title_and_text_as_single_words() {
        let own = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let filled = |words: &[&str]| command(Some(&own(words)), "{text} $(id)", "3 new").unwrap();
        assert_eq!(filled(&["say", "{title}: {text}"]), ["say", "{text} $(id): 3 new"]);
        assert_eq!(filled(&["say"]), ["say", "{text} $(id)", "3 new"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_run_with_what_is_safe_to_show_and_one_that_fails_is_told() {
        use std::os::unix::fs::PermissionsExt;
        use std::sync::mpsc;

        let folder = tempfile::tempdir().unwrap();
        let (program, log) = (folder.path().join("tell"), folder.path().join("log"));
        let script = format!("#!/bin/sh\nprintf '[%s]' \"$@\" > '{}'\nexit 3\n", log.display());
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let words = vec![program.to_string_lossy().into_owned(), "$(id)".into()];
        let mut look = Look::default();
        look.notice = Notice::Desktop;
        look.notifier = Some(words);
        let (sender, failed) = mpsc::channel();
        let tell = move |reason| sender.send(reason).unwrap();
        notify(&look, "on\u{1b}]0;x\u{7}record", "2 new\narticles", tell);
        let reason = failed.recv().unwrap();
        assert!(reason.contains("tell could not notify (exit status: 3)"), "{reason}");
        let told = std::fs::read_to_string(log).unwrap();
        assert_eq!(told, "[$(id)][onrecord][2 new articles]");
    }

    #[test]
    fn nobody_is_told_where_nobody_asked() {
        notify(&Look::default(), "onrecord", "2 new", |reason| panic!("{reason}"));
    }
}
