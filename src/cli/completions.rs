//! `onrecord completions`: a script for a shell, made from the definitions of the command line.

use clap::CommandFactory;

use super::Ended;
use super::args::Args;
use super::error::Failure;
use super::output::Output;
use super::program_args::CompletionsArgs;

/// Writes the script.
pub(super) fn run(args: &CompletionsArgs) -> Result<Ended, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "onrecord", &mut script);
    let mut output = Output::new();
    output.write(&String::from_utf8_lossy(&script))?;
    output.flush()?;
    Ok(Ended::Well)
}
