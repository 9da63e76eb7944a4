//! Tokenizer: splits a text into words, numbers and marks with their byte ranges.

use super::lexicon;
use crate::domain::Span;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, possibly with hyphens, inner apostrophes or an abbreviation's full stops.
    Word,
    /// A clitic: `'s`, `n't`, `'ll`.
    Clitic,
    /// Digits with their separators.
    Number,
    /// A quotation mark, or an apostrophe that may be one.
    Quote(char),
    /// Any other mark.
    Mark(char),
}

/// A token: byte range and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// Appends the tokens of `text` within `range`, in order. White space is not part of a token.
pub(super) fn tokenize(text: &str, range: Span, out: &mut Vec<Token>) {
    let mut scanner = Scanner { text, at: range.start, end: range.end };
    while let Some(c) = scanner.peek() {
        if c.is_whitespace() {
            scanner.at += c.len_utf8();
        } else if c.is_alphanumeric() || (matches!(c, '@' | '#') && scanner.word_follows(c)) {
            scanner.word(c, out);
        } else {
            scanner.mark(c, out);
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Scanner<'_> {
    fn rest(&self, from: usize) -> &str {
        &self.text[from..self.end]
    }

    fn peek(&self) -> Option<char> {
        self.rest(self.at).chars().next()
    }

    fn word_follows(&self, c: char) -> bool {
        self.rest(self.at + c.len_utf8()).starts_with(char::is_alphanumeric)
    }

    fn mark(&mut self, c: char, out: &mut Vec<Token>) {
        let rest = self.rest(self.at);
        let (length, kind) = if rest.starts_with("''") || rest.starts_with("``") {
            (2, Kind::Quote('"'))
        } else if is_quote(c) {
            (c.len_utf8(), Kind::Quote(c))
        } else if matches!(c, '-' | '.') {
            let run = rest.len() - rest.trim_start_matches(c).len();
            (run, Kind::Mark(if c == '-' && run > 1 { '—' } else { c }))
        } else {
            (c.len_utf8(), Kind::Mark(c))
        };
        out.push(Token { span: Span::new(self.at, self.at + length), kind });
        self.at += length;
    }

    fn word(&mut self, first: char, out: &mut Vec<Token>) {
        let start = self.at;
        let mut end = start + first.len_utf8();
        let mut digits = first.is_numeric();
        while let Some(c) = self.rest(end).chars().next() {
            let next = self.rest(end + c.len_utf8()).chars().next();
            let joins = match c {
                c if c.is_alphanumeric() || is_inner(c) => true,
                '-' | '\u{2010}' | '\u{2011}' | '&' | '_' | '@' => {
                    next.is_some_and(char::is_alphanumeric)
                }
                '\'' | '’' => next.is_some_and(char::is_alphabetic) && !digits,
                '.' => self.dot_joins(start, end, next),
                ',' | ':' | '/' => digits && next.is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            };
            if !joins {
                break;
            }
            digits &= !c.is_alphabetic();
            end += c.len_utf8();
        }
        self.at = end;
        let word = Span::new(start, end);
        if digits {
            out.push(Token { span: word, kind: Kind::Number });
        } else {
            split_clitic(self.text, word, out);
        }
    }

    /// Returns whether the full stop at `dot` belongs to the word that starts at `start`.
    fn dot_joins(&self, start: usize, dot: usize, next: Option<char>) -> bool {
        let word = &self.text[start..dot];
        if next.is_some_and(char::is_alphanumeric) {
            return word.len() < 40 && !word.ends_with('.');
        }
        let letters =
            |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
        let initials = word.len() < 16 && word.split('.').all(letters);
        initials && (word.contains('.') || word.starts_with(char::is_uppercase) && word != "I")
            || word.len() < 12 && lexicon::is_abbreviation(word)
    }
}

/// Returns whether `c` is a combining mark, which belongs to the word.
fn is_inner(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{64b}'..='\u{65f}')
}

/// Returns whether `c` may open or close a quotation.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂')
}

/// Appends `word` with its clitic split off.
fn split_clitic(text: &str, word: Span, out: &mut Vec<Token>) {
    let piece = word.of(text);
    let cut = piece
        .rfind(['\'', '’'])
        .filter(|at| {
            let tail = piece[*at..].trim_start_matches(['\'', '’']);
            matches!(tail, "s" | "S" | "re" | "ve" | "ll" | "d" | "m" | "t" | "T")
        })
        .map(|at| match piece[..at].chars().next_back() {
            Some('n' | 'N') if piece[at..].ends_with(['t', 'T']) => at - 1,
            _ => at,
        })
        .filter(|at| *at > 0);
    let push = |span, kind, out: &mut Vec<Token>| out.push(Token { span, kind });
    match cut {
        Some(at) => {
            push(Span::new(word.start, word.start + at), Kind::Word, out);
            push(Span::new(word.start + at, word.end), Kind::Clitic, out);
        }
        None => push(word, Kind::Word, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut found);
        let found: Vec<&str> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join("|"), expected, "{text:?}");
    }

    #[test]
    fn words_and_marks_part() {
        check("Ann, 44, left.", "Ann|,|44|,|left|.");
        check("a well-known man--he", "a|well-known|man|--|he");
        check("It cost $2,500.50...", "It|cost|$|2,500.50|...");
    }

    #[test]
    fn abbreviations_keep_their_stops() {
        check("The U.S. and Mr. J. Orr left.", "The|U.S.|and|Mr.|J.|Orr|left|.");
        check("So did I. Sen. Poe spoke.", "So|did|I|.|Sen.|Poe|spoke|.");
    }

    #[test]
    fn clitics_part_and_names_do_not() {
        check("Orr's O'Neill doesn’t", "Orr|'s|O'Neill|does|n’t");
        check("the players' bus", "the|players|'|bus");
        check("we'll can't", "we|'ll|ca|n't");
    }

    #[test]
    fn old_wire_quotes_are_one_mark() {
        check("``So,'' he", "``|So|,|''|he");
    }

    #[test]
    fn any_script_gives_tokens() {
        check("他说：“好”", "他说|：|“|好|”");
        check("", "");
    }
}
