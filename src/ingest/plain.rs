//! Reads plain text: a wire desk's dump, text with `Key: value` headers, or a title and paragraphs.

use std::borrow::Cow;

use crate::domain::{Draft, When};

use super::sniff::first_bytes;
use super::{Parsed, dates, fields, paragraphs, title};

/// Reads one article of plain text. Its words stay as written.
pub(super) fn read_plain(text: &str) -> Parsed {
    let text = unix_lines(text);
    let mut draft = Draft::default();
    let rest = dateline(&text, &mut draft).or_else(|| headers(&text, &mut draft)).unwrap_or(&text);
    let rest = match draft.title.is_empty() {
        true => first_line(rest, &mut draft),
        false => rest,
    };
    draft.body = paragraphs::running_text(trimmed(rest));
    if draft.title.is_empty() {
        draft.title = title::from_body(&draft.body);
    }
    Parsed { drafts: vec![draft], ..Parsed::default() }
}

/// Returns whether the text begins with a line or headers that only the plain-text format has.
pub(super) fn is_marked(text: &str) -> bool {
    let head = unix_lines(first_bytes(text, 4096));
    let mut draft = Draft::default();
    dateline(&head, &mut draft).is_some() || headers(&head, &mut draft).is_some()
}

/// Converts line endings to line feeds.
pub(super) fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Returns the text without surrounding blank lines, white space at its end, and the indentation of
/// its first line.
fn trimmed(text: &str) -> &str {
    text.trim()
}

/// Reads a line ` date 2024-02-18 TITLE`. Returns the text after it.
fn dateline<'a>(text: &'a str, draft: &mut Draft) -> Option<&'a str> {
    let text = text.trim_start_matches('\n');
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim();
    let worded = line.strip_prefix("date ").or_else(|| line.strip_prefix("Date "));
    let dated = worded.unwrap_or(line).trim_start();
    let (day, name) = dated.split_once(char::is_whitespace).unwrap_or((dated, ""));
    let date = Some(day).filter(|day| day.len() == 10).and_then(When::parse)?;
    // Running text may begin with a date: the rest must look like a title, or the word "date" must
    // be present.
    let title = worded.is_some() || name.is_empty() || title::is_title(name) || follows_blank(rest);
    if !title {
        return None;
    }
    draft.published = Some(date);
    draft.title = title::clean_title(name);
    Some(rest)
}

fn follows_blank(rest: &str) -> bool {
    rest.lines().next().is_none_or(|line| line.trim().is_empty())
}

/// Reads `Key: value` lines up to a blank line. Returns the text after it. A line that begins with
/// white space continues the value before. Returns `None` unless the first key is known and all
/// lines fit.
fn headers<'a>(text: &'a str, draft: &mut Draft) -> Option<&'a str> {
    let text = text.trim_start_matches(['\n', ' ']);
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        at += line.len();
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), found.last_mut()) {
            value.push(' ');
            value.push_str(line.trim());
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let known = fields::is_known(key);
        let wordy = key.len() <= 24 && !key.trim().contains(char::is_whitespace);
        if !known && (found.is_empty() || !wordy) {
            return None;
        }
        found.push((key, value.trim().to_owned()));
    }
    // A single header counts only for title and date: "Source: …" may be a sentence.
    let alone =
        |key: &str| matches!(key.trim().to_lowercase().as_str(), "title" | "headline" | "date");
    match found.as_slice() {
        [] => return None,
        [(key, value)] if !alone(key) || value.is_empty() => return None,
        _ => {}
    }
    for (key, value) in &found {
        fields::set_field(draft, key, value);
    }
    Some(&text[at..])
}

/// Takes the first line as the title if it is short, not a sentence, and followed by a blank line
/// or by a line so long that the text is not wrapped by hand. Returns the rest.
fn first_line<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let start = text.trim_start();
    let (line, rest) = start.split_once('\n').unwrap_or((start, ""));
    let next = rest.lines().next().unwrap_or("");
    let apart = next.trim().is_empty() || next.chars().count() > 120;
    if !title::is_title(line) || !apart || rest.trim().is_empty() {
        return text;
    }
    draft.title = title::clean_title(line);
    match byline(rest, draft) {
        Some(rest) => rest,
        None => rest,
    }
}

/// Reads a line such as `By Ann Lee` or `2024-02-18` that is alone between title and text.
fn byline<'a>(text: &'a str, draft: &mut Draft) -> Option<&'a str> {
    let text = text.trim_start();
    let (line, rest) = text.split_once('\n')?;
    if !follows_blank(rest) || line.chars().count() > 80 {
        return None;
    }
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "));
    if let Some(name) = name.filter(|name| !name.contains(['.', ':', '"', '“'])) {
        draft.authors = fields::split_names(name);
    } else {
        draft.published = Some(dates::parse(line)?);
    }
    Some(rest)
}
