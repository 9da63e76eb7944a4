//! Builds a search from its pieces, by recursive descent.

use super::field::Field;
use super::lex::{Lexer, Piece};
use super::value::{fact, takes_words};
use super::{Needle, Node, Place, SearchFault, Term};
use crate::domain::Span;

/// How deep brackets and NOT may be nested.
const DEEPEST: usize = 24;

/// How many conditions a search may have: more than anybody types, and few enough for any index.
const MOST: usize = 100;

/// How many words of a pasted text a search may have in one phrase.
const LONGEST: usize = 100;

/// The condition that `text` states; none where it states none.
pub(super) fn parse(text: &str) -> Result<Option<Node>, SearchFault> {
    let mut parser = Parser { lexer: Lexer::new(text), ahead: None, terms: 0, end: text.len() };
    parser.advance()?;
    if parser.ahead.is_none() {
        let written = text.trim();
        if written.is_empty() {
            return Ok(None);
        }
        return Err(SearchFault::new(of(text, written), NO_WORD));
    }
    let node = parser.either(None, 0)?;
    match parser.ahead {
        None => Ok(Some(node)),
        Some((_, span)) => Err(SearchFault::new(span, "this bracket closes nothing")),
    }
}

const NO_WORD: &str = "there are no letters or digits in it to search for";

/// Where `part` stands in `text`, of which it is a part.
fn of(text: &str, part: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    Span::new(start, start + part.len())
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    ahead: Option<(Piece<'a>, Span)>,
    terms: usize,
    /// Where the search ends (bytes).
    end: usize,
}

/// The field that a group stands in, with its span.
type Within = Option<(Field, Span)>;

impl<'a> Parser<'a> {
    fn advance(&mut self) -> Result<Option<(Piece<'a>, Span)>, SearchFault> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.ahead, next))
    }

    fn piece(&self) -> Option<Piece<'a>> {
        self.ahead.map(|(piece, _)| piece)
    }

    /// Conditions with OR between them.
    fn either(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let mut nodes = vec![self.all(within, depth)?];
        while self.piece() == Some(Piece::Or) {
            self.advance()?;
            nodes.push(self.all(within, depth)?);
        }
        Ok(joined(nodes, Join::Any))
    }

    /// Conditions with AND, or nothing, between them.
    fn all(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let mut nodes = vec![self.one(within, depth)?];
        loop {
            match self.piece() {
                None | Some(Piece::Or | Piece::Close) => return Ok(joined(nodes, Join::All)),
                Some(Piece::And) => drop(self.advance()?),
                Some(_) => {}
            }
            nodes.push(self.one(within, depth)?);
        }
    }

    /// One condition.
    fn one(&mut self, within: Within, depth: usize) -> Result<Node, SearchFault> {
        let Some((piece, span)) = self.advance()? else {
            let span = Span::new(self.end, self.end);
            return Err(SearchFault::new(span, "something to search for is missing here"));
        };
        if depth > DEEPEST {
            return Err(SearchFault::new(span, "this is nested too deep"));
        }
        match piece {
            Piece::Not | Piece::Minus => {
                if self.ahead.is_none() {
                    return Err(SearchFault::new(span, "what is to be excluded is missing"));
                }
                Ok(Node::Not(Box::new(self.one(within, depth + 1)?)))
            }
            Piece::Open => self.group(span, within, depth),
            Piece::Field(field) => self.value(field, span, depth),
            Piece::Text(text, starred) => self.term(text, starred, span, within),
            Piece::And | Piece::Or => {
                let name = if piece == Piece::And { "AND" } else { "OR" };
                let message = format!(
                    "{name} must stand between two conditions; \"{name}\" searches for the word"
                );
                Err(SearchFault::new(span, message))
            }
            Piece::Close => Err(SearchFault::new(
                span,
                match depth {
                    0 => "this bracket closes nothing",
                    _ => "something to search for is missing before this bracket",
                },
            )),
        }
    }

    /// What stands in brackets, up to the closing one.
    fn group(&mut self, open: Span, within: Within, depth: usize) -> Result<Node, SearchFault> {
        if self.piece() == Some(Piece::Close) {
            return Err(SearchFault::new(open, "nothing stands in these brackets"));
        }
        let node = self.either(within, depth + 1)?;
        match self.advance()? {
            Some((Piece::Close, _)) => Ok(node),
            _ => Err(SearchFault::new(open, "this bracket is not closed")),
        }
    }

    /// What stands right after a field's colon.
    fn value(&mut self, field: Field, span: Span, depth: usize) -> Result<Node, SearchFault> {
        let (name, help) = field.told();
        match self.ahead {
            Some((piece, next)) if next.start == span.end => match piece {
                Piece::Open | Piece::Text(..) => {}
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
            let (name, help) = field.told();
            let fault = || SearchFault::new(span, format!("{name}: needs {help}"));
            let fact = fact(field, text).filter(|_| !starred).ok_or_else(fault)?;
            return Ok(Node::Is(Term::Fact(fact)));
        }
        if field == Some(Field::Url) && !text.trim().is_empty() {
            return Ok(Node::Is(Term::Url(text.trim().to_lowercase())));
        }
        let Some(needle) = Needle::of(text, starred) else {
            return Err(SearchFault::new(span, NO_WORD));
        };
        if needle.words.len() > LONGEST {
            let message = format!("a phrase may have {LONGEST} words at most");
            return Err(SearchFault::new(span, message));
        }
        Ok(Node::Is(named(field, needle)))
    }
}

fn named(field: Option<Field>, needle: Needle) -> Term {
    match field {
        Some(Field::Title) => Term::Text(Place::Title, needle),
        Some(Field::Body) => Term::Text(Place::Body, needle),
        Some(Field::Quote) => Term::Text(Place::Quote, needle),
        Some(Field::Source) => Term::Text(Place::Source, needle),
        Some(Field::Feed) => Term::Feed(needle),
        Some(Field::Tag) => Term::Tag(needle),
        Some(Field::Author) => Term::Author(needle),
        _ => Term::Text(Place::Anywhere, needle),
    }
}

/// One node of several; those that are joined in the same way are not nested.
fn joined(mut nodes: Vec<Node>, join: Join) -> Node {
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
