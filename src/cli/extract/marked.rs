//! Documents as text for people: the statements marked where they stand, and a list of who spoke.
//!
//! Without colour a statement reads `[1: “We will not close”]`, its cue `_said_`, and its source
//! `*Ann Lee*`; the number is the source's in the list below. On a terminal colours say the same.

use crate::app::marks::{Role, Run, runs};
use crate::domain::{Attribution, Profile, SourceId, Span, clean};

use super::super::error::Failure;
use super::super::output::Output;
use super::Writer;
use super::csv::source_kind;
use super::document::Document;

/// The colours that sources take turns with, as SGR numbers.
const COLOURS: [u8; 6] = [36, 33, 35, 32, 34, 31];

/// Marked text, one document after the other.
pub(super) struct Marked {
    colour: bool,
    begun: bool,
}

impl Marked {
    /// With or without colour.
    pub(super) fn new(colour: bool) -> Marked {
        Marked { colour, begun: false }
    }
}

impl Writer for Marked {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        let between = if std::mem::replace(&mut self.begun, true) { "\n\n" } else { "" };
        let text = [
            between.to_owned(),
            head(document, self.colour),
            body(document, self.colour),
            sources(document, self.colour),
        ];
        output.write(&text.concat())
    }
}

fn head(document: &Document, colour: bool) -> String {
    let title = clean::one_line(&document.draft.title);
    let mut head = match (title.as_str(), colour) {
        ("", _) => String::new(),
        (title, true) => format!("\u{1b}[1m{title}\u{1b}[0m\n"),
        (title, false) => format!("{title}\n"),
    };
    let statements = document.analysis.attributions.len();
    let mut facts: Vec<String> = vec![clean::one_line(&document.id)];
    facts.extend(document.draft.published.map(|when| when.to_string()));
    facts.push(counted(statements, "statement", "statements"));
    facts.extend(profile(document.analysis.profile()));
    head.push_str(&facts.join(" · "));
    head.push_str("\n\n");
    head
}

fn profile(profile: Profile) -> Vec<String> {
    let counts = [
        (profile.named, "named", "named"),
        (profile.unnamed, "unnamed", "unnamed"),
        (profile.bodies, "body", "bodies"),
        (profile.documents, "document", "documents"),
    ];
    let some = counts.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, one, many)| counted(count as usize, one, many)).collect()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn body(document: &Document, colour: bool) -> String {
    let text = document.text();
    let mut marked = String::new();
    let mut at = 0;
    for run in runs(&document.analysis) {
        marked.push_str(&clean::visible(Span::new(at, run.span.start).of(text)));
        marked.push_str(&mark(document, run, colour));
        at = run.span.end;
    }
    marked.push_str(&clean::visible(Span::new(at, text.len()).of(text)));
    format!("{}\n", marked.trim_end())
}

/// The marked words of a run; the white space around them stands outside the marks.
fn mark(document: &Document, run: Run, colour: bool) -> String {
    let whole = clean::visible(run.span.of(document.text()));
    let words = whole.trim();
    let Some((before, after)) = whole.split_once(words).filter(|_| !words.is_empty()) else {
        return whole.into_owned();
    };
    format!("{before}{}{after}", dressed(document, run, words, colour))
}

fn dressed(document: &Document, run: Run, words: &str, colour: bool) -> String {
    let found = document.analysis.attributions.get(run.attribution);
    let source = found.and_then(|found| found.source_id);
    if !colour {
        return match run.role {
            Role::Source => format!("*{words}*"),
            Role::Cue => format!("_{words}_"),
            Role::Content => format!("[{}: {words}]", number(source)),
        };
    }
    let hue = source.map_or(39, |source| COLOURS[source.index() % COLOURS.len()]);
    let style = match run.role {
        Role::Source => format!("1;4;{hue}"),
        Role::Cue => "2;3".to_owned(),
        Role::Content => hue.to_string(),
    };
    // The style does not outlast a line, so that pagers show each line right.
    let lines: Vec<String> =
        words.split('\n').map(|line| format!("\u{1b}[{style}m{line}\u{1b}[0m")).collect();
    lines.join("\n")
}

/// The number of a source in the list, from 1.
fn number(source: Option<SourceId>) -> String {
    source.map_or_else(|| "?".to_owned(), |source| (source.index() + 1).to_string())
}

fn sources(document: &Document, colour: bool) -> String {
    let mut list = String::new();
    for (index, source) in document.analysis.sources.iter().enumerate() {
        let id = SourceId(index as u32);
        let name = clean::one_line(&source.name);
        let name = match colour {
            true => format!("\u{1b}[{}m{name}\u{1b}[0m", COLOURS[index % COLOURS.len()]),
            false => name,
        };
        let description = source.description.as_deref().map(clean::one_line);
        let described = description.map(|text| format!(", {text}")).unwrap_or_default();
        list.push_str(&format!(
            "\n{:>3}  {name} ({}){described}: {}\n",
            index + 1,
            source_kind(source.kind),
            counted(document.analysis.statements(id).count(), "statement", "statements"),
        ));
        for statement in document.analysis.statements(id) {
            list.push_str(&said(document, &document.analysis.attributions[statement]));
        }
    }
    list
}

fn said(document: &Document, found: &Attribution) -> String {
    let words = clean::one_line(&document.words(&found.content));
    let doubt = if found.doubtful() { " (doubtful)" } else { "" };
    format!("     - {words}{doubt}\n")
}
