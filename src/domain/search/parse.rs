//! Parses a search by recursive descent.

use super::field::SearchField;
use super::lex::{Lexeme, Lexer};
use super::value::{parse_fact, takes_words};
use super::{Needle, Node, SearchFault, SearchedPart, Term};
use crate::domain::Span;

/// The deepest nesting of brackets and NOT.
const DEEPEST: usize = 24;

/// The most conditions in a search: more than anybody types, and few enough for any index.
const MOST: usize = 100;

/// The most words in one phrase of a search, which may be pasted text.
const LONGEST: usize = 100;

/// Parses `text` into a condition, or `None` if it states none.
pub(super) fn parse(text: &str) -> Result<Option<Node>, SearchFault> {
    let mut parser = Parser { lexer: Lexer::new(text), ahead: None, terms: 0, end: text.len() };
    parser.advance()?;
    if parser.ahead.is_none() {
        let written = text.trim();
        if written.is_empty() {
            return Ok(None);
        }
        return Err(SearchFault::new(span_in(text, written), NO_WORD));
    }
    let node = parser.either(None, 0)?;
    match parser.ahead {
        None => Ok(Some(node)),
        Some((_, span)) => Err(SearchFault::new(span, "this bracket closes nothing")),
    }
}

const NO_WORD: &str = "there are no letters or digits in it to search for";

/// Returns the span of `part` in `text`. `part` must be a slice of `text`.
fn span_in(text: &str, part: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + part.len())
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    ahead: Option<(Lexeme<'a>, Span)>,
    terms: usize,
    /// The end of the search (bytes).
    end: usize,
}

/// The field before a group, with its span.
type Within = Option<(SearchField, Span)>;

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Result<Option<(Lexeme<'a>, Span)>, SearchFault> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.ahead, next))
    }

    fn piece(&self) -> Option<Lexeme<'a>> {
        self.ahead.map(|(piece, _)| piece)
    }

    /// Parses conditions separated by OR.
    fn either(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let mut nodes = vec![self.all(within, depth)?];
        while self.piece() == Some(Lexeme::Or) {
            self.advance()?;
            nodes.push(self.all(within, depth)?);
        }
        Ok(join_nodes(nodes, Join::Any))
    }

    /// Parses conditions separated by AND or by nothing.
    fn all(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let mut nodes = vec![self.one(within, depth)?];
        loop {
            match self.piece() {
                None | Some(Lexeme::Or | Lexeme::Close) => return Ok(join_nodes(nodes, Join::All)),
                Some(Lexeme::And) => drop(self.advance()?),
                Some(_) => {}
            }
            nodes.push(self.one(within, depth)?);
        }
    }

    /// Parses a single condition.
    fn one(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let Some((piece, span)) = self.advance()? else {
            let span = Span::new(self.end, self.end);
            return Err(SearchFault::new(span, "something to search for is missing here"));
        };
        if depth > DEEPEST {
            return Err(SearchFault::new(span, "this is nested too deep"));
        }
        match piece {
            Lexeme::Not | Lexeme::Minus => {
                if self.ahead.is_none() {
                    return Err(SearchFault::new(span, "what is to be excluded is missing"));
                }
                Ok(Node::Not(Box::new(self.one(within, depth + 1)?)))
            }
            Lexeme::Open => self.group(span, within, depth),
            Lexeme::Field(field) => self.value(field, span, depth),
            Lexeme::Text(text, starred) => self.term(text, starred, span, within),
            Lexeme::And | Lexeme::Or => {
                let name = if piece == Lexeme::And { "AND" } else { "OR" };
                let message = format!(
                    "{name} must stand between two conditions; \"{name}\" searches for the word"
                );
                Err(SearchFault::new(span, message))
            }
            Lexeme::Close => Err(SearchFault::new(
                span,
                match depth {
                    0 => "this bracket closes nothing",
                    _ => "something to search for is missing before this bracket",
                },
            )),
        }
    }

    /// Parses the content of brackets, up to the closing one.
    fn group(&mut self, open: Span, within: Within, depth: usize) -> Result<Node, SearchFault> {
        if self.piece() == Some(Lexeme::Close) {
            return Err(SearchFault::new(open, "nothing stands in these brackets"));
        }
        let node = self.either(within, depth + 1)?;
        match self.advance()? {
            Some((Lexeme::Close, _)) => Ok(node),
            _ => Err(SearchFault::new(open, "this bracket is not closed")),
        }
    }

    /// Parses the value after a field's colon.
    fn value(&mut self, field: SearchField, span: Span, depth: usize) -> Result<Node, SearchFault> {
        let (name, help) = field.name_and_help();
        match self.ahead {
            Some((piece, next)) if next.start == span.end => match piece {
                Lexeme::Open | Lexeme::Text(..) => {}
                _ => return Err(SearchFault::new(next, format!("{name}: needs {help}"))),
            },
            _ => {
                let message = format!("{name}: needs, right after the colon, {help}");
                return Err(SearchFault::new(span, message));
            }
        }
        self.one(Some((field, span)), depth + 1)
    }

    fn term(
        &mut self,
        text: &str,
        starred: bool,
        span: Span,
        within: Within,
    ) -> Result<Node, SearchFault> {
        self.terms += 1;
        if self.terms > MOST {
            let message = format!("a search may have {MOST} conditions at most");
            return Err(SearchFault::new(span, message));
        }
        let field = within.map(|(field, _)| field);
        if let Some(field) = field.filter(|field| !takes_words(*field)) {
            let (name, help) = field.name_and_help();
            let fault = || SearchFault::new(span, format!("{name}: needs {help}"));
            let fact = parse_fact(field, text).filter(|_| !starred).ok_or_else(fault)?;
            return Ok(Node::Is(Term::Fact(fact)));
        }
        if field == Some(SearchField::Url) && !text.trim().is_empty() {
            return Ok(Node::Is(Term::Url(text.trim().to_lowercase())));
        }
        let Some(needle) = Needle::of(text, starred) else {
            return Err(SearchFault::new(span, NO_WORD));
        };
        if needle.words.len() > LONGEST {
            let message = format!("a phrase may have {LONGEST} words at most");
            return Err(SearchFault::new(span, message));
        }
        Ok(Node::Is(term_of(field, needle)))
    }
}

fn term_of(field: Option<SearchField>, needle: Needle) -> Term {
    match field {
        Some(SearchField::Title) => Term::Text(SearchedPart::Title, needle),
        Some(SearchField::Body) => Term::Text(SearchedPart::Body, needle),
        Some(SearchField::Quote) => Term::Text(SearchedPart::Quote, needle),
        Some(SearchField::Source) => Term::Text(SearchedPart::Source, needle),
        Some(SearchField::Feed) => Term::Feed(needle),
        Some(SearchField::Tag) => Term::Tag(needle),
        Some(SearchField::Mine) => Term::OwnTag(needle),
        Some(SearchField::Author) => Term::Author(needle),
        _ => Term::Text(SearchedPart::Anywhere, needle),
    }
}

/// Joins nodes into one. Nodes with the same operator are not nested.
fn join_nodes(mut nodes: Vec<Node>, join: Join) -> Node {
    if nodes.len() == 1
        && let Some(node) = nodes.pop()
    {
        return node;
    }
    let mut flat = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (join, node) {
            (Join::All, Node::All(inner)) | (Join::Any, Node::Any(inner)) => flat.extend(inner),
            (_, node) => flat.push(node),
        }
    }
    match join {
        Join::All => Node::All(flat),
        Join::Any => Node::Any(flat),
    }
}

#[derive(Clone, Copy)]
enum Join {
    All,
    Any,
}
