//! Translates Newsboat's filters to searches, as far as the search language allows.

use super::filter::{Filter, Operator};
use crate::domain::search;

/// A search, and its differences from the filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Search {
    pub(super) text: String,
    pub(super) changes: Vec<&'static str>,
}

const BEGINNINGS: &str = "it finds words that begin so, not parts inside of words";
const PARTS: &str = "it finds what has that as a part";
const STARS: &str = "flags are stars here";

/// Translates a filter.
///
/// # Errors
///
/// Returns why the filter has no equivalent.
pub(super) fn translate_filter(filter: &Filter) -> Result<Search, String> {
    let mut search = Search::default();
    search.text = search.part(filter, false)?;
    let fault = search::parse(&search.text).err();
    match fault {
        None => Ok(search),
        Some(fault) => Err(fault.message),
    }
}

impl Search {
    /// Translates a part of the filter, in brackets if it is an `inner` part and has parts itself.
    fn part(&mut self, filter: &Filter, inner: bool) -> Result<String, String> {
        let (parts, between) = match filter {
            Filter::Is(name, operator, value) => return self.condition(name, *operator, value),
            Filter::And(first, second) => ([first, second], " "),
            Filter::Or(first, second) => ([first, second], " OR "),
        };
        let [first, second] = parts;
        // A chain of the same operator needs no brackets.
        let same = matches!(
            (filter, second.as_ref()),
            (Filter::And(..), Filter::And(..)) | (Filter::Or(..), Filter::Or(..))
        );
        let text = format!("{}{between}{}", self.part(first, true)?, self.part(second, !same)?);
        Ok(if inner { format!("({text})") } else { text })
    }

    fn condition(&mut self, name: &str, operator: Operator, value: &str) -> Result<String, String> {
        let (operator, denied) = match operator {
            Operator::Unequal => (Operator::Equal, true),
            Operator::Unlike => (Operator::Like, true),
            Operator::HasNot => (Operator::Has, true),
            operator => (operator, false),
        };
        let no_words = || format!("searches have no words for `{name}`");
        let text = match (name, operator) {
            ("unread", Operator::Equal) => match value.to_ascii_lowercase().as_str() {
                "yes" => "is:unread".to_owned(),
                "no" => "is:read".to_owned(),
                _ => return Err(format!("`unread` is yes or no, not \"{}\"", super::short(value))),
            },
            ("title", Operator::Like) => self.words("title", value)?,
            ("content", Operator::Like) => self.words("body", value)?,
            ("author", Operator::Like | Operator::Equal) => {
                self.piece("author", operator, value)?
            }
            ("link", Operator::Like | Operator::Equal) => self.piece("url", operator, value)?,
            ("feedtitle" | "rssurl", Operator::Like | Operator::Equal) => {
                self.piece("feed", operator, value)?
            }
            ("tags", Operator::Has) => format!("tag:{}", quoted(value)?),
            ("flags" | "enclosure_url", _) => return self.filled(name, operator, denied, value),
            ("age", _) => age(operator, value).ok_or_else(no_words)?,
            ("title" | "content", Operator::Equal) => {
                return Err(format!("searches look for words of `{name}`, not for all of it"));
            }
            _ => return Err(no_words()),
        };
        Ok(if denied { format!("NOT {text}") } else { text })
    }

    /// Translates a match of a title or text. The pattern may contain only words and `|`.
    fn words(&mut self, field: &str, pattern: &str) -> Result<String, String> {
        let mut parts = Vec::new();
        for literal in literals(pattern)? {
            let star = if literal.ends_whole { "" } else { "*" };
            if !(literal.begins_whole && literal.ends_whole) {
                self.change(BEGINNINGS);
            }
            parts.push(format!("{field}:{}{star}", quoted(&literal.text)?));
        }
        Ok(any(parts))
    }

    /// Translates a match of a part of a name or address.
    fn piece(&mut self, field: &str, operator: Operator, value: &str) -> Result<String, String> {
        if operator == Operator::Equal {
            self.change(PARTS);
            return Ok(format!("{field}:{}", quoted(value)?));
        }
        let literals = literals(value)?;
        let parts: Result<Vec<String>, String> =
            literals.iter().map(|it| Ok(format!("{field}:{}", quoted(&it.text)?))).collect();
        Ok(any(parts?))
    }

