//! Pairs quotation marks: straight, curly, single, low, guillemets. Distinguishes apostrophes, and
//! follows quotations over several paragraphs.

use std::ops::Range;

use super::token::{Kind, Token};

/// The deepest nesting of quotations; deeper marks are ignored.
const DEEPEST: usize = 4;

/// A quotation within one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quotation {
    /// The opening token. If the quotation continues from the paragraph before without a new mark,
    /// the paragraph's first token.
    pub(super) first: usize,
    /// The last token: the closing mark, or the paragraph's last token if the quotation is not
    /// closed.
    pub(super) last: usize,
    /// Whether a mark closes the quotation.
    pub(super) closed: bool,
    /// Whether the quotation continues the one before, from the previous paragraph.
    pub(super) goes_on: bool,
}

/// Returns the outermost quotations of `paragraphs` (ranges of tokens), in order.
pub(super) fn outermost_quotations(
    text: &str,
    tokens: &[Token],
    paragraphs: &[Range<usize>],
) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut unclosed = None;
    for paragraph in paragraphs {
        let mut pairing = Pairing::new(text, tokens, paragraph.clone(), unclosed);
        pairing.run();
        unclosed = pairing.finish(&mut found);
    }
    forget_unclosed(&mut found, tokens);
    found
}

/// Removes quotations without closing mark, unless the next paragraph continues them or they open
/// their paragraph. Elsewhere the mark is a mistake.
fn forget_unclosed(found: &mut Vec<Quotation>, tokens: &[Token]) {
    let goes_on: Vec<bool> = found.iter().skip(1).map(|next| next.goes_on).collect();
    let mut index = 0;
    found.retain(|quotation| {
        let followed = goes_on.get(index).copied().unwrap_or(false);
        index += 1;
        let long = quotation.last - quotation.first > 4;
        quotation.closed || followed || (long && is_double(tokens[quotation.first].kind))
    });
}

fn is_double(kind: Kind) -> bool {
    matches!(kind, Kind::Quote(c) if !matches!(c, '\'' | '’' | '‘' | '‚' | '‛'))
}

/// The state of the pairing in one paragraph.
struct Pairing<'a> {
    text: &'a str,
    tokens: &'a [Token],
    paragraph: Range<usize>,
    /// Open marks, outermost first: mark, token, whether it continues from before.
    open: Vec<(char, usize, bool)>,
    found: Vec<Quotation>,
    /// Whether the number of straight double marks in the paragraph is even.
    paired: bool,
    /// For each token of the paragraph, the next single mark that certainly closes.
    surely: Vec<usize>,
}

impl<'a> Pairing<'a> {
    fn new(
        text: &'a str,
        tokens: &'a [Token],
        paragraph: Range<usize>,
        unclosed: Option<char>,
    ) -> Self {
        let straight = |at: &usize| tokens[*at].kind == Kind::Quote('"');
        let paired = paragraph.clone().filter(straight).count() % 2 == 0;
        let mut pairing = Pairing {
            paired,
            text,
            tokens,
            paragraph,
            open: Vec::new(),
            found: Vec::new(),
            surely: Vec::new(),
        };
        pairing.look_for_sure_ends();
        if let Some(mark) = unclosed {
            pairing.go_on(mark);
        }
        pairing
    }

    /// Continues an unclosed quotation: with its mark repeated, or up to a closing mark.
    fn go_on(&mut self, mark: char) {
        let first = self.paragraph.start;
        let repeated = self.tokens.get(first).is_some_and(
            |token| matches!(token.kind, Kind::Quote(c) if c == mark || same_family(c, mark)),
        );
        if repeated {
            return; // `opens` will mark it as going on.
        }
        let family =
            |at: &usize| matches!(self.tokens[*at].kind, Kind::Quote(c) if same_family(c, mark));
        let mut marks = self.paragraph.clone().filter(family);
        let closes_first =
            marks.next().is_some_and(|at| self.ends_here(at) && !self.starts_here(at));
        if closes_first {
            self.open.push((mark, first, true));
        }
    }

