//! The statements of texts that are in no archive as CSV (RFC 4180): one a row, under the names that
//! `quotes` uses. The words stand as they are, for programs: nothing is put before a cell that a
//! spreadsheet would take for a formula.

use crate::domain::Attribution;

use super::cells;
use super::document::{Document, confidence};
use super::names::{mode, source_kind};

/// The head of the rows.
pub const HEAD: &str = "article,title,published,source,source_kind,description,cue,content,kind,\
                        confidence,start,end,negated,doubtful\r\n";

/// A statement a row. `start` and `end` are those of the content, in code points.
pub fn rows(document: &Document) -> String {
    let row = |found: &Attribution| {
        let fields = fields(document, found).map(|field| cells::comma(&field));
        format!("{}\r\n", fields.join(","))
    };
    document.analysis().attributions.iter().map(row).collect()
}

fn fields(document: &Document, found: &Attribution) -> [String; 14] {
    let source = document.source(found);
    let names: Vec<&str> = document.analysis().sources_of(found).map(|it| &*it.name).collect();
    let places = document.places(&found.content);
    let start = places.iter().map(|place| place.0).min().unwrap_or(0);
    let end = places.iter().map(|place| place.1).max().unwrap_or(start);
    [
        document.id.to_string(),
        document.title.to_owned(),
        document.published.map(|when| when.to_string()).unwrap_or_default(),
        if names.is_empty() { document.words(&found.source) } else { names.join("; ") },
        source.map(|source| source_kind(source.kind).to_owned()).unwrap_or_default(),
        source.and_then(|source| source.description.clone()).unwrap_or_default(),
        document.words(&found.cue),
        document.words(&found.content),
        mode(found.kind).to_owned(),
        confidence(found).to_string(),
        start.to_string(),
        end.to_string(),
        found.negated.to_string(),
        found.doubtful().to_string(),
    ]
}
