//! Errors that stop a command: message, hint, exit status.

use std::io;
use std::process::ExitCode;

use crate::domain::clean;
use crate::ingest::IngestError;
use crate::shell::ShellError;
use crate::store::StoreError;

use super::output::print_stderr;

/// An error that stops a command.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    /// Lines that show the position of the error, printed verbatim.
    below: Option<String>,
    hint: Option<String>,
    kind: FailureKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    /// An operation failed.
    Failed,
    /// The command line is invalid.
    Usage,
    /// The reader of our output closed the pipe.
    ClosedPipe,
}

impl Failure {
    /// Creates an error for a failed operation.
    pub(super) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), below: None, hint: None, kind: FailureKind::Failed }
    }

    /// Creates an error for an invalid command line.
    pub(super) fn usage(message: impl Into<String>) -> Failure {
        Failure { kind: FailureKind::Usage, ..Failure::new(message) }
    }

    /// Sets the hint: what the user can do.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hint = Some(hint.into());
        self
    }

    /// Adds lines that show the position of the error. They must be safe to show.
    pub(super) fn with_lines(mut self, lines: impl Into<String>) -> Failure {
        self.below = Some(lines.into());
        self
    }

    /// Creates an error for a path that cannot be read.
    pub(super) fn cannot_read(path: &str, error: &IngestError) -> Failure {
        let hint = error.hint().map(str::to_owned);
        Failure { hint, ..Failure::new(format!("{path}: {error}")) }
    }

    /// Creates an error for output that cannot be written.
    pub(super) fn cannot_write(error: &io::Error) -> Failure {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => FailureKind::ClosedPipe,
            _ => FailureKind::Failed,
        };
        Failure { kind, ..Failure::new(format!("the output cannot be written: {error}")) }
    }

    /// Prints the error on standard error, and returns the exit status.
    pub(super) fn report(&self) -> ExitCode {
        self.print();
        self.exit_code()
    }

    /// Prints the error on standard error, in a form that is safe to show.
    pub(super) fn print(&self) {
        if self.kind == FailureKind::ClosedPipe {
            return;
        }
        print_stderr(format_args!("error: {}", clean::one_line(&self.message)));
        if let Some(lines) = &self.below {
            print_stderr(lines);
        }
        if let Some(hint) = &self.hint {
            print_stderr(format_args!("hint: {}", clean::one_line(hint)));
        }
    }

    /// Returns the exit status: 1, or 2 for an invalid command line. A closed pipe is not an error.
    fn exit_code(&self) -> ExitCode {
        match self.kind {
            FailureKind::Failed => ExitCode::FAILURE,
            FailureKind::Usage => ExitCode::from(2),
            FailureKind::ClosedPipe => ExitCode::SUCCESS,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = error.hint().map(str::to_owned);
        Failure { hint, ..Failure::new(error.to_string()) }
    }
}

impl From<ShellError> for Failure {
    fn from(error: ShellError) -> Self {
        Failure::new(error.to_string())
    }
}
