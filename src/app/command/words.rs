//! A line in words, as a shell splits it, with the places where they stand.

/// A word of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Word {
    /// Where it begins: a byte of the line.
    pub(in crate::app) start: usize,
    /// Where it ends.
    pub(in crate::app) end: usize,
    /// The word without the quotation marks that hold it together; as it stands where one of them
    /// is not closed.
    pub(in crate::app) text: String,
    /// Whether its quotation marks are closed.
    pub(super) closed: bool,
}

/// The words of `line`. Blanks part them, but not inside quotation marks or behind a backslash.
pub(in crate::app) fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let (mut mark, mut escaped) = (None, false);
    for (at, letter) in line.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (letter, mark) {
            (c, None) if c.is_whitespace() => {
                words.extend(start.take().map(|from| word(line, from, at)));
                continue;
            }
            ('\\', None | Some('"')) => escaped = true,
            ('"' | '\'', None) => mark = Some(letter),
            (c, Some(open)) if c == open => mark = None,
            _ => {}
        }
        start = start.or(Some(at));
    }
    words.extend(start.map(|from| word(line, from, line.len())));
    words
}

fn word(line: &str, start: usize, end: usize) -> Word {
    let raw = &line[start..end];
    // What a shell would take for a comment is a word here: tags begin with that sign.
    let whole = if raw.starts_with('#') {
        Some(raw.to_owned())
    } else {
        shlex::split(raw).map(|parts| parts.concat())
    };
    let closed = whole.is_some();
    Word { start, end, text: whole.unwrap_or_else(|| raw.to_owned()), closed }
}

/// A word so that it reads as one: in quotation marks where it needs them.
pub(super) fn quoted(text: &str) -> String {
    shlex::try_quote(text).map_or_else(|_| text.replace('\0', ""), |quoted| quoted.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let words: Vec<String> = words(line).into_iter().map(|word| word.text).collect();
        assert_eq!(words, expected, "{line}");
    }

    #[test]
    fn words_are_those_of_a_shell() {
        check("", &[]);
        check("  a  b ", &["a", "b"]);
        check("open 'The Halden Gazette'", &["open", "The Halden Gazette"]);
        check(r#"pipe grep -c "a \" b" c\ d"#, &["pipe", "grep", "-c", "a \" b", "c d"]);
        check("scope tag #sea", &["scope", "tag", "#sea"]);
        check("one''two ''", &["onetwo", ""]);
        check("open 'The", &["open", "'The"]);
        assert!(!words("open 'The")[1].closed && words("open 'The")[0].closed);
        assert!(!words("open \\")[1].closed);
    }

    proptest! {
        #[test]
        fn any_word_in_quotation_marks_reads_as_itself(text in "[^\0\n]{1,20}", line in ".{0,40}") {
            let quoted = quoted(&text);
            let read = words(&quoted);
            prop_assert_eq!(read.len(), 1);
            prop_assert_eq!(&read[0].text, &text);
            for word in words(&line) {
                prop_assert!(word.start < word.end && line.get(word.start..word.end).is_some());
            }
        }
    }
}
