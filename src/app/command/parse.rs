//! What a typed line asks for, or what is wrong with it. Names that only the archive knows are
//! looked up when it is done.

use std::path::PathBuf;

use crate::domain::{ExportFormat, Order};

use super::table::{self, COMMANDS, Command, Takes};
use super::words::{Word, words};
use crate::app::action::{ACTIONS, Action};
use crate::app::command::nearest::meant;

/// What a line asks for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Asked {
    /// Nothing.
    Nothing,
    /// An action.
    Act(Action),
    /// A command with a text: a query, a name, words.
    Text(Takes, &'static str, String),
    /// The list in another order.
    Sort(Order),
    /// What the list is to show: of which sort, called how.
    Scope(&'static str, String),
    /// An article by its number in the list.
    Row(u64),
    /// A setting and its value.
    Set(String, String),
    /// Something to be written out.
    Export(What, ExportFormat, To),
    /// Something for a program (its words), or a line for the shell.
    Pipe(ExportFormat, Result<Vec<String>, String>),
    /// A mark: whether it is set, its letter.
    Mark(bool, char),
}

/// What is written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum What {
    /// Whatever is before the reader.
    Here,
    Article,
    Selection,
    Statement,
    List,
    Dossier,
    Corrections,
}

/// The names of what can be written out.
pub(in crate::app) const WHATS: [(&str, What, &str); 6] = [
    ("article", What::Article, "the open article"),
    ("selection", What::Selection, "the selected text"),
    ("statement", What::Statement, "the current statement, with its citation"),
    ("list", What::List, "all articles of the list"),
    ("dossier", What::Dossier, "the dossier that is shown"),
    ("corrections", What::Corrections, "what you have corrected, everywhere"),
];

/// Where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum To {
    /// To a file that is named after what it holds.
    Named,
    Clipboard,
    File(PathBuf),
}

/// What the list can show, with the names that commands give it.
pub(in crate::app) const SCOPES: [(&str, &str); 6] = [
    ("all", "all articles"),
    ("starred", "what carries a star"),
    ("feed", "one feed"),
    ("tag", "what carries a tag"),
    ("saved", "a saved query"),
    ("search", "what a search finds"),
];

/// Reads a line, with or without its colon.
///
/// # Errors
/// Says what is wrong with it, and what may have been meant.
pub(in crate::app) fn parse(line: &str) -> Result<Asked, String> {
    let line = line.trim_start_matches(|c: char| c == ':' || c.is_whitespace()).trim_end();
    if let Some(rest) = line.strip_prefix('!') {
        return shell(rest);
    }
    let words = words(line);
    let Some((first, rest)) = words.split_first() else { return Ok(Asked::Nothing) };
    if first.text.bytes().all(|byte| byte.is_ascii_digit()) && rest.is_empty() {
        return number(&first.text);
    }
    let Some(named) = table::named(&first.text) else {
        let known = ACTIONS.iter().map(|(_, name, ..)| *name);
        let known = known.chain(COMMANDS.iter().flat_map(|it| [it.name, it.short]));
        return Err(format!("`{}` is no command{}", first.text, meant(&first.text, known)));
    };
    match (named.command, named.action, rest) {
        (_, Some(action), []) => Ok(Asked::Act(action)),
        (Some(command), _, rest) => with_words(command, line[first.end..].trim(), rest),
        (None, _, _) => Err(format!("`{}` takes nothing behind it", first.text)),
    }
}

/// The words behind a command: as they stand, and one by one.
fn with_words(command: &Command, rest: &str, words: &[Word]) -> Result<Asked, String> {
    let raw = matches!(command.takes, Takes::Rest | Takes::Shell)
        || (command.takes == Takes::Scope && words.first().is_some_and(|it| it.text == "search"));
    if !raw && words.iter().any(|word| !word.closed) {
        return Err("A quotation mark or a backslash at the end is left open".into());
    }
    if words.is_empty() {
        return if command.takes == Takes::Shell {
            shell("")
        } else {
            Err(format!("`{}` needs {}", command.name, command.usage))
        };
    }
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let text = |text: String| Ok(Asked::Text(command.takes, command.name, text));
    match command.takes {
        Takes::Rest => text(rest.to_owned()),
        Takes::Name | Takes::Shelf | Takes::Feed | Takes::Saved | Takes::Subject => {
            text(texts.join(" "))
        }
        Takes::Theme => text(texts.join(" ")),
        Takes::Scope => scope(rest, &texts),
        Takes::Order => match Order::ALL.iter().find(|(_, name)| *name == texts.join(" ")) {
            Some((order, _)) => Ok(Asked::Sort(*order)),
            None => Err(none_of("order", &texts.join(" "), Order::ALL.map(|(_, name)| name))),
        },
        Takes::Setting => match texts[..] {
            [_] => Err(format!("`set` needs {}", command.usage)),
            [name, ..] => Ok(Asked::Set(name.to_owned(), texts[1..].join(" "))),
            [] => Ok(Asked::Nothing),
        },
        Takes::Export => export(&texts),
        Takes::Program => program(&texts),
        Takes::Shell => shell(rest),
        Takes::Number => match texts[..] {
            [one] => number(one),
            _ => Err("`goto` needs one number".into()),
        },
        Takes::Letter => {
            let mut letters = texts.iter().flat_map(|text| text.chars());
            match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_alphabetic() || letter == '\'' => {
                    Ok(Asked::Mark(command.name == "set-mark", letter))
                }
                _ => Err(format!("`{}` needs one letter", command.name)),
            }
        }
    }
}

