//! `onrecord extract`: extracts statements from articles, in five formats, without storing
//! anything.

mod document;
mod writers;

use std::cell::LazyCell;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use crate::domain::clean;
use crate::extract::Engine;
use crate::shell::colour;
use crate::ui::ColourDepth;

use super::Outcome;
use super::args::{ExtractArgs, ExtractFormat};
use super::error::Failure;
use super::output::{Output, print_stderr};
use super::paths;

use document::Analysed;
use writers::{BratFolder, CsvRows, DocumentWriter, JsonLines, JsonList, Marked, Single};

/// Extracts from the files that the arguments name. Failures are reported, and the other files are
/// read.
pub(super) fn run(args: &ExtractArgs) -> Result<Outcome, Failure> {
    let paths = paths_of(args)?;
    let mut writer = writer(args)?;
    let mut output = Output::new();
    let mut ended = Outcome::Success;
    // Loading takes a moment, so it waits until there is something to analyse.
    let engine = LazyCell::new(Engine::load);
    let mut ids = document::Ids::default();
    for item in paths::items_for_paths(&paths) {
        let name = item.name.clone();
        let parsed = match item.read() {
            Ok(parsed) => parsed,
            Err(error) => {
                Failure::cannot_read(&name, &error).print();
                ended = Outcome::PartialFailure;
                continue;
            }
        };
        for problem in &parsed.problems {
            print_stderr(format_args!("error: {}", clean::one_line(&format!("{name}: {problem}"))));
            ended = Outcome::PartialFailure;
        }
        for mut draft in parsed.drafts {
            if parsed.is_data && parsed.titled_by_file {
                // A file's name must not count as the title of a text.
                draft.title.clear();
            }
            let analysed = Analysed::new(&engine, ids.id_of(&draft, &name), draft);
            writer.write(&mut output, &analysed.document())?;
            if let Some(part) = analysed.percent_read() {
                let told = format!("note: {name} is too long: its first {part} % were analysed");
                print_stderr(format_args!("{}", clean::one_line(&told)));
            }
            output.flush()?;
        }
    }
    writer.close(&mut output)?;
    output.flush()?;
    Ok(ended)
}

/// Returns the paths, or standard input if none is given and it has data.
fn paths_of(args: &ExtractArgs) -> Result<Vec<PathBuf>, Failure> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::usage("no input was given")
            .hint("give a file or folder, or - for standard input"));
    }
    Ok(vec![PathBuf::from("-")])
}

fn writer(args: &ExtractArgs) -> Result<Box<dyn DocumentWriter>, Failure> {
    if args.output.is_some() && args.format != ExtractFormat::Brat {
        return Err(Failure::usage("--output works only with --format brat")
            .hint("the other formats go to standard output: … > FILE"));
    }
    Ok(match args.format {
        ExtractFormat::Jsonl => Box::new(JsonLines),
        ExtractFormat::Json => Box::new(JsonList::default()),
        ExtractFormat::Csv => Box::new(CsvRows::default()),
        ExtractFormat::Text => {
            let colour = io::stdout().is_terminal() && colour::depth() != ColourDepth::None;
            Box::new(Marked::new(colour))
        }
        ExtractFormat::Brat => match &args.output {
            Some(folder) => Box::new(BratFolder::new(folder)?),
            None => Box::new(Single::default()),
        },
    })
}
