//! Splits a text into paragraphs and units for the network, with case, quotation marks and
//! sentences.
//!
//! A unit is a run of letters, digits and combining marks, or one other character that is not white
//! space. That suits a vocabulary of word pieces, without a list of exceptions. The network was
//! trained with these rules (`training/text.py`), so both must be changed together.

use unicode_normalization::char::is_combining_mark;

use crate::domain::Span;

/// The case of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Case {
    Lower,
    Upper,
    Title,
    Digit,
    Symbol,
}

/// The position of a unit relative to quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Quote {
    Out,
    In,
    Open,
    Close,
}

/// The feature of the pieces that separate the parts of a window.
pub(crate) const SPECIAL: u8 = 20;

/// Quotation marks of one character that are never apostrophes.
const DOUBLES: &str = "\"“”„‟«»";

/// Marks that may be apostrophes.
const SINGLES: &str = "'‘’‚‹›`";

/// The most units of a paragraph. A longer line is split, so that time stays linear.
const MOST_UNITS: usize = 1_500;

const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "jr", "sr", "st",
    "prof", "rev", "hon", "sept", "oct", "nov", "dec", "jan", "feb", "aug", "inc", "corp", "co",
    "vs", "no", "ltd", "bros", "capt", "cmdr", "maj", "adm", "pres", "etc", "ft", "mt", "u", "s",
];

/// A line of the text that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// The byte range in the text.
    pub span: Span,
    /// The byte ranges of the units.
    pub units: Vec<Span>,
    /// The position of each unit relative to quotation marks.
    pub quotes: Vec<Quote>,
    /// The case of each unit.
    pub cases: Vec<Case>,
    /// The number of each unit's sentence.
    pub sentences: Vec<u32>,
}

/// Returns all paragraphs of a text.
pub(crate) fn split_paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    for block in crate::extract::document::lines_of(text) {
        // A hard-wrapped paragraph is one; any other line break separates paragraphs.
        let units = units(text, block);
        if !units.is_empty() {
            found.extend(Paragraph::new(text, block, units).cut());
        }
    }
    found
}

/// Returns whether a unit that begins with this character may be longer.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn units(text: &str, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut in_word = false;
    for (offset, c) in span.of(text).char_indices() {
        let (start, end) = (span.start + offset, span.start + offset + c.len_utf8());
        let word = is_word(c);
        match found.last_mut() {
            Some(last) if word && in_word => last.end = end,
            _ if !c.is_whitespace() => found.push(Span::new(start, end)),
            _ => {}
        }
        in_word = word;
    }
    found
}

impl Paragraph {
    fn new(text: &str, span: Span, units: Vec<Span>) -> Paragraph {
        let marks = Marks { text, units: &units };
        let quotes = marks.quotes();
        let cases = units.iter().map(|unit| case_of(unit.of(text))).collect();
        let sentences = marks.sentences(&quotes);
        Paragraph { span, quotes, cases, sentences, units }
    }

    /// Splits the paragraph into parts of at most [`MOST_UNITS`] units, between sentences if
    /// possible.
    fn cut(mut self) -> Vec<Paragraph> {
        let mut pieces = Vec::new();
        while self.units.len() > MOST_UNITS {
            let starts = |unit: &usize| self.sentences[*unit] != self.sentences[*unit - 1];
            let at = (MOST_UNITS / 2..MOST_UNITS).rev().find(starts).unwrap_or(MOST_UNITS);
            let rest = Paragraph {
                span: Span::new(self.units[at].start, self.span.end),
                units: self.units.split_off(at),
                quotes: self.quotes.split_off(at),
                cases: self.cases.split_off(at),
                sentences: self.sentences.split_off(at),
            };
            self.span.end = rest.span.start;
            // The front part would keep capacity for everything after it.
            self.units.shrink_to_fit();
            self.quotes.shrink_to_fit();
            self.cases.shrink_to_fit();
            self.sentences.shrink_to_fit();
            pieces.push(std::mem::replace(&mut self, rest));
        }
        pieces.push(self);
        pieces
    }

    /// Returns whether a unit is the full stop of an abbreviation ("U.S.", "Jr.").
    pub(crate) fn is_abbreviation(&self, text: &str, unit: usize) -> bool {
        self.units[unit].of(text) == "." && Marks { text, units: &self.units }.is_abbreviated(unit)
    }

    /// Returns the feature that encodes a unit's case and quotation marks.
    pub(crate) fn feature_of(&self, unit: usize) -> u8 {
        self.cases[unit] as u8 * 4 + self.quotes[unit] as u8
    }
}

