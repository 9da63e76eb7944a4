//! Documents in one form after the other: to standard output, or into a folder.

use std::fs;
use std::path::Path;

use crate::cli::error::Failure;
use crate::cli::output::Output;
use crate::cli::paths::shown;
use crate::domain::ExportFormat;
use crate::export::{Document, ExportPart, brat, csv, json, text};
use crate::shell::export::{FileSink, Sink};

/// Writes documents in one form, one after the other.
pub(super) trait DocumentWriter {
    /// Writes a document.
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure>;

    /// Writes what comes after the last one.
    fn close(&mut self, _output: &mut Output) -> Result<(), Failure> {
        Ok(())
    }
}

/// JSON, a document a line.
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

/// A statement a row.
#[derive(Default)]
pub(super) struct CsvRows {
    begun: bool,
}

impl DocumentWriter for CsvRows {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        self.close(output)?;
        output.write(&csv::rows(document))
    }

    fn close(&mut self, output: &mut Output) -> Result<(), Failure> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { output.write(csv::HEAD) }
    }
}

/// Marked text.
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

impl DocumentWriter for Marked {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        output.write(if std::mem::replace(&mut self.begun, true) { text::BETWEEN } else { "" })?;
        output.write(&text::document(document, self.colour))
    }
}

/// brat: the one document, its annotation on standard output.
#[derive(Default)]
pub(super) struct Single {
    written: bool,
}

impl DocumentWriter for Single {
    fn write(&mut self, output: &mut Output, document: &Document) -> Result<(), Failure> {
        if std::mem::replace(&mut self.written, true) {
            return Err(Failure::usage("several documents need a folder in this format")
                .hint("name one with --output DIR"));
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
    /// Makes the folder, or takes an empty one, and tells brat what will stand in it.
    pub(super) fn new(folder: &Path) -> Result<BratFolder, Failure> {
        // The folders above it are made as well.
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
    Failure::new(format!("{} cannot be written: {error}", shown(path)))
        .hint("name a folder that you may write to with --output")
}

impl DocumentWriter for BratFolder {
    fn write(&mut self, _output: &mut Output, document: &Document) -> Result<(), Failure> {
        let name = self.names.name(&document.id);
        self.put(format!("{name}.txt"), document.text().to_owned())?;
        self.put(format!("{name}.ann"), brat::annotation(document))
    }
}