/// "`x` is no order: a, b; did you mean `a`?"
fn none_of<'a>(what: &str, typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    let meant = meant(typed, known.iter().copied());
    format!("`{typed}` is no {what}: {}{meant}", known.join(", "))
}

fn number(typed: &str) -> Result<Asked, String> {
    typed.parse().map(Asked::Row).map_err(|_| format!("`{typed}` is no number of an article"))
}

fn scope(rest: &str, words: &[&str]) -> Result<Asked, String> {
    let Some((first, names)) = words.split_first() else { return Ok(Asked::Nothing) };
    let Some((scope, _)) = SCOPES.iter().find(|(name, _)| name == first) else {
        return Err(none_of("scope", first, SCOPES.map(|(name, _)| name)));
    };
    let name = match *scope {
        "search" => rest.trim_start().strip_prefix("search").unwrap_or("").trim().to_owned(),
        _ => names.join(" "),
    };
    match (*scope, name.is_empty()) {
        ("all" | "starred", false) => Err(format!("`scope {scope}` takes nothing behind it")),
        ("all" | "starred", true) | (_, false) => Ok(Asked::Scope(scope, name)),
        ("search", true) => Err("`scope search` needs a query".into()),
        (_, true) => Err(format!("`scope {scope}` needs a name")),
    }
}

/// The form of that name.
fn format(name: &str) -> Option<ExportFormat> {
    ExportFormat::ALL.iter().find(|(_, known, _)| *known == name).map(|(format, ..)| *format)
}

/// The form that a file's ending stands for.
fn format_of_file(path: &str) -> Option<ExportFormat> {
    let (_, ending) = path.rsplit_once('.')?;
    ExportFormat::ALL.iter().find(|(.., known)| *known == ending).map(|(format, ..)| *format)
}

fn export(words: &[&str]) -> Result<Asked, String> {
    let what = words.first().and_then(|word| WHATS.iter().find(|(name, ..)| name == word));
    let (what, words) = match what {
        Some((_, what, _)) => (*what, &words[1..]),
        None => (What::Here, words),
    };
    let formats = ExportFormat::ALL.map(|(_, name, _)| name);
    let (format, words) = match words {
        [] => return Err(format!("`export` needs a format: {}", formats.join(", "))),
        [first, rest @ ..] => match (format(first), format_of_file(first)) {
            (Some(format), _) => (format, rest),
            (None, Some(format)) => (format, words),
            (None, None) => return Err(none_of("format", first, formats)),
        },
    };
    let to = match words {
        [] => To::Named,
        ["clipboard"] => To::Clipboard,
        [path] => To::File(PathBuf::from(path)),
        _ => return Err("`export` takes one path; one with blanks needs quotation marks".into()),
    };
    Ok(Asked::Export(what, format, to))
}

/// The form that an option names: `--json`.
fn option(word: &str) -> Option<Result<ExportFormat, String>> {
    let name = word.strip_prefix("--")?;
    let options = ExportFormat::ALL.map(|(_, name, _)| name);
    Some(format(name).ok_or_else(|| none_of("format", name, options)))
}

fn program(words: &[&str]) -> Result<Asked, String> {
    let (form, words) = match words.first().and_then(|word| option(word)) {
        Some(form) => (form?, &words[1..]),
        None => (ExportFormat::Text, words),
    };
    if words.is_empty() {
        return Err("`pipe` needs a program".into());
    }
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Ok(Asked::Pipe(form, Ok(words)))
}

fn shell(rest: &str) -> Result<Asked, String> {
    let rest = rest.trim();
    let first = rest.split_whitespace().next().unwrap_or("");
    let (form, line) = match option(first) {
        Some(form) => (form?, rest[first.len()..].trim()),
        None => (ExportFormat::Text, rest),
    };
    match line {
        "" => Err("`shell` needs a line for the shell".into()),
        line => Ok(Asked::Pipe(form, Err(line.to_owned()))),
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