fn case_of(word: &str) -> Case {
    let Some(first) = word.chars().next().filter(|c| is_word(*c)) else { return Case::Symbol };
    let cased = word.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if first.is_numeric() {
        Case::Digit
    } else if word.chars().nth(1).is_some() && cased && !word.chars().any(char::is_lowercase) {
        Case::Upper
    } else if first.is_uppercase() {
        Case::Title
    } else {
        Case::Lower
    }
}

/// Returns whether a unit is a quotation mark or apostrophe of one character.
pub(crate) fn is_mark(word: &str) -> bool {
    is_one_of(word, DOUBLES) || is_one_of(word, SINGLES)
}

/// Returns whether a unit is a quotation mark that is never an apostrophe.
pub(crate) fn is_double(word: &str) -> bool {
    is_one_of(word, DOUBLES)
}

fn is_one_of(word: &str, marks: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if marks.contains(c))
}

/// The units of a paragraph while its quotation marks are paired.
struct Marks<'a> {
    text: &'a str,
    units: &'a [Span],
}

impl Marks<'_> {
    fn word(&self, unit: usize) -> &str {
        self.units[unit].of(self.text)
    }

    fn first(&self, unit: usize) -> char {
        self.word(unit).chars().next().unwrap_or(' ')
    }

    /// Returns the character directly before a unit, unless it is white space.
    fn glued_left(&self, unit: usize) -> Option<char> {
        let touches = unit > 0 && self.units[unit - 1].end == self.units[unit].start;
        if touches { self.word(unit - 1).chars().next_back() } else { None }
    }

    /// Returns the character directly after a unit, unless it is white space.
    fn glued_right(&self, unit: usize) -> Option<char> {
        let next = self.units.get(unit + 1)?;
        (next.start == self.units[unit].end).then(|| self.first(unit + 1))
    }

    fn is_single(&self, unit: usize) -> bool {
        is_one_of(self.word(unit), SINGLES)
    }

    /// Returns whether a single mark can close: attached on the left, and not on the right.
    fn closes_single(&self, unit: usize) -> bool {
        self.glued_left(unit).is_some()
            && !self.glued_right(unit).is_some_and(is_word)
            && "'’›`".contains(self.first(unit))
    }

    fn opens_single(&self, unit: usize) -> bool {
        "'‘‹`".contains(self.first(unit))
            && self.glued_left(unit).is_none_or(|c| "([{—–-\"“".contains(c))
            && self.glued_right(unit).is_some_and(|c| is_word(c) || "…[(".contains(c))
    }

    /// Returns whether a closing single mark comes at or after unit `from`, before an opening one.
    fn is_closed_from(&self, from: usize) -> bool {
        for unit in (from..self.units.len()).filter(|unit| self.is_single(*unit)) {
            if self.closes_single(unit) {
                return true;
            }
            if self.opens_single(unit) {
                return false;
            }
        }
        false
    }

    fn single_is_closed(&self, unit: usize) -> bool {
        let decade =
            self.glued_right(unit).is_some_and(char::is_numeric) && self.first(unit) != '‘';
        !decade && self.is_closed_from(unit + 2)
    }

    /// Returns whether a mark is a possessive ("workers' rights"): it has an s before it, a
    /// lower-case letter after it, and a better closing mark follows.
    fn is_possessive(&self, unit: usize) -> bool {
        matches!(self.glued_left(unit), Some('s' | 'S'))
            && unit + 1 < self.units.len()
            && self.first(unit + 1).is_lowercase()
            && self.is_closed_from(unit + 1)
    }

    /// Returns the effect of a double mark. `opened` is the open mark, if there is one.
    fn double(&self, unit: usize, opened: Option<char>) -> Quote {
        let choose = |opens: bool| if opens { Quote::Open } else { Quote::Close };
        match self.first(unit) {
            '"' => {
                let left = self.glued_left(unit).is_some_and(|c| !"([{—–-'‘".contains(c));
                let right =
                    self.glued_right(unit).is_some_and(|c| is_word(c) || "[($€£'‘.…".contains(c));
                choose(if left == right { opened.is_none() } else { right })
            }
            c @ ('“' | '‟' | '«') => {
                choose(!((opened == Some('„') && c == '“') || (opened == Some('»') && c == '«')))
            }
            '”' => Quote::Close,
            '»' => choose(opened.is_none()),
            _ => Quote::Open,
        }
    }

    fn quotes(&self) -> Vec<Quote> {
        let mut found: Vec<Quote> = Vec::with_capacity(self.units.len());
        let mut opened: Option<char> = None;
        let mut skip = usize::MAX;
        for unit in 0..self.units.len() {
            let c = self.first(unit);
            let mut state = if opened.is_some() { Quote::In } else { Quote::Out };
            if unit == skip {
                state = found[unit - 1];
            } else if "'`".contains(c) && self.glued_right(unit) == Some(c) && opened != Some('\'')
            {
                let loose = unit == 0 || self.units[unit - 1].end < self.units[unit].start;
                let opens = c == '`' || (opened.is_none() && loose);
                (state, opened) =
                    if opens { (Quote::Open, Some('"')) } else { (Quote::Close, None) };
                skip = unit + 1;
            } else if is_one_of(self.word(unit), DOUBLES) {
                if opened != Some('\'') {
                    state = self.double(unit, opened);
                    opened = (state == Quote::Open).then_some(c);
                }
            } else if self.is_single(unit) {
                if opened.is_none() && self.opens_single(unit) && self.single_is_closed(unit) {
                    (state, opened) = (Quote::Open, Some('\''));
                } else if opened == Some('\'')
                    && self.closes_single(unit)
                    && !self.is_possessive(unit)
                {
                    (state, opened) = (Quote::Close, None);
                }
            }
            found.push(state);
        }
        found
    }

    fn sentences(&self, quotes: &[Quote]) -> Vec<u32> {
        let mut found = Vec::with_capacity(self.units.len());
        let (mut current, mut ended) = (0, false);
        for (unit, quote) in quotes.iter().enumerate() {
            let c = self.first(unit);
            let closer = *quote == Quote::Close || ")]’”»".contains(c);
            if ended && !closer {
                let parted = self.units[unit - 1].end < self.units[unit].start;
                let starts = c.is_uppercase()
                    || c.is_numeric()
                    || *quote == Quote::Open
                    || "(@#‘“[".contains(c);
                current += u32::from(parted && starts);
                ended = false;
            }
            found.push(current);
            if "?!…".contains(c) || (c == '.' && !self.is_abbreviated(unit)) {
                ended = true;
            }
        }
        found
    }

    fn is_abbreviated(&self, unit: usize) -> bool {
        if self.glued_left(unit).is_none() {
            return false;
        }
        let word = self.word(unit - 1);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let single = word.chars().nth(1).is_none();
        capital && (single || ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts the marking of a text: ⟨ for opening and ⟩ for closing marks, | between sentences.
    fn check(text: &str, expected: &str) {
        let paragraphs = split_paragraphs(text);
        let paragraph = &paragraphs[0];
        let mut shown = String::new();
        for (index, unit) in paragraph.units.iter().enumerate() {
            if index > 0 && paragraph.sentences[index] != paragraph.sentences[index - 1] {
                shown.push_str("| ");
            }
            shown.push_str(match paragraph.quotes[index] {
                Quote::Open => "⟨",
                Quote::Close => "⟩",
                _ => unit.of(text),
            });
            shown.push(' ');
        }
        assert_eq!(shown.trim_end(), expected);
    }

    #[test]
    fn quotation_marks_of_every_style_are_paired() {
        check("\"No,\" he said.", "⟨ No , ⟩ he said .");
        check("He said “no ‘way’ out”. Then", "He said ⟨ no ‘ way ’ out ⟩ . | Then");
        check("‘It wasn’t me,’ she said", "⟨ It wasn ’ t me , ⟩ she said");
        check("the '90s workers' rights", "the ' 90s workers ' rights");
        check("„Gut“, sagt er. «Oui» »Ja«", "⟨ Gut ⟩ , sagt er . | ⟨ Oui ⟩ ⟨ Ja ⟩");
        check("``Fine,'' he said", "⟨ ⟨ Fine , ⟩ ⟩ he said");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check(
            "Gov. Ann Lee met U.S. aides. She left.",
            "Gov . Ann Lee met U . S . aides . | She left .",
        );
    }

    #[test]
    fn a_line_of_any_length_takes_room_for_its_units_once() {
        let paragraphs = split_paragraphs(&"& said. ".repeat(40_000));
        assert!(paragraphs.len() > 50);
        for paragraph in &paragraphs[..paragraphs.len() - 1] {
            let (units, room) = (paragraph.units.len(), paragraph.units.capacity());
            assert!(room <= 2 * units, "{units} units, room for {room}");
            assert!(paragraph.quotes.capacity() <= 2 * units);
            assert!(paragraph.cases.capacity() <= 2 * units);
            assert!(paragraph.sentences.capacity() <= 2 * units);
        }
    }

    #[test]
    fn every_text_is_read_and_units_fit() {
        for text in ["", "\n\n", "漢字 かな", "é\u{301}x \u{200d}", "'", "\"\"\"", "''", "`", "..."]
        {
            for paragraph in split_paragraphs(text) {
                assert!(paragraph.units.iter().all(|unit| unit.fits(text) && !unit.is_empty()));
            }
        }
    }
}
