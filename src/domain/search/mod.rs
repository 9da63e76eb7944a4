//! The search language: words, phrases, fields, AND, OR, NOT. Parses a search and finds its matches
//! in a text.
//!
//! Parsing always ends and takes linear time. An invalid search gives an error with its position.

mod field;
mod highlight;
mod lex;
mod parse;
#[cfg(test)]
mod tests;
mod value;
mod words;

use crate::domain::{Span, scripts};
use words::{Word, WordShape};

pub use field::FIELDS;
pub use value::{Compare, Day, Fact, Feature, Measure, ReadState};

/// A parsed search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Search {
    /// The condition; `None` if every article matches.
    pub root: Option<Node>,
}

/// A condition of a search.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// All of these must hold. Terms `quote:` and `source:` directly in one such list must be met
    /// by the same statement.
    All(Vec<Node>),
    /// At least one of these must hold.
    Any(Vec<Node>),
    /// The condition must not hold.
    Not(Box<Node>),
    /// The term must match.
    Is(Term),
}

/// A condition without parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    /// The words occur in this part of an article.
    Text(SearchedPart, Needle),
    /// The words occur in the feed's title or address, or are one of its tags.
    Feed(Needle),
    /// The article has this tag, or, with a star, one that begins with it.
    Tag(Needle),
    /// The user has given the article this tag, or, with a star, one that begins with it.
    OwnTag(Needle),
    /// The words occur in an author's name.
    Author(Needle),
    /// The address contains this text (in lower case).
    Url(String),
    /// A condition that is not about words.
    Fact(Fact),
}

/// The part of an article that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchedPart {
    /// The title and the text.
    Anywhere,
    /// The title.
    Title,
    /// The text.
    Body,
    /// The contents of attributions.
    Quote,
    /// The names and descriptions of sources.
    Source,
}

/// A word or phrase to look for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Needle {
    /// The words as typed, without quotation marks and star.
    pub text: String,
    /// The folded words; at least one.
    pub words: Vec<String>,
    /// Whether the last word is only a prefix.
    pub prefix: bool,
}

impl Needle {
    /// Parses the words of `text`. Returns `None` if there is no word. A single letter of a script
    /// without spaces also matches words that begin with it.
    pub fn of(text: &str, prefix: bool) -> Option<Needle> {
        let mut words: Vec<Word> = words::split_words(text).collect();
        // The last letter is half of a pair if the searched text goes on after it.
        words.pop_if(|word| word.shape == WordShape::Last);
        let is_half = words.last()?.shape == WordShape::Lone;
        let words = words.into_iter().map(|word| word.text).collect();
        Some(Needle { text: text.trim().to_owned(), words, prefix: prefix || is_half })
    }

    /// Returns the needle as a query of the full-text index.
    pub fn indexed(&self) -> String {
        let mut told = scripts::index_form(&self.text).into_owned();
        if words::split_words(&self.text).last().is_some_and(|word| word.shape == WordShape::Last)
            && let Some((before, _)) =
                told.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit_once(' ')
        {
            told.truncate(before.len());
        }
        told
    }

    /// Returns whether the words occur in `text`.
    pub fn stands_in(&self, text: &str) -> bool {
        highlight::find_first(&[self], text).is_some()
    }
}

/// Returns the words of `text` as the full-text index sees them, with their byte ranges. In scripts
/// without spaces they are overlapping pairs of letters.
pub fn words(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    words::split_words(text).map(|word| (word.span, word.text))
}

/// An error in a search.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SearchFault {
    /// The byte range of the error in the search; empty, at the end, if something is missing.
    pub span: Span,
    /// The reason, and what is allowed.
    pub message: String,
}

impl SearchFault {
    fn new(span: Span, message: impl Into<String>) -> SearchFault {
        SearchFault { span, message: message.into() }
    }
}

/// Parses a search in linear time.
///
/// # Errors
///
/// Returns the position and the reason if a field is unknown, a value does not suit its field, a
/// bracket or quotation mark is not closed, or an operator lacks an operand.
///
/// ```
/// use onrecord::domain::search::parse;
///
/// assert!(parse("title:bridge -older:2w").is_ok());
/// assert!(parse("(bridge").is_err());
/// ```
pub fn parse(text: &str) -> Result<Search, SearchFault> {
    Ok(Search { root: parse::parse(text)? })
}

impl Search {
    /// Returns whether the search has no condition, so that every article matches.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// Returns whether the search contains words, by which matches can be ranked.
    pub fn has_words(&self) -> bool {
        !self.needles(|place| place != SearchedPart::Source).is_empty()
    }

    /// Returns all matches of the search's words in `text`: byte ranges, in order, without overlap.
    pub fn highlights(&self, text: &str) -> Vec<Span> {
        let places = [SearchedPart::Anywhere, SearchedPart::Title, SearchedPart::Body];
        highlight::find_all(&self.needles(|place| places.contains(&place)), text)
    }

    /// Returns the matches in a title of words without a field and of `title:`.
    pub fn title_highlights(&self, title: &str) -> Vec<Span> {
        let places = [SearchedPart::Anywhere, SearchedPart::Title];
        highlight::find_all(&self.needles(|place| places.contains(&place)), title)
    }

    /// Returns the matches in an article's text of words without a field and of `body:`.
    pub fn body_highlights(&self, text: &str) -> Vec<Span> {
        let places = [SearchedPart::Anywhere, SearchedPart::Body];
        highlight::find_all(&self.needles(|place| places.contains(&place)), text)
    }

    /// Returns the matches of `quote:` within `spans` of `text`, which are the contents of
    /// attributions.
    pub fn said_highlights(&self, text: &str, spans: &[Span]) -> Vec<Span> {
        highlight::hits_within(&self.needles(|place| place == SearchedPart::Quote), text, spans)
    }

    /// Returns the matches of `source:` within `spans` of `text`, which are the words that name
    /// sources.
    pub fn source_highlights(&self, text: &str, spans: &[Span]) -> Vec<Span> {
        highlight::hits_within(&self.needles(|place| place == SearchedPart::Source), text, spans)
    }

    /// Returns the first match in `text` of the words for the `wanted` parts of an article. Reads
    /// no further than that.
    pub fn first_hit(&self, text: &str, wanted: impl Fn(SearchedPart) -> bool) -> Option<Span> {
        highlight::find_first(&self.needles(wanted), text)
    }

    /// Returns the words that the search looks for in the `wanted` parts, without the words that it
    /// excludes.
    pub fn needles(&self, wanted: impl Fn(SearchedPart) -> bool) -> Vec<&Needle> {
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
