//! Parses Newsboat's filter language: `unread = "yes" and ( title =~ "ferry" or age < 7 )`.

/// A parsed filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filter {
    /// Both conditions hold.
    And(Box<Filter>, Box<Filter>),
    /// At least one of both conditions holds.
    Or(Box<Filter>, Box<Filter>),
    /// A comparison: attribute, operator, value.
    Is(String, Operator, String),
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Like,
    Unlike,
    Under,
    AtMost,
    Over,
    AtLeast,
    Between,
    Has,
    HasNot,
}

/// The operators as written. A longer operator precedes its prefixes.
const OPERATORS: [(&str, Operator); 13] = [
    ("between", Operator::Between),
    ("==", Operator::Equal),
    ("=~", Operator::Like),
    ("!=", Operator::Unequal),
    ("!~", Operator::Unlike),
    ("!#", Operator::HasNot),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("=", Operator::Equal),
    ("<", Operator::Under),
    (">", Operator::Over),
    ("#", Operator::Has),
    ("!", Operator::Unequal),
];

/// The limit for the nesting of brackets and for the number of conditions.
const MOST: usize = 200;

/// Parses a filter. `and` and `or` have the same precedence and associate to the right.
///
/// # Errors
///
/// Returns why the filter cannot be parsed.
pub(super) fn parse_filter(text: &str) -> Result<Filter, String> {
    let mut reader = FilterParser { rest: text.trim_start(), left: MOST };
    let filter = reader.expression()?;
    match reader.rest.is_empty() {
        true => Ok(filter),
        false => Err(format!("it cannot be read from `{}` on", super::short(reader.rest))),
    }
}

struct FilterParser<'a> {
    rest: &'a str,
    /// The number of conditions and brackets that may still follow.
    left: usize,
}

impl<'a> FilterParser<'a> {
    fn expression(&mut self) -> Result<Filter, String> {
        let first = self.operand()?;
        for (word, is_and) in [("and", true), ("or", false), ("&&", true), ("||", false)] {
            if self.takes(word) {
                let (first, second) = (Box::new(first), Box::new(self.expression()?));
                return Ok(if is_and {
                    Filter::And(first, second)
                } else {
                    Filter::Or(first, second)
                });
            }
        }
        Ok(first)
    }

    fn operand(&mut self) -> Result<Filter, String> {
        self.left = self.left.checked_sub(1).ok_or("it is too long")?;
        if !self.takes("(") {
            return self.condition();
        }
        let inner = self.expression()?;
        if self.takes(")") { Ok(inner) } else { Err("a bracket in it is not closed".to_owned()) }
    }

    fn condition(&mut self) -> Result<Filter, String> {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = self.take_while(is_name).to_ascii_lowercase();
        let missing = || format!("it cannot be read from `{}` on", super::short(self.rest));
        if name.is_empty() {
            return Err(missing());
        }
        let found = OPERATORS.iter().find(|(written, _)| self.rest.starts_with(written));
        let (written, operator) = *found.ok_or_else(missing)?;
        self.takes(written);
        let value = if self.rest.starts_with('"') {
            self.quoted()?
        } else {
            let is_plain = |c: char| !c.is_whitespace() && !matches!(c, '(' | ')' | '&' | '|');
            self.take_while(is_plain).to_owned()
        };
        Ok(Filter::Is(name, operator, value))
    }

    /// Consumes a word or sign if it comes next. A word must end there.
    fn takes(&mut self, wanted: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(wanted) else { return false };
        let is_word = wanted.ends_with(|c: char| c.is_ascii_alphabetic());
        if is_word && rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            return false;
        }
        self.rest = rest.trim_start();
        true
    }

    fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        taken
    }

    fn quoted(&mut self) -> Result<String, String> {
        let mut value = String::new();
        let mut letters = self.rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, letter)| *letter);
            match (letter, next) {
                ('"', _) => {
                    self.rest = self.rest[at + 1..].trim_start();
                    return Ok(value);
                }
                ('\\', Some(escaped @ ('"' | '\\'))) => {
                    value.push(escaped);
                    letters.next();
                }
                _ => value.push(letter),
            }
        }
        Err("a quotation mark in it is not closed".to_owned())
    }
}
