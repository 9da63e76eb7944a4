//! The lexer of searches: splits a search into brackets, operators, fields, words and phrases.

use super::SearchFault;
use super::field::{self, SearchField};
use super::words::has_word;
use crate::domain::Span;

/// A token of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme<'a> {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A hyphen directly before the term that it excludes.
    Minus,
    /// A field with its colon.
    Field(SearchField),
    /// A word or phrase without quotation marks and star, and whether it had a star.
    Text(&'a str, bool),
}

/// Splits a search into tokens in linear time: each byte is read a bounded number of times.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Whether a field's colon is directly before `at`.
    after_field: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer { text, at: 0, after_field: false }
    }

    /// Returns the next token, or `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(Lexeme<'a>, Span)>, SearchFault> {
        loop {
            let in_value = std::mem::take(&mut self.after_field);
            let start = self.at;
            let Some(first) = self.peek() else { return Ok(None) };
            if is_space(first) {
                self.at += first.len_utf8();
                continue;
            }
            let piece = match first {
                '(' => self.take(first, Lexeme::Open),
                ')' => self.take(first, Lexeme::Close),
                '-' if !in_value && self.excludes() => self.take(first, Lexeme::Minus),
                _ if closing_marks(first).is_some() => self.phrase(first)?,
                _ => match self.word(in_value)? {
                    Some(piece) => piece,
                    None => continue,
                },
            };
            self.after_field = matches!(piece, Lexeme::Field(_));
            return Ok(Some((piece, Span::new(start, self.at))));
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char, piece: Lexeme<'a>) -> Lexeme<'a> {
        self.at += c.len_utf8();
        piece
    }

    /// Returns whether the hyphen here is followed by a term that it can exclude.
    fn excludes(&self) -> bool {
        let mut next = self.text[self.at + 1..].chars();
        next.next().is_some_and(|c| c == '(' || closing_marks(c).is_some() || c.is_alphanumeric())
    }

    fn phrase(&mut self, opening: char) -> Result<Lexeme<'a>, SearchFault> {
        let start = self.at;
        let inside = start + opening.len_utf8();
        let closes = closing_marks(opening).unwrap_or("\"");
        let Some(length) = self.text[inside..].find(|c| closes.contains(c)) else {
            let span = Span::new(start, inside);
            return Err(SearchFault::new(span, "this quotation mark is not closed"));
        };
        let phrase = &self.text[inside..inside + length];
        self.at = inside + length;
        self.at += self.peek().map_or(0, char::len_utf8);
        let starred = self.peek() == Some('*');
        self.at += usize::from(starred);
        Ok(Lexeme::Text(phrase, starred))
    }

    /// Reads a word, an operator or a field. Returns `None` for a mark that is not a word.
    fn word(&mut self, in_value: bool) -> Result<Option<Lexeme<'a>>, SearchFault> {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let ends = |c: char| is_space(c) || matches!(c, '(' | ')') || closing_marks(c).is_some();
        let word = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if !in_value && let Some(field) = self.field(word)? {
            return Ok(Some(Lexeme::Field(field)));
        }
        self.at += word.len();
        let piece = match word {
            "AND" if !in_value => Lexeme::And,
            "OR" if !in_value => Lexeme::Or,
            "NOT" if !in_value => Lexeme::Not,
            _ if !in_value && !has_word(word) => return Ok(None),
            _ => {
                let bare = word.strip_suffix('*').unwrap_or(word);
                if let Some(inner) = bare.find('*').filter(|_| !in_value) {
                    let span = Span::new(start + inner, start + inner + 1);
                    let message = "`*` may stand at the end of a word only";
                    return Err(SearchFault::new(span, message));
                }
                Lexeme::Text(bare, bare.len() < word.len())
            }
        };
        Ok(Some(piece))
    }

    /// Reads the field at the start of `word`, and advances past it. Returns `None` for an ordinary
    /// word (`12:30`, `https://example.org`).
    fn field(&mut self, word: &str) -> Result<Option<SearchField>, SearchFault> {
        let Some((name, value)) = word.split_once(':') else { return Ok(None) };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Ok(None);
        }
        let span = Span::new(self.at, self.at + name.len() + 1);
        if let Some(field) = SearchField::by_name(name) {
            self.at = span.end;
            return Ok(Some(field));
        }
        let meant = field::most_similar(name);
        let follows = self.text[span.end..].chars().next();
        let ends = follows.is_none_or(|c| is_space(c) || matches!(c, '(' | ')'));
        // The colon of an address or of a sentence.
        if value.starts_with("//") || (ends && meant.is_none()) {
            return Ok(None);
        }
        let meant = match meant {
            Some(meant) => format!("did you mean `{meant}:`?"),
            None => "put it in quotation marks to search for it as it stands".to_owned(),
        };
        Err(SearchFault::new(span, format!("`{name}:` is no field; {meant}")))
    }
}

/// Returns the marks that close a phrase opened by `opening`, or `None` if it opens none.
fn closing_marks(opening: char) -> Option<&'static str> {
    match opening {
        '"' | '“' | '”' | '„' | '‟' => Some("\"“”‟"),
        '«' => Some("»"),
        '»' => Some("«»"),
        _ => None,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}
