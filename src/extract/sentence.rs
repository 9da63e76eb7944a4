//! Splits text into sentences for display, and into units for the rules, which are never split
//! within a quotation.

use std::ops::Range;

use super::lexicon;
use super::quote::Quotation;
use super::tag::Tag;
use super::token::{Kind, Token};

/// The most tokens of one unit. A longer sentence is split, so that time stays linear.
const LONGEST: usize = 300;

/// Returns the units of one paragraph as ranges of tokens. `quoted` gives for each token the index
/// of its quotation plus one, or 0.
pub(super) fn units_of(
    text: &str,
    tokens: &[Token],
    paragraph: Range<usize>,
    quoted: &[u32],
    quotes: &[Quotation],
) -> Vec<Range<usize>> {
    let text = Ends { text, tokens, quoted, quotes, end: paragraph.end };
    let mut units = Vec::new();
    let mut start = paragraph.start;
    for at in paragraph.clone() {
        if at + 1 == paragraph.end || text.unit_ends(at) || at + 1 - start >= LONGEST {
            units.push(start..at + 1);
            start = at + 1;
        }
    }
    units
}

/// Splits a unit into the sentences that are shown, which may also end within a quotation.
pub(super) fn sentences_of_unit(
    text: &str,
    tokens: &[Token],
    unit: Range<usize>,
    quoted: &[u32],
    quotes: &[Quotation],
) -> Vec<Range<usize>> {
    let ends = Ends { text, tokens, quoted, quotes, end: unit.end };
    let mut found = Vec::new();
    let mut start = unit.start;
    for at in unit.clone() {
        if at + 1 == unit.end || ends.ends_within(at) {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

struct Ends<'a> {
    text: &'a str,
    tokens: &'a [Token],
    quoted: &'a [u32],
    quotes: &'a [Quotation],
    end: usize,
}

impl Ends<'_> {
    fn piece(&self, at: usize) -> &str {
        self.tokens[at].span.of(self.text)
    }

    /// Returns whether a unit ends after the token `at`.
    fn unit_ends(&self, at: usize) -> bool {
        match self.quoted[at] {
            0 => self.stops(at),
            index => {
                let quote = &self.quotes[index as usize - 1];
                quote.closed && quote.last == at && self.ends_with_quote(quote)
            }
        }
    }

    /// Returns whether a sentence ends after `at`, inside a quotation.
    fn ends_within(&self, at: usize) -> bool {
        let next = at + 1;
        self.quoted[at] != 0
            && next < self.end
            && self.quoted[next] == self.quoted[at]
            && self.quotes[self.quoted[at] as usize - 1].last != next
            && self.stops(at)
    }

    /// Returns whether a sentence ends with the mark or abbreviation at `at`.
    fn stops(&self, at: usize) -> bool {
        let next = at + 1;
        if next >= self.end {
            return true;
        }
        match self.tokens[at].kind {
            Kind::Mark('。' | '！' | '？' | '؟' | '।') => true,
            Kind::Mark('.') if self.tokens[at].span.len() > 1 => {
                self.opens_sentence(next) && self.gap(at)
            }
            Kind::Mark('.' | '!' | '?' | '…') => self.gap(at) && self.opens_sentence(next),
            Kind::Word => self.abbreviation_ends(at),
            _ => false,
        }
    }

    /// Returns whether there is a gap after the token: white space, a quotation mark, or a capital
    /// letter after a full stop.
    fn gap(&self, at: usize) -> bool {
        self.tokens[at].span.end < self.tokens[at + 1].span.start
            || matches!(self.tokens[at + 1].kind, Kind::Quote(_))
            || self.piece(at + 1).starts_with(char::is_uppercase) && self.piece(at) == "."
    }

    /// Returns whether a sentence may begin with this token: not with a lower-case letter or a
    /// comma.
    fn opens_sentence(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            Kind::Word | Kind::Clitic => !self.piece(at).starts_with(char::is_lowercase),
            Kind::Number => true,
            Kind::Quote(_) => at + 1 >= self.end || self.opens_sentence_word(at + 1),
            Kind::Mark(mark) => matches!(
                mark,
                '(' | '[' | '—' | '$' | '£' | '€' | '-' | '•' | '*' | '¿' | '¡' | '.' | '…'
            ),
        }
    }

    fn opens_sentence_word(&self, at: usize) -> bool {
        !self.piece(at).starts_with(char::is_lowercase)
    }

    /// Returns whether an abbreviation ends the sentence: a plain word that opens sentences follows
    /// ("… in the U.S. The …").
    fn abbreviation_ends(&self, at: usize) -> bool {
        let piece = self.piece(at);
        if !piece.ends_with('.') || lexicon::is_inner_abbreviation(piece.trim_end_matches('.')) {
            return false;
        }
        if piece.chars().filter(|c| *c == '.').count() == 1 && piece.len() == 2 {
            return false; // an initial
        }
        let next = self.piece(at + 1);
        next.starts_with(char::is_uppercase) && is_opener(&next.to_lowercase())
    }

    /// Returns whether the sentence ends with the closing mark of `quote`.
    fn ends_with_quote(&self, quote: &Quotation) -> bool {
        let next = quote.last + 1;
        if next >= self.end || quote.last == 0 {
            return next >= self.end;
        }
        let stop = match self.tokens[quote.last - 1].kind {
            Kind::Mark(mark @ ('.' | '!' | '?' | '…' | '—' | '。' | '！' | '？')) => mark,
            Kind::Word if self.piece(quote.last - 1).ends_with('.') => '.',
            _ => return false,
        };
        if stop == '—' || !self.opens_sentence(next) {
            return false;
        }
        // `"Will he?" Ann Lee asked.` is one sentence, and so is the slip `"He won." Lee said`.
        !self.cue_follows(next)
    }

    /// Returns whether a name or pronoun and a verb of saying follow at `at`, before anything else.
    fn cue_follows(&self, at: usize) -> bool {
        for at in at..(at + 7).min(self.end) {
            match self.tokens[at].kind {
                Kind::Word => {
                    let word = self.piece(at);
                    let small = word.starts_with(char::is_lowercase);
                    if small && is_said(word) {
                        let after = (at + 1 < self.end).then(|| self.tokens[at + 1].kind);
                        let open =
                            matches!(after, Some(Kind::Word | Kind::Quote(_) | Kind::Number));
                        return !open || after.is_some() && self.time_follows(at + 1);
                    }
                }
                Kind::Mark('.' | ',' | '!' | '?' | ':') | Kind::Quote(_) => return false,
                _ => {}
            }
        }
        false
    }

    /// Returns whether the words after the verb only say when, where or to whom.
    fn time_follows(&self, at: usize) -> bool {
        let word = self.piece(at).to_lowercase();
        lexicon::list("weekdays", &word)
            || matches!(
                word.as_str(),
                "in" | "at"
                    | "on"
                    | "during"
                    | "when"
                    | "as"
                    | "after"
                    | "of"
                    | "me"
                    | "him"
                    | "her"
                    | "them"
                    | "reporters"
                    | "later"
                    | "last"
                    | "this"
                    | "a"
                    | "the"
                    | "with"
            )
    }
}

