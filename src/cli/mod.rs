//! The command line: arguments, configuration, messages and exit codes; one file a command.

mod add;
mod args;
mod cancel;
mod check;
mod config;
mod configured;
mod delimited;
mod error;
mod extract;
mod failed_pages;
mod feed_args;
mod feeds;
mod import;
mod intake;
mod interval;
mod named;
mod opml;
mod output;
mod paths;
mod progress;
mod read;
mod refresh;
mod settings;
mod settled;
mod table;
mod welcome;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use error::Failure;

/// How a command ended that was not stopped by a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// All went well.
    Well,
    /// Something failed, and has been named; the rest was done.
    WithFaults,
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(told) => {
            // Help and version go to standard output, what is wrong to standard error.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
    };
    match dispatch(args) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::WithFaults) => ExitCode::FAILURE,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}

fn dispatch(args: Args) -> Result<Ended, Failure> {
    let store = args.store;
    match args.command {
        None => read::run(store, &args.paths, args.plain),
        Some(command) if !args.paths.is_empty() => Err(args::stray(&args.paths, &command)),
        Some(Command::Import(args)) => import::run(store, &args),
        Some(Command::Extract(args)) => extract::run(&args),
        Some(Command::Add(args)) => add::run(store, &args),
        Some(Command::Refresh(args)) => refresh::run(store, &args),
        Some(Command::Feeds(args)) => feeds::run(store, &args),
        Some(Command::Opml(args)) => opml::run(store, &args),
        Some(Command::Config(args)) => configured::run(store, &args),
        Some(Command::Check) => check::run(store),
    }
}
