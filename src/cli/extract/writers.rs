//! Writes documents in one format, to standard output or into a folder.

use std::fs;
use std::path::Path;

use crate::cli::error::Failure;
use crate::cli::output::Output;
use crate::cli::paths::printable_path;
use crate::domain::ExportFormat;
use crate::export::{Document, ExportPart, brat, csv, json, text};
use crate::shell::export::{FileSink, Sink};

/// Writes documents in one format, one after the other.
pub(super) trait DocumentWriter {
    /// Writes a document.
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure>;

    /// Writes the end, after the last document.
    fn close(&mut self, _output: &mut Output) -> Result<(), Failure> {
        Ok(())
    }
}

/// JSON, one document per line.
pub(super) struct JsonLines;

impl DocumentWriter for JsonLines {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(&json::document(document))?;
        output.write("\n")
    }
}

/// JSON, one list of documents.
#[derive(Default)]
pub(super) struct JsonList {
    begun: bool,
}

impl DocumentWriter for JsonList {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(if self.begun { ",\n" } else { "[\n" })?;
        self.begun = true;
        output.write(&json::document(document))
    }

    fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        output.write(if self.begun { "\n]\n" } else { "[]\n" })
    }
}

/// CSV, one statement per row.
#[derive(Default)]
pub(super) struct CsvRows {
    begun: bool,
}

impl DocumentWriter for CsvRows {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        self.close(output)?;
        output.write(&csv::statement_rows(document))
    }

    fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { output.write(csv::HEAD) }
    }
}

/// Text with marked statements.
pub(super) struct Marked {
    colour: bool,
    begun: bool,
}

impl Marked {
    /// Creates a writer with or without colours.
    pub(super) fn new(colour: bool) -> Marked {
        Marked { colour, begun: false }
    }
}

impl DocumentWriter for Marked {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(if std::mem::replace(&mut self.begun, true) { text::BETWEEN } else { "" })?;
        output.write(&text::document(document, self.colour))
    }
}

/// brat: the annotation of a single document on standard output.
#[derive(Default)]
pub(super) struct Single {
    written: bool,
}

impl DocumentWriter for Single {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        if std::mem::replace(&mut self.written, true) {
            return Err(Failure::usage("several documents need a folder in this format")
                .hint("give one with --output DIR"));
        }
        output.write(&brat::annotation(document))
    }
}

/// brat: a folder with a text and an annotation for each document.
pub(super) struct BratFolder {
    folder: FileSink,
    names: brat::FileNames,
}

impl BratFolder {
    /// Creates the folder, or uses an empty one, and writes the configuration for brat.
    pub(super) fn new(folder: &Path) -> Result<BratFolder, Failure> {
        // Missing parent folders are created, too.
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
        above.map_or(Ok(()), fs::create_dir_all).map_err(|error| unwritable(folder, &error))?;
        let folder = FileSink::new(folder, ExportFormat::Brat)?;
        let mut made = BratFolder { folder, names: brat::FileNames::default() };
        made.put(brat::CONFIGURATION_FILE.into(), brat::CONFIGURATION.into())?;
        Ok(made)
    }

    fn put(&mut self, name: String, content: String) -> Result<(), Failure> {
        Ok(self.folder.put(ExportPart::File(name, content))?)
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} cannot be written: {error}", printable_path(path)))
        .hint("give a folder with write permission by --output")
}

impl DocumentWriter for BratFolder {
    fn write(&mut self, _output: &mut Output, document: &Document) -> Result<(), Failure> {
        let name = self.names.unique_name(&document.id);
        self.put(format!("{name}.txt"), document.text().to_owned())?;
        self.put(format!("{name}.ann"), brat::annotation(document))
    }
}