/// Returns whether a word is a verb that reports speech after a quotation.
fn is_said(word: &str) -> bool {
    lexicon::list("said", word)
}

/// Returns whether a word opens sentences and not names: an article, pronoun, preposition or
/// conjunction.
fn is_opener(word: &str) -> bool {
    lexicon::tags_of(word).is_some_and(|tags| {
        let opener = |tag| {
            matches!(
                tag,
                Tag::Dt
                    | Tag::Prp
                    | Tag::PrpS
                    | Tag::In
                    | Tag::Cc
                    | Tag::Rb
                    | Tag::Wrb
                    | Tag::Wp
                    | Tag::Ex
            )
        };
        tags.iter().any(|(tag, share)| opener(*tag) && *share > 50.0)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::document::Document;

    /// Asserts the splitting of a text: `|` ends a sentence and a unit, `/` only a sentence as
    /// shown.
    fn check(expected: &str) {
        let text = expected.replace([' '], " ").replace("|", "").replace('/', "");
        let document = Document::new(&text);
        let mut found = String::new();
        for unit in &document.units {
            for (index, sentence) in document.sentences_of(unit).iter().enumerate() {
                let mark = if found.is_empty() {
                    ""
                } else if index == 0 {
                    "| "
                } else {
                    "/ "
                };
                found.push_str(mark);
                found.push_str(sentence.of(&text));
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_sentences_and_abbreviations_do_not() {
        check("He left.| She stayed.");
        check("Mr. Orr met Sen. Poe.| He left at 5 p.m. on Monday.");
        check("It belongs to the U.S.| The rest does not.");
        check("The U.S. Senate met J. R. Orr.| It rose 2.5 percent.");
        check("Orr Inc. said so.| Poe Corp. did not.");
    }

    #[test]
    fn a_quotation_keeps_its_sentence_together() {
        check("\"We won.\" a woman from the coast said.| She left.");
        check("\"Will he come?\" Ann Lee asked.| Nobody knew.");
        check("\"We won./ We always do,\" she said.| \"So there.\"");
        check("She said: \"We won./ We always do.\"| He left.");
        check("“Why?” he asked.| “Go!” she said.");
    }

    #[test]
    fn other_scripts_have_their_own_stops() {
        check("他来了。| 她走了。");
    }
}
