//! The command line: arguments, configuration, messages and exit statuses. Each command has its own
//! file.

mod account;
mod account_args;
mod add;
mod alike;
mod analyse;
mod archive_args;
mod args;
mod cancel;
mod change_args;
mod check;
mod completions;
mod config;
mod configured;
mod correction_args;
mod corrections;
mod delete;
mod error;
mod export;
mod extract;
mod failed_pages;
mod feed_args;
mod feed_list;
mod feeds;
mod hyphens;
mod import;
mod intake;
mod interval;
mod list;
mod man;
mod mark;
mod named;
mod opml;
mod output;
mod paths;
mod program_args;
mod progress;
mod quotes;
mod read;
mod refresh;
mod save;
mod search;
mod selection;
mod settings;
mod settled;
mod sheet;
mod source_args;
mod subjects;
mod table;
mod tag;
mod welcome;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::domain::clean;

use args::{Args, Command};
use error::Failure;

/// The outcome of a command that was not stopped by a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything succeeded.
    Success,
    /// Something failed and was reported; the rest was done.
    PartialFailure,
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let typed = std::env::args_os().collect();
    let args = match Args::try_parse_from(hyphens::after_options(&Args::command(), typed)) {
        Ok(args) => args,
        Err(told) => {
            // Help and version go to standard output, errors to standard error.
            let status = ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
            let plain = told.render().to_string();
            // The message repeats what was typed, which may be unsafe for a terminal.
            if told.use_stderr() && plain.contains(clean::is_hidden) {
                output::print_stderr(clean::strip_hidden(plain.trim_end()));
                return status;
            }
            return match told.print() {
                Err(error) if !told.use_stderr() => Failure::cannot_write(&error).report(),
                _ => status,
            };
        }
    };
    match dispatch(args) {
        Ok(Outcome::Success) => ExitCode::SUCCESS,
        Ok(Outcome::PartialFailure) => ExitCode::FAILURE,
        Err(failure) => failure.report(),
    }
}

/// Returns the faults in the text of a `config.toml` called `file`, one line each with the file's
/// line number.
pub fn config_faults(file: &str, text: &str) -> Vec<String> {
    settings::Settings::default().read(file, text)
}

fn dispatch(args: Args) -> Result<Outcome, Failure> {
    let store = args.store;
    match args.command {
        None => read::run(store, &args.paths, args.plain),
        Some(command) if !args.paths.is_empty() => Err(args::stray_paths(&args.paths, &command)),
        Some(Command::Import(args)) => import::run(store, &args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Add(args)) => add::run(store, &args),
        Some(Command::Save(args)) => save::run(store, &args),
        Some(Command::Refresh(args)) => refresh::run(store, &args),
        Some(Command::Feeds(args)) => feeds::run(store, &args),
        Some(Command::Account(args)) => account::run(store, &args),
        Some(Command::Sync(args)) => account::run_sync(store, &args),
        Some(Command::Opml(args)) => opml::run(store, &args),
        Some(Command::Config(args)) => configured::run(store, &args),
        Some(Command::List(args)) => list::run(store, &args),
        Some(Command::Search(args)) => search::run(store, &args),
        Some(Command::Quotes(args)) => quotes::run(store, &args),
        Some(Command::Sources(args)) => subjects::list_sources(store, &args),
        Some(Command::Entities(args)) => subjects::list_entities(store, &args),
        Some(Command::Corrections(args)) => corrections::run(store, &args),
        Some(Command::Export(args)) => export::run(store, &args),
        Some(Command::Mark(args)) => mark::run(store, &args),
        Some(Command::Tag(args)) => tag::run(store, &args),
        Some(Command::Delete(args)) => delete::run(store, &args),
        Some(Command::Analyse(args)) => analyse::run(store, &args),
        Some(Command::Check) => check::run(store),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => man::run(&args),
    }
}
