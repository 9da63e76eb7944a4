//! Exports the statements of texts outside the archive as CSV (RFC 4180), one per row, with the
//! column names of `quotes`. Cells are for programs, and unchanged even if a spreadsheet would
//! treat them as formulas.

use crate::domain::Attribution;

use super::cells;
use super::document::{Document, rounded_confidence};
use super::names::{mode_name, source_kind_name};

/// The header row.
pub const HEAD: &str = "article,title,published,source,source_kind,description,cue,content,kind,\
                        confidence,start,end,negated,doubtful\r\n";

/// Returns one row per statement. `start` and `end` delimit the content, in code points.
pub fn statement_rows(document: &Document) -> String {
    let row = |found: &Attribution| {
        let fields = statement_fields(document, found).map(|field| cells::csv_cell(&field));
        format!("{}\r\n", fields.join(","))
    };
    document.analysis().attributions.iter().map(row).collect()
}

fn statement_fields(document: &Document, found: &Attribution) -> [String; 14] {
    let source = document.source(found);
    let names: Vec<&str> = document.analysis().sources_of(found).map(|it| &*it.name).collect();
    let places = document.code_points_of(&found.content);
    let start = places.iter().map(|place| place.0).min().unwrap_or(0);
    let end = places.iter().map(|place| place.1).max().unwrap_or(start);
    [
        document.id.to_string(),
        document.title.to_owned(),
        document.published.map(|when| when.to_string()).unwrap_or_default(),
        if names.is_empty() { document.joined_words(&found.source) } else { names.join("; ") },
        source.map(|source| source_kind_name(source.kind).to_owned()).unwrap_or_default(),
        source.and_then(|source| source.description.clone()).unwrap_or_default(),
        document.joined_words(&found.cue),
        document.joined_words(&found.content),
        mode_name(found.kind).to_owned(),
        rounded_confidence(found).to_string(),
        start.to_string(),
        end.to_string(),
        found.negated.to_string(),
        found.is_doubtful().to_string(),
    ]
}