    /// Translates a test for the presence of flags or files.
    fn filled(
        &mut self,
        name: &str,
        operator: Operator,
        denied: bool,
        value: &str,
    ) -> Result<String, String> {
        let is_there = match (operator, value) {
            (Operator::Equal, "") | (Operator::Like, "^$") => denied,
            (Operator::Like, "." | ".+" | "^.+$" | "^.") => !denied,
            _ => return Err(format!("searches know whether there is `{name}`, not which")),
        };
        let text = if name == "flags" {
            self.change(STARS);
            "is:starred"
        } else {
            "has:files"
        };
        Ok(if is_there { text.to_owned() } else { format!("NOT {text}") })
    }

    fn change(&mut self, change: &'static str) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }
}

fn any(parts: Vec<String>) -> String {
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" OR ")) }
}

/// Returns a value in the search language: a word, or a phrase in quotation marks.
fn quoted(value: &str) -> Result<String, String> {
    let value = value.trim();
    if value.is_empty() {
        return Err("it looks for nothing".to_owned());
    }
    if value.contains(['"', '“', '”', '„', '«', '»']) {
        return Err("it looks for a quotation mark".to_owned());
    }
    let is_plain = value.chars().all(|c| c.is_alphanumeric());
    Ok(if is_plain { value.to_owned() } else { format!("\"{value}\"") })
}

/// Translates the age of an article in days; Newsboat counts whole days.
fn age(operator: Operator, value: &str) -> Option<String> {
    let days = |text: &str| text.trim().parse::<u32>().ok().filter(|days| *days < 100_000);
    if operator == Operator::Between {
        let (first, last) = value.split_once(':')?;
        let (first, last) = (days(first)?, days(last)?);
        let newer = format!("newer:{}d", last + 1);
        return Some(if first == 0 { newer } else { format!("(older:{first}d {newer})") });
    }
    let days = days(value)?;
    Some(match operator {
        Operator::Under if days > 0 => format!("newer:{days}d"),
        Operator::AtMost => format!("newer:{}d", days + 1),
        Operator::Over => format!("older:{}d", days + 1),
        Operator::AtLeast if days > 0 => format!("older:{days}d"),
        Operator::Equal if days > 0 => format!("(older:{days}d newer:{}d)", days + 1),
        Operator::Equal => "newer:1d".to_owned(),
        _ => return None,
    })
}

/// A literal text that a pattern matches.
struct Literal {
    text: String,
    /// Whether the pattern requires word boundaries.
    begins_whole: bool,
    ends_whole: bool,
}

/// Returns the alternatives of a pattern that consists only of words.
fn literals(pattern: &str) -> Result<Vec<Literal>, String> {
    let pattern = pattern.trim();
    let inner = pattern.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let inner = inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(pattern);
    inner.split('|').map(literal).collect()
}

fn literal(pattern: &str) -> Result<Literal, String> {
    let no_words = || format!("searches have no patterns like \"{}\"", super::short(pattern));
    let bare = pattern.trim_start_matches(".*").trim_end_matches(".*");
    let starts = ["\\b", "\\<", "[[:<:]]"].iter().find_map(|mark| bare.strip_prefix(*mark));
    let begins_whole = starts.is_some();
    let bare = starts.unwrap_or(bare);
    let ends = ["\\b", "\\>", "[[:>:]]"].iter().find_map(|mark| bare.strip_suffix(*mark));
    let ends_whole = ends.is_some();
    let bare = ends.unwrap_or(bare);
    let mut text = String::new();
    let mut letters = bare.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => {
                let escaped = letters.next().filter(|c| !c.is_alphanumeric());
                text.push(escaped.ok_or_else(no_words)?);
            }
            '.' if !matches!(letters.peek(), Some('*' | '+' | '?' | '{')) => text.push('.'),
            '.' | '*' | '+' | '?' | '[' | ']' | '{' | '}' | '(' | ')' | '^' | '$' => {
                return Err(no_words());
            }
            letter => text.push(letter),
        }
    }
    Ok(Literal { text, begins_whole, ends_whole })
}
