//! A line that is being typed: its text, the cursor in it, and the usual keys.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::clean;

use crate::app::{Code, Key};

/// A line that is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What has been typed.
    pub text: String,
    /// Where the next character goes: a byte of the text, between two grapheme clusters.
    pub cursor: usize,
    /// Whether the text is only proposed: what is typed or pasted first takes its place.
    pub proposed: bool,
}

impl Line {
    /// A line that holds `text`, with the cursor at its end.
    pub fn new(text: impl AsRef<str>) -> Line {
        let text = clean::one_line(text.as_ref());
        Line { cursor: text.len(), text, proposed: false }
    }

    /// A line that holds both, with the cursor between them.
    pub(in crate::app) fn around(before: impl AsRef<str>, after: &str) -> Line {
        let mut line = Line::new(before.as_ref());
        if before.as_ref().ends_with(' ') && !line.text.is_empty() {
            line.text.push(' ');
            line.cursor += 1;
        }
        line.text.push_str(&clean::one_line(after));
        if !line.bounds().any(|bound| bound == line.cursor) {
            line.cursor = line.after();
        }
        line
    }

    /// As `new`; what is typed or pasted first takes the text's place, any other key keeps it.
    pub fn proposed(text: impl AsRef<str>) -> Line {
        let line = Line::new(text);
        Line { proposed: !line.text.is_empty(), ..line }
    }

