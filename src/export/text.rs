//! Exports documents as text for people: statements marked in place, and a list of sources.
//!
//! Without colours, a statement is written as `[1: “We will not close”]`, its cue as `_said_` and
//! its source as `*Ann Lee*`; struck-out words as `~~Monday~~`. The number refers to the list of
//! sources below. On a terminal, colours replace these marks.

use crate::domain::marks::{Role, Run, runs};
use crate::domain::{AccentKind, Attribution, Span, clean};

use super::document::Document;
use super::facts;
use super::names::{source_kind_name, with_noun};

/// The colours of sources, used in turn, as SGR numbers.
const COLOURS: [u8; 6] = [36, 33, 35, 32, 34, 31];

/// Returns a document, with or without colours for a terminal.
pub fn document(document: &Document, colour: bool) -> String {
    [document_head(document, colour), body_text(document, colour), source_list(document, colour)]
        .concat()
}

/// The separator between two documents.
pub const BETWEEN: &str = "\n\n";

fn document_head(document: &Document, colour: bool) -> String {
    let title = clean::one_line(document.title);
    let mut head = match (title.as_str(), colour) {
        ("", _) => String::new(),
        (title, true) => format!("\u{1b}[1m{title}\u{1b}[0m\n"),
        (title, false) => format!("{title}\n"),
    };
    let mut facts = match document.article {
        Some(_) => facts::origin_lines(document),
        None => {
            let published = document.published.map(|when| when.to_string());
            [clean::one_line(&document.id)].into_iter().chain(published).collect()
        }
    };
    facts.extend(facts::sourcing_lines(document));
    head.push_str(&facts.join(" · "));
    let url = document.article.and_then(|article| article.url.as_deref());
    head.extend(url.map(|url| format!("\n{}", clean::one_line(url))));
    head.push_str("\n\n");
    head
}

fn body_text(document: &Document, colour: bool) -> String {
    let text = document.text();
    let mut marked = String::new();
    let mut at = 0;
    for run in runs(document.analysis()) {
        marked.push_str(&shown_span(document, Span::new(at, run.span.start), colour));
        marked.push_str(&marked_run(document, run, colour));
        at = run.span.end;
    }
    marked.push_str(&shown_span(document, Span::new(at, text.len()), colour));
    format!("{}\n", marked.trim_end())
}

/// Returns the words of a run with its marks. White space around them stays outside.
fn marked_run(document: &Document, run: Run, colour: bool) -> String {
    let whole = shown_span(document, run.span, colour);
    let words = whole.trim();
    let Some((before, after)) = whole.split_once(words).filter(|_| !words.is_empty()) else {
        return whole;
    };
    format!("{before}{}{after}", styled_words(document, run, words, colour))
}

/// Returns a span of text, in which struck-out words are marked by tildes, or by a style on a
/// terminal.
fn shown_span(document: &Document, span: Span, colour: bool) -> String {
    let (open, close) = if colour { ("\u{1b}[9m", "\u{1b}[29m") } else { ("~~", "~~") };
    let mut shown = String::new();
    let mut at = span.start;
    let struck = document.body.accents.iter().filter(|it| it.kind == AccentKind::Struck);
    for part in struck.filter_map(|accent| accent.span.intersection(span)) {
        if part.start < at || part.is_empty() {
            continue;
        }
        shown.push_str(&clean::strip_hidden(Span::new(at, part.start).of(document.text())));
        let words = clean::strip_hidden(part.of(document.text()));
        let lines: Vec<String> = words.split('\n').map(|it| format!("{open}{it}{close}")).collect();
        shown.push_str(&lines.join("\n"));
        at = part.end;
    }
    shown.push_str(&clean::strip_hidden(Span::new(at, span.end).of(document.text())));
    shown
}

fn styled_words(document: &Document, run: Run, words: &str, colour: bool) -> String {
    let found = document.analysis().attributions.get(run.attribution);
    let source = found.and_then(|found| found.source_id());
    if !colour {
        return match run.role {
            Role::Source => format!("*{words}*"),
            Role::Cue => format!("_{words}_"),
            Role::Content => format!("[{}: {words}]", document.numbers_of(found)),
        };
    }
    let hue = source.map_or(39, |source| COLOURS[source.index() % COLOURS.len()]);
    let style = match run.role {
        Role::Source => format!("1;4;{hue}"),
        Role::Cue => "2;3".to_owned(),
        Role::Content => hue.to_string(),
    };
    // The style ends with each line, so that pagers show every line correctly.
    let lines: Vec<String> =
        words.split('\n').map(|line| format!("\u{1b}[{style}m{line}\u{1b}[0m")).collect();
    lines.join("\n")
}

fn source_list(document: &Document, colour: bool) -> String {
    let mut list = String::new();
    for (id, number, source) in document.speaking_sources() {
        let name = clean::one_line(&source.name);
        let name = match colour {
            true => format!("\u{1b}[{}m{name}\u{1b}[0m", COLOURS[id.index() % COLOURS.len()]),
            false => name,
        };
        list.push_str(&format!(
            "\n{:>3}  {name} ({}){}: {}\n",
            number,
            source_kind_name(source.kind),
            facts::description_suffix(source),
            with_noun(document.analysis().statements_by(id).count(), "statement", "statements"),
        ));
        for statement in document.analysis().statements_by(id) {
            list.push_str(&statement_line(document, &document.analysis().attributions[statement]));
        }
    }
    list
}

fn statement_line(document: &Document, found: &Attribution) -> String {
    let words = document.content_with_denial(found);
    let doubt = if found.is_doubtful() { " (doubtful)" } else { "" };
    format!("     - {words}{doubt}\n")
}
