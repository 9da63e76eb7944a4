//! Finds the quoted parts of a passage.

use super::{Mode, Span};

/// Pairs of quotation marks. Apostrophes are not included.
const PAIRS: &[(char, char)] = &[
    ('“', '”'),
    ('"', '"'),
    ('„', '“'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('「', '」'),
    ('『', '』'),
];

/// Returns how much of `spans` of `text` is in quotation marks.
pub fn quotation_mode(text: &str, spans: &[Span]) -> Mode {
    let (mut inside, mut outside) = (false, false);
    for (piece, quoted) in quoted_pieces(text, spans) {
        if piece.chars().any(char::is_alphanumeric) {
            inside |= quoted;
            outside |= !quoted;
        }
    }
    match (inside, outside) {
        (true, false) => Mode::Direct,
        (true, true) => Mode::Mixed,
        _ => Mode::Indirect,
    }
}

/// Returns the quoted words in `spans` of `text`, one string per quotation. Returns all words if
/// there are no quotation marks (a speaker's turn).
pub fn quoted_parts(text: &str, spans: &[Span]) -> Vec<String> {
    let of_marks = |(piece, inside): (&str, bool)| inside.then(|| piece.to_owned());
    let mut quoted: Vec<String> =
        quoted_pieces(text, spans).into_iter().filter_map(of_marks).collect();
    if quoted.is_empty() {
        quoted.push(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" "));
    }
    quoted
}

/// Splits `spans` into pieces, each with whether it is quoted. A mark that is not closed within its
/// span extends to the span's end, as in quotations over several paragraphs.
fn quoted_pieces<'a>(text: &'a str, spans: &[Span]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    for span in spans {
        let words = span.of(text);
        let mut start = 0;
        let mut closing: Option<char> = None;
        let mut before = text.get(..span.start).and_then(|before| before.chars().next_back());
        for (at, c) in words.char_indices() {
            let after = words[at + c.len_utf8()..].chars().next();
            match closing {
                Some(mark) if c == mark && !is_apostrophe(c, before, after) => {
                    pieces.push((&words[start..at], true));
                    start = at + c.len_utf8();
                    closing = None;
                }
                None => {
                    if let Some((_, mark)) = PAIRS.iter().find(|(open, _)| *open == c) {
                        pieces.push((&words[start..at], false));
                        start = at + c.len_utf8();
                        closing = Some(*mark);
                    }
                }
                Some(_) => {}
            }
            before = Some(c);
        }
        pieces.push((&words[start..], closing.is_some()));
    }
    pieces.retain(|(piece, _)| !piece.trim().is_empty());
    pieces
}

/// Returns whether `c` is an apostrophe within a word: "don’t".
fn is_apostrophe(c: char, before: Option<char>, after: Option<char>) -> bool {
    c == '’' && before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Mode {
        quotation_mode(text, &[Span::new(0, text.len())])
    }

    #[test]
    fn quotation_marks_determine_the_mode() {
        for (text, expected) in [
            ("“We don’t go,”", Mode::Direct),
            ("\"We go\"", Mode::Direct),
            ("‘We don’t go’", Mode::Direct),
            ("“We go on and on", Mode::Direct),
            ("it “had to go”", Mode::Mixed),
            ("it had to go", Mode::Indirect),
            ("the gate's stuck", Mode::Indirect),
            ("", Mode::Indirect),
            ("« On y va »", Mode::Direct),
        ] {
            assert_eq!(whole(text), expected, "{text}");
        }
    }

    #[test]
    fn quotations_are_given_without_marks() {
        let text = "it “had to go” and “now”";
        assert_eq!(quoted_parts(text, &[Span::new(0, text.len())]), ["had to go", "now"]);
        let text = "‘We don’t go’ and ‘now’";
        assert_eq!(quoted_parts(text, &[Span::new(0, text.len())]), ["We don’t go", "now"]);
        assert_eq!(quoted_parts("We go.", &[Span::new(0, 6)]), ["We go."]);
        assert_eq!(quoted_parts("é", &[Span::new(1, 9)]), [""]);
    }
}
