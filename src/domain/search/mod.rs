//! The language of searches: words, phrases, fields, AND, OR, NOT; what a search means, and where it
//! hits a text.
//!
//! Reading a search is total and linear: a wrong one says where it is wrong.

mod field;
mod highlight;
mod lex;
mod parse;
#[cfg(test)]
mod tests;
mod value;
mod words;

use crate::domain::{Span, scripts};
use words::{Shape, Word};

pub use field::FIELDS;
pub use value::{Compare, Day, Fact, Measure, Part, State};

/// What a search asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Search {
    /// The condition; none: every article meets it.
    pub root: Option<Node>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// All of these hold. `quote:` and `source:` right in one such list must be met by one and the
    /// same statement.
    All(Vec<Node>),
    /// At least one of these holds.
    Any(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// This holds.
    Is(Term),
}

/// A condition without parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    /// Words stand there.
    Text(Place, Needle),
    /// The feed's title or address contains the words, or they are one of its tags.
    Feed(Needle),
    /// It has that tag; with a star, one that begins so.
    Tag(Needle),
    /// An author's name contains the words.
    Author(Needle),
    /// Its address contains that (in lower case).
    Url(String),
    /// Something that is not about words.
    Fact(Fact),
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// In title or text.
    Anywhere,
    /// In the title.
    Title,
    /// In the text.
    Body,
    /// In what is attributed to somebody.
    Quote,
    /// In the names and descriptions of those to whom something is attributed.
    Source,
}

/// Words that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Needle {
    /// As written, without quotation marks and star.
    pub text: String,
    /// The words, folded; at least one.
    pub words: Vec<String>,
    /// Whether the last word need only begin so.
    pub prefix: bool,
}

impl Needle {
    /// The words of `text` in order; `None` if it has no word. A single letter of a script without
    /// spaces also matches words that begin with it.
    pub fn of(text: &str, prefix: bool) -> Option<Needle> {
        let mut words: Vec<Word> = words::words(text).collect();
        // Where the text that is searched goes on, its last letter is half of a pair.
        words.pop_if(|word| word.shape == Shape::Last);
        let is_half = words.last()?.shape == Shape::Lone;
        let words = words.into_iter().map(|word| word.text).collect();
        Some(Needle { text: text.trim().to_owned(), words, prefix: prefix || is_half })
    }

    /// As the full-text index is asked for it.
    pub fn indexed(&self) -> String {
        let mut told = scripts::indexed(&self.text).into_owned();
        if words::words(&self.text).last().is_some_and(|word| word.shape == Shape::Last)
            && let Some((before, _)) =
                told.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit_once(' ')
        {
            told.truncate(before.len());
        }
        told
    }

    /// Whether the words stand in `text`.
    pub fn stands_in(&self, text: &str) -> bool {
        highlight::first(&[self], text).is_some()
    }
}

/// The words of `text` as the full-text index sees them, with where they stand (bytes). In scripts without
/// spaces they are pairs of letters, which overlap.
pub fn words(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    words::words(text).map(|word| (word.span, word.text))
}

/// Why a search cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SearchFault {
    /// What is wrong: bytes of the search. Empty at its end where something is missing.
    pub span: Span,
    /// Why, and what is allowed.
    pub message: String,
}

impl SearchFault {
    fn new(span: Span, message: impl Into<String>) -> SearchFault {
        SearchFault { span, message: message.into() }
    }
}

/// Reads a search. Total and linear.
///
/// # Errors
/// Where it is wrong: an unknown field, a value that its field does not take, a bracket or quotation
/// mark without its other half, an operator without its operands.
pub fn parse(text: &str) -> Result<Search, SearchFault> {
    Ok(Search { root: parse::parse(text)? })
}

impl Search {
    /// Whether it states no condition: every article meets it.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Whether it looks for words, by which what it finds can be ranked.
    pub fn has_words(&self) -> bool {
        !self.needles(|place| place != Place::Source).is_empty()
    }

    /// Where its words stand in a title or a text (bytes, in order, apart from each other).
    pub fn highlights(&self, text: &str) -> Vec<Span> {
        let places = [Place::Anywhere, Place::Title, Place::Body];
        highlight::hits(&self.needles(|place| places.contains(&place)), text)
    }

    /// Where its words stand in a title: those that may stand anywhere, and those of `title:`.
    pub fn title_highlights(&self, title: &str) -> Vec<Span> {
        let places = [Place::Anywhere, Place::Title];
        highlight::hits(&self.needles(|place| places.contains(&place)), title)
    }

    /// Where its words stand in an article's text: those that may stand anywhere, and those of
    /// `body:`.
    pub fn body_highlights(&self, text: &str) -> Vec<Span> {
        let places = [Place::Anywhere, Place::Body];
        highlight::hits(&self.needles(|place| places.contains(&place)), text)
    }

    /// Where the words of `quote:` stand within `spans` of `text`: the contents of attributions.
    pub fn said_highlights(&self, text: &str, spans: &[Span]) -> Vec<Span> {
        highlight::hits_within(&self.needles(|place| place == Place::Quote), text, spans)
    }

    /// Where the words of `source:` stand within `spans` of `text`: the words that name sources.
    pub fn source_highlights(&self, text: &str, spans: &[Span]) -> Vec<Span> {
        highlight::hits_within(&self.needles(|place| place == Place::Source), text, spans)
    }

    /// Where the first of its words in such places stands in `text`. Reads no further than that.
    pub fn first_hit(&self, text: &str, wanted: impl Fn(Place) -> bool) -> Option<Span> {
        highlight::first(&self.needles(wanted), text)
    }

    /// The words that it looks for, and not those that it excludes.
    pub fn needles(&self, wanted: impl Fn(Place) -> bool) -> Vec<&Needle> {
        let mut found = Vec::new();
        let mut waiting: Vec<&Node> = self.root.iter().collect();
        while let Some(node) = waiting.pop() {
            match node {
                Node::All(nodes) | Node::Any(nodes) => waiting.extend(nodes.iter().rev()),
                Node::Is(Term::Text(place, needle)) if wanted(*place) => found.push(needle),
                Node::Not(_) | Node::Is(_) => {}
            }
        }
        found
    }
}
