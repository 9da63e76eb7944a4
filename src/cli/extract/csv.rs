//! Statements as CSV (RFC 4180): one a row, under the names that `quotes` uses.

use crate::domain::{Attribution, Mode, SourceKind};

use super::super::delimited;
use super::super::error::Failure;
use super::super::output::Output;
use super::Writer;
use super::document::{Document, confidence};

const HEAD: &str = "article,title,published,source,source_kind,description,cue,content,kind,\
                    confidence,start,end\r\n";

/// A statement a row. `start` and `end` are those of the content, in code points.
#[derive(Default)]
pub(super) struct Rows {
    begun: bool,
}

impl Writer for Rows {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        self.head(output)?;
        document.analysis.attributions.iter().try_for_each(|found| {
            let fields = fields(document, found).map(|field| delimited::comma(&field));
            output.write(&fields.join(","))?;
            output.write("\r\n")
        })
    }

    fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        self.head(output)
    }
}

impl Rows {
    fn head(&mut self, output: &mut Output) -> Result<(), Failure> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { output.write(HEAD) }
    }
}

fn fields(document: &Document, found: &Attribution) -> [String; 12] {
    let source = document.source(found);
    let start = found.content.iter().map(|span| span.start).min().unwrap_or(0);
    let end = found.content.iter().map(|span| span.end).max().unwrap_or(start);
    [
        document.id.clone(),
        document.draft.title.clone(),
        document.draft.published.map(|when| when.to_string()).unwrap_or_default(),
        source.map_or_else(|| document.words(&found.source), |source| source.name.clone()),
        source.map(|source| source_kind(source.kind).to_owned()).unwrap_or_default(),
        source.and_then(|source| source.description.clone()).unwrap_or_default(),
        document.words(&found.cue),
        document.words(&found.content),
        mode(found.kind).to_owned(),
        confidence(found).to_string(),
        document.offsets.at(start).to_string(),
        document.offsets.at(end).to_string(),
    ]
}

/// The name of a kind of source.
pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Body => "body",
        SourceKind::Document => "document",
    }
}

/// The name of a way to say something.
pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "direct",
        Mode::Mixed => "mixed",
        Mode::Indirect => "indirect",
    }
}
