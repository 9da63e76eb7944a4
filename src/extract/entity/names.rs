//! Runs of capitalised words that may be names.

use std::collections::HashSet;
use std::ops::Range;

use crate::extract::document::{Document, Unit};
use crate::extract::lexicon;
use crate::extract::tag::Tag;
use crate::extract::token::Kind;

/// The most words of one name.
const LONGEST: usize = 9;

/// The runs of tokens of `document` that may be names, in order.
pub(super) fn runs(document: &Document<'_>) -> Vec<Range<usize>> {
    let finder = Finder { document, seen: seen(document) };
    let mut runs = Vec::new();
    for unit in &document.units {
        finder.unit(unit, &mut runs);
    }
    runs
}

/// The words that are capitalised where no sentence begins: these are names wherever they stand.
fn seen<'d>(document: &Document<'d>) -> HashSet<&'d str> {
    let mut seen = HashSet::new();
    for unit in document.units.iter().filter(|unit| !in_capitals(document, unit)) {
        for at in unit.tokens.clone().skip(1) {
            if document.tags[at] == Tag::Nnp
                && is_capital(document, at)
                && !opens(document, unit, at)
            {
                seen.insert(document.piece(at));
            }
        }
    }
    seen
}

struct Finder<'a, 'd> {
    document: &'a Document<'d>,
    seen: HashSet<&'d str>,
}

impl Finder<'_, '_> {
    fn unit(&self, unit: &Unit, runs: &mut Vec<Range<usize>>) {
        let headline = in_capitals(self.document, unit);
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            let first = if opens(self.document, unit, at) || headline {
                self.opening_name(at)
            } else {
                self.name(at)
            };
            if !first {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < unit.tokens.end && end - at < LONGEST {
                let next = self.joins(at, end, unit.tokens.end, headline);
                if next == end {
                    break;
                }
                end = next;
            }
            runs.push(at..end);
            at = end;
        }
    }

    /// Whether a name that began at `start` goes on at `at`: the token after what belongs to it.
    fn joins(&self, start: usize, at: usize, end: usize, headline: bool) -> usize {
        let capital =
            |at: usize| at < end && if headline { self.opening_name(at) } else { self.name(at) };
        if capital(at) {
            return at + 1;
        }
        let piece = self.document.piece(at);
        let linked = match piece {
            "of" => (start..at).any(|at| takes_of(self.document.piece(at))),
            "for" | "on" => {
                (start..at).any(|at| lexicon::list("org words", self.document.piece(at)))
            }
            "and" | "&" => {
                (start + 1..at).any(|at| self.document.piece(at) == "of")
                    && takes_of(self.document.piece(start))
                    || piece == "&"
            }
            "de" | "da" | "di" | "del" | "della" | "van" | "von" | "der" | "den" | "bin"
            | "ibn" | "al" | "el" | "la" | "le" | "du" | "dos" | "ter" => true,
            _ => false,
        };
        if !linked {
            return at;
        }
        let the = at + 1 < end && matches!(self.document.piece(at + 1), "the" | "der" | "la");
        let next = at + 1 + usize::from(the);
        if capital(next) { next + 1 } else { at }
    }

    /// Whether the token within a sentence looks like a name's word.
    fn name(&self, at: usize) -> bool {
        let word = self.document.piece(at);
        let arabic = ["al-", "el-", "bin-", "ash-", "as-", "an-"].iter().any(|prefix| {
            word.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(char::is_uppercase))
        });
        let capital = is_capital(self.document, at)
            && !lexicon::list("not names", word)
            && !is_compound(word);
        let named = matches!(
            self.document.tags[at],
            Tag::Nnp | Tag::Nn | Tag::Nns | Tag::Jj | Tag::Vbn | Tag::Vbg
        ) || self.seen.contains(word)
            || known(word);
        self.document.tokens[at].kind == Kind::Word && (capital && named || arabic)
    }

    /// Whether the token that opens a sentence (or stands in a headline) is a name's word.
    fn opening_name(&self, at: usize) -> bool {
        let word = self.document.piece(at);
        if !self.name(at) {
            return false;
        }
        if word.starts_with(char::is_lowercase) {
            return true; // "al-Hadidi"
        }
        let small = word.to_lowercase();
        let unknown = lexicon::tags_of(&small).is_none();
        let next = at + 1 < self.document.tokens.len()
            && self.document.tags[at + 1] == Tag::Nnp
            && is_capital(self.document, at + 1);
        let title = lexicon::list("titles", &small) && next;
        self.seen.contains(word)
            || known(word)
            || title
            || (self.document.tags[at] == Tag::Nnp && (unknown || next && !self.plain(&small)))
            || (unknown && next)
    }

    fn plain(&self, small: &str) -> bool {
        lexicon::tags_of(small).is_some_and(|tags| {
            let plain = |tag: &Tag| !matches!(tag, Tag::Nnp | Tag::Nn | Tag::Jj | Tag::Vb);
            tags.iter().any(|(tag, share)| plain(tag) && *share > 50.0)
        })
    }
}

/// Whether a list has the word as a name.
fn known(word: &str) -> bool {
    ["countries", "cities", "regions", "groups", "orgs", "men", "women"]
        .iter()
        .any(|list| lexicon::list(list, word))
}

/// "Iran-aligned", "Texas-based": a name in an adjective, no name itself.
fn is_compound(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(_, tail)| tail.starts_with(char::is_lowercase))
}

/// Words after which "of" goes on with the name.
fn takes_of(word: &str) -> bool {
    matches!(
        word,
        "Department"
            | "Ministry"
            | "University"
            | "Bank"
            | "House"
            | "Bureau"
            | "Board"
            | "Council"
            | "Institute"
            | "Church"
            | "Court"
            | "Federation"
            | "Association"
            | "Chamber"
            | "School"
            | "Office"
            | "College"
            | "Secretary"
            | "Minister"
            | "Republic"
            | "Isle"
            | "Bay"
            | "Gulf"
            | "Sea"
            | "Party"
            | "Congress"
            | "Academy"
            | "League"
            | "Society"
            | "Union"
            | "District"
            | "State"
            | "States"
            | "Strait"
            | "Archbishop"
            | "Bishop"
            | "Port"
            | "Friends"
            | "Democrats"
    )
}

fn is_capital(document: &Document<'_>, at: usize) -> bool {
    document.piece(at).starts_with(char::is_uppercase)
}

/// Whether the token opens a sentence, also within a quotation.
fn opens(document: &Document<'_>, unit: &Unit, at: usize) -> bool {
    at == unit.tokens.start
        || match document.tokens[at - 1].kind {
            Kind::Quote(_) => true,
            Kind::Mark(mark) => !matches!(mark, ',' | '-' | '&' | '/' | '$' | '#'),
            _ => false,
        }
}

/// Whether a unit is a headline in capitals: hardly a word in small letters means anything.
pub(super) fn in_capitals(document: &Document<'_>, unit: &Unit) -> bool {
    let (mut words, mut small) = (0, 0);
    for at in unit.tokens.clone().filter(|at| document.tokens[*at].kind == Kind::Word) {
        words += 1;
        let meant = document.tags[at].is_noun()
            || document.tags[at].is_verb()
            || matches!(document.tags[at], Tag::Jj | Tag::Rb | Tag::Md);
        small += usize::from(meant && !is_capital(document, at));
    }
    words > 3 && small * 10 < words
}
