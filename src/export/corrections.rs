//! Exports the user's corrections, for people and as training data.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::domain::corrected;
use crate::domain::{Article, Correction, CorrectionId, Marked, Passage, Speaker, clean};

use super::offsets::Offsets;
use super::{cells, html, markdown, names, safe};

/// The names of a correction's fields in tables, in order.
pub const FIELDS: [&str; 11] = [
    "id",
    "article",
    "title",
    "made",
    "was_source",
    "was_cue",
    "was_content",
    "source",
    "source_kind",
    "cue",
    "content",
];

#[derive(Serialize)]
struct Record<'a> {
    id: Option<CorrectionId>,
    article: i64,
    title: Option<&'a str>,
    made: Option<String>,
    was: Option<Statement<'a>>,
    is: Option<Statement<'a>>,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Statement<'a> {
    source: Vec<PassageJson<'a>>,
    cue: Vec<PassageJson<'a>>,
    content: Vec<PassageJson<'a>>,
    by: Option<&'a Speaker>,
    /// Further sources that make the statement together with this one.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    also: &'a [Speaker],
}

/// A passage. Its position is null if the present text does not contain the words.
#[derive(Serialize)]
struct PassageJson<'a> {
    start: Option<usize>,
    end: Option<usize>,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// Returns a correction as a JSON object, with the text of its article. Offsets are half-open
/// ranges of code points.
pub fn json(correction: &Correction, article: Option<&Article>) -> String {
    let text = article.map(|article| article.body.text.as_str());
    let offsets = Offsets::new(text.unwrap_or(""));
    safe::to_safe_json(&Record {
        id: correction.id,
        article: correction.article.0,
        title: article.map(|article| article.row.title.as_str()),
        made: made_at(correction),
        was: correction.was.as_ref().map(|was| statement_json(was, text.unwrap_or(""), &offsets)),
        is: correction.is.as_ref().map(|is| statement_json(is, text.unwrap_or(""), &offsets)),
        text,
    })
}

fn statement_json<'a>(marked: &'a Marked, text: &str, offsets: &Offsets) -> Statement<'a> {
    let place = |passage: &'a Passage| {
        let place = corrected::locate_passage(text, passage).map(|span| offsets.range_of(span));
        PassageJson {
            start: place.map(|place| place.0),
            end: place.map(|place| place.1),
            exact: &passage.exact,
            prefix: &passage.prefix,
            suffix: &passage.suffix,
        }
    };
    let places = |passages: &'a [Passage]| passages.iter().map(place).collect();
    Statement {
        source: places(&marked.source),
        cue: places(&marked.cue),
        content: places(&marked.content),
        by: marked.by.as_ref(),
        also: &marked.also,
    }
}

/// Returns when the correction was made, in RFC 3339.
fn made_at(correction: &Correction) -> Option<String> {
    let moment = DateTime::<Utc>::from_timestamp(correction.made_at, 0)?;
    Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// Returns the fields as text, in the order of [`FIELDS`].
pub fn fields(correction: &Correction, title: &str) -> [String; 11] {
    let was = correction.was.as_ref();
    let is = correction.is.as_ref();
    let cue = |marked: &Marked| joined_words(&marked.cue);
    let content = |marked: &Marked| joined_words(&marked.content);
    [
        correction.id.map(|id| id.0.to_string()).unwrap_or_default(),
        correction.article.0.to_string(),
        title.to_owned(),
        made_at(correction).unwrap_or_default(),
        was.map(source_name).unwrap_or_default(),
        was.map(cue).unwrap_or_default(),
        was.map(content).unwrap_or_default(),
        is.map(source_name).unwrap_or_default(),
        is.and_then(|is| is.by.as_ref())
            .map(|by| names::source_kind_name(by.kind).to_owned())
            .unwrap_or_default(),
        is.map(cue).unwrap_or_default(),
        is.map(content).unwrap_or_default(),
    ]
}

/// Returns a correction as a row of CSV.
pub fn row(correction: &Correction, title: &str) -> String {
    let cells = fields(correction, title).map(|cell| cells::csv_text_cell(&cell));
    format!("{}\r\n", cells.join(","))
}

/// Returns two lines for people: the attribution as found, and as corrected.
pub fn lines(correction: &Correction) -> Vec<String> {
    let told = |marked: &Marked| {
        let cue = joined_words(&marked.cue);
        let parts = [source_name(marked), cue, joined_words(&marked.content)];
        let parts: Vec<String> =
            parts.iter().map(|part| clean::one_line(part)).filter(|it| !it.is_empty()).collect();
        parts.join(" · ")
    };
    match (&correction.was, &correction.is) {
        (Some(was), None) => vec![format!("wrong: {}", told(was))],
        (None, Some(is)) => vec![format!("missed: {}", told(is))],
        (Some(was), Some(is)) => vec![format!("was: {}", told(was)), format!("is: {}", told(is))],
        (None, None) => Vec::new(),
    }
}

/// Returns a correction as plain text, under its article's title.
pub fn text(correction: &Correction, title: &str) -> String {
    let lines = lines(correction).into_iter().map(|line| format!("  {line}\n"));
    format!("{}\n{}", clean::one_line(title), lines.collect::<String>())
}

/// Returns a correction as Markdown, under its article's title.
pub fn markdown(correction: &Correction, title: &str) -> String {
    let lines = lines(correction).into_iter();
    let lines = lines.map(|line| format!("    - {}\n", markdown::escape_markdown(&line)));
    let title = markdown::escape_markdown(&clean::one_line(title));
    format!("- {title}\n{}", lines.collect::<String>())
}

/// Returns a correction as HTML, under its article's title.
pub fn html(correction: &Correction, title: &str) -> String {
    let lines = lines(correction).into_iter();
    let lines = lines.map(|line| format!("<br>{}\n", html::escape_html(&line)));
    format!("<p><b>{}</b>\n{}</p>\n", html::escape_html(title), lines.collect::<String>())
}

fn source_name(marked: &Marked) -> String {
    let names: Vec<&str> = marked.speakers().map(|speaker| speaker.name.as_str()).collect();
    if names.is_empty() { joined_words(&marked.source) } else { names.join("; ") }
}

fn joined_words(passages: &[Passage]) -> String {
    passages.iter().map(|passage| passage.exact.as_str()).collect::<Vec<_>>().join(" … ")
}