    fn run(&mut self) {
        for at in self.paragraph.clone() {
            let Kind::Quote(mark) = self.tokens[at].kind else { continue };
            let closes = self.open.iter().rposition(|(open, _, _)| self.closes(*open, mark, at));
            if let Some(depth) = closes {
                let (_, first, goes_on) = self.open[depth];
                self.open.truncate(depth);
                if depth == 0 && first < at {
                    self.found.push(Quotation { first, last: at, closed: true, goes_on });
                }
            } else if self.open.len() < DEEPEST && self.opens(mark, at) {
                self.open.push((mark, at, false));
            }
        }
    }

    /// Appends the pairs to `found`. Returns the mark that is still open at the end of the
    /// paragraph.
    fn finish(mut self, found: &mut Vec<Quotation>) -> Option<char> {
        let last = self.paragraph.end.saturating_sub(1);
        let outer = self.open.iter().find(|(mark, _, _)| !is_single(*mark)).copied();
        if let Some((_, first, goes_on)) = outer.filter(|(_, first, _)| *first < last) {
            self.found.retain(|quotation| quotation.last < first);
            self.found.push(Quotation { first, last, closed: false, goes_on });
        }
        let before = found.last().is_some_and(|quotation| !quotation.closed);
        if let Some(head) = self.found.first_mut() {
            head.goes_on |= before && head.first == self.paragraph.start;
        }
        found.append(&mut self.found);
        outer.map(|(mark, _, _)| mark)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..self.tokens[at].span.start].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[self.tokens[at].span.end..].chars().next()
    }

    /// Returns whether an ambiguous mark is in the position of an opening one: with a gap before it
    /// and none after.
    fn starts_here(&self, at: usize) -> bool {
        let gap = |c: char| {
            c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/') || is_mark(c)
        };
        self.before(at).is_none_or(gap) && self.after(at).is_some_and(|c| !c.is_whitespace())
    }

    /// Returns whether an ambiguous mark is in the position of a closing one.
    fn ends_here(&self, at: usize) -> bool {
        self.before(at).is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '['))
            && self.after(at).is_none_or(|c| !c.is_alphanumeric())
    }

    /// Returns whether a mark has spaces on both sides and is paired in its paragraph: `" No . " he
    /// said`.
    fn stands_alone(&self, at: usize, mark: char) -> bool {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        self.paired && mark == '"' && blank(self.before(at)) && blank(self.after(at))
    }

    fn opens(&self, mark: char, at: usize) -> bool {
        match mark {
            '“' | '„' | '‟' | '«' | '‹' | '「' | '『' => true,
            '"' | '＂' => self.starts_here(at) || self.stands_alone(at, mark),
            '”' | '»' => self.starts_here(at),
            '‘' | '‚' | '‛' => {
                self.starts_here(at) && self.surely[at - self.paragraph.start] > at
            }
            '\'' => {
                let next = self.after(at);
                self.starts_here(at)
                    && next.is_some_and(char::is_alphanumeric)
                    && self.surely[at - self.paragraph.start] > at
                    && !self.elision(at)
            }
            _ => false,
        }
    }

    /// Returns whether a word begins with an apostrophe: `'em`, `'90s`.
    fn elision(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1) else { return false };
        let word = next.span.of(self.text);
        matches!(word, "em" | "tis" | "twas" | "til" | "cause" | "bout" | "n")
            || (word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Returns whether `mark` at `at` closes a quotation opened by `open`.
    fn closes(&self, open: char, mark: char, at: usize) -> bool {
        match open {
            '"' | '＂' => mark == open && (self.ends_here(at) || !self.starts_here(at)),
            '“' | '‟' => {
                mark == '”' || (mark == '"' && self.ends_here(at) && !self.starts_here(at))
            }
            '”' => mark == '”',
            '„' => mark == '“' || mark == '”',
            '«' => mark == '»',
            '»' => mark == '«',
            '‹' => mark == '›',
            '「' => mark == '」',
            '『' => mark == '』',
            '‘' | '‚' | '‛' | '\'' => {
                matches!(mark, '’' | '\'') && self.ends_here(at) && self.single_ends(at)
            }
            _ => false,
        }
    }

    /// Returns whether the single mark at `at` closes a quotation, and is not a possessive
    /// apostrophe.
    fn single_ends(&self, at: usize) -> bool {
        let plural = self.before(at).is_some_and(|c| matches!(c, 's' | 'S' | 'z'));
        if !plural || self.sure(at) {
            return true;
        }
        // "the players' bus": an apostrophe if a surer end follows.
        self.surely[(at + 1 - self.paragraph.start).min(self.surely.len() - 1)] <= at
    }

    /// Returns whether the single mark at `at` certainly closes: it is beside punctuation.
    fn sure(&self, at: usize) -> bool {
        let stop = |c: Option<char>| {
            c.is_none_or(|c| {
                matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '…' | '\n') || is_mark(c)
            })
        };
        self.ends_here(at) && (stop(self.before(at)) || stop(self.after(at)))
    }

    /// Fills `surely`: for each token, the next closing single mark, or 0.
    fn look_for_sure_ends(&mut self) {
        let mut next = 0;
        let mut list = vec![0; self.paragraph.len() + 1];
        for at in self.paragraph.clone().rev() {
            list[at - self.paragraph.start] = next;
            if matches!(self.tokens[at].kind, Kind::Quote('\'' | '’')) && self.ends_here(at) {
                let plural = self.before(at).is_some_and(|c| matches!(c, 's' | 'S' | 'z'));
                if self.sure(at) || !plural {
                    next = at;
                }
            }
        }
        self.surely = list;
    }
}

