//! The command line: arguments, configuration, messages and exit codes; one file a command.

use std::process::ExitCode;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
