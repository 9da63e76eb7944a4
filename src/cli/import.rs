//! `onrecord import`: imports files, folders and standard input into the store.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::domain::clean;
use crate::export::safe::safe_json;
use crate::store::Store;

use super::Outcome;
use super::args::{ImportArgs, ReportFormat};
use super::config;
use super::error::Failure;
use super::intake::{self, FileReport, FileStatus, Intake};
use super::output::{Output, print_stderr};
use super::paths;
use super::progress::Progress;

/// Imports what the arguments name, reports failures, and prints the result.
pub(super) fn run(store: Option<PathBuf>, args: &ImportArgs) -> Result<Outcome, Failure> {
    let (mut store, _) = config::open_store(store)?;
    let mut output = Output::new();
    let mut rows = ImportOutput { format: args.format, written: 0 };
    let mut write = |row: &FileReport| rows.write(&mut output, row);
    let mut intake = Intake::default();
    let done = import(&mut store, &args.paths, &mut intake, &mut write);
    // Articles imported before a failure are stored, and counted.
    rows.close(&mut output, &intake)?;
    done?;
    Ok(if intake.tally.failed == 0 { Outcome::Success } else { Outcome::PartialFailure })
}

/// Imports `paths`. Reports on standard error what could not be read, and which removed feeds were
/// restored.
pub(super) fn import(
    store: &mut Store,
    paths: &[PathBuf],
    intake: &mut Intake,
    each: &mut dyn FnMut(&FileReport) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let items = paths::items_for_paths(paths);
    let mut progress = Progress::new(items.len(), "files");
    let mut hints = HashSet::new();
    let done = intake::take_in(store, items, intake, &mut |row| {
        progress.while_hidden(|| tell_fault(&row, &mut hints));
        progress.advance();
        each(&row)
    });
    drop(progress);
    for title in &intake.back {
        print_stderr(format_args!("the removed feed “{}” was restored", clean::one_line(title)));
    }
    done
}

/// Reports what could not be read. A hint that applies to many files is printed once.
fn tell_fault(row: &FileReport, hints: &mut HashSet<&'static str>) {
    let Some(reason) = &row.reason else { return };
    print_stderr(format_args!("error: {}", clean::one_line(&format!("{}: {reason}", row.path))));
    if let Some(hint) = row.hint.filter(|hint| hints.insert(hint)) {
        print_stderr(format_args!("hint: {hint}"));
    }
}

/// Prints the outcome for each file in the requested format.
struct ImportOutput {
    format: ReportFormat,
    written: usize,
}

impl ImportOutput {
    fn write(&mut self, output: &mut Output, row: &FileReport) -> Result<(), Failure> {
        let before = match self.format {
            ReportFormat::Text => return Ok(()),
            ReportFormat::Jsonl => "",
            ReportFormat::Json if self.written == 0 => "[",
            ReportFormat::Json => ",\n ",
        };
        let json = serde_json::to_string(row).map_err(|error| Failure::new(error.to_string()))?;
        self.written += 1;
        output.write(before)?;
        output.write(&safe_json(&json))?;
        if self.format == ReportFormat::Jsonl {
            output.write("\n")?;
            output.flush()?;
        }
        Ok(())
    }

    fn close(&self, output: &mut Output, intake: &Intake) -> Result<(), Failure> {
        match self.format {
            ReportFormat::Text => output.write(&format!("{}\n", intake.tally))?,
            ReportFormat::Json if self.written == 0 => output.write("[]\n")?,
            ReportFormat::Json => output.write("]\n")?,
            ReportFormat::Jsonl => {}
        }
        output.flush()
    }
}

impl FileReport {
    /// Returns whether nothing of the file was read.
    pub(super) fn failed(&self) -> bool {
        self.status == FileStatus::Failed
    }
}