    /// Takes a key; whether it meant anything to the line.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other key types its letter, if it has one"
    )]
    pub fn key(&mut self, key: Key) -> bool {
        let typed = key.typed().is_some_and(|letter| !clean::is_hidden(letter));
        if std::mem::take(&mut self.proposed) && (typed || key.code == Code::Backspace) {
            self.clear();
        }
        match key.code {
            Code::Left if key.ctrl || key.alt => self.cursor = self.word_before(),
            Code::Right if key.ctrl || key.alt => self.cursor = self.word_after(),
            Code::Left => self.cursor = self.before(),
            Code::Right => self.cursor = self.after(),
            Code::Home => self.cursor = 0,
            Code::End => self.cursor = self.text.len(),
            Code::Backspace => self.cut(self.before(), self.cursor),
            Code::Delete => self.cut(self.cursor, self.after()),
            Code::Char(letter) if key.ctrl => return self.control(letter),
            _ => match key.typed() {
                Some(letter) if !clean::is_hidden(letter) => {
                    self.insert(letter.encode_utf8(&mut [0; 4]));
                }
                _ => return false,
            },
        }
        true
    }

    /// Puts in what was pasted: one line of it, without anything that does not show.
    pub fn paste(&mut self, pasted: &str) {
        if std::mem::take(&mut self.proposed) {
            self.clear();
        }
        self.insert(clean::one_line(pasted).trim());
    }

    fn clear(&mut self) {
        self.text.clear();
        self.cursor = 0;
    }

    fn control(&mut self, letter: char) -> bool {
        match letter {
            'a' => self.cursor = 0,
            'e' => self.cursor = self.text.len(),
            'b' => self.cursor = self.before(),
            'f' => self.cursor = self.after(),
            'd' => self.cut(self.cursor, self.after()),
            'h' => self.cut(self.before(), self.cursor),
            'k' => self.cut(self.cursor, self.text.len()),
            'u' => self.cut(0, self.cursor),
            'w' => self.cut(self.word_before(), self.cursor),
            _ => return false,
        }
        true
    }

    fn insert(&mut self, piece: &str) {
        self.text.insert_str(self.cursor, piece);
        self.cursor += piece.len();
        // What was put in may have joined with what stands beside it.
        if !self.bounds().any(|bound| bound == self.cursor) {
            self.cursor = self.after();
        }
    }

    fn cut(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        if !self.bounds().any(|bound| bound == from) {
            self.cursor = self.before();
        }
    }

    /// The places between two grapheme clusters, and both ends.
    fn bounds(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.chain([self.text.len()])
    }

    fn before(&self) -> usize {
        self.bounds().rev().find(|bound| *bound < self.cursor).unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.bounds().find(|bound| *bound > self.cursor).unwrap_or(self.text.len())
    }

    fn word_before(&self) -> usize {
        let kept = self.text[..self.cursor].trim_end();
        let blank = kept.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let word = blank.map_or(0, |(at, c)| at + c.len_utf8());
        // A mark may stand on the blank before the word: that is one character with it.
        self.bounds().rev().find(|bound| *bound <= word).unwrap_or(0)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let word = rest.len() - rest.trim_start().len();
        let end = rest[word..].find(char::is_whitespace).map_or(rest.len(), |end| word + end);
        let end = self.cursor + end;
        self.bounds().find(|bound| *bound >= end).unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The line after some keys, the cursor as a bar.
    fn typed(before: &str, keys: &str) -> String {
        let mut line = Line::new(before);
        for key in Key::parse_sequence(keys).unwrap() {
            line.key(key);
        }
        format!("{}|{}", &line.text[..line.cursor], &line.text[line.cursor..])
    }

    #[test]
    fn a_line_is_edited_with_the_usual_keys() {
        assert_eq!(typed("", "a b c"), "abc|");
        assert_eq!(typed("abc", "left x"), "abx|c");
        assert_eq!(typed("abc", "home delete x end y"), "xbcy|");
        assert_eq!(typed("abc", "left backspace"), "a|c");
        assert_eq!(typed("one two ", "ctrl-w"), "one |");
        assert_eq!(typed("one two", "ctrl-left ctrl-u"), "|two");
        assert_eq!(typed("one two", "home ctrl-right ctrl-k"), "one|");
        assert_eq!(typed("abc", "ctrl-a right ctrl-d ctrl-e"), "ac|");
        assert_eq!(typed("", "backspace delete left right ctrl-w"), "|");
    }

    #[test]
    fn a_character_of_several_code_points_is_one_step() {
        assert_eq!(typed("e\u{301}漢", "left left"), "|e\u{301}漢");
        assert_eq!(typed("ae\u{301}", "backspace"), "a|");
    }

    #[test]
    fn what_is_pasted_is_one_safe_line_where_the_cursor_stands() {
        let mut line = Line::new("<>");
        line.key(Key::parse("left").unwrap());
        line.paste(" https://example.org/\u{1b}[2J\nfeed \n");
        assert!(!line.text.contains(['\u{1b}', '\n']));
        assert!(line.text.starts_with("<https://example.org/") && line.text.ends_with('>'));
        assert_eq!(&line.text[line.cursor..], ">");
    }

    #[test]
    fn a_proposal_gives_way_to_what_is_typed_and_other_keys_keep_it() {
        let line = |keys: &str| {
            let mut line = Line::proposed("old");
            for key in Key::parse_sequence(keys).unwrap() {
                line.key(key);
            }
            line.text
        };
        assert_eq!(line("x y"), "xy");
        assert_eq!(line("end x"), "oldx");
        assert_eq!(line("left x"), "olxd");
        assert_eq!(line("ctrl-e x"), "oldx");
        assert_eq!(line("backspace"), "");
        let mut pasted = Line::proposed("old");
        pasted.paste("new");
        pasted.paste("er");
        assert_eq!(pasted.text, "newer");
    }

    #[test]
    fn other_keys_mean_nothing_to_a_line() {
        let mut line = Line::new("a");
        for key in ["enter", "esc", "tab", "f1", "ctrl-c", "alt-x", "up"] {
            assert!(!line.key(Key::parse(key).unwrap()), "{key}");
        }
        assert_eq!(line, Line::new("a"));
    }

    #[test]
    fn a_word_is_not_left_within_a_character() {
        // A mark on a blank is one character with it, and so is a blank after a sign that leads.
        assert_eq!(typed("a \u{1b34}b", "ctrl-left"), "a| \u{1b34}b");
        assert_eq!(typed("a \u{1b34}b", "ctrl-w"), "a| \u{1b34}b".replace("| \u{1b34}b", "|"));
        assert_eq!(typed("a\u{600} b", "home ctrl-right"), "a\u{600} |b");
        assert_eq!(
            typed("\u{a1}\t\u{ae}", "left \u{1b34} left ctrl-left"),
            "|\u{a1} \u{1b34}\u{ae}"
        );
    }

    proptest! {
        #[test]
        fn the_cursor_never_stands_within_a_character(
            text in ".{0,12}",
            steps in prop::collection::vec((0usize..14, any::<char>()), 0..40),
        ) {
            let mut line = Line::new(text);
            let keys = ["left", "right", "home", "end", "backspace", "delete", "ctrl-w", "ctrl-u",
                "ctrl-k", "ctrl-left", "ctrl-right"];
            for (step, letter) in steps {
                match keys.get(step) {
                    Some(key) => { line.key(Key::parse(key).unwrap()); }
                    None => { line.key(Key::plain(Code::Char(letter))); }
                }
                prop_assert!(line.bounds().any(|bound| bound == line.cursor), "{line:?}");
            }
        }
    }
}
