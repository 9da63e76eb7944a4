//! The words of a text, and which of them spans cover.

use std::collections::BTreeSet;

use unicode_normalization::char::is_combining_mark;

use super::Place;

/// A text by its code points, and where its words are.
pub(super) struct Words {
    text: Vec<char>,
    words: Vec<Place>,
}

impl Words {
    /// Finds the words of `text`: letters and digits, with apostrophes inside, and signs of money.
    pub(super) fn new(text: &str) -> Words {
        let text: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = word_end(&text, at);
            if end > at {
                words.push((at, end));
            }
            at = end.max(at + 1);
        }
        Words { text, words }
    }

    /// Spans without outer punctuation, in order, those with no word between them made one.
    pub(super) fn trimmed(&self, spans: &[Place]) -> Vec<Place> {
        let mut sorted = spans.to_vec();
        sorted.sort_unstable();
        let mut trimmed: Vec<Place> = Vec::new();
        for (start, end) in sorted {
            let end = end.min(self.text.len());
            let Some(first) = (start..end).find(|&at| is_core(self.text[at])) else { continue };
            let end = 1 + (first..end).rfind(|&at| is_core(self.text[at])).unwrap_or(first);
            match trimmed.last_mut() {
                Some(last) if !(last.1..first).any(|at| is_core(self.text[at])) => {
                    last.1 = last.1.max(end);
                }
                _ => trimmed.push((first, end)),
            }
        }
        trimmed
    }

    /// The words that spans touch, by number.
    pub(super) fn of(&self, spans: &[Place]) -> BTreeSet<usize> {
        let touched = |&(start, end): &Place| {
            let first = self.words.partition_point(|word| word.1 <= start);
            let rest = self.words[first..].iter().take_while(move |word| word.0 < end);
            first..first + rest.count()
        };
        spans.iter().flat_map(touched).collect()
    }

    /// Whether a quotation mark stands in a span or right beside it.
    pub(super) fn quoted(&self, spans: &[Place]) -> bool {
        spans.iter().any(|&(start, end)| {
            let end = (end + 1).min(self.text.len());
            let piece = &self.text[start.saturating_sub(1).min(end)..end];
            (0..piece.len()).any(|at| is_quotation_mark(piece, at))
        })
    }
}

/// Where the word that begins at `at` ends; `at` where none does.
fn word_end(text: &[char], at: usize) -> usize {
    if is_sign(text[at]) {
        return at + 1;
    }
    let word = |at: usize| text.get(at).is_some_and(|&c| is_word(c));
    let mut end = at;
    while word(end) || (end > at && matches!(text.get(end), Some('\'' | '’')) && word(end + 1)) {
        end += 1;
    }
    end
}

/// Whether a mark that only quotes stands at `at`; a single straight one must open a word.
fn is_quotation_mark(text: &[char], at: usize) -> bool {
    let next = text.get(at + 1).copied();
    match text[at] {
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' => true,
        '`' => next == Some('`'),
        '\'' if next == Some('\'') => true,
        '\'' => {
            let opens = at == 0 || is_space(text[at - 1]);
            opens && next.is_some_and(|c| is_word(c) || c == '_')
        }
        _ => false,
    }
}

fn is_core(c: char) -> bool {
    is_word(c) || is_sign(c)
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '%')
}

/// A letter or a digit as a regular expression has it, where marks and circled letters are none.
pub(crate) fn is_word(c: char) -> bool {
    let circled = |c| {
        matches!(c, 'Ⓐ'..='ⓩ' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}'
            | '\u{1f170}'..='\u{1f189}')
    };
    c.is_alphanumeric() && (c.is_ascii() || !is_combining_mark(c) && !circled(c))
}

/// White space, with the separators that are control characters.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of `text` between the first `[` and `]` and so on, and the text without them.
    fn marked(text: &str) -> (String, Vec<Place>) {
        let (mut plain, mut spans, mut count) = (String::new(), Vec::new(), 0);
        for c in text.chars() {
            match c {
                '[' => spans.push((count, count)),
                ']' => spans.last_mut().unwrap().1 = count,
                c => {
                    plain.push(c);
                    count += 1;
                }
            }
        }
        (plain, spans)
    }

    #[test]
    fn spans_are_trimmed_and_joined_where_no_word_stands_between() {
        for (given, expected) in [
            ("[ “Zoë won,” ]she said", " “[Zoë won],” she said"),
            ("[“One.]\n\n[“Two,”] he said", "“[One.\n\n“Two],” he said"),
            ("[one] and [two]", "[one] and [two]"),
            ("[five] % of [it]", "[five] % of [it]"),
            ("[five] _ [it]", "[five _ it]"),
            ("a [—] b [$5]", "a — b [$5]"),
        ] {
            let (text, spans) = marked(given);
            let trimmed = Words::new(&text).trimmed(&spans);
            assert_eq!((text, trimmed), marked(expected), "{given}");
        }
    }

    #[test]
    fn a_word_holds_its_apostrophes_and_a_sign_is_a_word() {
        let text = "rock''s don't l’eau a '\u{41}s' $5 8% b_c e\u{301} Ⓐ";
        let words = Words::new(text);
        let found: Vec<String> = words
            .words
            .iter()
            .map(|&(start, end)| words.text[start..end].iter().collect())
            .collect();
        let expected = "rock s don't l’eau a As $ 5 8 % b c e";
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_are_those_that_a_span_touches() {
        let (text, spans) = marked("one t[wo three fo]ur [fiv]e");
        assert_eq!(Words::new(&text).of(&spans), BTreeSet::from([1, 2, 3, 4]));
        assert!(Words::new(&text).of(&[(3, 4), (90, 99)]).is_empty());
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        for (given, expected) in [
            ("he said “[yes]”", true),
            ("he said '[yes]'", true),
            ("he said ['yes']", true),
            ("he said ''[yes]", true),
            ("he said '[']yes", true),
            ("he said ``[yes]", false),
            ("[don't]", false),
            ("[the dogs' home]", false),
            ("[it was a 'good' day]", true),
            ("he said “ [yes] ”", false),
        ] {
            let (text, spans) = marked(given);
            assert_eq!(Words::new(&text).quoted(&spans), expected, "{given}");
        }
    }
}
