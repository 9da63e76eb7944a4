//! What an article leads to: its links, images and files, each address with one number.

use std::collections::HashMap;

use unicode_segmentation::GraphemeCursor;

use crate::domain::{Article, BlockKind, Body, Enclosure, Span, clean};

use super::address::openable;
use super::line::{Mark, NoteKind};

/// The links of an article, in the order of the text; the files that belong to it come last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Where they lead. A link's number is its place here, counted from 1.
    pub entries: Vec<Entry>,
    /// The words that carry them, in order.
    pub places: Vec<Place>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The address, safe to show.
    pub shown: String,
    /// The address to open; none where it is of a kind that is not opened.
    pub opened: Option<String>,
    /// What is known of it: "image", a file's kind and size; empty for a plain link.
    pub detail: String,
}

/// Words that carry a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The words (bytes of the body's text).
    pub span: Span,
    /// The link's number, from 1.
    pub number: usize,
}

impl Links {
    /// Numbers what `article` leads to. The same address has one number wherever it stands.
    pub fn of(article: &Article) -> Links {
        let body = &article.body;
        let mut links = Links::default();
        let mut numbers = HashMap::new();
        let mut in_order: Vec<_> = body.links.iter().collect();
        in_order.sort_by_key(|link| link.span.start);
        for link in in_order {
            let detail = if is_image(body, link.span) { "image" } else { "" };
            let number = links.enter(&mut numbers, &link.url, detail.into());
            links.places.push(Place { span: link.span, number });
        }
        for file in &article.enclosures {
            links.enter(&mut numbers, &file.url, detail(file));
        }
        links
    }

    /// The number of an address; a new one where it is met for the first time.
    fn enter(
        &mut self,
        numbers: &mut HashMap<String, usize>,
        address: &str,
        detail: String,
    ) -> usize {
        let opened = openable(address);
        let shown = clean::one_line(opened.as_deref().unwrap_or(address));
        let known = numbers.entry(shown.clone()).or_insert(self.entries.len() + 1);
        match self.entries.get_mut(*known - 1) {
            Some(entry) if entry.detail.len() < detail.len() => entry.detail = detail,
            Some(_) => {}
            None => self.entries.push(Entry { shown, opened, detail }),
        }
        *known
    }

    /// The link with that number.
    pub fn get(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number.checked_sub(1)?)
    }

    /// The numbers that stand behind the words, in order. Of words that follow each other and lead
    /// to the same place, the last carry it.
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let Some(at) = end_of(text, place.span) else { continue };
            let goes_on = self.places.get(index + 1).is_some_and(|next| {
                let gap = text.get(at..next.span.start);
                next.number == place.number
                    && gap.is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == '\u{a0}'))
            });
            if !goes_on {
                let number = place.number;
                let kind = NoteKind::Number { number, at };
                marks.push(Mark { at, text: format!("[{number}]"), kind });
            }
        }
        marks.sort_by_key(|mark| mark.at);
        marks
    }
}

/// Where the words of `span` end, without blanks and never inside a character.
fn end_of(text: &str, span: Span) -> Option<usize> {
    let words = span.of(text).trim_end();
    let end = span.start + words.len();
    let mut cursor = GraphemeCursor::new(end, text.len(), true);
    match cursor.is_boundary(text, 0) {
        _ if words.is_empty() => None,
        Ok(true) => Some(end),
        _ => {
            let next = cursor.next_boundary(text, 0).ok().flatten()?;
            // A sign that leads is one character with the blank after it, but the end of a line
            // has no blank that a number could stand behind.
            Some(end + text[end..next].trim_end().len())
        }
    }
}

fn is_image(body: &Body, span: Span) -> bool {
    let after = body.blocks.partition_point(|block| block.span.end <= span.start);
    body.blocks
        .get(after)
        .is_some_and(|block| block.kind == BlockKind::Image && block.span.overlaps(span))
}

/// Kind, size and title of a file, as far as they are known.
fn detail(file: &Enclosure) -> String {
    let kind = file.kind.as_deref().map(clean::one_line).unwrap_or_default();
    let mut parts = vec![if kind.is_empty() { "file".into() } else { kind }];
    parts.extend(file.bytes.filter(|bytes| *bytes > 0).map(size));
    parts.extend(file.title.as_deref().map(clean::one_line).filter(|title| !title.is_empty()));
    parts.join(", ")
}

/// A number of bytes for people: three digits at most, in thousands.
fn size(bytes: u64) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"];
    let mut left = bytes as f64;
    let mut unit = 0;
    while left >= 999.5 && unit + 1 < units.len() {
        left /= 1000.0;
        unit += 1;
    }
    let small = unit > 0 && left < 9.95;
    format!("{left:.*} {}", usize::from(small), units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, shown) in [
            (1, "1 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (9_960, "10 kB"),
            (12_345_678, "12 MB"),
            (999_600, "1.0 MB"),
            (u64::MAX, "18446744 TB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }

    fn marks(text: &str, links: &[(&str, usize)]) -> String {
        let place = |(words, number): &(&str, usize)| {
            let start = text.find(words).unwrap();
            Place { span: Span::new(start, start + words.len()), number: *number }
        };
        let places = links.iter().map(place).collect();
        let links = Links { entries: Vec::new(), places };
        let mut marked = text.to_owned();
        for mark in links.marks(text).iter().rev() {
            marked.insert_str(mark.at, &mark.text);
        }
        marked
    }

    #[test]
    fn numbers_follow_the_words() {
        assert_eq!(
            marks("see here, or there.", &[("here", 1), ("there", 2)]),
            "see here[1], or there[2]."
        );
        assert_eq!(marks("see here , or", &[("here ", 1)]), "see here[1] , or");
        assert_eq!(
            marks("one two three", &[("one", 1), ("two", 1), ("three", 2)]),
            "one two[1] three[2]"
        );
        assert_eq!(marks("one\n\ntwo", &[("one", 1), ("two", 1)]), "one[1]\n\ntwo[1]");
        assert_eq!(marks("e\u{301}t", &[("e", 1)]), "e\u{301}[1]t");
        assert_eq!(marks("a  b", &[("  ", 1)]), "a  b");
    }
}