fn is_single(mark: char) -> bool {
    matches!(mark, '\'' | '‘' | '’' | '‚' | '‛')
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | '«' | '»' | '„')
}

fn same_family(a: char, b: char) -> bool {
    let family = |c| match c {
        '"' | '“' | '”' | '„' | '＂' | '‟' => 0,
        '«' | '»' => 1,
        '‹' | '›' => 2,
        '「' | '」' => 3,
        '『' | '』' => 4,
        _ => 5,
    };
    family(a) == family(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::body::paragraphs;
    use crate::extract::token;

    fn check(text: &str, expected: &[&str]) {
        let (mut tokens, mut ranges) = (Vec::new(), Vec::new());
        for span in paragraphs(text) {
            let start = tokens.len();
            token::tokenize(text, span, &mut tokens);
            ranges.push(start..tokens.len());
        }
        let found = outermost_quotations(text, &tokens, &ranges);
        let show = |quotation: &Quotation| {
            let (first, last) = (tokens[quotation.first].span, tokens[quotation.last].span);
            let piece = &text[first.start..last.end];
            let on = if quotation.goes_on { "+" } else { "" };
            let end = if quotation.closed { "" } else { "…" };
            format!("{on}{piece}{end}")
        };
        assert_eq!(found.iter().map(show).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn every_kind_of_mark_pairs() {
        check(r#"He said "no" and "yes"."#, &["\"no\"", "\"yes\""]);
        check("“No,” he said. ‘Yes,’ she said.", &["“No,”", "‘Yes,’"]);
        check("«Non», dit-il. »Nein«, sagte sie.", &["«Non»", "»Nein«"]);
        check("„Nein“, sagte er. „Nie”", &["„Nein“", "„Nie”"]);
        check("``So it is,'' he said.", &["``So it is,''"]);
        check("他说：「好」。", &["「好」"]);
    }

    #[test]
    fn the_outermost_marks_count() {
        check("“He said ‘no’ to me,” she said.", &["“He said ‘no’ to me,”"]);
        check("'He said \"no\" to me,' she said.", &["'He said \"no\" to me,'"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("The players' bus and the drivers' cars.", &[]);
        check("Rock 'n' roll of the '90s, don't you think", &[]);
        check("'The players' bus is late,' he said.", &["'The players' bus is late,'"]);
        check("‘The players’ bus is late,’ he said.", &["‘The players’ bus is late,’"]);
    }

    #[test]
    fn a_quotation_goes_on_over_paragraphs() {
        check("“One.\n\n“Two.\n\n“Three,” he said.", &["“One.…", "+“Two.…", "+“Three,”"]);
        check("He said: “One.\n\nTwo.” And left.", &["“One.…", "+Two.”"]);
    }

    #[test]
    fn stray_marks_give_nothing_or_little() {
        check("A 6\" nail” and", &[]);
        check("\"\"\"\"", &["\"\"", "\"\""]);
        check("“", &[]);
        check("He “left", &[]);
    }
}
