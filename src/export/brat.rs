//! brat standoff annotation: a text with an `.ann` file beside it; offsets are in code points.
//!
//! Sources, cues, contents and entities are text-bound annotations. A statement with a cue is an
//! event `Cue` with `Source` and `Content`; one without a cue is a relation from source to content.
//! The mode is the attribute `Mode` of the content; `Negated` marks a cue that denies, and
//! `Doubtful` a doubtful attribution. The resolved sources are in notes.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::domain::{Attribution, EntityKind, Mode, Span, clean};

use super::document::Document;
use super::names::source_kind_name;

/// The name of the file that configures brat for a folder.
pub const CONFIGURATION_FILE: &str = "annotation.conf";

/// The content of the configuration file.
pub const CONFIGURATION: &str = "\
[entities]
Source
Content
Person
Organization
Place
Group
Date
Quantity
Other

[relations]
Attribution\tArg1:Source, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
Cue\tSource*:Source, Content*:Content

[attributes]
Mode\tArg:Content, Value:Direct|Mixed|Indirect
Negated\tArg:Content
Doubtful\tArg:Content
";

/// Assigns unique file names.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    /// Returns a unique file name for a document. It cannot lead out of the folder, and is unique
    /// even where case is ignored.
    pub fn unique_name(&mut self, id: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let id = id.strip_suffix(".txt").unwrap_or(id);
        let safe: String = id.chars().take(100).map(|c| if plain(c) { c } else { '_' }).collect();
        let safe = match safe.trim_start_matches(['.', '-']) {
            "" => "document",
            safe => safe,
        };
        let mut name = safe.to_owned();
        let mut count = 1;
        while !self.taken.insert(name.to_lowercase()) {
            count += 1;
            name = format!("{safe}-{count}");
        }
        name
    }
}

/// Returns the `.ann` file of a document.
pub fn annotation(document: &Document) -> String {
    let mut lines =
        Lines { document, lines: String::new(), marks: 0, links: 0, attributes: 0, notes: 0 };
    for entity in &document.analysis().entities {
        for mention in &entity.mentions {
            lines.mark(entity_type(entity.kind), &[*mention]);
        }
    }
    document.analysis().attributions.iter().for_each(|found| lines.attribution(found));
    lines.lines
}

/// An annotation file under construction.
struct Lines<'a> {
    document: &'a Document<'a>,
    lines: String,
    /// The number of text-bound annotations so far.
    marks: usize,
    /// The number of events and relations so far.
    links: usize,
    /// The number of attributes so far.
    attributes: usize,
    /// The number of notes so far.
    notes: usize,
}

impl Lines<'_> {
    fn attribution(&mut self, found: &Attribution) {
        let source = self.mark("Source", &found.source);
        let cue = self.mark("Cue", &found.cue);
        let Some(content) = self.mark("Content", &found.content) else { return };
        self.links += 1;
        let link = self.links;
        match (cue, source) {
            (Some(cue), source) => {
                let source = source.map(|source| format!(" Source:T{source}")).unwrap_or_default();
                self.line(format_args!("E{link}\tCue:T{cue}{source} Content:T{content}"));
            }
            (None, Some(source)) => {
                self.line(format_args!("R{link}\tAttribution Arg1:T{source} Arg2:T{content}"));
            }
            (None, None) => {}
        }
        self.attribute(format_args!("Mode T{content} {}", mode(found.kind)));
        if found.negated {
            self.attribute(format_args!("Negated T{content}"));
        }
        if found.is_doubtful() {
            self.attribute(format_args!("Doubtful T{content}"));
        }
        for who in self.document.analysis().sources_of(found) {
            let description = who.description.iter().map(|text| format!(", {text}"));
            let described: String = description.collect();
            let note = format!("{} ({}){described}", who.name, source_kind_name(who.kind));
            let note = clean::one_line(&note);
            self.notes += 1;
            let number = self.notes;
            self.line(format_args!("#{number}\tAnnotatorNotes T{content}\t{note}"));
        }
    }

    fn attribute(&mut self, attribute: std::fmt::Arguments) {
        self.attributes += 1;
        let number = self.attributes;
        self.line(format_args!("A{number}\t{attribute}"));
    }

    /// Writes a text-bound annotation and returns its number; `None` if the spans are empty.
    fn mark(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let text = self.document.text();
        let pieces: Vec<Span> = spans.iter().flat_map(|span| bindable_parts(text, *span)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.marks += 1;
        let places: Vec<String> = self
            .document
            .code_points_of(&pieces)
            .into_iter()
            .map(|(start, end)| format!("{start} {end}"))
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(text)).collect();
        let (number, places, words) = (self.marks, places.join(";"), words.join(" "));
        self.line(format_args!("T{number}\t{kind} {places}\t{words}"));
        Some(number)
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        let _ = writeln!(self.lines, "{line}");
    }
}

/// Splits a span into parts that brat can annotate: without line breaks, field separators and
/// hidden characters.
fn bindable_parts(text: &str, span: Span) -> Vec<Span> {
    let parts = |c: char| clean::is_hidden(c) || c == '\n' || c == '\t';
    let mut pieces = Vec::new();
    let mut start = span.start;
    for piece in span.of(text).split(parts) {
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            let first = start + (piece.len() - piece.trim_start().len());
            pieces.push(Span::new(first, first + trimmed.len()));
        }
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    pieces
}

fn entity_type(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Place => "Place",
        EntityKind::Group => "Group",
        EntityKind::Date => "Date",
        EntityKind::Quantity => "Quantity",
        EntityKind::Other => "Other",
    }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "Direct",
        Mode::Mixed => "Mixed",
        Mode::Indirect => "Indirect",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_split_at_line_ends_and_hidden_characters() {
        let text = "é one\r\n\r\n two\tthree\u{202e}four \n";
        let cut: Vec<&str> = bindable_parts(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(cut, ["é one", "two", "three", "four"]);
        assert!(bindable_parts("\n\n", Span::new(0, 2)).is_empty());
    }

    #[test]
    fn file_names_are_unique_and_stay_in_the_folder() {
        let mut names = FileNames::default();
        for (id, name) in [
            ("a.txt", "a"),
            ("A", "A-2"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("https://x.org/1", "https___x.org_1"),
            ("..", "document"),
            ("-rf", "rf"),
            (".-.x", "x"),
        ] {
            assert_eq!(names.unique_name(id), name);
        }
    }
}
